"""Ruled tables over many pages: the head is repeated, no row is torn."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from dongan_training.printing.fonts import Role
from dongan_training.printing.layout import (
    STEP,
    Fitted,
    Room,
    Style,
    balance,
    break_text,
    fit,
    fit_name,
)
from dongan_training.printing.page import Align, Box, Pages, Stroke

HEAD, BODY = Style(Role.SERIF_BOLD, 11.5), Style(Role.SERIF, 11.5)
RULE = Stroke(0.25)
HEAD_FILL = "#F2F2F2"
PADDING = 1.6  # millimetres left and right of a cell's text
LEADING = 1.35
SMALLEST = 0.69  # of the body's size
SMALLEST_READ = 0.82  # of texts that are read as sentences: the row grows instead
TALLEST = 14.0  # millimetres a name may grow to before it shrinks to the smallest size


class Column(NamedTuple):
    """One column of a table: its heading, millimetres, and where its text stands.

    ``wraps``: a long text breaks sooner than it becomes small.
    """

    heading: str
    width: float
    align: Align = Align.CENTRE
    is_name: bool = False
    wraps: bool = False


@dataclass(frozen=True)
class TableLook:
    """Measures of a table in millimetres, and its two styles."""

    head: Style = HEAD
    body: Style = BODY
    head_height: float = 10.25
    row_height: float = 10.25  # at least 8 where people sign with a pen
    stroke: Stroke = RULE


@dataclass(frozen=True)
class Row:
    """The text of every cell as it will be set, and the height the row needs."""

    cells: tuple[Fitted, ...]
    height: float


def names_of(rows: Sequence[Row], column: int) -> list[str]:
    """The names in a column of these rows, without the empty ones."""
    names = ("".join(row.cells[column].lines) for row in rows)
    return [name for name in names if name]


class Table:
    """Rows of text under a head; lay out with ``pages``, then ``draw`` each page's share."""

    def __init__(self, columns: Sequence[Column], look: TableLook | None = None):
        self.columns = tuple(columns)
        self.look = look or TableLook()

    @property
    def width(self) -> float:
        """Millimetres from edge to edge."""
        return sum(column.width for column in self.columns)

    def row(self, cells: Sequence[str]) -> Row:
        """Break the text of one row; the row grows with its highest cell."""
        fitted = tuple(
            self._cell(cell, column) for cell, column in zip(cells, self.columns, strict=True)
        )
        tallest = max(len(cell.lines) * cell.leading for cell in fitted)
        return Row(fitted, max(self.look.row_height, tallest + PADDING))

    def _cell(self, text: str, column: Column) -> Fitted:
        style = self.look.body
        is_read = column.wraps or (column.align is Align.LEFT and not column.is_name)
        smallest = style.size * (SMALLEST_READ if is_read else SMALLEST)
        room = Room(column.width - 2 * PADDING, TALLEST, smallest, style.size * 0.8, LEADING)
        if column.is_name:
            return fit_name(text, style, room)
        # A short word in the middle shrinks a little sooner than it breaks.
        until = style.size * 0.8 if column.align is Align.CENTRE else style.size + STEP
        two_lines = replace(room, height=2 * style.em * LEADING, one_line_until=until)
        fitted = fit(text, style, two_lines)
        # Nothing in a table is cut: what two small lines do not hold makes the row higher.
        lines = break_text(text, fitted.style, room.width)
        if len(lines) > 2:
            lines = balance(text, fitted.style, room.width)
        return replace(fitted, lines=lines)

    def pages(self, rows: Sequence[Row], room: float) -> list[list[Row]]:
        """Deal the rows out to pages with ``room`` millimetres for head and rows."""
        pages: list[list[Row]] = [[]]
        left = room - self.look.head_height
        for row in rows:
            if row.height > left + 0.01 and pages[-1]:
                pages.append([])
                left = room - self.look.head_height
            pages[-1].append(row)
            left -= row.height
        return pages

    def draw(self, pages: Pages, x: float, y: float, rows: Sequence[Row]) -> float:
        """Draw the head and ``rows`` with their top at ``y``; return where they end."""
        look = self.look
        pages.fill(Box(x, y, self.width, look.head_height), HEAD_FILL)
        at = x
        for column in self.columns:
            middle = (at + column.width / 2, y + look.head_height / 2)
            pages.text(*middle, column.heading, look.head, Align.CENTRE)
            at += column.width
        bottom = y + look.head_height
        for row in rows:
            pages.rule(x, bottom, x + self.width, bottom, look.stroke)
            self._draw_cells(pages, x, bottom, row)
            bottom += row.height
        self._draw_frame(pages, x, y, bottom)
        return bottom

    def _draw_cells(self, pages: Pages, x: float, y: float, row: Row) -> None:
        for column, cell in zip(self.columns, row.cells, strict=True):
            at = x + (PADDING if column.align is Align.LEFT else column.width / 2)
            put = pages.fitted_name if column.is_name else pages.fitted
            put(at, y + row.height / 2, cell, column.align)
            x += column.width

    def _draw_frame(self, pages: Pages, x: float, top: float, bottom: float) -> None:
        stroke = self.look.stroke
        at = x
        for column in self.columns[:-1]:
            at += column.width
            pages.rule(at, top, at, bottom, stroke)
        pages.frame(Box(x, top, self.width, bottom - top), stroke)
