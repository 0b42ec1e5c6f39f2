"""What the bank holds for papers."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from dongan_training.bank.drafts import QuestionType
from dongan_training.bank.models import Question, QuestionStatus, QuestionVersion, Subject
from dongan_training.exam.assembly import Candidate


def question_pool(session: Session) -> list[Candidate]:
    """Give all questions in use; those a program must mark but has no key for stay out."""
    versions = select(
        QuestionVersion.id,
        QuestionVersion.type,
        QuestionVersion.fingerprint,
        QuestionVersion.options,
        QuestionVersion.answer,
        QuestionVersion.chapter,
        QuestionVersion.difficulty,
        Question.subject_id,
    ).join(Question)
    lineage = _subjects(session)
    return [
        Candidate(
            version_id=row.id,
            type=row.type,
            fingerprint=row.fingerprint,
            options=tuple(row.options),
            subjects=lineage[row.subject_id],
            chapter=row.chapter or "",
            difficulty=row.difficulty or "",
        )
        for row in session.execute(
            versions.where(
                QuestionVersion.current.is_(True), Question.status == QuestionStatus.IN_USE
            )
        )
        if row.answer or row.type is QuestionType.SHORT_ANSWER
    ]


def _subjects(session: Session) -> dict[str, frozenset[str]]:
    """Name each subject and those above it."""
    known = {one.id: one for one in session.scalars(select(Subject))}
    lineages: dict[str, frozenset[str]] = {}
    for subject_id in known:
        names: list[str] = []
        here: str | None = subject_id
        while here in known and len(names) <= len(known):
            names.append(known[here].name)
            here = known[here].parent_id
        lineages[subject_id] = frozenset(names)
    return lineages
