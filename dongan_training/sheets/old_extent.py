"""How far the sheets of an old workbook (.xls) claim to reach, told before they are opened.

The reader behind makes room for what the records promise: a damaged ``Dimensions`` made it ask for
3.5 GB, and it does not return from a refusal. Records: [MS-XLS] 2.3.
"""

import struct
from collections.abc import Iterator

from dongan_training.sheets.extent import MOST_CELLS

MOST_ROWS, MOST_COLUMNS = 65_536, 256
START, BOUND_SHEET, DIMENSIONS, STRINGS = 0x809, 0x85, 0x200, 0xFC
CELLS = frozenset({0x203, 0x204, 0x205, 0x27E, 0xFD, 0xBD, 0x06})  # each begins with row, column

Record = tuple[int, int, int]  # kind, where its contents begin, their length


def claims_too_much(stream: bytes) -> bool:
    """Whether the records promise more than an .xls can hold, or its cells span too much."""
    sheets: set[int] = set()
    starts: set[int] = set()
    cells = rows = columns = 0
    for kind, place, length in _records(stream):
        if kind in CELLS:
            if length >= 4:
                row, column = struct.unpack_from("<HH", stream, place)
                rows, columns = max(rows, row + 1), max(columns, column + 1)
        elif kind == START:
            starts.add(place - 4)
            cells, rows, columns = cells + rows * columns, 0, 0
        elif kind == BOUND_SHEET and length >= 4:
            sheets.add(*struct.unpack_from("<I", stream, place))
        elif _is_overdone(stream, kind, place, length):
            return True
    # A sheet that begins elsewhere would be read from the middle of another record.
    return cells + rows * columns > MOST_CELLS or not sheets <= starts


def _is_overdone(stream: bytes, kind: int, place: int, length: int) -> bool:
    if kind == DIMENSIONS and length == 14:
        _top, bottom, _left, right = struct.unpack_from("<IIHH", stream, place)
        return bool(bottom > MOST_ROWS or right > MOST_COLUMNS)
    if kind == DIMENSIONS and length == 10:
        return bool(struct.unpack_from("<H", stream, place + 6)[0] > MOST_COLUMNS)
    if kind == STRINGS and length >= 8:
        return bool(struct.unpack_from("<I", stream, place + 4)[0] > len(stream))
    return False


def _records(stream: bytes) -> Iterator[Record]:
    place, end = 0, len(stream)
    while place + 4 <= end:
        kind, length = struct.unpack_from("<HH", stream, place)
        if place + 4 + length > end:
            return
        yield kind, place + 4, length
        place += 4 + length
