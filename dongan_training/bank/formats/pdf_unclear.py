"""What of a PDF's table was not printed whole: cut off by the next cell, or over other text.

Sheets print what fits and leave out the rest, sign by sign, often without a trace: then the other
cells of the column tell, by how they end.
"""

from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

from dongan_training.bank.formats.pdf_cells import CLOSING, Cell
from dongan_training.bank.formats.pdf_rules import Ruled
from dongan_training.bank.formats.pdf_signs import Sign

CLOSE = 0.12  # of a sign's height; cells keep more between the text of one and that of the next
SAME_LINE = 0.5
ACROSS = 0.3  # of a sign's height: nearer to an edge than this, a line runs over it
FULL = 2.6  # of it: less room than this is left behind what was cut
GAP = 5  # the same where a gap to be filled in was cut as well
TIGHT = 1.2  # of it: the next sign of a text would not find room
TWO_LINES = 1.7  # of it
MOST_RUNS = 200  # of a cell that is looked at closely
FEWEST = 4  # cells of a column that say together how they end
LONG = 8  # signs
ENDS = frozenset("。？！?!.；;：:）)》”’】〕」…_")
Run = list[Sign]


def is_unclear(runs: Sequence[Run], edge: float) -> bool:
    """Whether text was cut off where the next cell begins, or lies over other text."""
    some = runs[:MOST_RUNS]
    return any(
        run[-1].right > edge + CLOSE * run[-1].height and run[-1].text.strip("_") for run in some
    ) or any(overlap(one, other) for one, other in combinations(some, 2))


def overlap(one: Run, other: Run) -> bool:
    """Whether one lies over the other by more than half a sign, each way."""
    part = SAME_LINE * one[0].height
    return (
        abs(one[0].middle - other[0].middle) < one[0].height - part / 2
        and one[0].left < other[-1].right - part
        and other[0].left < one[-1].right - part
    )


def rows_run_over(ruled: Ruled, runs: Sequence[Run]) -> Iterator[int]:
    """The rows over whose edges a line runs, as it does where a row is too low for its text."""
    last = len(ruled.rows) - 1
    for run in runs:
        sign = run[0]
        row, column = ruled.cell(sign.left, sign.middle)
        for edge in (row, row + 1):  # above and below it, from the top
            near = abs(ruled.rows[last - edge] - sign.middle) < ACROSS * sign.height
            if near and 0 < edge < last and not ruled.is_open(edge, (column, column + 1)):
                yield from (edge - 1, edge)


def mark_low(rows: Sequence[Sequence[Cell]], heights: Sequence[float]) -> None:
    """Mark what fills its cell to the edge, in rows too low for the line that would follow."""
    for row, height in zip(rows, heights, strict=True):
        for cell in row:
            line = cell.lines[0] if len(cell.lines) == 1 else None
            if line and height < TWO_LINES * line.height and len(line.text) >= LONG:
                is_full = cell.right - line.right < TIGHT * line.height
                cell.is_unclear |= is_full and not _ends(cell)


def mark_cut(rows: Sequence[Sequence[Cell]]) -> None:
    """Mark cells that were cut off without a trace."""
    for row in rows:
        _mark_spilled(row)
    known = any(cell.is_unclear for row in rows for cell in row)
    columns: dict[int, list[Cell]] = {}
    for row in rows:
        for cell, other in pairwise([*row, None]):
            if cell and cell.lines and (other is None or other.lines):
                columns.setdefault(round(cell.left), []).append(cell)
    for cells in columns.values():
        single = [cell for cell in cells if len(cell.lines) == 1]
        if any(cell.lines[0].text[0] in CLOSING for cell in cells[1:]):
            for cell in single:  # only the last line of some was printed: of which, nobody knows
                cell.is_unclear = True
        alike = _end_alike(cells)
        if len(single) * 2 > len(cells) and (known or alike):
            for cell in single:
                line = cell.lines[0]
                is_full = cell.right - line.right < (GAP if alike else FULL) * line.height
                cell.is_unclear |= is_full and len(line.text) >= LONG and not _ends(cell)


def _mark_spilled(row: Sequence[Cell]) -> None:
    """Mark a cell that fills empty ones beside it, if what stands in the next may be its end."""
    filled = [cell for cell in row if cell.lines]
    for cell, other in pairwise(filled):
        line, behind = cell.lines[-1], other.lines[0]
        spills = line.right > cell.right + CLOSE * line.height
        if spills and behind.left - other.left > SAME_LINE * behind.height:
            cell.is_unclear = True


def _end_alike(cells: Sequence[Cell]) -> bool:
    """Whether most texts of a column end as sentences do."""
    texts = [cell for cell in cells if len(cell.lines[0].text) >= LONG]
    return len(texts) >= FEWEST and sum(map(_ends, texts)) * 2 > len(texts)


def _ends(cell: Cell) -> bool:
    return cell.lines[-1].text[-1] in ENDS
