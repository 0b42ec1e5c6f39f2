"""``bank subjects``: the tree of subjects, and how it is arranged."""

from collections.abc import Iterator
from typing import Annotated

import typer

from dongan_training import clock
from dongan_training.bank import subjects
from dongan_training.bank.queries import subjects as counted
from dongan_training.cli.face import Face, Json
from dongan_training.exam.merge_steps import merge_and_keep, take_merge_back
from dongan_training.exam.subject_names import rename_subject
from dongan_training.storage.base import short_code
from dongan_training.texts import _

app = typer.Typer(no_args_is_help=True, help=_("题库的目录：新建、改名、合并、移动、删除。"))
SubjectText = Annotated[
    str, typer.Argument(metavar="SUBJECT", help=_("题库名称或路径，例如“党纪/第一章”。"))
]
Under = Annotated[str | None, typer.Option(help=_("放在哪个题库下面；不写则在最上一级。"))]


@app.command("list", help=_("按目录列出各题库及其在用题数。"))
def list_tree(context: typer.Context, as_json: Json = False) -> None:
    """Print the tree."""
    face = Face.of(context)
    with face.workspace() as workspace, workspace.read() as session:
        totals = {one.id: one.total for one in counted(session)}
        places = subjects.places_shown(session)
    value = [
        {"id": one.id, "path": one.path, "depth": one.depth, "questions": totals[one.id]}
        for one in places
    ]
    told = _("{name}：{count} 题")
    lines = ["　" * one.depth + told.format(name=one.name, count=totals[one.id]) for one in places]
    face.show(value, lines or [_("还没有题库。")], as_json=as_json)


@app.command(help=_("新建一个题库。"))
def add(context: typer.Context, name: str, under: Under = None, as_json: Json = False) -> None:
    """Add a subject."""
    face = Face.of(context)
    with face.writing() as (session, by):
        parent = subjects.find_subject(session, under).id if under else None
        made = subjects.add_subject(session, name=name, parent_id=parent, by=by, at=clock.now())
    face.show({"id": made}, [_("已新建“{name}”。").format(name=name)], as_json=as_json)


@app.command(help=_("给题库改名。"))
def rename(context: typer.Context, subject: SubjectText, name: str, as_json: Json = False) -> None:
    """Rename a subject."""
    face = Face.of(context)
    with face.writing() as (session, by):
        one = subjects.find_subject(session, subject)
        done = rename_subject(session, subject_id=one.id, name=name, by=by, at=clock.now())
    followed = [one.blueprint_id for one in done.followed]
    lines = [_("已改名为“{name}”。").format(name=name), *_told_followed(len(followed))]
    face.show({"id": one.id, "blueprints": followed}, lines, as_json=as_json)


@app.command(help=_("把题库连同下级并入另一个题库；命题细目表跟着改。用 subjects part 撤销。"))
def merge(
    context: typer.Context,
    subject: SubjectText,
    into: Annotated[str, typer.Option(help=_("并入哪个题库。"))],
    as_json: Json = False,
) -> None:
    """Merge a subject into another one."""
    face = Face.of(context)
    with face.writing() as (session, by):
        one, other = (subjects.find_subject(session, name) for name in (subject, into))
        step = merge_and_keep(session, subject_id=one.id, into_id=other.id, by=by, at=clock.now())
    told = _("已把“{name}”并入“{other}”。撤销：bank subjects part {code}")
    line = told.format(name=one.path, other=other.path, code=short_code(step))
    face.show({"id": other.id, "step": step}, [line], as_json=as_json)


@app.command(help=_("撤销合并：把并走的题库连同它的题分出来。"))
def part(
    context: typer.Context,
    step: Annotated[
        str, typer.Argument(help=_("合并的编号，或它的后 8 位；不写则是最近一次。"))
    ] = "",
    as_json: Json = False,
) -> None:
    """Take a merge back."""
    face = Face.of(context)
    with face.writing() as (session, by):
        made = take_merge_back(session, step_id=step, by=by, at=clock.now())
        session.flush()
        place = next(one for one in subjects.tree(session) if one.id == made)
    face.show({"id": made}, [_("已分出“{name}”。").format(name=place.path)], as_json=as_json)


@app.command(help=_("把题库（连同下级）移到另一个题库下面，或最上一级。"))
def move(
    context: typer.Context, subject: SubjectText, under: Under = None, as_json: Json = False
) -> None:
    """Move a subject."""
    face = Face.of(context)
    with face.writing() as (session, by):
        one = subjects.find_subject(session, subject)
        parent = subjects.find_subject(session, under).id if under else None
        subjects.move_subject(session, subject_id=one.id, parent_id=parent, by=by, at=clock.now())
    face.show({"id": one.id}, [_("已移动“{name}”。").format(name=one.name)], as_json=as_json)


@app.command(help=_("删除一个空的题库。"))
def remove(context: typer.Context, subject: SubjectText, as_json: Json = False) -> None:
    """Remove a subject that holds nothing."""
    face = Face.of(context)
    with face.writing() as (session, by):
        one = subjects.find_subject(session, subject)
        subjects.remove_subject(session, subject_id=one.id, by=by, at=clock.now())
    face.show({"id": one.id}, [_("已删除“{name}”。").format(name=one.name)], as_json=as_json)


def _told_followed(count: int) -> Iterator[str]:
    if count:
        yield _("{count} 份命题细目表跟着改了名。").format(count=count)
