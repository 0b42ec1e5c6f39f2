"""What is planned, who is enrolled: reads for pages, commands and papers.

A class is known to people by its code ``2026Q4-02`` (year, quarter, 第2期), a lesson by
``2026Q4-02-1`` (the first of its class in time).
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, selectinload

from dongan_training.people.models import Person
from dongan_training.people.order import people_order
from dongan_training.people.units import NAMED_UNITS
from dongan_training.texts import listed
from dongan_training.training.class_names import class_code, class_title
from dongan_training.training.models import (
    Badge,
    Course,
    Enrolment,
    EnrolmentState,
    Lesson,
    LessonCourse,
    Plan,
    TrainingClass,
    WaitingPlace,
)


@dataclass(frozen=True)
class PlanRow:
    """One year's plan; ``quarters`` counts the classes of each quarter."""

    id: str
    year: int
    note: str
    classes: int
    quarters: tuple[int, int, int, int]


@dataclass(frozen=True)
class CourseRow:
    """One item on the menu; ``taught`` counts the lessons that teach it."""

    id: str
    name: str
    required: bool
    hours: float
    lecturer: str
    tier: str
    category: str
    taught: int
    material: str = ""


@dataclass(frozen=True)
class ClassCard:
    """A class at a glance; ``starts_at`` and ``ends_at`` span its lessons."""

    id: str
    code: str
    year: int
    quarter: int
    number: int
    name: str
    kind: str
    quota: int
    enrolled: int
    waiting: int  # for a place
    venue: str
    organizer: str
    targets: tuple[str, ...]  # categories of people it is for
    staff: str
    budget: str
    electives: int  # how many of its menu each person chooses
    lessons: int
    hours: float
    starts_at: datetime | None
    ends_at: datetime | None
    needs_exam: bool
    needs_full_hours: bool
    needs_no_absence: bool

    @property
    def title(self) -> str:
        """The name as papers and pages say it."""
        return class_title(self.name, self.number)


@dataclass(frozen=True)
class LessonRow:
    """A lesson with all that its page, its door and its papers need."""

    id: str
    class_id: str
    code: str
    number: int
    title: str
    starts_at: datetime
    ends_at: datetime
    hours: float
    venue: str  # the rooms of its courses, else its own, else its class's
    own_venue: str
    course_ids: tuple[str, ...]
    courses: tuple[str, ...]
    lecturers: tuple[str, ...]
    opens_before: int
    absent_after: int
    early_leave: int


@dataclass(frozen=True)
class RosterRow:
    """One enrolment; ``org`` and ``township`` are as in ``people.units``."""

    id: str
    person_id: str
    number: int
    name: str
    pinyin: str
    org: str
    org_unit_id: str | None
    township: str
    post: str
    group: str
    seat: str
    active: bool
    withdrawn_reason: str
    badge_issued_at: datetime | None


@dataclass(frozen=True)
class Candidate:
    """Somebody on the roll who may be added to a class."""

    id: str
    name: str
    pinyin: str
    org: str
    township: str
    post: str
    categories: tuple[str, ...]
    enrolled: bool


def plans(session: Session) -> list[PlanRow]:
    """All years, the latest first."""
    counted = session.execute(
        select(TrainingClass.plan_id, TrainingClass.quarter, func.count()).group_by(
            TrainingClass.plan_id, TrainingClass.quarter
        )
    )
    counts = {(plan_id, quarter): count for plan_id, quarter, count in counted}
    rows = []
    for plan in session.scalars(select(Plan).order_by(Plan.year.desc())):
        first, second, third, fourth = (counts.get((plan.id, number), 0) for number in (1, 2, 3, 4))
        quarters = (first, second, third, fourth)
        rows.append(PlanRow(plan.id, plan.year, plan.note, sum(quarters), quarters))
    return rows


def courses(session: Session) -> list[CourseRow]:
    """The menu: required courses first, then by name."""
    taught = func.count(LessonCourse.id)
    found = session.execute(
        select(Course, taught)
        .outerjoin(LessonCourse)
        .group_by(Course.id)
        .order_by(Course.required.desc(), Course.name)
    )
    return [
        CourseRow(
            id=course.id,
            name=course.name,
            required=course.required,
            hours=course.hours,
            lecturer=course.lecturer,
            tier=course.tier,
            category=course.category,
            taught=count,
            material=course.material,
        )
        for course, count in found
    ]


def classes(
    session: Session, *, year: int | None = None, quarter: int | None = None
) -> list[ClassCard]:
    """Classes with the latest first; of one year or quarter where named."""
    chosen = _cards().order_by(
        Plan.year.desc(), TrainingClass.quarter.desc(), TrainingClass.number.desc()
    )
    if year is not None:
        chosen = chosen.where(Plan.year == year)
    if quarter is not None:
        chosen = chosen.where(TrainingClass.quarter == quarter)
    return [_card(*found) for found in session.execute(chosen)]


def class_card(session: Session, class_id: str) -> ClassCard:
    """One class at a glance."""
    return _card(*session.execute(_cards().where(TrainingClass.id == class_id)).one())


def lessons(session: Session, class_id: str) -> list[LessonRow]:
    """The timetable of a class, in time order."""
    card = class_card(session, class_id)
    found = session.scalars(
        select(Lesson)
        .where(Lesson.class_id == class_id)
        .order_by(Lesson.starts_at, Lesson.id)
        .options(selectinload(Lesson.courses).joinedload(LessonCourse.course))
    )
    return [_lesson(card, number, lesson) for number, lesson in enumerate(found, start=1)]


def lesson(session: Session, lesson_id: str) -> LessonRow:
    """One lesson; its number tells its place among the lessons of its class."""
    class_id = session.get_one(Lesson, lesson_id).class_id
    return next(one for one in lessons(session, class_id) if one.id == lesson_id)


def roster(session: Session, class_id: str) -> list[RosterRow]:
    """Everybody who holds or held a place in the class, in the order chosen for people."""
    chosen = _enrolments(class_id).order_by(*people_order(session))
    return [_roster_row(*found) for found in session.execute(chosen)]


def active_roster(session: Session, class_id: str) -> list[RosterRow]:
    """Everybody who holds a place in the class now, in the order chosen for people."""
    return [row for row in roster(session, class_id) if row.active]


def candidates(session: Session, class_id: str) -> list[Candidate]:
    """Everybody active on the roll, in the order chosen; those in the class are marked."""
    inside = set(
        session.scalars(
            select(Enrolment.person_id).where(
                Enrolment.class_id == class_id, Enrolment.state == EnrolmentState.ACTIVE
            )
        )
    )
    unit = NAMED_UNITS.c
    found = session.execute(
        select(Person, unit.org, unit.township)
        .outerjoin(NAMED_UNITS, Person.org_unit_id == unit.id)
        .where(Person.active)
        .order_by(*people_order(session))
    )
    return [_candidate(*one, inside=inside) for one in found]


def _candidate(
    person: Person, org: str | None, township: str | None, *, inside: Collection[str]
) -> Candidate:
    return Candidate(
        id=person.id,
        name=person.name,
        pinyin=person.pinyin,
        org=org or "",
        township=township or "",
        post=person.post,
        categories=tuple(person.categories),
        enrolled=person.id in inside,
    )


def _cards() -> Select[TrainingClass, int, int, int, int, float, datetime, datetime]:
    held = (
        select(Enrolment.class_id, func.count().label("people"))
        .where(Enrolment.state == EnrolmentState.ACTIVE)
        .group_by(Enrolment.class_id)
        .subquery()
    )
    waiting = (
        select(func.count())
        .where(WaitingPlace.class_id == TrainingClass.id)
        .correlate(TrainingClass)
        .scalar_subquery()
    )
    timed = (
        select(
            Lesson.class_id,
            func.count().label("lessons"),
            func.sum(Lesson.hours).label("hours"),
            func.min(Lesson.starts_at).label("first"),
            func.max(Lesson.ends_at).label("last"),
        )
        .group_by(Lesson.class_id)
        .subquery()
    )
    facts = (held.c.people, waiting, timed.c.lessons, timed.c.hours, timed.c.first, timed.c.last)
    return (
        select(TrainingClass, Plan.year, *facts)
        .join(Plan)
        .outerjoin(held, held.c.class_id == TrainingClass.id)
        .outerjoin(timed, timed.c.class_id == TrainingClass.id)
    )


def _card(one: TrainingClass, year: int, *counted: Any) -> ClassCard:
    people, waiting, lessons, hours, starts_at, ends_at = counted
    return ClassCard(
        id=one.id,
        code=class_code(year, one.quarter, one.number),
        year=year,
        quarter=one.quarter,
        number=one.number,
        name=one.name,
        kind=one.kind,
        quota=one.quota,
        enrolled=people or 0,
        waiting=waiting,
        venue=one.venue,
        organizer=one.organizer,
        targets=tuple(one.targets),
        staff=one.staff,
        budget=one.budget,
        electives=one.electives,
        lessons=lessons or 0,
        hours=hours or 0,
        starts_at=starts_at,
        ends_at=ends_at,
        needs_exam=one.needs_exam,
        needs_full_hours=one.needs_full_hours,
        needs_no_absence=one.needs_no_absence,
    )


def _lesson(card: ClassCard, number: int, one: Lesson) -> LessonRow:
    taught = [link.course for link in one.courses]
    return LessonRow(
        id=one.id,
        class_id=one.class_id,
        code=f"{card.code}-{number}",
        number=number,
        title=one.title,
        starts_at=one.starts_at,
        ends_at=one.ends_at,
        hours=one.hours,
        venue=listed(one.rooms()),
        own_venue=one.venue,
        course_ids=tuple(course.id for course in taught),
        courses=tuple(course.name for course in taught),
        lecturers=tuple(course.lecturer for course in taught if course.lecturer),
        opens_before=one.opens_before,
        absent_after=one.absent_after,
        early_leave=one.early_leave,
    )


def _enrolments(
    class_id: str,
) -> Select[Enrolment, Person, str | None, str | None, datetime | None]:
    unit = NAMED_UNITS.c
    badge = (
        select(Badge.enrolment_id, func.max(Badge.issued_at).label("issued"))
        .where(Badge.voided_at.is_(None))
        .group_by(Badge.enrolment_id)
        .subquery()
    )
    return (
        select(Enrolment, Person, unit.org, unit.township, badge.c.issued)
        .join(Person, Enrolment.person_id == Person.id)
        .outerjoin(NAMED_UNITS, Person.org_unit_id == unit.id)
        .outerjoin(badge, badge.c.enrolment_id == Enrolment.id)
        .where(Enrolment.class_id == class_id)
    )


def _roster_row(
    enrolment: Enrolment,
    person: Person,
    org: str | None,
    township: str | None,
    badge_issued_at: datetime | None,
) -> RosterRow:
    return RosterRow(
        id=enrolment.id,
        person_id=person.id,
        number=enrolment.number,
        name=person.name,
        pinyin=person.pinyin,
        org=org or "",
        org_unit_id=person.org_unit_id,
        township=township or "",
        post=person.post,
        group=enrolment.group,
        seat=enrolment.seat,
        active=enrolment.state is EnrolmentState.ACTIVE,
        withdrawn_reason=enrolment.withdrawn_reason,
        badge_issued_at=badge_issued_at,
    )
