"""Spreadsheets of any kind as plain rows of text: .xlsx .xls .xlsb .ods .et, CSV, HTML tables.

    tables = read_tables(path)                       # every sheet, empty rows left out
    headings = find_headings(tables[0], {"name": ("姓名",), "phone": ("联系电话", "手机")},
                             required=("name",))
    for row in tables[0].rows[headings.index + 1 :]:
        row.number, headings.text(row, "name"), headings.text(row, "phone")

Cells are trimmed text: numbers without a needless ``.0``, dates as 2026-03-05, true and false
as TRUE and FALSE. ``headings.py`` matches the head loosely.
"""

import csv
import io
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from dongan_training.progress import Progress, Silent
from dongan_training.sheets import archive, old_extent
from dongan_training.sheets.incoming import Incoming, Kind, open_file
from dongan_training.sheets.refusals import DamagedFile, LockedFile, NoTables
from dongan_training.sheets.text import decode
from dongan_training.texts import _
from dongan_training.values import value

Trim = Callable[[str], str]
Show = Callable[[object], str]
WITHOUT_TABLES = frozenset(
    {Kind.DOCX, Kind.DOC, Kind.ODT, Kind.PDF, Kind.RTF, Kind.XML, Kind.PACKAGE}
)
ERROR_STREAM = 2  # of the process
STEP = 2000  # rows between two words to the progress
MOST_KNOWN = 50_000  # words


@value
class Row:
    """One row that holds something; ``number`` is the one Excel shows."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Area:
    """Cells shown as one; rows by the numbers Excel shows, columns counted from 0."""

    top: int
    bottom: int
    left: int


@dataclass(frozen=True)
class Table:
    """One sheet; ``rows`` without the empty ones."""

    name: str
    rows: list[Row]
    joined: tuple[Area, ...] = ()


def read_tables(path: Path, progress: Progress | None = None) -> list[Table]:
    """Read every sheet of a file from outside, or raise the UserError that fits."""
    return tables_in(open_file(path), progress=progress or Silent())


def tables_in(
    incoming: Incoming,
    *,
    progress: Progress | None = None,
    trim: Trim = str.strip,
    show: Show | None = None,
) -> list[Table]:
    """Read every sheet of a file already opened.

    ``trim`` is put over each cell that is a text, whatever it holds.
    ``show`` (else ``cell_text``) writes the cells that a spreadsheet keeps as numbers or dates,
    for readers to whom the difference matters.
    """
    progress = progress or Silent()
    if incoming.kind is Kind.TEXT:
        text = decode(incoming.content, incoming.path.name)
        return [_table("", delimited_rows(text, incoming.path.name), progress, trim)]
    if incoming.kind is Kind.HTML:
        return [_table(*found, progress, trim) for found in _html_tables(incoming)]
    if incoming.kind in WITHOUT_TABLES:
        raise NoTables(incoming.path.name)
    return [
        replace(_table(name, rows, progress, trim, show), joined=joined)
        for name, rows, joined in _sheets(incoming)
    ]


def delimited_rows(text: str, name: str) -> Iterator[tuple[int, list[str]]]:
    """Rows of CSV text with the delimiter that its lines agree on, with their line numbers."""
    mark = delimiter_of(text)
    quote = "'" if text.count(f"'{mark}'", 0, 20_000) > text.count('"', 0, 20_000) else '"'
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark, quotechar=quote)
    number = 1
    try:
        for cells in reader:
            yield number, cells
            number = reader.line_num + 1  # a quoted cell may span several lines
    except csv.Error as error:  # a cell beyond the limit of the csv module: an open quote
        raise DamagedFile(name) from error


def delimiter_of(text: str) -> str:
    """The mark that most of the first lines share, as often in each; a comma if none is clear."""
    lines = [line for line in text[:20_000].splitlines() if line.strip()][:30]

    def agreement(mark: str) -> tuple[int, bool, int]:
        counts = [line.count(mark) for line in lines]
        return sum(count > 0 for count in counts), len(set(counts)) == 1, sum(counts)

    return max((",", "\t", ";", "|"), key=agreement) if lines else ","


def cell_text(value: object) -> str:
    """Show a cell's value as a person would type it."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        whole = value.is_integer() and abs(value) < 1e21
        return str(int(value)) if whole else f"{value:.15g}"
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    if isinstance(value, datetime):
        return value.isoformat(" ", "seconds")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, timedelta):
        return str(value)
    return "" if value is None else str(value)


class _Known(dict[Any, str]):
    """Cells as texts: the same words come again and again, and each is trimmed and kept once.

    What is no text is not kept: 1, 1.0 and TRUE are one key, and not one cell.
    """

    def __init__(self, trim: Trim, show: Show):
        super().__init__()
        self._trim = trim
        self._show = show

    def __missing__(self, value: object) -> str:
        if not isinstance(value, str):
            return self._show(value)
        self[value] = trimmed = self._trim(value)
        return trimmed


def _table(
    name: str,
    rows: Iterable[tuple[int, list[Any]]],
    progress: Progress,
    trim: Trim,
    show: Show | None = None,
) -> Table:
    kept: list[Row] = []
    known = _Known(trim, show or cell_text)
    for count, (number, values) in enumerate(rows):
        if count % STEP == 0:
            progress.step(count, 0, _("正在读取表格…"))
            if len(known) > MOST_KNOWN:
                known.clear()
        cells = tuple(map(known.__getitem__, values))
        if any(cells):
            kept.append(Row(number, cells))
    return Table(name, kept)


def _sheets(
    incoming: Incoming,
) -> Iterator[tuple[str, Iterator[tuple[int, list[Any]]], tuple[Area, ...]]]:
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum

    name = incoming.path.name
    if incoming.kind is Kind.XLS and old_extent.claims_too_much(_old_workbook(incoming)):
        raise DamagedFile(name)
    try:
        with _panics_unheard():
            book = CalamineWorkbook.from_filelike(io.BytesIO(incoming.content))
        for sheet in book.sheets_metadata:
            if sheet.typ is SheetTypeEnum.WorkSheet:
                with _panics_unheard():
                    grid = book.get_sheet_by_name(sheet.name)
                    areas = grid.merged_cell_ranges or ()
                joined = tuple(Area(top + 1, low + 1, left) for (top, left), (low, _) in areas)
                left = grid.start[1] if grid.start else 0
                yield sheet.name, _numbered(grid.iter_rows(), left), joined
    except PasswordError as error:
        raise LockedFile(name) from error
    except (CalamineError, OSError, ValueError) as error:
        raise DamagedFile(name) from error
    except BaseException as error:  # a panic of the Rust reader has no class one can import
        if type(error).__name__ != "PanicException":
            raise
        raise DamagedFile(name) from error


def _old_workbook(incoming: Incoming) -> bytes:
    name = incoming.path.name
    return archive.compound_stream(incoming.content, "Workbook", name) or archive.compound_stream(
        incoming.content, "Book", name
    )


@contextmanager
def _panics_unheard() -> Iterator[None]:
    """Keep off the screen what the Rust reader writes there itself before it gives up."""
    try:
        screen = os.dup(ERROR_STREAM)
    except OSError:  # a window without a terminal has none
        yield
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, ERROR_STREAM)
        yield
    finally:
        os.dup2(screen, ERROR_STREAM)
        os.close(screen)
        os.close(nowhere)


def _numbered(rows: Iterable[list[Any]], left: int) -> Iterator[tuple[int, list[Any]]]:
    numbered = enumerate(rows, start=1)
    if not left:
        return numbered
    padding: list[Any] = [""] * left  # keeps columns where Excel shows them
    return ((number, padding + values) for number, values in numbered)


def _html_tables(incoming: Incoming) -> Iterator[tuple[str, Iterator[tuple[int, list[str]]]]]:
    """Tables of a web page: what many systems save under the name .xls."""
    from lxml import etree, html

    text = decode(incoming.content, incoming.path.name)
    parser = html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False)
    try:
        page = html.document_fromstring(text.encode(), parser=parser)
    except (etree.LxmlError, ValueError) as error:
        raise DamagedFile(incoming.path.name) from error
    tables = [
        table for table in page.iter("table") if next(table.iterancestors("table"), None) is None
    ]
    if not tables:
        raise NoTables(incoming.path.name)
    for count, table in enumerate(tables, start=1):
        rows = [
            ["".join(map(str, cell.itertext())).strip() for cell in row.iterchildren("td", "th")]
            for row in table.iter("tr")
        ]
        yield _("表格{count}").format(count=count), iter(enumerate(rows, start=1))
