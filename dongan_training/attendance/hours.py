"""Credit hours (学时): what each person earned, each half hour traceable to its lesson."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from dongan_training.attendance.ledger import (
    LedgerRow,
    lessons_of_class,
    lessons_of_year,
    read_ledger,
)
from dongan_training.attendance.status import ATTENDED, AttendanceStatus


@dataclass(frozen=True)
class HoursLine:
    """One lesson of one person: what it was worth, and what it earned."""

    lesson_id: str
    lesson_title: str
    class_id: str
    class_title: str
    starts_at: datetime
    status: AttendanceStatus
    explanation: str
    possible: float
    earned: float
    is_over: bool

    @property
    def source(self) -> str:
        """Where the hours come from, in one line; what tells it from its neighbours first."""
        return f"{self.lesson_title} · {self.class_title}"


@dataclass(frozen=True)
class EarnedHours:
    """The hours of one person in one class, line by line."""

    enrolment_id: str
    person_id: str
    number: int
    name: str
    pinyin: str
    org: str
    township: str
    post: str
    is_active: bool
    lines: tuple[HoursLine, ...]

    @property
    def earned(self) -> float:
        """The sum of all lines."""
        return sum(line.earned for line in self.lines)

    @property
    def possible(self) -> float:
        """What the class offered."""
        return sum(line.possible for line in self.lines)

    @property
    def absences(self) -> int:
        """Lessons missed without leave."""
        return sum(line.status is AttendanceStatus.ABSENT for line in self.lines)


def class_hours(session: Session, *, class_id: str, now: datetime) -> list[EarnedHours]:
    """The hours of everybody who holds or held a place in a class, by number."""
    lessons = lessons_of_class(session, class_id)
    return _by_enrolment(read_ledger(session, lessons, now=now), now)


def year_hours(session: Session, *, year: int, now: datetime) -> list[EarnedHours]:
    """The hours of a calendar year, one entry per person and class.

    A person in two classes has two entries with the same ``person_id``.
    """
    lessons = lessons_of_year(session, year)
    return _by_enrolment(read_ledger(session, lessons, now=now), now)


def hours_of(row: LedgerRow, now: datetime) -> float:
    """What a lesson earned somebody: all of its hours, or nothing.

    Late and early count as attended: rules in use cut the mark, not the hours. A lesson
    that is still going on has earned nothing yet.
    """
    is_over = row.lesson.rules.ends_at <= now
    return row.lesson.hours if is_over and row.attendance.status in ATTENDED else 0


def _by_enrolment(rows: Sequence[LedgerRow], now: datetime) -> list[EarnedHours]:
    of_place: dict[str, list[LedgerRow]] = defaultdict(list)
    for row in rows:
        of_place[row.place.enrolment_id].append(row)
    return [_earned(found, now) for found in of_place.values()]


def _earned(rows: Sequence[LedgerRow], now: datetime) -> EarnedHours:
    place = rows[0].place
    return EarnedHours(
        enrolment_id=place.enrolment_id,
        person_id=place.person_id,
        number=place.number,
        name=place.name,
        pinyin=place.pinyin,
        org=place.org,
        township=place.township,
        post=place.post,
        is_active=place.is_active,
        lines=tuple(_line(row, now) for row in rows),
    )


def _line(row: LedgerRow, now: datetime) -> HoursLine:
    lesson, attendance = row.lesson, row.attendance
    return HoursLine(
        lesson_id=lesson.id,
        lesson_title=lesson.title,
        class_id=lesson.class_id,
        class_title=lesson.class_title,
        starts_at=lesson.rules.starts_at,
        status=attendance.status,
        explanation=attendance.explanation,
        possible=lesson.hours,
        earned=hours_of(row, now),
        is_over=lesson.rules.ends_at <= now,
    )
