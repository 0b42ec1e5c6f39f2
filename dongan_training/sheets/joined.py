"""Cells that a spreadsheet shows as one: their text stands in the first of them alone."""

from collections.abc import Collection
from dataclasses import replace

from dongan_training.sheets.tables import Row, Table


def spread_down(table: Table, columns: Collection[int]) -> Table:
    """Write what stands in joined cells of ``columns`` into each of their rows."""
    wanted = [one for one in table.joined if one.left in columns and one.top < one.bottom]
    if not wanted:
        return table
    rows = list(table.rows)
    places = {row.number: place for place, row in enumerate(rows)}
    steps = len(rows) * len(columns)  # a file that claims more has areas one over the other
    for area in wanted:
        place = places.get(area.top, len(rows))
        words = _cell(rows[place], area.left) if place < len(rows) else ""
        while words and steps and (place := place + 1) < len(rows):
            row = rows[place]
            if row.number > area.bottom:
                break
            steps -= 1
            if not _cell(row, area.left):
                rows[place] = _with(row, area.left, words)
    return replace(table, rows=rows)


def _cell(row: Row, column: int) -> str:
    return row.cells[column] if column < len(row.cells) else ""


def _with(row: Row, column: int, words: str) -> Row:
    cells = [*row.cells, *[""] * (column + 1 - len(row.cells))]
    cells[column] = words
    return Row(row.number, tuple(cells))
