"""Changing many people at once: their organisation, categories, membership, a reserve list."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from dongan_training.accounts import audit
from dongan_training.accounts.actor import Actor
from dongan_training.errors import UserError
from dongan_training.people.columns import packed, put_back
from dongan_training.people.facts import LONGEST, LONGEST_CATEGORY
from dongan_training.people.models import OrgUnit, Person, ReserveEntry
from dongan_training.people.reserve import put_on_list
from dongan_training.progress import Progress, Silent
from dongan_training.texts import N_, _, clauses

SILENT = Silent()


@dataclass(eq=False)
class NothingToChange(UserError):
    message = N_("没有选要改什么。")
    advice = N_("没有改动。请至少填一项。")


@dataclass(eq=False)
class WordsTooLong(UserError):
    text: str
    most: int
    message = N_("“{text}”太长，最多 {most} 个字。")
    advice = N_("没有改动。请写短一些。")


@dataclass(frozen=True)
class BulkChange:
    """What to do to each of many people; what is empty stays."""

    unit_id: str = ""
    add_category: str = ""
    drop_category: str = ""
    status: str = ""
    reserve_id: str = ""  # who is on that list already stays as they are

    @property
    def is_empty(self) -> bool:
        """Whether it changes nothing."""
        return self == BulkChange()


@dataclass(frozen=True)
class Changed:
    """What one of them was and became: only what was changed, and the time on a list that began."""

    person_id: str
    before: Mapping[str, Any]
    after: Mapping[str, Any]
    entry_id: str = ""


@dataclass(frozen=True)
class TakenBack:
    """What taking a change of many people back did to them."""

    restored: int
    kept: int  # were changed once more since, and keep that

    def told(self) -> str:
        """Say it in one sentence."""
        if not self.kept:
            return _("已撤销。")
        parts = [
            _("{count} 人恢复原样").format(count=self.restored),
            _("{count} 人后来又改过，保持现状").format(count=self.kept),
        ]
        return _("已撤销：{what}。").format(what=clauses(parts))


def change_people(
    session: Session,
    *,
    person_ids: Sequence[str],
    change: BulkChange,
    by: Actor,
    at: datetime,
    progress: Progress = SILENT,
) -> list[Changed]:
    """Change all of these people, each logged; gives whom it changed, as they were before.

    Raises NothingToChange or WordsTooLong.
    """
    _require_sense(change)
    if change.unit_id:
        session.get_one(OrgUnit, change.unit_id)
    on_list = set(_on_list(session, change.reserve_id))
    changed = []
    for number, person_id in enumerate(person_ids):
        progress.step(number, len(person_ids), _("正在修改……"))
        person = session.get_one(Person, person_id)
        values = _values(person, change)
        joins = bool(change.reserve_id) and person_id not in on_list
        if not values and not joins:
            continue
        before = packed(person, values)
        for name, value in values.items():
            setattr(person, name, value)
        if values:
            details = {"fields": list(values)}
            audit.record(
                session, by=by, at=at, act="people.change", subject=person_id, details=details
            )
        entry = ""
        if joins:
            entry = put_on_list(
                session, list_id=change.reserve_id, person_id=person_id, by=by, at=at
            )
        changed.append(Changed(person_id, before, packed(person, values), entry))
    return changed


def take_back_many(
    session: Session,
    *,
    changed: Sequence[Changed],
    by: Actor,
    at: datetime,
    progress: Progress = SILENT,
) -> TakenBack:
    """Make all of these people what they were; what was changed once more since stays."""
    kept = 0
    for number, one in enumerate(changed):
        progress.step(number, len(changed), _("正在撤销……"))
        if not _restore(session, one):
            kept += 1
        audit.record(session, by=by, at=at, act="people.take_back", subject=one.person_id)
    return TakenBack(len(changed) - kept, kept)


def _restore(session: Session, one: Changed) -> bool:
    """Whether all of it could be taken back."""
    person = session.get(Person, one.person_id)
    if person is None:  # merged with another since
        return False
    now = packed(person, one.after)
    untouched = {name: value for name, value in one.before.items() if now[name] == one.after[name]}
    put_back(person, untouched)
    entry = session.get(ReserveEntry, one.entry_id) if one.entry_id else None
    is_ended = entry is not None and entry.until is not None
    if entry is not None and not is_ended:
        session.delete(entry)
    return len(untouched) == len(one.before) and not is_ended


def _require_sense(change: BulkChange) -> None:
    if change.is_empty:
        raise NothingToChange
    for text, most in (
        (change.add_category, LONGEST_CATEGORY),
        (change.status, LONGEST["status"]),
    ):
        if len(text) > most:
            raise WordsTooLong(text, most)


def _on_list(session: Session, list_id: str) -> Iterable[str]:
    return session.scalars(
        select(ReserveEntry.person_id).where(
            ReserveEntry.list_id == list_id, ReserveEntry.until.is_(None)
        )
    )


def _values(person: Person, change: BulkChange) -> dict[str, Any]:
    """Only what is another than it was."""
    categories = [one for one in person.categories if one != change.drop_category]
    if change.add_category and change.add_category not in categories:
        categories.append(change.add_category)
    wanted = {
        "categories": categories,
        "org_unit_id": change.unit_id or person.org_unit_id,
        "political_status": change.status or person.political_status,
    }
    return {name: value for name, value in wanted.items() if getattr(person, name) != value}
