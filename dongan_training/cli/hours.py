"""``hours``: what people earned, who is short, how hours are counted."""

from dataclasses import asdict, replace
from pathlib import Path
from typing import Annotated, Any

import typer

from dongan_training import clock, settings
from dongan_training.attendance import hour_rules
from dongan_training.attendance.hour_rules import CountingRule
from dongan_training.cli.face import Face, Json, Output
from dongan_training.cli.report import told_entry
from dongan_training.people.finding import find_person
from dongan_training.reports import shortfall
from dongan_training.reports.ledger import LedgerEntry, person_entry, year_totals
from dongan_training.texts import _
from dongan_training.training.finding import find_class
from dongan_training.training.planning import FIRST_YEAR, LAST_YEAR
from dongan_training.workspace import Workspace

app = typer.Typer(no_args_is_help=True, help=_("学时：个人清单、差额、规则和应修学时。"))

Year = Annotated[int, typer.Argument(min=FIRST_YEAR, max=LAST_YEAR, help=_("年份，如 2026。"))]
Person = Annotated[str, typer.Argument(metavar="PERSON", help=_("姓名或编号。"))]
Kind = Annotated[str, typer.Option("--kind", help=_("培训班种类；不写为其余各种。"))]


@app.command(help=_("一个人一年的学时，逐条列出来源；-o 写成一页 PDF。"))
def person(
    context: typer.Context,
    year: Year,
    person: Person,
    output: Annotated[
        str, typer.Option("-o", "--output", metavar="FILE", help=_("写成 PDF 文件。"))
    ] = "",
    as_json: Json = False,
) -> None:
    """Show one person's year."""
    face = Face.of(context)
    with face.workspace() as workspace, workspace.read() as session:
        person_id = find_person(session, person)
        organiser = settings.load(session).organizer
        entry = person_entry(session, person_id=person_id, year=year, now=clock.now())
    if output:
        from dongan_training.reports.person_sheet import write_person_year  # loads ReportLab

        write_person_year(entry, Path(output), year=year, organiser=organiser)
    lines = [f"{line.earned:>5g}  {line.source}　{line.explanation}" for line in entry.lines]
    total = _("{name}：已修 {earned:g}，应修 {quota:g}，还差 {missing:g} 学时").format(
        name=entry.name, earned=entry.earned, quota=entry.quota, missing=entry.missing
    )
    face.show(told_entry(entry), [*lines, total], as_json=as_json)


@app.command(help=_("谁还差多少学时，分乡镇。"))
def short(
    context: typer.Context,
    year: Year,
    township: Annotated[
        list[str] | None, typer.Option("--township", help=_("只看这个乡镇，可写多次。"))
    ] = None,
    as_json: Json = False,
) -> None:
    """Show who is short, and by how much."""
    face = Face.of(context)
    with face.workspace() as workspace:
        entries = shortfall.only(_entries(workspace, year), township or ())
    townships, people = shortfall.shortfalls(entries), shortfall.behind(entries)
    pattern = _("{township}：{people} 人中 {behind} 人未达标，共差 {missing:g} 学时")
    lines = [pattern.format(**asdict(one)) for one in townships]
    lines += [f"{one.missing:>5g}  {one.name}　{one.township}{one.org}" for one in people]
    value = {"year": year, "townships": townships, "people": [_told_short(one) for one in people]}
    face.show(value, lines, as_json=as_json)


@app.command(help=_("把差额写成 Excel：分乡镇和名单。"))
def export(context: typer.Context, year: Year, output: Output, as_json: Json = False) -> None:
    """Write who is short."""
    from dongan_training.reports.activity_sheet import write_shortfall  # brings XlsxWriter

    face, now = Face.of(context), clock.now()
    with face.workspace() as workspace:
        entries = _entries(workspace, year)
    write_shortfall(entries, output, year=year, at=now)
    count = len(shortfall.behind(entries))
    lines = [_("已写出 {count} 名未达标人员。").format(count=count)]
    face.show({"file": output, "behind": count}, lines, as_json=as_json)


@app.command(help=_("再办一个班能解决多少人：按一个班的剩余课次，或按学时数推算。"))
def cure(
    context: typer.Context,
    year: Year,
    training_class: Annotated[
        str, typer.Option("--class", metavar="CLASS", help=_("哪个培训班。"))
    ] = "",
    hours: Annotated[float, typer.Option(help=_("假设未达标的人都来，一个班多少学时。"))] = 8,
    as_json: Json = False,
) -> None:
    """Say what a class would change."""
    face, now = Face.of(context), clock.now()
    with face.workspace() as workspace:
        entries = _entries(workspace, year)
        if training_class:
            with workspace.read() as session:
                class_id = find_class(session, training_class)
                found = shortfall.cure_by_class(session, entries, class_id=class_id, now=now)
        else:
            found = shortfall.cure_by_any_class(entries, hours)
    face.show(found, [found.told()], as_json=as_json)


@app.command(help=_("学时规则：查看，或用选项修改一年、一种培训班的规则。"))
def rule(
    context: typer.Context,
    year: Year,
    kind: Kind = "",
    day: Annotated[float | None, typer.Option(help=_("一天计几学时。"))] = None,
    half_day: Annotated[float | None, typer.Option(help=_("半天计几学时。"))] = None,
    lesson_minutes: Annotated[
        int | None, typer.Option(help=_("按课时计：几分钟一学时；0 为按天计。"))
    ] = None,
    leave_share: Annotated[
        int | None, typer.Option(help=_("请假超过几分之一按退学处理；0 为不限。"))
    ] = None,
    carry_over: Annotated[bool | None, typer.Option(help=_("超出应修的学时结转下一年。"))] = None,
    as_json: Json = False,
) -> None:
    """Show or change how a year counts."""
    face = Face.of(context)
    wanted = {
        "per_day": day,
        "per_half_day": half_day,
        "lesson_minutes": lesson_minutes,
        "leave_share": leave_share,
        "carries_over": carry_over,
    }
    changes: dict[str, Any] = {name: one for name, one in wanted.items() if one is not None}
    with face.writing() as (session, by):
        found = replace(hour_rules.rule_for(session, year=year, kind=kind), **changes)
        if changes:
            hour_rules.set_rule(session, year=year, kind=kind, rule=found, by=by, at=clock.now())
    value = {"year": year, "kind": kind, **asdict(found)}
    face.show(value, _told_rule(year, kind, found), as_json=as_json)


@app.command(help=_("应修学时：查看各类人员，或设定一类。"))
def quota(
    context: typer.Context,
    year: Year,
    category: Annotated[str, typer.Argument(help=_("人员类别，如 后备干部。"))] = "",
    hours: Annotated[float | None, typer.Argument(help=_("一年应修多少学时；0 为不要求。"))] = None,
    as_json: Json = False,
) -> None:
    """Show or set how many hours a year people of a category should have."""
    face = Face.of(context)
    with face.writing() as (session, by):
        if category and hours is not None:
            hour_rules.set_quota(
                session, year=year, category=category, hours=hours, by=by, at=clock.now()
            )
        found = hour_rules.quotas_of_year(session, year)
    lines = [f"{name}　{one:g}" for name, one in found.items()]
    face.show({"year": year, "quotas": found}, lines, as_json=as_json)


def _told_rule(year: int, kind: str, rule: CountingRule) -> list[str]:
    by_minutes = _("按课时：{minutes} 分钟计 1 学时").format(minutes=rule.lesson_minutes)
    by_day = _("一天 {day:g} 学时，半天 {half:g} 学时").format(
        day=rule.per_day, half=rule.per_half_day
    )
    leave = _("请假超过全班学时的 1/{share} 按退学处理").format(share=rule.leave_share)
    return [
        _("{year} 年 · {kind}").format(year=year, kind=kind or _("所有班别")),
        by_minutes if rule.lesson_minutes else by_day,
        leave if rule.leave_share else _("请假不限"),
        _("超出的学时结转下一年") if rule.carries_over else _("超出的学时不结转"),
    ]


def _entries(workspace: Workspace, year: int) -> list[LedgerEntry]:
    with workspace.read() as session:
        return year_totals(session, year=year, now=clock.now())


def _told_short(entry: LedgerEntry) -> dict[str, Any]:
    return {
        "person": entry.person_id,
        "name": entry.name,
        "township": entry.township,
        "org": entry.org,
        "earned": entry.earned,
        "quota": entry.quota,
        "missing": entry.missing,
    }
