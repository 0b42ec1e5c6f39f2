"""The classes of the year before the demo's own, so that the year's hours have a history.

Nobody walks through these doors in the demo: what the paper sheets of those days would
have said is stored as check-ins, and everything else follows from that.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from dongan_training.accounts.actor import Actor
from dongan_training.attendance.hour_rules import LEADING
from dongan_training.attendance.models import CheckIn, Method
from dongan_training.people.models import Person
from dongan_training.texts import _
from dongan_training.training.enrolment import enrol_people
from dongan_training.training.planning import ClassFacts, add_class
from dongan_training.training.timetable import LessonFacts, add_lesson

DAY = timedelta(days=1)
NINE, FIVE = 9, 17  # o'clock
HOURS_OF_A_DAY = 8.0
CAME = 0.97  # of all, to each lesson


@dataclass(frozen=True)
class EarlierClass:
    """A class of whole days, and who was meant to come."""

    facts: ClassFacts
    month: int
    first_day: int
    days: int
    is_for: Callable[[Person], bool]


def _everybody(person: Person) -> bool:
    return True


def _leads(person: Person) -> bool:
    return bool(set(LEADING) & set(person.categories))


def hold_earlier_classes(session: Session, *, before: date, by: Actor, seed: int) -> None:
    """Store those classes of the year that would be over ``before`` that day."""
    for planned in _classes():
        starts = date(before.year, planned.month, planned.first_day)
        if starts + planned.days * DAY < before:
            _hold(session, planned, starts, by, random.Random(f"{seed}/{planned.month}"))


def _classes() -> tuple[EarlierClass, ...]:
    """Winter training for everybody, and a course for those who lead."""
    winter = ClassFacts(
        _("冬春训集中轮训班"), 1, kind="冬春训", venue=_("镇政府礼堂"), needs_exam=False
    )
    leading = ClassFacts(
        _("村（社区）党组织书记和班子成员轮训班"),
        2,
        kind="专题培训",
        venue=_("县委党校"),
        needs_exam=False,
    )
    return (
        EarlierClass(winter, 1, 12, 4, _everybody),
        EarlierClass(leading, 5, 18, 3, _leads),
    )


def _hold(
    session: Session, planned: EarlierClass, starts: date, by: Actor, chance: random.Random
) -> None:
    eve = _at(starts, NINE) - DAY
    class_id = add_class(session, year=starts.year, facts=planned.facts, by=by, at=eve)
    people = [one for one in session.scalars(select(Person).order_by(Person.id)) if one.active]
    wanted = [one.id for one in people if planned.is_for(one)]
    enrolled = enrol_people(session, class_id=class_id, person_ids=wanted, by=by, at=eve)
    for number in range(planned.days):
        day = starts + number * DAY
        facts = LessonFacts(
            _("第{number}天").format(number=number + 1),
            _at(day, NINE),
            _at(day, FIVE),
            hours=HOURS_OF_A_DAY,
        )
        lesson_id = add_lesson(session, class_id=class_id, facts=facts, by=by, at=eve)
        session.add_all(
            CheckIn(
                lesson_id=lesson_id,
                enrolment_id=enrolment_id,
                at=facts.starts_at - timedelta(seconds=chance.randint(30, 1500)),
                method=Method.SHEET,
                actor=by.name,
                reason=_("纸质签到表"),
            )
            for enrolment_id in enrolled.added
            if chance.random() < CAME
        )
    session.flush()


def _at(day: date, hour: int) -> datetime:
    return datetime(day.year, day.month, day.day, hour).astimezone()
