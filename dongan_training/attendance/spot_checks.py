"""Spot checks in mid-lesson (抽点): some of those here are named at random and looked for."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from dongan_training.accounts import audit
from dongan_training.accounts.actor import Actor
from dongan_training.attendance.ledger import active_rows, lesson_facts, read_ledger
from dongan_training.attendance.models import SpotCall, SpotCheck
from dongan_training.attendance.said import SAID
from dongan_training.attendance.status import hour
from dongan_training.errors import UserError
from dongan_training.people.models import Person
from dongan_training.people.units import NAMED_UNITS, NAMES, Named, named
from dongan_training.texts import N_
from dongan_training.training.models import Enrolment

USUAL_COUNT, MOST = 10, 100


@dataclass(eq=False)
class LessonNotOn(UserError):
    starts: str
    ends: str
    message = N_("抽点只能在上课时间（{starts} 至 {ends}）进行。")
    advice = N_("没有抽点。请核对选的是不是这一课。")


@dataclass(eq=False)
class NobodyToCall(UserError):
    message = N_("现在没有已签到、还在会场的人，无法抽点。")
    advice = N_("没有抽点。请先签到。")


@dataclass(eq=False)
class CountImpossible(UserError):
    count: int
    message = N_("不能抽点 {count} 人。")
    advice = N_("没有抽点。请填写 1 至 100。")


@dataclass(frozen=True)
class Called:
    """Somebody named; ``found`` is None as long as nobody has looked."""

    id: str
    enrolment_id: str
    name: str
    unit: Named
    number: int
    seat: str
    found: bool | None


@dataclass(frozen=True)
class SpotCheckView:
    """One spot check with those named, in the order in which they were drawn."""

    id: str
    at: datetime
    actor: str
    seed: int
    called: tuple[Called, ...]

    @property
    def missing(self) -> int:
        """Who was not there."""
        return sum(one.found is False for one in self.called)

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to be looked for."""
        return any(one.found is None for one in self.called)


def named_at_random(ids: Sequence[str], count: int, seed: int) -> list[str]:
    """Draw so many of these, or all where there are fewer; the same seed draws the same."""
    return random.Random(seed).sample(sorted(ids), min(count, len(ids)))


def draw_spot_check(
    session: Session, *, lesson_id: str, count: int, seed: int, by: Actor, at: datetime
) -> str:
    """Name ``count`` people who are in the hall now, by chance, and give the id; logged.

    Raises CountImpossible, LessonNotOn or NobodyToCall.
    """
    if not 1 <= count <= MOST:
        raise CountImpossible(count)
    facts = lesson_facts(session, lesson_id)
    if not facts.rules.starts_at <= at <= facts.rules.ends_at:
        raise LessonNotOn(hour(facts.rules.starts_at), hour(facts.rules.ends_at))
    here = [
        row.place.enrolment_id
        for row in active_rows(read_ledger(session, [facts], now=at))
        if row.attendance.arrived_at and not row.attendance.left_at
    ]
    if not here:
        raise NobodyToCall
    check = SpotCheck(lesson_id=lesson_id, at=at, seed=seed, actor=by.name)
    session.add(check)
    session.flush()
    drawn = named_at_random(here, count, seed)
    session.add_all(
        SpotCall(spot_check_id=check.id, enrolment_id=one, position=position)
        for position, one in enumerate(drawn)
    )
    session.flush()
    details = {"lesson": lesson_id, "seed": seed, "called": len(drawn)}
    audit.record(session, by=by, at=at, act="spot_check.draw", subject=check.id, details=details)
    return check.id


def tell_found(session: Session, *, call_id: str, found: bool, by: Actor, at: datetime) -> None:
    """Say whether somebody who was named is there; logged, and may be corrected.

    Nobody's attendance changes by it: whoever was not there appears among the signs that
    a person looks at.
    """
    call = session.get_one(SpotCall, call_id)
    call.found = found
    details = {"spot_check": call.spot_check_id, "found": found}
    audit.record(
        session, by=by, at=at, act="spot_check.tell", subject=call.enrolment_id, details=details
    )


def spot_checks(session: Session, lesson_ids: Sequence[str]) -> list[SpotCheckView]:
    """The spot checks of these lessons, the latest first."""
    checks = session.scalars(
        select(SpotCheck)
        .where(SpotCheck.lesson_id.in_(lesson_ids))
        .order_by(SpotCheck.at.desc(), SpotCheck.id.desc())
    ).all()
    called = _called(session, [one.id for one in checks])
    return [
        SpotCheckView(one.id, one.at, one.actor, one.seed, tuple(called.get(one.id, ())))
        for one in checks
    ]


def _called(session: Session, check_ids: Sequence[str]) -> dict[str, list[Called]]:
    found = session.execute(
        select(SpotCall, Person.name, Enrolment.number, Enrolment.seat, SAID.c.unit, *NAMES)
        .join(Enrolment, SpotCall.enrolment_id == Enrolment.id)
        .join(Person, Enrolment.person_id == Person.id)
        .outerjoin(NAMED_UNITS, Person.org_unit_id == NAMED_UNITS.c.id)
        .outerjoin(SAID, SAID.c.enrolment_id == Enrolment.id)
        .where(SpotCall.spot_check_id.in_(check_ids))
        .order_by(SpotCall.position)
    )
    called: dict[str, list[Called]] = {}
    for call, name, number, seat, said, *units in found:
        unit = named(*units)
        if said and not unit.org:
            unit = Named(said, "", said)
        called.setdefault(call.spot_check_id, []).append(
            Called(call.id, call.enrolment_id, name, unit, number, seat, call.found)
        )
    return called
