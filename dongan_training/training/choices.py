"""The menu of a class (课程菜单) and what people choose from it (n of m)."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dongan_training.accounts import audit
from dongan_training.accounts.actor import Actor
from dongan_training.errors import UserError
from dongan_training.texts import N_, listed
from dongan_training.training import queries
from dongan_training.training.models import (
    ClassCourse,
    Course,
    CourseChoice,
    Enrolment,
    EnrolmentState,
    Lesson,
    LessonCourse,
    TrainingClass,
)

AT_ONCE = 500  # of the variables every SQLite takes in one statement


@dataclass(eq=False)
class MenuInUse(UserError):
    names: str
    message = N_("已经有人选了{names}，不能从菜单里去掉。")
    advice = N_("没有保存。请先让他们改选。")


@dataclass(eq=False)
class CapacityImpossible(UserError):
    capacity: int
    message = N_("课程人数上限不能是 {capacity}。")
    advice = N_("没有保存。请填写人数；0 表示按场地大小。")


@dataclass(eq=False)
class RequiredLimited(UserError):
    names: str
    message = N_("{names}是必修课，全班都上，不能设人数上限。")
    advice = N_("没有保存。请把上限改为 0，按场地座位安排。")


@dataclass(eq=False)
class NotOnMenu(UserError):
    name: str
    message = N_("“{name}”不在这个班的选修菜单里。")
    advice = N_("没有保存。请只选菜单里的课程。")


@dataclass(eq=False)
class WrongNumberChosen(UserError):
    chosen: int
    wanted: int
    message = N_("每人选 {wanted} 门，这里选了 {chosen} 门。")
    advice = N_("没有保存。请增减课程。")


@dataclass(eq=False)
class CourseFull(UserError):
    name: str
    capacity: int
    message = N_("“{name}”限 {capacity} 人，已经选满。")
    advice = N_("没有保存。请改选别的课程，或者提高上限。")


@dataclass(frozen=True)
class MenuRow:
    """A course on the menu of a class."""

    course_id: str
    name: str
    required: bool
    hours: float
    lecturer: str
    capacity: int
    chosen: int


@dataclass(frozen=True)
class ChooserRow:
    """Somebody in the class, and the courses they chose."""

    enrolment_id: str
    name: str
    org: str
    township: str
    courses: tuple[str, ...]
    course_ids: tuple[str, ...]


def menu(session: Session, class_id: str) -> list[MenuRow]:
    """The courses of a class: the required ones first, by name."""
    chosen = session.execute(
        select(CourseChoice.course_id, func.count())
        .join(CourseChoice.enrolment)
        .where(Enrolment.class_id == class_id, Enrolment.state == EnrolmentState.ACTIVE)
        .group_by(CourseChoice.course_id)
    )
    counted = {course_id: count for course_id, count in chosen}
    rows = session.execute(
        select(ClassCourse, Course)
        .join(ClassCourse.course)
        .where(ClassCourse.class_id == class_id)
        .order_by(Course.required.desc(), Course.name)
    )
    return [
        MenuRow(
            *(course.id, course.name, course.required, course.hours, course.lecturer),
            *(item.capacity, counted.get(course.id, 0)),
        )
        for item, course in rows
    ]


def set_menu(
    session: Session, *, class_id: str, capacities: Mapping[str, int], by: Actor, at: datetime
) -> None:
    """Make these the courses of a class, each with the most people it takes (0: the room says).

    Raises CapacityImpossible, RequiredLimited or MenuInUse.
    """
    wrong = [one for one in capacities.values() if one < 0]
    if wrong:
        raise CapacityImpossible(wrong[0])
    limited = [course_id for course_id, most in capacities.items() if most]
    required = session.scalars(
        select(Course.name).where(Course.id.in_(limited), Course.required).order_by(Course.name)
    ).all()
    if required:
        raise RequiredLimited(listed(required))
    before = menu(session, class_id)
    gone = [row.name for row in before if row.chosen and row.course_id not in capacities]
    if gone:
        raise MenuInUse(listed(gone))
    kept = {
        one.course_id: one
        for one in session.scalars(select(ClassCourse).where(ClassCourse.class_id == class_id))
    }
    for course_id in kept.keys() - capacities.keys():
        session.delete(kept[course_id])
    for course_id, capacity in capacities.items():
        if course_id in kept:
            kept[course_id].capacity = capacity
        else:
            session.get_one(Course, course_id)
            session.add(ClassCourse(class_id=class_id, course_id=course_id, capacity=capacity))
    session.flush()
    details = {"courses": dict(capacities)}
    audit.record(session, by=by, at=at, act="class.menu", subject=class_id, details=details)


def choose(
    session: Session,
    *,
    enrolment_ids: Sequence[str],
    course_ids: Sequence[str],
    by: Actor,
    at: datetime,
) -> None:
    """Let these people of one class choose these electives, first wish first; or nobody.

    A township chooses for all of its people in this way. No course at all takes a choice back.
    """
    enrolments = [session.get_one(Enrolment, one) for one in dict.fromkeys(enrolment_ids)]
    for class_id in {one.class_id for one in enrolments}:
        _choose(
            session,
            class_id,
            [one for one in enrolments if one.class_id == class_id],
            list(dict.fromkeys(course_ids)),
        )
        details = {"enrolments": list(enrolment_ids), "courses": list(course_ids)}
        audit.record(session, by=by, at=at, act="class.choose", subject=class_id, details=details)


def choosers(session: Session, class_id: str) -> list[ChooserRow]:
    """Everybody in the class with their choice, in the order chosen for people."""
    found = session.execute(
        select(CourseChoice.enrolment_id, Course.id, Course.name)
        .join(Course, Course.id == CourseChoice.course_id)
        .join(CourseChoice.enrolment)
        .where(Enrolment.class_id == class_id)
        .order_by(CourseChoice.rank)
    )
    by_person: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for enrolment_id, course_id, name in found:
        by_person[enrolment_id].append((course_id, name))
    return [
        ChooserRow(
            *(one.id, one.name, one.org, one.township),
            courses=tuple(name for _id, name in by_person[one.id]),
            course_ids=tuple(course_id for course_id, _name in by_person[one.id]),
        )
        for one in queries.active_roster(session, class_id)
    ]


def chose_another(session: Session, lesson_ids: Sequence[str]) -> set[tuple[str, str]]:
    """Lessons and the enrolments they are not for, since those chose other electives.

    It concerns lessons that hold nothing but electives on the menu of their class. Whoever
    has chosen nothing yet is expected everywhere: their choice is what is missing.
    """
    electives = _of_electives_alone(session, lesson_ids)
    if not electives:
        return set()
    chosen: defaultdict[str, set[str]] = defaultdict(set)
    in_class: defaultdict[str, set[str]] = defaultdict(set)
    found = session.execute(
        select(Enrolment.class_id, Enrolment.id, CourseChoice.course_id)
        .join(CourseChoice.enrolment)
        .where(Enrolment.class_id.in_({class_id for class_id, _courses in electives.values()}))
    )
    for class_id, enrolment_id, course_id in found:
        in_class[class_id].add(enrolment_id)
        chosen[enrolment_id].add(course_id)
    return {
        (lesson_id, enrolment_id)
        for lesson_id, (class_id, courses) in electives.items()
        for enrolment_id in in_class[class_id]
        if not chosen[enrolment_id] & courses
    }


def _of_electives_alone(
    session: Session, lesson_ids: Sequence[str]
) -> dict[str, tuple[str, set[str]]]:
    """The class and courses of each lesson that has electives of the menu and nothing else."""
    lessons: dict[str, tuple[str, set[str]]] = {}
    others: set[str] = set()
    for start in range(0, len(lesson_ids), AT_ONCE):
        found = session.execute(
            select(Lesson.id, Lesson.class_id, Course.id, Course.required, ClassCourse.id)
            .join(LessonCourse, LessonCourse.lesson_id == Lesson.id)
            .join(Course, LessonCourse.course_id == Course.id)
            .outerjoin(
                ClassCourse,
                (ClassCourse.class_id == Lesson.class_id) & (ClassCourse.course_id == Course.id),
            )
            .where(Lesson.id.in_(lesson_ids[start : start + AT_ONCE]))
        )
        for lesson_id, class_id, course_id, required, on_menu in found:
            if required or on_menu is None:
                others.add(lesson_id)
            else:
                lessons.setdefault(lesson_id, (class_id, set()))[1].add(course_id)
    return {one: facts for one, facts in lessons.items() if one not in others}


def _choose(
    session: Session, class_id: str, enrolments: Sequence[Enrolment], course_ids: Sequence[str]
) -> None:
    wanted = session.get_one(TrainingClass, class_id).electives
    offered = {row.course_id: row for row in menu(session, class_id) if not row.required}
    for course_id in course_ids:
        if course_id not in offered:
            raise NotOnMenu(session.get_one(Course, course_id).name)
    if course_ids and wanted and len(course_ids) != wanted:
        raise WrongNumberChosen(len(course_ids), wanted)
    ids = [one.id for one in enrolments]
    before = session.scalars(select(CourseChoice).where(CourseChoice.enrolment_id.in_(ids))).all()
    freed = Counter(one.course_id for one in before)
    for course_id in course_ids:
        row = offered[course_id]
        if row.capacity and row.chosen - freed[course_id] + len(ids) > row.capacity:
            raise CourseFull(row.name, row.capacity)
    for one in before:
        session.delete(one)
    session.flush()
    session.add_all(
        CourseChoice(enrolment_id=enrolment_id, course_id=course_id, rank=rank)
        for enrolment_id in ids
        for rank, course_id in enumerate(course_ids, start=1)
    )
    session.flush()
