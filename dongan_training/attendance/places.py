"""Whose place in a class is meant by the place another desk names.

It is the same place where the id is known; the place of the same person where both desks gave
one; of whoever a walk-in turned out to be; and of whom two entries of the roll became.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import InstrumentedAttribute, Session

from dongan_training.attendance.carried_rows import Kind, Line, Rows
from dongan_training.attendance.models import WalkIn
from dongan_training.people.models import Person, PersonMerge
from dongan_training.storage.bulk import rows_by_id
from dongan_training.training.models import Enrolment, EnrolmentState


@dataclass(frozen=True)
class Place:
    """A place here; ``line`` says how it is made where there is none yet."""

    id: str
    class_id: str
    person_id: str
    state: EnrolmentState
    withdrawn_at: datetime | None
    on_roll: bool
    line: Line | None = None


class Places:
    """Finds the place here for each that a file names."""

    def __init__(self, session: Session, rows: Rows, named: Iterable[str]):
        wanted = set(named)
        self._people = {line["id"]: line for line in rows[Kind.PEOPLE]}
        self._owned = _owned(session, rows, wanted)
        told = {line["id"]: line for line in rows[Kind.PLACES] if line["id"] in wanted}
        self._here = _places(session, Enrolment.id, wanted | set(self._owned.values()))
        unknown = [line for key, line in told.items() if key not in self._here]
        self._roll = _Roll(session, {line["person_id"] for line in told.values()})
        theirs = {self._roll.stays(line["person_id"]) for line in told.values()}
        same = _places(session, Enrolment.person_id, filter(None, theirs))
        self._same = {(one.class_id, one.person_id): one for one in same.values()}
        self._made = {line["id"]: self._placed(line) for line in unknown}

    def of(self, place_id: str) -> Place | None:
        """The place here; None where nobody here could have it."""
        own = self._owned.get(place_id, place_id)
        return self._here.get(own) or self._here.get(place_id) or self._made.get(place_id)

    def made(self, place_id: str) -> Place | None:
        """The place here with this very id, whoever it was matched to."""
        return self._here.get(place_id)

    def stays(self, person_id: str) -> str | None:
        """The entry of the roll that stands for somebody now; None where there is none."""
        return self._roll.stays(person_id)

    def place_of(self, class_id: str, person_id: str) -> Place | None:
        """The place of somebody in a class, of those a file names or a match leads to."""
        return self._same.get((class_id, person_id))

    def is_here(self, place_id: str, told_id: str) -> bool:
        """Whether a file means a place that is here; also before and after it was matched."""
        place = self.of(told_id)
        if place is not None and place.id == place_id:
            return True
        return self._owned.get(place_id, place_id) == self._owned.get(told_id, told_id)

    def person(self, place: Place) -> Line | None:
        """How the person of a place that is to be made is made, where the roll has nobody."""
        return None if self._roll.stays(place.person_id) else self._people.get(place.person_id)

    def _placed(self, line: Line) -> Place | None:
        person_id = self._roll.stays(line["person_id"])
        known = self._same.get((line["class_id"], person_id or ""))
        if known is not None:
            return known
        newcomer = self._people.get(line["person_id"])
        if person_id is None and newcomer is None:
            return None
        return Place(
            line["id"],
            line["class_id"],
            person_id or line["person_id"],
            line["state"],
            line["withdrawn_at"],
            self._roll.is_active(person_id) if person_id else True,
            line,
        )


class _Roll:
    """Who of some people is on the roll here, and whom two entries became."""

    def __init__(self, session: Session, person_ids: set[str]):
        became: dict[str, str] = {}
        asked = person_ids
        while asked:  # an entry may have been merged again and again
            found = rows_by_id(session, [PersonMerge.gone_id, PersonMerge.person_id], asked)
            asked = {row.person_id for row in found} - set(became)
            became |= {row.gone_id: row.person_id for row in found}
        everybody = person_ids | set(became.values())
        rows = rows_by_id(session, [Person.id, Person.active], everybody)
        self._active: dict[str, bool] = {row.id: row.active for row in rows}
        self._became = became

    def stays(self, person_id: str) -> str | None:
        """The entry that stands for somebody now; None where the roll has none."""
        passed = set()
        while person_id not in self._active and person_id in self._became:
            if person_id in passed:
                return None
            passed.add(person_id)
            person_id = self._became[person_id]
        return person_id if person_id in self._active else None

    def is_active(self, person_id: str) -> bool:
        return self._active[person_id]


def _places(
    session: Session, by: InstrumentedAttribute[str], ids: Iterable[str]
) -> dict[str, Place]:
    told: list[InstrumentedAttribute[Any]] = [Enrolment.id, Enrolment.class_id]
    told += [Enrolment.person_id, Enrolment.state, Enrolment.withdrawn_at]
    rows = rows_by_id(session, [by, *(one for one in told if one is not by)], ids)
    people = rows_by_id(session, [Person.id, Person.active], {row.person_id for row in rows})
    active = {row.id: row.active for row in people}
    return {
        row.id: Place(
            row.id,
            row.class_id,
            row.person_id,
            row.state,
            row.withdrawn_at,
            active[row.person_id],
        )
        for row in rows
    }


def _owned(session: Session, rows: Rows, wanted: set[str]) -> Mapping[str, str]:
    """Of places made at a door the one of the person they turned out to be, here or there."""
    rows_here = rows_by_id(session, [WalkIn.enrolment_id, WalkIn.own_place_id], wanted)
    found = [(row.enrolment_id, row.own_place_id) for row in rows_here]
    told = [(line["enrolment_id"], line["own_place_id"]) for line in rows[Kind.WALK_INS]]
    return {made: own for made, own in (*told, *found) if own is not None}
