"""A year's hours of 10,000 people, and a folder of 1,000,000 events: on SQLite and PostgreSQL.

PostgreSQL is measured where ``DONGAN_TEST_POSTGRES`` names a server whose tables may go.
"""

import os
import random
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, func, select, text

from benchmarks.county_people import add_people, add_units
from benchmarks.figure import Figure, print_table
from benchmarks.year import within
from dongan_training.accounts.actor import Actor
from dongan_training.attendance.checkin import check_in_by_name
from dongan_training.attendance.counting import door_counts
from dongan_training.attendance.models import CheckIn, Direction, Method
from dongan_training.attendance.queries import register
from dongan_training.reports.ledger import year_totals
from dongan_training.storage.base import new_id
from dongan_training.storage.bulk import insert_rows
from dongan_training.storage.versions import stamp
from dongan_training.training.models import Enrolment, Lesson, Plan, TrainingClass
from dongan_training.workspace import Workspace

YEAR, PEOPLE, CLASS = 2026, 10_000, 250
ROUNDS = ((1, 2), (2, 5), (3, 8), (4, 10))
EVENTS, BATCH = 1_000_000, 50_000
NOW = datetime(2026, 12, 1, tzinfo=UTC)
A_YEAR, A_DOOR, A_REGISTER = 1.0, 0.05, 0.3  # seconds


def measure() -> list[Figure]:
    """Both databases, one after the other."""
    figures = []
    for name, opened in (("SQLite", _sqlite), ("PostgreSQL", _postgres)):
        with opened() as workspace:
            if workspace is not None:
                figures += _measure(workspace, name)
    return figures


def _measure(workspace: Workspace, name: str) -> list[Figure]:
    lessons, places = fill(workspace)

    def year() -> None:
        with workspace.read() as session:
            assert len(year_totals(session, year=YEAR, now=NOW)) == PEOPLE

    figures = [within(f"{name}: hours of {PEOPLE} people", year, A_YEAR)]
    repeat_events(workspace, lessons, places)
    lesson_id, enrolment_id = lessons[0][0], places[lessons[0][1]][0]

    def counts() -> None:
        with workspace.read() as session:
            door_counts(session, lesson_id)

    def listed() -> None:
        with workspace.read() as session:
            register(session, lesson_id=lesson_id, now=NOW)

    def arrive() -> None:
        at = lessons[0][2]
        with workspace.begin() as session:
            check_in_by_name(
                session,
                enrolment_id=enrolment_id,
                lesson_id=lesson_id,
                by=Actor("李老师", workspace.device),
                at=at,
            )

    return [
        *figures,
        within(f"{name}: counts at the door, {EVENTS} events", counts, A_DOOR),
        within(f"{name}: a check-in among {EVENTS}", arrive, A_DOOR, 20),
        within(f"{name}: register of {CLASS} among {EVENTS}", listed, A_REGISTER),
    ]


def fill(workspace: Workspace) -> tuple[list[tuple[str, str, datetime]], dict[str, list[str]]]:
    """Forty classes a round with two lessons each, everybody there; lessons and places."""
    chance = random.Random(7)
    lessons: list[tuple[str, str, datetime]] = []
    places: dict[str, list[str]] = {}
    with workspace.begin() as session:
        people = list(add_people(session, add_units(session), PEOPLE, chance))
        plan = Plan(year=YEAR)
        session.add(plan)
        session.flush()
        version = stamp(session).fields()
        rows: list[dict[str, Any]] = []
        scans: list[dict[str, Any]] = []
        for quarter, month in ROUNDS:
            for number in range(PEOPLE // CLASS):
                held = TrainingClass(
                    plan_id=plan.id, quarter=quarter, number=number + 1, name="季度培训班"
                )
                session.add(held)
                session.flush()
                of_class = people[number * CLASS : (number + 1) * CLASS]
                places[held.id] = [new_id() for _one in of_class]
                rows += [
                    _place(place, held.id, person, n, version)
                    for n, (place, person) in enumerate(
                        zip(places[held.id], of_class, strict=True), start=1
                    )
                ]
                for title, hour in (("上午", 0), ("下午", 6)):
                    starts = datetime(YEAR, month, 1 + number % 25, hour, 30, tzinfo=UTC)
                    lesson = Lesson(
                        class_id=held.id,
                        title=title,
                        starts_at=starts,
                        ends_at=starts + timedelta(hours=3),
                        hours=4,
                    )
                    session.add(lesson)
                    session.flush()
                    lessons.append((lesson.id, held.id, starts))
                    scans += [_scan(lesson.id, one, starts, version) for one in places[held.id]]
        insert_rows(session, Enrolment, rows)
        insert_rows(session, CheckIn, scans)
    return lessons, places


def repeat_events(
    workspace: Workspace,
    lessons: list[tuple[str, str, datetime]],
    places: dict[str, list[str]],
) -> None:
    """Add repeats, as busy doors make them, until there are a million events."""
    with workspace.begin() as session:
        left = EVENTS - (session.scalar(select(func.count()).select_from(CheckIn)) or 0)
    endless = _endless(lessons, places)
    while left > 0:
        with workspace.begin() as session:
            version = stamp(session).fields()
            rows = [
                {**_scan(lesson, place, at, version), "repeated": True}
                for (lesson, place, at), _n in zip(endless, range(min(left, BATCH)), strict=False)
            ]
            insert_rows(session, CheckIn, rows)
        left -= len(rows)


def _endless(
    lessons: list[tuple[str, str, datetime]], places: dict[str, list[str]]
) -> Iterator[tuple[str, str, datetime]]:
    later = 0
    while True:
        later += 1
        for lesson_id, class_id, starts in lessons:
            for place in places[class_id]:
                yield lesson_id, place, starts + timedelta(minutes=later)


def _place(
    place: str, class_id: str, person: str, number: int, version: dict[str, Any]
) -> dict[str, Any]:
    plain = {"seat": "", "group": "", "exam_code": "", "withdrawn_reason": ""}
    return {
        **version,
        **plain,
        "id": place,
        "class_id": class_id,
        "person_id": person,
        "number": number,
        "state": "active",
        "withdrawn_at": None,
    }


def _scan(lesson_id: str, place: str, at: datetime, version: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": new_id(),
        **version,
        "lesson_id": lesson_id,
        "enrolment_id": place,
        "at": at,
        "method": Method.SCANNER,
        "actor": "李老师",
        "direction": Direction.IN,
        "repeated": False,
        "badge_id": None,
        "reason": "",
        "voids": None,
    }


@contextmanager
def _sqlite() -> Iterator[Workspace]:
    with tempfile.TemporaryDirectory() as name:
        os.environ["DONGAN_MACHINE"] = str(Path(name, "machine"))
        workspace = Workspace.open(Path(name, "data"))
        yield workspace
        workspace.close()


@contextmanager
def _postgres() -> Iterator[Workspace | None]:
    server = os.environ.get("DONGAN_TEST_POSTGRES", "")
    if not server:
        yield None
        return
    engine = create_engine(server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))
    engine.dispose()
    os.environ["DONGAN_DATABASE"] = server
    try:
        with _sqlite() as workspace:
            yield workspace
    finally:
        del os.environ["DONGAN_DATABASE"]


if __name__ == "__main__":
    print_table(measure())
