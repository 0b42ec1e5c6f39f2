"""``closing``: the checklist of a class, and the archive it ends in."""

import typer

from dongan_training import clock
from dongan_training.cli.face import Face, Json, Output
from dongan_training.cli.moments import At, moment_of
from dongan_training.cli.named import ClassText
from dongan_training.reports.checklist import closing_of
from dongan_training.reports.closing import (
    ITEM_NAMES,
    ItemState,
    note_closed,
    told_items,
)
from dongan_training.texts import _
from dongan_training.training.finding import find_class

app = typer.Typer(no_args_is_help=True, help=_("结班：自动填写的清单，和归档包。"))
MARKS = {ItemState.DONE: "√", ItemState.OPEN: "×", ItemState.NOT_NEEDED: "–"}


@app.command(help=_("结班清单：计划、课程表、签到表、考勤、考试、成绩、证书、满意度。"))
def check(context: typer.Context, which: ClassText, at: At = "", as_json: Json = False) -> None:
    """Show the checklist of a class."""
    face = Face.of(context)
    with face.workspace() as workspace, workspace.read() as session:
        found = closing_of(session, class_id=find_class(session, which), at=moment_of(at))
    lines = [f"{MARKS[one.state]} {_(ITEM_NAMES[one.kind])}　{one.remark}" for one in found.items]
    if found.closed:
        told = _("{moment} 由{who}结班").format(
            moment=f"{clock.local(found.closed.at):%Y-%m-%d %H:%M}", who=found.closed.by
        )
        lines.append(told)
    value = {"items": found.items, "open": len(found.open_items), "closed": found.closed}
    face.show(value, lines, as_json=as_json)


@app.command(help=_("结班并写出归档包（zip：目录、PDF、Excel、照片）。"))
def close(
    context: typer.Context,
    which: ClassText,
    output: Output,
    at: At = "",
    as_json: Json = False,
) -> None:
    """Close a class and write its archive."""
    from dongan_training.reports.class_archive import write_archive  # loads ReportLab

    face, moment = Face.of(context), moment_of(at)
    with face.workspace() as workspace:
        by = face.actor(workspace)
        with workspace.read() as session, face.progress(_("归档")) as progress:
            class_id = find_class(session, which)
            done = write_archive(
                session, class_id=class_id, path=output, at=moment, progress=progress
            )
        with workspace.begin() as session:
            note_closed(
                session,
                class_id=class_id,
                digest=done.digest,
                lacking=done.lacking,
                by=by,
                at=moment,
            )
    pattern = _("归档包共 {count} 个文件，已写入“{file}”。")
    lines = [pattern.format(count=len(done.files), file=output)]
    if done.lacking:
        lines.append(_("归档时还缺：{items}").format(items=told_items(done.lacking)))
    face.show(done, lines, as_json=as_json)
