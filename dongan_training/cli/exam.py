"""``exam``: papers from blueprints, exams for classes, codes, results and printed papers."""

from typing import Annotated

import typer

from dongan_training import clock, settings
from dongan_training.bank.scoring import (
    Marking,
    Rule,
    plain_number,
    rule_name,
    usual_marking,
)
from dongan_training.cli import (
    blueprint,
    exam_analysis,
    exam_arranging,
    exam_marks,
    exam_overall,
    exam_papers,
    exam_room,
    exam_sheets,
    exam_sit,
    exam_swap,
)
from dongan_training.cli.exam_arranging import Numerals, OptionPoints
from dongan_training.cli.exam_papers import PaperText, paper_lines
from dongan_training.cli.face import Face, Json, Output
from dongan_training.cli.named import ClassText, ExamText
from dongan_training.exam import queries
from dongan_training.exam.finding import find_exam, find_paper
from dongan_training.exam.handing_in import close_exam
from dongan_training.exam.models import Paper
from dongan_training.exam.offering import Offer, give_exam_codes, open_exam
from dongan_training.exam.printed.choice import FormatName, Printing
from dongan_training.exam.resits import Resit, ResitCounts, ResitFor
from dongan_training.texts import _
from dongan_training.training.finding import find_class

app = typer.Typer(no_args_is_help=True, help=_("考试：组卷、审定、安排、考试码、成绩和试卷打印。"))
app.add_typer(exam_arranging.app)
app.add_typer(exam_marks.app)
app.add_typer(exam_overall.app)
exam_papers.papers_app.add_typer(exam_swap.app)
app.add_typer(exam_papers.app)
app.add_typer(exam_sit.app)
app.add_typer(exam_sheets.app)
app.add_typer(exam_analysis.app)
app.add_typer(blueprint.app, name="blueprint")
app.add_typer(exam_room.app, name="room")


@app.command(name="list", help=_("列出试卷和考试。"))
def list_all(context: typer.Context, as_json: Json = False) -> None:
    """Show all papers and exams with their ids."""
    face = Face.of(context)
    with face.workspace() as workspace, workspace.read() as session:
        papers, exams = queries.papers(session), queries.exams(session)
    lines = [_("试卷：")]
    lines += paper_lines(papers)
    lines.append(_("考试："))
    lines += [
        _("  {id}  {title}  {code}  已交 {done} / {all} 人").format(
            id=one.id, title=one.title, code=one.class_code, done=one.handed_in, all=one.enrolled
        )
        for one in exams
    ] or [_("  还没有考试。试卷审定后用 exam open 安排。")]
    face.show({"papers": papers, "exams": exams}, lines, as_json=as_json)


@app.command(name="open", help=_("为一个班安排考试，并给每个学员考试码。"))
def open_(
    context: typer.Context,
    training_class: ClassText,
    paper: Annotated[str, typer.Option(help=_("试卷：编号或标题。"))],
    minutes: Annotated[int, typer.Option(help=_("考试时间，分钟。"))] = 60,
    pass_mark: Annotated[
        float | None, typer.Option(help=_("及格线，分；默认按设置里的百分比。"))
    ] = None,
    rule: Annotated[
        Rule | None,
        typer.Option(
            help=_(
                "多选题计分规则：half 少选得一半，all_or_nothing 全对才得分，"
                "per_option 按选项给分，penalty 错选倒扣；默认按设置。"
            )
        ),
    ] = None,
    option_points: OptionPoints = None,
    numerals: Numerals = None,
    title: Annotated[str, typer.Option(help=_("考试名称；默认为试卷标题。"))] = "",
    resit_of: Annotated[str, typer.Option(help=_("这是哪一场考试的补考。"))] = "",
    resit_for: Annotated[
        ResitFor, typer.Option(help=_("谁可以补考：failed 不及格和缺考的人，anybody 全班。"))
    ] = ResitFor.FAILED,
    resit_counts: Annotated[
        ResitCounts,
        typer.Option(help=_("补考成绩：best 取最高，last 以补考为准，capped 最高记及格分。")),
    ] = ResitCounts.BEST,
    markers: Annotated[int, typer.Option(min=1, max=2, help=_("每道简答题几人阅卷。"))] = 1,
    tolerance: Annotated[
        float, typer.Option(min=0, help=_("两人阅卷允许相差几分；超过由第三人定分。"))
    ] = 0,
    as_json: Json = False,
) -> None:
    """Offer an approved paper to a class."""
    face = Face.of(context)
    with face.writing() as (session, by):
        class_id = find_class(session, training_class)
        defaults, paper_id = settings.load(session), find_paper(session, paper)
        full = session.get_one(Paper, paper_id).full_marks
        usual = usual_marking(defaults)
        usual_mark = round(full * defaults.pass_mark / 100, 2)
        resit = Resit(find_exam(session, resit_of), resit_for, resit_counts) if resit_of else None
        offer = Offer(
            paper_id=paper_id,
            minutes=minutes,
            pass_mark=usual_mark if pass_mark is None else pass_mark,
            marking=Marking(
                rule or usual.multiple_choice,
                usual.option_points if option_points is None else option_points,
                usual.numerals if numerals is None else numerals,
            ),
            title=title,
            markers=markers,
            tolerance=tolerance,
            resit=resit,
        )
        exam_id = open_exam(session, class_id=class_id, offer=offer, by=by, at=clock.now())
        row = queries.exam_row(session, exam_id)
    line = _("已安排：{title}，{minutes} 分钟，及格 {mark} 分，{people} 人，多选题{rule}。").format(
        title=row.title,
        minutes=row.minutes,
        mark=plain_number(row.pass_mark),
        people=row.enrolled,
        rule=rule_name(offer.marking.multiple_choice),
    )
    face.show({"exam": row, "rule": offer.marking.multiple_choice}, [line], as_json=as_json)


@app.command(help=_("列出一个班的考试码；新报名的学员会补发。"))
def codes(context: typer.Context, training_class: ClassText, as_json: Json = False) -> None:
    """Show the exam codes of a class, giving those that are missing."""
    face = Face.of(context)
    with face.workspace() as workspace, workspace.begin() as session:
        class_id = find_class(session, training_class)
        given = give_exam_codes(session, class_id=class_id)
        rows = queries.exam_codes(session, class_id)
    lines = [f"{one.number:>4}  {one.code}  {one.name}" for one in rows]
    face.show({"given": given, "codes": rows}, lines, as_json=as_json)


@app.command(help=_("结束考试：不再进场，未交的答卷按已保存的内容收卷。"))
def close(context: typer.Context, exam: ExamText, as_json: Json = False) -> None:
    """End an exam and collect what is open."""
    face = Face.of(context)
    with face.writing() as (session, by):
        exam_id = find_exam(session, exam)
        collected = close_exam(session, exam_id=exam_id, by=by, at=clock.now())
        row = queries.exam_row(session, exam_id)
    lines = [_("考试已结束，收卷 {count} 份。").format(count=collected)]
    face.show({"exam": row, "collected": collected}, lines, as_json=as_json)


@app.command(name="print", help=_("打印试卷（PDF；后缀为 .docx 时写成 Word），--key 为参考答案。"))
def print_(
    context: typer.Context,
    paper: PaperText,
    output: Output,
    form: Annotated[str, typer.Option(help=_("哪一种卷：A、B……"))] = "A",
    sheet: Annotated[FormatName, typer.Option("--format", help=_("纸张。"))] = FormatName.A4,
    large: Annotated[bool, typer.Option("--large", help=_("大字版，供视力不好的人用。"))] = False,
    key: Annotated[bool, typer.Option("--key", help=_("打印参考答案而不是试卷。"))] = False,
    exam: Annotated[
        str, typer.Option(help=_("为哪场考试打印：它的名称、时间和规则印在卷上；默认为最近一场。"))
    ] = "",
    as_json: Json = False,
) -> None:
    """Write one form of a paper, or its answer key."""
    from dongan_training.exam.printed.papers import WORD, write_key, write_paper, write_word_paper

    face = Face.of(context)
    pages = None  # Word alone knows how many
    with face.workspace() as workspace, workspace.read() as session:
        paper_id = find_paper(session, paper)
        exam_id = find_exam(session, exam) if exam else ""
        printing = Printing(form.strip().upper(), sheet, large, exam_id)
        if key:
            pages = write_key(session, paper_id, output, printing)
        elif output.suffix.lower() == WORD:
            write_word_paper(session, paper_id, output, printing)
        else:
            pages = write_paper(session, paper_id, output, printing)
    told = (
        _("已写入“{file}”。").format(file=output)
        if pages is None
        else _("已写入“{file}”，共 {pages} 页。").format(file=output, pages=pages)
    )
    face.show({"file": output, "pages": pages, "paper": paper_id}, [told], as_json=as_json)
