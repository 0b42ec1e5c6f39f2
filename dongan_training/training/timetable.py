"""The lessons of a class (课程表): when, where, what, and how strict the door is."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from dongan_training import clock
from dongan_training.accounts import audit
from dongan_training.accounts.actor import Actor
from dongan_training.errors import UserError
from dongan_training.texts import N_, _
from dongan_training.training.hours import check_hours
from dongan_training.training.models import Course, Lesson, LessonCourse, TrainingClass

LONGEST = timedelta(hours=12)
WIDEST_WINDOW = 240  # minutes


@dataclass(eq=False)
class LessonTitleMissing(UserError):
    message = N_("这一课还没有名称。")
    advice = N_("没有保存。请填写名称，例如“上午”。")


@dataclass(eq=False)
class EndsBeforeStart(UserError):
    start: str
    end: str
    message = N_("下课时间 {end} 不在上课时间 {start} 之后。")
    advice = N_("没有保存。请改正时间。")


@dataclass(eq=False)
class LessonTooLong(UserError):
    hours: float
    message = N_("这一课长达 {hours:g} 小时。")
    advice = N_("没有保存。一课不能超过 12 小时，请检查日期和时间，或者分成几课。")


@dataclass(eq=False)
class LessonOutsideYear(UserError):
    lesson_year: int
    plan_year: int
    message = N_("这一课在 {lesson_year} 年，培训班在 {plan_year} 年度计划里。")
    advice = N_("没有保存。请检查日期；跨年的培训班最晚排到次年。")


@dataclass(eq=False)
class LessonsOverlap(UserError):
    title: str
    start: str
    end: str
    message = N_("与“{title}”（{start}–{end}）时间重叠。")
    advice = N_("没有保存。同一个班的两课不能同时上，请改正时间。")


@dataclass(eq=False)
class WindowImpossible(UserError):
    minutes: int
    message = N_("签到规则里的 {minutes} 分钟不对。")
    advice = N_("没有保存。请填写 0 至 240 分钟。")


@dataclass(eq=False)
class LessonInUse(UserError):
    title: str
    message = N_("“{title}”已有签到或请假记录，不能删除。")
    advice = N_("课程表没有改动。可以修改这一课的时间、地点和课程。")


@dataclass(frozen=True)
class LessonFacts:
    """One time slot as a trainer describes it; windows in minutes, see models.Lesson."""

    title: str
    starts_at: datetime
    ends_at: datetime
    hours: float
    venue: str = ""
    course_ids: tuple[str, ...] = ()
    opens_before: int = 30
    absent_after: int = 30
    early_leave: int = 15

    def fields(self) -> dict[str, Any]:
        """What the lesson itself stores; its courses are rows of their own."""
        stored = {name: value for name, value in vars(self).items() if name != "course_ids"}
        return {**stored, "title": self.title.strip(), "venue": self.venue.strip()}


def usual_title(starts_at: datetime) -> str:
    """What a lesson at this time of day is called where nobody named it."""
    hour = clock.local(starts_at).hour
    return _("上午") if hour < 12 else _("下午") if hour < 18 else _("晚上")


def add_lesson(
    session: Session, *, class_id: str, facts: LessonFacts, by: Actor, at: datetime
) -> str:
    """Add a lesson to a class and give its id."""
    in_class = session.get_one(TrainingClass, class_id)
    _check(facts, in_class, among=in_class.lessons)
    lesson = Lesson(class_id=class_id, **facts.fields())
    session.add(lesson)
    _teach(session, lesson, facts.course_ids)
    details = _told(facts)
    audit.record(session, by=by, at=at, act="lesson.add", subject=lesson.id, details=details)
    session.expire(in_class, ["lessons"])
    return lesson.id


def change_lesson(
    session: Session, *, lesson_id: str, facts: LessonFacts, by: Actor, at: datetime
) -> None:
    """Change a lesson; attendance and hours are derived, so they follow at once."""
    lesson = session.get_one(Lesson, lesson_id)
    others = [one for one in lesson.training_class.lessons if one.id != lesson_id]
    _check(facts, lesson.training_class, among=others)
    for name, value in facts.fields().items():
        setattr(lesson, name, value)
    _teach(session, lesson, facts.course_ids)
    details = _told(facts)
    audit.record(session, by=by, at=at, act="lesson.change", subject=lesson_id, details=details)
    session.expire(lesson.training_class, ["lessons"])


def lesson_facts(session: Session, lesson_id: str) -> LessonFacts:
    """What is said about a lesson now, for whoever wants to change a part of it."""
    known = session.get_one(Lesson, lesson_id)
    stored = {field.name for field in fields(LessonFacts)} - {"course_ids"}
    return LessonFacts(
        **{name: getattr(known, name) for name in stored},
        course_ids=tuple(one.course_id for one in known.courses),
    )


def remove_lesson(session: Session, *, lesson_id: str, by: Actor, at: datetime) -> None:
    """Delete a lesson, as long as nobody has checked in or asked for leave."""
    lesson = session.get_one(Lesson, lesson_id)
    title = lesson.title
    session.delete(lesson)
    try:
        session.flush()
    except IntegrityError as error:
        raise LessonInUse(title) from error
    audit.record(
        session, by=by, at=at, act="lesson.remove", subject=lesson_id, details={"title": title}
    )


def _check(facts: LessonFacts, in_class: TrainingClass, among: Sequence[Lesson]) -> None:
    if not facts.title.strip():
        raise LessonTitleMissing
    check_hours(facts.hours)
    for minutes in (facts.opens_before, facts.absent_after, facts.early_leave):
        if not 0 <= minutes <= WIDEST_WINDOW:
            raise WindowImpossible(minutes)
    length = facts.ends_at - facts.starts_at
    if length <= timedelta():
        raise EndsBeforeStart(_time(facts.starts_at), _time(facts.ends_at))
    if length > LONGEST:
        raise LessonTooLong(length / timedelta(hours=1))
    year, planned = clock.local(facts.starts_at).year, in_class.plan.year
    if year not in (planned, planned + 1):  # winter-spring classes reach into the next year
        raise LessonOutsideYear(year, planned)
    for other in among:
        if facts.starts_at < other.ends_at and other.starts_at < facts.ends_at:
            starts, ends = _time(other.starts_at), _time(other.ends_at)
            if ends.startswith(day := starts.split()[0]):
                ends = ends.removeprefix(day).strip()
            raise LessonsOverlap(other.title, starts, ends)


def _teach(session: Session, lesson: Lesson, course_ids: Sequence[str]) -> None:
    """Make the lesson teach these courses, in this order.

    Rows that stay are kept: the database would see a new row for the same course before
    the old one is gone.
    """
    known = {one.course_id: one for one in lesson.courses}
    wanted = list(dict.fromkeys(course_ids))
    for course_id, taught in known.items():
        if course_id not in wanted:
            lesson.courses.remove(taught)
    for position, course_id in enumerate(wanted):
        if course_id in known:
            known[course_id].position = position
        else:
            course = session.get_one(Course, course_id)
            lesson.courses.append(
                LessonCourse(lesson_id=lesson.id, course_id=course.id, position=position)
            )
    session.flush()
    session.expire(lesson, ["courses"])


def _time(moment: datetime) -> str:
    return f"{clock.local(moment):%Y-%m-%d %H:%M}"


def _told(facts: LessonFacts) -> dict[str, Any]:
    """The facts as the log keeps them."""
    times = {"starts_at": facts.starts_at.isoformat(), "ends_at": facts.ends_at.isoformat()}
    return {**facts.fields(), **times, "course_ids": list(facts.course_ids)}
