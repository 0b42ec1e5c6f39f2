"""A year of the county in one folder: four rounds of training, study activities by the thousand.

``python -m benchmarks.county_year FOLDER`` makes it and leaves it there, to be opened with
``python main.py --data FOLDER``. Seeded: it is the same year each time. The figures are
those of the county: 300 people in 4 rounds of 4 slots, 4,564 study meetings, 1,176 lectures,
21,363 attendances at integrity events, 610 talks in the field before 30,000 listeners.
"""

import os
import random
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from benchmarks import county_people
from dongan_training.accounts.actor import Actor
from dongan_training.attendance.models import (
    ActivityParticipant,
    CheckIn,
    Direction,
    Leave,
    LeaveState,
    Method,
    StudyActivity,
)
from dongan_training.people.models import Person
from dongan_training.storage.base import new_id
from dongan_training.storage.bulk import insert_rows
from dongan_training.storage.versions import stamp
from dongan_training.training.badges import issue_badges
from dongan_training.training.enrolment import assign_seats, enrol_people
from dongan_training.training.planning import ClassFacts, add_class
from dongan_training.training.timetable import LessonFacts, add_lesson
from dongan_training.workspace import Workspace

YEAR, SEED = 2026, 20260101
PEOPLE, SLOTS = 300, 4
MEETINGS, LECTURES, INTEGRITY, TALKS = 4_564, 1_176, 250, 610
ATTENDANCES, LISTENERS = 21_363, 30_000
ROUNDS = ((1, 3), (2, 5), (3, 8), (4, 11))  # quarter and month
HALF_PAST_EIGHT = timedelta(hours=0, minutes=30)  # in UTC: half past eight in China
CAME, ON_LEAVE, LATE = 0.95, 0.6, 0.08


@dataclass(frozen=True)
class Made:
    """What was generated."""

    people: int
    classes: int
    check_ins: int
    activities: int
    attendances: int


def make_year(workspace: Workspace) -> Made:
    """Fill an empty workspace with the year; one transaction for each part of it."""
    chance = random.Random(SEED)
    by = Actor("县委组织部", workspace.device)
    with workspace.begin() as session:
        units = county_people.add_units(session)
        people = county_people.add_people(session, units, PEOPLE, chance)
    check_ins = 0
    for quarter, month in ROUNDS:
        for slot in range(SLOTS):
            day = date(YEAR, month, 3 + 2 * slot)
            with workspace.begin() as session:
                some = people[slot::SLOTS]
                check_ins += _hold_class(session, quarter, day, some, by, chance)
    with workspace.begin() as session:
        activities, attendances = _hold_activities(session, units, people, chance)
    return Made(len(people), len(ROUNDS) * SLOTS, check_ins, activities, attendances)


def _hold_class(
    session: Session, quarter: int, day: date, people: Sequence[str], by: Actor, chance: Any
) -> int:
    """Two lessons of one day, with everybody's badge, seat, leave and scans."""
    before = datetime(day.year, day.month, day.day, tzinfo=UTC) - timedelta(days=7)
    facts = ClassFacts(
        "季度基层党务工作者培训班",
        quarter,
        quota=80,
        venue="镇政府三楼会议室",
        organizer="中共东安县委组织部",
        needs_exam=False,
    )
    class_id = add_class(session, year=YEAR, facts=facts, by=by, at=before)
    starts = datetime(day.year, day.month, day.day, tzinfo=UTC) + HALF_PAST_EIGHT
    lessons = []
    for title, later in (("上午", timedelta()), ("下午", timedelta(hours=6))):
        begins = starts + later
        lesson = LessonFacts(title, begins, begins + timedelta(hours=3), hours=4)
        lesson_id = add_lesson(session, class_id=class_id, facts=lesson, by=by, at=before)
        lessons.append((lesson_id, begins))
    places = enrol_people(session, class_id=class_id, person_ids=people, by=by, at=before).added
    assign_seats(session, class_id=class_id, by=by, at=before)
    badges = issue_badges(session, class_id=class_id, by=by, at=before)
    badge_of = {one.enrolment_id: one.badge_id for one in badges}
    rows: list[dict[str, Any]] = []
    for lesson_id, begins in lessons:
        for place in places:
            if chance.random() < CAME:
                rows += _scans(lesson_id, place, begins, badge_of[place], chance)
            elif chance.random() < ON_LEAVE:
                session.add(_leave(lesson_id, place, before))
    version = stamp(session).fields()
    insert_rows(session, CheckIn, [{"id": new_id(), **version, **row} for row in rows])
    return len(rows)


def _scans(
    lesson_id: str, place: str, begins: datetime, badge_id: str, chance: random.Random
) -> list[dict[str, Any]]:
    late = timedelta(minutes=chance.randint(1, 20)) if chance.random() < LATE else timedelta()
    came = begins + late - timedelta(seconds=0 if late else chance.randint(30, 1_500))
    common = {
        "lesson_id": lesson_id,
        "enrolment_id": place,
        "method": Method.SCANNER,
        "actor": "李老师",
        "repeated": False,
        "badge_id": badge_id,
        "reason": "",
        "voids": None,
    }
    went = begins + timedelta(hours=3, seconds=chance.randint(0, 600))
    return [
        {**common, "at": came, "direction": Direction.IN},
        {**common, "at": went, "direction": Direction.OUT},
    ]


def _leave(lesson_id: str, place: str, at: datetime) -> Leave:
    return Leave(
        lesson_id=lesson_id,
        enrolment_id=place,
        kind="事假",
        reason="县里开会",
        asked_at=at,
        state=LeaveState.APPROVED,
        decided_by="李老师",
        decided_at=at,
    )


def _hold_activities(
    session: Session, units: county_people.Units, people: Sequence[str], chance: random.Random
) -> tuple[int, int]:
    """All that is held outside classes; who belongs to a branch comes to its meetings."""
    version = stamp(session).fields()
    members: dict[str, list[str]] = {}
    for person_id in people:
        members.setdefault(session.get_one(Person, person_id).org_unit_id or "", []).append(
            person_id
        )
    branches = list(members)
    held: list[dict[str, Any]] = []
    came: list[tuple[str, str]] = []

    def hold(kind: str, title: str, number: int, unit: str | None, **facts: Any) -> str:
        day = date(YEAR, 1, 4) + timedelta(days=number % 320)
        row = {"id": new_id(), **version, "kind": kind, "title": f"{title}（{number + 1}）"}
        plain = {"hours": 0.0, "times": 1, "headcount": 0, "place": "", "lecturer": "", "note": ""}
        row |= {**plain, "held_on": day, "org_unit_id": unit, "removed_at": None, **facts}
        held.append(row)
        return row["id"]

    for number in range(MEETINGS):
        branch = branches[number % len(branches)]
        meeting = hold("集中学习研讨", "学习纪律处分条例", number, branch, hours=0.5)
        came += [(meeting, person) for person in members[branch]]
    for number in range(LECTURES):
        branch = branches[number % len(branches)]
        hold("纪律党课", "书记讲纪律党课", number, branch, headcount=chance.randint(20, 60))
    for number in range(TALKS):
        heads = LISTENERS // TALKS + (number < LISTENERS % TALKS)
        hold("宣讲", "微宣讲进村组", number, units.townships[number % len(units.townships)],
             headcount=heads)  # fmt: skip  # one call
    for number in range(INTEGRITY):
        size = ATTENDANCES // INTEGRITY + (number < ATTENDANCES % INTEGRITY)
        event = hold("廉政教育", "参观廉政教育基地", number, None)
        came += [(event, person) for person in chance.sample(list(people), size)]
    insert_rows(session, StudyActivity, held)
    insert_rows(
        session,
        ActivityParticipant,
        [
            {"id": new_id(), **version, "activity_id": activity, "person_id": person}
            for activity, person in came
        ],
    )
    return len(held), len(came)


def main(arguments: Sequence[str]) -> None:
    """Make the year in the folder named, and say what it holds."""
    folder = Path(arguments[0])
    os.environ.setdefault("DONGAN_MACHINE", str(folder.with_name(folder.name + "-machine")))
    workspace = Workspace.open(folder)
    print(make_year(workspace))
    workspace.close()


if __name__ == "__main__":
    main(sys.argv[1:])
