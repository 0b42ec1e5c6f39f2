"""The lessons of all classes on a calendar, and which of them get in each other's way."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from dongan_training import clock
from dongan_training.texts import _, listed
from dongan_training.training.class_names import class_code, class_title
from dongan_training.training.models import Lesson, LessonCourse, Plan, TrainingClass

A_DAY, A_WEEK = timedelta(days=1), timedelta(days=7)
WEEKS_SHOWN = 6  # every month fits into six weeks from Monday on


@dataclass(frozen=True)
class CalendarLesson:
    """One lesson as a calendar shows it; ``clash`` says what is in its way, "" where nothing is."""

    id: str
    class_id: str
    code: str
    class_title: str
    class_short: str  # what tells it from others of its name first
    title: str
    starts_at: datetime
    ends_at: datetime
    hours: float
    venues: tuple[str, ...]
    courses: tuple[str, ...]
    lecturers: tuple[str, ...]
    clash: str = ""

    @property
    def day(self) -> date:
        """The day on which it starts, in the zone of this machine."""
        return clock.local(self.starts_at).date()


def calendar(session: Session, *, first: date, last: date) -> list[CalendarLesson]:
    """The lessons that start from ``first`` to ``last``, in time order."""
    since, until = _midnight(first), _midnight(last + A_DAY)
    found = session.execute(
        select(Lesson, TrainingClass, Plan.year)
        .join(TrainingClass, Lesson.class_id == TrainingClass.id)
        .join(Plan, TrainingClass.plan_id == Plan.id)
        .where(Lesson.starts_at >= since, Lesson.starts_at < until)
        .order_by(Lesson.starts_at, Lesson.id)
        .options(selectinload(Lesson.courses).joinedload(LessonCourse.course))
    )
    return with_clashes([_shown(*one) for one in found])


def month_of(day: date) -> tuple[date, date]:
    """The first and last day of a month."""
    first = day.replace(day=1)
    return first, (first + 31 * A_DAY).replace(day=1) - A_DAY


def month_shown(day: date) -> tuple[date, date]:
    """The first and last day of the six weeks in which a month is shown; weeks begin on Monday."""
    first = week_of(month_of(day)[0])[0]
    return first, first + WEEKS_SHOWN * A_WEEK - A_DAY


def week_of(day: date) -> tuple[date, date]:
    """Monday and Sunday around a day."""
    monday = day - timedelta(days=day.weekday())
    return monday, monday + 6 * A_DAY


def with_clashes(lessons: Sequence[CalendarLesson]) -> list[CalendarLesson]:
    """Say of each lesson which other at the same time has its room or its lecturer."""
    of_day: defaultdict[date, list[CalendarLesson]] = defaultdict(list)
    for one in lessons:
        of_day[one.day].append(one)
    return [replace(one, clash=_clash(one, of_day[one.day])) for one in lessons]


def _clash(one: CalendarLesson, beside: Sequence[CalendarLesson]) -> str:
    for other in beside:
        if other.id == one.id or other.starts_at >= one.ends_at or other.ends_at <= one.starts_at:
            continue
        for mine, theirs in ((one.venues, other.venues), (one.lecturers, other.lecturers)):
            if both := [each for each in mine if each in theirs]:
                return _("{what}同时用于“{other}”").format(
                    what=listed(both), other=other.class_title
                )
    return ""


def _shown(lesson: Lesson, of: TrainingClass, year: int) -> CalendarLesson:
    taught = [link.course for link in lesson.courses]
    return CalendarLesson(
        id=lesson.id,
        class_id=of.id,
        code=class_code(year, of.quarter, of.number),
        class_title=class_title(of.name, of.number),
        class_short=_("第{number}期 {name}").format(name=of.name, number=of.number),
        title=lesson.title,
        starts_at=lesson.starts_at,
        ends_at=lesson.ends_at,
        hours=lesson.hours,
        venues=lesson.rooms(),
        courses=tuple(course.name for course in taught),
        lecturers=tuple(dict.fromkeys(one.lecturer for one in taught if one.lecturer)),
    )


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time()).astimezone()
