"""``evaluation``: the anonymous form of a class on paper, its entry, and the summary."""

from pathlib import Path
from typing import Annotated

import typer

from dongan_training import clock, settings
from dongan_training.attendance import evaluation as forms
from dongan_training.cli.face import Face, Json, Output
from dongan_training.cli.named import ClassText
from dongan_training.sheets.text import lines_of, read_text
from dongan_training.texts import _
from dongan_training.training.class_names import class_title_on_paper
from dongan_training.training.finding import find_class
from dongan_training.training.queries import class_card

app = typer.Typer(no_args_is_help=True, help=_("满意度：不记名问卷、录入和汇总。"))


@app.command(help=_("印制问卷（A4，较短的每页两份）。"))
def form(context: typer.Context, which: ClassText, output: Output, as_json: Json = False) -> None:
    """Write the form of a class as a PDF."""
    from dongan_training.attendance.evaluation_sheet import EvaluationPaper, draw_evaluation_form

    face = Face.of(context)
    with face.workspace() as workspace, workspace.read() as session:
        class_id = find_class(session, which)
        card = class_card(session, class_id)
        organiser = card.organizer or settings.load(session).organizer
        title = class_title_on_paper(card.name, card.number)
        paper = EvaluationPaper(title, organiser, tuple(forms.questions_of(session, class_id)))
    draw_evaluation_form(output, paper)
    pattern = _("问卷共 {count} 项，已写入“{file}”。")
    told = pattern.format(count=len(paper.questions), file=output)
    face.show({"file": output, "questions": paper.questions}, [told], as_json=as_json)


@app.command(help=_("录入问卷：每份一串数字，可接意见，如 “44344 讲得好”；或用 --file，每行一份。"))
def enter(
    context: typer.Context,
    which: ClassText,
    typed: Annotated[
        list[str] | None, typer.Argument(metavar="FORM…", help=_("一份或多份。"))
    ] = None,
    file: Annotated[
        Path | None, typer.Option("--file", metavar="FILE", help=_("每行一份的文本文件。"))
    ] = None,
    as_json: Json = False,
) -> None:
    """Enter forms; all of them, or none where one cannot be read."""
    face, now = Face.of(context), clock.now()
    wanted = [*(typed or ()), *(lines_of(read_text(file)) if file else ())]
    with face.writing() as (session, by):
        class_id = find_class(session, which)
        questions = forms.questions_of(session, class_id)
        read = [forms.read_form(questions, one) for one in wanted if one.strip()]
        for one in read:
            forms.record_form(session, class_id=class_id, form=one, by=by, at=now)
        total = forms.count_forms(session, class_id)
    lines = [_("录入 {count} 份，共 {total} 份。").format(count=len(read), total=total)]
    face.show({"entered": len(read), "total": total}, lines, as_json=as_json)


@app.command("take-back", help=_("删除最后录入的一份。"))
def take_back(context: typer.Context, which: ClassText, as_json: Json = False) -> None:
    """Delete the form entered last."""
    face = Face.of(context)
    with face.writing() as (session, by):
        class_id = find_class(session, which)
        forms.take_last_back(session, class_id=class_id, by=by, at=clock.now())
        session.flush()
        total = forms.count_forms(session, class_id)
    lines = [_("已删除最后一份，还有 {total} 份。").format(total=total)]
    face.show({"total": total}, lines, as_json=as_json)


@app.command(help=_("满意度汇总；-o 写成 PDF。"))
def summary(
    context: typer.Context,
    which: ClassText,
    output: Annotated[
        str, typer.Option("-o", "--output", metavar="FILE", help=_("写成 PDF 文件。"))
    ] = "",
    as_json: Json = False,
) -> None:
    """Show what all forms said."""
    face = Face.of(context)
    with face.workspace() as workspace, workspace.read() as session:
        class_id = find_class(session, which)
        card = class_card(session, class_id)
        organiser = card.organizer or settings.load(session).organizer
        found = forms.summary(session, class_id)
    if output:
        from dongan_training.attendance.evaluation_sheet import draw_evaluation_summary

        title = class_title_on_paper(card.name, card.number)
        draw_evaluation_summary(Path(output), title, organiser, found)
    lines = [
        f"{one.question}　{' / '.join(map(str, one.counts))}　"
        + ("—" if one.satisfied is None else f"{one.satisfied:.1%}")
        for one in found.questions
    ]
    head = _("收回问卷 {count} 份").format(count=found.forms)
    value = {
        "forms": found.forms,
        "satisfied": found.satisfied,
        "questions": [
            {
                "question": one.question,
                "counts": one.counts,
                "satisfied": one.satisfied,
                "average": one.average,
            }
            for one in found.questions
        ],
        "comments": found.comments,
    }
    face.show(value, [head, *lines, *found.comments], as_json=as_json)
