"""All that rests on an edition which was, or is to be, replaced."""

from collections import defaultdict
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dongan_training.bank.models import QuestionVersion
from dongan_training.bank.regulations.changes import Change
from dongan_training.bank.regulations.replacement import Replacement
from dongan_training.bank.regulations.replacing import Touched, touched_questions
from dongan_training.exam.models import Exam, Paper, PaperItem
from dongan_training.exam.saved_blueprints import saved_blueprints


@dataclass(frozen=True)
class AffectedPaper:
    """A paper with the numbers of its questions that rest on changed articles."""

    id: str
    title: str
    approved: bool
    exams: int  # for which it was used
    numbers: tuple[int, ...]


@dataclass(frozen=True)
class AffectedBlueprint:
    """A kept blueprint with those of its sources that name changed articles."""

    id: str
    title: str
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Affected:
    """What a replacement reaches. Of the questions also those of unchanged articles."""

    questions: tuple[Touched, ...]
    papers: tuple[AffectedPaper, ...]
    blueprints: tuple[AffectedBlueprint, ...]

    @property
    def disturbed(self) -> tuple[Touched, ...]:
        """The questions that a person has to look at."""
        return tuple(one for one in self.questions if one.carried is None)

    @property
    def unchanged(self) -> tuple[Touched, ...]:
        """The questions that can be carried over."""
        return tuple(one for one in self.questions if one.carried is not None)


def affected_by(session: Session, plan: Replacement) -> Affected:
    """Gather what a replacement reaches; nothing is stored."""
    return Affected(
        questions=tuple(touched_questions(session, plan)),
        papers=tuple(affected_papers(session, plan)),
        blueprints=tuple(affected_blueprints(session, plan)),
    )


def affected_papers(session: Session, plan: Replacement) -> list[AffectedPaper]:
    """The papers with questions of articles that are not plainly unchanged, the newest first."""
    rows = session.execute(
        select(PaperItem.paper_id, PaperItem.position, QuestionVersion.citation)
        .join(QuestionVersion, QuestionVersion.id == PaperItem.version_id)
        .where(QuestionVersion.citation.is_not(None))
        .order_by(PaperItem.paper_id, PaperItem.position)
    )
    known: dict[str, bool] = {}
    numbers: dict[str, list[int]] = defaultdict(list)
    for paper_id, position, text in rows:
        if text is None:
            continue
        if text not in known:
            known[text] = disturbs(plan, text)
        if known[text]:
            numbers[paper_id].append(position)
    used = session.execute(select(Exam.paper_id, func.count()).group_by(Exam.paper_id))
    exams = {paper_id: count for paper_id, count in used}
    newest = Paper.made_at.desc(), Paper.id.desc()
    papers = session.scalars(select(Paper).where(Paper.id.in_(numbers)).order_by(*newest))
    return [
        AffectedPaper(
            id=one.id,
            title=one.title,
            approved=one.approved_at is not None,
            exams=exams.get(one.id, 0),
            numbers=tuple(numbers[one.id]),
        )
        for one in papers
    ]


def affected_blueprints(session: Session, plan: Replacement) -> list[AffectedBlueprint]:
    """The kept blueprints that draw by articles which are not plainly unchanged."""
    found = []
    for row in saved_blueprints(session):
        cells = (cell for section in row.blueprint.sections for cell in section.parts)
        sources = dict.fromkeys(one.citation for one in cells if disturbs(plan, one.citation))
        if sources:
            found.append(AffectedBlueprint(row.id, row.title, tuple(sources)))
    return found


def disturbs(plan: Replacement, text: str) -> bool:
    """Tell whether a text rests on an article of the old edition that is not unchanged."""
    return any(one.change is not Change.UNCHANGED for one in plan.changes_in(text))
