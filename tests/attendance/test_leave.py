"""Leave is asked before a lesson, decided by a person, and logged."""

from functools import partial

import pytest
from sqlalchemy import select

from dongan_training.accounts.models import AuditEntry
from dongan_training.attendance.checkin import HasWithdrawn, OtherClass
from dongan_training.attendance.leave import (
    AlreadyAsked,
    ExceptionMissing,
    LeaveReasonMissing,
    LeaveRequest,
    LeaveTooLate,
    approve_leave,
    ask_leave,
    grant_leave_afterwards,
    refuse_leave,
)
from dongan_training.attendance.models import LeaveState
from dongan_training.attendance.queries import register
from dongan_training.attendance.status import AttendanceStatus
from dongan_training.training.enrolment import withdraw
from dongan_training.training.models import Plan
from tests.attendance.conftest import add_class

DAY = 24 * 60


def ask(hall, name="陈敏", minutes=-DAY, act=ask_leave, **facts):
    wanted = {"lesson_id": hall.lesson_id, "kind": "事假", "reason": "县里开会", **facts}
    request = LeaveRequest(enrolment_id=hall.enrolments[name], **wanted)
    with hall.workspace.begin() as session:
        return act(session, request=request, at=hall.at(minutes))


def decide(hall, act, leave_id):
    with hall.workspace.begin() as session:
        act(session, leave_id=leave_id, by=hall.by, at=hall.at(-60))


def row_of(hall, name, minutes=300):
    with hall.workspace.read() as session:
        rows = register(session, lesson_id=hall.lesson_id, now=hall.at(minutes))
    return next(row for row in rows if row.name == name)


def acts(hall):
    with hall.workspace.read() as session:
        return list(session.scalars(select(AuditEntry.act).order_by(AuditEntry.number)))


def test_leave_counts_only_when_approved(hall):
    leave_id = ask(hall)
    assert row_of(hall, "陈敏").status is AttendanceStatus.ABSENT
    decide(hall, approve_leave, leave_id)
    assert row_of(hall, "陈敏").status is AttendanceStatus.ON_LEAVE
    decide(hall, refuse_leave, leave_id)
    assert row_of(hall, "陈敏").status is AttendanceStatus.ABSENT
    assert acts(hall) == ["leave.approved", "leave.refused"]


def test_after_the_start_leave_is_too_late(hall):
    with pytest.raises(LeaveTooLate, match="08:30 已经开始，不能再请假"):
        ask(hall, minutes=0)
    assert row_of(hall, "陈敏").leave is None


def test_afterwards_a_trainer_can_grant_leave_and_it_is_logged(hall):
    grant = partial(grant_leave_afterwards, by=hall.by)
    with pytest.raises(ExceptionMissing, match="一律不得事后请假"):
        ask(hall, minutes=DAY, act=partial(grant, exception=" "))
    ask(hall, minutes=DAY, act=partial(grant, exception="突发疾病"))
    row = row_of(hall, "陈敏")
    assert row.status is AttendanceStatus.ON_LEAVE
    assert (row.leave.decided_by, row.leave.exception) == ("李老师", "突发疾病")
    assert acts(hall) == ["leave.grant_afterwards"]


def test_leave_needs_a_reason(hall):
    with pytest.raises(LeaveReasonMissing):
        ask(hall, reason="  ")


def test_asking_twice_is_told_and_changes_nothing(hall):
    ask(hall)
    with pytest.raises(AlreadyAsked, match="陈敏已经为这一课请过假。"):
        ask(hall, reason="别的事")
    assert row_of(hall, "陈敏").leave.reason == "县里开会"


def test_after_a_refusal_one_may_ask_again(hall):
    leave_id = ask(hall)
    decide(hall, refuse_leave, leave_id)
    assert ask(hall, kind="病假", reason="住院") == leave_id
    leave = row_of(hall, "陈敏").leave
    assert (leave.kind, leave.reason, leave.state) == ("病假", "住院", LeaveState.ASKED)


def test_nobody_outside_the_class_can_ask(hall):
    with hall.workspace.begin() as session:
        other = add_class(session, session.scalar(select(Plan)), 3, hall.starts_at)
        lesson_id = other.lessons[0].id
    with pytest.raises(OtherClass):
        ask(hall, lesson_id=lesson_id)


def test_nobody_who_has_withdrawn_can_ask(hall):
    with hall.workspace.begin() as session:
        enrolments = [hall.enrolments["陈敏"]]
        withdraw(session, enrolment_ids=enrolments, reason="外出", by=hall.by, at=hall.at(-DAY))
    with pytest.raises(HasWithdrawn):
        ask(hall)
