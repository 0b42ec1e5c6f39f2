"""What the door and the attendance page read: the register of a lesson, last scans."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from dongan_training import clock
from dongan_training.attendance.answers import Answer, answer_of
from dongan_training.attendance.checkin import Arrival, Outcome
from dongan_training.attendance.door import lesson_at_door
from dongan_training.attendance.ledger import (
    LeaveFacts,
    LedgerRow,
    LessonFacts,
    active_rows,
    lesson_facts,
    lesson_in_rooms,
    lessons_between,
    read_everybody,
    read_ledger,
)
from dongan_training.attendance.models import CheckIn, Direction, LeaveState
from dongan_training.attendance.status import AttendanceStatus, Rules
from dongan_training.people.models import Person
from dongan_training.people.units import NAMED_UNITS, NAMES, Named, named
from dongan_training.training.models import Enrolment, Lesson


@dataclass(frozen=True)
class RegisterRow:
    """One line of a lesson's register, flat as a table wants it."""

    enrolment_id: str
    person_id: str
    number: int
    name: str
    pinyin: str
    org: str
    township: str
    post: str
    seat: str
    status: AttendanceStatus
    explanation: str
    arrived_at: datetime | None
    left_at: datetime | None
    leave: LeaveFacts | None
    group: str = ""

    @property
    def id(self) -> str:
        """What stays the same when the row is read anew."""
        return self.enrolment_id

    @property
    def waits_for_leave(self) -> bool:
        """Whether somebody still has to decide about a leave of theirs."""
        asked = self.leave is not None and self.leave.state is LeaveState.ASKED
        return asked and self.arrived_at is None


@dataclass(frozen=True)
class LessonChoice:
    """A lesson one may open the door for."""

    id: str
    class_id: str
    class_title: str
    title: str
    venue: str
    starts_at: datetime
    opens_at: datetime
    ends_at: datetime

    def is_today(self, now: datetime) -> bool:
        """Whether it starts on this day, on the clock of this machine."""
        return clock.local(self.starts_at).date() == clock.local(now).date()


def lesson_choices(session: Session, *, now: datetime) -> list[LessonChoice]:
    """The lessons of half a year around now: today's, then those to come, then those past.

    The first is the one somebody at the door most likely means: of today's lessons, one
    that is not over yet.
    """
    half_year = timedelta(days=183)
    found = [_choice(facts) for facts in lessons_between(session, now - half_year, now + half_year)]
    today = [one for one in found if one.is_today(now)]
    ahead = [one for one in found if one.starts_at > now and one not in today]
    past = [one for one in found if one.starts_at <= now and one not in today]
    open_first = sorted(today, key=lambda one: one.ends_at < now)
    return [*open_first, *ahead, *reversed(past)]


def lesson_choice(session: Session, lesson_id: str) -> LessonChoice:
    """One lesson, as a door shows it above."""
    return _choice(lesson_in_rooms(session, lesson_id))


def remaining_choice(session: Session, lesson_id: str) -> LessonChoice | None:
    """The same of a lesson that may have been deleted since somebody noted it; then None."""
    return lesson_choice(session, lesson_id) if session.get(Lesson, lesson_id) else None


def register(session: Session, *, lesson_id: str, now: datetime) -> list[RegisterRow]:
    """Everybody expected in a lesson, by number, with their attendance as it stands now."""
    rows = read_ledger(session, [lesson_facts(session, lesson_id)], now=now)
    return [_register_row(row) for row in active_rows(rows)]


def people_at_door(session: Session, *, lesson_id: str, now: datetime) -> list[RegisterRow]:
    """The same, those too who are not expected since they chose another course."""
    rows = read_everybody(session, [lesson_facts(session, lesson_id)], now=now)
    return [_register_row(row) for row in active_rows(rows)]


def last_scans(session: Session, lesson_id: str, *, limit: int = 8) -> list[Answer]:
    """What the door last recorded, the latest first; for a desk that was opened again."""
    found = session.execute(
        select(CheckIn, Person.name, *NAMES)
        .join(Enrolment, CheckIn.enrolment_id == Enrolment.id)
        .join(Person, Enrolment.person_id == Person.id)
        .outerjoin(NAMED_UNITS, Person.org_unit_id == NAMED_UNITS.c.id)
        .where(CheckIn.lesson_id == lesson_id, CheckIn.direction != Direction.TAKEN_BACK)
        .order_by(CheckIn.id.desc())
        .limit(limit)
    )
    rules = lesson_at_door(session, lesson_id).rules
    return [_answer(rules, event, name, named(*names)) for event, name, *names in found]


def matching(rows: Iterable[RegisterRow], text: str) -> list[RegisterRow]:
    """The people whom somebody at the door means by a part of a name, pinyin, initials or number.

    Pinyin is matched from the beginning of a syllable on, so ``cm``, ``chenm`` and ``min``
    find 陈敏 and ``hen`` does not.
    """
    wanted = "".join(text.casefold().split())
    return [row for row in rows if wanted and _matches(row, wanted)]


def _choice(facts: LessonFacts) -> LessonChoice:
    return LessonChoice(
        id=facts.id,
        class_id=facts.class_id,
        class_title=facts.class_title,
        title=facts.title,
        venue=facts.venue,
        starts_at=facts.rules.starts_at,
        opens_at=facts.rules.opens_at,
        ends_at=facts.rules.ends_at,
    )


def _matches(row: RegisterRow, wanted: str) -> bool:
    if wanted in row.name.casefold() or wanted == str(row.number):
        return True
    syllables = row.pinyin.casefold().split()
    return any("".join(syllables[start:]).startswith(wanted) for start in range(len(syllables)))


def _register_row(row: LedgerRow) -> RegisterRow:
    place, attendance = row.place, row.attendance
    return RegisterRow(
        enrolment_id=place.enrolment_id,
        person_id=place.person_id,
        number=place.number,
        name=place.name,
        pinyin=place.pinyin,
        org=place.org,
        township=place.township,
        post=place.post,
        seat=place.seat,
        status=attendance.status,
        explanation=attendance.explanation,
        arrived_at=attendance.arrived_at,
        left_at=attendance.left_at,
        leave=row.leave,
        group=place.group,
    )


def _answer(rules: Rules, event: CheckIn, name: str, unit: Named) -> Answer:
    late = rules.minutes_late(event.at)
    early = rules.minutes_early(event.at)
    outcome = _outcome(rules, event, late, early)
    return answer_of(
        Arrival(
            outcome=outcome,
            enrolment_id=event.enrolment_id,
            name=name,
            unit=unit,
            seat="",
            at=event.at,
            minutes=early if outcome is Outcome.LEFT_EARLY else late,
            limit=rules.absent_after,
            first_at=event.at,
        )
    )


def _outcome(rules: Rules, event: CheckIn, late: int, early: int) -> Outcome:
    if event.repeated:
        return Outcome.REPEATED
    if event.direction is Direction.OUT:
        return Outcome.LEFT_EARLY if early else Outcome.LEFT
    if rules.is_too_late(event.at):
        return Outcome.TOO_LATE
    return Outcome.LATE if late else Outcome.ON_TIME
