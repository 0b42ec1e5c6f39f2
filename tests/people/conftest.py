"""Rolls as files, and a way to plan and import them."""

import pytest
import xlsxwriter

from dongan_training.people.organisations import Places, seeded_townships
from dongan_training.people.roster import import_roster
from dongan_training.people.roster_plan import plan_roster
from dongan_training.people.roster_sheet import read_roster

HEAD = ("姓名", "身份证号", "乡镇", "所在党组织", "职务", "联系电话")


@pytest.fixture
def places():
    return Places("东安县", tuple(seeded_townships()))


@pytest.fixture
def write_roll(tmp_path):
    """Write rows below a head as .xlsx; numbers stay numbers."""

    def write(rows, head=HEAD, name="名册.xlsx"):
        path = tmp_path / name
        with xlsxwriter.Workbook(path) as book:
            sheet = book.add_worksheet("名册")
            sheet.write_row(0, 0, head)
            for number, row in enumerate(rows, start=1):
                sheet.write_row(number, 0, row)
        return path

    return write


@pytest.fixture
def plan(workspace, now):
    """Plan a roll from a file."""

    def plan(path):
        with workspace.read() as session:
            return plan_roster(session, table=read_roster(path), at=now)

    return plan


@pytest.fixture
def bring_in(workspace, plan, trainer, now):
    """Plan and import a roll, with choices by row number."""

    def bring_in(path, **choices):
        planned = plan(path)
        by_id = {
            one.id: choices[f"row{one.row}"]
            for one in planned.entries
            if f"row{one.row}" in choices
        }
        with workspace.begin() as session:
            return import_roster(session, plan=planned, choices=by_id, by=trainer, at=now)

    return bring_in
