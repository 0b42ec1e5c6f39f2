"""Changes of many people that are kept, so that they can be taken back, also after a restart."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from dongan_training.accounts.actor import Actor
from dongan_training.errors import UserError
from dongan_training.people.bulk import BulkChange
from dongan_training.people.changing import change_columns
from dongan_training.people.columns import from_text, packed, unpacked
from dongan_training.people.models import (
    PeopleStep,
    Person,
    PersonChange,
    ReserveEntry,
    ReserveList,
)
from dongan_training.people.units import unit_names
from dongan_training.progress import Progress, Silent
from dongan_training.texts import N_, _, clauses

SILENT = Silent()


@dataclass(eq=False)
class UnknownStep(UserError):
    step: str
    message = N_("没有编号为“{step}”的批量修改。")
    advice = N_("没有改动。用 people changes 可以看到做过的批量修改。")


@dataclass(eq=False)
class StepTakenBack(UserError):
    message = N_("这次批量修改已经撤销过了。")
    advice = N_("没有改动。")


@dataclass(frozen=True)
class Step:
    """One change of many people as a list tells it."""

    id: str
    at: datetime
    actor: str
    told: str  # what was done to each of them
    people: int
    taken_back: bool


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


def take_step_back(
    session: Session,
    *,
    step_id: str,
    by: Actor,
    at: datetime,
    progress: Progress = SILENT,
) -> TakenBack:
    """Make all of these people what they were; what was changed once more since stays.

    Raises UnknownStep or StepTakenBack.
    """
    step = session.get(PeopleStep, step_id)
    if step is None:
        raise UnknownStep(step_id)
    if step.taken_back_at is not None:
        raise StepTakenBack
    step.taken_back_at = at
    changes = session.scalars(select(PersonChange).where(PersonChange.step_id == step_id)).all()
    kept = 0
    for number, one in enumerate(changes):
        progress.step(number, len(changes), _("正在撤销……"))
        if not _restore(session, one, by, at):
            kept += 1
    return TakenBack(len(changes) - kept, kept)


def steps(session: Session) -> list[Step]:
    """The kept changes, the latest first."""
    rows = session.scalars(select(PeopleStep).order_by(PeopleStep.id.desc()))
    return [
        Step(
            one.id,
            one.at,
            one.actor,
            change_told(session, BulkChange(**one.change)),
            one.people,
            one.taken_back_at is not None,
        )
        for one in rows
    ]


def find_step(session: Session, code: str = "") -> str:
    """Give the id of the step with that id or end of an id; without one the latest still valid.

    Raises UnknownStep.
    """
    code = code.strip("[]").lower()
    found = [
        one.id for one in steps(session) if (one.id.endswith(code) if code else not one.taken_back)
    ]
    if not found or (code and len(found) > 1):
        raise UnknownStep(code)
    return found[0]


def change_told(session: Session, change: BulkChange) -> str:
    """Say in words what a change did to each of them."""
    return clauses(template.format(what=what) for template, what in _parts(session, change) if what)


def _parts(session: Session, change: BulkChange) -> Iterable[tuple[str, str]]:
    reserve = session.get(ReserveList, change.reserve_id) if change.reserve_id else None
    yield _("移到{what}"), unit_names(session, change.unit_id or None).full
    yield _("添加类别“{what}”"), change.add_category
    yield _("去掉类别“{what}”"), change.drop_category
    yield _("政治面貌改为{what}"), change.status
    yield _("列入“{what}”"), reserve.name if reserve else ""


def _restore(session: Session, one: PersonChange, by: Actor, at: datetime) -> bool:
    """Whether all of it could be taken back."""
    person = session.get(Person, one.person_id)
    if person is None:  # merged with another since
        return False
    before, after = from_text(one.before), from_text(one.after)
    now = packed(person, after)
    untouched = {name: value for name, value in before.items() if now[name] == after[name]}
    change_columns(session, person, unpacked(untouched), by=by, at=at, act="people.take_back")
    entry = session.get(ReserveEntry, one.entry_id) if one.entry_id else None
    is_ended = entry is not None and entry.until is not None
    if entry is not None and not is_ended:
        session.delete(entry)
    return len(untouched) == len(before) and not is_ended
