"""Places of a class by township (名额分配): shared out, kept, and held to."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from dongan_training.accounts import audit
from dongan_training.accounts.actor import Actor
from dongan_training.errors import UserError
from dongan_training.people.models import OrgUnit, Person
from dongan_training.people.organisations import Tree
from dongan_training.people.units import SUBDISTRICT, TOWNSHIP
from dongan_training.texts import N_
from dongan_training.training.models import (
    ClassQuota,
    Enrolment,
    EnrolmentState,
    TrainingClass,
    WaitingPlace,
)


@dataclass(eq=False)
class PlacesImpossible(UserError):
    name: str
    places: int
    message = N_("{name}的名额不能是 {places}。")
    advice = N_("没有保存。请填写 0 或更大的整数。")


@dataclass(eq=False)
class QuotasAboveClass(UserError):
    total: int
    quota: int
    message = N_("各乡镇名额合计 {total} 人，超过培训班的名额 {quota} 人。")
    advice = N_("没有保存。请减少几个名额，或者先增加培训班的名额。")


@dataclass(eq=False)
class TownshipFull(UserError):
    township: str
    places: int
    enrolled: int
    wanted: int
    message = N_("{township}有 {places} 个名额，已用 {enrolled} 个，放不下这 {wanted} 人。")
    advice = N_("没有添加任何人。请调整名额分配，或者让他们候补。")


@dataclass(eq=False)
class NoPlacesThere(UserError):
    name: str
    message = N_("这个班没有给{name}所在的党组织分配名额。")
    advice = N_("没有添加任何人。请先在名额分配里加上。")


@dataclass(frozen=True)
class QuotaRow:
    """A township's places in a class, and how they are used."""

    unit_id: str
    township: str
    places: int
    enrolled: int
    waiting: int


def quotas(session: Session, class_id: str) -> list[QuotaRow]:
    """The places of a class, in the order of townships."""
    kept = session.scalars(
        select(ClassQuota)
        .join(ClassQuota.org_unit)
        .where(ClassQuota.class_id == class_id)
        .order_by(OrgUnit.position, OrgUnit.name)
    ).all()
    ids = {one.org_unit_id for one in kept}
    tree = Tree.load(session)
    held = Counter(_township(tree, unit, ids) for unit in _units_held(session, class_id))
    asked = session.scalars(
        select(Person.org_unit_id)
        .join(WaitingPlace, WaitingPlace.person_id == Person.id)
        .where(WaitingPlace.class_id == class_id)
    )
    waiting = Counter(_township(tree, unit, ids) for unit in asked)
    return [
        QuotaRow(unit, one.org_unit.name, one.places, held[unit], waiting[unit])
        for one in kept
        for unit in (one.org_unit_id,)
    ]


def set_quotas(
    session: Session, *, class_id: str, places: Mapping[str, int], by: Actor, at: datetime
) -> None:
    """Share the places of a class out by the ids of townships; one that is not named has none."""
    quota = session.get_one(TrainingClass, class_id).quota
    for unit_id, count in places.items():
        if count < 0:
            raise PlacesImpossible(session.get_one(OrgUnit, unit_id).name, count)
    total = sum(places.values())
    if quota and total > quota:
        raise QuotasAboveClass(total, quota)
    kept = {
        one.org_unit_id: one
        for one in session.scalars(select(ClassQuota).where(ClassQuota.class_id == class_id))
    }
    for unit_id in kept.keys() - places.keys():
        session.delete(kept[unit_id])
    for unit_id, count in places.items():
        if unit_id in kept:
            kept[unit_id].places = count
        else:
            session.add(ClassQuota(class_id=class_id, org_unit_id=unit_id, places=count))
    session.flush()
    audit.record(
        session, by=by, at=at, act="class.quotas", subject=class_id, details={"total": total}
    )


def proposed_quotas(session: Session, class_id: str) -> dict[str, int]:
    """Share the quota of the class by how many people it is for live in each township."""
    of = session.get_one(TrainingClass, class_id)
    townships = session.scalars(
        select(OrgUnit.id)
        .where(OrgUnit.kind.in_((TOWNSHIP, SUBDISTRICT)))
        .order_by(OrgUnit.position, OrgUnit.name)
    ).all()
    tree = Tree.load(session)
    wanted = set(of.targets)
    counts = dict.fromkeys(townships, 0)
    for unit_id, categories in session.execute(
        select(Person.org_unit_id, Person.categories).where(Person.active)
    ):
        township = _township(tree, unit_id, counts)
        if township and (not wanted or wanted & set(categories)):
            counts[township] += 1
    return share_places(counts, of.quota or sum(counts.values()))


def share_places(counts: Mapping[str, int], total: int) -> dict[str, int]:
    """Share ``total`` in proportion to ``counts``: whole parts, then the largest remainders.

    Nobody gets more places than people.
    """
    people = sum(counts.values())
    total = min(total, people)
    if not people:
        return dict.fromkeys(counts, 0)
    shares = {name: divmod(total * count, people) for name, count in counts.items()}
    places = {name: whole for name, (whole, _rest) in shares.items()}
    left = total - sum(places.values())
    by_rest = sorted(shares, key=lambda name: -shares[name][1])
    for name in by_rest[:left]:
        places[name] += 1
    return places


def require_places(session: Session, class_id: str, people: Sequence[Person]) -> None:
    """Raise unless the townships of these people have places left; without quotas all have."""
    rows = {one.unit_id: one for one in quotas(session, class_id)}
    if not rows:
        return
    tree = Tree.load(session)
    wanted: Counter[str] = Counter()
    for person in people:
        township = _township(tree, person.org_unit_id, rows)
        if township is None:
            raise NoPlacesThere(person.name)
        wanted[township] += 1
    for unit_id, count in wanted.items():
        row = rows[unit_id]
        if row.enrolled + count > row.places:
            raise TownshipFull(row.township, row.places, row.enrolled, count)


def _township(tree: Tree, unit_id: str | None, ids: Collection[str]) -> str | None:
    """The nearest of ``ids`` at or above a unit."""
    while unit_id is not None and unit_id not in ids:
        unit_id = tree.units[unit_id].parent_id
    return unit_id


def _units_held(session: Session, class_id: str) -> Sequence[str | None]:
    return session.scalars(
        select(Person.org_unit_id)
        .join(Enrolment, Enrolment.person_id == Person.id)
        .where(Enrolment.class_id == class_id, Enrolment.state == EnrolmentState.ACTIVE)
    ).all()
