"""``class lesson``: the timetable of a class."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Annotated

import typer
from sqlalchemy.orm import Session

from dongan_training import clock, settings
from dongan_training.attendance.hour_rules import hours_for, rule_for
from dongan_training.cli.face import Face, Json
from dongan_training.cli.named import ClassText, LessonText
from dongan_training.errors import UserError
from dongan_training.texts import N_, _, listed
from dongan_training.training import queries, timetable
from dongan_training.training.finding import find_class, find_course, find_lesson
from dongan_training.training.queries import LessonRow
from dongan_training.training.timetable import LessonFacts

app = typer.Typer(no_args_is_help=True, help=_("课程表：加课、改课、删课。"))

Title = Annotated[str, typer.Option(help=_("名称，默认按时间写作上午、下午或晚上。"))]
Courses = Annotated[list[str] | None, typer.Option("--course", help=_("课程名称，可写多个。"))]
Venue = Annotated[str | None, typer.Option(help=_("地点，默认与培训班相同。"))]


@dataclass(eq=False)
class MomentImpossible(UserError):
    date: str
    time: str
    message = N_("“{date} {time}”不是日期和时间。")
    advice = N_("没有保存。请按 2026-11-23 和 08:30 这样书写。")


@app.command(help=_("在课程表里加一课。"))
def add(
    context: typer.Context,
    which: ClassText,
    date: Annotated[str, typer.Option(help=_("日期，例如 2026-11-23。"))],
    start: Annotated[str, typer.Option("--from", help=_("上课时间，例如 08:30。"))],
    end: Annotated[str, typer.Option("--to", help=_("下课时间，例如 11:30。"))],
    title: Title = "",
    hours: Annotated[
        float | None, typer.Option(help=_("学时，默认按时长和当年的学时规则计。"))
    ] = None,
    course: Courses = None,
    venue: Venue = None,
    as_json: Json = False,
) -> None:
    """Add a lesson to a class."""
    face = Face.of(context)
    starts_at, ends_at = _moment(date, start), _moment(date, end)
    with face.writing() as (session, by):
        wishes = settings.load(session)
        card = queries.class_card(session, find_class(session, which))
        rule = rule_for(session, year=card.year, kind=card.kind)
        facts = LessonFacts(
            title=title or timetable.usual_title(starts_at),
            starts_at=starts_at,
            ends_at=ends_at,
            hours=hours_for(rule, ends_at - starts_at) if hours is None else hours,
            venue=venue or "",
            course_ids=_course_ids(session, course or ()),
            opens_before=wishes.opens_before_minutes,
            absent_after=wishes.absent_after_minutes,
            early_leave=wishes.early_leave_minutes,
        )
        added = timetable.add_lesson(session, class_id=card.id, facts=facts, by=by, at=clock.now())
        lesson = queries.lesson(session, added)
    face.show(lesson, [line(lesson)], as_json=as_json)


@app.command(help=_("修改一课；没有写明的项目保持不变。"))
def change(
    context: typer.Context,
    which: LessonText,
    date: Annotated[str, typer.Option(help=_("日期，例如 2026-11-23。"))] = "",
    start: Annotated[str, typer.Option("--from", help=_("上课时间，例如 08:30。"))] = "",
    end: Annotated[str, typer.Option("--to", help=_("下课时间，例如 11:30。"))] = "",
    title: Title = "",
    hours: Annotated[float | None, typer.Option(help=_("学时。"))] = None,
    course: Courses = None,
    venue: Venue = None,
    as_json: Json = False,
) -> None:
    """Change a lesson."""
    face = Face.of(context)
    with face.writing() as (session, by):
        old = queries.lesson(session, find_lesson(session, which))
        facts = replace(
            timetable.lesson_facts(session, old.id),
            starts_at=_moved(old.starts_at, date, start),
            ends_at=_moved(old.ends_at, date, end),
            title=title or old.title,
            hours=old.hours if hours is None else hours,
            venue=old.own_venue if venue is None else venue,
            course_ids=old.course_ids if course is None else _course_ids(session, course),
        )
        timetable.change_lesson(session, lesson_id=old.id, facts=facts, by=by, at=clock.now())
        lesson = queries.lesson(session, old.id)
    face.show(lesson, [line(lesson)], as_json=as_json)


@app.command(help=_("删除还没有签到和请假记录的一课。"))
def remove(context: typer.Context, which: LessonText, as_json: Json = False) -> None:
    """Delete a lesson nobody came to."""
    face = Face.of(context)
    with face.writing() as (session, by):
        lesson = queries.lesson(session, find_lesson(session, which))
        timetable.remove_lesson(session, lesson_id=lesson.id, by=by, at=clock.now())
    lines = [_("已删除 {code}　{title}").format(code=lesson.code, title=lesson.title)]
    face.show({"removed": lesson.id, "code": lesson.code}, lines, as_json=as_json)


def line(lesson: LessonRow) -> str:
    """A lesson as a person reads it in the terminal."""
    return _(
        "{code}　{title}　{start:%Y-%m-%d %H:%M}–{end:%H:%M}　{hours:g} 学时　{courses}"
    ).format(
        code=lesson.code,
        title=lesson.title,
        start=clock.local(lesson.starts_at),
        end=clock.local(lesson.ends_at),
        hours=lesson.hours,
        courses=listed(lesson.courses),
    )


def _moment(date: str, time: str) -> datetime:
    try:
        return datetime.strptime(f"{date} {time}", "%Y-%m-%d %H:%M").astimezone()
    except (ValueError, OverflowError, OSError) as error:  # Windows refuses years before 1970
        raise MomentImpossible(date, time) from error


def _moved(moment: datetime, date: str, time: str) -> datetime:
    """The moment with another date or time of day, where one was given."""
    local = clock.local(moment)
    return _moment(date or f"{local:%Y-%m-%d}", time or f"{local:%H:%M}")


def _course_ids(session: Session, names: Sequence[str]) -> tuple[str, ...]:
    return tuple(find_course(session, name).id for name in names)
