"""A blueprint as rows that can be edited one by one, each a cell with all it inherits: pure.

Rows of one section (大题) share type and points; changing one of them changes all.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from dongan_training.bank.drafts import QuestionType
from dongan_training.exam.blueprint import FILTERS, Blueprint, Cell, Section


@dataclass(frozen=True)
class CellRow:
    """One cell of a blueprint, with what its section says."""

    section: int  # from 0
    type: QuestionType
    points: float
    cell: Cell


def rows_of(blueprint: Blueprint) -> tuple[CellRow, ...]:
    """Give all cells of a blueprint in order."""
    return tuple(
        CellRow(number, section.type, section.points, cell)
        for number, section in enumerate(blueprint.sections)
        for cell in section.parts
    )


def sections_of(rows: Sequence[CellRow]) -> tuple[Section, ...]:
    """Write rows as sections again; the opposite of ``rows_of``."""
    return tuple(_section(list(of)) for _number, of in groupby(rows, lambda one: one.section))


def with_row(rows: Sequence[CellRow], at: int, row: CellRow) -> tuple[CellRow, ...]:
    """Put ``row`` at a place; its section gets its type and points."""
    return tuple(
        row
        if place == at
        else replace(one, type=row.type, points=row.points)
        if one.section == row.section
        else one
        for place, one in enumerate(rows)
    )


def with_another_cell(rows: Sequence[CellRow], at: int) -> tuple[CellRow, ...]:
    """Add a cell to the section of a row, like it and right behind it."""
    return _numbered((*rows[: at + 1], rows[at], *rows[at + 1 :]))


def with_another_section(
    rows: Sequence[CellRow], kind: QuestionType, count: int, points: float
) -> tuple[CellRow, ...]:
    """Add a section of one cell at the end."""
    number = rows[-1].section + 1 if rows else 0
    return (*rows, CellRow(number, kind, points, Cell(count)))


def without_row(rows: Sequence[CellRow], at: int) -> tuple[CellRow, ...]:
    """Take a cell away; a section without cells goes with it."""
    return _numbered((*rows[:at], *rows[at + 1 :]))


def _numbered(rows: Sequence[CellRow]) -> tuple[CellRow, ...]:
    """Count sections anew, so that none is missing."""
    numbers = {one: place for place, one in enumerate(dict.fromkeys(r.section for r in rows))}
    return tuple(replace(one, section=numbers[one.section]) for one in rows)


def _section(rows: list[CellRow]) -> Section:
    kind, points = rows[0].type, rows[0].points
    if len(rows) > 1:
        cells = tuple(one.cell for one in rows)
        return Section(kind, sum(one.count for one in cells), points, cells=cells)
    cell = rows[0].cell
    filters = {name: getattr(cell, name) for name in FILTERS}
    return Section(kind, cell.count, points, **filters)
