"""Who is short of hours and by how much, and what one more class would cure: pure."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from dongan_training.attendance.hours import class_hours
from dongan_training.reports.ledger import LedgerEntry, QuotaState
from dongan_training.texts import _, clauses


@dataclass(frozen=True)
class TownshipShortfall:
    """One township: how many have a quota, how many are behind, and the hours they lack."""

    township: str
    people: int
    behind: int
    missing: float

    @property
    def reached(self) -> int:
        """Who has the hours of the year."""
        return self.people - self.behind


@dataclass(frozen=True)
class Cure:
    """What a class would change: of ``behind`` people in it so many would reach their quota."""

    hours: float
    people: int
    behind: int
    cured: int
    still: float  # hours that its people would lack all the same

    def told(self) -> str:
        """Say it in a sentence."""
        now = _("{people} 人中 {behind} 人未达标").format(people=self.people, behind=self.behind)
        then = _("上完 {hours:g} 学时后 {cured} 人达标，仍差 {still:g} 学时").format(
            hours=self.hours, cured=self.cured, still=self.still
        )
        return clauses((now, then))


def shortfalls(entries: Iterable[LedgerEntry]) -> list[TownshipShortfall]:
    """Add up by township, the one that lacks most first."""
    of_township: defaultdict[str, list[LedgerEntry]] = defaultdict(list)
    for entry in entries:
        if entry.standing is not QuotaState.NO_QUOTA:
            of_township[entry.township].append(entry)
    found = [
        TownshipShortfall(
            township,
            len(some),
            sum(one.standing is QuotaState.BEHIND for one in some),
            sum(one.missing for one in some),
        )
        for township, some in of_township.items()
    ]
    return sorted(found, key=lambda one: (-one.missing, one.township))


def behind(entries: Iterable[LedgerEntry]) -> list[LedgerEntry]:
    """Those who lack hours, whoever lacks most first."""
    found = [one for one in entries if one.standing is QuotaState.BEHIND]
    return sorted(found, key=lambda one: (-one.missing, one.township, one.name, one.person_id))


def cure(entries: Iterable[LedgerEntry], hours: Mapping[str, float]) -> Cure:
    """What it would change if these people (by id) earned so many more hours each."""
    some = [one for one in entries if one.person_id in hours]
    lacking = [one for one in some if one.missing > 0]
    still = [max(one.missing - hours[one.person_id], 0) for one in lacking]
    return Cure(
        hours=max(hours.values(), default=0),
        people=len(some),
        behind=len(lacking),
        cured=still.count(0),
        still=sum(still),
    )


def cure_by_any_class(entries: Sequence[LedgerEntry], hours: float) -> Cure:
    """What a class of so many hours would change if everybody who is behind came to it."""
    return cure(entries, {one.person_id: hours for one in behind(entries)})


def cure_by_class(
    session: Session, entries: Iterable[LedgerEntry], *, class_id: str, now: datetime
) -> Cure:
    """What the lessons of a class that are still to come would change for those in it."""
    earned = class_hours(session, class_id=class_id, now=now)
    to_come = {
        one.person_id: sum(line.possible for line in one.lines if not line.is_over)
        for one in earned
        if one.is_active
    }
    return cure(entries, to_come)


def only(entries: Iterable[LedgerEntry], townships: Collection[str]) -> list[LedgerEntry]:
    """Those of some townships; of all where none is named."""
    return [one for one in entries if not townships or one.township in townships]
