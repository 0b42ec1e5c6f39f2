"""A walk-in who was matched at one desk is matched at the other too, once their records meet.

What was seen of them here and nowhere else follows to the place of the person they turned out
to be: an event keeps its id and version, so that both desks hold the same event there.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from dongan_training.accounts import audit
from dongan_training.accounts.actor import Actor
from dongan_training.attendance.carried_rows import Kind, Line, Rows
from dongan_training.attendance.door import passages
from dongan_training.attendance.models import CheckIn, WalkIn
from dongan_training.attendance.places import Place, Places
from dongan_training.attendance.refused import Why
from dongan_training.attendance.walk_ins import give_place_up
from dongan_training.storage.base import table_of
from dongan_training.texts import _
from dongan_training.training.models import Enrolment, Lesson


@dataclass(frozen=True)
class Match:
    """Who a walk-in of this desk turned out to be; ``own`` None: they keep the place made."""

    line: Line
    person_id: str
    own: Place | None


class WeighedMatches:
    """Goes through the walk-ins of a file that this desk knows too."""

    def __init__(self, rows: Rows, places: Places, here: Mapping[str, Line]):
        self._places = places
        self._told = {line["id"]: line for line in rows[Kind.PLACES]}
        self.found: list[Match] = []
        self.clashes: list[tuple[Line, Why]] = []
        for line in rows[Kind.WALK_INS]:
            known = here.get(line["id"])
            if known is not None and line["matched_at"] is not None:
                self._weigh(line, known)

    def _weigh(self, line: Line, known: Line) -> None:
        match = self._match(line)
        if known["matched_at"] is None and match is None:
            self.clashes.append((line, Why.UNKNOWN_PERSON))
        elif known["matched_at"] is None and match is not None:
            self.found.append(match)
        elif match is not None and match.person_id != self._person_here(known):
            self.clashes.append((line, Why.OTHER_MATCH))

    def _match(self, line: Line) -> Match | None:
        if line["own_place_id"] is not None:
            own = self._places.of(line["own_place_id"])
            return None if own is None else Match(line, own.person_id, own)
        told = self._told.get(line["enrolment_id"])
        person_id = self._places.stays(told["person_id"]) if told else None
        made = self._places.made(line["enrolment_id"])
        if told is None or person_id is None or made is None:
            return None
        own = self._places.place_of(told["class_id"], person_id)
        return Match(line, person_id, own if own and own.id != made.id else None)

    def _person_here(self, known: Line) -> str | None:
        place = self._places.made(known["own_place_id"] or known["enrolment_id"])
        return place.person_id if place else None


def take_in_matches(session: Session, *, matches: Sequence[Match], by: Actor, at: datetime) -> None:
    """Match here whom the other desk matched, once its events are written down; logged."""
    for match in matches:
        walk_in = session.get_one(WalkIn, match.line["id"])
        made = walk_in.enrolment
        made_person = made.person
        if match.own is None:
            made.person_id = match.person_id
        else:
            own = session.get_one(Enrolment, match.own.id)
            _follow(session, made, own)
            give_place_up(made, own, _reason(own), match.line["matched_at"])
        if made_person.id != match.person_id:
            made_person.active = False
        walk_in.matched_at, walk_in.matched_by = match.line["matched_at"], match.line["matched_by"]
        walk_in.own_place_id = match.own.id if match.own else None
        session.flush()
        details = {"made": made_person.id, "person": match.person_id, "carried": True}
        audit.record(session, by=by, at=at, act="walk_in.match", subject=made.id, details=details)


def _reason(own: Enrolment) -> str:
    return _("临时学员核对为{name}").format(name=own.person.name)


def _follow(session: Session, made: Enrolment, own: Enrolment) -> None:
    """What still counts of the place made was seen here alone: the other desk entered the rest.

    Past the unit of work, which would give the events another version.
    """
    lessons = session.scalars(sa.select(Lesson.id).where(Lesson.class_id == made.class_id)).all()
    for lesson_id in lessons:
        ids = [one.id for one in passages(session, lesson_id, made.id)]
        if ids:
            session.execute(
                sa.update(table_of(CheckIn)).where(CheckIn.id.in_(ids)).values(enrolment_id=own.id)
            )
