"""Questions that wait for review because an edition was replaced, and their confirmation."""

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from dongan_training.accounts import audit
from dongan_training.accounts.actor import Actor
from dongan_training.bank.models import Question, QuestionStatus, QuestionVersion
from dongan_training.bank.regulations.models import CitationReview, EditionReplacement

AT_ONCE = 500


def waiting_ids() -> sa.Select[str]:
    """The questions that wait; a new version, a confirmation or retiring it ends that."""
    return (
        sa.select(CitationReview.question_id)
        .join(EditionReplacement, EditionReplacement.id == CitationReview.replacement_id)
        .join(QuestionVersion, QuestionVersion.id == CitationReview.version_id)
        .join(Question, Question.id == CitationReview.question_id)
        .where(
            QuestionVersion.current.is_(True),
            Question.status != QuestionStatus.RETIRED,
            CitationReview.carried_id.is_(None),
            CitationReview.confirmed_at.is_(None),
            EditionReplacement.undone_at.is_(None),
        )
    )


def waiting_count(session: Session) -> int:
    """How many questions wait."""
    return session.scalar(sa.select(sa.func.count()).select_from(waiting_ids().subquery())) or 0


def versions_for_review(session: Session, version_ids: Sequence[str]) -> set[str]:
    """Those of some versions that nobody confirmed, also where a newer one took their place."""
    found: set[str] = set()
    for start in range(0, len(version_ids), AT_ONCE):
        waits = (
            sa.select(CitationReview.version_id)
            .join(EditionReplacement, EditionReplacement.id == CitationReview.replacement_id)
            .where(
                CitationReview.version_id.in_(version_ids[start : start + AT_ONCE]),
                CitationReview.carried_id.is_(None),
                CitationReview.confirmed_at.is_(None),
                EditionReplacement.undone_at.is_(None),
            )
        )
        found.update(session.scalars(waits))
    return found


def waiting_by_replacement(session: Session) -> dict[str, int]:
    """The same for each replacement, by its id."""
    counted = waiting_ids().add_columns(CitationReview.replacement_id).subquery()
    rows = sa.select(counted.c.replacement_id, sa.func.count()).group_by(counted.c.replacement_id)
    return {replacement: count for replacement, count in session.execute(rows)}


def confirm_questions(
    session: Session, *, question_ids: Sequence[str], by: Actor, at: datetime
) -> int:
    """Say of questions that they still hold as they are; gives how many of them waited."""
    confirmed = 0
    for start in range(0, len(question_ids), AT_ONCE):
        some = question_ids[start : start + AT_ONCE]
        waits = waiting_ids().where(CitationReview.question_id.in_(some))
        for row in session.scalars(waits.with_only_columns(CitationReview)):
            row.confirmed_at, row.confirmed_by = at, by.name
            details = {"replacement": row.replacement_id, "version": row.version_id}
            act, subject = "regulation.confirm", row.question_id
            audit.record(session, by=by, at=at, act=act, subject=subject, details=details)
            confirmed += 1
    session.flush()
    return confirmed
