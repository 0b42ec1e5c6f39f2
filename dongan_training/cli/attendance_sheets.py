"""``attendance sheet``: the sign-in sheets, and which lesson a photographed one belongs to."""

from pathlib import Path
from typing import Annotated

import typer
from sqlalchemy.orm import Session

from dongan_training.attendance.sheet_choice import (
    USUAL,
    Scope,
    SheetChoice,
    SheetColumn,
    SheetPaper,
)
from dongan_training.attendance.sheet_code import NotASheet, read_sheet_code
from dongan_training.cli.face import Face, Json, Output
from dongan_training.cli.moments import At, moment_of
from dongan_training.texts import _
from dongan_training.training.finding import find_lesson
from dongan_training.training.queries import lesson as lesson_row

app = typer.Typer()


@app.command(help=_("印制签到表；开课后再印，会填上已知的到课时间。"))
def sheet(
    context: typer.Context,
    lesson: Annotated[
        str, typer.Argument(metavar="LESSON", help=_("课次：编号（如 2026Q4-02-1）或 id。"))
    ],
    output: Output,
    scope: Annotated[
        Scope, typer.Option(help=_("签名栏：这一课、当天各课或全班各课。"))
    ] = Scope.DAY,
    paper: Annotated[SheetPaper, typer.Option(help=_("纸张和方向。"))] = SheetPaper.A4,
    column: Annotated[
        list[SheetColumn] | None, typer.Option(help=_("栏目，可写多次；不写为单位、职务、备注。"))
    ] = None,
    blank_rows: Annotated[int, typer.Option(min=0, max=200, help=_("至少留几个空行。"))] = 2,
    at: At = "",
    as_json: Json = False,
) -> None:
    """Write the sign-in sheet of a lesson as a PDF."""
    from dongan_training.attendance.papers import write_attendance_sheet

    face = Face.of(context)
    choice = SheetChoice(scope, paper, tuple(column) if column else USUAL, blank_rows)
    with face.workspace() as workspace, workspace.read() as session:
        lesson_id = find_lesson(session, lesson)
        done = write_attendance_sheet(
            session, lesson_id=lesson_id, path=output, now=moment_of(at), choice=choice
        )
    pattern = _("签到表：{people} 人，{pages} 页，已写入“{file}”。")
    lines = [pattern.format(people=done.people, pages=done.pages, file=output)]
    value = {"file": output, "people": done.people, "pages": done.pages}
    face.show(value, lines, as_json=as_json)


@app.command("sheet-of", help=_("看一张签到表的照片属于哪一课、第几页。"))
def sheet_of(
    context: typer.Context,
    photo: Annotated[Path, typer.Argument(help=_("照片或扫描件（图片或 PDF）。"))],
    as_json: Json = False,
) -> None:
    """Name the lesson whose sheet is in a picture."""
    from dongan_training.attendance.scanning import read_codes  # brings Pillow and zxing

    face = Face.of(context)
    texts = [code.text for code in read_codes(photo)]
    with face.workspace() as workspace, workspace.read() as session:
        pages = [page for text in texts if (page := read_sheet_code(workspace.vault, text))]
        if not pages:
            raise NotASheet
        told = [
            {"lesson": one.lesson_id, "code": _code_of(session, one.lesson_id), "page": one.page}
            for one in pages
        ]
    pattern = _("课次 {code}，第 {page} 页。")
    lines = [pattern.format(code=one["code"], page=one["page"]) for one in told]
    face.show({"sheets": told}, lines, as_json=as_json)


def _code_of(session: Session, lesson_id: str) -> str:
    return lesson_row(session, find_lesson(session, lesson_id)).code
