"""Taking back what a form did to somebody: the roll's columns, posts, lists and photo at once."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from dongan_training.accounts import audit
from dongan_training.accounts.actor import Actor
from dongan_training.errors import UserError
from dongan_training.people.changing import change_columns
from dongan_training.people.columns import packed, unpacked
from dongan_training.people.models import Person, PostHeld, ReserveEntry
from dongan_training.people.photos import keep_photo, photo_of, remove_photo
from dongan_training.texts import N_

POST = ("post", "org", "since", "until")
ENTRY = ("list_id", "since", "until", "note")
Kept = TypeVar("Kept", PostHeld, ReserveEntry)
Values = Mapping[str, Any]


@dataclass(eq=False)
class AddedInUse(UserError):
    name: str
    message = N_("{name}已经报名或有了记录，不能撤销添加。")
    advice = N_("没有改动。可以让他离册。")


@dataclass(eq=False)
class ChangedSince(UserError):
    name: str
    message = N_("{name}的信息后来又改过，不能撤销这一次修改。")
    advice = N_("没有改动。请打开此人的信息，改回需要改的几项。")


@dataclass(frozen=True)
class Snapshot:
    """All that is kept of somebody; stays in memory, because the numbers in it are bare."""

    person_id: str
    columns: Values
    posts: Mapping[str, Values]
    entries: Mapping[str, Values]
    photo: bytes | None


def snapshot(session: Session, person_id: str) -> Snapshot:
    """Note all that is kept of somebody now."""
    return Snapshot(
        person_id=person_id,
        columns=packed(session.get_one(Person, person_id)),
        posts={one.id: _values(one, POST) for one in _kept(session, PostHeld, person_id)},
        entries={one.id: _values(one, ENTRY) for one in _kept(session, ReserveEntry, person_id)},
        photo=photo_of(session, person_id),
    )


def take_back(
    session: Session, *, before: Snapshot, after: Snapshot, by: Actor, at: datetime
) -> None:
    """Make all that is kept of somebody what it was before a form; logged.

    ``after`` is what the form made of it. Raises ChangedSince where that was changed once more.
    """
    person_id = before.person_id
    person = session.get_one(Person, person_id)
    if snapshot(session, person_id) != after:
        raise ChangedSince(person.name)
    other = {name: one for name, one in before.columns.items() if one != after.columns[name]}
    change_columns(session, person, unpacked(other), by=by, at=at, act="people.take_back")
    _restore(session, PostHeld, person_id, before.posts)
    _restore(session, ReserveEntry, person_id, before.entries)
    if photo_of(session, person_id) != before.photo:
        if before.photo is None:
            remove_photo(session, person_id=person_id, by=by, at=at)
        else:
            keep_photo(session, person_id=person_id, content=before.photo, by=by, at=at)


def take_back_added(session: Session, *, person_id: str, by: Actor, at: datetime) -> None:
    """Strike somebody who was just added; raises AddedInUse."""
    person = session.get_one(Person, person_id)
    name = person.name
    remove_photo(session, person_id=person_id, by=by, at=at)
    _restore(session, PostHeld, person_id, {})
    _restore(session, ReserveEntry, person_id, {})
    session.delete(person)
    try:
        session.flush()
    except IntegrityError as error:
        raise AddedInUse(name) from error
    audit.record(session, by=by, at=at, act="people.take_back_added", subject=person_id)


def _kept(session: Session, kind: type[Kept], person_id: str) -> Iterable[Kept]:
    return session.scalars(select(kind).where(kind.person_id == person_id)).all()


def _restore(
    session: Session, kind: type[Kept], person_id: str, before: Mapping[str, Values]
) -> None:
    """What was struck since comes back under another id: the old one is known as deleted."""
    now = {one.id: one for one in _kept(session, kind, person_id)}
    for id_, one in now.items():
        if id_ not in before:
            session.delete(one)
            continue
        for name, value in before[id_].items():
            setattr(one, name, value)
    for id_, values in before.items():
        if id_ not in now:
            session.add(kind(person_id=person_id, **values))
    session.flush()


def _values(one: PostHeld | ReserveEntry, names: Iterable[str]) -> Values:
    return {name: getattr(one, name) for name in names}
