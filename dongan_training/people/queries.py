"""Who is on the roll: reads for pages and commands. ID numbers and phones come out masked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from dongan_training.people import identity
from dongan_training.people.models import Gender, OrgUnit, Person
from dongan_training.people.order import Order, columns
from dongan_training.people.organisations import Tree
from dongan_training.people.photos import has_photo
from dongan_training.people.reserve import entries
from dongan_training.people.searching import BY_COLUMN, Wanted, conditions
from dongan_training.people.units import NAMED_UNITS

UNIT = NAMED_UNITS.c
PORTION = 500  # ids in one question
LISTED = (
    *(Person.id, Person.name, Person.pinyin, Person.gender, Person.org_unit_id, Person.post),
    *(Person.political_status, Person.categories, Person.active),
)


@dataclass(frozen=True)
class PersonRow:
    """One person in a list; ``unit`` and ``township`` are as in ``people.units``."""

    id: str
    name: str
    pinyin: str
    gender: Gender
    unit: str
    township: str
    post: str
    status: str
    categories: tuple[str, ...]
    active: bool


@dataclass(frozen=True)
class PersonCard:
    """Everything about a person that may be shown without asking."""

    id: str
    name: str
    pinyin: str
    gender: Gender
    ethnicity: str
    born_on: date | None
    id_number: str  # masked
    phone: str  # masked
    status: str
    post: str
    categories: tuple[str, ...]
    note: str
    active: bool
    unit_id: str | None
    path: tuple[str, ...]  # of organisations, from the county down
    joined_on: date | None
    full_member_on: date | None
    transferred_on: date | None
    post_since: date | None
    reserve: tuple[str, ...]  # lists on which they are now
    has_photo: bool


@dataclass(frozen=True)
class UnitRow:
    """One organisation; ``people`` counts the active ones in it and below it."""

    id: str
    name: str
    kind: str
    parent_id: str | None
    depth: int
    people: int


@dataclass(frozen=True)
class PeopleFound:
    """The first ``Wanted.limit`` people found, and how many there are in all."""

    people: tuple[PersonRow, ...]
    total: int


@dataclass(frozen=True)
class PeopleCounts:
    """How many people are on the roll, and how many have left it."""

    active: int
    gone: int


class PeopleList:
    """The people somebody asked for, in order; rows are read as they are looked at.

    Of the whole roll only the places are known, of everything narrower the ids.
    """

    def __init__(self, session: Session, wanted: Wanted):
        self._wanted = wanted
        self._order = wanted.order(session)
        self._names: Mapping[str, Any] = {
            one.id: one for one in session.execute(select(NAMED_UNITS))
        }
        self._conditions = conditions(session, wanted, self._names.values())
        in_place = self._order in (Order.STROKES, Order.PINYIN) and not wanted.from_end
        whole = in_place and not wanted.is_narrowed() and wanted.sorted_by not in BY_COLUMN
        self._ids = None if whole else self._read_ids(session)
        self.total = self._count(session) if self._ids is None else len(self._ids)

    def rows(self, session: Session, first: int, count: int) -> list[PersonRow]:
        """Read ``count`` rows from the place ``first``; fewer where people went since."""
        if self._ids is None:
            wanted = self._sorted().offset(first).limit(count)
            ids = [one for (one,) in session.execute(wanted)]
        else:
            ids = list(self._ids[first : first + count])
        found: dict[str, PersonRow] = {}
        for start in range(0, len(ids), PORTION):
            some = ids[start : start + PORTION]
            for one in session.execute(select(*LISTED).where(Person.id.in_(some))):
                found[one.id] = _row(one, self._names.get(one.org_unit_id))
        return [found[one] for one in ids if one in found]

    def _sorted(self) -> Select[str]:
        first = [BY_COLUMN[one] for one in (self._wanted.sorted_by,) if one in BY_COLUMN]
        by = (*first, *columns(self._order))
        asked = select(Person.id).where(*self._conditions).order_by(*by)
        if self._order is Order.UNIT:
            asked = asked.outerjoin(NAMED_UNITS, Person.org_unit_id == UNIT.id)
        return asked

    def _read_ids(self, session: Session) -> Sequence[str]:
        ids = [one for (one,) in session.execute(self._sorted())]
        return ids[::-1] if self._wanted.from_end else ids

    def _count(self, session: Session) -> int:
        return session.scalar(select(func.count(Person.id)).where(*self._conditions)) or 0


def find_people(session: Session, wanted: Wanted) -> PeopleFound:
    """List people in the order chosen for them, the first ``wanted.limit``."""
    found = PeopleList(session, wanted)
    limit = found.total if wanted.limit is None else wanted.limit
    return PeopleFound(tuple(found.rows(session, 0, limit)), found.total)


def person_card(session: Session, person_id: str) -> PersonCard:
    """One person, with ID number and phone masked."""
    person = session.get_one(Person, person_id)
    return PersonCard(
        id=person.id,
        name=person.name,
        pinyin=person.pinyin,
        gender=person.gender,
        ethnicity=person.ethnicity,
        born_on=person.born_on,
        id_number=identity.masked_id_number(person.id_number),
        phone=identity.masked_phone(person.phone),
        status=person.political_status,
        post=person.post,
        categories=tuple(person.categories),
        note=person.note,
        active=person.active,
        unit_id=person.org_unit_id,
        path=Tree.load(session).path_of(person.org_unit_id),
        joined_on=person.joined_on,
        full_member_on=person.full_member_on,
        transferred_on=person.transferred_on,
        post_since=person.post_since,
        reserve=tuple(one.list_name for one in entries(session, person_id=person_id, ended=False)),
        has_photo=has_photo(session, person_id),
    )


def people_counts(session: Session) -> PeopleCounts:
    """Count the roll."""
    counted = session.execute(select(Person.active, func.count()).group_by(Person.active))
    counts = {active: count for active, count in counted}
    return PeopleCounts(counts.get(True, 0), counts.get(False, 0))


def units(session: Session) -> list[UnitRow]:
    """The tree of organisations, each unit before those below it, in their fixed order."""
    found = session.scalars(select(OrgUnit).order_by(OrgUnit.position, OrgUnit.name)).all()
    below: dict[str | None, list[OrgUnit]] = {}
    for unit in found:
        below.setdefault(unit.parent_id, []).append(unit)
    counted = session.execute(
        select(Person.org_unit_id, func.count()).where(Person.active).group_by(Person.org_unit_id)
    )
    own = {unit_id: count for unit_id, count in counted}
    return [row for top in below.get(None, ()) for row in _rows_below(top, 0, below, own)]


def _rows_below(
    unit: OrgUnit,
    depth: int,
    below: dict[str | None, list[OrgUnit]],
    own: dict[str | None, int],
) -> list[UnitRow]:
    inner = [
        row for child in below.get(unit.id, ()) for row in _rows_below(child, depth + 1, below, own)
    ]
    people = own.get(unit.id, 0) + sum(row.people for row in inner if row.depth == depth + 1)
    return [UnitRow(unit.id, unit.name, unit.kind, unit.parent_id, depth, people), *inner]


def _row(one: Any, unit: Any) -> PersonRow:
    return PersonRow(
        id=one.id,
        name=one.name,
        pinyin=one.pinyin,
        gender=one.gender,
        unit=unit.org if unit else "",
        township=unit.township if unit else "",
        post=one.post,
        status=one.political_status,
        categories=tuple(one.categories),
        active=one.active,
    )
