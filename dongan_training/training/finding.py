"""Which class or lesson somebody means by what they typed."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from dongan_training.errors import UserError
from dongan_training.people.finding import (
    CHOICES_TOLD,
    SHORTEST_PREFIX,
    PersonAmbiguous,
    find_person,
)
from dongan_training.texts import N_, _, listed
from dongan_training.training.class_names import class_code, titles_in_speech
from dongan_training.training.models import Lesson, Plan, TrainingClass
from dongan_training.training.queries import (
    CourseRow,
    RosterRow,
    active_roster,
    courses,
    lessons,
    roster,
)

LESSON_CODE = re.compile(r"(?P<text>.+)-(?P<number>\d{1,3})")


@dataclass(eq=False)
class ClassUnknown(UserError):
    text: str
    message = N_("找不到培训班“{text}”。")
    advice = N_("没有改动。请用 class list 查看编号，例如 2026Q4-02。")


@dataclass(eq=False)
class ClassAmbiguous(UserError):
    text: str
    codes: str
    message = N_("“{text}”可能指多个培训班：{codes}。")
    advice = N_("没有改动。请用编号说明是哪一个。")


@dataclass(eq=False)
class LessonUnknown(UserError):
    text: str
    message = N_("找不到课次“{text}”。")
    advice = N_("没有改动。请用 class show 查看编号，例如 2026Q4-02-1。")


@dataclass(eq=False)
class CourseUnknown(UserError):
    name: str
    message = N_("课程菜单里没有“{name}”。")
    advice = N_("没有保存。请先用 course add 加入菜单，或用 course list 核对名称。")


@dataclass(eq=False)
class NotInClass(UserError):
    text: str
    message = N_("这个班里没有“{text}”。")
    advice = N_("没有改动。请用 class show 核对学员。")


def find_class(session: Session, text: str) -> str:
    """Give the id of the class meant by a code, an id or its beginning, a name or part of one."""
    text = text.strip()
    rows = [
        (one.id, class_code(year, one.quarter, one.number), one.name, one.number)
        for one, year in session.execute(select(TrainingClass, Plan.year).join(Plan))
    ]
    ways = (
        [row for row in rows if row[1].casefold() == text.casefold()],
        [row for row in rows if len(text) >= SHORTEST_PREFIX and row[0].startswith(text)],
        [row for row in rows if row[2] == text],
        [row for row in rows if text and _is_part(text, titles_in_speech(*row[2:]))],
    )
    found = next((way for way in ways if way), [])
    if not found:
        raise ClassUnknown(text)
    if len(found) > 1:
        raise ClassAmbiguous(text, listed(sorted(row[1] for row in found)))
    return found[0][0]


def _is_part(text: str, titles: Iterable[str]) -> bool:
    return any(_bare(text) in _bare(title) for title in titles)


def _bare(title: str) -> str:
    return re.sub(r"[\s·]", "", title).casefold()


def find_lesson(session: Session, text: str) -> str:
    """Give the id of the lesson meant by a code such as 2026Q4-02-1, or an id or its beginning."""
    text = text.strip()
    if len(text) >= SHORTEST_PREFIX:
        found = session.scalars(
            select(Lesson.id).where(Lesson.id.startswith(text, autoescape=True))
        ).all()
        if len(found) == 1:
            return found[0]
    if parts := LESSON_CODE.fullmatch(text):
        try:
            timetable = lessons(session, find_class(session, parts["text"]))
        except ClassUnknown:
            raise LessonUnknown(text) from None
        for row in timetable:
            if row.number == int(parts["number"]):
                return row.id
    raise LessonUnknown(text)


def find_course(session: Session, name: str) -> CourseRow:
    """Give the course of the menu with this name; raises CourseUnknown."""
    wanted = " ".join(name.split())
    for row in courses(session):
        if row.name == wanted:
            return row
    raise CourseUnknown(wanted)


def find_people(session: Session, texts: Sequence[str]) -> list[str]:
    """Give the ids of the people meant by ids, their beginnings, or names."""
    return [find_person(session, text) for text in texts]


def find_enrolments(session: Session, class_id: str, texts: Sequence[str]) -> list[str]:
    """Give the ids of the places in a class meant by numbers, names, or ids of either kind."""
    rows = active_roster(session, class_id)
    return [_find_enrolment(rows, text.strip()) for text in texts]


def find_withdrawn(session: Session, class_id: str, texts: Sequence[str]) -> list[str]:
    """The same among those who have withdrawn."""
    rows = [row for row in roster(session, class_id) if not row.active]
    return [_find_enrolment(rows, text.strip()) for text in texts]


def _find_enrolment(rows: Sequence[RosterRow], text: str) -> str:
    found = [row for row in rows if text in (str(row.number), row.name, row.id, row.person_id)]
    if not found:
        raise NotInClass(text)
    if len(found) > 1:
        told = [_("{number} 号（{org}）").format(number=row.number, org=row.org) for row in found]
        raise PersonAmbiguous(text, listed(told[:CHOICES_TOLD]))
    return found[0].id
