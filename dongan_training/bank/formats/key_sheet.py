"""Keys on a sheet of their own, or below the questions: 题号 and 答案, where the rows have none."""

from collections.abc import Sequence
from dataclasses import replace

from dongan_training.bank.recognising.columns import Columns, read_columns
from dongan_training.bank.recognising.tables import KEYS, NUMBERS
from dongan_training.sheets.headings import plain_heading
from dongan_training.sheets.tables import Row, Table

KEYS_ONLY = {"number", "key"}
LOOKED_AT = 10  # rows in which a head may stand
KEY_HEAD = KEYS[0]
ANSWER = "答"  # in every word for a key: a cheap look before all rows are folded


def with_keys(tables: Sequence[Table]) -> list[Table]:
    """Give the questions of one sheet the keys of another by their numbers.

    Believed only where there is one sheet of each sort and every key finds its question, each
    number once; otherwise the sheets stay as they are, and the keys are told of as rows.
    """
    parts = [part for table in tables for part in _parted(table)]
    heads = [(table, *_head(table)) for table in parts]
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
    return [joined if one is asked[0][0] else one for one in parts if one is not keyed[0][0]]


def _parted(table: Table) -> list[Table]:
    """The questions, and below them the keys, where a head of keys stands among the rows."""
    for place, row in enumerate(table.rows[1:], 1):
        if ANSWER not in "".join(row.cells[:2]):
            continue
        columns = read_columns(row.cells) if KEY_HEAD in "".join(row.cells[:2]) else Columns()
        keys: Sequence[Row] = ()
        if _heads_keys(columns):
            keys = table.rows[place:]
        elif _names(row, KEYS) and _names(table.rows[place - 1], NUMBERS):
            place -= 1
            keys = _upright(table.rows[place:])
        if keys:
            upper = replace(table, rows=table.rows[:place])
            return [upper, replace(table, rows=list(keys))]
    return [table]


def _heads_keys(columns: Columns) -> bool:
    return columns.fields.keys() == KEYS_ONLY and not columns.unknown


def _names(row: Row, words: Sequence[str]) -> bool:
    return bool(row.cells) and plain_heading(row.cells[0]) in words


def _upright(rows: Sequence[Row]) -> list[Row]:
    """Numbers in one row and their keys in the next, pair by pair, as a head and rows."""
    found = [Row(rows[0].number, (NUMBERS[0], KEY_HEAD))]
    for upper, lower in zip(rows[::2], rows[1::2], strict=False):
        if not _names(upper, NUMBERS) or not _names(lower, KEYS):
            return []
        pairs = zip(upper.cells[1:], lower.cells[1:], strict=False)
        found += [Row(lower.number, pair) for pair in pairs if all(pair)]
    return found if len(rows) % 2 == 0 else []


def _head(table: Table) -> tuple[int, Columns]:
    for place, row in enumerate(table.rows[:LOOKED_AT]):
        columns = read_columns(row.cells)
        if columns.usable() or _heads_keys(columns):
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
