"""People who stand on the roll twice: found, merged with their history, and parted again."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import combinations
from typing import Any

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from dongan_training.accounts import audit
from dongan_training.accounts.actor import Actor
from dongan_training.errors import UserError
from dongan_training.people.columns import as_text, from_text, packed, put_back, unpacked
from dongan_training.people.models import Gender, Person, PersonMerge
from dongan_training.people.units import NAMED_UNITS
from dongan_training.storage.joining import Clash, Joined, join, part
from dongan_training.storage.versions import Tombstone
from dongan_training.texts import N_

MOST_NAMESAKES = 10
# What the entry that stays takes from the other where it says nothing itself.
FILLED = (
    ("ethnicity",),
    ("born_on",),
    ("id_number", "id_number_digest"),
    ("phone", "phone_digest"),
    ("political_status",),
    ("joined_on",),
    ("full_member_on",),
    ("transferred_on",),
    ("post", "post_since"),
    ("note",),
    ("org_unit_id",),
)


class Sign(StrEnum):
    """Why two entries may be one person, the surest first."""

    SAME_ID = "same_id"
    SAME_PHONE = "same_phone"
    SAME_BIRTH = "same_birth"
    SAME_PLACE = "same_place"
    SAME_NAME = "same_name"


SIGNS: Mapping[Sign, str] = {
    Sign.SAME_ID: N_("身份证号相同"),
    Sign.SAME_PHONE: N_("同名、同电话"),
    Sign.SAME_BIRTH: N_("同名、同出生年月"),
    Sign.SAME_PLACE: N_("同名、同党组织"),
    Sign.SAME_NAME: N_("只是同名"),
}


@dataclass(frozen=True)
class Entry:
    """One of two entries, as far as a person needs it to judge."""

    id: str
    name: str
    unit: str
    post: str
    born: str
    active: bool


@dataclass(frozen=True)
class Pair:
    """Two entries that may be one person; ``first`` has been on the roll for longer."""

    first: Entry
    second: Entry
    sign: Sign


@dataclass(frozen=True)
class MergedLine:
    """An entry that was merged into somebody."""

    id: str
    name: str
    at: datetime
    actor: str


@dataclass(eq=False)
class SameEntry(UserError):
    message = N_("这是同一条记录，不用合并。")
    advice = N_("没有改动。请选两条不同的记录。")


@dataclass(eq=False)
class DifferentNumbers(UserError):
    name: str
    message = N_("两位“{name}”的身份证号不同，是两个人。")
    advice = N_("没有合并。如果有一个号码错了，请先改正。")


@dataclass(eq=False)
class BothTookPart(UserError):
    name: str
    message = N_("“{name}”的两条记录都在同一个培训班里，合不到一起。")
    advice = N_("没有合并。请先删除其中一条没有用过的报名，再合并。")


@dataclass(eq=False)
class MergeOutlived(UserError):
    name: str
    message = N_("“{name}”合并以后又有了改动，不能直接拆开。")
    advice = N_("没有改动。如果是两个人，请另外添加一位。")


def find_duplicates(session: Session, *, surely: bool = False) -> list[Pair]:
    """Pairs of entries that may be one person, the surest first; ``surely`` leaves mere names out.

    Different ID numbers make two people, whatever else is the same. Of a name that more than
    MOST_NAMESAKES have, mere namesakes are left out too: nobody looks through thousands.
    """
    name_twice = select(Person.name).group_by(Person.name).having(func.count() > 1)
    id_twice = (
        select(Person.id_number_digest)
        .where(Person.id_number_digest.is_not(None))
        .group_by(Person.id_number_digest)
        .having(func.count() > 1)
    )
    unit = NAMED_UNITS.c.full.label("unit")
    rows = session.execute(
        select(*_COMPARED, unit)
        .outerjoin(NAMED_UNITS, Person.org_unit_id == NAMED_UNITS.c.id)
        .where(Person.name.in_(name_twice) | Person.id_number_digest.in_(id_twice))
        .order_by(Person.id)
    ).all()
    pairs = {(one.id, two.id): _pair(one, two) for one, two in _alike(rows)}
    found = [pair for pair in pairs.values() if pair]
    if surely:
        found = [pair for pair in found if pair.sign is not Sign.SAME_NAME]
    return sorted(found, key=lambda pair: (list(Sign).index(pair.sign), pair.first.name))


def merge_people(session: Session, *, gone_id: str, kept_id: str, by: Actor, at: datetime) -> str:
    """Make two entries one: records go to ``kept_id``, which also fills its gaps. Give the merge.

    What the entry given up said is kept, encrypted, so that the merge can be undone.
    """
    if gone_id == kept_id:
        raise SameEntry
    gone, kept = session.get_one(Person, gone_id), session.get_one(Person, kept_id)
    numbers = {gone.id_number_digest, kept.id_number_digest} - {None}
    if len(numbers) > 1:
        raise DifferentNumbers(kept.name)
    said: dict[str, Any] = {"gone": packed(gone), "kept": packed(kept)}
    name = gone.name
    try:
        joined = join(session, Person, gone_id=gone_id, kept_id=kept_id)
    except Clash as clash:
        raise BothTookPart(name) from clash
    _fill(kept, gone)
    said |= {"moved": joined.moved, "absorbed": joined.absorbed, "after": packed(kept)}
    session.delete(gone)
    merge = PersonMerge(
        person_id=kept_id, gone_id=gone_id, gone_name=name, gone=as_text(said), at=at, actor=by.name
    )
    session.add(merge)
    session.flush()
    audit.record(
        session, by=by, at=at, act="people.merge", subject=kept_id, details={"gone": gone_id}
    )
    return merge.id


def undo_merge(session: Session, *, merge_id: str, by: Actor, at: datetime) -> str:
    """Part what was merged, and give the id of the entry that is back."""
    merge = session.get_one(PersonMerge, merge_id)
    kept = session.get_one(Person, merge.person_id)
    said = from_text(merge.gone)
    if said["absorbed"] or packed(kept) != said["after"]:
        raise MergeOutlived(kept.name)
    kept_id, back_id = kept.id, merge.gone_id
    put_back(kept, said["kept"])
    session.execute(
        delete(Tombstone).where(Tombstone.kind == "person", Tombstone.record_id == back_id)
    )
    session.add(Person(id=back_id, **unpacked(said["gone"])))
    session.flush()
    moved = tuple((str(a), str(b), str(c)) for a, b, c in said["moved"])
    part(session, Person, joined=Joined(moved, 0), kept_id=kept_id, back_id=back_id)
    session.delete(merge)
    audit.record(
        session, by=by, at=at, act="people.undo_merge", subject=kept_id, details={"back": back_id}
    )
    return back_id


def merges_of(session: Session, person_id: str) -> list[MergedLine]:
    """The entries that were merged into somebody, the latest first."""
    found = session.scalars(
        select(PersonMerge)
        .where(PersonMerge.person_id == person_id)
        .order_by(PersonMerge.id.desc())
    )
    return [MergedLine(one.id, one.gone_name, one.at, one.actor) for one in found]


_COMPARED = (
    *(Person.id, Person.name, Person.org_unit_id, Person.post, Person.active, Person.born_on),
    *(Person.id_number_digest, Person.phone_digest),
)


def _alike(rows: Iterable[Any]) -> Iterable[tuple[Any, Any]]:
    groups: defaultdict[tuple[Any, ...], list[Any]] = defaultdict(list)
    for row in rows:
        groups[row.name,].append(row)
        if row.id_number_digest:
            groups["id", row.id_number_digest].append(row)
        for said in (row.phone_digest, row.born_on, row.org_unit_id):
            if said is not None:
                groups[row.name, said].append(row)
    for key, group in groups.items():
        if len(key) > 1 or len(group) <= MOST_NAMESAKES:
            yield from combinations(group, 2)


def _pair(one: Any, two: Any) -> Pair | None:
    sign = _sign(one, two)
    return Pair(_entry(one), _entry(two), sign) if sign else None


def _sign(one: Any, two: Any) -> Sign | None:
    if one.id_number_digest and two.id_number_digest:
        return Sign.SAME_ID if one.id_number_digest == two.id_number_digest else None
    same: Mapping[Sign, bool] = {
        Sign.SAME_PHONE: _same(one.phone_digest, two.phone_digest),
        Sign.SAME_BIRTH: _same(one.born_on, two.born_on),
        Sign.SAME_PLACE: _same(one.org_unit_id, two.org_unit_id),
    }
    return next((sign for sign, is_so in same.items() if is_so), Sign.SAME_NAME)


def _same(one: Any, two: Any) -> bool:
    return one is not None and one == two


def _entry(row: Any) -> Entry:
    born = f"{row.born_on:%Y-%m}" if row.born_on else ""
    return Entry(row.id, row.name, row.unit or "", row.post, born, row.active)


def _fill(kept: Person, gone: Person) -> None:
    for names in FILLED:
        if not getattr(kept, names[0]):
            for name in names:
                setattr(kept, name, getattr(gone, name))
    if kept.gender is Gender.UNKNOWN:
        kept.gender = gone.gender
    kept.categories = list(dict.fromkeys([*kept.categories, *gone.categories]))
    kept.active = kept.active or gone.active
