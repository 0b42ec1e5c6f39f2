"""Merges of subjects that are kept, so that a command can take them back later."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from dongan_training.accounts.actor import Actor
from dongan_training.bank.bulk.changes import Changed, Move
from dongan_training.bank.merging import Merged
from dongan_training.bank.models import BulkChange
from dongan_training.errors import UserError
from dongan_training.exam.subject_names import Followed, MergedAway, merge_subject, part_again
from dongan_training.storage.base import new_id
from dongan_training.texts import N_

KIND = "merge"


@dataclass(eq=False)
class UnknownMerge(UserError):
    step: str
    message = N_("没有编号为“{step}”的合并。")
    advice = N_("没有改动。编号在合并时给出；不写编号则撤销最近一次合并。")


@dataclass(eq=False)
class NoMerge(UserError):
    message = N_("没有可以撤销的合并。")
    advice = N_("没有改动。")


@dataclass(eq=False)
class MergeTakenBack(UserError):
    message = N_("这次合并已经撤销过了。")
    advice = N_("题库没有再改动。")


def merge_and_keep(
    session: Session, *, subject_id: str, into_id: str, by: Actor, at: datetime
) -> str:
    """Merge a subject and give the id by which that is taken back."""
    merged = merge_subject(session, subject_id=subject_id, into_id=into_id, by=by, at=at)
    step = BulkChange(id=new_id(), at=at, actor=by.name, change={"kind": KIND}, done=asdict(merged))
    session.add(step)
    session.flush()
    return step.id


def take_merge_back(session: Session, *, step_id: str = "", by: Actor, at: datetime) -> str:
    """Make a merged subject anew, by default the one merged last; gives its new id.

    Raises UnknownMerge, NoMerge, MergeTakenBack, and what ``part_again`` raises.
    """
    step = _step(session, step_id)
    if step.taken_back_at is not None:
        raise MergeTakenBack
    step.taken_back_at = at
    return part_again(session, _merged(step.done), by=by, at=at)


def _step(session: Session, code: str) -> BulkChange:
    """Few merges are ever made: all of them are looked at."""
    rows = session.scalars(sa.select(BulkChange).order_by(BulkChange.id.desc()))
    merges = [one for one in rows if one.change.get("kind") == KIND]
    if code:
        merges = [one for one in merges if one.id.endswith(code.strip("[]").lower())]
    else:
        merges = [one for one in merges if one.taken_back_at is None]
    if not merges:
        raise UnknownMerge(code) if code else NoMerge
    return merges[0]


def _merged(done: dict[str, Any]) -> MergedAway:
    said = done["merged"]
    moved = Changed(
        Move(said["into_id"]),
        filed=tuple((question, before) for question, before in said["moved"]["filed"]),
    )
    merged = Merged(
        said["name"], said["parent_id"], said["into_id"], moved, tuple(said["children"])
    )
    return MergedAway(merged, tuple(Followed(**one) for one in done["followed"]))
