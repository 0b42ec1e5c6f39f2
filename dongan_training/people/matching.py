"""Is this row somebody we know? Rows are compared with the roll and with the rows above them."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session

from dongan_training.people.facts import DAYS, PersonFacts
from dongan_training.people.models import Gender, Person
from dongan_training.people.organisations import Path, Place, Tree
from dongan_training.people.reserve import lists_by_person
from dongan_training.storage.vault import Vault


class Likeness(StrEnum):
    """How surely two descriptions mean one person."""

    SAME_ID = "same_id"  # ID number and name
    OTHER_NAME = "other_name"  # ID number, but another name
    SAME_CONTACT = "same_contact"  # name, organisation and phone
    SAME_BIRTH = "same_birth"  # name, organisation and day of birth
    SAME_PLACE = "same_place"  # name and organisation
    SAME_PHONE = "same_phone"  # name and phone, but another organisation


SURE = (Likeness.SAME_ID, Likeness.SAME_CONTACT, Likeness.SAME_BIRTH)


@dataclass(frozen=True, slots=True)
class Described:
    """A person as far as comparing needs it; ID number and phone only as digests."""

    key: str  # the person's id, or the id of a row above
    name: str
    place: Place | None
    within: frozenset[Place]  # the places above it
    gender: Gender
    ethnicity: str
    born_on: date | None
    id_digest: str | None
    phone_digest: str | None
    status: str
    post: str
    categories: tuple[str, ...]
    note: str
    active: bool = True
    days: tuple[date | None, ...] = (None,) * len(DAYS)  # in the order of facts.DAYS
    reserve: frozenset[str] = frozenset()


def describe(facts: PersonFacts, key: str, tree: Tree, vault: Vault) -> Described:
    """Put the facts of a row into the form in which people are compared."""
    return Described(
        key=key,
        name=facts.name,
        place=tree.find(facts.path) or facts.path,
        within=_above(facts.path, tree),
        gender=facts.gender,
        ethnicity=facts.ethnicity,
        born_on=facts.born_on,
        id_digest=vault.digest(facts.id_number) if facts.id_number else None,
        phone_digest=vault.digest(facts.phone) if facts.phone else None,
        status=facts.status,
        post=facts.post,
        categories=facts.categories,
        note=facts.note,
        days=tuple(getattr(facts, column) for column in DAYS.values()),
        reserve=frozenset(facts.reserve),
    )


class Known:
    """Everybody among whom a row is looked for."""

    def __init__(self, people: Sequence[Described] = ()):
        self._by_id: dict[str, Described] = {}
        self._by_name: defaultdict[str, list[Described]] = defaultdict(list)
        for one in people:
            self.add(one)

    @classmethod
    def on_the_roll(cls, session: Session, tree: Tree) -> "Known":
        """Read the whole roll once, without decrypting anything."""
        listed = lists_by_person(session)
        return cls([_described(row, tree, listed) for row in session.execute(_described_people())])

    @classmethod
    def like(cls, session: Session, tree: Tree, row: Described) -> "Known":
        """Read only those who may be the one of ``row``; the person ``row.key`` is left out."""
        alike = [Person.name == row.name]
        if row.id_digest:
            alike.append(Person.id_number_digest == row.id_digest)
        chosen = _described_people().where(or_(*alike), Person.id != row.key)
        return cls([_described(one, tree, {}) for one in session.execute(chosen)])

    def add(self, one: Described) -> None:
        """Let later rows be compared with this one too."""
        if one.id_digest:
            self._by_id.setdefault(one.id_digest, one)
        self._by_name[one.name].append(one)

    def active_people(self) -> Iterator[tuple[str, str, str | None]]:
        """Id, name and unit of everybody on the roll."""
        for people in self._by_name.values():
            for one in people:
                if one.active:
                    yield one.key, one.name, one.place if isinstance(one.place, str) else None

    def find(self, row: Described) -> tuple[Described, Likeness] | None:
        """The most alike person, and how alike; None for somebody new."""
        same_id = self._by_id.get(row.id_digest) if row.id_digest else None
        if same_id:
            same_name = same_id.name == row.name
            return same_id, Likeness.SAME_ID if same_name else Likeness.OTHER_NAME
        alike = ((one, _likeness(one, row)) for one in self._by_name.get(row.name, ()))
        found = [(one, likeness) for one, likeness in alike if likeness]
        return min(found, key=lambda pair: list(Likeness).index(pair[1])) if found else None


def _likeness(one: Described, row: Described) -> Likeness | None:
    """Compare two of the same name; different ID numbers make them namesakes."""
    if one.id_digest and row.id_digest:
        return None
    same_place = _stays_put(one, row)
    same_phone = one.phone_digest is not None and one.phone_digest == row.phone_digest
    if same_place and same_phone:
        return Likeness.SAME_CONTACT
    if same_place:
        return Likeness.SAME_BIRTH if _same_birth(one, row) else Likeness.SAME_PLACE
    return Likeness.SAME_PHONE if same_phone else None


def _same_birth(one: Described, row: Described) -> bool:
    """Born on the same day; the first of a month may stand for the month alone."""
    return row.born_on is not None and row.born_on.day != 1 and row.born_on == one.born_on


def changes(known: Described, row: Described) -> tuple[str, ...]:
    """Name the fields in which ``row`` says something else; what it leaves empty stays."""
    differs: Mapping[str, bool] = {
        "name": row.name != known.name,
        "gender": row.gender not in (Gender.UNKNOWN, known.gender),
        "ethnicity": row.ethnicity not in ("", known.ethnicity),
        "born": _born_otherwise(known.born_on, row),
        "id_number": row.id_digest not in (None, known.id_digest),
        "status": row.status not in ("", known.status),
        "unit": not _stays_put(known, row),
        "post": row.post not in ("", known.post),
        "phone": row.phone_digest not in (None, known.phone_digest),
        "categories": bool(row.categories) and set(row.categories) != set(known.categories),
        "note": row.note not in ("", known.note),
        **_other_days(known, row),
        "reserve": not row.reserve <= known.reserve,
        "active": not known.active,
    }
    return tuple(field for field, other in differs.items() if other)


def _other_days(known: Described, row: Described) -> dict[str, bool]:
    """A month alone says nothing against a full date in that month."""
    pairs = zip(DAYS, known.days, row.days, strict=True)
    return {field: _says_otherwise(old, new) for field, old, new in pairs}


def _says_otherwise(known: date | None, told: date | None) -> bool:
    if told is None or known is None or told.day != 1:
        return told is not None and told != known
    return (told.year, told.month) != (known.year, known.month)


def _stays_put(known: Described, row: Described) -> bool:
    """A roll that names only the township moves nobody out of a village of it."""
    return row.place == known.place or row.place in known.within


def _above(path: Path, tree: Tree) -> frozenset[Place]:
    uppers = (path[:length] for length in range(1, len(path)))
    return frozenset(tree.find(upper) or upper for upper in uppers)


def _born_otherwise(known: date | None, row: Described) -> bool:
    """A month alone says nothing against a full date in that month."""
    if row.born_on is None:
        return False
    if known is None:
        return True
    only_month = row.id_digest is None and row.born_on.day == 1
    if only_month:
        return (row.born_on.year, row.born_on.month) != (known.year, known.month)
    return row.born_on != known


def _described_people() -> Select[Any]:
    columns: tuple[Any, ...] = (
        *(Person.id, Person.name, Person.org_unit_id, Person.gender, Person.ethnicity),
        *(Person.born_on, Person.id_number_digest, Person.phone_digest),
        *(Person.political_status, Person.post, Person.categories, Person.note, Person.active),
        *(getattr(Person, column) for column in DAYS.values()),
    )
    return select(*columns).order_by(Person.id)


def _described(row: Any, tree: Tree, listed: Mapping[str, frozenset[str]]) -> Described:
    return Described(
        key=row.id,
        name=row.name,
        place=row.org_unit_id,
        within=tree.above(row.org_unit_id),
        gender=row.gender,
        ethnicity=row.ethnicity,
        born_on=row.born_on,
        id_digest=row.id_number_digest,
        phone_digest=row.phone_digest,
        status=row.political_status,
        post=row.post,
        categories=tuple(row.categories),
        note=row.note,
        active=row.active,
        days=tuple(getattr(row, column) for column in DAYS.values()),
        reserve=listed.get(row.id, frozenset()),
    )
