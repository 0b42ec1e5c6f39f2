"""``bank import``: files into the bank, and the way back that ``bank undo`` takes."""

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer
from sqlalchemy.orm import Session

from dongan_training import clock
from dongan_training.accounts.actor import Actor
from dongan_training.bank import changing, queries
from dongan_training.bank.drafts import Problem, Reading
from dongan_training.bank.importing import draft_imports, intake, reviewing
from dongan_training.bank.importing.draft_imports import Settled
from dongan_training.bank.importing.intake import State
from dongan_training.bank.importing.reviewing import Choice, Item
from dongan_training.bank.queries import ImportRow
from dongan_training.cli.face import Face, Json
from dongan_training.sheets import kinds
from dongan_training.storage.base import short_code
from dongan_training.texts import N_, _, sentences

app = typer.Typer()
BankFile = Annotated[
    Path,
    typer.Argument(
        help=_("题库文件：{kinds}，或者 JSON、GIFT、Moodle、QTI。").format(kinds=_(kinds.NAMED))
    ),
]
SubjectName = Annotated[
    str | None, typer.Option("--subject", help=_("题库（科目）名称，或者路径，例如“党纪/第一章”。"))
]
CHOICES = N_("skip 不导入，replace 替换原有的，keep 两道都留。")
WHY = {
    State.PROBLEM: N_("缺少答案或选项"),
    State.CONFLICT: N_("题库中有同一道题，但答案不同"),
    State.SIMILAR: N_("题库或文件中有一道几乎相同的题"),
    State.DUPLICATE: N_("题库或文件中已有同一道题"),
}
CONFLICT_IN_FILE = N_("文件中还有同一道题，但答案不同")


def _choice(name: str, what: str) -> Any:
    return typer.Option(name, help=what + _(CHOICES))


Duplicates = Annotated[Choice, _choice("--duplicates", _("已有的同一道题："))]
Conflicts = Annotated[
    Choice | None, _choice("--conflicts", _("答案不同的同一道题，不写则留作草稿："))
]
Similar = Annotated[Choice, _choice("--similar", _("已有几乎相同的题："))]


@app.command("import", help=_("把文件中没有问题的题目存入题库；其余逐条列出。"))
def import_file(
    context: typer.Context,
    file: BankFile,
    subject: SubjectName = None,
    duplicates: Duplicates = Choice.SKIP,
    conflicts: Conflicts = None,
    similar: Similar = Choice.KEEP,
    as_json: Json = False,
) -> None:
    """Store what is good and what the options settle; say of each other question why not."""
    face = Face.of(context)
    reading = read_bank(face, file)
    wanted = {State.DUPLICATE: duplicates, State.CONFLICT: conflicts, State.SIMILAR: similar}
    with face.workspace() as workspace, face.progress(_("正在导入")) as progress:
        by, at = face.actor(workspace), clock.now()
        with workspace.begin() as session:
            found = intake.preview(session, reading)
            items = settled(reviewing.items_of(found), wanted)
            review = draft_imports.Review(
                file.name, reading.format, subject or file.stem, items, found.problems
            )
            done = draft_imports.settle(session, review, by=by, at=at, progress=progress)
    value = {"file": file, "subject": review.subject_name}
    value |= import_json(done, items, found.problems)
    face.show(value, import_lines(done, items, found.problems), as_json=as_json)


@app.command("imports", help=_("导入过的文件，最近的在前；用 bank undo 撤销。"))
def list_imports(context: typer.Context, as_json: Json = False) -> None:
    """List what was taken in and can be taken back."""
    face = Face.of(context)
    with face.workspace() as workspace, workspace.read() as session:
        rows = queries.imports(session)
    face.show(rows, map(_told, rows) if rows else [_("还没有导入过文件。")], as_json=as_json)


def import_back(session: Session, import_id: str, by: Actor) -> tuple[dict[str, object], list[str]]:
    """Retire what one import brought, and bring back what it replaced; as values and in words."""
    undone = changing.undo_import(session, import_id=import_id, by=by, at=clock.now())
    value: dict[str, object] = {
        "import": import_id,
        "retired": undone.retired,
        "restored": undone.restored,
        "kept": undone.kept,
    }
    return value, [undone.told()]


def read_bank(face: Face, file: Path) -> Reading:
    """Read a file, with progress on a terminal."""
    from dongan_training.bank import formats  # readers bring lxml and more

    with face.progress(_("正在读取")) as progress:
        return formats.read(file, progress)


def settled(items: list[Item], wanted: dict[State, Choice | None]) -> list[Item]:
    """Decide about all that resemble another question, the same for each state."""
    for state, choice in wanted.items():
        if choice is None:
            continue
        for item in reviewing.decided_alike(items, {state}, choice):
            items[item.id] = item
    return items


def import_json(done: Settled, items: Sequence[Item], notes: Sequence[Problem]) -> dict[str, Any]:
    """What was stored and what was not, as scripts read it."""
    states = Counter(item.entry.state for item in items)
    return {
        "import": done.report.import_id or None,
        "stored": done.report.stored,
        "replaced": done.report.replaced,
        "draft": done.draft_id or None,
        "states": {state: states[state] for state in State},
        "not_stored": [
            {
                "line": item.entry.draft.line,
                "state": item.entry.state,
                "stem": item.entry.draft.stem,
                "messages": [problem.message for problem in item.entry.problems],
            }
            for item in items
            if not item.is_ready
        ],
        "problems": notes,
    }


def import_lines(done: Settled, items: Sequence[Item], notes: Sequence[Problem]) -> Iterator[str]:
    """The same in sentences."""
    yield _("已存入 {count} 题。").format(count=done.report.stored)
    if done.report.replaced:
        told = _("题库中 {count} 题已更新为文件中的内容。")
        yield told.format(count=done.report.replaced)
    if done.left:
        told = _(
            "{count} 题需要处理，留作草稿；用 bank resume {draft} 继续，也可以在窗口里继续核对。"
        )
        yield told.format(count=done.left, draft=done.draft_id)
        yield _("继续时用 --key 行号=答案 补上答案，答案有冲突的题用 --conflicts 决定。")
    for item in items:
        if not item.is_ready:
            said = sentences(problem.message for problem in item.entry.problems)
            yield _("第 {line} 行没有存入：{reason}").format(
                line=item.entry.draft.line, reason=said or _(_why(item.entry))
            )
    for problem in notes:
        yield _("第 {line} 行：{message}").format(line=problem.line, message=problem.message)


def _told(row: ImportRow) -> str:
    told = _("[{code}] {when}　{actor}　{count} 题：{name}{state}")
    return told.format(
        code=short_code(row.id),
        when=clock.local(row.at).strftime("%Y-%m-%d %H:%M"),
        actor=row.actor,
        count=row.questions,
        name=row.file_name,
        state=_("（已撤销）") if row.undone else "",
    )


def _why(entry: intake.Entry) -> str:
    if entry.state is State.CONFLICT and entry.known and entry.known.line:
        return CONFLICT_IN_FILE
    return WHY.get(entry.state, N_("没有选择导入"))
