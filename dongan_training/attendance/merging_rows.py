"""What comes beside check-ins is weighed and taken in: union by id, and what moved on since.

A badge voided anywhere is void; leave that was decided, and a person a spot check found or
missed, are settled here where they were open. Two answers to one question are for a human.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from dongan_training.attendance.carried_rows import RECORDS, VERSION, Kind, Line, Rows
from dongan_training.attendance.merging_matches import Match, WeighedMatches
from dongan_training.attendance.models import Evidence, Leave, LeaveState
from dongan_training.attendance.places import Place, Places
from dongan_training.attendance.refused import Said, Why
from dongan_training.people.models import Person
from dongan_training.people.order import pinyin_key, stroke_key
from dongan_training.people.pinyin import pinyin_of
from dongan_training.storage.base import table_of
from dongan_training.storage.bulk import insert_rows, rows_by_id
from dongan_training.training.models import Enrolment, Lesson

LEAVE_SAYS = ("kind", "reason", "state", "exception")  # alike in these, two are one
LEAVE_COLUMNS = (*LEAVE_SAYS, "id", "enrolment_id", "asked_at", "decided_by", "decided_at")
TOLD = (Kind.WALK_INS, Kind.BADGES, Kind.LEAVE, Kind.EVIDENCE, Kind.CHECKS)


@dataclass(frozen=True)
class Beside:
    """Rows to be written: new ones, and what known ones say from now on."""

    new: Mapping[Kind, Sequence[Line]] = field(default_factory=dict)
    changed: Mapping[Kind, Sequence[Line]] = field(default_factory=dict)
    people: Sequence[Line] = ()
    places: Sequence[Place] = ()
    matches: Sequence[Match] = ()

    def __bool__(self) -> bool:
        rows = (*self.new.values(), *self.changed.values())
        return any((*rows, self.people, self.places, self.matches))

    def counts(self) -> dict[Kind, int]:
        """How many of each kind a user knows by name are new or moved on."""
        found = {
            kind: len(self.new.get(kind, ())) + len(self.changed.get(kind, ())) for kind in TOLD
        }
        found[Kind.WALK_INS] += len(self.matches)
        return {kind: count for kind, count in found.items() if count}


@dataclass(frozen=True)
class Clash:
    """A row that cannot be taken in; ``known`` says otherwise here, and one of both can stand."""

    line: Line
    why: Why
    said: Said
    lesson_id: str
    at: datetime
    known: Line | None = None


def weigh_rows(
    session: Session, rows: Rows, places: Places, attended: Iterable[Place]
) -> tuple[Beside, list[Clash]]:
    """Say what ``rows`` would bring; ``attended`` are the places of events that come along."""
    weighing = _Weighing(session, rows, places)
    for place in attended:
        weighing.need(place)
    weighing.walk_ins()
    weighing.leave()
    weighing.evidence()
    weighing.spot_checks()
    weighing.badges()  # last: who is not needed here needs no badge either
    return weighing.found(), weighing.clashes


def take_in_rows(session: Session, beside: Beside) -> None:
    """Write down what was weighed, in the caller's transaction."""
    for line in beside.people:
        session.add(_person(line))
    session.flush()
    for place in beside.places:
        session.add(_place(session, place))
        session.flush()
    for kind in Kind:  # new rows keep the version of the desk that wrote them
        insert_rows(session, RECORDS[kind], beside.new.get(kind, ()))
        for line in beside.changed.get(kind, ()):
            record = session.get_one(RECORDS[kind], line["id"])
            for name, value in line.items():
                setattr(record, name, value)
    session.flush()


class _Weighing:
    """Goes through the rows of a file kind by kind."""

    def __init__(self, session: Session, rows: Rows, places: Places):
        self._session = session
        self._rows = rows
        self._places = places
        self._needed: dict[str, Place] = {}
        self._new: dict[Kind, list[Line]] = {kind: [] for kind in Kind}
        self._changed: dict[Kind, list[Line]] = {kind: [] for kind in Kind}
        self._matches: list[Match] = []
        self.clashes: list[Clash] = []
        told = (line["lesson_id"] for lines in rows.values() for line in lines if _of_lesson(line))
        self._lessons = {row.id for row in rows_by_id(session, [Lesson.id], told)}

    def need(self, place: Place) -> None:
        """Somebody whose place is to be made if it is not here."""
        if place.line is not None:
            self._needed[place.id] = place

    def found(self) -> Beside:
        made = list(self._needed.values())
        people = {line["id"]: line for one in made if (line := self._places.person(one))}
        return Beside(self._new, self._changed, list(people.values()), made, self._matches)

    def walk_ins(self) -> None:
        here = self._here(Kind.WALK_INS)
        weighed = WeighedMatches(self._rows, self._places, here)
        self._matches = weighed.found
        for match in weighed.found:
            if match.own is not None:
                self.need(match.own)
        for line, why in weighed.clashes:
            self._clash(line, why, Said.WALK_IN, line["at"])
        for line in self._rows[Kind.WALK_INS]:
            if line["id"] not in here:
                own = self._places.of(line["own_place_id"] or "")
                more = {"own_place_id": own.id if own and own.line is None else None}
                self._take(Kind.WALK_INS, line | more, Said.WALK_IN, line["at"])

    def leave(self) -> None:
        here = self._here(Kind.LEAVE)
        taken = {(one["lesson_id"], one["enrolment_id"]): one for one in self._leave_of_lessons()}
        for line in self._rows[Kind.LEAVE]:
            known, place = here.get(line["id"]), self._places.of(line["enrolment_id"])
            if known is not None:
                self._decide(known, line)
            elif other := taken.get((line["lesson_id"], place.id if place else "")):
                if any(line[name] != other[name] for name in LEAVE_SAYS):
                    self._clash(line, Why.OTHER_LEAVE, Said.LEAVE, line["asked_at"], other)
            else:
                self._take(Kind.LEAVE, line, Said.LEAVE, line["asked_at"])

    def evidence(self) -> None:
        here = self._here(Kind.EVIDENCE, "id", "digest")
        columns = [Evidence.lesson_id, Evidence.enrolment_id, Evidence.digest]
        kept = {tuple(row) for row in rows_by_id(self._session, columns, self._lessons)}
        for line in self._rows[Kind.EVIDENCE]:
            known, place = here.get(line["id"]), self._places.of(line["enrolment_id"] or "")
            if (line["lesson_id"], place.id if place else None, line["digest"]) in kept:
                continue  # the same picture for the same purpose is kept once
            if known is None:
                self._take(Kind.EVIDENCE, line, Said.PHOTOGRAPH, line["added_at"])
            elif known["digest"] != line["digest"]:
                self._clash(line, Why.OTHER_CONTENTS, Said.PHOTOGRAPH, line["added_at"])

    def spot_checks(self) -> None:
        here = self._here(Kind.CHECKS, "id")
        calls = self._here(Kind.CALLS)
        checks = {line["id"]: line for line in self._rows[Kind.CHECKS]}
        for line in checks.values():
            if line["id"] not in here:
                self._take(Kind.CHECKS, line, Said.SPOT_CHECK, line["at"])
        present = set(here) | {line["id"] for line in self._new[Kind.CHECKS]}
        for line in self._rows[Kind.CALLS]:
            if line["spot_check_id"] not in present:
                continue  # the check itself is told as refused
            check = checks[line["spot_check_id"]]
            known, more = calls.get(line["id"]), {"lesson_id": check["lesson_id"]}
            if known is None:
                self._take(Kind.CALLS, line, Said.SPOT_CHECK, check["at"])
            elif known["found"] is None and line["found"] is not None:
                self._changed[Kind.CALLS].append({"id": line["id"], "found": line["found"]})
            elif line["found"] not in (None, known["found"]):
                self._clash(line | more, Why.OTHER_CONTENTS, Said.SPOT_CHECK, check["at"], known)

    def badges(self) -> None:
        here = self._here(Kind.BADGES)
        for line in self._rows[Kind.BADGES]:
            known, place = here.get(line["id"]), self._places.of(line["enrolment_id"])
            if known is not None:
                if line["voided_at"] and _earlier(line["voided_at"], known["voided_at"]):
                    void = {"id": line["id"], "voided_at": line["voided_at"]}
                    self._changed[Kind.BADGES].append(void)
            elif place is not None and (place.line is None or place.id in self._needed):
                self._new[Kind.BADGES].append(line | {"enrolment_id": place.id})

    def _decide(self, known: Line, line: Line) -> None:
        if known["state"] is LeaveState.ASKED and line["state"] is not LeaveState.ASKED:
            names = ("id", "state", "decided_by", "decided_at", "exception")
            self._changed[Kind.LEAVE].append({name: line[name] for name in names})
        elif line["state"] is not LeaveState.ASKED and _contents(known) != _contents(line):
            self._clash(line, Why.OTHER_CONTENTS, Said.LEAVE, line["asked_at"], known)

    def _take(self, kind: Kind, line: Line, said: Said, at: datetime) -> None:
        """Take a row in under the lesson and the place it belongs to here."""
        if "lesson_id" in line and line["lesson_id"] not in self._lessons:
            self._clash(line, Why.UNKNOWN_LESSON, said, at)
        elif (place_id := line.get("enrolment_id")) is None:
            self._new[kind].append(line)
        elif (place := self._places.of(place_id)) is None:
            self._clash(line, Why.UNKNOWN_PERSON, said, at)
        else:
            self.need(place)
            self._new[kind].append(line | {"enrolment_id": place.id})

    def _clash(
        self, line: Line, why: Why, said: Said, at: datetime, known: Line | None = None
    ) -> None:
        lesson_id = line.get("lesson_id") or ""
        self.clashes.append(Clash(line, why, said, lesson_id, at, known))

    def _here(self, kind: Kind, *names: str) -> dict[str, Line]:
        """Of the rows of a file those that are known here, by id."""
        record: Any = RECORDS[kind]
        columns = [getattr(record, name) for name in names or table_of(record).c.keys()]
        columns.sort(key=lambda column: column.key != "id")
        ids = (line["id"] for line in self._rows[kind])
        return {row.id: dict(row._mapping) for row in rows_by_id(self._session, columns, ids)}

    def _leave_of_lessons(self) -> list[Line]:
        columns = [Leave.lesson_id, *(getattr(Leave, name) for name in LEAVE_COLUMNS)]
        return [dict(row._mapping) for row in rows_by_id(self._session, columns, self._lessons)]


def _of_lesson(line: Line) -> bool:
    return "lesson_id" in line


def _earlier(moment: datetime, known: datetime | None) -> bool:
    return known is None or moment < known


def _contents(line: Line) -> dict[str, Any]:
    return {name: line[name] for name in line if name not in (*VERSION, "enrolment_id")}


def _person(line: Line) -> Person:
    name = line["name"]
    return Person(
        id=line["id"],
        name=name,
        pinyin=pinyin_of(name),
        by_strokes=stroke_key(name),
        by_pinyin=pinyin_key(name),
        note=line["note"],
        active=line["active"],
    )


def _place(session: Session, place: Place) -> Enrolment:
    """The place with the number it has on its badge, if nobody here has that."""
    assert place.line is not None
    taken = set(
        session.scalars(sa.select(Enrolment.number).where(Enrolment.class_id == place.class_id))
    )
    number = place.line["number"]
    return Enrolment(
        id=place.id,
        class_id=place.class_id,
        person_id=place.person_id,
        number=number if number not in taken else max(taken) + 1,
        state=place.state,
        withdrawn_at=place.withdrawn_at,
        withdrawn_reason=place.line["withdrawn_reason"],
    )
