"""What a door must know at each scan, read in four small queries that are compiled once."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, literal, select
from sqlalchemy.orm import Session

from dongan_training.attendance.events import Event, standing
from dongan_training.attendance.models import CheckIn, Method
from dongan_training.attendance.status import Rules
from dongan_training.people.models import Person, PersonPhoto
from dongan_training.people.units import Named, unit_names
from dongan_training.training.class_names import class_title
from dongan_training.training.models import Badge, Enrolment, EnrolmentState, Lesson, TrainingClass


@dataclass(frozen=True)
class LessonAtDoor:
    """The lesson people check in to."""

    id: str
    class_id: str
    rules: Rules


@dataclass(frozen=True)
class Holder:
    """Who stands at the door; by name, ``badge_id`` is None and no badge is void."""

    enrolment_id: str
    class_id: str
    class_title: str
    is_active: bool
    is_on_roll: bool
    seat: str
    name: str
    unit: Named
    badge_id: str | None
    badge_is_void: bool


# Tables instead of entities: a door reads values, and loading entities takes twice as long.
_BADGE, _ENROLMENT, _CLASS = (one.__table__ for one in (Badge, Enrolment, TrainingClass))
_PERSON, _LESSON, _EVENT = (one.__table__ for one in (Person, Lesson, CheckIn))
_FACTS = (
    _ENROLMENT.c.id,
    _ENROLMENT.c.class_id,
    _CLASS.c.name,
    _CLASS.c.number,
    _ENROLMENT.c.state,
    _ENROLMENT.c.seat,
    _PERSON.c.name,
    _PERSON.c.active,
    _PERSON.c.org_unit_id,
)
_PEOPLE = _ENROLMENT.join(_CLASS, _ENROLMENT.c.class_id == _CLASS.c.id).join(
    _PERSON, _ENROLMENT.c.person_id == _PERSON.c.id
)
_BY_TOKEN = (
    select(*_FACTS, _BADGE.c.id, _BADGE.c.voided_at)
    .select_from(_PEOPLE.join(_BADGE, _BADGE.c.enrolment_id == _ENROLMENT.c.id))
    .where(_BADGE.c.token == bindparam("token"))
)
_BY_ENROLMENT = (
    select(*_FACTS, literal(None), literal(None))
    .select_from(_PEOPLE)
    .where(_ENROLMENT.c.id == bindparam("enrolment_id"))
)
_LESSON_RULES = select(
    _LESSON.c.id,
    _LESSON.c.class_id,
    _LESSON.c.starts_at,
    _LESSON.c.ends_at,
    _LESSON.c.opens_before,
    _LESSON.c.absent_after,
    _LESSON.c.early_leave,
).where(_LESSON.c.id == bindparam("lesson_id"))
EVENT_FACTS = (
    _EVENT.c.id,
    _EVENT.c.device,
    _EVENT.c.counter,
    _EVENT.c.at,
    _EVENT.c.direction,
    _EVENT.c.method,
    _EVENT.c.repeated,
    _EVENT.c.reason,
    _EVENT.c.voids,
)
_PASSAGES = select(*EVENT_FACTS).where(
    _EVENT.c.lesson_id == bindparam("lesson_id"),
    _EVENT.c.enrolment_id == bindparam("enrolment_id"),
)


def lesson_at_door(session: Session, lesson_id: str) -> LessonAtDoor:
    """Read the rules of a lesson."""
    found = session.connection().execute(_LESSON_RULES, {"lesson_id": lesson_id}).one()
    found_id, class_id, starts_at, ends_at, *windows = found
    return LessonAtDoor(found_id, class_id, Rules(starts_at, ends_at, *windows))


def holder_by_token(session: Session, token: str) -> Holder | None:
    """Who holds the badge with this token."""
    found = session.connection().execute(_BY_TOKEN, {"token": token}).one_or_none()
    return _holder(session, found) if found else None


def holder_by_enrolment(session: Session, enrolment_id: str) -> Holder:
    """Who holds this place; for those without a badge."""
    found = session.connection().execute(_BY_ENROLMENT, {"enrolment_id": enrolment_id}).one()
    return _holder(session, found)


def photo_at_door(session: Session, enrolment_id: str) -> bytes | None:
    """The photo of whoever holds this place, where there is one."""
    holder = select(Enrolment.person_id).where(Enrolment.id == enrolment_id).scalar_subquery()
    return session.scalar(select(PersonPhoto.content).where(PersonPhoto.person_id == holder))


def passages(session: Session, lesson_id: str, enrolment_id: str) -> Sequence[Event]:
    """What of somebody's events in a lesson still counts, in the order recorded."""
    wanted = {"lesson_id": lesson_id, "enrolment_id": enrolment_id}
    found = session.connection().execute(_PASSAGES, wanted)
    return standing([event_of(*one) for one in found])


def event_of(*facts: Any) -> Event:
    """Take the columns of ``EVENT_FACTS``."""
    event_id, device, counter, at, direction, method, repeated, reason, voids = facts
    return Event(
        at=at,
        direction=direction,
        id=event_id,
        device=device,
        counter=counter,
        told=method is Method.SHEET,
        repeated=repeated,
        reason=reason,
        voids=None if voids is None else tuple(voids),
    )


def _holder(session: Session, found: Sequence[Any]) -> Holder:
    """Take the facts of one of the queries above."""
    (enrolment_id, class_id, class_name, number, state, seat, name, *person) = found
    is_on_roll, unit_id, badge_id, voided_at = person
    return Holder(
        enrolment_id=enrolment_id,
        class_id=class_id,
        class_title=class_title(class_name, number),
        is_active=state is EnrolmentState.ACTIVE,
        is_on_roll=is_on_roll,
        seat=seat,
        name=name,
        unit=unit_names(session, unit_id),
        badge_id=badge_id,
        badge_is_void=voided_at is not None,
    )
