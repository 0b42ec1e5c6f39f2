"""Taking a roll back as a whole, as long as nobody touched those people since."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from dongan_training.accounts import audit
from dongan_training.accounts.actor import Actor
from dongan_training.errors import UserError
from dongan_training.people.columns import from_text, put_back
from dongan_training.people.models import (
    Person,
    PostHeld,
    ReserveEntry,
    RosterChange,
    RosterImport,
)
from dongan_training.texts import N_, _, listed

NAMES_TOLD = 5


@dataclass(frozen=True)
class ImportLine:
    """One roll that was brought in."""

    id: str
    file_name: str
    at: datetime
    actor: str
    added: int
    changed: int
    left: int
    undone_at: datetime | None


@dataclass(frozen=True)
class Undone:
    """What taking a roll back did."""

    removed: int
    restored: int


@dataclass(eq=False)
class ImportOutlived(UserError):
    names: str
    count: int
    message = N_("导入以后，{names} 等 {count} 人又有改动。")
    advice = N_("没有撤销。请逐个改回，或者用备份恢复。")


@dataclass(eq=False)
class ImportInUse(UserError):
    file: str
    message = N_("从“{file}”导入的人里，有人已经报名或有了记录。")
    advice = N_("没有撤销。可以让不该在册的人逐个离册。")


@dataclass(eq=False)
class ImportUnknown(UserError):
    id: str
    message = N_("没有编号为“{id}”的导入记录。")
    advice = N_("没有改动。用 people imports 可以看到导入过的名册。")


@dataclass(eq=False)
class ImportUndone(UserError):
    file: str
    message = N_("“{file}”的导入已经撤销过了。")
    advice = N_("没有改动。")


def imports(session: Session) -> list[ImportLine]:
    """All rolls brought in, the latest first."""
    found = session.scalars(select(RosterImport).order_by(RosterImport.id.desc()))
    return [
        ImportLine(
            *(one.id, one.file_name, one.at, one.actor),
            *(one.added, one.changed, one.left, one.undone_at),
        )
        for one in found
    ]


def undo_import(session: Session, *, import_id: str, by: Actor, at: datetime) -> Undone:
    """Remove whom a roll added and put back what it changed; organisations it made stay.

    Raises ImportUnknown, ImportOutlived or ImportInUse, and then changes nothing.
    """
    kept = session.get(RosterImport, import_id)
    if kept is None:
        raise ImportUnknown(import_id)
    if kept.undone_at is not None:
        raise ImportUndone(kept.file_name)
    changes = session.scalars(select(RosterChange).where(RosterChange.import_id == import_id)).all()
    people = _people(session, changes)
    _require_untouched(people, changes)
    _strike_what_came_with_it(session, changes)
    removed = 0
    for change in changes:
        person = people.get(change.person_id)
        if person is not None and change.before is not None:
            put_back(person, from_text(change.before))
        elif person is not None:
            session.delete(person)
            removed += 1
    file_name, kept.undone_at = kept.file_name, at
    try:
        session.flush()
    except IntegrityError as error:
        raise ImportInUse(file_name) from error
    audit.record(session, by=by, at=at, act="people.undo_import", subject=import_id)
    return Undone(removed, len(changes) - removed)


def _strike_what_came_with_it(session: Session, changes: Sequence[RosterChange]) -> None:
    """Posts given up and places on reserve lists carry the version of the import."""
    if not changes:
        return
    device, counter = changes[0].device, changes[0].counter
    for kind in (PostHeld, ReserveEntry):
        written = select(kind).where(kind.device == device, kind.counter == counter)
        for row in session.scalars(written).all():
            session.delete(row)
    session.flush()


def _people(session: Session, changes: Sequence[RosterChange]) -> dict[str, Person]:
    import_id = changes[0].import_id if changes else ""
    wanted = select(RosterChange.person_id).where(RosterChange.import_id == import_id)
    return {one.id: one for one in session.scalars(select(Person).where(Person.id.in_(wanted)))}


def _require_untouched(people: dict[str, Person], changes: Sequence[RosterChange]) -> None:
    """Whoever wrote to a person since the import left another version."""
    touched = [
        people[one.person_id].name if one.person_id in people else _("已删除的人")
        for one in changes
        if one.person_id not in people or _version(people[one.person_id]) != _version(one)
    ]
    if touched:
        raise ImportOutlived(listed(touched[:NAMES_TOLD]), len(touched))


def _version(one: Person | RosterChange) -> tuple[str, int]:
    return one.device, one.counter
