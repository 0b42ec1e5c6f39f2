"""What the door says to each scan: one sentence for every outcome, also for refusals."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from dongan_training import clock
from dongan_training.accounts.actor import Actor
from dongan_training.attendance.checkin import Arrival, Outcome, Refusal, check_in, check_out
from dongan_training.attendance.models import Direction, Method
from dongan_training.attendance.status import hour
from dongan_training.errors import UserError
from dongan_training.people.units import NOWHERE, Named
from dongan_training.texts import N_, _
from dongan_training.training.badge_code import BadgeOfAnotherCounty, ForgedBadge, NotABadge

PASSED = frozenset(
    {
        Outcome.ON_TIME,
        Outcome.LATE,
        Outcome.TOO_LATE,
        Outcome.REPEATED,
        Outcome.RETURNED,
        Outcome.LEFT,
        Outcome.LEFT_EARLY,
    }
)
SENTENCES = {
    Outcome.ON_TIME: N_("{time} 签到成功"),
    Outcome.LATE: N_("{time} 签到，迟到 {minutes} 分钟"),
    Outcome.TOO_LATE: N_("{time} 到，迟到 {minutes} 分钟，超过 {limit} 分钟，计缺勤"),
    Outcome.REPEATED: N_("{first} 已经登记过，这次不重复计"),
    Outcome.RETURNED: N_("{time} 返回课堂"),
    Outcome.LEFT: N_("{time} 签退成功"),
    Outcome.LEFT_EARLY: N_("{time} 签退，提前 {minutes} 分钟，计早退"),
}
_READINGS: tuple[tuple[type[UserError], Outcome], ...] = (
    (NotABadge, Outcome.NOT_A_BADGE),
    (BadgeOfAnotherCounty, Outcome.OTHER_COUNTY),
    (ForgedBadge, Outcome.FORGED),
)


@dataclass(frozen=True)
class Answer:
    """One line of the door's memory; a refused scan has no enrolment, and a name if known."""

    outcome: Outcome
    at: datetime
    sentence: str
    advice: str = ""
    name: str = ""
    unit: Named = NOWHERE
    seat: str = ""
    enrolment_id: str | None = None

    @property
    def passed(self) -> bool:
        """Whether the person is (or was) recorded."""
        return self.outcome in PASSED

    @property
    def remark(self) -> str:
        """Where somebody is from, or why nobody passed."""
        return self.unit.org if self.passed else self.sentence


@dataclass(frozen=True)
class Door:
    """Where scans are made: which lesson, which way, with what."""

    lesson_id: str
    method: Method
    direction: Direction = Direction.IN


def answer_scan(session: Session, *, code: str, door: Door, by: Actor, at: datetime) -> Answer:
    """Check the holder of ``code`` in or out, and give the door's answer, also to a refusal.

    The answer may be shown only after the transaction has ended.
    """
    act = check_out if door.direction is Direction.OUT else check_in
    return answering(
        lambda: act(session, code=code, lesson_id=door.lesson_id, method=door.method, by=by, at=at),
        at=at,
    )


def answering(act: Callable[[], Arrival], *, at: datetime) -> Answer:
    """Run one of the acts of ``checkin`` and give the door's answer.

    A failure of storage is no answer: it flies on, since nothing was said to be recorded.
    """
    try:
        return answer_of(act())
    except (Refusal, NotABadge, BadgeOfAnotherCounty, ForgedBadge) as refusal:
        return Answer(
            outcome=_outcome_of(refusal),
            at=at,
            sentence=refusal.told(),
            advice=refusal.advised(),
            name=getattr(refusal, "name", ""),
        )


def answer_of(arrival: Arrival) -> Answer:
    """Put an arrival into words."""
    first = hour(arrival.first_at) if arrival.first_at else ""
    sentence = _(SENTENCES[arrival.outcome]).format(
        time=f"{clock.local(arrival.at):%H:%M:%S}",
        minutes=arrival.minutes,
        limit=arrival.limit,
        first=first,
    )
    return Answer(
        outcome=arrival.outcome,
        at=arrival.at,
        sentence=sentence,
        name=arrival.name,
        unit=arrival.unit,
        seat=arrival.seat,
        enrolment_id=arrival.enrolment_id,
    )


def _outcome_of(refusal: UserError) -> Outcome:
    if isinstance(refusal, Refusal):
        return refusal.outcome
    return next(outcome for kind, outcome in _READINGS if isinstance(refusal, kind))
