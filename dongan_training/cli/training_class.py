"""``class``: classes, their lessons and the people in them."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer
from sqlalchemy.orm import Session

from dongan_training import clock, settings
from dongan_training.cli.face import Face, Json
from dongan_training.errors import UserError
from dongan_training.texts import N_, _
from dongan_training.training import enrolment, name_list, planning, queries, timetable
from dongan_training.training.finding import find_class, find_enrolments, find_people
from dongan_training.training.planning import ClassFacts
from dongan_training.training.queries import Candidate, ClassCard, LessonRow, RosterRow
from dongan_training.training.timetable import LessonFacts

app = typer.Typer(no_args_is_help=True, help=_("培训班：查看、建立、排课、报名和退学。"))
lesson_app = typer.Typer(no_args_is_help=True, help=_("课程表。"))
app.add_typer(lesson_app, name="lesson")

ClassText = Annotated[
    str, typer.Argument(metavar="CLASS", help=_("培训班：编号（如 2026Q4-02）、名称或 id。"))
]


@dataclass(eq=False)
class MomentImpossible(UserError):
    date: str
    time: str
    message = N_("“{date} {time}”不是日期和时间。")
    advice = N_("没有保存。请按 2026-11-23 和 08:30 这样书写。")


@dataclass(eq=False)
class CourseUnknown(UserError):
    name: str
    message = N_("课程菜单里没有“{name}”。")
    advice = N_("没有保存。请先用 course add 加入菜单，或用 course list 核对名称。")


@dataclass(eq=False)
class NobodyNamed(UserError):
    message = N_("没有说明给谁报名。")
    advice = N_("没有改动。请写姓名或 id，或者使用 --all、--search、--from。")


@app.command("list", help=_("列出培训班。"))
def list_classes(
    context: typer.Context,
    year: Annotated[int | None, typer.Option(help=_("只列这一年度。"))] = None,
    quarter: Annotated[int | None, typer.Option(help=_("只列这一季度。"))] = None,
    as_json: Json = False,
) -> None:
    """List classes, the latest first."""
    face = Face.of(context)
    with face.workspace() as workspace, workspace.read() as session:
        cards = queries.classes(session, year=year, quarter=quarter)
    lines = [_class_line(card) for card in cards] or [_("还没有培训班。")]
    face.show({"classes": [_card(card) for card in cards]}, lines, as_json=as_json)


@app.command(help=_("建立一个培训班；期数自动编排。"))
def add(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help=_("名称，例如 第四季度基层党务工作者培训班。"))],
    quarter: Annotated[int, typer.Option(help=_("季度，1 至 4。"))],
    year: Annotated[int | None, typer.Option(help=_("年度，默认今年。"))] = None,
    quota: Annotated[int, typer.Option(help=_("名额，0 表示不限。"))] = 0,
    venue: Annotated[str, typer.Option(help=_("地点。"))] = "",
    organizer: Annotated[str, typer.Option(help=_("主办单位，默认取自设置。"))] = "",
    kind: Annotated[str, typer.Option(help=_("班别。"))] = "季度培训",
    as_json: Json = False,
) -> None:
    """Add a class to the plan of a year."""
    face = Face.of(context)
    now = clock.now()
    with face.workspace() as workspace:
        by = face.actor(workspace)
        with workspace.begin() as session:
            organizer = organizer or settings.load(session).organizer
            facts = ClassFacts(name, quarter, kind, quota, venue, organizer)
            in_year = year if year is not None else clock.local(now).year
            added = planning.add_class(session, year=in_year, facts=facts, by=by, at=now)
            card = queries.class_card(session, added)
    lines = [_("已建立 {code}　{title}").format(code=card.code, title=card.title)]
    face.show(_card(card), lines, as_json=as_json)


@app.command(help=_("查看一个培训班：课程表和学员。"))
def show(context: typer.Context, which: ClassText, as_json: Json = False) -> None:
    """Show a class with its lessons and roster."""
    face = Face.of(context)
    with face.workspace() as workspace, workspace.read() as session:
        class_id = find_class(session, which)
        card = queries.class_card(session, class_id)
        lessons = queries.lessons(session, class_id)
        roster = queries.roster(session, class_id)
    lines = [_class_line(card), *map(_lesson_line, lessons), *map(_person_line, roster)]
    value = {**_card(card), "timetable": lessons, "roster": roster}
    face.show(value, lines, as_json=as_json)


@lesson_app.command("add", help=_("在课程表里加一课。"))
def add_lesson(
    context: typer.Context,
    which: ClassText,
    date: Annotated[str, typer.Option(help=_("日期，例如 2026-11-23。"))],
    start: Annotated[str, typer.Option("--from", help=_("上课时间，例如 08:30。"))],
    end: Annotated[str, typer.Option("--to", help=_("下课时间，例如 11:30。"))],
    title: Annotated[str, typer.Option(help=_("名称，默认按时间写作上午、下午或晚上。"))] = "",
    hours: Annotated[float | None, typer.Option(help=_("学时，默认半天的学时。"))] = None,
    course: Annotated[list[str] | None, typer.Option(help=_("课程名称，可写多个。"))] = None,
    venue: Annotated[str, typer.Option(help=_("地点，默认与培训班相同。"))] = "",
    as_json: Json = False,
) -> None:
    """Add a lesson to a class."""
    face = Face.of(context)
    starts_at, ends_at = _moment(date, start), _moment(date, end)
    with face.workspace() as workspace:
        by = face.actor(workspace)
        with workspace.begin() as session:
            wishes = settings.load(session)
            facts = LessonFacts(
                title=title or timetable.usual_title(starts_at),
                starts_at=starts_at,
                ends_at=ends_at,
                hours=wishes.hours_per_half_day if hours is None else hours,
                venue=venue,
                course_ids=_course_ids(session, course or ()),
                opens_before=wishes.opens_before_minutes,
                absent_after=wishes.absent_after_minutes,
                early_leave=wishes.early_leave_minutes,
            )
            added = timetable.add_lesson(
                session, class_id=find_class(session, which), facts=facts, by=by, at=clock.now()
            )
            lesson = queries.lesson(session, added)
    face.show(lesson, [_lesson_line(lesson)], as_json=as_json)


@app.command(help=_("给人报名：写姓名或 id，或者按条件、按名单。"))
def enrol(
    context: typer.Context,
    which: ClassText,
    people: Annotated[list[str] | None, typer.Argument(help=_("姓名或 id，可写多个。"))] = None,
    everybody: Annotated[bool, typer.Option("--all", help=_("全部在册人员。"))] = False,
    search: Annotated[str, typer.Option(help=_("姓名、拼音、单位或类别里含有这些字的人。"))] = "",
    file: Annotated[
        Path | None, typer.Option("--from", help=_("名单：表格（有姓名一栏）或每行一个姓名。"))
    ] = None,
    as_json: Json = False,
) -> None:
    """Give people a place in a class."""
    face = Face.of(context)
    if not (people or everybody or search or file):
        raise NobodyNamed
    listed = name_list.read_names(file) if file else []
    with face.workspace() as workspace:
        by = face.actor(workspace)
        with workspace.begin() as session:
            class_id = find_class(session, which)
            wanted = find_people(session, people or ())
            matched = name_list.match_names(session, listed)
            wanted += matched.person_ids
            if everybody or search:
                found = queries.candidates(session, class_id)
                wanted += [one.id for one in found if _is_meant(one, search)]
            done = enrolment.enrol_people(
                session, class_id=class_id, person_ids=wanted, by=by, at=clock.now()
            )
            card = queries.class_card(session, class_id)
    lines = [_enrolled_line(card, done)]
    lines += [
        _("第 {row} 行 {name}：{message}").format(**asdict(problem)) for problem in matched.problems
    ]
    value = {**asdict(done), "enrolled": card.enrolled, "problems": matched.problems}
    face.show(value, lines, as_json=as_json)


@app.command(help=_("办理退学：胸牌随即作废，已有的记录保留。"))
def withdraw(
    context: typer.Context,
    which: ClassText,
    people: Annotated[list[str], typer.Argument(help=_("姓名、学号或 id，可写多个。"))],
    reason: Annotated[str, typer.Option(help=_("原因。"))],
    as_json: Json = False,
) -> None:
    """Take people out of a class."""
    face = Face.of(context)
    with face.workspace() as workspace:
        by = face.actor(workspace)
        with workspace.begin() as session:
            class_id = find_class(session, which)
            ids = find_enrolments(session, class_id, people)
            count = enrolment.withdraw(
                session, enrolment_ids=ids, reason=reason, by=by, at=clock.now()
            )
    lines = [_("已退学 {count} 人，胸牌已作废。").format(count=count)]
    face.show({"withdrawn": count, "enrolments": ids}, lines, as_json=as_json)


def _moment(date: str, time: str) -> datetime:
    try:
        return datetime.strptime(f"{date} {time}", "%Y-%m-%d %H:%M").astimezone()
    except (ValueError, OverflowError, OSError) as error:  # Windows refuses years before 1970
        raise MomentImpossible(date, time) from error


def _course_ids(session: Session, names: Iterable[str]) -> tuple[str, ...]:
    known = {row.name: row.id for row in queries.courses(session)}
    for name in names:
        if name not in known:
            raise CourseUnknown(name)
    return tuple(known[name] for name in names)


def _is_meant(one: Candidate, search: str) -> bool:
    facts = (one.name, one.pinyin, one.org, one.township, one.post, *one.categories)
    return any(search.casefold() in fact.casefold() for fact in facts)


def _card(card: ClassCard) -> dict[str, Any]:
    return {**asdict(card), "title": card.title}


def _class_line(card: ClassCard) -> str:
    return _("{code}　{title}　学员 {enrolled}　名额 {quota}　{lessons} 课　{hours:g} 学时").format(
        code=card.code,
        title=card.title,
        enrolled=card.enrolled,
        quota=card.quota or _("不限"),
        lessons=card.lessons,
        hours=card.hours,
    )


def _lesson_line(lesson: LessonRow) -> str:
    return _(
        "{code}　{title}　{start:%Y-%m-%d %H:%M}–{end:%H:%M}　{hours:g} 学时　{courses}"
    ).format(
        code=lesson.code,
        title=lesson.title,
        start=clock.local(lesson.starts_at),
        end=clock.local(lesson.ends_at),
        hours=lesson.hours,
        courses="、".join(lesson.courses),
    )


def _person_line(row: RosterRow) -> str:
    state = "" if row.active else _("（已退学：{reason}）").format(reason=row.withdrawn_reason)
    return f"{row.number:>4}　{row.name}　{row.org}　{row.post}{state}"


def _enrolled_line(card: ClassCard, done: enrolment.Enrolled) -> str:
    return _(
        "新增 {added} 人，恢复 {returned} 人，原已报名 {already} 人；现有 {enrolled} 人。"
    ).format(
        added=len(done.added),
        returned=len(done.returned),
        already=len(done.already),
        enrolled=card.enrolled,
    )
