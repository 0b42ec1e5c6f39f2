"""``people``: entries that are one person, and rolls that are taken back."""

from typing import Annotated

import typer

from dongan_training import clock
from dongan_training.cli.face import Face, Json
from dongan_training.cli.named import PersonText
from dongan_training.people import duplicates, finding, roster_undo
from dongan_training.people.duplicates import SIGNS, Entry
from dongan_training.people.person_history import person_history
from dongan_training.texts import _

app = typer.Typer()


@app.command("duplicates", help=_("列出可能重复的人员。"))
def find_duplicates(
    context: typer.Context,
    surely: Annotated[bool, typer.Option("--surely", help=_("不列只是同名的人。"))] = False,
    as_json: Json = False,
) -> None:
    """List pairs of entries that may be one person."""
    face = Face.of(context)
    with face.workspace() as workspace, workspace.read() as session:
        pairs = duplicates.find_duplicates(session, surely=surely)
    lines = [f"{_(SIGNS[one.sign])}：{_said(one.first)} / {_said(one.second)}" for one in pairs]
    face.show({"pairs": pairs}, lines or [_("没有重复的人员。")], as_json=as_json)


@app.command(help=_("把两条记录合成一个人：报名、学时等都归后一条，前一条的内容留底。"))
def merge(
    context: typer.Context,
    person: PersonText,
    into: Annotated[str, typer.Option(help=_("保留哪一条。"))],
    as_json: Json = False,
) -> None:
    """Merge two entries of the roll."""
    face = Face.of(context)
    with face.writing() as (session, by):
        gone_id = finding.find_person(session, person)
        kept_id = finding.find_person(session, into)
        made = duplicates.merge_people(
            session, gone_id=gone_id, kept_id=kept_id, by=by, at=clock.now()
        )
    value = {"id": kept_id, "gone": gone_id, "merge": made}
    face.show(value, [_("已合并。可以用 people unmerge 拆开。")], as_json=as_json)


@app.command(help=_("拆开最近一次合并到这个人的记录。"))
def unmerge(context: typer.Context, person: PersonText, as_json: Json = False) -> None:
    """Take the last merge back."""
    face = Face.of(context)
    back = None
    with face.writing() as (session, by):
        person_id = finding.find_person(session, person)
        merges = duplicates.merges_of(session, person_id)
        if merges:
            back = duplicates.undo_merge(session, merge_id=merges[0].id, by=by, at=clock.now())
    lines = [_("已拆开，编号 {id}。").format(id=back) if back else _("没有合并过的记录。")]
    face.show({"id": person_id, "back": back}, lines, as_json=as_json)


@app.command(help=_("列出一个人的变动记录，最近的在前。"))
def history(context: typer.Context, person: PersonText, as_json: Json = False) -> None:
    """Print what happened to somebody on the roll."""
    face = Face.of(context)
    with face.workspace() as workspace, workspace.read() as session:
        person_id = finding.find_person(session, person)
        told = person_history(session, person_id)
    lines = [f"{clock.local(one.at):%Y-%m-%d %H:%M}\t{one.told()}\t{one.actor}" for one in told]
    value = {"id": person_id, "history": told}
    face.show(value, lines or [_("还没有变动记录。")], as_json=as_json)


@app.command(help=_("列出导入过的名册，最近的在前。"))
def imports(context: typer.Context, as_json: Json = False) -> None:
    """List the rolls that were brought in."""
    face = Face.of(context)
    with face.workspace() as workspace, workspace.read() as session:
        found = roster_undo.imports(session)
    lines = [
        _("{id}　{file}　新增 {added}，更新 {changed}，离册 {left}{undone}").format(
            id=one.id,
            file=one.file_name,
            added=one.added,
            changed=one.changed,
            left=one.left,
            undone=_("（已撤销）") if one.undone_at else "",
        )
        for one in found
    ]
    face.show({"imports": found}, lines or [_("还没有导入过名册。")], as_json=as_json)


@app.command("undo-import", help=_("整体撤销一次导入：新增的删除，更新和离册的复原。"))
def undo_import(
    context: typer.Context,
    import_id: Annotated[str, typer.Argument(help=_("导入记录的 id，默认最近一次。"))] = "",
    as_json: Json = False,
) -> None:
    """Take a roll back as a whole."""
    face = Face.of(context)
    undone = None
    with face.writing() as (session, by):
        open_ones = [one.id for one in roster_undo.imports(session) if not one.undone_at]
        chosen = import_id or (open_ones[0] if open_ones else "")
        if chosen:
            undone = roster_undo.undo_import(session, import_id=chosen, by=by, at=clock.now())
    lines = [_("还没有导入过名册。")]
    if undone:
        text = _("已撤销：删除 {removed} 人，复原 {restored} 人。")
        lines = [text.format(removed=undone.removed, restored=undone.restored)]
    face.show({"id": chosen, "undone": undone}, lines, as_json=as_json)


def _said(one: Entry) -> str:
    gone = "" if one.active else _("（已离册）")
    return f"{one.name} {one.unit} {one.post} {one.id}{gone}"
