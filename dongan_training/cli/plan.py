"""``plan``: the years, their money and their calendar."""

from typing import Annotated

import typer

from dongan_training import clock
from dongan_training.cli.face import Face, Json
from dongan_training.cli.moments import day_of
from dongan_training.texts import _, listed
from dongan_training.training import budget, planning, queries
from dongan_training.training.calendar import CalendarLesson, calendar, month_of

app = typer.Typer(no_args_is_help=True, help=_("年度计划：查看和建立。"))


@app.command("list", help=_("列出各年度计划和每季度的班数。"))
def list_plans(context: typer.Context, as_json: Json = False) -> None:
    """List the plans of all years."""
    face = Face.of(context)
    with face.workspace() as workspace, workspace.read() as session:
        rows = queries.plans(session)
    lines = [
        _("{year} 年：共 {classes} 个班（{quarters}）").format(
            year=row.year, classes=row.classes, quarters=" · ".join(map(str, row.quarters))
        )
        for row in rows
    ]
    face.show({"plans": rows}, lines or [_("还没有年度计划。")], as_json=as_json)


@app.command(help=_("建立一个年度的计划。"))
def add(
    context: typer.Context,
    year: Annotated[int, typer.Argument(help=_("年度，例如 2026。"))],
    note: Annotated[str, typer.Option(help=_("备注。"))] = "",
    as_json: Json = False,
) -> None:
    """Make the plan of a year."""
    face = Face.of(context)
    with face.writing() as (session, by):
        made = planning.make_plan(session, year=year, note=note, by=by, at=clock.now())
    lines = [_("已建立 {year} 年的年度计划。").format(year=year)]
    face.show({"id": made, "year": year}, lines, as_json=as_json)


@app.command("budget", help=_("查看一年的经费：计划、各班预算和已用；用 --funds 填写计划。"))
def show_budget(
    context: typer.Context,
    year: Annotated[int, typer.Argument(help=_("年度，例如 2026。"))],
    funds: Annotated[int | None, typer.Option(help=_("全年经费，元。"))] = None,
    source: Annotated[str | None, typer.Option(help=_("经费来源。"))] = None,
    as_json: Json = False,
) -> None:
    """Show what a year costs, or say what it may cost."""
    face = Face.of(context)
    with face.writing() as (session, by):
        known = budget.year_budget(session, year)
        if funds is not None or source is not None:
            budget.set_year_funds(
                session,
                year=year,
                funds=known.funds if funds is None else funds,
                source=known.source if source is None else source,
                by=by,
                at=clock.now(),
            )
            known = budget.year_budget(session, year)
    sums = {"shared_out": known.shared_out, "spent": known.spent, "left": known.left}
    lines = [
        _("{code}　{title}　预算 {funds} 元　已用 {spent} 元").format(**vars(one))
        for one in known.classes
    ]
    lines.append(
        _("全年 {funds} 元，已分到各班 {shared_out} 元，已用 {spent} 元，还剩 {left} 元。").format(
            funds=known.funds, **sums
        )
    )
    face.show({"budget": known, **sums}, lines, as_json=as_json)


@app.command(
    "calendar", help=_("列出一段时间的课，默认本月；同一时间占用同一场地或授课人的会注明。")
)
def show_calendar(
    context: typer.Context,
    since: Annotated[str, typer.Option("--from", help=_("从哪天起，例如 2026-11-01。"))] = "",
    until: Annotated[str, typer.Option("--to", help=_("到哪天止。"))] = "",
    as_json: Json = False,
) -> None:
    """List the lessons of all classes."""
    face = Face.of(context)
    usual = month_of(clock.local(clock.now()).date())
    first = day_of(since) if since else usual[0]
    last = day_of(until) if until else max(usual[1], first)
    with face.workspace() as workspace, workspace.read() as session:
        rows = calendar(session, first=first, last=last)
    told = [_line(one) for one in rows] or [_("这段时间没有课。")]
    face.show({"first": first, "last": last, "lessons": rows}, told, as_json=as_json)


def _line(one: CalendarLesson) -> str:
    when = f"{clock.local(one.starts_at):%Y-%m-%d %H:%M}–{clock.local(one.ends_at):%H:%M}"
    parts = (when, one.class_title, one.title, listed(one.venues), one.clash)
    return "　".join(part for part in parts if part)
