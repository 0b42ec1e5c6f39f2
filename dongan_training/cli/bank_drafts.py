"""``bank drafts``, ``resume`` and ``discard``: reviews that wait to be finished."""

from dataclasses import dataclass, replace
from typing import Annotated

import typer

from dongan_training import clock
from dongan_training.bank.importing import draft_imports, reviewing
from dongan_training.bank.importing.intake import State
from dongan_training.bank.importing.reviewing import Choice, Item
from dongan_training.cli.bank_import import (
    Conflicts,
    Duplicates,
    Similar,
    SubjectName,
    import_json,
    import_lines,
    settled,
)
from dongan_training.cli.face import Face, Json
from dongan_training.errors import UserError
from dongan_training.texts import N_, _

app = typer.Typer()
Keys = Annotated[
    list[str] | None,
    typer.Option("--key", help=_("补上答案，写作 行号=答案，例如 31=B；可以写多次。")),
]


@dataclass(eq=False)
class KeyNotUnderstood(UserError):
    given: str
    message = N_("“{given}”补不上答案。")
    advice = N_("请写作 行号=答案，例如 31=B；行号是题目在文件中的行，答案要合这道题的题型。")


@app.command("drafts", help=_("列出还没有核对完的导入（草稿）。"))
def list_drafts(context: typer.Context, as_json: Json = False) -> None:
    """Print the reviews that wait."""
    face = Face.of(context)
    with face.workspace() as workspace, workspace.read() as session:
        rows = draft_imports.open_drafts(session)
    told = _("{id}　{file}：{count} 题，存入“{subject}”")
    lines = [
        told.format(id=row.id, file=row.file_name, count=row.questions, subject=row.subject_name)
        for row in rows
    ]
    face.show(rows, lines or [_("没有等待核对的导入。")], as_json=as_json)


@app.command("resume", help=_("继续一份导入草稿：补上答案，存入已经没有问题的题目。"))
def resume(
    context: typer.Context,
    draft: str,
    key: Keys = None,
    subject: SubjectName = None,
    duplicates: Duplicates = Choice.SKIP,
    conflicts: Conflicts = None,
    similar: Similar = Choice.KEEP,
    as_json: Json = False,
) -> None:
    """Store what is ready now; the rest stays in the draft."""
    face = Face.of(context)
    wanted = {State.DUPLICATE: duplicates, State.CONFLICT: conflicts, State.SIMILAR: similar}
    with face.writing() as (session, by):
        review = draft_imports.resume(session, draft)
        items = settled(_with_keys(list(review.items), key or []), wanted)
        review = replace(review, subject_name=subject or review.subject_name, items=items)
        done = draft_imports.settle(session, review, draft_id=draft, by=by, at=clock.now())
    face.show(
        import_json(done, items, review.notes),
        import_lines(done, items, review.notes),
        as_json=as_json,
    )


@app.command("discard", help=_("放弃一份导入草稿；题库不变。"))
def discard(context: typer.Context, draft: str, as_json: Json = False) -> None:
    """Give a review up."""
    face = Face.of(context)
    with face.writing() as (session, _by):
        draft_imports.discard(session, draft)
    face.show({"draft": draft, "discarded": True}, [_("已放弃这份草稿。")], as_json=as_json)


def _with_keys(items: list[Item], keys: list[str]) -> list[Item]:
    for given in keys:
        line, found, typed = given.partition("=")
        here = [item for item in items if str(item.entry.draft.line) == line.strip()]
        mended = reviewing.with_typed_key(here[0], typed.strip()) if found and here else None
        if mended is None:
            raise KeyNotUnderstood(given)
        items[mended.id] = mended
    return items
