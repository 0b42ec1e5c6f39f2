"""A class of four that is over: two may have certificates, one failed, one was not there."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from dongan_training.accounts.actor import Actor
from dongan_training.attendance.models import CheckIn, Method
from dongan_training.certificates.issuing import Issued, issue_certificates
from dongan_training.exam.models import Attempt, AttemptState, Exam, Paper, PaperForm
from dongan_training.people.models import OrgUnit, Person
from dongan_training.training.models import Enrolment
from dongan_training.training.planning import ClassFacts, add_class
from dongan_training.training.timetable import LessonFacts, add_lesson
from dongan_training.workspace import Workspace

# Whoever has no mark was not there at all.
MARKS = {"欧阳𬱖": 92.0, "陈敏": 54.0, "=1+1": 60.0, "唐丽": None}


@dataclass(frozen=True)
class Finished:
    """The class once its lesson and its exam are over."""

    workspace: Workspace
    by: Actor
    at: datetime
    class_id: str

    def issue(self) -> list[Issued]:
        """Issue to all who are entitled."""
        with self.workspace.begin() as session:
            return issue_certificates(session, class_id=self.class_id, by=self.by, at=self.at)

    def enrolment(self, name: str) -> str:
        """The id of somebody's place."""
        with self.workspace.read() as session:
            found = session.scalar(
                select(Enrolment.id)
                .join(Person)
                .where(Person.name == name, Enrolment.class_id == self.class_id)
            )
        assert found is not None
        return found

    def give_mark(self, name: str, score: float) -> None:
        """Let somebody pass or fail after all."""
        with self.workspace.begin() as session:
            attempt = session.scalars(
                select(Attempt).where(Attempt.enrolment_id == self.enrolment(name))
            ).one()
            attempt.score = score


def make_finished(
    workspace: Workspace, by: Actor, at: datetime, marks: dict[str, float | None] | None = None
) -> Finished:
    """Make a class of the people in ``MARKS`` (or other marks), with lesson and exam behind it."""
    with workspace.begin() as session:
        facts = ClassFacts("第四季度基层党务工作者培训班", 4, organizer="中共东安县委组织部")
        class_id = add_class(session, year=2026, facts=facts, by=by, at=at)
        starts_at = at - timedelta(hours=6)
        lesson = LessonFacts("上午", starts_at, starts_at + timedelta(hours=3), hours=4)
        lesson_id = add_lesson(session, class_id=class_id, facts=lesson, by=by, at=at)
        exam, form = _exam(session, class_id, at)
        unit = OrgUnit(name=f"莲塘村党总支{class_id}")
        session.add(unit)
        session.flush()
        for number, (name, score) in enumerate((marks or MARKS).items(), start=1):
            person = Person(name=name, org_unit_id=unit.id)
            session.add(person)
            session.flush()
            place = Enrolment(class_id=class_id, person_id=person.id, number=number)
            session.add(place)
            session.flush()
            if score is not None:
                session.add(_arrival(lesson_id, place.id, starts_at))
                session.add(_attempt(exam, form, place, score, at))
    return Finished(workspace, by, at, class_id)


AddClass = Callable[..., Finished]


@pytest.fixture
def add_finished(workspace: Workspace, trainer: Actor, now: datetime) -> AddClass:
    """Make another class, of other people if their marks are given."""

    def add(marks: dict[str, float | None] | None = None) -> Finished:
        return make_finished(workspace, trainer, now, marks)

    return add


@pytest.fixture
def finished(add_finished: AddClass) -> Finished:
    return add_finished()


def _exam(session, class_id: str, at: datetime) -> tuple[Exam, PaperForm]:
    paper = Paper(title="测试", blueprint={}, seed=1, made_at=at, full_marks=100)
    session.add(paper)
    session.flush()
    form = PaperForm(paper_id=paper.id, letter="A", order=[])
    exam = Exam(
        class_id=class_id,
        paper_id=paper.id,
        title="测试",
        minutes=45,
        pass_mark=60,
        multiple_choice_rule="half",
    )
    session.add_all([form, exam])
    session.flush()
    return exam, form


def _arrival(lesson_id: str, enrolment_id: str, at: datetime) -> CheckIn:
    return CheckIn(
        lesson_id=lesson_id, enrolment_id=enrolment_id, at=at, method=Method.SCANNER, actor="李老师"
    )


def _attempt(exam: Exam, form: PaperForm, place: Enrolment, score: float, at: datetime) -> Attempt:
    return Attempt(
        exam_id=exam.id,
        enrolment_id=place.id,
        form_id=form.id,
        started_at=at,
        handed_in_at=at,
        state=AttemptState.HANDED_IN,
        score=score,
    )
