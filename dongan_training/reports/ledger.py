"""The hours ledger (学时台账): what each person earned in a calendar year, with its sources.

Hours count for the calendar year in which they were earned; only where the rule of a year says
so, what exceeded the quota of the year before is carried over. How many a person should have
is data per year and category; people who belong to none have no quota.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from dongan_training.attendance.earned import earned_in_year
from dongan_training.attendance.hour_rules import (
    LEADING,
    MEMBER,
    quota_among,
    quotas_of_year,
    rule_for,
)
from dongan_training.attendance.hours import HoursLine, person_lines, year_lines
from dongan_training.people.models import Person
from dongan_training.people.order import people_order
from dongan_training.people.units import NAMED_UNITS, NAMES, Named, named

MEMBER_STATUSES = frozenset({"中共党员", "中共预备党员", "预备党员"})


class QuotaState(StrEnum):
    """Where somebody stands with the hours of a year."""

    REACHED = "reached"
    BEHIND = "behind"
    NO_QUOTA = "no_quota"


@dataclass(frozen=True)
class LedgerEntry:
    """One person and year; ``quota`` is 0 where none applies."""

    person_id: str
    name: str
    pinyin: str
    township: str
    org: str
    post: str
    categories: tuple[str, ...]
    quota: float
    earned: float  # in the year itself
    lines: Sequence[HoursLine] = field(compare=False)
    carried: float = 0  # over from the year before

    @property
    def id(self) -> str:
        """What stays the same when the entry is read anew."""
        return self.person_id

    @property
    def standing(self) -> QuotaState:
        """How far this person is."""
        if not self.quota:
            return QuotaState.NO_QUOTA
        return QuotaState.REACHED if self.is_enough else QuotaState.BEHIND

    @property
    def missing(self) -> float:
        """How many hours are still to be earned."""
        return max(self.quota - self.earned - self.carried, 0)

    @property
    def is_enough(self) -> bool:
        """Whether the quota is reached."""
        return self.earned + self.carried >= self.quota


@dataclass(frozen=True)
class QuotaFigure:
    """How many of those with one quota have reached it."""

    quota: float
    people: int
    reached: int

    @property
    def share(self) -> float:
        """0–1; 0 where nobody has this quota."""
        return self.reached / self.people if self.people else 0


def year_ledger(session: Session, *, year: int, now: datetime) -> list[LedgerEntry]:
    """Everybody on the roll, and what they earned in ``year``; in the order chosen."""
    quotas = quotas_of_year(session, year)
    carried = _carried_over(session, year, now)
    lines = year_lines(session, year=year, now=now)
    return [
        _entry(one, unit, quotas, lines.get(one.id, ()), carried.get(one.id, 0))
        for one, unit in _people(session, Person.active.is_(True))
    ]


def year_totals(session: Session, *, year: int, now: datetime) -> list[LedgerEntry]:
    """The same without the lines, for lists: ten times as fast."""
    quotas = quotas_of_year(session, year)
    carried = _carried_over(session, year, now)
    earned = earned_in_year(session, year=year, now=now)
    return [
        _entry(one, unit, quotas, (), carried.get(one.id, 0), earned.get(one.id, 0))
        for one, unit in _people(session, Person.active.is_(True))
    ]


def person_entry(session: Session, *, person_id: str, year: int, now: datetime) -> LedgerEntry:
    """One person's year with its lines, also of somebody who has left the roll since."""
    quotas = quotas_of_year(session, year)
    one, unit = _people(session, Person.id == person_id)[0]
    lines = person_lines(session, person_id=person_id, year=year, now=now)
    return _entry(one, unit, quotas, lines, _carried_over(session, year, now).get(person_id, 0))


def quota_figures(
    entries: Sequence[LedgerEntry], quotas: Mapping[str, float]
) -> tuple[QuotaFigure, ...]:
    """The two figures of the start page: secretaries and committees, other members."""
    leading = max(quotas[category] for category in LEADING)
    return tuple(
        QuotaFigure(quota, len(of_quota), sum(one.is_enough for one in of_quota))
        for quota in (leading, quotas[MEMBER])
        for of_quota in [[one for one in entries if one.quota == quota]]
    )


class _OnRoll(NamedTuple):
    """A person as the ledger needs it: columns, since entities take three times as long."""

    id: str
    name: str
    pinyin: str
    post: str
    categories: list[str]
    political_status: str


def _entry(
    one: _OnRoll,
    unit: Named,
    quotas: Mapping[str, float],
    lines: Sequence[HoursLine],
    carried: float,
    earned: float | None = None,  # where the lines are not read
) -> LedgerEntry:
    return LedgerEntry(
        person_id=one.id,
        name=one.name,
        pinyin=one.pinyin,
        township=unit.township,
        org=unit.org,
        post=one.post,
        categories=tuple(one.categories),
        quota=_quota(quotas, one),
        earned=sum(line.earned for line in lines) if earned is None else earned,
        lines=lines,
        carried=carried,
    )


def _people(session: Session, which: ColumnElement[bool]) -> list[tuple[_OnRoll, Named]]:
    found = session.execute(
        select(
            Person.id,
            Person.name,
            Person.pinyin,
            Person.post,
            Person.categories,
            Person.political_status,
            *NAMES,
        )
        .outerjoin(NAMED_UNITS, Person.org_unit_id == NAMED_UNITS.c.id)
        .where(which)
        .order_by(*people_order(session))
    )
    units: dict[tuple[str, ...], Named] = {}
    people = []
    for person_id, name, pinyin, post, categories, status, *names in found:
        key = tuple(names)
        if key not in units:
            units[key] = named(*names)
        on_roll = _OnRoll(person_id, name, pinyin, post, categories, status)
        people.append((on_roll, units[key]))
    return people


def _quota(quotas: Mapping[str, float], one: _OnRoll) -> float:
    member = one.political_status in MEMBER_STATUSES
    return quota_among(quotas, one.categories, member=member)


def _carried_over(session: Session, year: int, now: datetime) -> Mapping[str, float]:
    """What each person earned beyond the quota of the year before, where that counts on."""
    if not rule_for(session, year=year).carries_over:
        return {}
    quotas = quotas_of_year(session, year - 1)
    earned = earned_in_year(session, year=year - 1, now=now)
    beyond = {
        one.id: earned[one.id] - _quota(quotas, one)
        for one, _unit in _people(session, Person.active.is_(True))
        if one.id in earned and _quota(quotas, one)
    }
    return {person_id: hours for person_id, hours in beyond.items() if hours > 0}
