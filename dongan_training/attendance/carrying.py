"""Check-ins of several machines without a network come together (带走、并入签到记录).

A second laptop opens a restored backup and sees people in at its own door. What it recorded
is carried to the first as a file, and back. Each event keeps its id and version, so merging
is union: an event that is known already is passed over, whichever way it came. What was
written beside the events (``carried_rows``) comes along the same way.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from dongan_training.accounts import audit
from dongan_training.accounts.actor import Actor
from dongan_training.attendance.carried_rows import Kind, Line, gather_rows
from dongan_training.attendance.carry_file import Carried, CarryFile
from dongan_training.attendance.merging_matches import take_in_matches
from dongan_training.attendance.merging_rows import Beside, Clash, take_in_rows, weigh_rows
from dongan_training.attendance.models import CheckIn, Direction
from dongan_training.attendance.places import Place, Places
from dongan_training.attendance.refused import Refused, Said, Why
from dongan_training.attendance.settling import Choice, Settled, find_choices, settle
from dongan_training.people.models import Person
from dongan_training.storage.bulk import insert_columns, rows_by_id
from dongan_training.training.models import Badge, Enrolment, EnrolmentState, Lesson
from dongan_training.training.queries import lessons


@dataclass(frozen=True)
class Weighed:
    """What a file would bring: every one of its events is new, known or refused."""

    new: tuple[Carried, ...]
    known: int
    refused: tuple[Refused, ...]
    beside: Beside
    clashes: tuple[Clash, ...] = ()
    settled: tuple[Settled, ...] = ()  # where the record of the other desk was chosen

    @property
    def brings(self) -> bool:
        """Whether taking the file in would change anything."""
        return bool(self.new or self.beside)


def gather(session: Session, *, class_id: str, lesson_id: str = "", at: datetime) -> CarryFile:
    """Collect all that was recorded of a class, or of one lesson, whichever machine saw it."""
    timetable = {one.id: one.code for one in lessons(session, class_id)}
    if lesson_id:
        timetable = {lesson_id: timetable[lesson_id]}
    columns = [getattr(CheckIn, one.name) for one in fields(Carried)]
    found = session.execute(
        select(*columns).where(CheckIn.lesson_id.in_(list(timetable))).order_by(CheckIn.id)
    )
    people = session.execute(
        select(Enrolment.id, Person.name).join(Person).where(Enrolment.class_id == class_id)
    )
    rows = gather_rows(session, class_id, list(timetable))
    events = tuple(Carried(*row) for row in found)
    return CarryFile(at, timetable, {key: name for key, name in people}, events, rows)


def weigh(session: Session, file: CarryFile) -> Weighed:
    """Say what taking ``file`` in would bring, without changing anything."""
    named = {one.enrolment_id for one in file.events}
    lines = (line for kind in file.rows.values() for line in kind)
    named |= {line["enrolment_id"] for line in lines if line.get("enrolment_id")}
    named |= {line["own_place_id"] for line in file.rows[Kind.WALK_INS]} - {None}
    places = Places(session, file.rows, named)
    columns = [getattr(CheckIn, one.name) for one in fields(Carried)]
    ids = (one.id for one in file.events)
    here = {row.id: Carried(*tuple(row)) for row in rows_by_id(session, columns, ids)}
    differing = [
        one for one in file.events if one.id in here and not _same(here[one.id], one, places)
    ]
    unknown = [one for one in file.events if one.id not in here]
    facts = _Facts(session, unknown, file, places)
    reasons = [facts.why_not(one) for one in unknown]
    refused = [(one, why) for one, why in zip(unknown, reasons, strict=True) if why]
    refused += [(one, Why.OTHER_CONTENTS) for one in differing]
    new = [one for one, why in zip(unknown, reasons, strict=True) if why is None]
    placed = tuple(replace(one, enrolment_id=facts.place_id(one)) for one in new)
    attended = [facts.place(one) for one in new]
    beside, clashes = weigh_rows(session, file.rows, places, attended)
    told = [_refused(file, one, why) for one, why in refused]
    told += [_refused_row(file, clash) for clash in clashes]
    return Weighed(placed, len(here) - len(differing), tuple(told), beside, tuple(clashes))


def _same(here: Carried, event: Carried, places: Places) -> bool:
    """Whether an event says what it says here; its place may have another id, or a new owner."""
    if not places.is_here(here.enrolment_id, event.enrolment_id):
        return False
    return replace(event, enrolment_id=here.enrolment_id) == here


def take_in(
    session: Session,
    *,
    file: CarryFile,
    by: Actor,
    at: datetime,
    choices: Mapping[str, Choice] | None = None,
) -> Weighed:
    """Add what is new in ``file``; logged. Taking it in twice changes nothing.

    ``choices``: by the id of a record of the file, or its beginning, which of two that differ
    stands; raises NothingToChoose. A file of which nothing could be taken in is logged too:
    somebody tried, and was told.
    """
    weighed = weigh(session, file)
    chosen = find_choices(weighed.clashes, choices or {})
    if not weighed.brings and not chosen and (weighed.known or not weighed.refused):
        return weighed
    settled = settle(session, clashes=weighed.clashes, choices=chosen, by=by, at=at)
    left = tuple(one for one in weighed.refused if one.record_id not in chosen)
    weighed = replace(weighed, refused=left, settled=settled)
    take_in_rows(session, weighed.beside)
    if weighed.new:
        # Past the unit of work, which would give the events a version of this machine.
        names = [one.name for one in fields(Carried)]
        columns = {name: [getattr(one, name) for one in weighed.new] for name in names}
        insert_columns(session, CheckIn, columns)
    take_in_matches(session, matches=weighed.beside.matches, by=by, at=at)
    _log(session, file, weighed, by, at)
    return weighed


def _log(session: Session, file: CarryFile, weighed: Weighed, by: Actor, at: datetime) -> None:
    details = {
        "new": len(weighed.new),
        "known": weighed.known,
        "refused": Counter(one.why.value for one in weighed.refused),
        "beside": {kind.value: count for kind, count in weighed.beside.counts().items()},
        "devices": sorted({one.device for one in weighed.new}),
        "lessons": sorted({file.lessons.get(one.lesson_id, "") for one in weighed.new}),
    }
    class_id = session.scalars(select(Lesson.class_id).where(Lesson.id.in_(file.lessons))).first()
    audit.record(
        session, by=by, at=at, act="attendance.merge", subject=class_id or "", details=details
    )


class _Facts:
    """What this machine knows of the lessons, people and badges in a file."""

    def __init__(
        self, session: Session, events: Sequence[Carried], file: CarryFile, places: Places
    ):
        lessons_ = (one.lesson_id for one in events)
        badges = (one.badge_id for one in events if one.badge_id)
        rows = rows_by_id(session, [Lesson.id, Lesson.class_id], lessons_)
        self._classes = {row.id: row.class_id for row in rows}
        told = {line["id"] for line in file.rows[Kind.BADGES]}
        self._badges = told | {row.id for row in rows_by_id(session, [Badge.id], badges)}
        voided = (key for one in events for key in one.voids or ())
        found = rows_by_id(session, [CheckIn.id, CheckIn.enrolment_id], voided)
        self._where = {row.id: row.enrolment_id for row in found}
        self._places = places

    def place(self, event: Carried) -> Place:
        """The place of an event that nothing speaks against."""
        place = self._places.of(event.enrolment_id)
        assert place is not None
        return place

    def place_id(self, event: Carried) -> str:
        """The place of an event here; a correction stands with the events it declares void."""
        voided = [self._where[key] for key in event.voids or () if key in self._where]
        return voided[0] if voided else self.place(event).id

    def why_not(self, event: Carried) -> Why | None:
        """Judge as the door of this machine would have at the moment of the event.

        A correction needs only its lesson and its person: it records nobody's presence. A badge
        that another desk had voided counts where it was seen, so it counts everywhere.
        """
        class_id, place = self._classes.get(event.lesson_id), self._places.of(event.enrolment_id)
        if class_id is None:
            return Why.UNKNOWN_LESSON
        if place is None:
            return Why.UNKNOWN_PERSON
        if place.class_id != class_id:
            return Why.OTHER_CLASS
        if event.direction is Direction.TAKEN_BACK:
            return None
        if place.state is EnrolmentState.WITHDRAWN and _before(place.withdrawn_at, event.at):
            return Why.WITHDRAWN
        if not place.on_roll:
            return Why.LEFT_ROLL
        if event.badge_id is not None and event.badge_id not in self._badges:
            return Why.UNKNOWN_BADGE
        return None


def _before(moment: datetime | None, at: datetime) -> bool:
    return moment is None or moment <= at


def _refused(file: CarryFile, event: Carried, why: Why) -> Refused:
    name = file.people.get(event.enrolment_id, event.enrolment_id)
    lesson = file.lessons.get(event.lesson_id, event.lesson_id)
    return Refused(event.id, why, name, lesson, event.at, Said(event.direction.value))


def _refused_row(file: CarryFile, clash: Clash) -> Refused:
    line = clash.line
    name = file.people.get(line["enrolment_id"] or "", "")
    lesson = file.lessons.get(clash.lesson_id, clash.lesson_id)
    here = {} if clash.known is None else _details(clash.said, clash.known)
    details = _details(clash.said, line)
    return Refused(line["id"], clash.why, name, lesson, clash.at, clash.said, details, here)


def _details(said: Said, line: Line) -> dict[str, str]:
    if said is Said.LEAVE:
        return {name: line[name] for name in ("kind", "reason", "state")}
    return {"found": "yes" if line["found"] else "no"} if "found" in line else {}
