"""``bank``: read, import and export question banks."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from dongan_training.bank import exporting, filtering, queries
from dongan_training.bank.blank_form import write_blank_form
from dongan_training.bank.drafts import Reading
from dongan_training.bank.reading_json import to_json
from dongan_training.bank.scoring import type_name
from dongan_training.cli import (
    bank_changes,
    bank_check,
    bank_drafts,
    bank_editing,
    bank_import,
    bank_questions,
    bank_regulations,
    bank_subjects,
)
from dongan_training.cli.bank_import import BankFile, read_bank
from dongan_training.cli.bank_wanted import Wanted, taking_wanted
from dongan_training.cli.face import Face, Json, Output
from dongan_training.texts import _, listed

app = typer.Typer(no_args_is_help=True, help=_("题库：读取、导入、查看和导出试题。"))
app.add_typer(bank_import.app)
app.add_typer(bank_questions.app)
app.add_typer(bank_check.app)
app.add_typer(bank_editing.app)
app.add_typer(bank_changes.app)
app.add_typer(bank_subjects.app, name="subjects")
app.add_typer(bank_drafts.app)
app.add_typer(bank_regulations.app, name="regulations")


@app.command("read", help=_("只读取并检查文件，不存入任何内容。"))
def read_file(context: typer.Context, file: BankFile, as_json: Json = False) -> None:
    """Print what the reader understood."""
    face = Face.of(context)
    reading = read_bank(face, file)
    face.show(to_json(reading, file), _told(reading), as_json=as_json)


@app.command("export", help=_("把题库写成文件，格式见 --format；条件与 bank search 相同。"))
@taking_wanted
def export_file(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help=_("写到哪个文件。"))],
    *,
    search: Annotated[str, typer.Option(help=_("只写有这段文字的题。"))] = "",
    wanted: Wanted,
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
    """Write the questions that fit, in the order they came."""
    face = Face.of(context)
    with face.workspace() as workspace, workspace.read() as session:
        ids = filtering.find_ids(session, wanted.filter(session, search))
        drafts = queries.numbered_drafts(session, ids)
    exporting.export(drafts, file, form)
    lines = [_("已写出 {count} 题。").format(count=len(drafts))]
    face.show({"file": file, "questions": len(drafts)}, lines, as_json=as_json)


@app.command("template", help=_("写出空白模板：.xlsx 或 .docx，填好后用 bank import 导入。"))
def write_template(context: typer.Context, output: Output, as_json: Json = False) -> None:
    """Hand out an empty form."""
    write_blank_form(output)
    line = _("已写入“{name}”。").format(name=output.name)
    Face.of(context).show({"file": output}, [line], as_json=as_json)


@app.command("list", help=_("列出各题库及其题数。"))
def list_subjects(context: typer.Context, as_json: Json = False) -> None:
    """Print subjects with their counts."""
    face = Face.of(context)
    with face.workspace() as workspace, workspace.read() as session:
        rows = queries.subjects(session)
    lines = [_("{name}：{count} 题").format(name=row.name, count=row.total) for row in rows]
    face.show(rows, lines or [_("题库里还没有题目。")], as_json=as_json)


def _told(reading: Reading) -> Iterator[str]:
    counts = Counter(draft.type for draft in reading.drafts)
    parts = [f"{type_name(kind)} {count}" for kind, count in counts.items()]
    yield _("识别到 {count} 题").format(count=len(reading.drafts)) + "　" + "　".join(parts)
    for problem in reading.problems:
        yield _("第 {line} 行：{message}").format(line=problem.line, message=problem.message)
