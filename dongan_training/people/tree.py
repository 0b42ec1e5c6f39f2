"""Arranging the tree of organisations (党组织): add, change, move, merge, and what happened.

Every step leaves a ``UnitEvent`` that knows how to be undone; undoing takes the event back
too, so that the history of an organisation says what holds. The log keeps both.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import delete, func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from dongan_training import settings
from dongan_training.accounts import audit
from dongan_training.accounts.actor import Actor
from dongan_training.errors import UserError
from dongan_training.people.models import OrgUnit, UnitEvent
from dongan_training.people.organisations import LONGEST_UNIT, Tree, kind_of, seeded_townships
from dongan_training.storage.joining import Clash, Joined, join, part
from dongan_training.storage.versions import Tombstone
from dongan_training.texts import N_

LONGEST_KIND = 32
FIRST = "first"  # as the sibling to follow: before all others


class UnitAct(StrEnum):
    """What can happen to an organisation."""

    ADDED = "added"
    CHANGED = "changed"
    MOVED = "moved"
    MERGED = "merged"  # another one was merged into it
    REMOVED = "removed"  # one below it was removed


@dataclass(eq=False)
class UnitNameMissing(UserError):
    message = N_("党组织还没有名称。")
    advice = N_("没有保存。请填写名称，例如“莲塘村党总支”。")


@dataclass(eq=False)
class UnitNameTooLong(UserError):
    length: int
    message = N_("党组织名称有 {length} 个字，太长了。")
    advice = N_("没有保存。请缩短到 100 个字以内。")


@dataclass(eq=False)
class UnitExists(UserError):
    name: str
    upper: str
    message = N_("“{upper}”下面已经有“{name}”。")
    advice = N_("没有改动。请换一个名称，或者把两个党组织合并。")


@dataclass(eq=False)
class UnitBelowItself(UserError):
    name: str
    message = N_("“{name}”不能放到它自己或它的下级里。")
    advice = N_("没有改动。请另选一个上级。")


@dataclass(eq=False)
class UnitHoldsOthers(UserError):
    name: str
    message = N_("“{name}”下面还有人员、党组织或名额，不能删除。")
    advice = N_("没有删除。请先把它们移走，或者把它合并到另一个党组织。")


@dataclass(eq=False)
class BothHaveUnit(UserError):
    name: str
    message = N_("两个党组织下面都有“{name}”，合不到一起。")
    advice = N_("没有合并。请先合并这两个下级，或者给其中一个改名。")


@dataclass(eq=False)
class StepOutlived(UserError):
    message = N_("这一步之后又有了改动，不能直接撤销。")
    advice = N_("没有改动。请按“变动记录”手工改回。")


@dataclass(frozen=True)
class UnitFacts:
    """What is said about an organisation; an empty kind is told by the name."""

    name: str
    kind: str = ""
    place: str = ""  # where a mobile branch sits


def add_unit(
    session: Session, *, facts: UnitFacts, parent_id: str | None, by: Actor, at: datetime
) -> str:
    """Add an organisation below ``parent_id`` and give its id."""
    name = _checked_name(facts.name)
    _require_free(session, name, parent_id)
    depth = len(Tree.load(session).path_of(parent_id))
    unit = OrgUnit(
        name=name,
        kind=(facts.kind.strip() or kind_of(name, depth))[:LONGEST_KIND],
        place=facts.place.strip(),
        code=seeded_townships().get(name) if depth == 1 else None,
        position=_last_position(session, parent_id) + 1,
        parent_id=parent_id,
    )
    session.add(unit)
    session.flush()
    _note(session, unit.id, UnitAct.ADDED, {"name": name}, by=by, at=at)
    return unit.id


def add_townships(session: Session, *, by: Actor, at: datetime) -> tuple[str, ...]:
    """Add those townships of the shipped list that are missing, and give their names."""
    tree = Tree.load(session)
    county = settings.load(session).county
    missing = tuple(name for name in seeded_townships() if tree.find((county, name)) is None)
    for name in missing:
        unit_id = tree.find_or_create((county, name))
        _note(session, unit_id, UnitAct.ADDED, {"name": name}, by=by, at=at)
    return missing


def change_unit(
    session: Session, *, unit_id: str, facts: UnitFacts, by: Actor, at: datetime
) -> str | None:
    """Change name, kind and place; give the id of the event, or None where nothing differs."""
    unit = session.get_one(OrgUnit, unit_id)
    name = _checked_name(facts.name)
    if name != unit.name:
        _require_free(session, name, unit.parent_id)
    new = UnitFacts(name, facts.kind.strip()[:LONGEST_KIND] or unit.kind, facts.place.strip())
    old = UnitFacts(unit.name, unit.kind, unit.place)
    if new == old:
        return None
    _write(unit, asdict(new))
    details = {"before": asdict(old), "after": asdict(new)}
    return _note(session, unit_id, UnitAct.CHANGED, details, by=by, at=at)


def move_unit(
    session: Session, *, unit_id: str, parent_id: str, by: Actor, at: datetime, after: str = ""
) -> str | None:
    """Put an organisation below another one: at the end, or behind its sibling ``after``
    (``FIRST``: before all).

    Gives the id of the event, or None where it stands there already.
    """
    unit = session.get_one(OrgUnit, unit_id)
    tree = Tree.load(session)
    if parent_id == unit_id or unit_id in tree.above(parent_id):
        raise UnitBelowItself(unit.name)
    if parent_id != unit.parent_id:
        _require_free(session, unit.name, parent_id)
    elif not after:
        return None
    before = {"parent_id": unit.parent_id, "position": unit.position}
    told = {"from": _said(tree, unit.parent_id), "to": _said(tree, parent_id)}
    unit.parent_id = parent_id
    _line_up(session, unit, parent_id, after)
    return _note(session, unit_id, UnitAct.MOVED, {"before": before, **told}, by=by, at=at)


def merge_units(session: Session, *, gone_id: str, kept_id: str, by: Actor, at: datetime) -> str:
    """Let ``kept_id`` take over people, organisations and records of ``gone_id``; give the event.

    The one given up stays in the history of the other with its name and path.
    """
    gone = session.get_one(OrgUnit, gone_id)
    tree = Tree.load(session)
    if gone_id == kept_id or gone_id in tree.above(kept_id):
        raise UnitBelowItself(gone.name)
    columns = {name: getattr(gone, name) for name in _KEPT}
    path = _said(tree, gone_id)
    for child in session.scalars(select(OrgUnit).where(OrgUnit.parent_id == gone_id)):
        if _is_taken(session, child.name, kept_id):
            raise BothHaveUnit(child.name)
    try:
        joined = join(session, OrgUnit, gone_id=gone_id, kept_id=kept_id)
    except Clash as clash:  # whatever may stand once below a unit beside other units
        raise BothHaveUnit(gone.name) from clash
    session.delete(gone)
    session.flush()
    details = {"gone": {"id": gone_id, **columns}, "path": path, **asdict(joined)}
    return _note(session, kept_id, UnitAct.MERGED, details, by=by, at=at)


def remove_unit(session: Session, *, unit_id: str, by: Actor, at: datetime) -> str | None:
    """Remove an organisation that nothing points to; give the event, kept by the one above."""
    unit = session.get_one(OrgUnit, unit_id)
    name, above = unit.name, unit.parent_id
    columns = {"id": unit_id, **{one: getattr(unit, one) for one in _KEPT}}
    session.execute(delete(UnitEvent).where(UnitEvent.unit_id == unit_id))
    try:
        session.delete(unit)
        session.flush()
    except IntegrityError as error:
        raise UnitHoldsOthers(name) from error
    if above is None:
        audit.record(session, by=by, at=at, act="unit.removed", subject=unit_id)
        return None
    return _note(session, above, UnitAct.REMOVED, {"gone": columns, "name": name}, by=by, at=at)


def undo(session: Session, *, event_id: str, by: Actor, at: datetime) -> None:
    """Take one step back, as long as nothing happened to that organisation since."""
    event = session.get_one(UnitEvent, event_id)
    last = session.scalar(
        select(UnitEvent.id)
        .where(UnitEvent.unit_id == event.unit_id)
        .order_by(UnitEvent.id.desc())
        .limit(1)
    )
    if last != event_id or event.details.get("absorbed"):
        raise StepOutlived
    unit_id, details, act = event.unit_id, event.details, UnitAct(event.act)
    session.delete(event)
    session.flush()
    _UNDO[act](session, unit_id, details, by, at)
    audit.record(session, by=by, at=at, act=f"unit.undo_{act}", subject=unit_id)


_KEPT = ("name", "kind", "code", "position", "place", "parent_id")


def _unadd(
    session: Session, unit_id: str, _details: Mapping[str, Any], by: Actor, at: datetime
) -> None:
    event_id = remove_unit(session, unit_id=unit_id, by=by, at=at)
    if event_id:  # it never was, so the one above has nothing to tell
        session.delete(session.get_one(UnitEvent, event_id))


def _restore(
    session: Session, unit_id: str, details: Mapping[str, Any], _by: Actor, _at: datetime
) -> None:
    before = dict(details["before"])
    unit = session.get_one(OrgUnit, unit_id)
    parent_id = before.get("parent_id", unit.parent_id)
    name = before.get("name", unit.name)
    if parent_id is not None and session.get(OrgUnit, parent_id) is None:
        raise StepOutlived
    if (name, parent_id) != (unit.name, unit.parent_id):
        _require_free(session, name, parent_id)
    _write(unit, before)


def _bring_back(
    session: Session, unit_id: str, details: Mapping[str, Any], _by: Actor, _at: datetime
) -> None:
    gone = dict(details["gone"])
    parent_id = gone["parent_id"]
    if parent_id is not None and session.get(OrgUnit, parent_id) is None:
        raise StepOutlived
    _require_free(session, gone["name"], parent_id)
    session.execute(
        delete(Tombstone).where(Tombstone.kind == "org_unit", Tombstone.record_id == gone["id"])
    )
    session.add(OrgUnit(**gone))
    session.flush()
    moved = tuple((str(a), str(b), str(c)) for a, b, c in details.get("moved", ()))
    part(session, OrgUnit, joined=Joined(moved, 0), kept_id=unit_id, back_id=gone["id"])


_UNDO = {
    UnitAct.ADDED: _unadd,
    UnitAct.CHANGED: _restore,
    UnitAct.MOVED: _restore,
    UnitAct.MERGED: _bring_back,
    UnitAct.REMOVED: _bring_back,
}


def _write(unit: OrgUnit, values: Mapping[str, Any]) -> None:
    for name, value in values.items():
        setattr(unit, name, value)


def _checked_name(name: str) -> str:
    name = "".join(name.split())
    if not name:
        raise UnitNameMissing
    if len(name) > LONGEST_UNIT:
        raise UnitNameTooLong(len(name))
    return name


def _is_taken(session: Session, name: str, parent_id: str | None) -> bool:
    same = select(OrgUnit.id).where(OrgUnit.name == name, OrgUnit.parent_id == parent_id)
    return session.scalar(same) is not None


def _require_free(session: Session, name: str, parent_id: str | None) -> None:
    if _is_taken(session, name, parent_id):
        upper = session.get_one(OrgUnit, parent_id).name if parent_id else name
        raise UnitExists(name, upper)


def _last_position(session: Session, parent_id: str | None) -> int:
    last = select(func.max(OrgUnit.position)).where(OrgUnit.parent_id == parent_id)
    return session.scalar(last) or 0


def _line_up(session: Session, unit: OrgUnit, parent_id: str, after: str) -> None:
    """Number the siblings anew, ``unit`` behind ``after`` or at the end."""
    others = list(
        session.scalars(
            select(OrgUnit)
            .where(OrgUnit.parent_id == parent_id, OrgUnit.id != unit.id)
            .order_by(OrgUnit.position, OrgUnit.name)
        )
    )
    places = [one.id for one in others]
    behind = places.index(after) + 1 if after in places else len(others)
    others.insert(0 if after == FIRST else behind, unit)
    for position, one in enumerate(others, start=1):
        one.position = position


def _said(tree: Tree, unit_id: str | None) -> str:
    return " › ".join(tree.path_of(unit_id))


def _note(
    session: Session,
    unit_id: str,
    act: UnitAct,
    details: Mapping[str, Any],
    *,
    by: Actor,
    at: datetime,
) -> str:
    event = UnitEvent(unit_id=unit_id, act=act.value, at=at, actor=by.name, details=dict(details))
    session.add(event)
    session.flush()
    told = {name: details[name] for name in ("name", "from", "to", "path") if name in details}
    audit.record(session, by=by, at=at, act=f"unit.{act}", subject=unit_id, details=told)
    return event.id
