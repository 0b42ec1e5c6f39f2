"""A class of three with two lessons, and two more people on the roll."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest

from dongan_training import clock
from dongan_training.attendance.models import CheckIn, Method
from dongan_training.people.models import OrgUnit, Person
from dongan_training.training import badges, enrolment, menu, planning, timetable
from dongan_training.training.menu import CourseFacts
from dongan_training.training.planning import ClassFacts
from dongan_training.training.timetable import LessonFacts
from ui.kit import Desk

PEOPLE = {
    "陈敏": "chen min cm",
    "欧阳𬱖": "ou yang wei oyw",
    "唐丽": "tang li tl",
    "王芳": "wang fang wf",
    "邓建国": "deng jian guo djg",
}


@dataclass(frozen=True)
class Planned:
    """What a test needs to know about the class; its lessons were yesterday."""

    class_id: str
    lesson_ids: tuple[str, ...]
    enrolments: dict[str, str]
    people: dict[str, str]


@pytest.fixture
def planned(desk: Desk) -> Planned:
    now, by = clock.now(), desk.actor
    yesterday = clock.local(now - timedelta(days=1)).replace(hour=0, minute=0, second=0)
    with desk.workspace.begin() as session:
        people = _roll(session)
        course = menu.add_course(
            session, facts=CourseFacts("纪律处分条例解读", hours=2), by=by, at=now
        )
        facts = ClassFacts("第四季度培训班", 4, quota=4, venue="三楼会议室")
        year = yesterday.year
        class_id = planning.add_class(session, year=year, facts=facts, by=by, at=now)
        lesson_ids = tuple(
            timetable.add_lesson(
                session,
                class_id=class_id,
                facts=_half_day(yesterday, hour, (course,)),
                by=by,
                at=now,
            )
            for hour in (8, 14)
        )
        ids = enrolment.enrol_people(
            session, class_id=class_id, person_ids=list(people.values())[:3], by=by, at=now
        ).added
        badges.issue_badges(session, class_id=class_id, by=by, at=now)
        for lesson_id, hour in zip(lesson_ids, (8, 14), strict=True):
            for enrolment_id in ids[:2]:
                came = yesterday + timedelta(hours=hour, minutes=-5)
                session.add(
                    CheckIn(
                        lesson_id=lesson_id,
                        enrolment_id=enrolment_id,
                        at=came,
                        method=Method.SCANNER,
                        actor=by.name,
                    )
                )
    return Planned(class_id, lesson_ids, dict(zip(PEOPLE, ids, strict=False)), people)


def _roll(session) -> dict[str, str]:
    town = OrgUnit(name="白牙市镇", kind="乡镇")
    session.add(town)
    session.flush()
    org = OrgUnit(name="莲塘村党总支", parent_id=town.id)
    session.add(org)
    session.flush()
    people = {
        name: Person(name=name, pinyin=pinyin, org_unit_id=org.id, post="委员")
        for name, pinyin in PEOPLE.items()
    }
    session.add_all(people.values())
    return {name: person.id for name, person in people.items()}


def _half_day(day: datetime, hour: int, course_ids: tuple[str, ...]) -> LessonFacts:
    starts_at = day + timedelta(hours=hour)
    title = timetable.usual_title(starts_at)
    ends_at = starts_at + timedelta(hours=3)
    return LessonFacts(title, starts_at, ends_at, 2, course_ids=course_ids)
