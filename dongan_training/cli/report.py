"""``report``: ledgers and class reports as Excel files."""

from typing import Annotated, Any

import typer

from dongan_training import clock
from dongan_training.attendance.hours import HoursLine
from dongan_training.cli.face import Face, Json, Output
from dongan_training.reports.class_overview import class_overview
from dongan_training.reports.ledger import LedgerEntry, year_ledger
from dongan_training.texts import _
from dongan_training.training.finding import find_class
from dongan_training.training.planning import FIRST_YEAR, LAST_YEAR

app = typer.Typer(no_args_is_help=True, help=_("报表：学时台账和培训班情况表。"))


@app.command("hours", help=_("一年的学时台账，每半学时都有来源。"))
def hours(
    context: typer.Context,
    year: Annotated[int, typer.Argument(min=FIRST_YEAR, max=LAST_YEAR, help=_("年份，如 2026。"))],
    output: Output,
    as_json: Json = False,
) -> None:
    """Write the ledger of one calendar year."""
    from dongan_training.reports.ledger_sheet import write_ledger  # brings XlsxWriter

    face = Face.of(context)
    now = clock.now()
    with face.workspace() as workspace, workspace.read() as session:
        entries = year_ledger(session, year=year, now=now)
    write_ledger(entries, output, year=year, at=now)
    lines = [_("已写出 {count} 人的学时台账。").format(count=len(entries))]
    value = {"file": output, "year": year, "entries": [told_entry(one) for one in entries]}
    face.show(value, lines, as_json=as_json)


@app.command("class", help=_("一个培训班的学员情况表和汇总。"))
def training_class(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="CLASS", help=_("编号、名称或 id。"))],
    output: Output,
    as_json: Json = False,
) -> None:
    """Write the report of one class."""
    from dongan_training.reports.class_sheet import write_class_report  # brings XlsxWriter

    face = Face.of(context)
    now = clock.now()
    with face.workspace() as workspace, workspace.read() as session:
        overview = class_overview(session, class_id=find_class(session, name), at=now)
    write_class_report(overview, output, at=now)
    lines = [_("已写出 {count} 名学员的情况表。").format(count=len(overview.rows))]
    face.show({"file": output, "class": overview}, lines, as_json=as_json)


def told_entry(entry: LedgerEntry) -> dict[str, Any]:
    """One person's year in JSON, every source with its explanation."""
    facts = {name: value for name, value in vars(entry).items() if name != "lines"}
    return {**facts, "missing": entry.missing, "lines": [_told_line(one) for one in entry.lines]}


def _told_line(line: HoursLine) -> dict[str, Any]:
    facts = {name: value for name, value in vars(line).items() if name != "attendance"}
    return {**facts, "status": line.status.value, "explanation": line.explanation}
