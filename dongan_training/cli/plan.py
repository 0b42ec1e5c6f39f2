"""``plan``: the years."""

from typing import Annotated

import typer

from dongan_training import clock
from dongan_training.cli.face import Face, Json
from dongan_training.texts import _
from dongan_training.training import planning, queries

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
