"""The one writer of an attempt's score: worked out anew from facts, never typed.

Called by every use case that adds a fact marks rest on: a hand-in, a person's mark, a
correction of a key, an annulment. ``doctor`` works all scores out once more and compares.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import Session

from dongan_training.bank.scoring import Value
from dongan_training.exam.decisions import decisions_of
from dongan_training.exam.grading import ExamKey, Marks, grade
from dongan_training.exam.keys import keys_of_exam
from dongan_training.exam.mark_table import AnswerTable, mark_table, read_answers, totals_of
from dongan_training.exam.models import Answer, Attempt, AttemptState, Exam

if TYPE_CHECKING:
    from dongan_training.exam.mark_table import Points


@dataclass(frozen=True)
class Difference:
    """An attempt whose stored score is not what its facts come to."""

    attempt_id: str
    stored: float | None
    derived: float | None


def settle_marks(session: Session, attempts: Sequence[Attempt]) -> None:
    """Work out the scores of these attempts and store them."""
    session.flush()
    by_exam: dict[str, list[Attempt]] = {}
    for one in attempts:
        by_exam.setdefault(one.exam_id, []).append(one)
    for exam_id, of_exam in by_exam.items():
        exam = session.get_one(Exam, exam_id)
        derived = derive_scores(session, exam, of_exam)
        for one in of_exam:
            one.score = derived[one.id]


def derive_scores(
    session: Session,
    exam: Exam,
    attempts: Sequence[Attempt],
    keys: Mapping[str, ExamKey] | None = None,
) -> dict[str, float | None]:
    """Give what the facts of these attempts come to; with other ``keys``, what they would."""
    derived: dict[str, float | None] = dict.fromkeys(one.id for one in attempts)
    counted = [
        one for one in attempts if one.state is not AttemptState.OPEN and one.annulled_at is None
    ]
    if len(counted) == 1 and keys is None:
        derived[counted[0].id] = marks_of(session, counted[0]).total
    elif counted:
        keys = all_keys(session, exam) if keys is None else keys
        answers, points = marked_table(session, exam, counted, keys)
        totals = totals_of(keys, answers, points)
        derived.update(zip(answers.attempt_ids, totals, strict=True))
    return derived


def marked_table(
    session: Session, exam: Exam, attempts: Sequence[Attempt], keys: Mapping[str, ExamKey]
) -> tuple[AnswerTable, "Points"]:
    """Give the answers of these attempts and what each earned, people's marks included."""
    answers = read_answers(session, exam, attempts)
    points = mark_table(keys, answers, exam.marking)
    _put_decisions(session, exam, answers, points)
    return answers, points


def marks_of(session: Session, attempt: Attempt) -> Marks:
    """Mark one attempt item by item, people's marks included."""
    exam = session.get_one(Exam, attempt.exam_id)
    keys = keys_of_exam(session, exam, attempt.form)
    found = session.execute(
        select(Answer.item_id, Answer.value).where(Answer.attempt_id == attempt.id)
    )
    answers: dict[str, Value] = {item_id: value for item_id, value in found}
    decided = decisions_of(session, exam, attempt_id=attempt.id)
    by_hand = {
        item_id: one.points
        for (_attempt_id, item_id), one in decided.items()
        if one.points is not None
    }
    return grade(keys, answers, exam.marking, by_hand)


def all_keys(session: Session, exam: Exam) -> dict[str, ExamKey]:
    """Give the keys in force of all forms of an exam, by item."""
    keys: dict[str, ExamKey] = {}
    for form in exam.paper.forms:
        keys.update(keys_of_exam(session, exam, form))
    return keys


def differences(session: Session) -> tuple[Difference, ...]:
    """Work out all scores anew and give those that are stored differently; () is health."""
    found = []
    for exam in session.scalars(select(Exam).order_by(Exam.id)):
        attempts = session.scalars(select(Attempt).where(Attempt.exam_id == exam.id)).all()
        derived = derive_scores(session, exam, attempts)
        found += [
            Difference(one.id, one.score, derived[one.id])
            for one in attempts
            if one.score != derived[one.id]
        ]
    return tuple(found)


def _put_decisions(session: Session, exam: Exam, answers: AnswerTable, points: "Points") -> None:
    import numpy as np

    rows = {one: row for row, one in enumerate(answers.attempt_ids)}
    columns = {one: column for column, one in enumerate(answers.item_ids)}
    for (attempt_id, item_id), decision in decisions_of(session, exam).items():
        place = rows.get(attempt_id), columns.get(item_id)
        if None not in place and decision.points is not None and np.isnan(points[place]):
            points[place] = decision.points
