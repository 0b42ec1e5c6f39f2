"""Working through the questions that wait for review, one after the other, each step undoable.

A question is settled by citing the new edition, by staying as it is, or by being retired.
"""

from dataclasses import dataclass, replace
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from dongan_training.accounts import audit
from dongan_training.accounts.actor import Actor
from dongan_training.bank.bulk.changes import Changed, SetStatus, change_questions, take_back
from dongan_training.bank.drafts import QuestionType
from dongan_training.bank.models import Question, QuestionStatus, QuestionVersion
from dongan_training.bank.regulations.awaiting import confirm_questions, waiting_ids
from dongan_training.bank.regulations.changes import ArticleChange
from dongan_training.bank.regulations.models import CitationReview, EditionReplacement
from dongan_training.bank.regulations.register import EditionName
from dongan_training.bank.regulations.replacement import Replacement
from dongan_training.bank.regulations.replacing import plan_of
from dongan_training.bank.versioning import Edit, drafts_of, edits_back, make_versions, newest
from dongan_training.errors import UserError
from dongan_training.texts import N_, _


@dataclass(eq=False)
class CitationMissing(UserError):
    message = N_("还没有写依据。")
    advice = N_("没有改动。请写明文件、版本和条号，或者保留原来的依据。")


@dataclass(eq=False)
class NotWaiting(UserError):
    message = N_("这道题已经不用复核了。")
    advice = N_("没有改动。可能有人刚改过它，或者换版已经撤销。")


@dataclass(frozen=True)
class WaitingRow:
    """A question that waits: what it rests on, what became of that, what it might cite now."""

    id: str
    replacement_id: str
    type: QuestionType
    stem: str
    citation: str
    new: EditionName
    changes: tuple[ArticleChange, ...]
    proposed: str | None  # None where an article is gone, or nobody said what became of it


@dataclass(frozen=True)
class ReviewProgress:
    """How far the review of all replacements that stand is."""

    done: int
    total: int


@dataclass(frozen=True)
class Settled:
    """One question that was settled, with all that is needed to take it back."""

    question_id: str
    reviews: tuple[str, ...]
    versions: tuple[str, str] | None = None  # before and now, where it cites anew
    retired: Changed | None = None


def waiting_questions(session: Session, limit: int | None = None) -> list[WaitingRow]:
    """The questions that wait, the newest replacement first; each once for each replacement.

    With ``limit`` only the first of them.
    """
    rows = session.execute(
        waiting_ids()
        .with_only_columns(
            CitationReview.question_id,
            CitationReview.replacement_id,
            QuestionVersion.type,
            QuestionVersion.stem,
            QuestionVersion.citation,
        )
        .order_by(EditionReplacement.at.desc(), CitationReview.replacement_id, Question.id)
        .limit(limit)
    ).all()
    plans: dict[str, Replacement] = {}
    for replacement_id in dict.fromkeys(row.replacement_id for row in rows):
        declared = session.get_one(EditionReplacement, replacement_id)
        plans[replacement_id] = plan_of(session, declared)
    return [
        WaitingRow(
            id=question_id,
            replacement_id=replacement_id,
            type=kind,
            stem=stem,
            citation=text or "",
            new=plans[replacement_id].new.name,
            changes=plans[replacement_id].changes_in(text or ""),
            proposed=plans[replacement_id].proposed(text or ""),
        )
        for question_id, replacement_id, kind, stem, text in rows
    ]


def review_progress(session: Session) -> ReviewProgress:
    """Count what replacements marked, and what of it no longer waits."""
    marked = sa.select(CitationReview).join(EditionReplacement).where(
        CitationReview.carried_id.is_(None), EditionReplacement.undone_at.is_(None)
    )  # fmt: skip
    total = session.scalar(sa.select(sa.func.count()).select_from(marked.subquery())) or 0
    waiting = session.scalar(sa.select(sa.func.count()).select_from(waiting_ids().subquery())) or 0
    return ReviewProgress(total - waiting, total)


def cite_anew(
    session: Session, *, question_id: str, citation: str, by: Actor, at: datetime
) -> Settled:
    """Let a question that waits rest on another place, as a new version.

    Raises CitationMissing, or NotWaiting.
    """
    if not citation.strip():
        raise CitationMissing
    reviews = _reviews(session, question_id)
    before = newest(session, [question_id])[question_id]
    version_before = before.id
    (draft,) = drafts_of(session, [before])
    edit = Edit(before, replace(draft, citation=citation.strip()), before.passage_id)
    make_versions(session, [edit], by=by, at=at, reason=_("换版后改写依据"))
    said = {"from": draft.citation, "to": edit.draft.citation}
    audit.record(session, by=by, at=at, act="regulation.cite", subject=question_id, details=said)
    return Settled(question_id, reviews, (version_before, _newest_id(session, question_id)))


def keep_as_it_is(session: Session, *, question_id: str, by: Actor, at: datetime) -> Settled:
    """Say that a question holds with the citation it has; raises NotWaiting."""
    reviews = _reviews(session, question_id)
    confirm_questions(session, question_ids=[question_id], by=by, at=at)
    return Settled(question_id, reviews)


def retire(session: Session, *, question_id: str, by: Actor, at: datetime) -> Settled:
    """Use a question no more, because its rule is gone; raises NotWaiting."""
    reviews = _reviews(session, question_id)
    status = SetStatus(QuestionStatus.RETIRED)
    done = change_questions(session, question_ids=[question_id], change=status, by=by, at=at)
    return Settled(question_id, reviews, retired=done)


def settle_back(session: Session, settled: Settled, *, by: Actor, at: datetime) -> bool:
    """Let a question wait again, as it was before it was settled.

    One that somebody changed since keeps that change; False tells so.
    """
    key = settled.question_id
    if settled.retired is not None:
        take_back(session, settled.retired, by=by, at=at)
    if settled.versions:
        before_id, now_id = settled.versions
        if _newest_id(session, key) != now_id:
            return False
        now = session.get_one(QuestionVersion, now_id)
        before = session.get_one(QuestionVersion, before_id)
        back = edits_back(session, [(now, before)])
        make_versions(session, back, by=by, at=at, reason=_("撤销复核"))
    version_id = _newest_id(session, key)
    waited = CitationReview.id.in_(settled.reviews)
    for review in session.scalars(sa.select(CitationReview).where(waited)):
        review.version_id, review.confirmed_at, review.confirmed_by = version_id, None, ""
    audit.record(session, by=by, at=at, act="regulation.unsettle", subject=key)
    session.flush()
    return True


def _newest_id(session: Session, question_id: str) -> str:
    return newest(session, [question_id])[question_id].id


def _reviews(session: Session, question_id: str) -> tuple[str, ...]:
    waits = waiting_ids().where(CitationReview.question_id == question_id)
    found = tuple(session.scalars(waits.with_only_columns(CitationReview.id)))
    if not found:
        raise NotWaiting
    return found
