"""``course``: the menu of courses."""

from typing import Annotated

import typer

from dongan_training import clock
from dongan_training.cli.face import Face, Json
from dongan_training.texts import _
from dongan_training.training import menu, queries
from dongan_training.training.finding import find_course
from dongan_training.training.menu import CourseFacts

app = typer.Typer(no_args_is_help=True, help=_("课程菜单：查看和添加。"))


@app.command("list", help=_("列出课程菜单。"))
def list_courses(context: typer.Context, as_json: Json = False) -> None:
    """List the menu."""
    face = Face.of(context)
    with face.workspace() as workspace, workspace.read() as session:
        rows = queries.courses(session)
    lines = [
        "　".join(
            word
            for word in (
                _("必修") if row.required else _("选修"),
                row.name,
                _("{hours:g} 学时").format(hours=row.hours),
                *(row.lecturer, row.tier, row.category),
            )
            if word
        )
        for row in rows
    ]
    face.show({"courses": rows}, lines or [_("课程菜单还是空的。")], as_json=as_json)


@app.command(help=_("在菜单里添加一门课程。"))
def add(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help=_("课程名称。"))],
    elective: Annotated[bool, typer.Option("--elective", help=_("选修课（默认必修）。"))] = False,
    hours: Annotated[float, typer.Option(help=_("学时，最小单位 0.5。"))] = 0,
    lecturer: Annotated[str, typer.Option(help=_("授课人。"))] = "",
    tier: Annotated[str, typer.Option(help=_("层级，例如 村级。"))] = "",
    category: Annotated[str, typer.Option(help=_("类别，例如 纪律教育。"))] = "",
    material: Annotated[str, typer.Option(help=_("教材或讲义。"))] = "",
    as_json: Json = False,
) -> None:
    """Put a course on the menu."""
    face = Face.of(context)
    facts = CourseFacts(name, not elective, hours, lecturer, tier, category, material)
    with face.writing() as (session, by):
        added = menu.add_course(session, facts=facts, by=by, at=clock.now())
    face.show(
        {"id": added, "name": facts.name},
        [_("已把“{name}”加入课程菜单。").format(name=facts.name)],
        as_json=as_json,
    )


@app.command(help=_("修改一门课程；没有写明的项目保持不变。"))
def change(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help=_("课程名称。"))],
    rename: Annotated[str, typer.Option(help=_("新名称。"))] = "",
    required: Annotated[bool | None, typer.Option(help=_("是否必修。"))] = None,
    hours: Annotated[float | None, typer.Option(help=_("学时，最小单位 0.5。"))] = None,
    lecturer: Annotated[str | None, typer.Option(help=_("授课人。"))] = None,
    tier: Annotated[str | None, typer.Option(help=_("层级，例如 村级。"))] = None,
    category: Annotated[str | None, typer.Option(help=_("类别，例如 纪律教育。"))] = None,
    material: Annotated[str | None, typer.Option(help=_("教材或讲义。"))] = None,
    as_json: Json = False,
) -> None:
    """Change a course on the menu."""
    face = Face.of(context)
    with face.writing() as (session, by):
        old = find_course(session, name)
        facts = CourseFacts(
            name=rename or old.name,
            required=old.required if required is None else required,
            hours=old.hours if hours is None else hours,
            lecturer=old.lecturer if lecturer is None else lecturer,
            tier=old.tier if tier is None else tier,
            category=old.category if category is None else category,
            material=old.material if material is None else material,
        )
        menu.change_course(session, course_id=old.id, facts=facts, by=by, at=clock.now())
    lines = [_("已修改“{name}”。").format(name=facts.name)]
    face.show({"id": old.id, "name": facts.name}, lines, as_json=as_json)


@app.command(help=_("从菜单删除一门没有排进课程表的课程。"))
def remove(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help=_("课程名称。"))],
    as_json: Json = False,
) -> None:
    """Take a course off the menu."""
    face = Face.of(context)
    with face.writing() as (session, by):
        old = find_course(session, name)
        menu.remove_course(session, course_id=old.id, by=by, at=clock.now())
    lines = [_("已从课程菜单删除“{name}”。").format(name=old.name)]
    face.show({"removed": old.id, "name": old.name}, lines, as_json=as_json)
