"""``bank change``, ``status``, ``changes``, ``undo``: many questions at once, and back."""

import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Annotated

import typer
from sqlalchemy.orm import Session

from dongan_training import clock
from dongan_training.accounts.actor import Actor
from dongan_training.bank.bulk.changed_since import changed_since
from dongan_training.bank.bulk.changes import (
    Change,
    ChangeTags,
    Move,
    SetEdition,
    SetFact,
    SetStatus,
    Several,
)
from dongan_training.bank.bulk.steps import (
    Step,
    Stepped,
    change_and_keep,
    find_step,
    steps,
    take_step_back,
)
from dongan_training.bank.bulk.words import changes_told
from dongan_training.bank.finding import find_question, import_named
from dongan_training.bank.models import QuestionStatus
from dongan_training.bank.subjects import find_subject, tree
from dongan_training.cli.bank_editing import NotAQuestion
from dongan_training.cli.bank_import import import_back
from dongan_training.cli.face import Face, Json
from dongan_training.storage.base import short_code
from dongan_training.texts import _

app = typer.Typer()
Questions = Annotated[
    list[str],
    typer.Argument(
        metavar="QUESTION…", help=_("试题编号；- 从标准输入读 bank search --json 的结果。")
    ),
]


@app.command(help=_("批量修改：没有写到的不动；用 bank undo 撤销。"))
def change(
    context: typer.Context,
    questions: Questions,
    move: Annotated[str | None, typer.Option(help=_("移到哪个题库。"))] = None,
    status: Annotated[QuestionStatus | None, typer.Option(help=_("状态。"))] = None,
    chapter: Annotated[str | None, typer.Option(help=_("章节；空的去掉。"))] = None,
    difficulty: Annotated[str | None, typer.Option(help=_("难度；空的去掉。"))] = None,
    points: Annotated[float | None, typer.Option(min=0, max=1000, help=_("分值。"))] = None,
    add_tag: Annotated[list[str] | None, typer.Option(help=_("加上标签。"))] = None,
    remove_tag: Annotated[list[str] | None, typer.Option(help=_("去掉标签。"))] = None,
    regulation: Annotated[str, typer.Option(help=_("依据的文件名称，与 --edition 连用。"))] = "",
    edition: Annotated[int | None, typer.Option(help=_("依据改用哪一版（年份）。"))] = None,
    as_json: Json = False,
) -> None:
    """Change all named questions alike, in one transaction."""
    facts = [
        SetFact(name, value or None)  # type: ignore[arg-type]  # names of facts
        for name, value in (("chapter", chapter), ("difficulty", difficulty), ("points", points))
        if value is not None
    ]
    tags = [ChangeTags(tuple(add_tag or ()), tuple(remove_tag or ()))]
    rewordings = (*facts, *(tags if add_tag or remove_tag else ()))
    if regulation and edition:
        rewordings = (*rewordings, SetEdition(regulation.strip("《》"), edition))
    face = Face.of(context)
    with face.writing() as (session, _by):
        place = find_subject(session, move).id if move else None
    changes: list[Change] = [Several(rewordings)] if rewordings else []
    changes += [Move(place)] if place else []
    changes += [SetStatus(status)] if status else []
    _change(face, questions, changes, as_json=as_json)


@app.command(help=_("改状态：in_use 在用，draft 草稿，retired 停用；用 bank undo 撤销。"))
def status(
    context: typer.Context, status: QuestionStatus, questions: Questions, as_json: Json = False
) -> None:
    """Use questions, retire them, or make drafts of them."""
    _change(Face.of(context), questions, [SetStatus(status)], as_json=as_json)


@app.command(help=_("做过的批量修改，最近的在前。"))
def changes(context: typer.Context, as_json: Json = False) -> None:
    """List what can be taken back."""
    face = Face.of(context)
    with face.workspace() as workspace, workspace.read() as session:
        rows = steps(session)
        paths = {one.id: one.path for one in tree(session)}
    lines = [_line(one, paths) for one in rows]
    face.show(rows, lines or [_("还没有做过批量修改。")], as_json=as_json)


@app.command(
    help=_("撤销一次导入或批量修改，不写编号则撤销最近一次批量修改；后来又改过的题保持现状。")
)
def undo(
    context: typer.Context,
    step: Annotated[str, typer.Argument(help=_("导入或批量修改的编号，或者它的后 8 位。"))] = "",
    as_json: Json = False,
) -> None:
    """Take an import or a bulk change back."""
    face = Face.of(context)
    with face.writing() as (session, by):
        taken = import_named(session, step)
        if taken is not None:
            value, lines = import_back(session, taken.id, by)
        else:
            value, lines = _step_back(session, step, by)
    face.show(value, lines, as_json=as_json)


def _step_back(session: Session, step: str, by: Actor) -> tuple[dict[str, object], list[str]]:
    step_id = find_step(session, step)
    kept = changed_since(session, step_id)
    back = take_step_back(session, step_id=step_id, by=by, at=clock.now())
    lines = [_("{count} 题恢复为修改前的内容。").format(count=back.restored)]
    if back.kept:
        lines.append(_("{count} 题后来又改过，保持现状。").format(count=back.kept))
    lines += [f"　[{short_code(one.id)}] {' '.join(one.stem.split())}：{one.why}" for one in kept]
    value = {"step": step_id, "restored": back.restored, "kept": back.kept}
    return value | {"changed_since": [asdict(one) for one in kept]}, lines


def _change(
    face: Face, questions: Sequence[str], changes: Sequence[Change], *, as_json: bool
) -> None:
    with face.progress(_("批量修改")) as progress, face.writing() as (session, by):
        ids = list(_named(session, questions))
        done = change_and_keep(
            session,
            question_ids=ids,
            changes=changes,
            by=by,
            at=clock.now(),
            progress=progress,
        )
    value = {"step": done.id or None, "changed": done.count, "incomplete": done.incomplete}
    face.show(value, _told(done), as_json=as_json)


def _named(session: Session, questions: Sequence[str]) -> Iterator[str]:
    if list(questions) != ["-"]:
        yield from (find_question(session, one) for one in questions)
        return
    try:
        rows = json.load(sys.stdin)
        found = [str(one["id"]) for one in rows]
    except (ValueError, TypeError, KeyError):
        raise NotAQuestion from None
    yield from (find_question(session, one) for one in found)


def _told(done: Stepped) -> Iterator[str]:
    yield done.told() + (
        _("撤销：bank undo {code}").format(code=short_code(done.id)) if done.id else ""
    )
    if done.incomplete:
        yield _("{count} 题还没有答案，保持草稿。").format(count=done.incomplete)


def _line(step: Step, paths: dict[str, str]) -> str:
    when = clock.local(step.at).strftime("%Y-%m-%d %H:%M")
    what = changes_told(step.changes, paths)
    state = _("（已撤销）") if step.taken_back else ""
    told = _("[{code}] {when}　{actor}　{count} 题：{what}{state}")
    return told.format(
        code=short_code(step.id),
        when=when,
        actor=step.actor,
        count=step.questions,
        what=what,
        state=state,
    )
