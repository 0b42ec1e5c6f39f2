"""One durable check-in through the use case, against one bare SQLite commit with our pragmas."""

import os
import sqlite3
import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median, quantiles

from sqlalchemy.orm import Session

from benchmarks.figure import Figure, Times, print_table, timed, times_of
from dongan_training.accounts.actor import Actor
from dongan_training.attendance.checkin import check_in
from dongan_training.attendance.models import Method
from dongan_training.people.models import OrgUnit, Person
from dongan_training.storage.base import new_id
from dongan_training.storage.database import BUSY_TIMEOUT_MS, FILE
from dongan_training.training.badge_code import badge_code
from dongan_training.training.models import Badge, Enrolment, Lesson, Plan, TrainingClass
from dongan_training.workspace import Workspace

PEOPLE = 1_000
WARM_UP = 50
START = datetime(2026, 11, 23, 0, 30, tzinfo=UTC)
GOAL, P99_GOAL_MS = 8, 20
INSERT = (
    "INSERT INTO check_in (id, device, counter, lesson_id, enrolment_id, at, method, actor,"
    " direction, repeated, badge_id, reason) VALUES (?, ?, 1, ?, ?, ?, 'scanner', '', 'in', 0,"
    " NULL, '')"
)


def measure() -> list[Figure]:
    """Let a thousand people in; before each, commit one bare row to a file of the same shape."""
    with tempfile.TemporaryDirectory() as name:
        os.environ["DONGAN_MACHINE"] = str(Path(name, "machine"))
        workspace = Workspace.open(Path(name, "ours"))
        yardstick = Workspace.open(Path(name, "bare"))
        lesson, codes = _fill(workspace)
        bare_lesson, _codes = _fill(yardstick)
        with yardstick.read() as session:
            enrolments = list(session.scalars(session.query(Enrolment.id).statement))
        yardstick.close()
        bare = connect(Path(name, "bare", FILE))
        by = Actor("李老师", workspace.device)
        pairs = []
        for code, enrolment in zip(codes, enrolments, strict=True):
            theirs = timed(lambda e=enrolment: _commit(bare, bare_lesson, e))
            pairs.append((timed(lambda c=code: _arrive(workspace, lesson, c, by)), theirs))
        bare.close()
        workspace.close()
    return _figures(pairs[WARM_UP:])


def _figures(pairs: Sequence[tuple[float, float]]) -> list[Figure]:
    ours, theirs = ([pair[side] for pair in pairs] for side in (0, 1))
    ratio = median(ours) / median(theirs)
    ninety_nine = quantiles(ours, n=100)[98]
    limit = Times(P99_GOAL_MS / 1000, P99_GOAL_MS / 1000, P99_GOAL_MS / 1000)
    slow = Times(ninety_nine, min(ours), max(ours))
    return [
        Figure("one check-in / one bare commit", times_of(ours), times_of(theirs), ratio, GOAL),
        Figure("99th of 100 check-ins / 20 ms", slow, limit, ninety_nine / limit.median, 1),
    ]


def _arrive(workspace: Workspace, lesson_id: str, code: str, by: Actor) -> None:
    with workspace.begin() as session:
        check_in(
            session,
            code=code,
            lesson_id=lesson_id,
            method=Method.SCANNER,
            by=by,
            at=START - timedelta(minutes=3),
        )


def connect(path: Path) -> sqlite3.Connection:
    """Open a database bare, with our pragmas."""
    connection = sqlite3.connect(path, isolation_level=None)
    for pragma in (
        f"busy_timeout={BUSY_TIMEOUT_MS}",
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
    ):
        connection.execute(f"PRAGMA {pragma}")
    return connection


def _commit(connection: sqlite3.Connection, lesson_id: str, enrolment_id: str) -> None:
    connection.execute("BEGIN IMMEDIATE")
    row = (new_id(), new_id(), lesson_id, enrolment_id, "2026-11-23 00:27:00.000000")
    connection.execute(INSERT, row)
    connection.execute("COMMIT")


def _fill(workspace: Workspace) -> tuple[str, list[str]]:
    """Make a class of a thousand with badges; give its lesson and the codes."""
    with workspace.begin() as session:
        plan, unit = Plan(year=2026), OrgUnit(name="莲塘村党总支")
        session.add_all([plan, unit])
        session.flush()
        lesson = _lesson(session, plan)
        people = [Person(name=f"学员{n}", org_unit_id=unit.id) for n in range(PEOPLE)]
        session.add_all(people)
        session.flush()
        enrolments = [
            Enrolment(class_id=lesson.class_id, person_id=one.id, number=n)
            for n, one in enumerate(people, start=1)
        ]
        session.add_all(enrolments)
        session.flush()
        badges = [Badge(enrolment_id=one.id, issued_at=START) for one in enrolments]
        session.add_all(badges)
        return lesson.id, [badge_code(workspace.vault, one.token) for one in badges]


def _lesson(session: Session, plan: Plan) -> Lesson:
    in_class = TrainingClass(plan_id=plan.id, quarter=4, name="第四季度基层党务工作者培训班")
    session.add(in_class)
    session.flush()
    lesson = Lesson(
        class_id=in_class.id,
        title="上午",
        starts_at=START,
        ends_at=START + timedelta(hours=3),
        hours=4,
    )
    session.add(lesson)
    session.flush()
    return lesson


def main() -> None:
    """Print the table of this module alone."""
    print_table(measure())


if __name__ == "__main__":
    main()
