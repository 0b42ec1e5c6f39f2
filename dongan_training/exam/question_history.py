"""One question over all exams that asked it: how hard it was, and whom it told apart."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from statistics import fmean

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dongan_training import clock
from dongan_training.bank.drafts import QuestionType
from dongan_training.bank.models import Question, QuestionVersion
from dongan_training.exam.analysis import Verdict
from dongan_training.exam.item_results import ItemResult, items_of_exam
from dongan_training.exam.marked_people import blocks_of, marked_people
from dongan_training.exam.models import Attempt, Exam, PaperItem
from dongan_training.training.class_names import class_code
from dongan_training.training.models import Plan, TrainingClass


@dataclass(frozen=True)
class PastUse:
    """One exam that somebody sat and that asked the question; two where two of its forms did."""

    exam_id: str
    title: str
    class_code: str
    on: date
    form: str
    number: int
    version: int  # of the question, as it stood on the paper
    is_over: bool
    taken: int
    facility: float | None
    discrimination: float | None
    verdict: Verdict

    @property
    def id(self) -> str:
        """What tells one line from another."""
        return f"{self.exam_id}/{self.form}/{self.number}"


@dataclass(frozen=True)
class QuestionHistory:
    """What the bank says now, and what each exam showed, the newest first."""

    question_id: str
    type: QuestionType
    stem: str
    version: int  # in force now
    uses: tuple[PastUse, ...]

    @property
    def taken(self) -> int:
        """How many people were asked in all."""
        return sum(one.taken for one in self.uses)

    @property
    def facility(self) -> float | None:
        """The mean of all who were asked."""
        return _weighted([(one.facility, one.taken) for one in self.uses])

    @property
    def discrimination(self) -> float | None:
        """The mean over the exams in which it told people apart at all, weighted by people."""
        return _weighted([(one.discrimination, one.taken) for one in self.uses])


def question_history(session: Session, question_id: str) -> QuestionHistory:
    """Read what all exams showed of a question, also those that go on, with all its versions."""
    current = session.scalars(
        select(QuestionVersion)
        .where(QuestionVersion.question_id == question_id)
        .order_by(QuestionVersion.number.desc())
    ).first()
    assert current is not None, session.get_one(Question, question_id)  # each has a version
    uses: list[PastUse] = []
    for exam_id in _exams_with(session, question_id):
        uses += _uses(session, exam_id, question_id)
    uses.sort(key=lambda one: (one.on, one.exam_id, one.form), reverse=True)
    return QuestionHistory(question_id, current.type, current.stem, current.number, tuple(uses))


def _exams_with(session: Session, question_id: str) -> Sequence[str]:
    return session.scalars(
        select(Exam.id)
        .join(PaperItem, PaperItem.paper_id == Exam.paper_id)
        .join(PaperItem.version)
        .join(Attempt, Attempt.exam_id == Exam.id)
        .where(QuestionVersion.question_id == question_id)
        .distinct()
        .order_by(Exam.id)
    ).all()


def _uses(session: Session, exam_id: str, question_id: str) -> list[PastUse]:
    table = marked_people(session, exam_id)
    found = items_of_exam(session, table, blocks_of(session, table))
    mine = [one for one in found if one.question_id == question_id]
    versions = {
        item_id: number
        for item_id, number in session.execute(
            select(PaperItem.id, QuestionVersion.number)
            .join(PaperItem.version)
            .where(PaperItem.id.in_([one.item_id for one in mine]))
        )
    }
    exam = session.get_one(Exam, exam_id)
    code, on = _class_code(session, exam), _day(session, exam)
    return [_use(exam, one, code, on, versions[one.item_id]) for one in mine]


def _use(exam: Exam, one: ItemResult, code: str, on: date, version: int) -> PastUse:
    return PastUse(
        exam_id=exam.id,
        title=exam.title,
        class_code=code,
        on=on,
        form=one.form,
        number=one.number,
        version=version,
        is_over=exam.closed_at is not None,
        taken=one.taken,
        facility=one.facility,
        discrimination=one.discrimination,
        verdict=one.verdict,
    )


def _class_code(session: Session, exam: Exam) -> str:
    training = session.get_one(TrainingClass, exam.class_id)
    year = session.get_one(Plan, training.plan_id).year
    return class_code(year, training.quarter, training.number)


def _day(session: Session, exam: Exam) -> date:
    first: datetime | None = session.scalar(
        select(func.min(Attempt.started_at)).where(Attempt.exam_id == exam.id)
    )
    when = exam.starts_at or first
    assert when is not None  # somebody has begun
    return clock.local(when).date()


def _weighted(values: Sequence[tuple[float | None, int]]) -> float | None:
    known = [(value, weight) for value, weight in values if value is not None and weight]
    if not known:
        return None
    return fmean([value for value, _weight in known], [weight for _value, weight in known])
