"""A list of study activities as long as a year: counted at once, read where somebody looks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, SQLColumnExpression, String, case, cast, func, or_, select
from sqlalchemy.orm import Session

from dongan_training.attendance.activity_kinds import Kind
from dongan_training.attendance.activity_queries import ActivityRow, Count, Period
from dongan_training.attendance.models import ActivityParticipant, StudyActivity
from dongan_training.people.units import NAMED_UNITS

_ORG = func.coalesce(NAMED_UNITS.c.org, "")
_TOWNSHIP = func.coalesce(NAMED_UNITS.c.township, "")
_NAMED = (
    select(func.count())
    .where(ActivityParticipant.activity_id == StudyActivity.id)
    .correlate(StudyActivity)
    .scalar_subquery()
)
_HEADS = case((StudyActivity.headcount > _NAMED, StudyActivity.headcount), else_=_NAMED)
BY_FIELD: Mapping[str, SQLColumnExpression[Any]] = {
    "held_on": StudyActivity.held_on,
    "kind": StudyActivity.kind,
    "title": StudyActivity.title,
    "org": _ORG,
    "times": StudyActivity.times,
    "heads": _HEADS,
    "hours": StudyActivity.hours,
}
_SEARCHED = (
    *(StudyActivity.title, StudyActivity.kind, StudyActivity.lecturer, StudyActivity.place),
    *(_ORG, _TOWNSHIP, cast(StudyActivity.held_on, String)),
)


@dataclass(frozen=True)
class WantedActivities:
    """Which activities of a period a list shows: every word is found somewhere in the row.

    ``sorted_by`` is a field of ``BY_FIELD``; empty: the latest first.
    """

    period: Period
    text: str = ""
    sorted_by: str = ""
    from_end: bool = False


class ActivityList:
    """Those that fit, in their order; ``total`` is how many."""

    def __init__(self, session: Session, wanted: WantedActivities, known: Sequence[Kind]):
        self._wanted = wanted
        words = wanted.text.casefold().split()
        self._fits = [_within(wanted.period), *(_holds(word, known) for word in words)]
        counted = select(func.count()).select_from(StudyActivity)
        if words:
            counted = counted.outerjoin(NAMED_UNITS, StudyActivity.org_unit_id == NAMED_UNITS.c.id)
        self.total = session.scalar(counted.where(*self._fits)) or 0

    def rows(self, session: Session, start: int, count: int) -> list[ActivityRow]:
        """Those from number ``start`` on, at most so many."""
        one = StudyActivity
        facts = (
            *(one.id, one.kind, one.title, one.held_on, _ORG, _TOWNSHIP, one.hours, one.times),
            *(_HEADS, _NAMED, one.place, one.lecturer, one.note),
        )
        found = session.execute(
            select(*facts)
            .outerjoin(NAMED_UNITS, one.org_unit_id == NAMED_UNITS.c.id)
            .where(*self._fits)
            .order_by(*self._order())
            .offset(start)
            .limit(count)
        )
        return [ActivityRow(*row) for row in found]

    def _order(self) -> list[SQLColumnExpression[Any]]:
        latest: list[SQLColumnExpression[Any]] = [
            StudyActivity.held_on.desc(),
            StudyActivity.id.desc(),
        ]
        if not self._wanted.sorted_by:
            return latest
        field = BY_FIELD[self._wanted.sorted_by]
        return [field.desc() if self._wanted.from_end else field.asc(), *latest]


def sums(session: Session, period: Period, known: Sequence[Kind]) -> list[Count]:
    """The counts reported upward, added up by the database; every kind is there."""
    named = (
        select(ActivityParticipant.activity_id, func.count().label("people"))
        .group_by(ActivityParticipant.activity_id)
        .subquery()
    )
    people = func.coalesce(named.c.people, 0)
    heads = case((StudyActivity.headcount > people, StudyActivity.headcount), else_=people)
    found = session.execute(
        select(StudyActivity.kind, func.sum(StudyActivity.times), func.sum(heads))
        .outerjoin(named, named.c.activity_id == StudyActivity.id)
        .where(_within(period))
        .group_by(StudyActivity.kind)
    )
    of_kind = {kind: (int(times), int(people)) for kind, times, people in found}
    return [Count(kind, "", *of_kind.get(kind.name, (0, 0))) for kind in known]


def _within(period: Period) -> ColumnElement[bool]:
    held = StudyActivity.held_on.between(period.first, period.last)
    return held & StudyActivity.removed_at.is_(None)


def _holds(word: str, known: Sequence[Kind]) -> ColumnElement[bool]:
    """Also by the name of the kind that the reader sees."""
    kinds = [kind.name for kind in known if word in kind.shown.casefold()]
    texts = (field.icontains(word, autoescape=True) for field in _SEARCHED)
    return or_(StudyActivity.kind.in_(kinds), *texts)
