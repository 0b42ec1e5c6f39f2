"""One question with all that a card tells of it."""

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from dongan_training.bank.difficulty import Measure
from dongan_training.bank.drafts import Draft
from dongan_training.bank.models import Question, QuestionStatus
from dongan_training.bank.versioning import drafts_of, newest


@dataclass(frozen=True)
class QuestionView:
    """What a question says now, and what is known of it besides."""

    id: str
    draft: Draft  # with its passage and pictures
    status: QuestionStatus
    version: int  # the number of the newest, and so how many there are
    measured: Measure | None


def question_views(session: Session, question_ids: Sequence[str]) -> list[QuestionView]:
    """Questions whatever their status, in the order asked; those that went are left out."""
    versions = newest(session, question_ids)
    there = [one for one in question_ids if one in versions]
    drafts = drafts_of(session, [versions[one] for one in there])
    questions = {
        one.id: one for one in session.scalars(sa.select(Question).where(Question.id.in_(there)))
    }
    return [
        QuestionView(
            one, draft, questions[one].status, versions[one].number, _measure(questions[one])
        )
        for one, draft in zip(there, drafts, strict=True)
    ]


def _measure(question: Question) -> Measure | None:
    if question.measured_facility is None:
        return None
    return Measure(
        question.measured_facility, question.measured_discrimination, question.measured_count
    )
