"""The hours ledger (学时台账): what each person earned in a calendar year, with its sources.

Hours count for the calendar year in which they were earned. How many a person should
have is a setting (design §4): branch secretaries and committee members, and other party
members; people who belong to neither have no quota.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from dongan_training import settings
from dongan_training.attendance.hours import EarnedHours, HoursLine, year_hours
from dongan_training.people.models import Person
from dongan_training.people.order import people_order
from dongan_training.people.units import NAMED_UNITS, NAMES, Named, named
from dongan_training.settings import Settings

LEADING_CATEGORIES = frozenset({"支部书记", "班子成员"})  # words of the roll, not of a screen
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
    earned: float
    lines: tuple[HoursLine, ...]

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
        return max(self.quota - self.earned, 0)

    @property
    def is_enough(self) -> bool:
        """Whether the quota is reached."""
        return self.earned >= self.quota


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
    """Everybody on the roll in the order chosen, and what they earned in ``year``."""
    earned: defaultdict[str, list[EarnedHours]] = defaultdict(list)
    for one in year_hours(session, year=year, now=now):
        earned[one.person_id].append(one)
    practice = settings.load(session)
    people = session.execute(
        select(Person, *NAMES)
        .outerjoin(NAMED_UNITS, Person.org_unit_id == NAMED_UNITS.c.id)
        .where(Person.active)
        .order_by(*people_order(session))
    )
    return [_entry(person, named(*names), earned[person.id], practice) for person, *names in people]


def quota_figures(entries: list[LedgerEntry], practice: Settings) -> tuple[QuotaFigure, ...]:
    """The two figures of the start page: secretaries and committees, other members."""
    return tuple(
        QuotaFigure(quota, len(of_quota), sum(one.is_enough for one in of_quota))
        for quota in (practice.secretary_quota, practice.member_quota)
        for of_quota in [[one for one in entries if one.quota == quota]]
    )


def quota_of(person: Person, practice: Settings) -> float:
    """How many hours a year ``person`` should have."""
    if LEADING_CATEGORIES & set(person.categories):
        return practice.secretary_quota
    return practice.member_quota if person.political_status in MEMBER_STATUSES else 0


def _entry(
    person: Person, unit: Named, earned: list[EarnedHours], practice: Settings
) -> LedgerEntry:
    lines = tuple(line for one in earned for line in one.lines)
    return LedgerEntry(
        person_id=person.id,
        name=person.name,
        pinyin=person.pinyin,
        township=unit.township,
        org=unit.org,
        post=person.post,
        categories=tuple(person.categories),
        quota=quota_of(person, practice),
        earned=sum(line.earned for line in lines),
        lines=lines,
    )
