"""Who is on the roll: reads for pages and commands. ID numbers and phones come out masked."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, func, select, tuple_
from sqlalchemy.orm import Session

from dongan_training.people import identity
from dongan_training.people.models import Gender, OrgUnit, Person
from dongan_training.people.order import Order, columns, post_rank
from dongan_training.people.organisations import Tree
from dongan_training.people.photos import has_photo
from dongan_training.people.reserve import entries
from dongan_training.people.searching import BY_COLUMN, Wanted, conditions
from dongan_training.people.units import NAMED_UNITS

PORTION = 500  # ids in one question
FIRST_ROWS = 1000  # read at once: where no more fit, the roll is looked through only once
IN_INDEX = (Order.STROKES, Order.PINYIN)
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

    Whatever an index holds in this order is counted, and read place by place: the whole roll
    always, a part of it until somebody looks past its first rows. Then, and of every other
    order, the ids are known.
    """

    def __init__(self, session: Session, wanted: Wanted):
        self._wanted = wanted
        self._order = wanted.order(session)
        self._names: Mapping[str, Any] = {
            one.id: one for one in session.execute(select(NAMED_UNITS))
        }
        self._conditions = conditions(session, wanted, self._names.values())
        self._ids: Sequence[str] | None = None
        self._first: Sequence[str] = ()
        self.total = self._look(session)

    def rows(self, session: Session, first: int, count: int) -> list[PersonRow]:
        """Read ``count`` rows from the place ``first``; fewer where people went since."""
        ids = self._some_ids(session, first, count)
        found: dict[str, PersonRow] = {}
        for start in range(0, len(ids), PORTION):
            some = ids[start : start + PORTION]
            asked = select(*LISTED).where(Person.id.in_(some))
            for one in session.connection().execute(asked).all():
                found[one.id] = _row(one, self._names.get(one.org_unit_id))
        return [found[one] for one in ids if one in found]

    def ids(self, session: Session) -> Sequence[str]:
        """All of them, in order."""
        if self._ids is None:
            self._ids = self._read_ids(session)
        return self._ids

    def _look(self, session: Session) -> int:
        """Read the first rows, and count: where few fit, the first rows are all."""
        if self._order not in IN_INDEX or self._wanted.sorted_by in BY_COLUMN:
            return len(self.ids(session))
        if not self._wanted.is_narrowed():
            return _on_the_roll(session)
        self._first = self._places(session, 0, FIRST_ROWS + 1)
        if len(self._first) <= FIRST_ROWS:
            self._ids = self._first
            return len(self._first)
        return len(self._first) + self._count_behind(session, self._first[-1])

    def _count_behind(self, session: Session, person_id: str) -> int:
        """Count those who stand behind this one: the others need not be looked at twice."""
        by = columns(self._order)
        one = session.execute(select(*by).where(Person.id == person_id)).one()
        here, there = tuple_(*by), tuple_(*one)
        behind = here < there if self._wanted.from_end else here > there
        return session.scalar(select(func.count()).where(behind, *self._conditions)) or 0

    def _some_ids(self, session: Session, first: int, count: int) -> Sequence[str]:
        if self._ids is None and not self._wanted.is_narrowed():
            return self._places(session, first, count)
        if self._ids is None and first + count <= FIRST_ROWS:
            return self._first[first : first + count]
        return self.ids(session)[first : first + count]

    def _places(self, session: Session, first: int, count: int) -> Sequence[str]:
        asked = self._in_index_order(Person.id).offset(first).limit(count)
        return [one for (one,) in _rows(session, asked)]

    def _read_ids(self, session: Session) -> Sequence[str]:
        key = self._key()
        if key is None:
            return [one for (one,) in _rows(session, self._in_index_order(Person.id))]
        column, rank, in_index = key
        if in_index:
            pairs = _rows(session, self._in_index_order(Person.id, column))
        else:  # row by row in another order than theirs would take longer
            values = {one: value for one, value in _rows(session, select(Person.id, column))}
            pairs = (
                (one, values[one]) for (one,) in _rows(session, self._in_index_order(Person.id))
            )
        by_rank: dict[Any, list[str]] = {}  # each in the order of the index
        alike: dict[Any, list[str]] = {}
        for one, value in pairs:
            if value not in alike:
                alike[value] = by_rank.setdefault(rank(value), [])
            alike[value].append(one)
        ranks = sorted(by_rank, reverse=self._wanted.from_end)
        return [one for place in ranks for one in by_rank[place]]

    def _key(self) -> tuple[Any, Callable[[Any], Any], bool] | None:
        """What is sorted by before the strokes: column, place, and whether the index holds it.

        The values are few, so sorting by their places here is quicker than in the database,
        and the same on each.
        """
        if self._wanted.sorted_by in BY_COLUMN:
            return BY_COLUMN[self._wanted.sorted_by], str, False
        if self._order is Order.UNIT:
            return Person.org_unit_id, self._place_of_unit, True
        return (Person.post, post_rank, True) if self._order is Order.POST else None

    def _place_of_unit(self, unit_id: str | None) -> tuple[Any, ...]:
        unit = self._names.get(unit_id or "")
        if unit is None:  # who belongs nowhere stands last
            return (1,)
        return 0, unit.township_position, unit.township, unit.position, unit.org

    def _in_index_order(self, *wanted: Any) -> Select[Any]:
        by = columns(self._order if self._order in IN_INDEX else Order.STROKES)
        if self._wanted.from_end:
            by = tuple(one.desc() for one in by)
        return select(*wanted).where(*self._conditions).order_by(*by)


def _on_the_roll(session: Session) -> int:
    """Count without reading those who are on it: all, less the few who left."""
    everybody = select(func.count()).select_from(Person).scalar_subquery()
    gone = select(func.count()).where(Person.active.is_(False)).scalar_subquery()
    return session.scalar(select(everybody - gone)) or 0


def _rows(session: Session, asked: Select[Any]) -> Iterable[Any]:
    """Rows without what the session would add to each: of a whole roll that is half the time."""
    return session.connection().execute(asked)


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
    gone = select(func.count()).where(Person.active.is_(False))
    return PeopleCounts(_on_the_roll(session), session.scalar(gone) or 0)


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
