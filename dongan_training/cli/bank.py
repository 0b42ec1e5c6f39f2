"""``bank``: read, import and export question banks."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from dongan_training import clock
from dongan_training.bank import changing, exporting, intake, queries
from dongan_training.bank.drafts import Reading
from dongan_training.bank.reading_json import to_json
from dongan_training.bank.scoring import type_name
from dongan_training.cli.face import Face, Json
from dongan_training.texts import N_, _, clauses, listed

app = typer.Typer(no_args_is_help=True, help=_("题库：读取、导入、查看和导出试题。"))
BankFile = Annotated[
    Path, typer.Argument(help=_("题库文件：Word、Excel、文本、CSV、JSON、GIFT、Moodle 或 QTI。"))
]
WHY = {
    intake.State.PROBLEM: N_("缺少答案或选项"),
    intake.State.CONFLICT: N_("题库中有同一道题，但答案不同"),
    intake.State.DUPLICATE: N_("题库或文件中已有同一道题"),
}
READY = (intake.State.GOOD, intake.State.SIMILAR)
CONFLICT_IN_FILE = N_("文件中还有同一道题，但答案不同")
SubjectName = Annotated[str | None, typer.Option("--subject", help=_("题库（科目）名称。"))]


@app.command("read", help=_("只读取并检查文件，不存入任何内容。"))
def read_file(context: typer.Context, file: BankFile, as_json: Json = False) -> None:
    """Print what the reader understood."""
    face = Face.of(context)
    reading = _read(face, file)
    face.show(to_json(reading, file), _told(reading), as_json=as_json)


@app.command("import", help=_("把文件中没有问题的题目存入题库；其余逐条列出。"))
def import_file(
    context: typer.Context,
    file: BankFile,
    subject: SubjectName = None,
    as_json: Json = False,
) -> None:
    """Store the good and the similar; say of each other question why it was not."""
    face = Face.of(context)
    reading = _read(face, file)
    with face.workspace() as workspace, face.progress(_("正在导入")) as progress:
        by, at = face.actor(workspace), clock.now()
        with workspace.begin() as session:
            found = intake.preview(session, reading)
            ready = found.in_state(*READY)
            report = intake.accept(
                session,
                drafts=[entry.draft for entry in ready],
                subject_name=subject or file.stem,
                file_name=file.name,
                by=by,
                at=at,
                progress=progress,
            )
    states = Counter(entry.state for entry in found.entries)
    left = [entry for entry in found.entries if entry.state not in READY]
    value = {
        "file": file,
        "subject": subject or file.stem,
        "import": report.import_id,
        "stored": report.stored,
        "states": {state: states[state] for state in intake.State},
        "not_stored": [
            {
                "line": entry.draft.line,
                "state": entry.state,
                "stem": entry.draft.stem,
                "messages": [problem.message for problem in entry.problems],
            }
            for entry in left
        ],
        "problems": found.problems,
    }
    lines = [_("已存入 {count} 题。").format(count=report.stored), *_left_behind(left, found)]
    face.show(value, lines, as_json=as_json)


@app.command("export", help=_("把题库写成文件，格式见 --format。"))
def export_file(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help=_("写到哪个文件。"))],
    subject: SubjectName = None,
    form: Annotated[
        str | None,
        typer.Option(
            "--format",
            help=_("格式；不写则看文件后缀。可选：{known}。").format(
                known=listed(form.name for form in exporting.FORMS)
            ),
        ),
    ] = None,
    as_json: Json = False,
) -> None:
    """Write the questions in use."""
    face = Face.of(context)
    with face.workspace() as workspace, workspace.read() as session:
        drafts = queries.drafts(session, subject)
    exporting.export(drafts, file, form)
    lines = [_("已写出 {count} 题。").format(count=len(drafts))]
    face.show({"file": file, "questions": len(drafts)}, lines, as_json=as_json)


@app.command("list", help=_("列出各题库及其题数。"))
def list_subjects(context: typer.Context, as_json: Json = False) -> None:
    """Print subjects with their counts."""
    face = Face.of(context)
    with face.workspace() as workspace, workspace.read() as session:
        rows = queries.subjects(session)
    lines = [_("{name}：{count} 题").format(name=row.name, count=row.total) for row in rows]
    face.show(rows, lines or [_("题库里还没有题目。")], as_json=as_json)


@app.command("search", help=_("在题干和依据中查找。"))
def search_questions(context: typer.Context, words: str, as_json: Json = False) -> None:
    """Print the questions that hold the words."""
    face = Face.of(context)
    with face.workspace() as workspace, workspace.read() as session:
        rows = queries.questions(session, search=words)
    face.show(rows, [f"{type_name(row.type)}　{row.stem}" for row in rows], as_json=as_json)


@app.command("undo", help=_("撤销一次导入：它带来的题目不再使用。"))
def undo(context: typer.Context, import_id: str, as_json: Json = False) -> None:
    """Retire what one import brought."""
    face = Face.of(context)
    with face.writing() as (session, by):
        count = changing.undo_import(session, import_id=import_id, by=by, at=clock.now())
    lines = [_("已撤销，{count} 题不再使用。").format(count=count)]
    face.show({"import": import_id, "retired": count}, lines, as_json=as_json)


def _read(face: Face, file: Path) -> Reading:
    from dongan_training.bank import formats  # readers bring lxml and more

    with face.progress(_("正在读取")) as progress:
        return formats.read(file, progress)


def _told(reading: Reading) -> Iterator[str]:
    counts = Counter(draft.type for draft in reading.drafts)
    parts = [f"{type_name(kind)} {count}" for kind, count in counts.items()]
    yield _("识别到 {count} 题").format(count=len(reading.drafts)) + "　" + "　".join(parts)
    for problem in reading.problems:
        yield _("第 {line} 行：{message}").format(line=problem.line, message=problem.message)


def _left_behind(left: list[intake.Entry], found: intake.Intake) -> Iterator[str]:
    for entry in left:
        said = clauses(problem.message for problem in entry.problems)
        yield _("第 {line} 行没有存入：{reason}").format(
            line=entry.draft.line, reason=said or _(_why(entry))
        )
    for problem in found.problems:
        yield _("第 {line} 行：{message}").format(line=problem.line, message=problem.message)


def _why(entry: intake.Entry) -> str:
    if entry.state is intake.State.CONFLICT and entry.known and entry.known.line:
        return CONFLICT_IN_FILE
    return WHY[entry.state]
