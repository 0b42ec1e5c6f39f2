"""Somebody stands at the door who is on no list (临时学员): let in now, matched to the roll later.

At the door only a name and the unit as told are asked for. Later somebody says who it was:
a person the roll has known for years, whose attendance it then is, or somebody new.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dongan_training.accounts import audit
from dongan_training.accounts.actor import Actor
from dongan_training.attendance.checkin import Arrival, check_in_by_name, take_back
from dongan_training.attendance.door import LessonAtDoor, lesson_at_door, passages
from dongan_training.attendance.models import CheckIn, Method, WalkIn
from dongan_training.errors import UserError
from dongan_training.people.finding import SHORTEST_PREFIX
from dongan_training.people.identity import clean_name
from dongan_training.people.models import Person
from dongan_training.people.order import pinyin_key, stroke_key
from dongan_training.people.pinyin import pinyin_of
from dongan_training.people.units import NAMED_UNITS, NAMES, Named, named
from dongan_training.texts import N_, _
from dongan_training.training.models import Enrolment, EnrolmentState, Lesson

MOST_SUGGESTED = 5


@dataclass(eq=False)
class WalkInUnknown(UserError):
    text: str
    message = N_("找不到临时学员“{text}”。")
    advice = N_("没有改动。请用 attendance walk-ins 查看编号。")


@dataclass(eq=False)
class AlreadyMatched(UserError):
    name: str
    message = N_("{name}已经核对过。")
    advice = N_("没有改动。")


@dataclass(frozen=True)
class Suggestion:
    """Somebody on the roll who bears the name."""

    person_id: str
    name: str
    unit: Named
    post: str
    said: str  # the unit as told at a door, of a walk-in; else ""

    @property
    def told_unit(self) -> str:
        """The unit, or what somebody let in at a door said theirs was."""
        if self.unit.full or not self.said:
            return self.unit.full
        return _("（自报）{unit}").format(unit=self.said)


@dataclass(frozen=True)
class WalkInRow:
    """One walk-in, and who it may have been; ``is_matched`` once somebody has said so."""

    id: str
    enrolment_id: str
    person_id: str
    lesson: str
    name: str
    said: str
    at: datetime
    actor: str
    is_matched: bool
    suggestions: tuple[Suggestion, ...]


@dataclass(frozen=True)
class Newcomer:
    """What is told at the door; ``person_id`` where the roll knows the person already."""

    name: str
    said: str = ""
    person_id: str | None = None


def let_in(
    session: Session, *, lesson_id: str, newcomer: Newcomer, by: Actor, at: datetime
) -> Arrival:
    """Give somebody at the door a place in the class and check them in; logged.

    The quota of the class does not keep anybody out who is there. Whoever has a place
    already is checked in by name. Raises NameImpossible of people, or a Refusal of the door.
    """
    lesson = lesson_at_door(session, lesson_id)
    person = _person_of(session, newcomer)
    known = session.scalar(
        select(Enrolment).filter_by(class_id=lesson.class_id, person_id=person.id)
    )
    if known is not None and known.state is EnrolmentState.ACTIVE:
        return check_in_by_name(session, enrolment_id=known.id, lesson_id=lesson_id, by=by, at=at)
    enrolment = known or _place_for(session, lesson, person)
    enrolment.state, enrolment.withdrawn_at, enrolment.withdrawn_reason = _ACTIVE
    walk_in = WalkIn(
        lesson_id=lesson_id,
        enrolment_id=enrolment.id,
        said=newcomer.said.strip(),
        at=at,
        actor=by.name,
    )
    if newcomer.person_id:
        walk_in.matched_at, walk_in.matched_by = at, by.name
    session.add(walk_in)
    session.flush()
    details = {"lesson": lesson_id, "said": walk_in.said, "known": bool(newcomer.person_id)}
    audit.record(session, by=by, at=at, act="walk_in.let_in", subject=enrolment.id, details=details)
    arrival = check_in_by_name(
        session, enrolment_id=enrolment.id, lesson_id=lesson_id, by=by, at=at
    )
    told = walk_in.said
    unit = arrival.unit if newcomer.person_id or not told else Named(told, "", told)
    return replace(arrival, unit=unit)


_ACTIVE = (EnrolmentState.ACTIVE, None, "")


def walk_ins(session: Session, *, class_id: str) -> list[WalkInRow]:
    """All walk-ins of a class, those still to be matched first, with people of the same name."""
    found = session.execute(
        select(WalkIn, Person, Lesson.title)
        .join(Lesson, WalkIn.lesson_id == Lesson.id)
        .join(Enrolment, WalkIn.enrolment_id == Enrolment.id)
        .join(Person, Enrolment.person_id == Person.id)
        .where(Lesson.class_id == class_id)
        .order_by(WalkIn.matched_at.is_not(None), WalkIn.at, WalkIn.id)
    )
    return [
        WalkInRow(
            id=one.id,
            enrolment_id=one.enrolment_id,
            person_id=person.id,
            lesson=lesson,
            name=person.name,
            said=one.said,
            at=one.at,
            actor=one.actor,
            is_matched=one.matched_at is not None,
            suggestions=()
            if one.matched_at
            else tuple(suggestions(session, person.name, besides=person.id)),
        )
        for one, person, lesson in found
    ]


def suggestions(session: Session, name: str, *, besides: str = "") -> list[Suggestion]:
    """People on the roll who bear this name."""
    told = (
        select(WalkIn.said)
        .join(Enrolment, WalkIn.enrolment_id == Enrolment.id)
        .where(Enrolment.person_id == Person.id)
        .order_by(WalkIn.at.desc())
        .limit(1)
        .scalar_subquery()
    )
    found = session.execute(
        select(Person.id, Person.name, Person.post, told, *NAMES)
        .outerjoin(NAMED_UNITS, Person.org_unit_id == NAMED_UNITS.c.id)
        .where(Person.active, Person.name == "".join(name.split()), Person.id != besides)
        .order_by(Person.id)
        .limit(MOST_SUGGESTED)
    )
    return [
        Suggestion(one, who, named(*units), post, said or "")
        for one, who, post, said, *units in found
    ]


def find_walk_in(session: Session, text: str) -> str:
    """Give the id of the walk-in meant by an id or its beginning."""
    text = text.strip()
    if len(text) >= SHORTEST_PREFIX:
        starts = WalkIn.id.startswith(text, autoescape=True)
        found = session.scalars(select(WalkIn.id).where(starts)).all()
        if len(found) == 1:
            return found[0]
    raise WalkInUnknown(text)


def keep_as_new(session: Session, *, walk_in_id: str, by: Actor, at: datetime) -> None:
    """Say that a walk-in is somebody new: the person made at the door stays on the roll."""
    walk_in = _unmatched(session, walk_in_id)
    walk_in.matched_at, walk_in.matched_by = at, by.name
    audit.record(session, by=by, at=at, act="walk_in.new", subject=walk_in.enrolment_id)


def match(session: Session, *, walk_in_id: str, person_id: str, by: Actor, at: datetime) -> None:
    """Say who a walk-in was: the place and all attendance become theirs; logged.

    Where that person has a place of their own, the events are entered there and taken
    back here: nothing is deleted. The person made at the door leaves the roll.
    """
    walk_in = _unmatched(session, walk_in_id)
    enrolment = walk_in.enrolment
    made = enrolment.person
    own = session.scalar(
        select(Enrolment).filter_by(class_id=enrolment.class_id, person_id=person_id)
    )
    if own is None:
        enrolment.person_id = person_id
    else:
        _hand_over(session, enrolment, own, by, at)
    if made.id != person_id:
        made.active = False
    walk_in.matched_at, walk_in.matched_by = at, by.name
    walk_in.own_place_id = own.id if own else None
    session.flush()
    details = {"made": made.id, "person": person_id, "own_place": own.id if own else None}
    audit.record(
        session, by=by, at=at, act="walk_in.match", subject=walk_in.enrolment_id, details=details
    )


def _unmatched(session: Session, walk_in_id: str) -> WalkIn:
    walk_in = session.get_one(WalkIn, walk_in_id)
    if walk_in.matched_at is not None:
        raise AlreadyMatched(walk_in.enrolment.person.name)
    return walk_in


def _person_of(session: Session, newcomer: Newcomer) -> Person:
    if newcomer.person_id:
        return session.get_one(Person, newcomer.person_id)
    name = clean_name(newcomer.name)
    said = newcomer.said.strip()
    person = Person(
        name=name,
        pinyin=pinyin_of(name),
        by_strokes=stroke_key(name),
        by_pinyin=pinyin_key(name),
        note=_("临时学员，自称：{said}").format(said=said) if said else _("临时学员"),
    )
    session.add(person)
    session.flush()
    return person


def _place_for(session: Session, lesson: LessonAtDoor, person: Person) -> Enrolment:
    last = select(func.max(Enrolment.number)).where(Enrolment.class_id == lesson.class_id)
    number = (session.scalar(last) or 0) + 1
    enrolment = Enrolment(class_id=lesson.class_id, person_id=person.id, number=number)
    session.add(enrolment)
    session.flush()
    return enrolment


def _hand_over(session: Session, made: Enrolment, own: Enrolment, by: Actor, at: datetime) -> None:
    """Enter under ``own`` what stands under ``made``, and take it back there."""
    lessons = session.scalars(select(Lesson.id).where(Lesson.class_id == made.class_id)).all()
    reason = _("临时学员核对为{name}").format(name=own.person.name)
    for lesson_id in lessons:
        entered = [
            CheckIn(
                lesson_id=lesson_id,
                enrolment_id=own.id,
                at=one.at,
                method=Method.BY_HAND,
                actor=by.name,
                direction=one.direction,
                repeated=one.repeated,
                reason=reason,
            )
            for one in passages(session, lesson_id, made.id)
        ]
        session.add_all(entered)
        if entered:
            take_back(
                session,
                enrolment_id=made.id,
                lesson_id=lesson_id,
                reason=reason,
                by=by,
                at=at,
            )
    give_place_up(made, own, reason, at)


def give_place_up(made: Enrolment, own: Enrolment, reason: str, at: datetime) -> None:
    """The place made at the door ends; the person's own one stands."""
    made.state, made.withdrawn_at = EnrolmentState.WITHDRAWN, at
    made.withdrawn_reason = reason
    own.state, own.withdrawn_at, own.withdrawn_reason = _ACTIVE
