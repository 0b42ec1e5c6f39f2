"""Changing many people at once: their organisation, categories, membership, a reserve list."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from dongan_training.accounts.actor import Actor
from dongan_training.errors import UserError
from dongan_training.people.changing import change_columns
from dongan_training.people.facts import LONGEST, LONGEST_CATEGORY
from dongan_training.people.models import (
    OrgUnit,
    PeopleStep,
    Person,
    PersonChange,
    ReserveEntry,
)
from dongan_training.people.reserve import put_on_list
from dongan_training.progress import Progress, Silent
from dongan_training.texts import N_, _

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
class Stepped:
    """What a change did; ``id`` is empty where nobody was to be changed."""

    id: str
    person_ids: tuple[str, ...]


def change_people(
    session: Session,
    *,
    person_ids: Sequence[str],
    change: BulkChange,
    by: Actor,
    at: datetime,
    progress: Progress = SILENT,
) -> Stepped:
    """Change all of these people, each logged, and keep what is needed to take it back.

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
        kept = change_columns(session, person, values, by=by, at=at)
        if joins:
            kept.entry_id = put_on_list(
                session, list_id=change.reserve_id, person_id=person_id, by=by, at=at
            )
        changed.append(kept)
    step_id = _keep_step(session, changed, change, by, at)
    return Stepped(step_id, tuple(one.person_id for one in changed))


def _keep_step(
    session: Session, changed: Sequence[PersonChange], change: BulkChange, by: Actor, at: datetime
) -> str:
    if not changed:
        return ""
    step = PeopleStep(at=at, actor=by.name, people=len(changed), change=asdict(change))
    session.add(step)
    session.flush()
    for one in changed:
        one.step_id = step.id
    session.flush()
    return step.id


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
