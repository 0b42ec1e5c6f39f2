"""Check-ins of several machines without a network come together (带走、并入签到记录).

A second laptop opens a restored backup and sees people in at its own door. What it recorded
is carried to the first as a file, and back. Each event keeps its id and version, so merging
is union: an event that is known already is passed over, whichever way it came.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from dongan_training.accounts import audit
from dongan_training.accounts.actor import Actor
from dongan_training.attendance.carry_file import Carried, CarryFile
from dongan_training.attendance.models import CheckIn, Direction
from dongan_training.people.models import Person
from dongan_training.storage.bulk import insert_columns
from dongan_training.texts import N_
from dongan_training.training.models import Badge, Enrolment, EnrolmentState, Lesson
from dongan_training.training.queries import lessons

AT_ONCE = 500  # ids in one query


class Why(StrEnum):
    """Why an event is not taken in; stable, scripts read it."""

    UNKNOWN_LESSON = "unknown_lesson"
    UNKNOWN_PERSON = "unknown_person"
    OTHER_CLASS = "other_class"
    WITHDRAWN = "withdrawn"
    LEFT_ROLL = "left_roll"
    UNKNOWN_BADGE = "unknown_badge"
    VOID_BADGE = "void_badge"
    OTHER_CONTENTS = "other_contents"


WHY_WORDS = {
    Why.UNKNOWN_LESSON: N_("本机没有这一课"),
    Why.UNKNOWN_PERSON: N_("本机的名单上没有这个人"),
    Why.OTHER_CLASS: N_("不在本班名单中"),
    Why.WITHDRAWN: N_("当时已退出本班"),
    Why.LEFT_ROLL: N_("已离册"),
    Why.UNKNOWN_BADGE: N_("本机没有登记这张胸牌"),
    Why.VOID_BADGE: N_("当时胸牌已作废"),
    Why.OTHER_CONTENTS: N_("本机有同一条记录，内容却不同；本机的没有改动"),
}


@dataclass(frozen=True)
class Refused:
    """One event that cannot be taken in, in words that somebody can look into."""

    event_id: str
    why: Why
    name: str  # as the other desk knew it
    lesson: str  # visible code
    at: datetime
    direction: Direction


@dataclass(frozen=True)
class Weighed:
    """What a file would bring: every one of its events is new, known or refused."""

    new: tuple[Carried, ...]
    known: int
    refused: tuple[Refused, ...]


def gather(session: Session, *, class_id: str, lesson_id: str = "", at: datetime) -> CarryFile:
    """Collect all events of a class, or of one of its lessons, whichever machine saw them."""
    timetable = {one.id: one.code for one in lessons(session, class_id)}
    if lesson_id:
        timetable = {lesson_id: timetable[lesson_id]}
    columns = [getattr(CheckIn, one.name) for one in fields(Carried)]
    found = session.execute(
        select(*columns).where(CheckIn.lesson_id.in_(list(timetable))).order_by(CheckIn.id)
    )
    events = tuple(Carried(*row) for row in found)
    people = session.execute(
        select(Enrolment.id, Person.name).join(Person).where(Enrolment.class_id == class_id)
    )
    seen = {one.enrolment_id for one in events}
    return CarryFile(at, timetable, {key: name for key, name in people if key in seen}, events)


def weigh(session: Session, file: CarryFile) -> Weighed:
    """Say what taking ``file`` in would bring, without changing anything."""
    columns = [getattr(CheckIn, one.name) for one in fields(Carried)]
    here = {
        row.id: Carried(*tuple(row)) for row in _rows(session, columns, (e.id for e in file.events))
    }
    unknown = [one for one in file.events if one.id not in here]
    differing = [one for one in file.events if here.get(one.id, one) != one]
    facts = _Facts(session, unknown)
    reasons = [facts.why_not(one) for one in unknown]
    refused = [(one, why) for one, why in zip(unknown, reasons, strict=True) if why]
    refused += [(one, Why.OTHER_CONTENTS) for one in differing]
    new = (one for one, why in zip(unknown, reasons, strict=True) if why is None)
    told = tuple(_refused(file, one, why) for one, why in refused)
    return Weighed(tuple(new), len(here) - len(differing), told)


def take_in(session: Session, *, file: CarryFile, by: Actor, at: datetime) -> Weighed:
    """Add the new events of ``file``; logged. Taking it in twice changes nothing."""
    weighed = weigh(session, file)
    if not weighed.new:
        return weighed
    # Past the unit of work, which would give the events a version of this machine.
    names = [one.name for one in fields(Carried)]
    columns = {name: [getattr(one, name) for one in weighed.new] for name in names}
    insert_columns(session, CheckIn, columns)
    details = {
        "new": len(weighed.new),
        "known": weighed.known,
        "refused": Counter(one.why.value for one in weighed.refused),
        "devices": sorted({one.device for one in weighed.new}),
        "lessons": sorted({file.lessons.get(one.lesson_id, "") for one in weighed.new}),
    }
    class_id = session.scalars(
        select(Lesson.class_id).where(Lesson.id == weighed.new[0].lesson_id)
    ).one()
    audit.record(session, by=by, at=at, act="attendance.merge", subject=class_id, details=details)
    return weighed


class _Facts:
    """What this machine knows of the lessons, people and badges in a file."""

    def __init__(self, session: Session, events: Sequence[Carried]):
        lessons_, places = (one.lesson_id for one in events), (one.enrolment_id for one in events)
        badges = (one.badge_id for one in events if one.badge_id)
        place = [Enrolment.id, Enrolment.class_id, Enrolment.state, Enrolment.withdrawn_at]
        place.append(Enrolment.person_id)
        self._lessons = _by_id(_rows(session, [Lesson.id, Lesson.class_id], lessons_))
        self._places = _by_id(_rows(session, place, places))
        self._badges = _by_id(_rows(session, [Badge.id, Badge.voided_at], badges))
        people = (one.person_id for one in self._places.values())
        self._people = _by_id(_rows(session, [Person.id, Person.active], people))

    def why_not(self, event: Carried) -> Why | None:
        """Judge as the door of this machine would have at the moment of the event.

        A correction needs only its lesson and its person: it records nobody's presence.
        """
        lesson, place = self._lessons.get(event.lesson_id), self._places.get(event.enrolment_id)
        if lesson is None:
            return Why.UNKNOWN_LESSON
        if place is None:
            return Why.UNKNOWN_PERSON
        if place.class_id != lesson.class_id:
            return Why.OTHER_CLASS
        if event.direction is Direction.TAKEN_BACK:
            return None
        if place.state is EnrolmentState.WITHDRAWN and _before(place.withdrawn_at, event.at):
            return Why.WITHDRAWN
        if not self._people[place.person_id].active:
            return Why.LEFT_ROLL
        return self._badge_flaw(event)

    def _badge_flaw(self, event: Carried) -> Why | None:
        if event.badge_id is None:
            return None
        badge = self._badges.get(event.badge_id)
        if badge is None:
            return Why.UNKNOWN_BADGE
        voided = badge.voided_at is not None and _before(badge.voided_at, event.at)
        return Why.VOID_BADGE if voided else None


def _before(moment: datetime | None, at: datetime) -> bool:
    return moment is None or moment <= at


def _refused(file: CarryFile, event: Carried, why: Why) -> Refused:
    name = file.people.get(event.enrolment_id, event.enrolment_id)
    lesson = file.lessons.get(event.lesson_id, event.lesson_id)
    return Refused(event.id, why, name, lesson, event.at, event.direction)


def _rows(
    session: Session, columns: Sequence[InstrumentedAttribute[Any]], ids: Iterable[str]
) -> list[Row[Any]]:
    """The rows with these ids; ``columns`` begin with the id."""
    wanted = sorted(set(ids))
    return [
        row
        for start in range(0, len(wanted), AT_ONCE)
        for row in session.execute(
            select(*columns).where(columns[0].in_(wanted[start : start + AT_ONCE]))
        )
    ]


def _by_id(rows: Iterable[Row[Any]]) -> dict[str, Row[Any]]:
    return {row[0]: row for row in rows}
