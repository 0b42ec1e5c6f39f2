"""An edition in the place of another: what rests on it, and where a person has to look."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from dongan_training.accounts import audit
from dongan_training.accounts.actor import Actor
from dongan_training.bank.models import Question, QuestionStatus, QuestionVersion
from dongan_training.bank.regulations.awaiting import waiting_by_replacement
from dongan_training.bank.regulations.changes import (
    ArticleChange,
    changes_text,
    kept_changes,
    read_changes,
)
from dongan_training.bank.regulations.keeping import (
    UnknownEdition,
    add_edition,
    checked,
    find_edition,
    register,
)
from dongan_training.bank.regulations.models import CitationReview, EditionReplacement
from dongan_training.bank.regulations.register import Edition, EditionName
from dongan_training.bank.regulations.replacement import (
    Replacement,
    named_after,
    replacement_of,
)
from dongan_training.errors import UserError
from dongan_training.storage.base import SHORT, new_id
from dongan_training.storage.bulk import insert_rows
from dongan_training.storage.versions import stamp
from dongan_training.texts import N_, _


@dataclass(eq=False)
class NotLater(UserError):
    old: str
    new: str
    message = N_("{new}的施行日期应当晚于{old}。")
    advice = N_("没有改动。请核对新版的年份和施行日期。")


@dataclass(eq=False)
class AlreadyReplaced(UserError):
    old: str
    new: str
    message = N_("{old}已经换成{new}。")
    advice = N_("没有改动。请从新的一版继续换版，或者先撤销那次换版。")


@dataclass(eq=False)
class UnknownReplacement(UserError):
    replacement: str
    message = N_("没有编号为“{replacement}”的换版。")
    advice = N_("没有改动。用 bank regulations list 可以看到各次换版。")


@dataclass(frozen=True)
class Touched:
    """A question that rests on the edition replaced, and what becomes of its articles.

    ``carried`` is its citation under the new edition; None where a person has to look.
    """

    id: str
    version_id: str
    stem: str
    citation: str
    changes: tuple[ArticleChange, ...]
    carried: str | None


@dataclass(frozen=True)
class Replaced:
    """What declaring a replacement did: how many questions wait, how many can be carried over."""

    id: str
    for_review: int
    unchanged: int

    def told(self) -> str:
        """Say it in one sentence."""
        told = _("已登记换版：{review} 题待复核，{same} 题依据的条文没有变化。")
        return told.format(review=self.for_review, same=self.unchanged)


@dataclass(frozen=True)
class ReplacementRow:
    """A replacement as lists show it."""

    id: str
    old: EditionName
    new: EditionName
    at: datetime
    actor: str
    waiting: int
    carried: int
    undone: bool


def plan_replacement(
    session: Session, *, old: EditionName, new: Edition, changes: str
) -> Replacement:
    """Check what a clerk says of a new edition, and store nothing.

    Raises UnknownEdition, AlreadyReplaced, NotLater, BadChanges or what is unfit about ``new``.
    """
    known = find_edition(session, old)
    new = named_after(checked(new), known)
    listed = register(session)
    new = listed.find(new.name) or new
    standing = session.scalar(
        sa.select(EditionReplacement).filter_by(
            old_title=known.title, old_year=known.year, undone_at=None
        )
    )
    if standing is not None:
        raise AlreadyReplaced(str(known.name), str(new_name(standing)))
    if new.name == known.name or new.since <= known.since:
        raise NotLater(str(known.name), str(new.name))
    read = read_changes(changes, old_articles=known.articles, new_articles=new.articles)
    return replacement_of(listed, known, new, read)


def touched_questions(session: Session, plan: Replacement) -> list[Touched]:
    """All questions, but retired ones, that rest on the edition replaced.

    There are few different citations, however many questions: each is read once.
    """
    version = QuestionVersion
    current = version.current.is_(True), version.citation.is_not(None)
    texts = session.scalars(sa.select(version.citation).where(*current).distinct())
    changes = {text: found for text in texts if text and (found := plan.changes_in(text))}
    rows = session.execute(
        sa.select(version.question_id, version.id, version.stem, version.citation)
        .join(Question)
        .where(*current, Question.status != QuestionStatus.RETIRED, version.citation.in_(changes))
        .order_by(Question.id)
    )
    carried = {text: plan.carried(text) for text in changes}
    return [
        Touched(question_id, version_id, stem, text, changes[text], carried[text])
        for question_id, version_id, stem, text in rows
        if text is not None
    ]


def replace_edition(session: Session, *, plan: Replacement, by: Actor, at: datetime) -> Replaced:
    """Enter the new edition and mark for review every question that it may have made wrong.

    Questions of unchanged articles stay as they are until ``carry_over``.
    """
    touched = touched_questions(session, plan)
    is_new = register(session).find(plan.new.name) is None
    if is_new:
        add_edition(session, edition=plan.new, by=by, at=at)
    row = EditionReplacement(
        old_title=plan.old.title,
        old_year=plan.old.year,
        new_title=plan.new.title,
        new_year=plan.new.year,
        changes=changes_text(plan.changes),
        at=at,
        actor=by.name,
        made_edition=is_new,
    )
    session.add(row)
    session.flush()
    waiting = [(one.id, one.version_id, None) for one in touched if one.carried is None]
    keep_touched(session, row.id, waiting)
    unchanged = len(touched) - len(waiting)
    details = {
        "old": str(plan.old.name),
        "new": str(plan.new.name),
        "changes": row.changes,
        "for_review": len(waiting),
        "unchanged": unchanged,
    }
    audit.record(session, by=by, at=at, act="regulation.replace", subject=row.id, details=details)
    return Replaced(row.id, len(waiting), unchanged)


def find_replacement(session: Session, code: str) -> str:
    """The id of the replacement with that id or the last 8 signs of it.

    Raises UnknownReplacement.
    """
    code = code.strip().strip("[]").lower()
    named = EditionReplacement.id == code
    if len(code) >= SHORT:
        named = named | EditionReplacement.id.endswith(code, autoescape=True)
    found = session.scalars(sa.select(EditionReplacement.id).where(named).limit(2)).all()
    if len(found) != 1:
        raise UnknownReplacement(code)
    return found[0]


def stored_replacement(session: Session, replacement_id: str) -> Replacement:
    """A replacement that was declared, for whoever looks for what else rests on the old edition."""
    return plan_of(session, replacement_row(session, replacement_id))


def replacements(session: Session) -> list[ReplacementRow]:
    """All replacements, the newest first."""
    waiting = waiting_by_replacement(session)
    newest = EditionReplacement.at.desc(), EditionReplacement.id.desc()
    counted = sa.select(CitationReview.replacement_id, sa.func.count()).where(
        CitationReview.carried_id.is_not(None)
    )
    rows = session.execute(counted.group_by(CitationReview.replacement_id))
    carried = {replacement: count for replacement, count in rows}
    return [
        ReplacementRow(
            id=one.id,
            old=EditionName(one.old_title, one.old_year),
            new=new_name(one),
            at=one.at,
            actor=one.actor,
            waiting=waiting.get(one.id, 0),
            carried=carried.get(one.id, 0),
            undone=one.undone_at is not None,
        )
        for one in session.scalars(sa.select(EditionReplacement).order_by(*newest))
    ]


def replacement_row(session: Session, replacement_id: str) -> EditionReplacement:
    """The row of a replacement; raises UnknownReplacement."""
    row = session.get(EditionReplacement, replacement_id)
    if row is None:
        raise UnknownReplacement(replacement_id)
    return row


def plan_of(session: Session, row: EditionReplacement) -> Replacement:
    """A replacement as it was declared, against the register as it is now."""
    known = register(session)
    old = known.find(EditionName(row.old_title, row.old_year))
    new = known.find(new_name(row)) or Edition(new_name(row))
    if old is None:
        raise UnknownEdition(str(EditionName(row.old_title, row.old_year)))
    return replacement_of(known, old, new, kept_changes(row.changes))


def new_name(row: EditionReplacement) -> EditionName:
    """The name of the edition that a replacement brought."""
    return EditionName(row.new_title, row.new_year)


def keep_touched(
    session: Session, replacement_id: str, touched: Sequence[tuple[str, str, str | None]]
) -> None:
    """Keep which questions a replacement touched: (question, version, version carried)."""
    version = stamp(session).fields()
    rows = [
        {
            "id": new_id(),
            "replacement_id": replacement_id,
            "question_id": question,
            "version_id": before,
            "carried_id": carried,
            "confirmed_at": None,
            "confirmed_by": "",
        }
        | version
        for question, before, carried in touched
    ]
    insert_rows(session, CitationReview, rows)
