"""A class of the fourth quarter, and people who may be enrolled in it."""

from collections.abc import Callable, Sequence
from datetime import datetime

import pytest

from dongan_training.accounts.actor import Actor
from dongan_training.people.models import OrgUnit, Person
from dongan_training.training import planning, timetable
from dongan_training.training.planning import ClassFacts
from dongan_training.training.timetable import LessonFacts
from dongan_training.workspace import Workspace

AddPeople = Callable[..., list[str]]


def at_local(text: str) -> datetime:
    """A moment as a trainer types it, in the zone of this machine."""
    return datetime.fromisoformat(text).astimezone()


def lesson_facts(start: str, end: str, title: str = "上午", **more) -> LessonFacts:
    return LessonFacts(title, at_local(start), at_local(end), hours=more.pop("hours", 4), **more)


@pytest.fixture
def class_id(workspace: Workspace, trainer: Actor, now: datetime) -> str:
    facts = ClassFacts(name="第四季度基层党务工作者培训班", quarter=4, quota=3, venue="三楼会议室")
    with workspace.begin() as session:
        return planning.add_class(session, year=2026, facts=facts, by=trainer, at=now)


@pytest.fixture
def lesson_id(workspace: Workspace, class_id: str, trainer: Actor, now: datetime) -> str:
    facts = lesson_facts("2026-11-23T08:30", "2026-11-23T11:30")
    with workspace.begin() as session:
        return timetable.add_lesson(session, class_id=class_id, facts=facts, by=trainer, at=now)


@pytest.fixture
def add_people(workspace: Workspace) -> AddPeople:
    def add(names: Sequence[str], *, unit: str = "莲塘村党总支", active: bool = True) -> list[str]:
        with workspace.begin() as session:
            org = OrgUnit(name=unit, kind="党总支")
            session.add(org)
            session.flush()
            people = [Person(name=name, org_unit_id=org.id, active=active) for name in names]
            session.add_all(people)
            return [person.id for person in people]

    return add
