"""``exam blueprint``: 命题细目表 kept, copied, checked against the bank, and thrown away."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import typer
from sqlalchemy.orm import Session

from dongan_training import clock
from dongan_training.bank.scoring import plain_number, type_name
from dongan_training.cli.face import Face, Json, Output
from dongan_training.exam.assembly import Assembly, missing_for
from dongan_training.exam.blueprint import Blueprint, kind_name
from dongan_training.exam.blueprint_file import load_blueprint, save_blueprint
from dongan_training.exam.finding import find_blueprint
from dongan_training.exam.mending import CellFeedback, Shelves, feedback
from dongan_training.exam.saved_blueprints import (
    BlueprintRow,
    change_blueprint,
    copy_blueprint,
    keep_blueprint,
    remove_blueprint,
    saved_blueprint,
    saved_blueprints,
)
from dongan_training.exam.stock import question_pool
from dongan_training.texts import _, listed

app = typer.Typer(
    no_args_is_help=True,
    help=_("命题细目表：保存、复制、修改、与题库核对。"),
    epilog=_("JSON 文件怎样写：见 docs/blueprint.md，或用 export 导出一份来改。"),
)

Which = Annotated[
    str,
    typer.Argument(metavar="BLUEPRINT", help=_("命题细目表：标题、编号，或一个 JSON 文件。")),
]
Kept = Annotated[str, typer.Argument(metavar="BLUEPRINT", help=_("保存的命题细目表：标题或编号。"))]
Forms = Annotated[int | None, typer.Option(help=_("卷别；默认用细目表自己的。"))]
USUAL_FORMS = 2


def blueprint_meant(session: Session, text: str) -> tuple[Blueprint, int]:
    """Give a kept blueprint, or the one in a file, with the usual number of forms."""
    path = Path(text)
    if path.suffix.lower() == ".json" or path.is_file():
        return load_blueprint(path), USUAL_FORMS
    row = saved_blueprint(session, find_blueprint(session, text))
    return row.blueprint, row.forms


@app.command(name="list", help=_("列出保存的命题细目表。"))
def list_(context: typer.Context, as_json: Json = False) -> None:
    """Show all kept blueprints."""
    face = Face.of(context)
    with face.workspace() as workspace, workspace.read() as session:
        rows = saved_blueprints(session)
    lines = [_line(one) for one in rows]
    if not lines:
        lines.append(_("还没有保存的命题细目表。用 exam blueprint save 保存一份。"))
    face.show({"blueprints": [_told(one) for one in rows]}, lines, as_json=as_json)


@app.command(help=_("显示一份命题细目表的每一格，以及题库能给多少、缺什么、怎么补。"))
def show(
    context: typer.Context, blueprint: Which, forms: Forms = None, as_json: Json = False
) -> None:
    """Show a blueprint beside the bank."""
    face = Face.of(context)
    with face.workspace() as workspace, workspace.read() as session:
        wanted, usual = blueprint_meant(session, blueprint)
        pool = question_pool(session)
    count = forms or usual
    cells = feedback(wanted, Shelves.of(pool, wanted), forms=count)
    missing = missing_for(wanted, pool, forms=count)
    told = {
        "blueprint": wanted.to_data(),
        "forms": count,
        "questions": wanted.count,
        "full_marks": wanted.full_marks,
        "cells": [_cell(one) for one in cells],
        "can_be_filled": not (missing.shortages or missing.homeless),
        "shortages": [one.in_words() for one in missing.shortages],
    }
    face.show(told, _lines(wanted, count, cells, missing), as_json=as_json)


@app.command(help=_("保存一份命题细目表（JSON 文件），或用它替换已保存的一份。"))
def save(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help=_("命题细目表（JSON 文件）。"))],
    forms: Annotated[int, typer.Option(help=_("通常组几种卷别。"))] = USUAL_FORMS,
    replace: Annotated[str, typer.Option(help=_("替换这一份（标题或编号）。"))] = "",
    as_json: Json = False,
) -> None:
    """Keep the blueprint of a file."""
    face, wanted = Face.of(context), load_blueprint(file)
    with face.writing() as (session, by):
        kept, now = find_blueprint(session, replace) if replace else "", clock.now()
        if kept:
            change_blueprint(
                session, blueprint_id=kept, blueprint=wanted, forms=forms, by=by, at=now
            )
        else:
            kept = keep_blueprint(session, blueprint=wanted, forms=forms, by=by, at=now)
        row = saved_blueprint(session, kept)
    line = _("已保存命题细目表“{title}”。").format(title=row.title)
    face.show({"blueprint": _told(row)}, [line], as_json=as_json)


@app.command(help=_("把保存的命题细目表写成 JSON 文件。"))
def export(context: typer.Context, blueprint: Kept, output: Output, as_json: Json = False) -> None:
    """Write a kept blueprint to a file."""
    face = Face.of(context)
    with face.workspace() as workspace, workspace.read() as session:
        row = saved_blueprint(session, find_blueprint(session, blueprint))
    save_blueprint(row.blueprint, output)
    line = _("已写入“{file}”。").format(file=output)
    face.show({"file": output, "blueprint": row.id}, [line], as_json=as_json)


@app.command(help=_("复制保存的命题细目表。"))
def copy(context: typer.Context, blueprint: Kept, as_json: Json = False) -> None:
    """Keep a copy under another title."""
    face = Face.of(context)
    with face.writing() as (session, by):
        kept = find_blueprint(session, blueprint)
        made = copy_blueprint(session, blueprint_id=kept, by=by, at=clock.now())
        row = saved_blueprint(session, made)
    line = _("已保存命题细目表“{title}”。").format(title=row.title)
    face.show({"blueprint": _told(row)}, [line], as_json=as_json)


@app.command(help=_("删除保存的命题细目表；用它组的试卷不受影响。"))
def remove(context: typer.Context, blueprint: Kept, as_json: Json = False) -> None:
    """Throw a kept blueprint away."""
    face = Face.of(context)
    with face.writing() as (session, _by):
        row = saved_blueprint(session, find_blueprint(session, blueprint))
        remove_blueprint(session, blueprint_id=row.id)
    line = _("已删除命题细目表“{title}”。").format(title=row.title)
    face.show({"removed": row.id, "title": row.title}, [line], as_json=as_json)


def _told(row: BlueprintRow) -> dict[str, Any]:
    return {
        "id": row.id,
        "title": row.title,
        "questions": row.blueprint.count,
        "full_marks": row.blueprint.full_marks,
        "kind": row.blueprint.kind,
        "forms": row.forms,
        "changed_at": row.changed_at,
        "changed_by": row.changed_by,
    }


def _line(row: BlueprintRow) -> str:
    return _("{id}  {title}  {questions} 题 {points} 分  {forms} 卷（{kind}）").format(
        id=row.id,
        title=row.title,
        questions=row.blueprint.count,
        points=plain_number(row.blueprint.full_marks),
        forms=row.forms,
        kind=kind_name(row.blueprint.kind),
    )


def _cell(one: CellFeedback) -> dict[str, Any]:
    wanted = one.stock.wanted
    return {
        "section": wanted.section + 1,
        "cell": wanted.number,
        "type": wanted.type,
        "filters": wanted.cell.filters,
        "count": wanted.cell.count,
        "points": wanted.points,
        "needed": one.stock.needed,
        "available": one.stock.available,
        "resting": one.stock.resting,
        "missing": one.stock.missing,
        "mends": one.mends,
    }


def _lines(
    wanted: Blueprint, forms: int, cells: tuple[CellFeedback, ...], missing: Assembly
) -> Iterator[str]:
    yield _("{title}：{count} 题，满分 {points} 分，{forms} 卷（{kind}）").format(
        title=wanted.title,
        count=wanted.count,
        points=plain_number(wanted.full_marks),
        forms=forms,
        kind=kind_name(wanted.kind),
    )
    for one in cells:
        cell = one.stock.wanted
        where = listed(cell.cell.filters)
        yield _("  {section}.{cell} {kind}{where}：{count} 题，题库能给 {available} 道").format(
            section=cell.section + 1,
            cell=cell.number,
            kind=type_name(cell.type),
            where=_("（{where}）").format(where=where) if where else "",
            count=cell.cell.count,
            available=one.stock.available,
        )
        if one.mends:
            yield f"      {one.in_words()}"
    if missing.homeless:
        yield _("有 {count} 道必选题放不进任何一格。").format(count=len(missing.homeless))
    for shortage in missing.shortages:
        yield _("{told}。").format(told=shortage.in_words())
    if not missing.homeless and not missing.shortages:
        yield _("题库够用。")
