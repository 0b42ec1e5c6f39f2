"""Credit hours (学时): what each person earned, each half hour traceable to its source."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from sqlalchemy import select
from sqlalchemy.orm import Session

from dongan_training.attendance.activity_queries import Period, Taken, taken_in
from dongan_training.attendance.hour_rules import CountingRule, is_withdrawal, rule_for
from dongan_training.attendance.ledger import (
    LedgerRow,
    lessons_of_class,
    lessons_of_year,
    read_ledger,
)
from dongan_training.attendance.status import ATTENDED, Attendance, AttendanceStatus
from dongan_training.texts import _
from dongan_training.training.models import Enrolment, Plan, TrainingClass
from dongan_training.training.outside import OutsideLine, outside_lines


@dataclass(frozen=True)
class HoursLine:
    """One lesson of one person: what it was worth, and what it earned."""

    lesson_id: str
    lesson_title: str
    class_id: str
    class_title: str
    starts_at: datetime
    attendance: Attendance | None  # None for a study activity, which names who was there
    possible: float
    earned: float
    is_over: bool

    @property
    def status(self) -> AttendanceStatus:
        """How it was attended."""
        return self.attendance.status if self.attendance else AttendanceStatus.PRESENT

    @property
    def explanation(self) -> str:
        """Why it earned what it did."""
        return self.attendance.explanation if self.attendance else _("在参加人员名单中")

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
    rule: CountingRule

    @property
    def earned(self) -> float:
        """The sum of all lines."""
        return sum(line.earned for line in self.lines)

    @property
    def possible(self) -> float:
        """What the class offered."""
        return sum(line.possible for line in self.lines)

    @property
    def on_leave(self) -> float:
        """Hours missed with leave."""
        return sum(line.possible for line in self.lines if line.status is AttendanceStatus.ON_LEAVE)

    @property
    def has_too_much_leave(self) -> bool:
        """Whether leave went beyond the share of the class that counts as withdrawal."""
        return is_withdrawal(self.rule, on_leave=self.on_leave, of_class=self.possible)

    @property
    def absences(self) -> int:
        """Lessons missed without leave."""
        return sum(line.status is AttendanceStatus.ABSENT for line in self.lines)


def class_hours(session: Session, *, class_id: str, now: datetime) -> list[EarnedHours]:
    """The hours of everybody who holds or held a place in a class, by number."""
    lessons = lessons_of_class(session, class_id)
    ledger = read_ledger(session, lessons, now=now)
    return hours_in(session, class_id=class_id, ledger=ledger, now=now)


def hours_in(
    session: Session, *, class_id: str, ledger: Sequence[LedgerRow], now: datetime
) -> list[EarnedHours]:
    """The same, from the ledger of all lessons of the class, read before."""
    return _by_enrolment(ledger, now, class_rule(session, class_id))


def class_rule(session: Session, class_id: str) -> CountingRule:
    """How the hours of a class are counted: by its year and kind."""
    year, kind = session.execute(
        select(Plan.year, TrainingClass.kind).join(Plan).where(TrainingClass.id == class_id)
    ).one()
    return rule_for(session, year=year, kind=kind)


def year_lines(session: Session, *, year: int, now: datetime) -> dict[str, list[HoursLine]]:
    """What earned somebody hours in a calendar year, or could have, by the id of the person.

    Lessons first, in time order, then training elsewhere, then study activities.
    """
    lines: dict[str, list[HoursLine]] = defaultdict(list)
    for row in read_ledger(session, lessons_of_year(session, year), now=now):
        lines[row.place.person_id].append(_line(row, now))
    for elsewhere in outside_lines(session, year):
        lines[elsewhere.person_id].append(_outside_line(elsewhere))
    taken = taken_in(session, Period(date(year, 1, 1), date(year, 12, 31)))
    drawn: dict[str, HoursLine] = {}
    for person_id, some in taken.items():
        for one in some:
            if one.activity_id not in drawn:
                drawn[one.activity_id] = _activity_line(one)
            lines[person_id].append(drawn[one.activity_id])
    return lines


def person_lines(session: Session, *, person_id: str, year: int, now: datetime) -> list[HoursLine]:
    """The same for one person alone."""
    classes = set(session.scalars(select(Enrolment.class_id).filter_by(person_id=person_id)))
    lessons = [one for one in lessons_of_year(session, year) if one.class_id in classes]
    rows = read_ledger(session, lessons, now=now, person_id=person_id)
    period = Period(date(year, 1, 1), date(year, 12, 31))
    taken = taken_in(session, period, person_id=person_id).get(person_id, [])
    elsewhere = [one for one in outside_lines(session, year) if one.person_id == person_id]
    return [
        *(_line(row, now) for row in rows),
        *map(_outside_line, elsewhere),
        *map(_activity_line, taken),
    ]


def hours_of(row: LedgerRow, now: datetime) -> float:
    """What a lesson earned somebody: all of its hours, or nothing.

    Late and early count as attended: rules in use cut the mark, not the hours. A lesson
    that is still going on has earned nothing yet.
    """
    is_over = row.lesson.rules.ends_at <= now
    return row.lesson.hours if is_over and row.attendance.status in ATTENDED else 0


def _by_enrolment(
    rows: Sequence[LedgerRow], now: datetime, rule: CountingRule
) -> list[EarnedHours]:
    of_place: dict[str, list[LedgerRow]] = defaultdict(list)
    for row in rows:
        of_place[row.place.enrolment_id].append(row)
    return [_earned(found, now, rule) for found in of_place.values()]


def _earned(rows: Sequence[LedgerRow], now: datetime, rule: CountingRule) -> EarnedHours:
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
        rule=rule,
    )


def _outside_line(one: OutsideLine) -> HoursLine:
    ended_on = one.ended_on or date(one.year, 12, 31)
    title = one.title
    where = one.organizer or _("外部培训")
    return _activity_line(Taken(one.id, where, title, ended_on, one.hours))


def _activity_line(taken: Taken) -> HoursLine:
    return HoursLine(
        lesson_id=taken.activity_id,
        lesson_title=taken.title,
        class_id="",
        class_title=taken.kind,
        starts_at=datetime.combine(taken.held_on, time()).astimezone(UTC),
        attendance=None,
        possible=taken.hours,
        earned=taken.hours,
        is_over=True,
    )


def _line(row: LedgerRow, now: datetime) -> HoursLine:
    lesson = row.lesson
    return HoursLine(
        lesson_id=lesson.id,
        lesson_title=lesson.title,
        class_id=lesson.class_id,
        class_title=lesson.class_title,
        starts_at=lesson.rules.starts_at,
        attendance=row.attendance,
        possible=lesson.hours,
        earned=hours_of(row, now),
        is_over=lesson.rules.ends_at <= now,
    )
