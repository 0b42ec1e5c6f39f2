"""The menu of courses (课程菜单) from which lessons are put together."""

from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from dongan_training.accounts import audit
from dongan_training.accounts.actor import Actor
from dongan_training.errors import UserError
from dongan_training.texts import N_
from dongan_training.training.hours import check_hours
from dongan_training.training.models import Course


@dataclass(eq=False)
class CourseNameMissing(UserError):
    message = N_("课程还没有名称。")
    advice = N_("没有保存。请填写课程名称，例如“《纪律处分条例》解读”。")


@dataclass(eq=False)
class CourseExists(UserError):
    name: str
    message = N_("课程菜单里已有“{name}”。")
    advice = N_("没有重复添加。请直接选用，或者换一个名称。")


@dataclass(eq=False)
class CourseInUse(UserError):
    name: str
    message = N_("“{name}”已排进课程表，不能删除。")
    advice = N_("菜单没有改动。请先把它从课程表里去掉。")


@dataclass(frozen=True)
class CourseFacts:
    """An item of the menu as a trainer describes it."""

    name: str
    required: bool = True  # 必修, else 选修
    hours: float = 0
    lecturer: str = ""
    tier: str = ""
    category: str = ""
    material: str = ""


def add_course(session: Session, *, facts: CourseFacts, by: Actor, at: datetime) -> str:
    """Put a course on the menu and give its id."""
    facts = _checked(session, facts, None)
    course = Course(**asdict(facts))
    session.add(course)
    audit.record(session, by=by, at=at, act="course.add", subject=course.id, details=asdict(facts))
    return course.id


def change_course(
    session: Session, *, course_id: str, facts: CourseFacts, by: Actor, at: datetime
) -> None:
    """Change a course on the menu; lessons that teach it follow."""
    course = session.get_one(Course, course_id)
    facts = _checked(session, facts, course_id)
    for name, value in asdict(facts).items():
        setattr(course, name, value)
    audit.record(
        session, by=by, at=at, act="course.change", subject=course_id, details=asdict(facts)
    )


def remove_course(session: Session, *, course_id: str, by: Actor, at: datetime) -> None:
    """Take a course off the menu, as long as no lesson teaches it."""
    course = session.get_one(Course, course_id)
    name = course.name
    session.delete(course)
    try:
        session.flush()
    except IntegrityError as error:
        raise CourseInUse(name) from error
    audit.record(
        session, by=by, at=at, act="course.remove", subject=course_id, details={"name": name}
    )


def _checked(session: Session, facts: CourseFacts, course_id: str | None) -> CourseFacts:
    name = " ".join(facts.name.split())
    if not name:
        raise CourseNameMissing
    check_hours(facts.hours)
    known = session.scalar(select(Course.id).where(Course.name == name))
    if known is not None and known != course_id:
        raise CourseExists(name)
    spoken = {
        "name": name,
        "lecturer": facts.lecturer.strip(),
        "tier": facts.tier.strip(),
        "category": facts.category.strip(),
        "material": facts.material.strip(),
    }
    return CourseFacts(**{**asdict(facts), **spoken})
