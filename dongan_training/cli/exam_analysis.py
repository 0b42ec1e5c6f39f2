"""``exam analyse`` and ``exam years``: how an exam went, and how exams went over the years."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

from dongan_training import clock, settings
from dongan_training.bank.finding import find_question
from dongan_training.cli.face import Face, Json, plain, written
from dongan_training.cli.named import ExamText
from dongan_training.exam.analysing import ExamAnalysis, GroupResult, analyse_exam
from dongan_training.exam.analysis import verdict_words
from dongan_training.exam.analysis_sheet import write_analysis
from dongan_training.exam.analysis_words import fairness_words, summary_lines
from dongan_training.exam.copying_hints import CopyingHint, copying_hints
from dongan_training.exam.finding import find_exam
from dongan_training.exam.item_results import ItemResult
from dongan_training.exam.over_years import exams_over_years, years
from dongan_training.exam.question_history import QuestionHistory, question_history
from dongan_training.texts import _

app = typer.Typer()


@app.command(help=_("成绩分析：分布、信度、各卷、各单位、每道题的难度、区分度和选项。"))
def analyse(
    context: typer.Context,
    exam: ExamText,
    excel: Annotated[Path | None, typer.Option(help=_("把分析写到这个 Excel 文件。"))] = None,
    pdf: Annotated[Path | None, typer.Option(help=_("把分析和图表写到这个 PDF 文件。"))] = None,
    as_json: Json = False,
) -> None:
    """Analyse one exam."""
    face = Face.of(context)
    with face.workspace() as workspace, workspace.read() as session:
        found = analyse_exam(session, find_exam(session, exam))
        organiser = settings.load(session).organizer
    if excel is not None:
        write_analysis(found, excel, at=clock.now())
    if pdf is not None:
        from dongan_training.exam.analysis_print import draw_analysis  # loads ReportLab

        draw_analysis(pdf, found, author=organiser, at=clock.now())
    lines = [*_lines(found), *written(excel, pdf)]
    face.show(_told(found), lines, as_json=as_json)


@app.command(help=_("雷同提示：错得一样远多于偶然的两个人，附概率；只是线索，不是结论。"))
def copying(context: typer.Context, exam: ExamText, as_json: Json = False) -> None:
    """Hint at pairs whose wrong answers are alike beyond chance."""
    face = Face.of(context)
    with face.workspace() as workspace, workspace.read() as session:
        found = copying_hints(session, find_exam(session, exam))
    count = len(found.hints)
    lines = [_("比对 {pairs} 对答卷，可疑 {count} 对。").format(pairs=found.pairs, count=count)]
    lines += [_hint_line(one) for one in found.hints]
    face.show(found, lines, as_json=as_json)


@app.command(help=_("一道题的历次成绩：每场考试的难度、区分度和评价。"))
def question(
    context: typer.Context,
    code: Annotated[
        str, typer.Argument(metavar="QUESTION", help=_("试题编号（bank search 方括号里的）。"))
    ],
    as_json: Json = False,
) -> None:
    """Show what each exam showed of one question."""
    face = Face.of(context)
    with face.workspace() as workspace, workspace.read() as session:
        found = question_history(session, find_question(session, code))
    told = plain(found) | {
        "taken": found.taken,
        "facility": found.facility,
        "discrimination": found.discrimination,
    }
    face.show(told, _history_lines(found), as_json=as_json)


@app.command(name="years", help=_("历年考试：每场和每年的人数、及格率、平均分（百分制）。"))
def years_(context: typer.Context, as_json: Json = False) -> None:
    """Show how exams went over the years."""
    face = Face.of(context)
    with face.workspace() as workspace, workspace.read() as session:
        found = exams_over_years(session)
    by_year = years(found)
    lines = [] if by_year else [_("还没有考完的考试。")]
    lines += [
        _("{year}：{exams} 场，{taken} 人，及格率 {rate}，平均 {mean}").format(
            year=one.year,
            exams=one.exams,
            taken=one.taken,
            rate=f"{one.pass_rate:.0%}",
            mean=f"{one.mean:.1f}",
        )
        for one in by_year
    ]
    lines += [
        f"  {one.on}  {one.class_code}  {one.title}  {one.passed} / {one.taken}  {one.mean:.1f}"
        for one in found
    ]
    told = [{**plain(one), "pass_rate": one.pass_rate} for one in by_year]
    face.show({"years": told, "exams": found}, lines, as_json=as_json)


def _told(found: ExamAnalysis) -> dict[str, Any]:
    told: dict[str, Any] = plain(found)
    told["summary"]["pass_rate"] = found.summary.pass_rate
    for form, one in zip(told["forms"], found.forms, strict=True):
        form["told"] = fairness_words(one.fairness)
    for item, result in zip(told["items"], found.items, strict=True):
        item["verdict_words"] = verdict_words(result.verdict)
    return told


def _lines(found: ExamAnalysis) -> Iterator[str]:
    yield found.exam.title
    yield "  " + "　".join(f"{name} {value}" for name, value in summary_lines(found))
    for band in found.distribution:
        yield f"  {band.low:>3}–{band.high:<3} {band.count:>4}  {'█' * min(band.count, 60)}"
    for form in found.forms if len(found.forms) > 1 else ():
        told = _group_line(form.group, _("{form} 卷").format(form=form.group.name))
        yield f"  {told}  {fairness_words(form.fairness)}"
    for group in found.townships:
        yield f"  {_group_line(group, group.name or _('未填单位'))}"
    for one in found.items:
        yield _item_line(one)
        for remark in one.remarks:
            yield f"        {remark}"


def _history_lines(found: QuestionHistory) -> Iterator[str]:
    yield found.stem
    if not found.uses:
        yield _("  这道题还没有考过。")
        return
    for one in found.uses:
        version = _("第 {number} 版").format(number=one.version)
        yield (
            f"  {one.on}  {one.class_code}  {one.form}{one.number:>3}  {version}  {one.taken:>4}"
            f"  {_indexes(one.facility, one.discrimination)}  {verdict_words(one.verdict)}"
            f"  {one.title}"
        )
    yield _("  共 {exams} 场，{taken} 人：难度、区分度 {figures}").format(
        exams=len({one.exam_id for one in found.uses}),
        taken=found.taken,
        figures=_indexes(found.facility, found.discrimination),
    )


def _indexes(*figures: float | None) -> str:
    return "  ".join("   –" if value is None else f"{value:5.2f}" for value in figures)


def _group_line(one: GroupResult, name: str) -> str:
    return _("{name}  {taken} 人，及格率 {rate}，平均 {mean}").format(
        name=name,
        taken=one.taken,
        rate=f"{one.pass_rate:.0%}",
        mean=f"{one.mean:.1f}",
    )


def _item_line(one: ItemResult) -> str:
    shown = _indexes(one.facility, one.discrimination, one.correlation)
    return f"{one.form:>2}{one.number:>4}  {shown}  {verdict_words(one.verdict)}  {one.stem}"


def _hint_line(one: CopyingHint) -> str:
    told = _("同错 {both} 题，错得一样 {same} 题，偶然应有 {expected} 题，概率 {chance}").format(
        both=one.both_wrong,
        same=one.identical,
        expected=f"{one.expected:.1f}",
        chance=f"{one.corrected:.2g}",
    )
    return f"  {one.first} {one.first_seat}　{one.second} {one.second_seat}　{told}"
