"""Reserve lists (后备干部名单): lists as data, and who is or was on them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from dongan_training import clock
from dongan_training.accounts import audit
from dongan_training.accounts.actor import Actor
from dongan_training.errors import UserError
from dongan_training.people.careers import EndsBeforeStart, read_day, shown_day
from dongan_training.people.facts import LONGEST_LIST_NAME
from dongan_training.people.models import Person, ReserveEntry, ReserveList
from dongan_training.texts import N_, listed

LONGEST_LEVEL = 16


@dataclass(eq=False)
class ListNameMissing(UserError):
    most: int
    message = N_("后备名单要有名称，最多 {most} 个字。")
    advice = N_("没有保存。请写上名称，例如“村党组织书记后备力量”。")


@dataclass(eq=False)
class LevelTooLong(UserError):
    most: int
    message = N_("层级太长，最多 {most} 个字。")
    advice = N_("没有保存。请写短一些，例如“乡镇级”。")


@dataclass(eq=False)
class ListTaken(UserError):
    name: str
    message = N_("已经有一份“{name}”。")
    advice = N_("没有保存。请换一个名称，或者用原来的那一份。")


@dataclass(eq=False)
class ListUnknown(UserError):
    name: str
    known: str
    message = N_("没有叫“{name}”的后备名单。")
    advice = N_("没有改动。现有的名单：{known}。")


@dataclass(eq=False)
class ListInUse(UserError):
    name: str
    count: int
    message = N_("“{name}”里有 {count} 条记录，不能删除。")
    advice = N_("没有改动。有过人的名单要留作记录；不再使用可以改名。")


@dataclass(eq=False)
class AlreadyOnList(UserError):
    person: str
    name: str
    message = N_("{person}已经在“{name}”里。")
    advice = N_("没有改动。")


@dataclass(frozen=True)
class ListLine:
    """A reserve list; ``people`` counts those on it now."""

    id: str
    name: str
    level: str
    note: str
    people: int


@dataclass(frozen=True)
class EntryLine:
    """Somebody's time on a list; ``until`` is None while they are on it."""

    id: str
    list_id: str
    list_name: str
    level: str
    person_id: str
    person: str
    since: date
    until: date | None
    reason: str


def reserve_lists(session: Session) -> list[ListLine]:
    """All lists by level and name."""
    people = func.count(ReserveEntry.id).filter(ReserveEntry.until.is_(None))
    found = session.execute(
        select(ReserveList, people)
        .outerjoin(ReserveEntry, ReserveEntry.list_id == ReserveList.id)
        .group_by(ReserveList.id)
        .order_by(ReserveList.level, ReserveList.name)
    )
    return [ListLine(one.id, one.name, one.level, one.note, count) for one, count in found]


def find_list(session: Session, name: str) -> str:
    """The id of the list of this name (or with this id); raises ListUnknown."""
    lists = reserve_lists(session)
    for one in lists:
        if name.strip() in (one.name, one.id):
            return one.id
    raise ListUnknown(name.strip(), listed([one.name for one in lists]) or "—")


def keep_list(
    session: Session,
    *,
    name: str,
    level: str = "",
    note: str = "",
    list_id: str | None = None,
    by: Actor,
    at: datetime,
) -> str:
    """Begin a list, or change the one with this id; gives its id. Logged."""
    name, level = name.strip(), level.strip()
    if not 0 < len(name) <= LONGEST_LIST_NAME:
        raise ListNameMissing(LONGEST_LIST_NAME)
    if len(level) > LONGEST_LEVEL:
        raise LevelTooLong(LONGEST_LEVEL)
    taken = session.scalar(select(ReserveList.id).where(ReserveList.name == name))
    if taken is not None and taken != list_id:
        raise ListTaken(name)
    kept = session.get_one(ReserveList, list_id) if list_id else ReserveList(name=name)
    kept.name, kept.level, kept.note = name, level, note.strip()
    session.add(kept)
    session.flush()
    audit.record(session, by=by, at=at, act="reserve.keep_list", subject=kept.id)
    return kept.id


def remove_list(session: Session, *, list_id: str, by: Actor, at: datetime) -> None:
    """Delete a list on which nobody ever was; raises ListInUse."""
    kept = session.get_one(ReserveList, list_id)
    count = session.scalar(select(func.count()).where(ReserveEntry.list_id == list_id)) or 0
    if count:
        raise ListInUse(kept.name, count)
    session.delete(kept)
    audit.record(session, by=by, at=at, act="reserve.remove_list", subject=list_id)


def put_on_list(
    session: Session,
    *,
    list_id: str,
    person_id: str,
    since: str = "",
    reason: str = "",
    by: Actor,
    at: datetime,
) -> str:
    """Put somebody on a list since a day (else today), and give the entry; logged."""
    person, kept = session.get_one(Person, person_id), session.get_one(ReserveList, list_id)
    if session.scalar(_open(list_id, person_id)) is not None:
        raise AlreadyOnList(person.name, kept.name)
    day = read_day(since, at) or clock.local(at).date()
    entry = ReserveEntry(list_id=list_id, person_id=person_id, since=day, note=reason.strip())
    session.add(entry)
    session.flush()
    details = {"list": list_id}
    audit.record(session, by=by, at=at, act="reserve.add", subject=person_id, details=details)
    return entry.id


def take_off_list(
    session: Session,
    *,
    entry_id: str,
    until: str = "",
    reason: str = "",
    by: Actor,
    at: datetime,
) -> None:
    """End somebody's time on a list at a day (else today), with the reason; logged."""
    entry = session.get_one(ReserveEntry, entry_id)
    day = read_day(until, at) or clock.local(at).date()
    if day < entry.since:
        raise EndsBeforeStart(shown_day(entry.since), shown_day(day))
    entry.until = day
    entry.note = reason.strip() or entry.note
    details = {"list": entry.list_id}
    audit.record(session, by=by, at=at, act="reserve.end", subject=entry.person_id, details=details)


def reopen_entry(session: Session, *, entry_id: str, by: Actor, at: datetime) -> None:
    """Take the end of an entry back; logged."""
    entry = session.get_one(ReserveEntry, entry_id)
    entry.until = None
    audit.record(session, by=by, at=at, act="reserve.reopen", subject=entry.person_id)


@dataclass(frozen=True)
class EntryFacts:
    """Somebody's time on a list as it is typed; ``entry_id`` is empty for a new one."""

    list_id: str
    entry_id: str = ""
    since: str = ""  # only of a new one: else it stays
    until: str = ""
    reason: str = ""


def keep_entries(
    session: Session, *, person_id: str, wanted: Sequence[EntryFacts], by: Actor, at: datetime
) -> bool:
    """Put somebody on lists, end or reopen their times; gives whether anything changed."""
    known = {one.id: one for one in entries(session, person_id=person_id)}
    changed = False
    for one in wanted:
        before = known.get(one.entry_id)
        if before is None:
            entry_id = put_on_list(
                session,
                list_id=one.list_id,
                person_id=person_id,
                since=one.since,
                reason=one.reason,
                by=by,
                at=at,
            )
        elif (one.until, one.reason) == (shown_day(before.until), before.reason):
            continue
        else:
            entry_id = before.id
            reopen_entry(session, entry_id=entry_id, by=by, at=at)
        if one.until:
            take_off_list(
                session, entry_id=entry_id, until=one.until, reason=one.reason, by=by, at=at
            )
        elif before is not None:
            session.get_one(ReserveEntry, entry_id).note = one.reason.strip()
        changed = True
    return changed


def entries(
    session: Session, *, list_id: str = "", person_id: str = "", ended: bool = True
) -> list[EntryLine]:
    """Who is on a list, or on which lists somebody is; those on it now stand first."""
    asked = (
        select(ReserveEntry, ReserveList, Person.name)
        .join(ReserveList, ReserveEntry.list_id == ReserveList.id)
        .join(Person, ReserveEntry.person_id == Person.id)
        .order_by(ReserveEntry.until.is_not(None), Person.by_strokes, ReserveEntry.since)
    )
    if list_id:
        asked = asked.where(ReserveEntry.list_id == list_id)
    if person_id:
        asked = asked.where(ReserveEntry.person_id == person_id)
    if not ended:
        asked = asked.where(ReserveEntry.until.is_(None))
    return [
        EntryLine(
            id=entry.id,
            list_id=kept.id,
            list_name=kept.name,
            level=kept.level,
            person_id=entry.person_id,
            person=person,
            since=entry.since,
            until=entry.until,
            reason=entry.note,
        )
        for entry, kept, person in session.execute(asked)
    ]


def lists_by_person(session: Session) -> Mapping[str, frozenset[str]]:
    """The names of the lists on which people are now."""
    found: dict[str, set[str]] = {}
    asked = (
        select(ReserveEntry.person_id, ReserveList.name)
        .join(ReserveList, ReserveEntry.list_id == ReserveList.id)
        .where(ReserveEntry.until.is_(None))
    )
    for person_id, name in session.execute(asked):
        found.setdefault(person_id, set()).add(name)
    return {person_id: frozenset(names) for person_id, names in found.items()}


def enlist(session: Session, wanted: Iterable[tuple[str, str]], since: date) -> int:
    """Put people (ids) on lists (names) where they are not yet; a roll is brought in so."""
    on_it = lists_by_person(session)
    ids = {one.name: one.id for one in reserve_lists(session)}
    count = 0
    for person_id, name in dict.fromkeys(wanted):
        if name in on_it.get(person_id, ()):
            continue
        if name not in ids:
            made = ReserveList(name=name)
            session.add(made)
            session.flush()
            ids[name] = made.id
        session.add(ReserveEntry(list_id=ids[name], person_id=person_id, since=since))
        count += 1
    session.flush()
    return count


def _open(list_id: str, person_id: str) -> Select[str]:
    return select(ReserveEntry.id).filter_by(list_id=list_id, person_id=person_id, until=None)
