"""Unchanged articles carried over to a new edition, and a replacement taken back."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from dongan_training.accounts import audit
from dongan_training.accounts.actor import Actor
from dongan_training.bank.models import QuestionVersion
from dongan_training.bank.regulations.awaiting import waiting_by_replacement
from dongan_training.bank.regulations.keeping import drop_edition, find_edition
from dongan_training.bank.regulations.models import CitationReview, EditionReplacement
from dongan_training.bank.regulations.replacing import (
    AlreadyReplaced,
    keep_touched,
    new_name,
    plan_of,
    replacement_row,
    touched_questions,
)
from dongan_training.bank.versioning import (
    AT_ONCE,
    Edit,
    drafts_of,
    edits_back,
    make_versions,
    newest,
)
from dongan_training.errors import UserError
from dongan_training.progress import Progress, Silent
from dongan_training.texts import N_, _, clauses


@dataclass(eq=False)
class AlreadyUndone(UserError):
    new: str
    message = N_("换成{new}的换版已经撤销了。")
    advice = N_("没有再改动。")


@dataclass(frozen=True)
class Undone:
    """What taking a replacement back did; ``kept`` were changed once more since."""

    restored: int
    kept: int
    released: int  # no longer wait for review

    def told(self) -> str:
        """Say it in one sentence."""
        parts = [_("{count} 题恢复原来的依据").format(count=self.restored)]
        if self.kept:
            parts.append(_("{count} 题后来又改过，保持现状").format(count=self.kept))
        parts.append(_("{count} 题不再待复核").format(count=self.released))
        return _("换版已撤销：{what}。").format(what=clauses(parts))


def carry_over(
    session: Session,
    *,
    replacement_id: str,
    by: Actor,
    at: datetime,
    progress: Progress | None = None,
) -> int:
    """Let questions of unchanged articles cite the new edition, as new versions; gives how many.

    Those already carried, or marked for review, stay as they are.
    """
    row = _standing(session, replacement_id)
    plan = plan_of(session, row)
    seen = set(
        session.scalars(
            sa.select(CitationReview.question_id).filter_by(replacement_id=replacement_id)
        )
    )
    movable = {
        one.id: one.carried
        for one in touched_questions(session, plan)
        if one.carried is not None and one.id not in seen
    }
    reason = _("沿用到{edition}").format(edition=new_name(row))
    for some in _parts(list(movable), progress, _("正在沿用到新版")):
        befores = list(newest(session, some).values())
        edits = [
            Edit(one, replace(draft, citation=movable[one.question_id]), one.passage_id)
            for one, draft in zip(befores, drafts_of(session, befores), strict=True)
        ]
        pairs = [(one.question_id, one.id) for one in befores]
        now = make_versions(session, edits, by=by, at=at, reason=reason)
        keep_touched(session, replacement_id, [(key, before, now[key]) for key, before in pairs])
    details = {"new": str(new_name(row)), "questions": len(movable)}
    audit.record(session, by=by, at=at, act="regulation.carry", subject=row.id, details=details)
    return len(movable)


def undo_replacement(
    session: Session,
    *,
    replacement_id: str,
    by: Actor,
    at: datetime,
    progress: Progress | None = None,
) -> Undone:
    """Take a replacement back: the edition it entered, its marks and what was carried over.

    A question that somebody changed since keeps that change. Raises UnknownReplacement,
    AlreadyUndone, or AlreadyReplaced where the new edition has been replaced itself.
    """
    row = _standing(session, replacement_id)
    new = new_name(row)
    later = session.scalar(
        sa.select(EditionReplacement).filter_by(
            old_title=new.title, old_year=new.year, undone_at=None
        )
    )
    if later is not None:
        raise AlreadyReplaced(str(new), str(new_name(later)))
    released = waiting_by_replacement(session).get(row.id, 0)
    restored, kept = _carried_back(session, row.id, by, at, progress)
    row = replacement_row(session, replacement_id)
    row.undone_at = at
    if row.made_edition:
        drop_edition(session, find_edition(session, new), by, at)
    session.flush()
    details = {"new": str(new), "restored": restored, "kept": kept, "released": released}
    audit.record(session, by=by, at=at, act="regulation.undo", subject=row.id, details=details)
    return Undone(restored, kept, released)


def _standing(session: Session, replacement_id: str) -> EditionReplacement:
    row = replacement_row(session, replacement_id)
    if row.undone_at is not None:
        raise AlreadyUndone(str(new_name(row)))
    return row


def _carried_back(
    session: Session, replacement_id: str, by: Actor, at: datetime, progress: Progress | None
) -> tuple[int, int]:
    """Restore what was carried, and count it and what somebody changed since."""
    carried = session.scalars(
        sa.select(CitationReview.id)
        .filter_by(replacement_id=replacement_id)
        .where(CitationReview.carried_id.is_not(None))
    ).all()
    after, before = aliased(QuestionVersion), aliased(QuestionVersion)
    versions = (
        sa.select(after, before)
        .select_from(CitationReview)
        .join(after, after.id == CitationReview.carried_id)
        .join(before, before.id == CitationReview.version_id)
    )
    restored = 0
    for some in _parts(carried, progress, _("正在恢复原来的依据")):
        rows = session.execute(versions.where(CitationReview.id.in_(some)))
        back = edits_back(session, [(now, old) for now, old in rows if now.current])
        make_versions(session, back, by=by, at=at, reason=_("撤销换版"))
        restored += len(back)
    return restored, len(carried) - restored


def _parts(ids: Sequence[str], progress: Progress | None, text: str) -> Iterator[Sequence[str]]:
    """Some ids at a time; before each the user may stop, and nothing is stored."""
    steps = progress or Silent()
    for start in range(0, len(ids), AT_ONCE):
        steps.step(start, len(ids), text)
        yield ids[start : start + AT_ONCE]
