"""``people outside``: training elsewhere, and who is still without any."""

from pathlib import Path
from typing import Annotated

import typer

from dongan_training import clock
from dongan_training.cli.face import Face, Json
from dongan_training.texts import _
from dongan_training.training import outside, outside_list

app = typer.Typer(no_args_is_help=True, help=_("外部培训：上级调训、智慧党建等；以及兜底名单。"))
Year = Annotated[int | None, typer.Option(min=2000, max=2099, help=_("年度，默认今年。"))]


@app.command("import", help=_("导入外部培训名单（Excel、CSV）：计入学时，并从兜底名单里去掉。"))
def import_(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help=_("名单文件。"))],
    title: Annotated[str, typer.Option(help=_("名单里没有写时的培训名称，默认用文件名。"))] = "",
    year: Year = None,
    as_json: Json = False,
) -> None:
    """Credit people with what a list says."""
    face = Face.of(context)
    rows = outside_list.read_outside(file)
    with face.writing() as (session, by):
        report = outside_list.import_outside(
            session,
            rows=rows,
            year=year or _this_year(),
            usual=title or file.stem,
            by=by,
            at=clock.now(),
        )
    lines = [
        _("第 {row} 行 {name}：{message}").format(**vars(problem)) for problem in report.problems
    ]
    lines.append(_("新增 {added} 条，更新 {changed} 条，不变 {same} 条。").format(**vars(report)))
    face.show(report, lines, as_json=as_json)


@app.command("list", help=_("列出外部培训。"))
def list_(context: typer.Context, year: Year = None, as_json: Json = False) -> None:
    """List what people attended elsewhere."""
    face = Face.of(context)
    with face.workspace() as workspace, workspace.read() as session:
        rows = outside.outside_lines(session, year or _this_year())
    lines = [f"{one.id}　{one.name}　{one.org}　{one.title}　{one.hours:g}" for one in rows]
    face.show({"outside": rows}, lines or [_("还没有外部培训。")], as_json=as_json)


@app.command(help=_("删除一条外部培训。"))
def remove(
    context: typer.Context,
    outside_id: Annotated[str, typer.Argument(help=_("外部培训的 id。"))],
    as_json: Json = False,
) -> None:
    """Take a credit back."""
    face = Face.of(context)
    with face.writing() as (session, by):
        outside.remove_outside(session, outside_id=outside_id, by=by, at=clock.now())
    face.show({"removed": outside_id}, [_("已删除。")], as_json=as_json)


@app.command(help=_("兜底名单：今年还没有参加过任何培训的人。"))
def fallback(
    context: typer.Context,
    category: Annotated[list[str] | None, typer.Option(help=_("只列这些类别，可写多个。"))] = None,
    year: Year = None,
    as_json: Json = False,
) -> None:
    """List who had no training this year."""
    face = Face.of(context)
    with face.workspace() as workspace, workspace.read() as session:
        rows = outside.fallback_list(session, year=year or _this_year(), categories=category or ())
    lines = [f"{one.name}　{one.township}　{one.org}　{one.post}" for one in rows]
    lines.append(_("共 {total} 人").format(total=len(rows)))
    face.show({"people": rows}, lines, as_json=as_json)


def _this_year() -> int:
    return clock.local(clock.now()).year
