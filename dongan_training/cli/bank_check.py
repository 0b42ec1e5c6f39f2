"""``bank check``: what smells in the bank."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from dongan_training import clock
from dongan_training.bank import filtering
from dongan_training.bank.check_sheet import require_excel, write_smells
from dongan_training.bank.checking import Smell, check
from dongan_training.bank.filtering import Filter, FoundRow
from dongan_training.bank.regulations.keeping import register
from dongan_training.bank.subjects import find_subject
from dongan_training.cli.bank_wanted import SubjectName
from dongan_training.cli.face import Face, Json
from dongan_training.storage.base import short_code
from dongan_training.texts import _

app = typer.Typer()


@app.command(
    "check",
    help=_(
        "检查在用的题：答案偏向、依据的条号和版本、没有登记的法规、相近的题、答案矛盾、写法可疑。"
    ),
)
def check_bank(
    context: typer.Context,
    subject: SubjectName = None,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help=_("另外写成 Excel 文件（.xlsx）。"))
    ] = None,
    as_json: Json = False,
) -> None:
    """Print what a person should look at among the questions in use."""
    face = Face.of(context)
    if output is not None:
        require_excel(output)
    with face.workspace() as workspace, workspace.read() as session:
        chosen = find_subject(session, subject).id if subject else None
        rows = filtering.find(session, Filter(subject_id=chosen))
        known = register(session)
    with face.progress(_("检查题库")) as progress:
        smells = check(rows, known, clock.local(clock.now()).date(), progress)
    if output is not None:
        write_smells(smells, rows, output, at=clock.now())
    face.show(smells, _told(smells, rows), as_json=as_json)


def _told(smells: list[Smell], rows: list[FoundRow]) -> Iterator[str]:
    stems = {row.id: " ".join(row.stem.split()) for row in rows}
    if not smells:
        yield _("没有发现问题。")
    for smell in smells:
        yield smell.message
        for one in smell.question_ids:
            yield f"　[{short_code(one)}] {stems[one]}"
