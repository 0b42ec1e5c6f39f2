"""Spreadsheets of questions: .xlsx .xls .et .ods, CSV, and tables of web pages."""

from dongan_training.bank.drafts import Problem, ProblemKind, Reading
from dongan_training.bank.recognising.pieces import Piece
from dongan_training.bank.recognising.recogniser import recognise
from dongan_training.bank.recognising.tables import read_table
from dongan_training.progress import Progress
from dongan_training.sheets.incoming import Incoming
from dongan_training.sheets.tables import Row, Table, delimited_rows, tables_in
from dongan_training.texts import N_, _

NO_QUESTIONS = N_("工作表“{name}”里没有试题。")
LEADING_BLANK = 4  # so many spaces before a stem stand for the word to be found


def read(incoming: Incoming, progress: Progress) -> Reading:
    """Read every sheet of a workbook."""
    reading = Reading(format=str(incoming.kind))
    _read_tables(tables_in(incoming, progress=progress, trim=keep_blank), reading, progress)
    return reading


def read_delimited(text: str, name: str, reading: Reading, progress: Progress) -> None:
    """Read CSV text."""
    rows = [
        Row(number, tuple(keep_blank(cell) for cell in cells))
        for number, cells in delimited_rows(text, name)
        if any(cell.strip() for cell in cells)
    ]
    _read_tables([Table("", rows)], reading, progress)


def keep_blank(text: str) -> str:
    """Trim a cell, but keep the gap at the beginning of ``        ，地处内蒙古…`` as a blank."""
    bare = text.strip()
    if text[:1] in (" ", "\u3000") and len(bare) > LEADING_BLANK:
        gap = len(text) - len(text.lstrip(" \u3000\u00a0"))
        if gap >= LEADING_BLANK:
            return f"____{bare}"
    return bare


def _read_tables(tables: list[Table], reading: Reading, progress: Progress) -> None:
    leftover = [(table, read_table(table, reading, progress)) for table in tables]
    for table, rows in leftover:
        if rows:
            _read_headless(table, rows, reading, progress)


def _read_headless(table: Table, rows: list[Row], reading: Reading, progress: Progress) -> None:
    """Rows no head stands over: text typed into cells, a list of words, or a title."""
    found = Reading()
    recognise(
        [Piece(row.number, "  ".join(cell for cell in row.cells if cell)) for row in rows],
        found,
        progress,
    )
    if found.drafts:
        reading.drafts += found.drafts
        reading.problems += found.problems
        reading.headings += found.headings
        return
    text = "\n".join("\t".join(cell for cell in row.cells if cell) for row in rows)
    message = _(NO_QUESTIONS).format(name=table.name)
    reading.problems.append(Problem(rows[0].number, ProblemKind.NOT_A_QUESTION, message, text))
