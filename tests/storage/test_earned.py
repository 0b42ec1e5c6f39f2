"""The hours the database adds up are those that are told line by line, on each database."""

import random
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from dongan_training.accounts.actor import Actor
from dongan_training.attendance.activities import ActivityFacts, record_activity
from dongan_training.attendance.checkin import take_back
from dongan_training.attendance.models import CheckIn, Direction, Method
from dongan_training.people.models import Person
from dongan_training.reports.ledger import person_entry, year_ledger, year_totals
from dongan_training.training.enrolment import enrol_people, withdraw
from dongan_training.training.models import Enrolment, Lesson, OutsideTraining, Plan
from tests.attendance.conftest import add_class

PEOPLE = 40


def scans(chance: random.Random, starts: datetime) -> list[dict]:
    """What may have happened to one person in one lesson, likely or not."""
    come = starts + timedelta(minutes=chance.randint(-25, 40), seconds=chance.randint(0, 59))
    steps = [{"at": come}]
    if chance.random() < 0.3:
        steps.append({"at": come + timedelta(minutes=5), "repeated": True})
    if chance.random() < 0.3:
        steps.append({"at": come + timedelta(minutes=100), "direction": Direction.OUT})
    if chance.random() < 0.2:
        steps.append({"at": come + timedelta(minutes=110)})
    if chance.random() < 0.1:
        steps.append({"at": come - timedelta(minutes=60)})  # a clock set back
    return steps if chance.random() < 0.9 else []


@pytest.fixture
def year(any_workspace, now):
    """Two lessons with everything that may happen at their doors."""
    chance = random.Random(3)
    by = Actor("李老师", any_workspace.device)
    starts = now.replace(minute=30, second=0) - timedelta(days=1)
    with any_workspace.begin() as session:
        plan = Plan(year=2026)
        people = [Person(name=f"学员{n}", categories=["支部书记"]) for n in range(PEOPLE)]
        session.add_all([plan, *people])
        session.flush()
        held = add_class(session, plan, 1, starts)
        ids = [one.id for one in people]
        places = enrol_people(session, class_id=held.id, person_ids=ids, by=by, at=starts).added
        facts = ActivityFacts(
            "集中学习研讨", "学习条例", starts.date(), 1.5, person_ids=tuple(ids[::3])
        )
        record_activity(session, facts=facts, by=by, at=now)
        session.add(OutsideTraining(person_id=ids[1], year=2026, title="市委党校班", hours=8))
        lessons = session.scalars(select(Lesson).order_by(Lesson.starts_at)).all()
        steps = [
            (number, lesson.id, place, step)
            for lesson in lessons
            for place in places
            for number, step in enumerate(scans(chance, lesson.starts_at))
        ]
    for turn in range(5):  # a counter for each turn, as one desk would count
        with any_workspace.begin() as session:
            for _number, lesson_id, place, step in (one for one in steps if one[0] == turn):
                event = {"method": Method.SCANNER, "actor": "李老师", **step}
                session.add(CheckIn(lesson_id=lesson_id, enrolment_id=place, **event))
    with any_workspace.begin() as session:
        come = session.scalars(select(CheckIn.enrolment_id).distinct()).all()
        take_back(
            session,
            enrolment_id=come[0],
            lesson_id=session.scalars(
                select(CheckIn.lesson_id).where(CheckIn.enrolment_id == come[0])
            ).first(),
            reason="选错了人",
            by=by,
            at=now,
        )
        for place, moment in ((places[5], starts - timedelta(hours=1)), (places[6], now)):
            withdraw(session, enrolment_ids=[place], reason="调动", by=by, at=moment)
        session.get_one(Enrolment, places[7]).seat = "1"
    return any_workspace


def test_totals_are_the_sums_of_the_lines(year, now):
    for at in (now, now - timedelta(hours=20)):
        with year.read() as session:
            lines = year_ledger(session, year=2026, now=at)
            totals = year_totals(session, year=2026, now=at)
        assert {one.person_id: one.earned for one in totals} == {
            one.person_id: one.earned for one in lines
        }
        assert len({one.earned for one in lines}) > 2


def test_one_person_alone_reads_as_among_all(year, now):
    with year.read() as session:
        for entry in year_ledger(session, year=2026, now=now)[:8]:
            alone = person_entry(session, person_id=entry.person_id, year=2026, now=now)
            assert (alone, list(alone.lines)) == (entry, list(entry.lines))
