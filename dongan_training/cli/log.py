"""``log``: who did what and when."""

from dataclasses import dataclass
from typing import Annotated

import typer

from dongan_training import clock
from dongan_training.cli.face import Face, Json, Output
from dongan_training.cli.moments import day_of
from dongan_training.errors import UserError
from dongan_training.reports.act_log import LogLine, Wanted, read_log, write_log
from dongan_training.reports.log_words import AREAS, area_words
from dongan_training.texts import N_, _

app = typer.Typer(no_args_is_help=True, help=_("操作日志：谁在什么时候做了什么。"))


@dataclass(eq=False)
class AreaUnknown(UserError):
    text: str
    known: str
    message = N_("操作日志里没有“{text}”这一类。")
    advice = N_("没有改动。可以用：{known}。")


First = Annotated[str, typer.Option("--from", help=_("从哪一天起，如 2026-11-01。"))]
Last = Annotated[str, typer.Option("--to", help=_("到哪一天为止（含这一天）。"))]
OfPerson = Annotated[str, typer.Option("--person", help=_("操作人或涉及的人的姓名。"))]
OfKind = Annotated[str, typer.Option("--kind", help=_("类别，如 考勤 或 attendance。"))]


@app.command("list", help=_("列出操作日志，最近的在前。"))
def show(
    context: typer.Context,
    first: First = "",
    last: Last = "",
    person: OfPerson = "",
    kind: OfKind = "",
    as_json: Json = False,
) -> None:
    """Print the log."""
    face, wanted = Face.of(context), _wanted(first, last, person, kind)
    with face.workspace() as workspace, workspace.read() as session:
        found = read_log(session, wanted)
    lines = [_told(one) for one in found.lines] or [_("没有符合条件的操作日志。")]
    if found.is_cut:
        lines.append(_cut(len(found.lines)))
    face.show({"lines": found.lines, "is_cut": found.is_cut}, lines, as_json=as_json)


@app.command(help=_("把操作日志写成 Excel 文件。"))
def export(
    context: typer.Context,
    output: Output,
    first: First = "",
    last: Last = "",
    person: OfPerson = "",
    kind: OfKind = "",
    as_json: Json = False,
) -> None:
    """Write the log into an Excel file."""
    face, wanted = Face.of(context), _wanted(first, last, person, kind)
    with face.workspace() as workspace, workspace.read() as session:
        found = read_log(session, wanted)
    write_log(found.lines, output, at=clock.now())
    told = _("{count} 条操作日志，已写入“{file}”。")
    lines = [told.format(count=len(found.lines), file=output)]
    if found.is_cut:
        lines.append(_cut(len(found.lines)))
    value = {"file": output, "count": len(found.lines), "is_cut": found.is_cut}
    face.show(value, lines, as_json=as_json)


def _wanted(first: str, last: str, person: str, kind: str) -> Wanted:
    """Read the filter; raises DayUnreadable or AreaUnknown."""
    return Wanted(
        day_of(first) if first else None,
        day_of(last) if last else None,
        _area(kind.strip()),
        person.strip(),
    )


def _area(text: str) -> str:
    words = {area_words(area): area for area in AREAS}
    if text and text not in AREAS and text not in words:
        raise AreaUnknown(text, _("、").join(words))
    return words.get(text, text)


def _told(one: LogLine) -> str:
    when = f"{clock.local(one.at):%Y-%m-%d %H:%M:%S}"
    return "\t".join((when, one.actor, area_words(one.area), one.did, one.about, one.why))


def _cut(count: int) -> str:
    return _("只列出最近的 {count} 条；更早的请用 --from、--to 选定日期。").format(count=count)
