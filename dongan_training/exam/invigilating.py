"""What the invigilator may do (监考): help, give minutes, end, annul; each goes on record."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from dongan_training.accounts import audit
from dongan_training.accounts.actor import Actor
from dongan_training.errors import UserError
from dongan_training.exam.delivery import find_attempt
from dongan_training.exam.handing_in import Receipt, hand_in
from dongan_training.exam.measuring import measure_again
from dongan_training.exam.models import Attempt, AttemptState, EventKind
from dongan_training.exam.recording import of_attempt, record_event
from dongan_training.exam.settling import settle_marks
from dongan_training.texts import N_

MOST_MINUTES = 120


@dataclass(eq=False)
class ReasonNeeded(UserError):
    message = N_("需要写明原因。")
    advice = N_("没有改动。请填写原因，它会记入考场记录。")


@dataclass(eq=False)
class BadMinutes(UserError):
    most: int = MOST_MINUTES
    message = N_("一次加时应当是 1 到 {most} 分钟。")
    advice = N_("没有改动。请改正后再试。")


@dataclass(eq=False)
class NobodySitting(UserError):
    message = N_("没有正在考试的人，不能加时。")
    advice = N_("没有改动。已交的答卷不能再加时。")


@dataclass(eq=False)
class NotSitting(UserError):
    name: str
    message = N_("{name}没有正在进行的答卷。")
    advice = N_("没有改动。请核对是哪一位，看看监考台上的状态。")


@dataclass(eq=False)
class AnnulledAlready(UserError):
    name: str
    message = N_("{name}的这份答卷已经作废。")
    advice = N_("没有改动。")


@dataclass(frozen=True)
class Grant:
    """Minutes given, and why; CREDITED for time that was lost, else EXTENDED."""

    minutes: int
    reason: str
    kind: EventKind = EventKind.EXTENDED


def open_attempts(session: Session, exam_id: str) -> list[str]:
    """The attempts that are going on, for what is done to the whole room."""
    return list(
        session.scalars(
            select(Attempt.id)
            .where(Attempt.exam_id == exam_id, Attempt.state == AttemptState.OPEN)
            .order_by(Attempt.id)
        )
    )


def grant_minutes(
    session: Session, *, attempt_ids: Sequence[str], grant: Grant, by: Actor, at: datetime
) -> int:
    """Give minutes to those of these attempts that are open; gives how many got them."""
    require_reason(grant.reason)
    if not 1 <= grant.minutes <= MOST_MINUTES:
        raise BadMinutes
    attempts = session.scalars(
        select(Attempt).where(Attempt.id.in_(attempt_ids), Attempt.state == AttemptState.OPEN)
    ).all()
    if not attempts:
        raise NobodySitting
    for one in attempts:
        one.extra_minutes += grant.minutes
        given = of_attempt(grant.kind, one, grant.reason, minutes=grant.minutes)
        record_event(session, given, actor=by.name, at=at)
    details = {"attempts": len(attempts), "minutes": grant.minutes, "reason": grant.reason.strip()}
    subject = attempts[0].exam_id
    audit.record(session, by=by, at=at, act="exam.minutes", subject=subject, details=details)
    return len(attempts)


def end_attempt(
    session: Session, *, attempt_id: str, reason: str, by: Actor, at: datetime
) -> Receipt:
    """Collect somebody's answers as they stand; raises NotSitting where nothing is open."""
    require_reason(reason)
    attempt = find_attempt(session, attempt_id)
    if attempt.state is not AttemptState.OPEN:
        raise NotSitting(attempt.enrolment.person.name)
    receipt = hand_in(session, attempt_id=attempt_id, seconds_used=0, by=by, at=at)
    record_event(session, of_attempt(EventKind.ENDED, attempt, reason), actor=by.name, at=at)
    return receipt


def annul_attempt(
    session: Session, *, attempt_id: str, reason: str, by: Actor, at: datetime
) -> None:
    """Declare an attempt void; its answers are kept, and what is open is collected first."""
    require_reason(reason)
    attempt = find_attempt(session, attempt_id)
    if attempt.annulled_at is not None:
        raise AnnulledAlready(attempt.enrolment.person.name)
    if attempt.state is AttemptState.OPEN:
        hand_in(session, attempt_id=attempt_id, seconds_used=0, by=by, at=at)
    attempt.annulled_at, attempt.annulled_reason = at, reason.strip()
    settle_marks(session, [attempt])
    measure_again(session, attempt.exam_id)
    record_event(session, of_attempt(EventKind.ANNULLED, attempt, reason), actor=by.name, at=at)
    details = {"reason": reason.strip()}
    audit.record(session, by=by, at=at, act="attempt.annul", subject=attempt_id, details=details)


def ask_help(session: Session, *, attempt_id: str, at: datetime) -> None:
    """Put on record that somebody raised a hand at the screen."""
    attempt = session.get_one(
        Attempt, attempt_id, options=[joinedload(Attempt.enrolment, innerjoin=True)]
    )
    asked = of_attempt(EventKind.HELP_ASKED, attempt)
    record_event(session, asked, actor=attempt.enrolment.person.name, at=at)


def answer_help(session: Session, *, attempt_id: str, by: Actor, at: datetime) -> None:
    """Put on record that the invigilator went there; the alert goes away."""
    attempt = session.get_one(Attempt, attempt_id)
    record_event(session, of_attempt(EventKind.HELP_GIVEN, attempt), actor=by.name, at=at)


def require_reason(reason: str) -> None:
    """Refuse what would go on record without saying why; raises ReasonNeeded."""
    if not reason.strip():
        raise ReasonNeeded
