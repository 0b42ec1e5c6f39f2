"""Places in a class (报名): give, take back, give again, and seats."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dongan_training.accounts import audit
from dongan_training.accounts.actor import Actor
from dongan_training.errors import UserError
from dongan_training.people.models import Person
from dongan_training.texts import N_, listed
from dongan_training.training.models import Enrolment, EnrolmentState, TrainingClass
from dongan_training.training.planning import count_enrolled
from dongan_training.training.quotas import require_places

NAMES_TOLD = 5
AT_ONCE = 500  # ids in one query: SQLite takes no more than some thousand


@dataclass(eq=False)
class QuotaExceeded(UserError):
    quota: int
    enrolled: int
    wanted: int
    over: int
    message = N_("名额 {quota} 人，已有 {enrolled} 人，这次要添加 {wanted} 人，超出 {over} 人。")
    advice = N_("没有添加任何人。请少选几人，或者在“概况”里增加名额。")


@dataclass(eq=False)
class PeopleInactive(UserError):
    names: str
    count: int
    message = N_("{names} 已不在册（共 {count} 人），不能报名。")
    advice = N_("没有添加任何人。请在“人员”页恢复在册，或者去掉他们再试。")


@dataclass(eq=False)
class ReasonMissing(UserError):
    message = N_("退学需要写明原因。")
    advice = N_("没有改动。请填写原因，例如“长期外出务工”。")


@dataclass(eq=False)
class SeatTaken(UserError):
    seat: str
    name: str
    message = N_("座位“{seat}”已安排给{name}。")
    advice = N_("没有改动。请换一个座位，或者先调整{name}的座位。")


@dataclass(frozen=True)
class Enrolled:
    """What became of the people asked for, as ids of their enrolments."""

    added: tuple[str, ...]
    returned: tuple[str, ...]  # had withdrawn before, keep their number
    already: tuple[str, ...]


def enrol_people(
    session: Session, *, class_id: str, person_ids: Sequence[str], by: Actor, at: datetime
) -> Enrolled:
    """Give all these people a place in the class, or none of them.

    Somebody who already has a place is no error. Numbers go up in the order given and are
    never used twice in a class, not even after a withdrawal.
    """
    known = _enrolments_of(session, class_id, person_ids)
    people = _people(session, person_ids)
    already = [one for one in known.values() if one.state is EnrolmentState.ACTIVE]
    returning = [one for one in known.values() if one.state is EnrolmentState.WITHDRAWN]
    new = [person for person in people if person.id not in known]
    _require_active([*new, *(one.person for one in returning)])
    _require_room(session, class_id, [*new, *(one.person for one in returning)])
    for one in returning:
        _bring_back(one)
    first = _next_number(session, class_id)
    added = [
        Enrolment(class_id=class_id, person_id=person.id, number=number)
        for number, person in enumerate(new, start=first)
    ]
    session.add_all(added)
    _log(session, "enrolment.add", class_id, [*added, *returning], by=by, at=at)
    return Enrolled(_ids(added), _ids(returning), _ids(already))


def withdraw(
    session: Session, *, enrolment_ids: Sequence[str], reason: str, by: Actor, at: datetime
) -> int:
    """Take people out of their class, void their badges, and give how many were in it.

    What they did in the class stays on record.
    """
    if not reason.strip():
        raise ReasonMissing
    leaving = [
        one for one in _enrolments(session, enrolment_ids) if one.state is EnrolmentState.ACTIVE
    ]
    for one in leaving:
        one.state = EnrolmentState.WITHDRAWN
        one.withdrawn_at, one.withdrawn_reason = at, reason.strip()
        one.seat = ""
        for badge in one.badges:
            badge.voided_at = badge.voided_at or at
    for class_id in {one.class_id for one in leaving}:
        gone = [one for one in leaving if one.class_id == class_id]
        _log(session, "enrolment.withdraw", class_id, gone, by=by, at=at, reason=reason.strip())
    return len(leaving)


def undo_withdrawal(
    session: Session, *, enrolment_ids: Sequence[str], by: Actor, at: datetime
) -> int:
    """Take a withdrawal back: the badges it voided open the door again, unlike after re-enrolling.

    Gives how many people have their place again.
    """
    returning = [
        one for one in _enrolments(session, enrolment_ids) if one.state is EnrolmentState.WITHDRAWN
    ]
    _require_active([one.person for one in returning])
    for class_id in {one.class_id for one in returning}:
        back = [one for one in returning if one.class_id == class_id]
        _require_room(session, class_id, [one.person for one in back])
        _log(session, "enrolment.undo_withdrawal", class_id, back, by=by, at=at)
    for one in returning:
        for badge in one.badges:
            if badge.voided_at == one.withdrawn_at:
                badge.voided_at = None
        _bring_back(one)
    return len(returning)


def assign_seats(session: Session, *, class_id: str, by: Actor, at: datetime) -> int:
    """Give everybody without a seat the lowest free seat number, in the order of enrolment."""
    people = _active(session, class_id)
    taken = {one.seat for one in people if one.seat}
    free = (str(number) for number in range(1, 2 * len(people) + 1) if str(number) not in taken)
    standing = [one for one in people if not one.seat]
    for one in standing:
        one.seat = next(free)
    if standing:
        _log(session, "enrolment.seat", class_id, standing, by=by, at=at)
    return len(standing)


def place_person(
    session: Session, *, enrolment_id: str, seat: str, group: str, by: Actor, at: datetime
) -> None:
    """Say where somebody sits, and in which group."""
    enrolment = session.get_one(Enrolment, enrolment_id)
    seat = seat.strip()
    others = [one for one in _active(session, enrolment.class_id) if one.id != enrolment_id]
    for other in others:
        if seat and other.seat == seat:
            raise SeatTaken(seat, other.person.name)
    enrolment.seat, enrolment.group = seat, group.strip()
    _log(session, "enrolment.place", enrolment.class_id, [enrolment], by=by, at=at)


def _people(session: Session, person_ids: Sequence[str]) -> list[Person]:
    """The people in the order asked for, each once."""
    wanted = list(dict.fromkeys(person_ids))
    found: dict[str, Person] = {}
    for start in range(0, len(wanted), AT_ONCE):
        some = select(Person).where(Person.id.in_(wanted[start : start + AT_ONCE]))
        found.update((person.id, person) for person in session.scalars(some))
    return [found[person_id] for person_id in wanted]


def _enrolments_of(
    session: Session, class_id: str, person_ids: Collection[str]
) -> dict[str, Enrolment]:
    all_of_class = session.scalars(select(Enrolment).where(Enrolment.class_id == class_id))
    wanted = set(person_ids)
    return {one.person_id: one for one in all_of_class if one.person_id in wanted}


def _enrolments(session: Session, enrolment_ids: Sequence[str]) -> list[Enrolment]:
    return [session.get_one(Enrolment, one) for one in dict.fromkeys(enrolment_ids)]


def _active(session: Session, class_id: str) -> list[Enrolment]:
    active = (
        select(Enrolment)
        .where(Enrolment.class_id == class_id, Enrolment.state == EnrolmentState.ACTIVE)
        .order_by(Enrolment.number)
    )
    return list(session.scalars(active))


def _require_active(people: Sequence[Person]) -> None:
    gone = [person.name for person in people if not person.active]
    if gone:
        raise PeopleInactive(listed(gone[:NAMES_TOLD]), len(gone))


def _require_room(session: Session, class_id: str, people: Sequence[Person]) -> None:
    wanted = len(people)
    quota = session.get_one(TrainingClass, class_id).quota
    enrolled = count_enrolled(session, class_id)
    if quota and wanted and enrolled + wanted > quota:
        raise QuotaExceeded(quota, enrolled, wanted, enrolled + wanted - quota)
    require_places(session, class_id, people)


def _bring_back(enrolment: Enrolment) -> None:
    enrolment.state = EnrolmentState.ACTIVE
    enrolment.withdrawn_at, enrolment.withdrawn_reason = None, ""


def _next_number(session: Session, class_id: str) -> int:
    last = session.scalar(select(func.max(Enrolment.number)).where(Enrolment.class_id == class_id))
    return (last or 0) + 1


def _ids(enrolments: Sequence[Enrolment]) -> tuple[str, ...]:
    return tuple(one.id for one in enrolments)


def _log(
    session: Session,
    act: str,
    class_id: str,
    enrolments: Sequence[Enrolment],
    *,
    by: Actor,
    at: datetime,
    **facts: str,
) -> None:
    details = {"enrolments": list(_ids(enrolments)), **facts}
    if enrolments:
        audit.record(session, by=by, at=at, act=act, subject=class_id, details=details)
