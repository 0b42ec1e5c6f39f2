"""Waiting for a place (候补), moving up, and exchanging places (调班、换人)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from dongan_training.accounts import audit
from dongan_training.accounts.actor import Actor
from dongan_training.errors import UserError
from dongan_training.people.models import Person
from dongan_training.people.units import unit_names
from dongan_training.progress import Progress, Silent
from dongan_training.texts import N_, _
from dongan_training.training.enrolment import Enrolled, QuotaExceeded, enrol_people, withdraw
from dongan_training.training.models import Enrolment, EnrolmentState, WaitingPlace
from dongan_training.training.quotas import NoPlacesThere, TownshipFull

FULL = (QuotaExceeded, TownshipFull, NoPlacesThere)


@dataclass(eq=False)
class NotToBeSwapped(UserError):
    name: str
    message = N_("{name}现在不能调班：不在班里，或者已在对方的班里有记录。")
    advice = N_("没有改动。请选两个不同班里的学员。")


@dataclass(frozen=True)
class Waiting:
    """One line of the waiting list; ``person_id`` names it."""

    person_id: str
    number: int
    name: str
    org: str
    township: str
    asked_at: datetime
    note: str


@dataclass(frozen=True)
class Placed:
    """What became of people who asked for a place, and why the others wait (ids of people)."""

    enrolled: tuple[Enrolled, ...]
    waiting: tuple[str, ...]
    reasons: tuple[str, ...]

    @property
    def done(self) -> Enrolled:
        """All enrolments in one."""
        parts = ("added", "returned", "already")
        return Enrolled(
            *(tuple(one for done in self.enrolled for one in getattr(done, part)) for part in parts)
        )


def waiting_list(session: Session, class_id: str) -> list[Waiting]:
    """Who waits for a place, whoever asked first at the top."""
    rows = session.scalars(
        select(WaitingPlace)
        .where(WaitingPlace.class_id == class_id)
        .order_by(WaitingPlace.asked_at, WaitingPlace.id)
    )
    found = []
    for number, one in enumerate(rows, start=1):
        names = unit_names(session, one.person.org_unit_id)
        told = (one.person.name, names.org, names.township, one.asked_at, one.note)
        found.append(Waiting(one.person_id, number, *told))
    return found


def enrol_or_wait(
    session: Session,
    *,
    class_id: str,
    person_ids: Sequence[str],
    by: Actor,
    at: datetime,
    progress: Progress | None = None,
) -> Placed:
    """Give places in the order of ``person_ids`` as long as there are any; the others wait."""
    enrolled: list[Enrolled] = []
    waiting: list[str] = []
    reasons: list[str] = []
    known = set(
        session.scalars(select(WaitingPlace.person_id).where(WaitingPlace.class_id == class_id))
    )
    asked, told = list(dict.fromkeys(person_ids)), progress or Silent()
    for number, person_id in enumerate(asked):
        told.step(number, len(asked), _("正在添加学员……"))
        try:
            done = enrol_people(session, class_id=class_id, person_ids=[person_id], by=by, at=at)
        except FULL as full:
            waiting.append(person_id)
            name = session.get_one(Person, person_id).name
            reasons.append(_("{name}：{reason}").format(name=name, reason=full.told()))
            if person_id not in known:
                session.add(WaitingPlace(class_id=class_id, person_id=person_id, asked_at=at))
        else:
            enrolled.append(done)
            _forget(session, class_id, person_id)
    session.flush()
    if waiting:
        details = {"people": waiting}
        audit.record(session, by=by, at=at, act="waiting.add", subject=class_id, details=details)
    return Placed(tuple(enrolled), tuple(waiting), tuple(reasons))


def move_up(session: Session, *, class_id: str, by: Actor, at: datetime) -> Placed:
    """Give free places to those who wait, in their order; a full township holds up no other."""
    ids = [one.person_id for one in waiting_list(session, class_id)]
    return enrol_or_wait(session, class_id=class_id, person_ids=ids, by=by, at=at)


def stop_waiting(
    session: Session, *, class_id: str, person_id: str, by: Actor, at: datetime
) -> bool:
    """Take somebody off the waiting list; say whether they were on it."""
    was_there = _forget(session, class_id, person_id)
    if was_there:
        details = {"person": person_id}
        audit.record(session, by=by, at=at, act="waiting.stop", subject=class_id, details=details)
    return was_there


def undo_addition(
    session: Session,
    *,
    class_id: str,
    enrolment_ids: Sequence[str],
    waiting_ids: Sequence[str],
    by: Actor,
    at: datetime,
) -> None:
    """Take back who was just added or put on the waiting list; their numbers stay used."""
    withdraw(session, enrolment_ids=enrolment_ids, reason=_("误添加，已撤销"), by=by, at=at)
    for person_id in waiting_ids:
        stop_waiting(session, class_id=class_id, person_id=person_id, by=by, at=at)


def swap_places(
    session: Session, *, one_id: str, other_id: str, by: Actor, at: datetime
) -> tuple[str, str]:
    """Let two people of different classes exchange places; give their new enrolments.

    Each leaves with a reason, so both classes keep what happened until then.
    """
    one, other = session.get_one(Enrolment, one_id), session.get_one(Enrolment, other_id)
    for mine, theirs in ((one, other), (other, one)):
        is_known = select(Enrolment.id).where(
            Enrolment.class_id == theirs.class_id, Enrolment.person_id == mine.person_id
        )
        if mine.state is not EnrolmentState.ACTIVE or session.scalar(is_known):
            raise NotToBeSwapped(mine.person.name)
    reason = _("调班")
    withdraw(session, enrolment_ids=[one_id, other_id], reason=reason, by=by, at=at)
    session.flush()
    pairs = ((other.class_id, one.person_id), (one.class_id, other.person_id))
    first, second = (
        enrol_people(session, class_id=class_id, person_ids=[person_id], by=by, at=at).added[0]
        for class_id, person_id in pairs
    )
    return first, second


def replace_person(
    session: Session, *, enrolment_id: str, person_id: str, by: Actor, at: datetime
) -> str:
    """Let somebody else take a place; give the new enrolment."""
    leaving = session.get_one(Enrolment, enrolment_id)
    withdraw(session, enrolment_ids=[enrolment_id], reason=_("换人"), by=by, at=at)
    session.flush()
    done = enrol_people(session, class_id=leaving.class_id, person_ids=[person_id], by=by, at=at)
    if done.already:
        raise NotToBeSwapped(session.get_one(Enrolment, done.already[0]).person.name)
    _forget(session, leaving.class_id, person_id)
    return (done.added or done.returned)[0]


def _forget(session: Session, class_id: str, person_id: str) -> bool:
    waiting = session.scalar(select(WaitingPlace).filter_by(class_id=class_id, person_id=person_id))
    if waiting is not None:
        session.delete(waiting)
        session.flush()
    return waiting is not None
