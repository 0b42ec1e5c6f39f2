"""Bulk changes that are kept, so that they can be taken back later, also after a restart."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from dongan_training.accounts.actor import Actor
from dongan_training.bank.bulk.changes import (
    Change,
    Changed,
    ChangeTags,
    Move,
    SetEdition,
    SetFact,
    SetStatus,
    Several,
    TakenBack,
    change_questions,
    take_back,
)
from dongan_training.bank.models import BulkChange, QuestionStatus
from dongan_training.errors import UserError
from dongan_training.progress import Progress
from dongan_training.storage.base import new_id
from dongan_training.texts import N_, _

KINDS: dict[str, Any] = {
    one.__name__: one for one in (Move, SetStatus, SetFact, ChangeTags, SetEdition)
}


@dataclass(eq=False)
class UnknownStep(UserError):
    step: str
    message = N_("没有编号为“{step}”的批量修改。")
    advice = N_("没有改动。用 bank changes 可以看到做过的批量修改。")


@dataclass(eq=False)
class NothingToTakeBack(UserError):
    message = N_("没有可以撤销的批量修改。")
    advice = N_("题库没有改动。要撤销一次导入，请写明导入的编号。")


@dataclass(eq=False)
class StepTakenBack(UserError):
    message = N_("这次批量修改已经撤销过了。")
    advice = N_("题库没有再改动。")


@dataclass(frozen=True)
class Step:
    """One bulk change as a list tells it."""

    id: str
    at: datetime
    actor: str
    changes: tuple[Change, ...]
    questions: int
    taken_back: bool


@dataclass(frozen=True)
class Stepped:
    """What a kept change did; ``id`` is empty where nothing was to be changed."""

    id: str
    count: int  # questions that are other than before
    incomplete: int  # drafts that lack something and so were not put to use
    changes: tuple[Change, ...]

    def told(self) -> str:
        """In a sentence what was done."""
        match self.changes:
            case [SetStatus(status)] if self.count:
                told = _(_STATUS_TOLD[status])
            case [Move()] if self.count:
                told = _("已移动 {count} 题。")
            case _changes:
                told = _("已改 {count} 题。")
        return told.format(count=self.count)


_STATUS_TOLD = {
    QuestionStatus.IN_USE: N_("{count} 题改为在用。"),
    QuestionStatus.DRAFT: N_("{count} 题改为草稿。"),
    QuestionStatus.RETIRED: N_("已停用 {count} 题，不再用于练习和组卷。"),
}


def change_and_keep(
    session: Session,
    *,
    question_ids: Sequence[str],
    changes: Sequence[Change],
    by: Actor,
    at: datetime,
    progress: Progress | None = None,
) -> Stepped:
    """Change many questions alike, and keep what is needed to take it back."""
    done = [
        change_questions(
            session, question_ids=question_ids, change=one, by=by, at=at, progress=progress
        )
        for one in changes
    ]
    count = max((one.count for one in done), default=0)
    incomplete = sum(one.incomplete for one in done)
    if not count:
        return Stepped("", 0, incomplete, tuple(changes))
    step = BulkChange(
        id=new_id(),
        at=at,
        actor=by.name,
        change={"changes": [_change_json(one) for one in changes]},
        done={"done": [{"filed": one.filed, "versions": one.versions} for one in done]},
    )
    session.add(step)
    session.flush()
    return Stepped(step.id, count, incomplete, tuple(changes))


def take_step_back(
    session: Session,
    *,
    step_id: str,
    by: Actor,
    at: datetime,
    progress: Progress | None = None,
) -> TakenBack:
    """Let the questions of a kept change be as they were; those changed since stay.

    Raises UnknownStep or StepTakenBack.
    """
    step = _found(session, step_id)
    if step.taken_back_at is not None:
        raise StepTakenBack
    step.taken_back_at = at
    back = [
        take_back(session, one, by=by, at=at, progress=progress) for one in reversed(_done(step))
    ]
    return TakenBack(max(one.restored for one in back), max(one.kept for one in back))


def done_by(session: Session, step_id: str) -> list[Changed]:
    """What a kept change did, one after the other; raises UnknownStep."""
    return _done(_found(session, step_id))


def steps(session: Session) -> list[Step]:
    """The kept changes, the latest first."""
    rows = session.scalars(sa.select(BulkChange).order_by(BulkChange.id.desc()))
    return [
        Step(
            one.id,
            one.at,
            one.actor,
            tuple(map(_change, one.change["changes"])),
            max(done.count for done in _done(one)),
            one.taken_back_at is not None,
        )
        for one in rows
        if "changes" in one.change  # merges of subjects are kept beside them
    ]


def find_step(session: Session, code: str = "") -> str:
    """Give the id of the step with that id or end of an id; without one the latest still valid.

    Raises UnknownStep, or NothingToTakeBack.
    """
    code = code.strip("[]").lower()
    found = [
        one.id for one in steps(session) if (one.id.endswith(code) if code else not one.taken_back)
    ]
    if not found and not code:
        raise NothingToTakeBack
    if not found or (code and len(found) > 1):
        raise UnknownStep(code)
    return found[0]


def _found(session: Session, step_id: str) -> BulkChange:
    step = session.get(BulkChange, step_id)
    if step is None:
        raise UnknownStep(step_id)
    return step


def _done(step: BulkChange) -> list[Changed]:
    said = zip(step.change["changes"], step.done["done"], strict=True)
    return [
        Changed(
            _change(change),
            filed=tuple((one, before) for one, before in done["filed"]),
            versions=tuple((now, before) for now, before in done["versions"]),
        )
        for change, done in said
    ]


def _change_json(change: Change) -> dict[str, Any]:
    if isinstance(change, Several):
        return {"kind": "Several", "changes": [_change_json(one) for one in change.changes]}
    return {"kind": type(change).__name__, **asdict(change)}


def _change(said: dict[str, Any]) -> Change:
    values = {
        name: tuple(one) if isinstance(one, list) else one
        for name, one in said.items()
        if name != "kind"
    }
    if said["kind"] == "Several":
        return Several(tuple(_change(one) for one in said["changes"]))  # type: ignore[misc]
    if said["kind"] == "SetStatus":
        return SetStatus(QuestionStatus(said["status"]))
    made: Change = KINDS[said["kind"]](**values)
    return made
