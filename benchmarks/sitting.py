"""One durable answer through the use case, against a bare SQLite commit with our pragmas;
and the opening of an attempt with three hundred others open."""

import gc
import os
import sqlite3
import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from statistics import median, quantiles

from benchmarks.checkin import connect
from benchmarks.figure import Figure, Times, print_table, timed, times_of
from dongan_training.accounts.actor import Actor
from dongan_training.bank.drafts import QuestionType
from dongan_training.bank.models import Question, QuestionVersion, Subject
from dongan_training.exam.blueprint import Blueprint, Section
from dongan_training.exam.candidate_view import SittingView, sitting_view
from dongan_training.exam.delivery import Given, save_answer, start_attempt
from dongan_training.exam.offering import Offer, open_exam
from dongan_training.exam.papers import make_paper
from dongan_training.exam.signing_off import approve_paper
from dongan_training.people.models import OrgUnit, Person
from dongan_training.storage.base import new_id
from dongan_training.storage.database import FILE
from dongan_training.training.enrolment import enrol_people
from dongan_training.training.planning import ClassFacts, add_class
from dongan_training.workspace import Workspace

PEOPLE, QUESTIONS = 300, 100
ANSWERS, WARM_UP = 1_000, 50
NOW = datetime(2026, 11, 23, 0, 30, tzinfo=UTC)
GOAL, P99_GOAL, OPENING_GOAL = 4, 0.020, 0.100  # ratio, seconds, seconds
INSERT = (
    "INSERT INTO answer (id, device, counter, attempt_id, item_id, value, saved_at, flagged)"
    " VALUES (?, '', 1, ?, ?, '[\"A\"]', '2026-11-23 00:30:00.000000', 0)"
)


def measure() -> list[Figure]:
    """Save answers in turn with bare rows, then open the attempts of all who are left."""
    with tempfile.TemporaryDirectory() as name:
        os.environ["DONGAN_MACHINE"] = str(Path(name, "machine"))
        workspace = Workspace.open(Path(name, "ours"))
        yardstick = Workspace.open(Path(name, "bare"))
        exam_id, people = _fill(workspace)
        their_exam, their_people = _fill(yardstick)
        gc.freeze()  # as the window does when it has settled
        opening = [timed(lambda e=one: _open(workspace, exam_id, e)) for one in people]
        view = _open(workspace, exam_id, people[0])
        theirs = [_open(yardstick, their_exam, one) for one in their_people[:11]]
        yardstick.close()
        bare = connect(Path(name, "bare", FILE))
        rows = [(one.attempt_id, asked.item_id) for one in theirs for asked in one.questions]
        pairs = []
        for number, row in enumerate(rows[:ANSWERS]):
            pairs.append(
                (
                    timed(lambda n=number: _answer(workspace, view, n)),
                    timed(lambda r=row: _commit(bare, r)),
                )
            )
        bare.close()
        workspace.close()
    return [*_figures(pairs[WARM_UP:]), _limited("opening an attempt", opening, OPENING_GOAL)]


def _figures(pairs: Sequence[tuple[float, float]]) -> list[Figure]:
    ours, theirs = ([pair[side] for pair in pairs] for side in (0, 1))
    ratio = median(ours) / median(theirs)
    return [
        Figure("one answer / one bare commit", times_of(ours), times_of(theirs), ratio, GOAL),
        _limited("answers", ours, P99_GOAL),
    ]


def _limited(name: str, seconds: Sequence[float], most: float) -> Figure:
    """Set the 99th of a hundred beside what it may take."""
    ninety_nine = quantiles(seconds, n=100)[98]
    shown = Times(ninety_nine, min(seconds), max(seconds))
    told = f"99th of 100 {name} / {most * 1000:g} ms"
    return Figure(told, shown, Times(most, most, most), ninety_nine / most, 1)


def _open(workspace: Workspace, exam_id: str, enrolment_id: str) -> SittingView:
    with workspace.begin() as session:
        attempt_id = start_attempt(session, exam_id=exam_id, enrolment_id=enrolment_id, at=NOW)
    with workspace.read() as session:
        return sitting_view(session, attempt_id)


def _answer(workspace: Workspace, view: SittingView, number: int) -> None:
    """Answer a question, and at the next round change the answer: both happen all the time."""
    question = view.questions[number % QUESTIONS]
    value = [question.options[number // QUESTIONS % len(question.options)].value]
    given = Given(question.item_id, value, number / 10)
    with workspace.begin() as session:
        save_answer(session, attempt_id=view.attempt_id, given=given, at=NOW)


def _commit(connection: sqlite3.Connection, row: tuple[str, str]) -> None:
    connection.execute("BEGIN IMMEDIATE")
    connection.execute(INSERT, (new_id(), *row))
    connection.execute("COMMIT")


def _fill(workspace: Workspace) -> tuple[str, Sequence[str]]:
    """Make a bank, a paper in two forms and an exam; gives the exam and its people."""
    by = Actor("李老师", workspace.device)
    blueprint = Blueprint("测试", (Section(QuestionType.SINGLE_CHOICE, QUESTIONS, 1),))
    with workspace.begin() as session:
        subject, unit = Subject(name="纪律"), OrgUnit(name="莲塘村党总支")
        session.add_all([subject, unit])
        session.flush()
        for number in range(QUESTIONS):
            question = Question(subject_id=subject.id)
            session.add(question)
            session.flush()
            session.add(_version(question.id, number))
        people = [Person(name=f"学员{n}", org_unit_id=unit.id) for n in range(PEOPLE)]
        session.add_all(people)
        session.flush()
        facts = ClassFacts(name="第四季度基层党务工作者培训班", quarter=4)
        class_id = add_class(session, year=2026, facts=facts, by=by, at=NOW)
        ids = [one.id for one in people]
        enrolled = enrol_people(session, class_id=class_id, person_ids=ids, by=by, at=NOW).added
        paper = make_paper(session, blueprint=blueprint, forms=2, seed=1, by=by, at=NOW)
        approve_paper(session, paper_id=paper.id, by=by, at=NOW)
        offer = Offer(paper.id, minutes=45, pass_mark=60)
        return open_exam(session, class_id=class_id, offer=offer, by=by, at=NOW), enrolled


def _version(question_id: str, number: int) -> QuestionVersion:
    return QuestionVersion(
        question_id=question_id,
        number=1,
        current=True,
        type=QuestionType.SINGLE_CHOICE,
        stem=f"党员受到警告处分的，第 {number} 种情形是（ ）。",
        options=["一年", "两年", "三年", "四年"],
        answer=["A"],
        fingerprint=str(number),
    )


def main() -> None:
    """Print the table of this module alone."""
    print_table(measure())


if __name__ == "__main__":
    main()
