"""Last quarter's class once more: facts, places, menu and timetable, without the people."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from dongan_training import clock
from dongan_training.accounts.actor import Actor
from dongan_training.training import notice_facts, planning, timetable
from dongan_training.training.models import ClassCourse, ClassQuota, LessonCourse, TrainingClass
from dongan_training.training.planning import QUARTERS

QUARTER = timedelta(weeks=13)  # the same day of the week
NAMES = ("第一季度", "第二季度", "第三季度", "第四季度")


@dataclass(frozen=True)
class Target:
    """Where a copy goes."""

    year: int
    quarter: int
    first_day: date | None = None  # of the first lesson; None: 13 weeks later for each quarter


def next_quarter(year: int, quarter: int) -> Target:
    """The quarter after this one."""
    return Target(year, quarter + 1) if quarter < len(QUARTERS) else Target(year + 1, 1)


def copy_class(
    session: Session, *, class_id: str, by: Actor, at: datetime, target: Target | None = None
) -> str:
    """Copy a class into the next quarter, or where ``target`` says; give the id of the copy.

    A quarter in its name follows, and so do the days of its lessons.
    """
    old = session.get_one(TrainingClass, class_id)
    target = target or next_quarter(old.plan.year, old.quarter)
    if target.quarter not in QUARTERS:
        raise planning.QuarterImpossible(target.quarter)
    facts = planning.class_facts(session, class_id)
    name = facts.name.replace(NAMES[old.quarter - 1], NAMES[target.quarter - 1])
    name = name.replace(str(old.plan.year), str(target.year))
    facts = replace(facts, name=name, quarter=target.quarter)
    new_id = planning.add_class(session, year=target.year, facts=facts, by=by, at=at)
    session.get_one(TrainingClass, new_id).funds = old.funds
    for quota in session.scalars(select(ClassQuota).where(ClassQuota.class_id == class_id)):
        session.add(ClassQuota(class_id=new_id, org_unit_id=quota.org_unit_id, places=quota.places))
    for item in session.scalars(select(ClassCourse).where(ClassCourse.class_id == class_id)):
        session.add(ClassCourse(class_id=new_id, course_id=item.course_id, capacity=item.capacity))
    notice_facts.copy_notice(session, class_id=class_id, new_id=new_id)
    from dongan_training.designs.of_class import copy_design_of_class  # brings ReportLab

    copy_design_of_class(session, class_id=class_id, new_id=new_id)
    _copy_lessons(session, old, new_id, target, by=by, at=at)
    return new_id


def _copy_lessons(
    session: Session,
    old: TrainingClass,
    new_id: str,
    target: Target,
    *,
    by: Actor,
    at: datetime,
) -> None:
    if not old.lessons:
        return
    later = _days_later(old, target)
    for lesson in old.lessons:
        facts = timetable.lesson_facts(session, lesson.id)
        starts_at = clock.local(facts.starts_at) + later  # the same time on the clock
        moved = replace(facts, starts_at=starts_at, ends_at=clock.local(facts.ends_at) + later)
        added = timetable.add_lesson(session, class_id=new_id, facts=moved, by=by, at=at)
        rooms = {one.course_id: one.venue for one in lesson.courses if one.venue}
        for taught in session.scalars(select(LessonCourse).where(LessonCourse.lesson_id == added)):
            taught.venue = rooms.get(taught.course_id, "")


def _days_later(old: TrainingClass, target: Target) -> timedelta:
    if target.first_day is not None:
        return target.first_day - clock.local(old.lessons[0].starts_at).date()
    quarters = (target.year - old.plan.year) * len(QUARTERS) + target.quarter - old.quarter
    return quarters * QUARTER
