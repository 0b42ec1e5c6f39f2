"""Which papers and exams use which version of a question."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from dongan_training.bank.models import QuestionVersion
from dongan_training.exam.models import Exam, Paper, PaperItem


@dataclass(frozen=True)
class VersionUse:
    """One paper that has a version of the question."""

    number: int  # of the version
    paper_id: str
    paper: str
    approved: bool
    exams: tuple[str, ...]  # the titles of those that offered it


def uses_of(session: Session, question_id: str) -> list[VersionUse]:
    """All papers with any version of a question, the newest version and paper first."""
    rows = session.execute(
        select(QuestionVersion.number, Paper.id, Paper.title, Paper.approved_at)
        .join(PaperItem, PaperItem.version_id == QuestionVersion.id)
        .join(Paper, Paper.id == PaperItem.paper_id)
        .where(QuestionVersion.question_id == question_id)
        .order_by(QuestionVersion.number.desc(), Paper.id.desc())
        .distinct()
    ).all()
    exams: dict[str, list[str]] = {}
    papers = {one.id for one in rows}
    for paper_id, title in session.execute(
        select(Exam.paper_id, Exam.title).where(Exam.paper_id.in_(papers)).order_by(Exam.id)
    ):
        exams.setdefault(paper_id, []).append(title)
    return [
        VersionUse(
            one.number, one.id, one.title, one.approved_at is not None, tuple(exams.get(one.id, ()))
        )
        for one in rows
    ]
