"""Two desks recorded one thing differently: somebody says which record stands."""

import pytest
import sqlalchemy as sa

from dongan_training.accounts.models import AuditEntry
from dongan_training.attendance.carry_file import read_file
from dongan_training.attendance.carrying import take_in, weigh
from dongan_training.attendance.leave import approve_leave, refuse_leave
from dongan_training.attendance.models import Leave
from dongan_training.attendance.settling import Choice, NothingToChoose, take_back_settling
from dongan_training.attendance.spot_checks import draw_spot_check, spot_checks, tell_found
from tests.attendance.desks import carry, leave, merge, reasons, scan


@pytest.fixture
def stick(tmp_path):
    return tmp_path / "stick.json"


def choose(hall, path, choice, record=None):
    """Merge, and let one record stand: the one that differs, unless another is named."""
    file = read_file(hall.workspace.vault, path)
    with hall.workspace.begin() as session:
        if record is None:
            (record,) = [one.record_id for one in open_choices(session, file)]
        facts = {"file": file, "by": hall.by, "at": hall.at(201), "choices": {record: choice}}
        return take_in(session, **facts)


def open_choices(session, file):
    return [one for one in weigh(session, file).refused if one.can_choose]


def leaves(hall):
    with hall.workspace.read() as session:
        rows = session.scalars(sa.select(Leave)).all()
        return [(one.reason, one.state.value, one.decided_by) for one in rows]


def acts(hall):
    with hall.workspace.read() as session:
        return session.scalars(sa.select(AuditEntry.act).order_by(AuditEntry.number)).all()


def test_the_leave_of_the_other_desk_is_chosen_taken_back_and_logged(hall, second, stick):
    leave(hall, "陈敏")
    leave(second, "陈敏", approve_leave, reason="住院")
    before, path = leaves(hall), carry(second, stick)
    weighed = choose(hall, path, Choice.OTHER)
    assert (reasons(weighed), len(weighed.settled)) == ([], 1)
    assert leaves(hall) == leaves(second) == [("住院", "approved", second.by.name)]
    assert (merge(hall, path).refused, merge(second, carry(hall, stick)).refused) == ((), ())
    with hall.workspace.begin() as session:
        take_back_settling(session, settled=weighed.settled, by=hall.by, at=hall.at(202))
    assert leaves(hall) == before
    told = [one for one in acts(hall) if one.startswith("attendance.")]
    assert told == ["attendance.choose", "attendance.merge", "attendance.choose_back"]


def test_the_leave_of_this_desk_is_chosen_and_the_other_desk_follows_by_its_own_choice(
    hall, second, stick
):
    leave(hall, "陈敏")
    leave(second, "陈敏", reason="住院")
    before = leaves(hall)
    weighed = choose(hall, carry(second, stick), Choice.HERE)
    assert (leaves(hall), weighed.refused, weighed.settled) == (before, (), ())
    assert "attendance.choose" in acts(hall)
    choose(second, carry(hall, stick), Choice.OTHER)
    assert leaves(second) == before
    assert merge(hall, carry(second, stick)).refused == ()


def test_two_decisions_on_one_leave_are_settled(hall, second, stick):
    asked = leave(second, "王芳")
    merge(hall, carry(second, stick))
    for desk, decide in ((hall, refuse_leave), (second, approve_leave)):
        with desk.workspace.begin() as session:
            decide(session, leave_id=asked, by=desk.by, at=desk.at(-30))
    path = carry(second, stick)
    choose(hall, path, Choice.OTHER, record=asked[:30])
    assert leaves(hall) == leaves(second)
    assert merge(hall, path).refused == ()


def test_two_answers_of_a_spot_check_are_settled(hall, second, stick):
    scan(second, "陈敏", -3)
    with second.workspace.begin() as session:
        facts = {"lesson_id": second.lesson_id, "count": 1, "seed": 4}
        draw_spot_check(session, **facts, by=second.by, at=second.at(60))
    merge(hall, carry(second, stick))
    for desk, found in ((hall, True), (second, False)):
        with desk.workspace.begin() as session:
            (view,) = spot_checks(session, [desk.lesson_id])
            call = view.called[0].id
            tell_found(session, call_id=call, found=found, by=desk.by, at=desk.at(61))
    choose(hall, carry(second, stick), Choice.OTHER)
    with hall.workspace.read() as session:
        assert spot_checks(session, [hall.lesson_id])[0].missing == 1


def test_what_is_not_in_question_cannot_be_chosen_and_nothing_is_merged(hall, second, stick):
    scan(second, "陈敏", -3)
    with pytest.raises(NothingToChoose):
        choose(hall, carry(second, stick), Choice.OTHER, record="0193")
    assert len(merge(hall, stick).new) == 1


def test_two_desks_that_recorded_the_same_leave_agree(hall, second, stick):
    for desk in (hall, second):
        leave(desk, "陈敏")
    assert merge(hall, carry(second, stick)).refused == ()
    assert len(leaves(hall)) == 1
