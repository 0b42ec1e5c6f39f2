"""``class``: classes, their lessons and the people in them."""

from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Annotated, Any

import typer
from sqlalchemy.orm import Session

from dongan_training import clock, settings
from dongan_training.cli import class_lessons, class_planning
from dongan_training.cli.face import Face, Json, Output
from dongan_training.cli.named import ClassText
from dongan_training.errors import UserError
from dongan_training.texts import N_, _
from dongan_training.training import enrolment, name_list, planning, queries
from dongan_training.training.finding import (
    find_class,
    find_enrolments,
    find_people,
    find_withdrawn,
)
from dongan_training.training.kinds import kind_named
from dongan_training.training.planning import ClassFacts
from dongan_training.training.queries import Candidate, ClassCard, RosterRow
from dongan_training.training.waiting import Placed, enrol_or_wait

app = typer.Typer(no_args_is_help=True, help=_("培训班：查看、建立、排课、报名和退学。"))
app.add_typer(class_lessons.app, name="lesson")
app.add_typer(class_planning.app)  # its verbs stand beside these
Targets = Annotated[
    list[str] | None, typer.Option("--target", help=_("对象：人员类别，可写多个。"))
]


@dataclass(eq=False)
class NobodyNamed(UserError):
    message = N_("没有说明给谁报名。")
    advice = N_("没有改动。请写姓名或 id，或者使用 --all、--search、--from。")


@app.command("list", help=_("列出培训班。"))
def list_classes(
    context: typer.Context,
    year: Annotated[int | None, typer.Option(min=1, max=9999, help=_("只列这一年度。"))] = None,
    quarter: Annotated[int | None, typer.Option(min=1, max=4, help=_("只列这一季度。"))] = None,
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
    quota: Annotated[int | None, typer.Option(help=_("名额，0 表示不限；默认按班别。"))] = None,
    venue: Annotated[str, typer.Option(help=_("地点。"))] = "",
    organizer: Annotated[str, typer.Option(help=_("主办单位，默认取自设置。"))] = "",
    kind: Annotated[str, typer.Option(help=_("班别，用 class kinds 可以看到。"))] = "季度培训",
    target: Targets = None,
    staff: Annotated[str, typer.Option(help=_("工作人员。"))] = "",
    budget: Annotated[str, typer.Option(help=_("经费说明。"))] = "",
    electives: Annotated[int, typer.Option(help=_("每人选修几门。"))] = 0,
    as_json: Json = False,
) -> None:
    """Add a class to the plan of a year."""
    face = Face.of(context)
    now = clock.now()
    with face.writing() as (session, by):
        organizer = organizer or settings.load(session).organizer
        start = kind_named(session, kind)
        facts = ClassFacts(
            *(name, quarter, kind, start.quota if quota is None else quota, venue, organizer),
            *(start.needs_exam, start.needs_full_hours, start.needs_no_absence),
            targets=tuple(target) if target else start.targets,
            staff=staff,
            budget=budget,
            electives=electives,
        )
        in_year = year if year is not None else clock.local(now).year
        added = planning.add_class(session, year=in_year, facts=facts, by=by, at=now)
        card = queries.class_card(session, added)
    lines = [_("已建立 {code}　{title}").format(code=card.code, title=card.title)]
    face.show(_card(card), lines, as_json=as_json)


@app.command(help=_("修改一个培训班；没有写明的项目保持不变。"))
def change(
    context: typer.Context,
    which: ClassText,
    name: Annotated[str | None, typer.Option(help=_("名称。"))] = None,
    quarter: Annotated[int | None, typer.Option(help=_("季度，1 至 4；期数随之重排。"))] = None,
    quota: Annotated[int | None, typer.Option(help=_("名额，0 表示不限。"))] = None,
    venue: Annotated[str | None, typer.Option(help=_("地点。"))] = None,
    organizer: Annotated[str | None, typer.Option(help=_("主办单位。"))] = None,
    exam: Annotated[bool | None, typer.Option(help=_("结业是否要求考试合格。"))] = None,
    full_hours: Annotated[bool | None, typer.Option(help=_("结业是否要求学时修满。"))] = None,
    no_absence: Annotated[bool | None, typer.Option(help=_("结业是否要求没有缺勤。"))] = None,
    target: Targets = None,
    staff: Annotated[str | None, typer.Option(help=_("工作人员。"))] = None,
    budget: Annotated[str | None, typer.Option(help=_("经费说明。"))] = None,
    electives: Annotated[int | None, typer.Option(help=_("每人选修几门。"))] = None,
    as_json: Json = False,
) -> None:
    """Change what is said about a class."""
    face = Face.of(context)
    given: dict[str, Any] = {"name": name, "quarter": quarter, "quota": quota, "venue": venue}
    given |= {"organizer": organizer, "needs_exam": exam}
    given |= {"needs_full_hours": full_hours, "needs_no_absence": no_absence}
    given |= {"staff": staff, "budget": budget, "electives": electives}
    given["targets"] = tuple(target) if target else None
    with face.writing() as (session, by):
        class_id = find_class(session, which)
        facts = planning.class_facts(session, class_id)
        facts = replace(facts, **{key: one for key, one in given.items() if one is not None})
        planning.change_class(session, class_id=class_id, facts=facts, by=by, at=clock.now())
        card = queries.class_card(session, class_id)
    face.show(_card(card), [_class_line(card)], as_json=as_json)


@app.command(help=_("删除一个还没有签到、请假和考试记录的培训班。"))
def remove(context: typer.Context, which: ClassText, as_json: Json = False) -> None:
    """Delete a class in which nothing has happened."""
    face = Face.of(context)
    with face.writing() as (session, by):
        class_id = find_class(session, which)
        card = queries.class_card(session, class_id)
        planning.remove_class(session, class_id=class_id, by=by, at=clock.now())
    lines = [_("已删除 {code}　{title}").format(code=card.code, title=card.title)]
    face.show({"removed": card.id, "code": card.code}, lines, as_json=as_json)


@app.command(help=_("查看一个培训班：课程表和学员。"))
def show(context: typer.Context, which: ClassText, as_json: Json = False) -> None:
    """Show a class with its lessons and roster."""
    face = Face.of(context)
    with face.workspace() as workspace, workspace.read() as session:
        class_id = find_class(session, which)
        card = queries.class_card(session, class_id)
        lessons = queries.lessons(session, class_id)
        roster = queries.roster(session, class_id)
    lines = [_class_line(card), *map(class_lessons.line, lessons), *map(_person_line, roster)]
    value = {**_card(card), "timetable": lessons, "roster": roster}
    face.show(value, lines, as_json=as_json)


@app.command(help=_("给人报名：写姓名或 id，或者按条件、按名单。"))
def enrol(
    context: typer.Context,
    which: ClassText,
    people: Annotated[list[str] | None, typer.Argument(help=_("姓名或 id，可写多个。"))] = None,
    everybody: Annotated[bool, typer.Option("--all", help=_("全部在册人员。"))] = False,
    search: Annotated[str, typer.Option(help=_("姓名、拼音、单位或类别里含有这些字的人。"))] = "",
    wait: Annotated[bool, typer.Option("--wait", help=_("名额满了就候补。"))] = False,
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
    with face.writing() as (session, by):
        class_id = find_class(session, which)
        wanted = find_people(session, people or ())
        matched = name_list.match_names(session, listed)
        wanted += matched.person_ids
        if everybody or search:
            found = queries.candidates(session, class_id)
            wanted += [one.id for one in found if _is_meant(one, search)]
        enrol = enrol_or_wait if wait else _enrol_all
        placed = enrol(session, class_id=class_id, person_ids=wanted, by=by, at=clock.now())
        card = queries.class_card(session, class_id)
    lines = [_enrolled_line(card, placed.done), *placed.reasons]
    if placed.waiting:
        lines.append(_("候补 {count} 人。").format(count=len(placed.waiting)))
    lines += [
        _("第 {row} 行 {name}：{message}").format(**asdict(problem)) for problem in matched.problems
    ]
    value = {
        **asdict(placed.done),
        "enrolled": card.enrolled,
        "waiting": placed.waiting,
        "problems": matched.problems,
    }
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
    with face.writing() as (session, by):
        class_id = find_class(session, which)
        ids = find_enrolments(session, class_id, people)
        count = enrolment.withdraw(session, enrolment_ids=ids, reason=reason, by=by, at=clock.now())
    lines = [_("已退学 {count} 人，胸牌已作废。").format(count=count)]
    face.show({"withdrawn": count, "enrolments": ids}, lines, as_json=as_json)


@app.command("undo-withdraw", help=_("撤销退学：名额、学号和原胸牌都恢复。"))
def undo_withdraw(
    context: typer.Context,
    which: ClassText,
    people: Annotated[list[str], typer.Argument(help=_("姓名、学号或 id，可写多个。"))],
    as_json: Json = False,
) -> None:
    """Take withdrawals back."""
    face = Face.of(context)
    with face.writing() as (session, by):
        ids = find_withdrawn(session, find_class(session, which), people)
        count = enrolment.undo_withdrawal(session, enrolment_ids=ids, by=by, at=clock.now())
    lines = [_("已恢复 {count} 名学员，原胸牌继续有效。").format(count=count)]
    face.show({"returned": count, "enrolments": ids}, lines, as_json=as_json)


@app.command(help=_("给还没有座位的学员依次编排座位。"))
def seats(context: typer.Context, which: ClassText, as_json: Json = False) -> None:
    """Give everybody without a seat the next free one."""
    face = Face.of(context)
    with face.writing() as (session, by):
        class_id = find_class(session, which)
        count = enrolment.assign_seats(session, class_id=class_id, by=by, at=clock.now())
        seated = {row.name: row.seat for row in queries.active_roster(session, class_id)}
    lines = [_("新安排座位 {count} 个。").format(count=count)]
    face.show({"assigned": count, "seats": seated}, lines, as_json=as_json)


@app.command(help=_("给丢失胸牌的学员补发：旧胸牌作废，新胸牌写进 PDF。"))
def reprint(
    context: typer.Context,
    which: ClassText,
    person: Annotated[str, typer.Argument(help=_("姓名、学号或 id。"))],
    output: Output,
    as_json: Json = False,
) -> None:
    """Void a badge and draw a new one."""
    from dongan_training.attendance import papers  # draws: loads fonts

    face = Face.of(context)
    with face.writing() as (session, by):
        (place,) = find_enrolments(session, find_class(session, which), [person])
        printed = papers.write_new_badge(
            session, enrolment_id=place, path=output, by=by, at=clock.now()
        )
    lines = [_("旧胸牌已作废，新胸牌在“{path}”。").format(path=output)]
    face.show({"enrolment": place, "path": printed.path}, lines, as_json=as_json)


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


def _person_line(row: RosterRow) -> str:
    state = "" if row.active else _("（已退学：{reason}）").format(reason=row.withdrawn_reason)
    return f"{row.number:>4}　{row.name}　{row.org}　{row.post}{state}"


def _enrol_all(session: Session, **facts: Any) -> Placed:
    """All get a place or nobody, and nobody waits."""
    return Placed((enrolment.enrol_people(session, **facts),), (), ())


def _enrolled_line(card: ClassCard, done: enrolment.Enrolled) -> str:
    return _(
        "新增 {added} 人，恢复 {returned} 人，原已报名 {already} 人；现有 {enrolled} 人。"
    ).format(
        added=len(done.added),
        returned=len(done.returned),
        already=len(done.already),
        enrolled=card.enrolled,
    )
