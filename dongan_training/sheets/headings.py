"""Finding the head of a table however it is written."""

import re
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from dongan_training.sheets.tables import Row, Table

IN_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|【[^【】]*】|<[^<>]*>|\{[^{}]*\}|〔[^〔〕]*〕")
DECORATION = re.compile(r"[\s*:：_、.。…\-/\"“”'‘’·]+")
HEAD_WITHIN = 30  # rows before the head: title, instructions, signatures

Aliases = Mapping[str, Collection[str]]


@dataclass(frozen=True)
class Headings:
    """Where the head stands and which column holds which field."""

    index: int  # of the head in ``table.rows``
    columns: Mapping[str, int]
    unknown: Mapping[int, str]  # columns with a head nobody asked for

    def text(self, row: Row, field: str) -> str:
        """The cell of ``row`` for ``field``; empty where the column or the cell is missing."""
        column = self.columns.get(field, -1)
        return row.cells[column] if 0 <= column < len(row.cells) else ""


def plain_heading(text: str) -> str:
    """Fold a head to what it says: ``  所在党组织\\n(全称) *`` becomes ``所在党组织``."""
    if text.isascii() and text.isalnum():
        return text.lower()  # the numbers of thousands of rows
    folded = unicodedata.normalize("NFKC", text)
    bare = DECORATION.sub("", IN_BRACKETS.sub("", folded)).lower()
    return bare or re.sub(r"[\s()\[\]【】<>{}*:]+", "", folded).lower()


def find_headings(
    table: Table, aliases: Aliases, required: Collection[str] = ()
) -> Headings | None:
    """Find the row that names most fields, with all ``required`` ones among them.

    Each field is given by the heads that mean it, written as people write them; of two
    columns with the same meaning the first one counts.
    """
    fields = fields_by_heading(aliases)
    best: Headings | None = None
    for index, row in enumerate(table.rows[:HEAD_WITHIN]):
        found = match_headings(index, row, fields)
        fits = all(field in found.columns for field in required) and found.columns
        if fits and (best is None or len(found.columns) > len(best.columns)):
            best = found
    return best


def fields_by_heading(aliases: Aliases) -> Mapping[str, str]:
    """Turn the aliases round, for ``match_headings``."""
    return {plain_heading(one): field for field, many in aliases.items() for one in many}


def match_headings(index: int, row: Row, fields: Mapping[str, str]) -> Headings:
    """Read one row as if it were a head."""
    columns: dict[str, int] = {}
    unknown: dict[int, str] = {}
    for column, cell in enumerate(row.cells):
        field = fields.get(plain_heading(cell)) if cell else None
        if field is not None and field not in columns:
            columns[field] = column
        elif cell:
            unknown[column] = cell
    return Headings(index, columns, unknown)
