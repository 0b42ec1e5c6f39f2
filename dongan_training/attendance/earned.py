"""The hours each person earned in a year, added up by the database: for lists of thousands.

``hours.year_lines`` says the same line by line and takes ten times as long. What is usual
(somebody came once, and nothing was taken back) is judged by the database; whatever is not,
by the same rules as everywhere else.
"""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import (
    CTE,
    ColumnElement,
    Float,
    Subquery,
    case,
    column,
    false,
    func,
    select,
    values,
)
from sqlalchemy.orm import Session

from dongan_training.attendance.activity_kinds import kinds
from dongan_training.attendance.hours import hours_of
from dongan_training.attendance.ledger import (
    LessonFacts,
    in_portions,
    lessons_of_year,
    read_ledger,
)
from dongan_training.attendance.models import (
    ActivityParticipant,
    CheckIn,
    Direction,
    StudyActivity,
)
from dongan_training.storage.base import ID
from dongan_training.storage.types import Moment
from dongan_training.training.models import Enrolment, EnrolmentState
from dongan_training.training.outside import outside_lines

LESSONS_AT_ONCE = 200  # four variables each, and old SQLite takes 999 in a statement
A_MINUTE = timedelta(minutes=1)


def earned_in_year(session: Session, *, year: int, now: datetime) -> dict[str, float]:
    """Hours by the id of the person; who earned none is not there."""
    over = [one for one in lessons_of_year(session, year) if one.rules.ends_at <= now]
    earned: dict[str, float] = defaultdict(float)
    for start in range(0, len(over), LESSONS_AT_ONCE):
        _add_lessons(session, over[start : start + LESSONS_AT_ONCE], now, earned)
    for elsewhere in outside_lines(session, year):
        earned[elsewhere.person_id] += elsewhere.hours
    _add_activities(session, year, earned)
    return earned


def _arrivals(lessons: Sequence[LessonFacts]) -> Subquery:
    """When each came, and whether that can be told without judging their whole story."""
    came = CheckIn.direction == Direction.IN
    first = func.min(case((came & ~CheckIn.repeated, CheckIn.at)))
    steps = func.sum(case((came & ~CheckIn.repeated, 1), else_=0))
    voided = func.sum(case((CheckIn.direction == Direction.TAKEN_BACK, 1), else_=0))
    usual = (steps == 1) & (voided == 0) & (first == func.min(case((came, CheckIn.at))))
    return (
        select(
            CheckIn.lesson_id,
            CheckIn.enrolment_id,
            first.label("arrived"),
            func.coalesce(usual, false()).label("usual"),
        )
        .where(CheckIn.lesson_id.in_([one.id for one in lessons]))
        .group_by(CheckIn.lesson_id, CheckIn.enrolment_id)
        .subquery("came")
    )


def _limits(lessons: Sequence[LessonFacts]) -> CTE:
    return (
        values(
            column("lesson_id", ID),
            column("hours", Float),
            column("starts_at", Moment),
            column("too_late", Moment),
            name="limits",
        )
        .data([_limit(one) for one in lessons])
        .cte("limits")
    )


def _add_lessons(
    session: Session, lessons: Sequence[LessonFacts], now: datetime, earned: dict[str, float]
) -> None:
    """Read the events once: added up where they are usual, named where they are not."""
    came, limits = _arrivals(lessons), _limits(lessons)
    in_time = (came.c.arrived < limits.c.too_late) & _held(limits.c.starts_at)
    unusual = case((~came.c.usual, came.c.lesson_id)).label("lesson")
    whose = case((~came.c.usual, came.c.enrolment_id)).label("place")
    found = session.execute(
        select(
            Enrolment.person_id,
            unusual,
            whose,
            func.sum(case((in_time, limits.c.hours), else_=0)),
        )
        .select_from(came)
        .join(limits, came.c.lesson_id == limits.c.lesson_id)
        .join(Enrolment, came.c.enrolment_id == Enrolment.id)
        .group_by(Enrolment.person_id, unusual, whose)
    )
    to_judge: set[tuple[str, str]] = set()
    for person_id, lesson_id, enrolment_id, hours in found:
        if lesson_id is None:
            earned[person_id] += hours
        else:
            to_judge.add((lesson_id, enrolment_id))
    _add_unusual(session, lessons, to_judge, now, earned)


def _limit(lesson: LessonFacts) -> tuple[str, float, datetime, datetime]:
    """The minute in which absence begins: minutes of being late are whole ones."""
    rules = lesson.rules
    too_late = rules.starts_at + A_MINUTE * (rules.absent_after + 1)
    return lesson.id, lesson.hours, rules.starts_at, too_late


def _held(starts_at: ColumnElement[datetime]) -> ColumnElement[bool]:
    """Who still holds the place, or held it when the lesson began."""
    return (Enrolment.state == EnrolmentState.ACTIVE) | (Enrolment.withdrawn_at > starts_at)


def _add_unusual(
    session: Session,
    lessons: Sequence[LessonFacts],
    unusual: Collection[tuple[str, str]],
    now: datetime,
    earned: dict[str, float],
) -> None:
    concerned = {lesson_id for lesson_id, _enrolment in unusual}
    for row in read_ledger(session, [one for one in lessons if one.id in concerned], now=now):
        if (row.lesson.id, row.place.enrolment_id) in unusual and (hours := hours_of(row, now)):
            earned[row.place.person_id] += hours


def _add_activities(session: Session, year: int, earned: dict[str, float]) -> None:
    earning = [kind.name for kind in kinds(session) if kind.earns_hours]
    for some in in_portions(earning):
        found = session.execute(
            select(ActivityParticipant.person_id, func.sum(StudyActivity.hours))
            .join(StudyActivity, ActivityParticipant.activity_id == StudyActivity.id)
            .where(
                StudyActivity.held_on.between(date(year, 1, 1), date(year, 12, 31)),
                StudyActivity.removed_at.is_(None),
                StudyActivity.hours > 0,
                StudyActivity.kind.in_(some),
            )
            .group_by(ActivityParticipant.person_id)
        )
        for person_id, hours in found:
            earned[person_id] += hours
