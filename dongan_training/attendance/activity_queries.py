"""What study activities say: the list, the counts reported upward, and each person's part."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Subquery, case, func, select, true
from sqlalchemy.orm import Session

from dongan_training.attendance.activity_kinds import Kind, kinds
from dongan_training.attendance.models import ActivityParticipant, StudyActivity
from dongan_training.people.units import NAMED_UNITS
from dongan_training.texts import _


@dataclass(frozen=True)
class Period:
    """A span of days, both ends in it."""

    first: date
    last: date


@dataclass(frozen=True)
class ActivityRow:
    """One activity as a list shows it; ``heads`` is how many came, named or only counted."""

    id: str
    kind: str
    title: str
    held_on: date
    org: str
    township: str
    hours: float
    times: int
    heads: int
    named: int
    place: str
    lecturer: str
    note: str


@dataclass(frozen=True)
class Count:
    """One kind in one township ("" : all of the county): how often, and how many came."""

    kind: Kind
    township: str
    times: int
    heads: int

    @property
    def told(self) -> str:
        """As it is reported: 宣讲 610 场 30000 人次."""
        parts = [self.kind.shown]
        if self.kind.times_unit or not self.kind.counts_heads:
            parts.append(f"{self.times} {self.kind.unit}")
        if self.kind.counts_heads:
            parts.append(_("{count} 人次").format(count=self.heads))
        return " ".join(parts)


@dataclass(frozen=True)
class Taken:
    """What one person took part in."""

    activity_id: str
    kind: str
    title: str
    held_on: date
    hours: float


def activities(session: Session, period: Period) -> list[ActivityRow]:
    """All activities of a period, the latest first."""
    named = _named(StudyActivity.held_on.between(period.first, period.last))
    people = func.coalesce(named.c.people, 0)
    found = session.execute(
        select(
            StudyActivity.id,
            StudyActivity.kind,
            StudyActivity.title,
            StudyActivity.held_on,
            func.coalesce(NAMED_UNITS.c.org, ""),
            func.coalesce(NAMED_UNITS.c.township, ""),
            StudyActivity.hours,
            StudyActivity.times,
            case((StudyActivity.headcount > people, StudyActivity.headcount), else_=people),
            people,
            StudyActivity.place,
            StudyActivity.lecturer,
            StudyActivity.note,
        )
        .outerjoin(NAMED_UNITS, StudyActivity.org_unit_id == NAMED_UNITS.c.id)
        .outerjoin(named, named.c.activity_id == StudyActivity.id)
        .where(
            StudyActivity.held_on.between(period.first, period.last),
            StudyActivity.removed_at.is_(None),
        )
        .order_by(StudyActivity.held_on.desc(), StudyActivity.id.desc())
    )
    return [ActivityRow(*one) for one in found]


def counts_of(rows: Sequence[ActivityRow], known: Sequence[Kind]) -> list[Count]:
    """Add up by kind, over all townships; every kind is there, also with 0."""
    times: dict[str, int] = defaultdict(int)
    heads: dict[str, int] = defaultdict(int)
    for row in rows:
        times[row.kind] += row.times
        heads[row.kind] += row.heads
    return [Count(kind, "", times[kind.name], heads[kind.name]) for kind in known]


def counts_by_township(rows: Sequence[ActivityRow], known: Sequence[Kind]) -> list[Count]:
    """The same for each township that has any, by township and in the order of the kinds."""
    of_township: dict[str, list[ActivityRow]] = defaultdict(list)
    for row in rows:
        of_township[row.township].append(row)
    return [
        Count(one.kind, township, one.times, one.heads)
        for township, some in sorted(of_township.items())
        for one in counts_of(some, known)
        if one.times
    ]


def taken_in(
    session: Session, period: Period, *, person_id: str | None = None
) -> dict[str, list[Taken]]:
    """Who took part in what, by the id of the person, in time order; only what earns hours.

    With ``person_id`` only what that person took part in.
    """
    whose = true() if person_id is None else ActivityParticipant.person_id == person_id
    earning = {kind.name for kind in kinds(session) if kind.earns_hours}
    found = session.execute(
        select(
            ActivityParticipant.person_id,
            StudyActivity.id,
            StudyActivity.kind,
            StudyActivity.title,
            StudyActivity.held_on,
            StudyActivity.hours,
        )
        .join(StudyActivity, ActivityParticipant.activity_id == StudyActivity.id)
        .where(
            StudyActivity.held_on.between(period.first, period.last),
            StudyActivity.removed_at.is_(None),
            StudyActivity.hours > 0,
            whose,
        )
        .order_by(StudyActivity.held_on, StudyActivity.id)
    )
    taken: dict[str, list[Taken]] = defaultdict(list)
    shared: dict[str, Taken] = {}
    for taker, activity_id, kind, title, held_on, hours in found:
        if kind in earning:
            if activity_id not in shared:
                shared[activity_id] = Taken(activity_id, kind, title, held_on, hours)
            taken[taker].append(shared[activity_id])
    return taken


def _named(which: ColumnElement[bool]) -> Subquery:
    return (
        select(ActivityParticipant.activity_id, func.count().label("people"))
        .join(StudyActivity)
        .where(which)
        .group_by(ActivityParticipant.activity_id)
        .subquery()
    )
