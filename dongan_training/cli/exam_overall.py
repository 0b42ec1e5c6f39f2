"""``exam weights``, ``give``, ``overall``: the overall result of a class."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from dongan_training import clock
from dongan_training.bank.scoring import marks_text
from dongan_training.cli.face import Face, Json, written
from dongan_training.cli.named import ClassText
from dongan_training.exam.bands import band_name
from dongan_training.exam.finding import find_exam
from dongan_training.exam.outstanding import Outstanding, outstanding_exams, outstanding_words
from dongan_training.overall.composing import give_results, set_weights, ungiven, weights_of
from dongan_training.overall.given_file import read_given
from dongan_training.overall.overall_sheet import missing_words, write_overall
from dongan_training.overall.results import OverallList, OverallRow, overall_list
from dongan_training.overall.weighing import (
    Part,
    Source,
    Weights,
    source_name,
    weights_in_words,
)
from dongan_training.texts import _
from dongan_training.training.finding import find_class, find_enrolments
from dongan_training.training.queries import class_card

app = typer.Typer()


@app.command(help=_("总评构成：各项权重、及格线、是否作为发证条件；不带选项只显示。"))
def weights(
    context: typer.Context,
    training_class: ClassText,
    part: Annotated[
        list[str] | None,
        typer.Option(
            help=_("一项：名称=权重:来源，来源为 exam、hours 或 given，如 考试=60:exam。可重复。")
        ),
    ] = None,
    pass_mark: Annotated[float | None, typer.Option(help=_("总评及格线（百分制）。"))] = None,
    certificate: Annotated[
        bool | None,
        typer.Option("--certificate/--no-certificate", help=_("总评合格才发证书。")),
    ] = None,
    clear: Annotated[bool, typer.Option("--clear", help=_("取消总评。"))] = False,
    as_json: Json = False,
) -> None:
    """Show or set how a class's overall result is made up."""
    face = Face.of(context)
    with face.writing() as (session, by):
        class_id = find_class(session, training_class)
        found = weights_of(session, class_id)
        parts = tuple(_part(one, lambda text: find_exam(session, text)) for one in part or ())
        wanted = replace(found, parts=() if clear else parts or found.parts)
        if pass_mark is not None:
            wanted = replace(wanted, pass_mark=pass_mark)
        if certificate is not None:
            wanted = replace(wanted, for_certificate=certificate)
        if wanted != found:
            set_weights(session, class_id=class_id, weights=wanted, by=by, at=clock.now())
    face.show(wanted, _weight_lines(wanted), as_json=as_json)


@app.command(help=_("给一个人或一份表格里的人评定总评的一项（如平时成绩）。"))
def give(
    context: typer.Context,
    training_class: ClassText,
    part: Annotated[str, typer.Argument(metavar="PART", help=_("总评里的哪一项。"))],
    person: Annotated[str, typer.Option(help=_("学员：序号或姓名。"))] = "",
    points: Annotated[float | None, typer.Option(help=_("分数（百分制）。"))] = None,
    file: Annotated[Path | None, typer.Option(help=_("表格：姓名或序号一列，成绩一列。"))] = None,
    as_json: Json = False,
) -> None:
    """Give points for a part that no program can know."""
    face = Face.of(context)
    if (file is None) == (not person or points is None):
        raise typer.BadParameter(_("请写 --person 和 --points，或写 --file。"))
    with face.writing() as (session, by):
        class_id = find_class(session, training_class)
        if file is not None:
            percents = read_given(session, class_id, file)
        else:
            (enrolment_id,) = find_enrolments(session, class_id, [person])
            percents = {enrolment_id: points or 0}
        changed = give_results(
            session, class_id=class_id, part=part, percents=percents, by=by, at=clock.now()
        )
    told = {"part": part, "given": len(percents), "changed": changed}
    lines = [_("“{part}”：{given} 人，改动 {changed} 人。").format(**told)]
    face.show(told, lines, as_json=as_json)


@app.command(help=_("总评成绩：各项、总评、等次、名次；可导出 Excel。"))
def overall(
    context: typer.Context,
    training_class: ClassText,
    excel: Annotated[Path | None, typer.Option(help=_("把总评写到这个 Excel 文件。"))] = None,
    as_json: Json = False,
) -> None:
    """Show the overall results of a class, the best first."""
    face, now = Face.of(context), clock.now()
    with face.workspace() as workspace, workspace.read() as session:
        class_id = find_class(session, training_class)
        found = overall_list(session, class_id, at=now)
        title = class_card(session, class_id).title
    if excel is not None:
        write_overall(found, title, excel, at=now)
    face.show(found, [*_lines(found), *written(excel)], as_json=as_json)


@app.command(help=_("成绩还缺什么：待阅卷、评分分歧、纸质答卷录入、总评中由人评定的项。"))
def outstanding(context: typer.Context, training_class: ClassText, as_json: Json = False) -> None:
    """Show what keeps the marks of a class from being final."""
    face = Face.of(context)
    with face.workspace() as workspace, workspace.read() as session:
        class_id = find_class(session, training_class)
        exams = outstanding_exams(session, class_id)
        lacking = ungiven(session, class_id, weights_of(session, class_id))
    face.show({"exams": exams, "ungiven": lacking}, _lacking(exams, lacking), as_json=as_json)


def _lacking(exams: tuple[Outstanding, ...], lacking: dict[str, int]) -> Iterator[str]:
    for one in exams:
        yield _("{title}：{lacking}").format(
            title=one.title, lacking="　".join(outstanding_words([one]))
        )
    for part, count in lacking.items():
        yield _("总评缺{part} {count} 人").format(part=part, count=count)
    if not exams and not lacking:
        yield _("成绩齐全。")


def _part(text: str, find: Callable[[str], str]) -> Part:
    name, _equals, rest = text.partition("=")
    weight, _colon, source = rest.partition(":")
    kind, _at, exam = source.partition("@")
    try:
        return Part(name.strip(), Source(kind), float(weight), find(exam) if exam else "")
    except ValueError as error:
        told = _("看不懂“{text}”，应当像 考试=60:exam。")
        raise typer.BadParameter(told.format(text=text)) from error


def _weight_lines(found: Weights) -> Iterator[str]:
    if not found.parts:
        yield _("这个班没有设总评。")
        return
    for one in found.parts:
        yield f"{one.name}  {one.weight:g}%  {source_name(one.source)}"
    asked = _("作为发证条件") if found.for_certificate else _("不作为发证条件")
    yield _("及格线 {mark:g} 分，{asked}。").format(mark=found.pass_mark, asked=asked)


def _lines(found: OverallList) -> Iterator[str]:
    yield weights_in_words(found.weights.parts) or _("这个班没有设总评。")
    for one in found.rows:
        yield _line(one)


def _line(one: OverallRow) -> str:
    parts = "  ".join(f"{name} {_marks(one.percents[name])}" for name in one.percents)
    result = band_name(one.band) if one.band else missing_words(one.missing)
    return f"{one.rank or '–':>4}  {_marks(one.overall):>6}  {result}  {one.name}  {parts}"


def _marks(percent: float | None) -> str:
    return "–" if percent is None else marks_text(percent)
