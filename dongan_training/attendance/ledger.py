"""Who attended which lessons, judged now: the one reading that pages, papers and hours share."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, func, select, true
from sqlalchemy.orm import Session

from dongan_training.attendance.door import EVENT_FACTS, event_of
from dongan_training.attendance.events import Event
from dongan_training.attendance.models import CheckIn, Leave, LeaveState
from dongan_training.attendance.said import SAID
from dongan_training.attendance.status import Attendance, Rules, judge
from dongan_training.people.models import Person
from dongan_training.people.order import people_order
from dongan_training.people.units import NAMED_UNITS
from dongan_training.texts import listed
from dongan_training.training.choices import chose_another
from dongan_training.training.class_names import class_title
from dongan_training.training.models import Enrolment, EnrolmentState, Lesson, TrainingClass

AT_ONCE = 500


@dataclass(frozen=True)
class LessonFacts:
    """One lesson, as far as attendance is concerned."""

    id: str
    class_id: str
    class_title: str
    title: str
    venue: str
    hours: float
    rules: Rules


@dataclass(frozen=True)
class Place:
    """One person's place in a class; ``withdrawn_at`` is None for those who still hold it."""

    enrolment_id: str
    class_id: str
    person_id: str
    number: int
    name: str
    pinyin: str
    org: str
    township: str
    post: str
    group: str
    seat: str
    is_active: bool
    withdrawn_at: datetime | None


@dataclass(frozen=True)
class LeaveFacts:
    """A leave that was asked for, whatever became of it."""

    id: str
    kind: str
    reason: str
    state: LeaveState
    decided_by: str = ""
    decided_at: datetime | None = None
    exception: str = ""  # why it was granted after the lesson had begun


@dataclass(frozen=True)
class LedgerRow:
    """How one person attended one lesson."""

    lesson: LessonFacts
    place: Place
    attendance: Attendance
    leave: LeaveFacts | None


def lesson_facts(session: Session, lesson_id: str) -> LessonFacts:
    """One lesson."""
    return _lessons(session, Lesson.id == lesson_id)[0]


def lesson_in_rooms(session: Session, lesson_id: str) -> LessonFacts:
    """The same, for whoever reads where to go: its venue names the rooms of its courses."""
    rooms = session.get_one(Lesson, lesson_id).rooms()
    return replace(lesson_facts(session, lesson_id), venue=listed(rooms))


def lessons_of_class(session: Session, class_id: str) -> list[LessonFacts]:
    """The lessons of a class, in time order."""
    return _lessons(session, Lesson.class_id == class_id)


def lessons_between(session: Session, since: datetime, until: datetime) -> list[LessonFacts]:
    """The lessons of all classes that start in this span, in time order."""
    return _lessons(session, Lesson.starts_at >= since, Lesson.starts_at < until)


def lessons_of_year(session: Session, year: int) -> list[LessonFacts]:
    """The lessons that start in a calendar year of this machine's time zone."""
    first, after = (datetime(one, 1, 1).astimezone(UTC) for one in (year, year + 1))
    return lessons_between(session, first, after)


def read_ledger(
    session: Session,
    lessons: Sequence[LessonFacts],
    *,
    now: datetime,
    person_id: str | None = None,
) -> list[LedgerRow]:
    """Judge everybody who holds, or at the time held, a place in the classes of these lessons.

    A lesson of electives is for those who chose them: the others are judged only where they
    came or asked for leave. A few queries, however many people and lessons there are. With
    ``person_id`` only that person is judged.
    """
    ids = [lesson.id for lesson in lessons]
    return _judged(session, lessons, now, person_id, chose_another(session, ids))


def read_everybody(
    session: Session, lessons: Sequence[LessonFacts], *, now: datetime
) -> list[LedgerRow]:
    """The same, those too who chose another course: for a door at which anybody may stand."""
    return _judged(session, lessons, now, None, set())


def _judged(
    session: Session,
    lessons: Sequence[LessonFacts],
    now: datetime,
    person_id: str | None,
    elsewhere: set[tuple[str, str]],
) -> list[LedgerRow]:
    whose = true() if person_id is None else Enrolment.person_id == person_id
    places = _places(session, sorted({lesson.class_id for lesson in lessons}), whose)
    ids = [lesson.id for lesson in lessons]
    alone = None if person_id is None else [one.enrolment_id for p in places.values() for one in p]
    events, leaves = _events(session, ids, alone), _leaves(session, ids)
    away = elsewhere - events.keys() - leaves.keys()
    return [
        _row(lesson, place, events.get((lesson.id, place.enrolment_id), ()), leaves, now)
        for lesson in lessons
        for place in places[lesson.class_id]
        if place.withdrawn_at is None or place.withdrawn_at > lesson.rules.starts_at
        if (lesson.id, place.enrolment_id) not in away
    ]


def _row(
    lesson: LessonFacts,
    place: Place,
    events: Sequence[Event],
    leaves: dict[tuple[str, str], LeaveFacts],
    now: datetime,
) -> LedgerRow:
    leave = leaves.get((lesson.id, place.enrolment_id))
    state = leave.state if leave else None
    attendance = judge(lesson.rules, events=events, leave=state, now=now)
    return LedgerRow(lesson, place, attendance, leave)


def _lessons(session: Session, *which: ColumnElement[bool]) -> list[LessonFacts]:
    found = session.execute(
        select(Lesson, TrainingClass)
        .join(TrainingClass)
        .where(*which)
        .order_by(Lesson.starts_at, Lesson.id)
    )
    return [
        LessonFacts(
            id=lesson.id,
            class_id=lesson.class_id,
            class_title=class_title(in_class.name, in_class.number),
            title=lesson.title,
            venue=lesson.venue or in_class.venue,
            hours=lesson.hours,
            rules=Rules(
                lesson.starts_at,
                lesson.ends_at,
                lesson.opens_before,
                lesson.absent_after,
                lesson.early_leave,
            ),
        )
        for lesson, in_class in found
    ]


def _places(
    session: Session, class_ids: Sequence[str], whose: ColumnElement[bool]
) -> dict[str, list[Place]]:
    """Columns, not entities: nobody's ID number needs to be decrypted for this.

    Whom the roll knows no unit of, stands under the one they named at the door.
    """
    facts = (
        Enrolment.id,
        Enrolment.class_id,
        Enrolment.person_id,
        Enrolment.number,
        Person.name,
        Person.pinyin,
        func.coalesce(NAMED_UNITS.c.org, SAID.c.unit),
        NAMED_UNITS.c.township,
        Person.post,
        Enrolment.group,
        Enrolment.seat,
        Enrolment.state,
        Enrolment.withdrawn_at,
    )
    found = session.execute(
        select(*facts)
        .join(Person, Enrolment.person_id == Person.id)
        .outerjoin(NAMED_UNITS, Person.org_unit_id == NAMED_UNITS.c.id)
        .outerjoin(SAID, SAID.c.enrolment_id == Enrolment.id)
        .where(Enrolment.class_id.in_(class_ids), whose)
        .order_by(*people_order(session))
    )
    places: dict[str, list[Place]] = defaultdict(list)
    for one in found:
        place = _place(*one)
        places[place.class_id].append(place)
    return places


def _place(*found: Any) -> Place:
    (enrolment_id, class_id, person_id, number, *words, state, withdrawn_at) = found
    name, pinyin, org, township, post, group, seat = (word or "" for word in words)
    is_active = state is EnrolmentState.ACTIVE
    return Place(
        enrolment_id=enrolment_id,
        class_id=class_id,
        person_id=person_id,
        number=number,
        name=name,
        pinyin=pinyin,
        org=org,
        township=township,
        post=post,
        group=group,
        seat=seat,
        is_active=is_active,
        withdrawn_at=None if is_active else withdrawn_at,
    )


def _events(
    session: Session, lesson_ids: Sequence[str], alone: Sequence[str] | None
) -> dict[tuple[str, str], list[Event]]:
    """All events, repeats and corrections too: which of them count is judged over all doors."""
    whose = true() if alone is None else CheckIn.enrolment_id.in_(alone)
    events: dict[tuple[str, str], list[Event]] = defaultdict(list)
    for some in in_portions(lesson_ids):
        found = session.execute(
            select(CheckIn.lesson_id, CheckIn.enrolment_id, *EVENT_FACTS).where(
                CheckIn.lesson_id.in_(some), whose
            )
        )
        for lesson_id, enrolment_id, *facts in found:
            events[lesson_id, enrolment_id].append(event_of(*facts))
    return events


def _leaves(session: Session, lesson_ids: Sequence[str]) -> dict[tuple[str, str], LeaveFacts]:
    return {
        (one.lesson_id, one.enrolment_id): _leave_facts(one)
        for some in in_portions(lesson_ids)
        for one in session.scalars(select(Leave).where(Leave.lesson_id.in_(some)))
    }


def _leave_facts(one: Leave) -> LeaveFacts:
    return LeaveFacts(
        one.id, one.kind, one.reason, one.state, one.decided_by, one.decided_at, one.exception
    )


def in_portions(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    """No more at once than every SQLite takes as variables of one statement."""
    return (ids[start : start + AT_ONCE] for start in range(0, len(ids), AT_ONCE))


def active_rows(rows: Sequence[LedgerRow]) -> Iterator[LedgerRow]:
    """Leave out those who have withdrawn since."""
    return (row for row in rows if row.place.is_active)
