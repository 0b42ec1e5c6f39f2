"""Leave from a lesson (请假): asked before it, approved or refused, every decision logged."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from dongan_training.accounts import audit
from dongan_training.accounts.actor import Actor
from dongan_training.attendance.checkin import HasWithdrawn, OtherClass
from dongan_training.attendance.door import holder_by_enrolment, lesson_at_door
from dongan_training.attendance.models import Leave, LeaveState
from dongan_training.attendance.status import Rules, hour
from dongan_training.errors import UserError
from dongan_training.texts import N_

LEAVE_KINDS = (N_("事假"), N_("病假"), N_("公假"))


@dataclass(eq=False)
class LeaveTooLate(UserError):
    starts: str
    message = N_("这一课 {starts} 已经开始，不能再请假。")
    advice = N_("没有登记。确有原因的，由培训员按“事后补假”登记，并写明原因。")


@dataclass(eq=False)
class LeaveReasonMissing(UserError):
    message = N_("请假需要写明事由。")
    advice = N_("没有登记。请填写事由，例如“县里开会”。")


@dataclass(eq=False)
class ExceptionMissing(UserError):
    message = N_("一律不得事后请假；确需补假的，要写明为什么准予补假。")
    advice = N_("没有登记。请由负责人写明原因，例如“突发疾病，附医院证明”。")


@dataclass(eq=False)
class AlreadyAsked(UserError):
    name: str
    message = N_("{name}已经为这一课请过假。")
    advice = N_("没有重复登记。可以在列表里批准或不准原来的请假。")


@dataclass(frozen=True)
class LeaveRequest:
    """Who wants leave from which lesson, and why; ``kind`` is one of LEAVE_KINDS."""

    lesson_id: str
    enrolment_id: str
    kind: str
    reason: str


def ask_leave(session: Session, *, request: LeaveRequest, at: datetime) -> str:
    """Register a request before the lesson starts, and give its id; nothing is decided yet.

    Raises LeaveTooLate, LeaveReasonMissing, AlreadyAsked, OtherClass or HasWithdrawn.
    """
    rules = _rules_for(session, request)
    if at >= rules.starts_at:
        raise LeaveTooLate(hour(rules.starts_at))
    return _register(session, request, at).id


def grant_leave_afterwards(
    session: Session, *, request: LeaveRequest, exception: str, by: Actor, at: datetime
) -> str:
    """Approve leave once the lesson has started, which rules forbid; logged.

    ``exception`` says why it is granted all the same; raises ExceptionMissing without it.
    """
    _rules_for(session, request)
    if not exception.strip():
        raise ExceptionMissing
    leave = _register(session, request, at)
    leave.state, leave.decided_by, leave.decided_at = LeaveState.APPROVED, by.name, at
    leave.exception = exception.strip()
    _log(session, "leave.grant_afterwards", leave, by=by, at=at)
    return leave.id


def approve_leave(session: Session, *, leave_id: str, by: Actor, at: datetime) -> None:
    """Let somebody stay away from a lesson."""
    _decide(session, leave_id, LeaveState.APPROVED, by=by, at=at)


def refuse_leave(session: Session, *, leave_id: str, by: Actor, at: datetime) -> None:
    """Say no; whoever stays away all the same is absent."""
    _decide(session, leave_id, LeaveState.REFUSED, by=by, at=at)


def _rules_for(session: Session, request: LeaveRequest) -> Rules:
    """The rules of the lesson, once it is sure that the request makes sense."""
    if not request.reason.strip():
        raise LeaveReasonMissing
    lesson = lesson_at_door(session, request.lesson_id)
    holder = holder_by_enrolment(session, request.enrolment_id)
    if holder.class_id != lesson.class_id:
        raise OtherClass(holder.name, holder.class_title)
    if not holder.is_active:
        raise HasWithdrawn(holder.name)
    return lesson.rules


def _register(session: Session, request: LeaveRequest, at: datetime) -> Leave:
    """A refused request may be made again; any other stands in the way of a second."""
    leave = session.scalar(
        select(Leave).filter_by(lesson_id=request.lesson_id, enrolment_id=request.enrolment_id)
    )
    if leave is None:
        leave = Leave(
            lesson_id=request.lesson_id,
            enrolment_id=request.enrolment_id,
            kind=request.kind,
            reason=request.reason.strip(),
            asked_at=at,
        )
        session.add(leave)
        session.flush()
        return leave
    if leave.state is not LeaveState.REFUSED:
        raise AlreadyAsked(leave.enrolment.person.name)
    leave.kind, leave.reason, leave.asked_at = request.kind, request.reason.strip(), at
    leave.state, leave.decided_by, leave.decided_at = LeaveState.ASKED, "", None
    leave.exception = ""
    return leave


def _decide(session: Session, leave_id: str, state: LeaveState, *, by: Actor, at: datetime) -> None:
    leave = session.get_one(Leave, leave_id)
    leave.state, leave.decided_by, leave.decided_at = state, by.name, at
    _log(session, f"leave.{state.value}", leave, by=by, at=at)


def _log(session: Session, act: str, leave: Leave, *, by: Actor, at: datetime) -> None:
    details = {"lesson": leave.lesson_id, "kind": leave.kind, "reason": leave.reason}
    if leave.exception:
        details["exception"] = leave.exception
    audit.record(session, by=by, at=at, act=act, subject=leave.enrolment_id, details=details)
