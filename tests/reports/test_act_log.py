"""The operation log is read in words: every act has some, and whom it was about is named."""

import ast
from datetime import date, timedelta
from pathlib import Path

from python_calamine import CalamineWorkbook

from dongan_training.accounts import audit
from dongan_training.attendance.leave import approve_leave
from dongan_training.people.tree import UnitAct
from dongan_training.reports.act_log import Wanted, read_log, write_log
from dongan_training.reports.log_words import ACTS, AREAS, act_words, area_of
from dongan_training.training.badges import reprint_badge
from tests.attendance.conftest import *  # noqa: F403  the hall and its class
from tests.attendance.desks import leave

PACKAGE = Path(__file__).resolve().parent.parent.parent / "dongan_training"


def acts_written():
    """Every act that stands in the source as words, wherever one is passed on."""
    found = {f"unit.{act}" for act in UnitAct} | {f"unit.undo_{act}" for act in UnitAct}
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func).endswith(("record", "_log")):
                given = [*node.args, *(one.value for one in node.keywords if one.arg == "act")]
                found |= {
                    one.value
                    for one in given
                    if isinstance(one, ast.Constant) and isinstance(one.value, str)
                    if area_of(one.value) in AREAS and one.value.count(".") == 1
                    if one.value.replace(".", "").replace("_", "").isalpha()
                }
    return found


def test_every_act_that_is_logged_has_words():
    acts = {one for one in acts_written() if one.isascii()}
    assert len(acts) > 100
    assert sorted(one for one in acts if act_words(one).isascii()) == []
    assert all(not words.isascii() for words in (*ACTS.values(), *AREAS.values()))


def test_an_act_of_a_newer_program_is_shown_as_it_is(hall):
    with hall.workspace.begin() as session:
        audit.record(session, by=hall.by, at=hall.at(1), act="robot.wave", subject="")
    with hall.workspace.read() as session:
        (line,) = read_log(session, Wanted(area="robot")).lines
    assert (line.area, line.did, line.about) == ("robot", "wave", "")


def test_the_log_is_read_by_day_person_and_kind_the_latest_first(hall, tmp_path):
    with hall.workspace.begin() as session:
        place = hall.enrolments["陈敏"]
        reprint_badge(session, enrolment_id=place, by=hall.by, at=hall.at(-60))
        for days in (0, 1):
            audit.record(
                session,
                by=hall.by,
                at=hall.at(0) + timedelta(days=days),
                act="enrolment.seat",
                subject=hall.class_id,
                details={"enrolments": list(hall.enrolments.values())},
            )
    leave(hall, "王芳", approve_leave)
    with hall.workspace.read() as session:
        every = read_log(session, Wanted()).lines
        of_day = read_log(session, Wanted(date(2026, 11, 23), date(2026, 11, 23))).lines
        of_person = read_log(session, Wanted(person="王芳")).lines
        of_kind = read_log(session, Wanted(area="leave")).lines
        cut = read_log(session, Wanted(), most=2)
    assert [one.act for one in every] == [
        *("enrolment.seat", "enrolment.seat", "leave.approved", "badge.reprint")
    ]
    assert [one.act for one in of_day] == [one.act for one in every[1:]]
    assert [one.act for one in of_person] == [
        *("enrolment.seat", "enrolment.seat", "leave.approved")
    ]
    (line,) = of_kind
    assert (line.actor, line.did, line.about, line.why) == (
        *("李老师", "批准", "王芳", "县里开会"),
    )
    assert (len(cut.lines), cut.is_cut) == (2, True)
    path = tmp_path / "log.xlsx"
    write_log(every, path, at=hall.at(9))
    rows = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
    assert rows[5][1:6] == ["李老师", "请假", "批准", "王芳", "县里开会"]
