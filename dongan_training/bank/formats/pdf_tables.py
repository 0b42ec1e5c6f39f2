"""Tables of a PDF put together again: signs into cells, pages into one table."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count, pairwise
from math import inf

from dongan_training.bank.formats.pdf_cells import Cell
from dongan_training.bank.formats.pdf_lines import Line, lines_of
from dongan_training.bank.formats.pdf_rules import NEAR, Ruled
from dongan_training.bank.formats.pdf_signs import Sign
from dongan_training.bank.formats.pdf_unclear import (
    CLOSE,
    MOST_RUNS,
    SAME_LINE,
    Run,
    is_unclear,
    mark_cut,
    mark_low,
    overlap,
    rows_run_over,
)
from dongan_training.bank.recognising.columns import read_columns
from dongan_training.bank.recognising.pieces import Grid, Mark

FAR = 1.5  # of a character's height; what stands farther apart was not written at one go
EXACT = 0.04
SAME_HEIGHT = 1.0  # points


@dataclass
class Table:
    """A table on its way; it may go on over pages."""

    page: int  # its last one
    rows: list[list[Cell]]
    pages: list[int] = field(default_factory=list)  # of each row
    heights: list[float] = field(default_factory=list)  # of each row

    def __post_init__(self) -> None:
        self.pages = self.pages or [self.page] * len(self.rows)

    def goes_on_in(self, other: "Table") -> bool:
        """Whether another continues it on the next page, with the same edges."""
        return (
            other.pages[0] == self.page + 1
            and alike(edges_of(self.rows[-1]), edges_of(other.rows[0]))
            and not self._is_form_like(other)
        )

    def _is_form_like(self, other: "Table") -> bool:
        """Whether both are forms of two columns, one for each question: the same first label."""
        mine, others = _texts(self.rows[0]), _texts(other.rows[0])
        return len(mine) == len(others) == 2 and mine[0] == others[0] != "" and mine != others

    def take(self, other: "Table") -> None:
        """Append what stands on the next page, without the heads that are printed again."""
        rows = other.rows
        again = 0
        while again < min(len(rows), len(self.rows)) and (
            _texts(rows[again]) == _texts(self.rows[again])
        ):
            again += 1
        rows = rows[again:]
        if rows and self._is_torn(rows):
            for above, below in zip(self.rows[-1], rows[0], strict=False):
                above.lines += below.lines
                above.is_unclear |= below.is_unclear
            rows = rows[1:]
        self.rows += rows
        self.page = other.page
        self.pages += other.pages[-len(rows) :] if rows else []
        self.heights += other.heights[-len(rows) :] if rows else []

    def names_further_columns(self, other: "Table") -> bool:
        """Whether the head of another names no questions, but what belongs to those of this one."""
        if "stem" in read_columns(_texts(other.rows[0])).fields:
            return False
        return read_columns([*_texts(self.rows[0]), *_texts(other.rows[0])]).usable()

    def has_rows_of(self, other: "Table") -> bool:
        """Whether the rows of another, on a later page, are as many and as high."""
        alike = len(self.rows) == len(other.rows) and other.pages[0] > self.pages[0]
        return alike and all(
            abs(a - b) <= SAME_HEIGHT for a, b in zip(self.heights, other.heights, strict=True)
        )

    def widen(self, other: "Table") -> None:
        """Append the columns that stand on other pages."""
        aside = self.rows[0][-1].right - other.rows[0][0].left
        for row, further in zip(self.rows, other.rows, strict=True):
            row += [cell.moved(aside) for cell in further]
        self.page = other.page

    def grid(self, place: int) -> Grid:
        """The table as every reader of documents gives it; its rows are counted on."""
        rows: list[tuple[str, ...]] = []
        looks: dict[tuple[int, int], tuple[Mark, ...]] = {}
        usual = self._usual()
        for row in self.rows:
            cells = [cell.with_gap(usual.get(round(cell.left))) for cell in row]
            looks |= {(len(rows), at): tuple(c.marks) for at, c in enumerate(cells) if c.marks}
            rows.append(tuple(cell.text for cell in cells))
        return Grid(place, tuple(rows), tuple(range(place, place + len(rows))), looks)

    def unclear(self, place: int) -> dict[int, tuple[int, str]]:
        """Page and words of the rows in which something was not printed whole, by their lines."""
        mark_cut(self.rows)  # one page may tell of the others
        return {
            place + at: (self.pages[at], "\t".join(filter(None, _texts(row))))
            for at, row in enumerate(self.rows)
            if any(cell.is_unclear for cell in row)
        }

    def _usual(self) -> dict[int, float]:
        """Where the words of most cells of a column begin, by its left edge."""
        lefts: dict[int, list[int]] = {}
        for cell in (cell for row in self.rows for cell in row if cell.lines):
            lefts.setdefault(round(cell.left), []).append(round(cell.lines[0].left))
        most = {edge: Counter(known).most_common(1)[0] for edge, known in lefts.items()}
        return {
            edge: float(left)
            for edge, (left, count) in most.items()
            if count * 2 > len(lefts[edge])
        }

    def _is_torn(self, rows: Sequence[Sequence[Cell]]) -> bool:
        """Whether the first row is the rest of the last one: it alone lacks what all others have.

        Which is the first cell, or two of them where the first one is torn as well.
        """
        others = [*self.rows, *rows[1:]]
        if len(others) < 2 or not any(cell.lines for cell in rows[0]):
            return False
        lacking = [
            place
            for place, cell in enumerate(rows[0])
            if not cell.lines and all(len(row) > place and row[place].lines for row in others)
        ]
        return 0 in lacking or len(lacking) > 1


Part = Line | Table
Edges = tuple[float, ...]  # of the cells of a row


def edges_of(row: Sequence[Cell]) -> Edges:
    return (*(cell.left for cell in row), row[-1].right)


def alike(one: Edges, other: Edges) -> bool:
    """Whether two rows have the same cells."""
    return len(one) == len(other) and all(
        abs(a - b) <= NEAR for a, b in zip(one, other, strict=True)
    )


def _texts(row: Sequence[Cell]) -> list[str]:
    return [cell.whole().text for cell in row]


def parts_of(
    signs: Sequence[Sign | None], ruled: Sequence[Ruled], page: int, page_height: float
) -> Iterator[Part]:
    """Lines and tables of a page in the order of its signs."""
    runs = list(_runs(signs)) if ruled else []
    ruled = [table for table in ruled if _is_filled(table, runs)]
    if not ruled:
        yield from (line for line in lines_of(signs, page, page_height) if line.text)
        return
    order: list[Run | int] = []  # runs outside, and where each table begins
    inside: dict[int, dict[int, Run]] = {}
    places = count()
    for run in runs:
        at = next((at for at, table in enumerate(ruled) if run and _within(table, run)), None)
        if at is None:
            order.append(run)
            continue
        if at not in inside:
            order.append(at)
        inside.setdefault(at, {})[next(places)] = run
    outside: list[Sign | None] = []
    for one in order:
        if isinstance(one, int):
            yield from (line for line in lines_of(outside, page, page_height) if line.text)
            outside = []
            yield _table(ruled[one], inside[one], page, page_height)
        else:
            outside += one or [None]
    yield from (line for line in lines_of(outside, page, page_height) if line.text)


def _runs(signs: Sequence[Sign | None]) -> Iterator[Run]:
    """What was written at one go, in one line; an empty run where PDFium ends a line."""
    run: Run = []
    for sign in signs:
        if sign is not None and run and _goes_on(run[-1], sign):
            run.append(sign)
            continue
        if run:
            yield run
        run = [] if sign is None else [sign]
        if sign is None:
            yield []
    if run:
        yield run


def _goes_on(last: Sign, sign: Sign) -> bool:
    return sign.drawn == last.drawn and _is_behind(sign, last, FAR)


def _is_behind(sign: Sign, last: Sign, far: float) -> bool:
    return (
        abs(sign.middle - last.middle) <= SAME_LINE * last.height
        and -SAME_LINE <= (sign.left - last.right) / last.height <= far
    )


def _first(run: Run) -> tuple[float, float]:
    sign = next((sign for sign in run if not sign.text.isspace()), run[0])
    return (sign.left + sign.right) / 2, sign.middle


def _within(table: Ruled, run: Run) -> bool:
    return table.holds(*_first(run))


def _is_filled(table: Ruled, runs: Sequence[Run]) -> bool:
    """Whether words stand in more than one cell; else it is a drawing or a frame."""
    cells = {
        table.cell(*_first(run))
        for run in runs
        if run and _within(table, run) and any(not sign.text.isspace() for sign in run)
    }
    return len(cells) > 1


def _table(ruled: Ruled, runs: dict[int, Run], page: int, page_height: float) -> Table:
    """Cells with their lines; ``runs`` in the order of the page."""
    spans = [ruled.spans(row) for row in range(len(ruled.rows) - 1)]
    cells: dict[tuple[int, int], dict[int, Run]] = {}
    last: Sign | None = None
    row = column = 0
    for number, run in runs.items():
        if not _runs_over(ruled, last, run[0]):
            row, column = ruled.cell(*_first(run))
        last = run[-1]
        at = _span(spans[row], column)
        while ruled.is_open(row, spans[row][at]):
            row -= 1
            at = _span(spans[row], column)
        cells.setdefault((row, at), {})[number] = run
    for row, at in sorted(cells):
        if (above := cells.get((row - 1, at))) is not None:
            _give_back(above, cells[row, at])
    rows = list[list[Cell]]()
    over = set(rows_run_over(ruled, list(runs.values())))
    for row, its in enumerate(spans):
        rows.append([])
        for at, (start, end) in enumerate(its):
            left, right = ruled.columns[start], ruled.columns[end]
            some = list(cells.get((row, at), {}).values())
            unclear = row in over or is_unclear(some, right if (row, at + 1) in cells else inf)
            rows[-1].append(Cell(left, right, _lines(some, page, page_height), unclear))
    heights = [top - bottom for bottom, top in pairwise(ruled.rows)][::-1]
    if ruled.is_drawn:
        mark_low(rows, heights)
    return Table(page, rows, heights=heights)


def _runs_over(ruled: Ruled, last: Sign | None, sign: Sign) -> bool:
    """Whether a sign goes on behind the last one, over the edge of its cell, in another font.

    What is a cell's own begins at its left edge, and there only by chance just behind the last one.
    """
    if last is None or not _is_behind(sign, last, CLOSE):
        return False
    if abs(sign.left - last.right) < EXACT * sign.height:
        return True
    _row, column = ruled.cell((sign.left + sign.right) / 2, sign.middle)
    return sign.left - ruled.columns[column] > SAME_LINE * sign.height


def _span(spans: Sequence[tuple[int, int]], column: int) -> int:
    return next(at for at, (start, end) in enumerate(spans) if start <= column < end)


def _give_back(above: dict[int, Run], cell: dict[int, Run]) -> None:
    """What ran over the bottom of the cell above into words of this one goes back there."""
    if len(cell) > MOST_RUNS:
        return
    for number, run in list(cell.items()):
        others = [other for other in cell.values() if other is not run]
        if number - 1 in above and any(overlap(run, other) for other in others):
            above[number] = cell.pop(number)


def _lines(runs: Sequence[Run], page: int, page_height: float) -> list[Line]:
    signs: list[Sign | None] = []
    last: Sign | None = None
    for run in runs:
        if last and (
            abs(run[0].middle - last.middle) > SAME_LINE * max(last.height, run[0].height)
            or run[0].left < last.right - last.height
        ):
            signs.append(None)
        signs += run
        last = run[-1]
    return [line for line in lines_of(signs, page, page_height) if line.text]
