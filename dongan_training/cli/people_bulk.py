"""``people bulk|changes|undo``: many people at once, and back."""

from typing import Annotated

import typer

from dongan_training import clock
from dongan_training.cli.face import Face, Json
from dongan_training.cli.people_found import Category, Post, Reserve, Said, Search, Status, Unit
from dongan_training.people import bulk_steps, queries
from dongan_training.people.bulk import BulkChange, change_people
from dongan_training.people.bulk_steps import Step
from dongan_training.people.reserve import find_list
from dongan_training.people.searching import Wanted
from dongan_training.people.unit_history import find_unit
from dongan_training.storage.base import short_code
from dongan_training.texts import _

app = typer.Typer()


@app.command(help=_("批量修改找到的人：移到党组织、添加或去掉类别、改政治面貌、列入后备名单。"))
def bulk(
    context: typer.Context,
    search: Search = "",
    unit: Unit = "",
    category: Category = "",
    post: Post = "",
    status: Status = "",
    reserve: Reserve = "",
    move_to: Annotated[str, typer.Option(help=_("移到哪个党组织。"))] = "",
    add_category: Annotated[str, typer.Option(help=_("添加这个类别。"))] = "",
    drop_category: Annotated[str, typer.Option(help=_("去掉这个类别。"))] = "",
    set_status: Annotated[str, typer.Option(help=_("改成这个政治面貌。"))] = "",
    put_on: Annotated[str, typer.Option(help=_("列入这份后备名单。"))] = "",
    as_json: Json = False,
) -> None:
    """Change everybody found; at least one condition is needed."""
    face = Face.of(context)
    rest = Wanted(search, category=category, status=status)
    with face.writing() as (session, by), face.progress(_("批量修改")) as progress:
        wanted = Said(unit, post, reserve, None).complete(session, rest, from_end=False)
        if not wanted.is_narrowed():
            raise typer.BadParameter(_("请至少写一个条件，例如 --unit。"))
        change = BulkChange(
            unit_id=find_unit(session, move_to) if move_to else "",
            add_category=add_category,
            drop_category=drop_category,
            status=set_status,
            reserve_id=find_list(session, put_on) if put_on else "",
        )
        ids = queries.PeopleList(session, wanted).ids(session)
        done = change_people(
            session, person_ids=ids, change=change, by=by, at=clock.now(), progress=progress
        )
    value = {"found": len(ids), "changed": done.person_ids, "step": done.id or None}
    told = _("已修改 {count} 人。").format(count=len(done.person_ids))
    if done.id:
        told += _("撤销：people undo {code}").format(code=short_code(done.id))
    face.show(value, [told], as_json=as_json)


@app.command(help=_("做过的批量修改，最近的在前。"))
def changes(context: typer.Context, as_json: Json = False) -> None:
    """List what can be taken back."""
    face = Face.of(context)
    with face.workspace() as workspace, workspace.read() as session:
        found = bulk_steps.steps(session)
    lines = [_line(one) for one in found]
    face.show({"steps": found}, lines or [_("还没有做过批量修改。")], as_json=as_json)


@app.command(help=_("撤销一次批量修改，不写编号则撤销最近一次；后来又改过的人保持现状。"))
def undo(
    context: typer.Context,
    step: Annotated[str, typer.Argument(help=_("批量修改的编号或它的后 8 位。"))] = "",
    as_json: Json = False,
) -> None:
    """Take a change of many people back."""
    face = Face.of(context)
    with face.progress(_("撤销批量修改")) as progress, face.writing() as (session, by):
        step_id = bulk_steps.find_step(session, step)
        back = bulk_steps.take_step_back(
            session, step_id=step_id, by=by, at=clock.now(), progress=progress
        )
    value = {"step": step_id, "restored": back.restored, "kept": back.kept}
    face.show(value, [back.told()], as_json=as_json)


def _line(step: Step) -> str:
    told = _("[{code}] {when}　{actor}　{count} 人：{what}{state}")
    return told.format(
        code=short_code(step.id),
        when=f"{clock.local(step.at):%Y-%m-%d %H:%M}",
        actor=step.actor,
        count=step.people,
        what=step.told,
        state=_("（已撤销）") if step.taken_back else "",
    )
