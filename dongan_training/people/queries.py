"""Who is on the roll: reads for pages and commands. ID numbers and phones come out masked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, func, literal, or_, select
from sqlalchemy.orm import Session

from dongan_training.people import identity
from dongan_training.people.models import Gender, OrgUnit, Person
from dongan_training.people.order import people_order
from dongan_training.people.organisations import Tree
from dongan_training.people.refusals import FactRefused
from dongan_training.people.units import NAMED_UNITS
from dongan_training.storage.vault import Vault

UNIT = NAMED_UNITS.c
RUN_TOGETHER = 4  # letters that hardly occur together by chance


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
class Wanted:
    """Which people a list shows: all words must be found, in this unit or below it."""

    text: str = ""
    unit_id: str | None = None
    active: bool = True
    limit: int | None = None


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


def find_people(session: Session, wanted: Wanted) -> PeopleFound:
    """List people in the order chosen for them; words search as in ``_holds``."""
    conditions = [Person.active == wanted.active]
    if wanted.unit_id is not None:
        conditions.append(Person.org_unit_id.in_(_with_below(session, wanted.unit_id)))
    vault: Vault = session.info["vault"]
    conditions += [_holds(word, vault) for word in wanted.text.split()]
    found = _listed(func.count(Person.id)).where(*conditions)
    total = session.scalar(found) or 0
    columns = (
        *(Person.id, Person.name, Person.pinyin, Person.gender, UNIT.org.label("unit")),
        *(UNIT.township, Person.post, Person.political_status),
        *(Person.categories, Person.active),
    )
    chosen = _listed(*columns).where(*conditions).order_by(*people_order(session))
    people = session.execute(chosen.limit(wanted.limit))
    return PeopleFound(tuple(_row(one) for one in people), total)


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


def _with_below(session: Session, unit_id: str) -> Sequence[str]:
    """This unit and all below it."""
    top = select(OrgUnit.id).where(OrgUnit.id == unit_id).cte(recursive=True)
    tree = top.union_all(select(OrgUnit.id).where(OrgUnit.parent_id == top.c.id))
    return session.scalars(select(tree.c.id)).all()


def _holds(word: str, vault: Vault) -> ColumnElement[bool]:
    """A word is part of a name, its sound, an organisation (or one above) or a post, or a number.

    ID numbers and phones are encrypted, so they are found only when typed in full.
    """
    looked_in = (Person.name, Person.post, UNIT.full)
    ways = [column.contains(word, autoescape=True) for column in looked_in]
    if word.isascii():
        ways += _sounds_like(word.lower())
    return or_(*ways, *_numbered(word, vault))


def _sounds_like(word: str) -> list[ColumnElement[bool]]:
    """A syllable or the initials begin so (oy), or several syllables run together (chenm)."""
    syllables = literal(" ") + Person.pinyin
    joined = func.replace(Person.pinyin, " ", "")
    ways = [
        syllables.contains(f" {word}", autoescape=True),
        joined.startswith(word, autoescape=True),
    ]
    if len(word) >= RUN_TOGETHER:
        ways.append(joined.contains(word, autoescape=True))
    return ways


def _numbered(word: str, vault: Vault) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    for clean, column in (
        (identity.clean_id_number, Person.id_number_digest),
        (identity.clean_phone, Person.phone_digest),
    ):
        try:
            found.append(column == vault.digest(clean(word)))
        except FactRefused:
            continue
    return found


def _listed(*columns: Any) -> Select[Any]:
    return (
        select(*columns).select_from(Person).outerjoin(NAMED_UNITS, Person.org_unit_id == UNIT.id)
    )


def _row(one: Any) -> PersonRow:
    return PersonRow(
        id=one.id,
        name=one.name,
        pinyin=one.pinyin,
        gender=one.gender,
        unit=one.unit or "",
        township=one.township or "",
        post=one.post,
        status=one.political_status,
        categories=tuple(one.categories),
        active=one.active,
    )
