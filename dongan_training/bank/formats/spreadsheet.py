"""Spreadsheets of questions: .xlsx .xls .et .ods, CSV, and tables of web pages."""

import re
from collections.abc import Mapping
from dataclasses import replace

from dongan_training.bank import own_sheet
from dongan_training.bank.drafts import Draft, Problem, ProblemKind, Reading, picture_marker
from dongan_training.bank.formats.key_sheet import with_keys
from dongan_training.bank.formats.record import own_form
from dongan_training.bank.formats.sheet_pictures import SheetPictures
from dongan_training.bank.recognising.album import MISSING, Album
from dongan_training.bank.recognising.pieces import Piece
from dongan_training.bank.recognising.recogniser import recognise
from dongan_training.bank.recognising.tables import read_table
from dongan_training.progress import Progress
from dongan_training.sheets.incoming import Incoming
from dongan_training.sheets.tables import Row, Table, delimited_rows, tables_in
from dongan_training.texts import N_
from dongan_training.texts import said as _

NO_QUESTIONS = N_("工作表“{name}”里没有试题。")
LOOSE_PICTURE = N_("工作表“{name}”里有 {count} 张图片不在任何一行上，没有导入。")
# How web pages and Excel write the end of a line inside a cell.
BREAK = re.compile(r"<br\s*/?>|_x000[dD]_\n?")
SETTING = re.compile("#(?:separator|html|columns|tags|deck|notetype|guid)[ :]|sep=")  # no question
LEADING_BLANK = 4  # so many spaces before a stem stand for the word to be found


def read(incoming: Incoming, progress: Progress) -> Reading:
    """Read every sheet of a workbook, with its pictures."""
    reading, album = Reading(format=str(incoming.kind)), Album()
    tables = tables_in(incoming, progress=progress, trim=keep_blank)
    hidden = [row.cells for table in tables if table.name == own_sheet.NAME for row in table.rows]
    tables = [table for table in tables if table.name != own_sheet.NAME]
    pictures = SheetPictures(incoming, album)
    exact = {table.name: _exact(table, hidden, pictures, album) for table in tables}
    if len(album):
        tables = [_illustrated(table, pictures, reading) for table in tables]
    _read_tables(tables if hidden else with_keys(tables), reading, progress, exact)
    album.illustrate(reading)
    return reading


def read_delimited(text: str, name: str, reading: Reading, progress: Progress) -> None:
    """Read CSV text."""
    rows = [
        Row(number, tuple(keep_blank(cell) for cell in cells))
        for number, cells in delimited_rows(text, name)
        if any(cell.strip() for cell in cells) and not SETTING.match(cells[0])
    ]
    _read_tables([Table("", rows)], reading, progress, {})


def keep_blank(text: str) -> str:
    """Trim a cell, but keep the gap at the beginning of ``        ，地处内蒙古…`` as a blank."""
    if "<" in text or "_x" in text:
        text = BREAK.sub("\n", text)
    bare = text.strip()
    if len(text) > len(bare) > LEADING_BLANK and text[:1] in (" ", "\u3000"):
        gap = len(text) - len(text.lstrip(" \u3000\u00a0"))
        if gap >= LEADING_BLANK:
            return f"____{bare}"
    return bare


def _exact(
    table: Table, hidden: list[tuple[str, ...]], pictures: SheetPictures, album: Album
) -> dict[int, Draft]:
    """Questions of our own export by their rows, where nobody edited the row."""
    known = own_sheet.records_in(hidden) if hidden else {}
    found = {}
    for row in table.rows if known else ():
        record = known.get(own_sheet.mark_of(row.cells))
        draft = own_form(record, row.number, "\t".join(filter(None, row.cells))) if record else None
        if draft is not None:
            shown = pictures.floating.get(table.name, {}).get(row.number, [])
            floating = tuple(one for _at, holder in shown if (one := album.picture(holder)))
            lost = () if draft.pictures or len(floating) == len(shown) else (_(MISSING),)
            found[row.number] = replace(
                draft,
                number=row.cells[0],
                pictures=draft.pictures or floating,
                warnings=(*draft.warnings, *lost),
            )
    return found


def _illustrated(table: Table, pictures: SheetPictures, reading: Reading) -> Table:
    """The same table, with a character in a cell for every picture that stands over it."""
    rows, by_row = [], dict(pictures.floating.get(table.name, {}))
    for row in table.rows:
        cells = [pictures.with_cells(cell) for cell in row.cells]
        _place_pictures(cells, by_row.pop(row.number, []))
        rows.append(replace(row, cells=tuple(cells)))
    for number, found in by_row.items():
        message = _(LOOSE_PICTURE).format(count=len(found), name=table.name)
        reading.problems.append(Problem(number, ProblemKind.NOT_A_QUESTION, message, ""))
    return replace(table, rows=rows)


def _place_pictures(cells: list[str], found: list[tuple[int, str]]) -> None:
    """Put each picture where its marker stands; without one, behind the text of its cell."""
    for number, (column, holder) in enumerate(found, start=1):
        marker = picture_marker(number)
        place = next((at for at, cell in enumerate(cells) if marker in cell), None)
        if place is not None:
            cells[place] = cells[place].replace(marker, holder)
        else:
            cells += [""] * (column + 1 - len(cells))
            cells[column] += holder


def _read_tables(
    tables: list[Table],
    reading: Reading,
    progress: Progress,
    exact: Mapping[str, Mapping[int, Draft]],
) -> None:
    leftover = [
        (table, read_table(table, reading, progress, exact.get(table.name))) for table in tables
    ]
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
