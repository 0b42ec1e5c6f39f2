"""Writing Excel workbooks that look the same everywhere: a title, a head, rows, one look."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dongan_training.texts import breadth

Cell = str | float | int | None
NARROWEST, WIDEST = 6, 42  # characters
# Nothing read from people may become a formula or a link when somebody opens the file.
AS_TYPED = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


@dataclass(frozen=True)
class Sheet:
    """One worksheet; numbers stay numbers, so that a county can go on counting with them."""

    name: str
    title: str
    heads: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    note: str = ""


def workbook(sheets: Sequence[Sheet]) -> bytes:
    """Write the sheets as the bytes of an .xlsx file that prints on A4 across."""
    import xlsxwriter

    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, AS_TYPED) as book:
        look = _Look(book)
        for sheet in sheets:
            _write(book.add_worksheet(sheet.name), sheet, look)
    return buffer.getvalue()


class _Look:
    def __init__(self, book: Any):
        line = {"border": 1, "border_color": "#C9CDD2", "valign": "vcenter", "font_size": 11}
        self.title = book.add_format({"bold": True, "font_size": 16, "align": "center"})
        self.note = book.add_format({"font_color": "#7A828C"})
        self.head = book.add_format(
            {**line, "bold": True, "bg_color": "#F2F2F2", "align": "center", "text_wrap": True}
        )
        self.text = book.add_format({**line, "text_wrap": True})
        self.number = book.add_format({**line, "num_format": "0.#", "align": "center"})
        self.count = book.add_format({**line, "num_format": "0", "align": "center"})


def _write(page: Any, sheet: Sheet, look: _Look) -> None:
    page.merge_range(0, 0, 0, len(sheet.heads) - 1, sheet.title, look.title)
    page.set_row(0, 30)
    page.write_string(1, 0, sheet.note, look.note)
    page.write_row(2, 0, sheet.heads, look.head)
    page.set_row(2, 24)
    for place, row in enumerate(sheet.rows, start=3):
        for column, cell in enumerate(row):
            _write_cell(page, place, column, cell, look)
    for column, head in enumerate(sheet.heads):
        page.set_column(column, column, _width(head, [row[column] for row in sheet.rows]))
    page.freeze_panes(3, 0)
    page.autofilter(2, 0, 2 + max(1, len(sheet.rows)), len(sheet.heads) - 1)
    page.set_landscape()
    page.set_paper(9)  # A4
    page.fit_to_pages(1, 0)
    page.repeat_rows(2)
    page.set_footer("&C&P / &N")


def _write_cell(page: Any, row: int, column: int, cell: Cell, look: _Look) -> None:
    if cell is None:
        page.write_blank(row, column, None, look.text)
    elif isinstance(cell, str):
        page.write_string(row, column, cell, look.text)
    else:
        page.write_number(row, column, cell, look.count if cell == int(cell) else look.number)


def _width(head: str, cells: Sequence[Cell]) -> float:
    longest = max((breadth(str(cell)) for cell in cells if cell is not None), default=0)
    return min(WIDEST, max(NARROWEST, breadth(head) + 4, longest + 2))
