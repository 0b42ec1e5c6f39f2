"""Plan a year's training, and the classes in it (年度计划、培训班)."""

from dataclasses import asdict, dataclass, fields
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from dongan_training.accounts import audit
from dongan_training.accounts.actor import Actor
from dongan_training.designs.models import ClassDesign
from dongan_training.errors import UserError
from dongan_training.texts import N_
from dongan_training.training.models import (
    ClassCourse,
    ClassQuota,
    CourseChoice,
    Enrolment,
    EnrolmentState,
    Plan,
    TrainingClass,
    WaitingPlace,
)

FIRST_YEAR, LAST_YEAR = 2000, 2099
QUARTERS = (1, 2, 3, 4)
LONGEST_NAME = 80
LARGEST_QUOTA = 100_000
MOST_ELECTIVES = 50


@dataclass(eq=False)
class YearImpossible(UserError):
    year: int
    message = N_("年度“{year}”不对。")
    advice = N_("没有保存。请填写 2000 至 2099 之间的年份，例如 2026。")


@dataclass(eq=False)
class PlanExists(UserError):
    year: int
    message = N_("{year} 年的年度计划已经有了。")
    advice = N_("没有重复建立。请直接在该年度下添加培训班。")


@dataclass(eq=False)
class QuarterImpossible(UserError):
    quarter: int
    message = N_("没有第 {quarter} 季度。")
    advice = N_("没有保存。季度请填写 1 至 4。")


@dataclass(eq=False)
class ClassNameMissing(UserError):
    message = N_("培训班还没有名称。")
    advice = N_("没有保存。请填写名称，例如“第四季度基层党务工作者培训班”。")


@dataclass(eq=False)
class ClassNameTooLong(UserError):
    length: int
    message = N_("培训班名称有 {length} 个字，胸牌和证书上放不下。")
    advice = N_("没有保存。请缩短到 80 个字以内。")


@dataclass(eq=False)
class QuotaImpossible(UserError):
    quota: int
    message = N_("名额不能是 {quota}。")
    advice = N_("没有保存。请填写人数；0 表示不限名额。")


@dataclass(eq=False)
class ElectivesImpossible(UserError):
    electives: int
    message = N_("每人选修的门数不能是 {electives}。")
    advice = N_("没有保存。请填写 0 至 50。")


@dataclass(eq=False)
class QuotaBelowEnrolled(UserError):
    quota: int
    enrolled: int
    message = N_("这个班已有 {enrolled} 名学员，名额不能减到 {quota}。")
    advice = N_("没有保存。请先办理退学，或者填写不少于 {enrolled} 的名额。")


@dataclass(eq=False)
class ClassInUse(UserError):
    name: str
    message = N_("“{name}”已有签到、请假或考试记录，不能删除。")
    advice = N_("没有删除任何内容。这个班可以一直留作记录。")


@dataclass(frozen=True)
class ClassFacts:
    """What a trainer says about a class; its number in the quarter is given by us."""

    name: str
    quarter: int
    kind: str = "季度培训"
    quota: int = 0  # 0: no limit
    venue: str = ""
    organizer: str = ""
    needs_exam: bool = True
    needs_full_hours: bool = True
    needs_no_absence: bool = True
    targets: tuple[str, ...] = ()  # categories of people it is for
    staff: str = ""
    budget: str = ""
    electives: int = 0  # how many of its menu each person chooses


def make_plan(session: Session, *, year: int, by: Actor, at: datetime, note: str = "") -> str:
    """Make the plan of a year and give its id."""
    _require_possible(year)
    if session.scalar(select(Plan.id).where(Plan.year == year)):
        raise PlanExists(year)
    plan = Plan(year=year, note=note.strip())
    session.add(plan)
    audit.record(session, by=by, at=at, act="plan.make", subject=plan.id, details={"year": year})
    return plan.id


def add_class(session: Session, *, year: int, facts: ClassFacts, by: Actor, at: datetime) -> str:
    """Add a class to the plan of ``year``, making the plan where there is none; give its id.

    Classes of a quarter are numbered 第1期, 第2期, … in the order they are added.
    """
    facts = _checked(facts)
    _require_possible(year)
    plan_id = session.scalar(select(Plan.id).where(Plan.year == year))
    plan_id = plan_id or make_plan(session, year=year, by=by, at=at)
    number = _next_number(session, plan_id, facts.quarter)
    added = TrainingClass(plan_id=plan_id, number=number, **_stored(facts))
    session.add(added)
    audit.record(session, by=by, at=at, act="class.add", subject=added.id, details=asdict(facts))
    return added.id


def change_class(
    session: Session, *, class_id: str, facts: ClassFacts, by: Actor, at: datetime
) -> None:
    """Change what is said about a class; a class moved to another quarter gets a new number."""
    changed = session.get_one(TrainingClass, class_id)
    facts = _checked(facts)
    enrolled = count_enrolled(session, class_id)
    if facts.quota and facts.quota < enrolled:
        raise QuotaBelowEnrolled(facts.quota, enrolled)
    if facts.quarter != changed.quarter:
        changed.number = _next_number(session, changed.plan_id, facts.quarter)
    for name, value in _stored(facts).items():
        setattr(changed, name, value)
    audit.record(session, by=by, at=at, act="class.change", subject=class_id, details=asdict(facts))


def class_facts(session: Session, class_id: str) -> ClassFacts:
    """What is said about a class now, for whoever wants to change a part of it."""
    known = session.get_one(TrainingClass, class_id)
    said = {field.name: getattr(known, field.name) for field in fields(ClassFacts)}
    return ClassFacts(**{**said, "targets": tuple(known.targets)})


def remove_class(session: Session, *, class_id: str, by: Actor, at: datetime) -> None:
    """Delete a class with its lessons and enrolments, as long as nothing has happened in it.

    Packages above this one hang their records on lessons and enrolments (check-ins, leave,
    exams, certificates); the foreign keys of the database know them all, so they decide.
    """
    gone = session.get_one(TrainingClass, class_id)
    name = gone.name
    enrolments = session.scalars(select(Enrolment).where(Enrolment.class_id == class_id)).all()
    badges = [badge for one in enrolments for badge in one.badges]
    planned = [
        one
        for kind in (ClassQuota, ClassCourse, WaitingPlace, ClassDesign)
        for one in session.scalars(select(kind).where(kind.class_id == class_id))
    ]
    chosen = session.scalars(
        select(CourseChoice).join(CourseChoice.enrolment).where(Enrolment.class_id == class_id)
    )
    try:
        for record in [*chosen, *planned, *badges, *enrolments, *gone.lessons, gone]:
            session.delete(record)
        session.flush()
    except IntegrityError as error:
        raise ClassInUse(name) from error
    audit.record(
        session, by=by, at=at, act="class.remove", subject=class_id, details={"name": name}
    )


def count_enrolled(session: Session, class_id: str) -> int:
    """Count the people who hold a place in the class now."""
    held = select(func.count()).where(
        Enrolment.class_id == class_id, Enrolment.state == EnrolmentState.ACTIVE
    )
    return session.scalar(held) or 0


def _require_possible(year: int) -> None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise YearImpossible(year)


def _checked(facts: ClassFacts) -> ClassFacts:
    name = " ".join(facts.name.split())
    if facts.quarter not in QUARTERS:
        raise QuarterImpossible(facts.quarter)
    if not name:
        raise ClassNameMissing
    if len(name) > LONGEST_NAME:
        raise ClassNameTooLong(len(name))
    if not 0 <= facts.quota <= LARGEST_QUOTA:
        raise QuotaImpossible(facts.quota)
    if not 0 <= facts.electives <= MOST_ELECTIVES:
        raise ElectivesImpossible(facts.electives)
    spoken = {"name": name, "venue": facts.venue.strip(), "organizer": facts.organizer.strip()}
    return ClassFacts(**{**asdict(facts), **spoken})


def _stored(facts: ClassFacts) -> dict[str, Any]:
    return {**asdict(facts), "targets": list(facts.targets)}


def _next_number(session: Session, plan_id: str, quarter: int) -> int:
    last = session.scalar(
        select(func.max(TrainingClass.number)).where(
            TrainingClass.plan_id == plan_id, TrainingClass.quarter == quarter
        )
    )
    return (last or 0) + 1
