"""Measured difficulty flows back into the bank: from the answers of all exams that are over."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from dongan_training.bank.difficulty import Measure, record_measures
from dongan_training.bank.models import QuestionVersion
from dongan_training.exam.analysing import analyse_exam
from dongan_training.exam.analysis import Verdict
from dongan_training.exam.item_figures import FEWEST_PEOPLE
from dongan_training.exam.item_results import ItemResult
from dongan_training.exam.models import Exam, PaperItem


@dataclass
class _Sum:
    """What all exams together showed of one question, weighted by people."""

    people: int = 0
    facility: float = 0
    judged: int = 0  # people of the exams in which it told people apart at all
    discrimination: float = 0

    def add(self, item: ItemResult) -> None:
        assert item.facility is not None
        self.people += item.taken
        self.facility += item.facility * item.taken
        if item.discrimination is not None:
            self.judged += item.taken
            self.discrimination += item.discrimination * item.taken

    def measure(self) -> Measure:
        index = self.discrimination / self.judged if self.judged else None
        return Measure(self.facility / self.people, index, self.people)


def measure_questions(session: Session, exam_id: str) -> int:
    """Measure the questions of an exam anew over all closed exams; gives how many there are.

    Everything is worked out from facts, so that a correction or an annulment reaches the
    bank too, and measuring twice changes nothing. Fewer than FEWEST_PEOPLE answers in an
    exam say nothing; a question of which no exam tells any more loses its measure.
    """
    wanted = set(session.scalars(_questions_of(exam_id)))
    exams = session.scalars(
        select(Exam.id)
        .join(PaperItem, PaperItem.paper_id == Exam.paper_id)
        .join(PaperItem.version)
        .where(QuestionVersion.question_id.in_(_questions_of(exam_id)))
        .where(Exam.closed_at.is_not(None))
        .distinct()
        .order_by(Exam.id)
    ).all()
    sums: dict[str, _Sum] = {}
    for one in exams:
        for item in _telling(analyse_exam(session, one).items):
            if item.question_id in wanted:
                sums.setdefault(item.question_id, _Sum()).add(item)
    measures = {one: sums[one].measure() if one in sums else None for one in sorted(wanted)}
    record_measures(session, measures)
    return len(sums)


def measure_again(session: Session, exam_id: str) -> None:
    """Measure anew after marks of an exam that is over have changed; before that it can wait."""
    if session.get_one(Exam, exam_id).closed_at is not None:
        session.flush()
        measure_questions(session, exam_id)


def _telling(items: Iterable[ItemResult]) -> Iterable[ItemResult]:
    return (
        one
        for one in items
        if one.taken >= FEWEST_PEOPLE
        and one.facility is not None
        and one.verdict is not Verdict.NOT_COUNTED
    )


def _questions_of(exam_id: str):  # type: ignore[no-untyped-def]  # a select, also used as a subquery
    return (
        select(QuestionVersion.question_id)
        .join(PaperItem, PaperItem.version_id == QuestionVersion.id)
        .join(Exam, Exam.paper_id == PaperItem.paper_id)
        .where(Exam.id == exam_id)
    )
