"""Keys on a sheet of their own: 题号 and 答案, beside a sheet of questions that has none."""

from collections.abc import Sequence
from dataclasses import replace

from dongan_training.bank.recognising.columns import Columns, read_columns
from dongan_training.sheets.tables import Row, Table

KEYS_ONLY = {"number", "key"}
LOOKED_AT = 10  # rows in which a head may stand
KEY_HEAD = "答案"


def with_keys(tables: Sequence[Table]) -> list[Table]:
    """Give the questions of one sheet the keys of another by their numbers.

    Believed only where there is one sheet of each sort and every key finds its question, each
    number once; otherwise the sheets stay as they are, and the keys are told of as rows.
    """
    heads = [(table, *_head(table)) for table in tables]
    keyed = [(table, at, head) for table, at, head in heads if head.fields.keys() == KEYS_ONLY]
    asked = [
        (table, at, head)
        for table, at, head in heads
        if head.usable() and "number" in head.fields and "key" not in head.fields
    ]
    if len(keyed) != 1 or len(asked) != 1:
        return list(tables)
    keys = [_pair(row, keyed[0][2]) for row in keyed[0][0].rows[keyed[0][1] + 1 :]]
    joined = _joined(*asked[0], dict(keys)) if len(dict(keys)) == len(keys) else None
    if joined is None:
        return list(tables)
    return [joined if one is asked[0][0] else one for one in tables if one is not keyed[0][0]]


def _head(table: Table) -> tuple[int, Columns]:
    for place, row in enumerate(table.rows[:LOOKED_AT]):
        columns = read_columns(row.cells)
        if columns.usable() or (columns.fields.keys() == KEYS_ONLY and not columns.unknown):
            return place, columns
    return 0, Columns()


def _pair(row: Row, head: Columns) -> tuple[str, str]:
    cells = (*row.cells, *[""] * head.width)
    return cells[head.fields["number"]], cells[head.fields["key"]]


def _joined(table: Table, at: int, head: Columns, keys: dict[str, str]) -> Table | None:
    place, width = head.fields["number"], max(len(row.cells) for row in table.rows)
    numbers = [row.cells[place] for row in table.rows[at + 1 :] if place < len(row.cells)]
    if len(set(numbers)) != len(numbers) or not keys.keys() <= set(numbers):
        return None
    rows = list(table.rows[:at])
    for row in table.rows[at:]:
        said = keys.get(row.cells[place] if place < len(row.cells) else "", "")
        cells = (*row.cells, *[""] * (width - len(row.cells)))
        rows.append(replace(row, cells=(*cells, said if rows[at:] else KEY_HEAD)))
    return replace(table, rows=rows)
