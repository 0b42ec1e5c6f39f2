"""``people units``: the tree of organisations."""

from typing import Annotated

import typer

from dongan_training import clock
from dongan_training.cli.face import Face, Json
from dongan_training.people import queries, tree
from dongan_training.people.tree import UnitFacts
from dongan_training.people.unit_history import find_unit, unit_facts, unit_history
from dongan_training.texts import _

app = typer.Typer(
    invoke_without_command=True, help=_("党组织：列出、添加、修改、移动、合并和变动记录。")
)
UnitText = Annotated[
    str, typer.Argument(help=_("党组织：名称、id，或者“横塘镇/机关支部”这样的路径。"))
]
Kind = Annotated[str | None, typer.Option(help=_("类别，例如 党支部；默认按名称判断。"))]
Place = Annotated[str | None, typer.Option(help=_("流动党组织的所在地，例如 长沙市。"))]
Upper = Annotated[str, typer.Option("--to", help=_("上级党组织。"))]


@app.callback(invoke_without_command=True)
def units(context: typer.Context, as_json: Json = False) -> None:
    """Print the tree of organisations, unless a verb follows."""
    if context.invoked_subcommand:
        return
    face = Face.of(context)
    with face.workspace() as workspace, workspace.read() as session:
        rows = queries.units(session)
    lines = ["  " * row.depth + f"{row.name}  {row.people}" for row in rows]
    face.show({"units": rows}, lines, as_json=as_json)


@app.command(help=_("添加一个党组织。"))
def add(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help=_("名称。"))],
    upper: Upper,
    kind: Kind = None,
    place: Place = None,
    as_json: Json = False,
) -> None:
    """Add an organisation below another one."""
    face = Face.of(context)
    with face.writing() as (session, by):
        facts = UnitFacts(name, kind or "", place or "")
        parent_id = find_unit(session, upper)
        added = tree.add_unit(session, facts=facts, parent_id=parent_id, by=by, at=clock.now())
    face.show({"id": added}, [_("已添加“{name}”。").format(name=name)], as_json=as_json)


@app.command(help=_("补齐随程序提供的东安县乡镇；之后可以改名、合并或删除。"))
def seed(context: typer.Context, as_json: Json = False) -> None:
    """Add the townships that ship with the program and are missing."""
    face = Face.of(context)
    with face.writing() as (session, by):
        added = tree.add_townships(session, by=by, at=clock.now())
    lines = [_("已补上 {count} 个乡镇。").format(count=len(added))]
    face.show({"added": added}, lines, as_json=as_json)


@app.command(help=_("修改一个党组织的名称、类别或所在地。"))
def change(
    context: typer.Context,
    unit: UnitText,
    name: Annotated[str | None, typer.Option(help=_("新名称。"))] = None,
    kind: Kind = None,
    place: Place = None,
    as_json: Json = False,
) -> None:
    """Change what is said about an organisation."""
    face = Face.of(context)
    with face.writing() as (session, by):
        unit_id = find_unit(session, unit)
        old = unit_facts(session, unit_id)
        facts = UnitFacts(
            old.name if name is None else name,
            old.kind if kind is None else kind,
            old.place if place is None else place,
        )
        event = tree.change_unit(session, unit_id=unit_id, facts=facts, by=by, at=clock.now())
    lines = [_("已保存。") if event else _("没有改动。")]
    face.show({"id": unit_id, "event": event}, lines, as_json=as_json)


@app.command(help=_("把一个党组织连同下级和人员移到另一个上级下面。"))
def move(
    context: typer.Context,
    unit: UnitText,
    upper: Upper,
    after: Annotated[str, typer.Option(help=_("排在哪个党组织后面；默认排在最后。"))] = "",
    as_json: Json = False,
) -> None:
    """Move an organisation with all below it."""
    face = Face.of(context)
    with face.writing() as (session, by):
        unit_id, parent_id = find_unit(session, unit), find_unit(session, upper)
        behind = find_unit(session, after) if after else ""
        event = tree.move_unit(
            session, unit_id=unit_id, parent_id=parent_id, after=behind, by=by, at=clock.now()
        )
    lines = [_("已移动。") if event else _("没有改动。")]
    face.show({"id": unit_id, "event": event}, lines, as_json=as_json)


@app.command(help=_("把一个党组织并入另一个：人员、下级和记录都归后者。"))
def merge(context: typer.Context, unit: UnitText, upper: Upper, as_json: Json = False) -> None:
    """Merge an organisation into another one."""
    face = Face.of(context)
    with face.writing() as (session, by):
        gone_id, kept_id = find_unit(session, unit), find_unit(session, upper)
        event = tree.merge_units(session, gone_id=gone_id, kept_id=kept_id, by=by, at=clock.now())
    lines = [_("已并入“{name}”。").format(name=upper)]
    face.show({"id": kept_id, "gone": gone_id, "event": event}, lines, as_json=as_json)


@app.command(help=_("删除一个下面没有人员和党组织的党组织。"))
def remove(context: typer.Context, unit: UnitText, as_json: Json = False) -> None:
    """Remove an empty organisation."""
    face = Face.of(context)
    with face.writing() as (session, by):
        unit_id = find_unit(session, unit)
        event = tree.remove_unit(session, unit_id=unit_id, by=by, at=clock.now())
    face.show({"removed": unit_id, "event": event}, [_("已删除。")], as_json=as_json)


@app.command(help=_("列出一个党组织的变动记录，最近的在前。"))
def history(context: typer.Context, unit: UnitText, as_json: Json = False) -> None:
    """Print what happened to an organisation."""
    face = Face.of(context)
    with face.workspace() as workspace, workspace.read() as session:
        unit_id = find_unit(session, unit)
        told = unit_history(session, unit_id)
    lines = [f"{clock.local(one.at):%Y-%m-%d %H:%M}　{one.actor}　{one.told()}" for one in told]
    value = {"id": unit_id, "history": told}
    face.show(value, lines or [_("还没有变动记录。")], as_json=as_json)


@app.command(help=_("撤销一个党组织最近的一次变动。"))
def undo(context: typer.Context, unit: UnitText, as_json: Json = False) -> None:
    """Take the last step of an organisation back."""
    face = Face.of(context)
    with face.writing() as (session, by):
        unit_id = find_unit(session, unit)
        told = unit_history(session, unit_id)
        if told:
            tree.undo(session, event_id=told[0].id, by=by, at=clock.now())
    lines = [_("已撤销：{text}").format(text=told[0].told()) if told else _("还没有变动记录。")]
    face.show({"id": unit_id, "undone": told[:1]}, lines, as_json=as_json)
