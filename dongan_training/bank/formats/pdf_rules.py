"""The ruled tables of a PDF's page: where lines cross, and which cells they close off.

A PDF knows no tables, only strokes: programs for documents draw each side of a cell as a thin
rectangle, sheets whole lines. Strokes that touch one another are a table where they part it into
at least two columns.
"""

import ctypes
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, NamedTuple

from dongan_training.bank.formats.pdf_signs import Turn

THIN = 2.5  # points; a rectangle no thicker is a line
NEAR = 3.0  # lines no farther apart are one: double ones, or sides of neighbouring cells
TOUCHING = 2.0
SHORTEST = 4.0
MOST_SEGMENTS = 50_000
MOST_RULES = 600  # of a page, each way
MOST_CELLS = 5_000
MOST_TABLES = 50
TALLEST_ROW = 0.4  # of the page


class Rule(NamedTuple):
    """A straight stroke: its one coordinate, and from where to where it reaches."""

    at: float
    start: float
    end: float


@dataclass(frozen=True)
class Ruled:
    """A table: the edges of its columns from the left, those of its rows from the bottom."""

    columns: Sequence[float]
    rows: Sequence[float]
    across: Sequence[Rule]
    down: Sequence[Rule]
    is_drawn: bool = True  # else its strokes were put where its text parts

    def holds(self, left: float, middle: float) -> bool:
        """Whether a place on the page lies inside."""
        return (
            self.columns[0] - 1 <= left <= self.columns[-1]
            and self.rows[0] <= middle <= self.rows[-1]
        )

    def cell(self, left: float, middle: float) -> tuple[int, int]:
        """Row from the top and column of a place inside."""
        row = min(max(bisect_right(self.rows, middle) - 1, 0), len(self.rows) - 2)
        column = min(max(bisect_right(self.columns, left) - 1, 0), len(self.columns) - 2)
        return len(self.rows) - 2 - row, column

    def spans(self, row: int) -> list[tuple[int, int]]:
        """From which column up to which the cells of a row reach; row 0 is the top one."""
        edge = len(self.rows) - 1 - row
        middle = (self.rows[edge] + self.rows[edge - 1]) / 2
        inner = [
            place for place, at in enumerate(self.columns[1:-1], 1) if _drawn(self.down, at, middle)
        ]
        edges = [0, *inner, len(self.columns) - 1]
        return list(pairwise(edges))

    def is_open(self, row: int, span: tuple[int, int]) -> bool:
        """Whether a cell goes on from the row above."""
        middle = (self.columns[span[0]] + self.columns[span[1]]) / 2
        return row > 0 and not _drawn(self.across, self.rows[len(self.rows) - 1 - row], middle)


def _drawn(rules: Iterable[Rule], at: float, place: float) -> bool:
    return any(abs(rule.at - at) <= NEAR and rule.start <= place <= rule.end for rule in rules)


def ruled(paths: Iterable[Any], turn: Turn) -> tuple[list[Ruled], list[Rule]]:
    """The tables that the path objects of a page draw, and level strokes that stand alone.

    Nothing where they are too many to be either.
    """
    across: list[Rule] = []
    down: list[Rule] = []
    for path in paths:
        for stroke in _strokes(path):
            left, bottom, right, top = turn.box(*stroke)
            if top - bottom <= THIN and right - left >= SHORTEST:
                across.append(Rule((top + bottom) / 2, left, right))
            elif right - left <= THIN and top - bottom >= SHORTEST:
                down.append(Rule((left + right) / 2, bottom, top))
        if len(across) + len(down) > MOST_SEGMENTS:
            return [], []
    across, down = _merged(across), _merged(down)
    if max(len(across), len(down)) > MOST_RULES:
        return [], []
    sides = [rule for rule in across if sum(_touch(rule, other) for other in down) > 1]
    alone = set(across).difference(sides)  # an underline in a cell may reach one of its edges
    found = [_table(*group) for group in _groups(sides, down)]
    tables = [one for one in found if one is not None and _is_table(one, turn.height)]
    return (tables if len(tables) <= MOST_TABLES else []), sorted(alone)


def _table(across: Sequence[Rule], down: Sequence[Rule]) -> Ruled | None:
    columns = _edges(rule.at for rule in down)
    rows = _edges(rule.at for rule in across)
    if len(columns) < 3 or len(rows) < 2 or len(columns) * len(rows) > MOST_CELLS:
        return None
    return Ruled(columns, rows, across, down)


def _is_table(table: Ruled, page_height: float) -> bool:
    """Whether it is none of the frames around columns of text."""
    row = table.rows[1] - table.rows[0]
    return len(table.rows) > 2 or len(table.columns) > 4 or row < TALLEST_ROW * page_height


def _edges(places: Iterable[float]) -> list[float]:
    found: list[float] = []
    for place in sorted(places):
        if not found or place - found[-1] > NEAR:
            found.append(place)
    return found


def _merged(rules: Iterable[Rule]) -> list[Rule]:
    """Sides of one cell after another as one stroke."""
    found: list[Rule] = []
    for rule in sorted(rules, key=lambda rule: (round(rule.at), rule.start)):
        last = found[-1] if found else None
        if last and round(last.at) == round(rule.at) and rule.start <= last.end + NEAR:
            found[-1] = Rule(last.at, last.start, max(last.end, rule.end))
        else:
            found.append(rule)
    return found


def _groups(
    across: Sequence[Rule], down: Sequence[Rule]
) -> Iterator[tuple[list[Rule], list[Rule]]]:
    """Strokes that touch one another, directly or over others."""
    left = set(range(len(down)))
    free = set(range(len(across)))
    while left:
        lines, columns = list[int](), [left.pop()]
        todo = [(True, columns[0])]
        while todo:
            is_down, at = todo.pop()
            others, near = (across, free) if is_down else (down, left)
            rule = down[at] if is_down else across[at]
            met = [one for one in near if _touch(rule, others[one])]
            near.difference_update(met)
            (lines if is_down else columns).extend(met)
            todo += [(not is_down, one) for one in met]
        yield [across[one] for one in sorted(lines)], [down[one] for one in sorted(columns)]


def _touch(one: Rule, other: Rule) -> bool:
    return (
        other.start - TOUCHING <= one.at <= other.end + TOUCHING
        and one.start - TOUCHING <= other.at <= one.end + TOUCHING
    )


def _strokes(path: Any) -> Iterator[tuple[float, float, float, float]]:
    """Straight parts of a path object, each as left, bottom, right, top on the page."""
    from pypdfium2 import raw as pdfium

    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(path.raw, fill, stroke)
    if not fill.value and not stroke.value:
        return
    for corners in _outlines(path):
        xs, ys = [x for x, _y in corners], [y for _x, y in corners]
        if fill.value and min(max(xs) - min(xs), max(ys) - min(ys)) <= THIN:
            yield min(xs), min(ys), max(xs), max(ys)
        elif stroke.value:
            for (x, y), (to_x, to_y) in pairwise(corners):
                yield min(x, to_x), min(y, to_y), max(x, to_x), max(y, to_y)


def _outlines(path: Any) -> Iterator[list[tuple[float, float]]]:
    """The corners of each part of a path, closed where it is; none of those with curves."""
    from pypdfium2 import raw as pdfium

    matrix = path.get_matrix()
    x, y = ctypes.c_float(), ctypes.c_float()
    corners: list[tuple[float, float]] = []
    for number in range(pdfium.FPDFPath_CountSegments(path.raw)):
        segment = pdfium.FPDFPath_GetPathSegment(path.raw, number)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_BEZIERTO:
            return
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            if len(corners) > 1:
                yield corners
            corners = []
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        corners.append(matrix.on_point(x.value, y.value))
        if pdfium.FPDFPathSegment_GetClose(segment):
            corners.append(corners[0])
    if len(corners) > 1:
        yield corners
