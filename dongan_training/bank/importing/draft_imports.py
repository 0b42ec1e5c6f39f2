"""Draft imports (导入草稿): a review that is not finished stays until somebody settles it.

Kept from the moment a file is read, so that neither a closed window nor a power cut takes
what was put right. Drafts are not questions yet: nothing outside the review sees them.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from dongan_training.accounts.actor import Actor
from dongan_training.bank.drafts import Problem
from dongan_training.bank.importing.draft_json import (
    draft_from_json,
    draft_to_json,
    problem_from_json,
    problem_to_json,
)
from dongan_training.bank.importing.intake import ImportReport, State, accept, compared
from dongan_training.bank.importing.reviewing import Choice, Item, ready_drafts
from dongan_training.bank.models import DraftImport, DraftQuestion
from dongan_training.errors import UserError
from dongan_training.progress import Progress, Silent
from dongan_training.storage.base import new_id
from dongan_training.storage.bulk import collector_waiting, insert_rows
from dongan_training.texts import N_

if TYPE_CHECKING:
    from dongan_training.bank.importing.rereading import Reread  # brings all writers with it


@dataclass(frozen=True)
class Review:
    """All of one review: where it came from and how far it is."""

    file_name: str
    format: str
    subject_name: str
    items: Sequence[Item]
    notes: Sequence[Problem]


@dataclass(eq=False)
class AllThere(UserError):
    count: int
    message = N_("文件里的 {count} 道题题库里都有了，没有再存入。")
    advice = N_("题库没有改动。要用文件里的内容更新题库，请选择替换原有的题。")


@dataclass(frozen=True)
class DraftRow:
    """One draft import for a list."""

    id: str
    file_name: str
    subject_name: str
    at: datetime
    actor: str
    questions: int


@dataclass(frozen=True)
class Settled:
    """What was stored, and how many questions still wait in which draft."""

    report: ImportReport
    left: int = 0
    draft_id: str = ""


NOTHING_STORED = ImportReport("", "", 0)


@dataclass(eq=False)
class UnknownDraft(UserError):
    draft_id: str
    message = N_("没有编号为“{draft_id}”的导入草稿。")
    advice = N_("它可能已经全部导入，或者已经放弃。用 bank drafts 可以列出现有的草稿。")


def keep(session: Session, review: Review, *, by: Actor, at: datetime, draft_id: str = "") -> str:
    """Keep a review and give the id of its draft import."""
    draft_id = draft_id or new_id()
    session.add(
        DraftImport(
            id=draft_id,
            file_name=review.file_name,
            format=review.format,
            subject_name=review.subject_name,
            actor=by.name,
            at=at,
            notes=[problem_to_json(one) for one in review.notes],
        )
    )
    session.flush()
    _insert(session, draft_id, review.items)
    return draft_id


def save(session: Session, draft_id: str, items: Sequence[Item], *, subject_name: str = "") -> None:
    """Write down what a person settled about some of the questions, and where they are to go."""
    draft = _found(session, draft_id)
    draft.subject_name = subject_name or draft.subject_name
    rows = [_row(draft.id, item.id, item) for item in items]
    if rows:
        session.execute(update(DraftQuestion), rows)


def save_reread(session: Session, draft_id: str, reread: "Reread") -> None:
    """Write down what was read anew, and all that stands behind it."""
    draft = _found(session, draft_id)
    draft.notes = [problem_to_json(one) for one in reread.notes]
    session.execute(
        delete(DraftQuestion).where(
            DraftQuestion.draft_import_id == draft_id, DraftQuestion.place >= reread.first
        )
    )
    rows = [_row(draft_id, one.id, one) for one in reread.items[reread.first :]]
    insert_rows(session, DraftQuestion, rows)


def resume(session: Session, draft_id: str, progress: Progress | None = None) -> Review:
    """Give a review as it was left, compared with the bank as it is now."""
    draft = _found(session, draft_id)
    rows = session.execute(
        select(DraftQuestion.draft, DraftQuestion.problems, DraftQuestion.choice)
        .where(DraftQuestion.draft_import_id == draft_id)
        .order_by(DraftQuestion.place)
    ).all()
    with collector_waiting():
        drafts = [draft_from_json(row.draft) for row in rows]
        own = {
            place: [problem_from_json(one) for one in row.problems]
            for place, row in enumerate(rows)
            if row.problems
        }
        entries = compared(session, drafts, own, progress or Silent())
    items = [
        Item(place, entry, Choice(row.choice) if row.choice else None)
        for place, (entry, row) in enumerate(zip(entries, rows, strict=True))
    ]
    notes = [problem_from_json(one) for one in draft.notes]
    return Review(draft.file_name, draft.format, draft.subject_name, items, notes)


def settle(
    session: Session,
    review: Review,
    *,
    draft_id: str = "",
    by: Actor,
    at: datetime,
    progress: Progress | None = None,
) -> Settled:
    """Store what is ready; what still needs a person stays as a draft, the same if there is one.

    A file that is taken in again finds the draft it left. Raises what ``intake.accept``
    raises, and AllThere.
    """
    ready = ready_drafts(review.items)
    states = {one.entry.state for one in review.items}
    if not ready and states == {State.DUPLICATE}:
        raise AllThere(len(review.items))
    left = [item for item in review.items if item.is_open]
    if draft_id:
        discard(session, draft_id)
    report = NOTHING_STORED
    if ready or not left:
        report = accept(
            session,
            drafts=ready,
            subject_name=review.subject_name,
            file_name=review.file_name,
            by=by,
            at=at,
            progress=progress,
        )
    if not left:
        return Settled(report)
    rest = replace(review, items=left)
    waiting = "" if draft_id else _waiting_already(session, rest)
    return Settled(
        report, len(left), waiting or keep(session, rest, by=by, at=at, draft_id=draft_id)
    )


def discard(session: Session, draft_id: str) -> None:
    """Give a review up for good."""
    draft = _found(session, draft_id)
    session.execute(delete(DraftQuestion).where(DraftQuestion.draft_import_id == draft_id))
    session.delete(draft)
    session.flush()


def open_drafts(session: Session) -> list[DraftRow]:
    """The reviews that wait, the newest first."""
    counts = select(DraftQuestion.draft_import_id, func.count().label("questions")).group_by(
        DraftQuestion.draft_import_id
    )
    counted = counts.subquery()
    rows = session.execute(
        select(DraftImport, func.coalesce(counted.c.questions, 0))
        .outerjoin(counted, counted.c.draft_import_id == DraftImport.id)
        .order_by(DraftImport.at.desc(), DraftImport.id.desc())
    )
    return [
        DraftRow(one.id, one.file_name, one.subject_name, one.at, one.actor, count)
        for one, count in rows
    ]


def _found(session: Session, draft_id: str) -> DraftImport:
    draft = session.get(DraftImport, draft_id)
    if draft is None:
        raise UnknownDraft(draft_id)
    return draft


def _waiting_already(session: Session, review: Review) -> str:
    """The draft that holds just these questions of that file; "" where none does."""
    wanted = [_text(draft_to_json(one.entry.draft)) for one in review.items]
    same = select(DraftImport.id).where(
        DraftImport.file_name == review.file_name,
        DraftImport.subject_name == review.subject_name,
    )
    for draft_id in session.scalars(same):
        said = select(DraftQuestion.draft).where(DraftQuestion.draft_import_id == draft_id)
        if [_text(one) for one in session.scalars(said.order_by(DraftQuestion.place))] == wanted:
            return draft_id
    return ""


def _text(said: dict[str, Any]) -> str:
    return json.dumps(said, sort_keys=True)


def _insert(session: Session, draft_id: str, items: Sequence[Item]) -> None:
    rows = [_row(draft_id, place, item) for place, item in enumerate(items)]
    insert_rows(session, DraftQuestion, rows)


def _row(draft_id: str, place: int, item: Item) -> dict[str, Any]:
    return {
        "draft_import_id": draft_id,
        "place": place,
        "draft": draft_to_json(item.entry.draft),
        "problems": [problem_to_json(one) for one in item.entry.problems],
        "choice": item.choice.value if item.choice else None,
    }
