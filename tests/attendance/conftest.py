"""A class of four with badges, and a lesson that starts at half past eight."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from dongan_training.accounts.actor import Actor
from dongan_training.people.models import OrgUnit, Person
from dongan_training.storage import archive
from dongan_training.training.badge_code import badge_code
from dongan_training.training.models import Badge, Enrolment, Lesson, Plan, TrainingClass
from dongan_training.workspace import Workspace

NAMES = {
    "陈敏": "chen min cm",
    "欧阳𬱖": "ou yang wei oyw",
    "唐建国": "tang jian guo tjg",
    "王芳": "wang fang wf",
}


@dataclass(frozen=True)
class Hall:
    """What a test needs to know about the class: ids, codes and the start of its lesson."""

    workspace: Workspace
    by: Actor
    class_id: str
    lesson_id: str
    afternoon_id: str
    starts_at: datetime
    enrolments: dict[str, str]
    codes: dict[str, str]

    def at(self, minutes: float) -> datetime:
        """So many minutes after the start of the lesson; negative: before."""
        return self.starts_at + timedelta(minutes=minutes)


def add_class(session: Session, plan: Plan, number: int, starts_at: datetime) -> TrainingClass:
    made = TrainingClass(
        plan_id=plan.id,
        quarter=4,
        number=number,
        name="第四季度基层党务工作者培训班",
        venue="镇政府三楼会议室",
        organizer="中共东安县委组织部",
    )
    session.add(made)
    session.flush()
    for title, hours in (("上午", 0), ("下午", 6)):
        begins = starts_at + timedelta(hours=hours)
        session.add(
            Lesson(
                class_id=made.id,
                title=title,
                starts_at=begins,
                ends_at=begins + timedelta(hours=3),
                hours=4,
            )
        )
    session.flush()
    return made


def enrol(
    session: Session, in_class: TrainingClass, people: list[Person], first: int = 1
) -> list[Enrolment]:
    enrolments = [
        Enrolment(class_id=in_class.id, person_id=one.id, number=n, seat=f"{n} 号")
        for n, one in enumerate(people, start=first)
    ]
    session.add_all(enrolments)
    session.flush()
    return enrolments


def give_badges(session: Session, enrolments: list[Enrolment], at: datetime) -> dict[str, str]:
    badges = [Badge(enrolment_id=one.id, issued_at=at) for one in enrolments]
    session.add_all(badges)
    session.flush()
    vault = session.info["vault"]
    return {
        one.person.name: badge_code(vault, badge.token)
        for one, badge in zip(enrolments, badges, strict=True)
    }


@pytest.fixture
def hall(workspace: Workspace, trainer: Actor, now: datetime) -> Hall:
    starts_at = now.replace(minute=30, second=0)  # now is three minutes before
    with workspace.begin() as session:
        plan = Plan(year=2026)
        town = OrgUnit(name="白牙市镇", kind="乡镇")
        session.add_all([plan, town])
        session.flush()
        village = OrgUnit(name="莲塘村党总支", kind="党总支", parent_id=town.id)
        session.add(village)
        session.flush()
        people = [
            Person(name=name, pinyin=pinyin, post="支部书记", org_unit_id=village.id)
            for name, pinyin in NAMES.items()
        ]
        session.add_all(people)
        session.flush()
        in_class = add_class(session, plan, 2, starts_at)
        enrolments = enrol(session, in_class, people)
        codes = give_badges(session, enrolments, now)
        morning, afternoon = in_class.lessons
        return Hall(
            workspace=workspace,
            by=trainer,
            class_id=in_class.id,
            lesson_id=morning.id,
            afternoon_id=afternoon.id,
            starts_at=starts_at,
            enrolments={one.person.name: one.id for one in enrolments},
            codes=codes,
        )


@pytest.fixture
def second(hall: Hall, tmp_path: Path, now: datetime) -> Iterator[Hall]:
    """The hall as a second laptop knows it, from a backup made before the doors opened."""
    archive.write_backup(hall.workspace.folder, tmp_path / "dongan.backup", at=now)
    archive.restore_backup(tmp_path / "dongan.backup", tmp_path / "laptop")
    workspace = Workspace.open(tmp_path / "laptop")
    yield replace(hall, workspace=workspace, by=Actor("李老师", workspace.device))
    workspace.close()
