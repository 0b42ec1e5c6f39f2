"""Open a handed-in attempt again (重开答卷): somebody pressed 交卷 by mistake, or was cut short.

Answers, order and time used stay as they were; what lies between is not charged. The
receipt given out is void: the next hand-in gives another.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from dongan_training.accounts import audit
from dongan_training.accounts.actor import Actor
from dongan_training.errors import UserError
from dongan_training.exam.delivery import MINUTE, allotted_seconds, find_attempt
from dongan_training.exam.invigilating import MOST_MINUTES, BadMinutes, require_reason
from dongan_training.exam.models import (
    AnswerMark,
    Attempt,
    AttemptState,
    EventKind,
    PaperEntry,
)
from dongan_training.exam.recording import of_attempt, record_event
from dongan_training.exam.settling import settle_marks
from dongan_training.exam.signing_in import attempts_of
from dongan_training.texts import N_


@dataclass(eq=False)
class NothingToReopen(UserError):
    name: str
    message = N_("{name}没有可以重开的答卷。")
    advice = N_("没有改动。只有已交、没有作废的最近一份答卷可以重开。")


@dataclass(eq=False)
class OverAlready(UserError):
    title: str
    message = N_("“{title}”已经结束，答卷不能再重开。")
    advice = N_("没有改动。需要再考的，请安排补考。")


@dataclass(eq=False)
class WasOnPaper(UserError):
    name: str
    message = N_("{name}的答卷是从纸上录入的，不能在电脑上重开。")
    advice = N_("没有改动。录错了的，先作废，再允许考两次，重新录入。")


@dataclass(eq=False)
class MarkedAlready(UserError):
    name: str
    message = N_("{name}的简答题已经有人阅过，不能重开。")
    advice = N_("没有改动。需要再考的，请安排补考。")


@dataclass(eq=False)
class NoTimeLeft(UserError):
    name: str
    message = N_("{name}的时间已经用完。")
    advice = N_("没有改动。要接着答，请同时给他加时。")


@dataclass(frozen=True)
class Reopening:
    """Why an attempt is opened again, and minutes given with it; 0 leaves the time as it is."""

    reason: str
    minutes: int = 0


def reopen_attempt(
    session: Session, *, attempt_id: str, reopening: Reopening, by: Actor, at: datetime
) -> float:
    """Make the last attempt of somebody an open one again; gives the seconds left.

    Raises ReasonNeeded, BadMinutes, OverAlready, NothingToReopen, WasOnPaper, MarkedAlready,
    or NoTimeLeft.
    """
    require_reason(reopening.reason)
    if not 0 <= reopening.minutes <= MOST_MINUTES:
        raise BadMinutes
    attempt = find_attempt(session, attempt_id)
    _require_may_reopen(session, attempt)
    left = allotted_seconds(attempt) + reopening.minutes * MINUTE - attempt.seconds_used
    if left < 1:
        raise NoTimeLeft(attempt.enrolment.person.name)
    told = {
        "receipt": attempt.receipt,
        "state": attempt.state.value,
        "handed_in_at": attempt.handed_in_at.isoformat() if attempt.handed_in_at else "",
        "score": attempt.score,
        "minutes": reopening.minutes,
        "seconds_left": round(left),
    }
    attempt.state, attempt.handed_in_at, attempt.receipt = AttemptState.OPEN, None, ""
    attempt.extra_minutes += reopening.minutes
    attempt.seen_at = at  # nothing since the hand-in counts as a machine that was off
    settle_marks(session, [attempt])
    shown = {name: value for name, value in told.items() if name != "score"}
    happened = of_attempt(EventKind.REOPENED, attempt, reopening.reason, **shown)
    record_event(session, happened, actor=by.name, at=at)
    details = {**told, "reason": reopening.reason.strip()}
    audit.record(session, by=by, at=at, act="attempt.reopen", subject=attempt_id, details=details)
    return left


def _require_may_reopen(session: Session, attempt: Attempt) -> None:
    name = attempt.enrolment.person.name
    if attempt.exam.closed_at is not None:
        raise OverAlready(attempt.exam.title)
    last = attempts_of(session, attempt.exam_id, attempt.enrolment_id)[-1]
    is_open = attempt.state is AttemptState.OPEN
    if is_open or attempt.annulled_at is not None or last.id != attempt.id:
        raise NothingToReopen(name)
    typed = select(PaperEntry.id).filter_by(
        exam_id=attempt.exam_id, enrolment_id=attempt.enrolment_id, at=attempt.started_at
    )
    if session.scalars(typed).first() is not None:
        raise WasOnPaper(name)
    if session.scalars(select(AnswerMark.id).filter_by(attempt_id=attempt.id)).first() is not None:
        raise MarkedAlready(name)
