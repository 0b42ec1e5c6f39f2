"""What the bank holds for papers, and on which papers it stood."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from dongan_training.bank.difficulty import expected_facility
from dongan_training.bank.drafts import QuestionType
from dongan_training.bank.models import Question, QuestionStatus, QuestionVersion, Subject
from dongan_training.exam.candidates import Candidate
from dongan_training.exam.models import Paper, PaperItem


def question_pool(session: Session, *, beside: str = "") -> list[Candidate]:
    """Give all questions in use; those a program must mark but has no key for stay out.

    What the paper ``beside`` uses counts as no use: it is that paper which is changed.
    """
    version = QuestionVersion
    versions = select(
        version.id,
        version.type,
        version.fingerprint,
        version.options,
        version.answer,
        version.chapter,
        version.difficulty,
        version.citation,
        version.passage_id,
        version.passage_place,
        Question.id.label("question_id"),
        Question.subject_id,
        Question.measured_facility,
    ).join(Question)
    lineage, used = lineages(session), uses(session, beside=beside)
    return [
        Candidate(
            version_id=row.id,
            type=row.type,
            fingerprint=row.fingerprint,
            options=tuple(row.options),
            subjects=lineage[row.subject_id],
            chapter=row.chapter or "",
            difficulty=row.difficulty or "",
            question_id=row.question_id,
            citation=row.citation or "",
            facility=expected_facility(row.difficulty, row.measured_facility),
            passage=row.passage_id or "",
            passage_place=row.passage_place,
            uses=len(used.get(row.question_id, ())),
            last_used=min(used.get(row.question_id, ()), default=0),
        )
        for row in session.execute(
            versions.where(version.current.is_(True), Question.status == QuestionStatus.IN_USE)
        )
        if row.answer or row.type is QuestionType.SHORT_ANSWER
    ]


def uses(session: Session, *, beside: str = "") -> dict[str, set[int]]:
    """Tell on which papers each question stood: 1 is the newest paper, 2 the one before, …"""
    newest_first = select(Paper.id).order_by(Paper.made_at.desc(), Paper.id.desc())
    papers = session.scalars(newest_first.where(Paper.id != beside))
    ages = {paper_id: age for age, paper_id in enumerate(papers, start=1)}
    found: dict[str, set[int]] = {}
    for question_id, paper_id in session.execute(
        select(QuestionVersion.question_id, PaperItem.paper_id)
        .join(PaperItem, PaperItem.version_id == QuestionVersion.id)
        .where(PaperItem.paper_id != beside)
        .distinct()
    ):
        found.setdefault(question_id, set()).add(ages[paper_id])
    return found


def lineages(session: Session) -> dict[str, frozenset[str]]:
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
