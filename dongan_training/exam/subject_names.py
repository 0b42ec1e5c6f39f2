"""Blueprints name subjects by their names: a subject that is renamed or merged takes them along.

Papers keep the blueprint they were made from; only kept blueprints follow. Window and command
line rename and merge subjects here, never in the bank alone.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from dongan_training.accounts import audit
from dongan_training.accounts.actor import Actor
from dongan_training.bank import merging, subjects
from dongan_training.bank.merging import Merged
from dongan_training.bank.models import Subject
from dongan_training.exam.models import SavedBlueprint


@dataclass(frozen=True)
class Followed:
    """A kept blueprint that followed a subject: what it said before, and what since."""

    blueprint_id: str
    before: dict[str, Any]
    after: dict[str, Any]


@dataclass(frozen=True)
class Renamed:
    """A subject that has another name."""

    subject_id: str
    name_before: str
    followed: tuple[Followed, ...]


@dataclass(frozen=True)
class MergedAway:
    """A subject that was merged into another one."""

    merged: Merged
    followed: tuple[Followed, ...]


def rename_subject(
    session: Session, *, subject_id: str, name: str, by: Actor, at: datetime
) -> Renamed:
    """Give a subject another name, also in kept blueprints.

    Where another subject has the old name too, blueprints mean both and stay as they are.
    Raises what bank.subjects.rename_subject raises.
    """
    before = subjects.found(session, subject_id).name
    subjects.rename_subject(session, subject_id=subject_id, name=name, by=by, at=at)
    session.flush()
    after = subjects.found(session, subject_id).name
    return Renamed(subject_id, before, _follow(session, before, after, by=by, at=at))


def rename_back(session: Session, renamed: Renamed, *, by: Actor, at: datetime) -> None:
    """Take a new name back; a blueprint that somebody changed since keeps that change."""
    subjects.rename_subject(
        session, subject_id=renamed.subject_id, name=renamed.name_before, by=by, at=at
    )
    _restore(session, renamed.followed)


def merge_subject(
    session: Session, *, subject_id: str, into_id: str, by: Actor, at: datetime
) -> MergedAway:
    """Merge a subject into another one, also in kept blueprints.

    Raises what bank.merging.merge_subject raises.
    """
    into = subjects.found(session, into_id).name
    merged = merging.merge_subject(session, subject_id=subject_id, into_id=into_id, by=by, at=at)
    session.flush()
    return MergedAway(merged, _follow(session, merged.name, into, by=by, at=at))


def part_again(session: Session, merged: MergedAway, *, by: Actor, at: datetime) -> str:
    """Make the merged subject anew and give its new id; its blueprints come back to it.

    Raises what bank.merging.part_again raises.
    """
    subject_id = merging.part_again(session, merged.merged, by=by, at=at)
    _restore(session, merged.followed)
    return subject_id


def _follow(
    session: Session, before: str, after: str, *, by: Actor, at: datetime
) -> tuple[Followed, ...]:
    if before == after or session.scalar(select(Subject.id).where(Subject.name == before)):
        return ()
    followed = tuple(_followed(session, before, after))
    for one in followed:
        session.get_one(SavedBlueprint, one.blueprint_id).data = one.after
        details = {"from": before, "to": after}
        act, subject = "blueprint.follow", one.blueprint_id
        audit.record(session, by=by, at=at, act=act, subject=subject, details=details)
    return followed


def _followed(session: Session, before: str, after: str) -> Iterator[Followed]:
    for kept in session.scalars(select(SavedBlueprint)):
        data = _renamed(kept.data, before, after)
        if data != kept.data:
            yield Followed(kept.id, kept.data, data)


def _renamed(data: Any, before: str, after: str) -> Any:
    """The sections and cells of a blueprint with another name for one subject."""
    if isinstance(data, list):
        return [_renamed(one, before, after) for one in data]
    if not isinstance(data, dict):
        return data
    renamed = {name: _renamed(one, before, after) for name, one in data.items()}
    if renamed.get("subject") == before:
        renamed["subject"] = after
    return renamed


def _restore(session: Session, followed: tuple[Followed, ...]) -> None:
    for one in followed:
        kept = session.get(SavedBlueprint, one.blueprint_id)
        if kept is not None and kept.data == one.after:
            kept.data = one.before
