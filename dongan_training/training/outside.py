"""Training somebody had elsewhere (上级调训, 智慧党建 and other portals).

It earns hours in the ledger, and whoever was covered by it is left off the fallback list
(兜底名单): those for whom the county still has to find a place this year.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from dongan_training.accounts import audit
from dongan_training.accounts.actor import Actor
from dongan_training.people.models import Person
from dongan_training.people.order import people_order
from dongan_training.people.units import NAMED_UNITS
from dongan_training.training.models import (
    Enrolment,
    EnrolmentState,
    OutsideTraining,
    Plan,
    TrainingClass,
)


@dataclass(frozen=True)
class OutsideLine:
    """Training that somebody had elsewhere."""

    id: str
    person_id: str
    year: int
    name: str
    org: str
    title: str
    organizer: str
    hours: float
    ended_on: date | None
    covers: bool


@dataclass(frozen=True)
class Uncovered:
    """Somebody who had no training yet this year."""

    person_id: str
    name: str
    org: str
    township: str
    post: str


def outside_lines(session: Session, year: int) -> list[OutsideLine]:
    """What people attended elsewhere in a year, in the order chosen for people."""
    found = session.execute(
        select(OutsideTraining, Person.name, NAMED_UNITS.c.org)
        .join(OutsideTraining.person)
        .outerjoin(NAMED_UNITS, Person.org_unit_id == NAMED_UNITS.c.id)
        .where(OutsideTraining.year == year)
        .order_by(*people_order(session), OutsideTraining.title)
    )
    return [
        OutsideLine(
            *(one.id, one.person_id, one.year, name, org or "", one.title, one.organizer),
            *(one.hours, one.ended_on, one.covers),
        )
        for one, name, org in found
    ]


def remove_outside(session: Session, *, outside_id: str, by: Actor, at: datetime) -> None:
    """Take a credit back."""
    session.delete(session.get_one(OutsideTraining, outside_id))
    audit.record(session, by=by, at=at, act="outside.remove", subject=outside_id)


def fallback_list(
    session: Session, *, year: int, categories: Collection[str] = ()
) -> list[Uncovered]:
    """Who is on the roll, of one of ``categories`` if any, and had no training this year.

    A place in a class of the year counts as training, and so does what was had elsewhere.
    """
    placed = (
        select(Enrolment.person_id)
        .join(TrainingClass, TrainingClass.id == Enrolment.class_id)
        .join(Plan, Plan.id == TrainingClass.plan_id)
        .where(Plan.year == year, Enrolment.state == EnrolmentState.ACTIVE)
    )
    elsewhere = select(OutsideTraining.person_id).where(
        OutsideTraining.year == year, OutsideTraining.covers
    )
    unit = NAMED_UNITS.c
    found = session.execute(
        select(Person.id, Person.name, Person.post, Person.categories, unit.org, unit.township)
        .outerjoin(NAMED_UNITS, Person.org_unit_id == unit.id)
        .where(Person.active, Person.id.not_in(placed), Person.id.not_in(elsewhere))
        .order_by(*people_order(session))
    )
    wanted = set(categories)
    return [
        Uncovered(one.id, one.name, one.org or "", one.township or "", one.post)
        for one in found
        if not wanted or wanted & set(one.categories)
    ]
