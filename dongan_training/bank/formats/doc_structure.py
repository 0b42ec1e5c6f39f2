"""What a Word 97 document says besides its text: where it lies, how it looks, how it counts.

Offsets and layouts are those of [MS-DOC]; every length a file claims is bounded by what is there.
"""

import struct
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from dongan_training.bank.formats.word_numbering import Level

# The file information block: where the table stream keeps what (offset and size).
STYLES = 0xA2
CHARACTERS, PARAGRAPHS, PIECES, LISTS, OVERRIDES = 0xFA, 0x102, 0x1A2, 0x2E2, 0x2EA
COUNTS = 0x4C  # characters of the body, footnotes, heads, macros, comments, endnotes, boxes
PAGE = 512
COMPRESSED = 0x40000000
MOST_PIECES = 200_000
KINDS = {
    0: "decimal",
    1: "upperRoman",
    2: "lowerRoman",
    3: "upperLetter",
    4: "lowerLetter",
    10: "ideographDigital",
    11: "japaneseCounting",
    18: "decimalEnclosedCircle",
    22: "decimalZero",
    23: "bullet",
    30: "ideographTraditional",
    31: "ideographZodiac",
    33: "taiwaneseCounting",
    35: "taiwaneseCountingThousand",
    37: "chineseCounting",
    38: "chineseLegalSimplified",
    39: "chineseCountingThousand",
    255: "none",
}
HEADINGS = frozenset((*range(1, 10), 62))  # built-in names: nine headings, and the title
SUFFIXES = {0: " ", 1: " ", 2: ""}
PLACEHOLDERS = {place: f"%{place + 1}" for place in range(9)}


@dataclass(frozen=True, slots=True)
class Piece97:
    """A stretch of text and where it lies in the main stream."""

    start: int  # first character
    end: int
    offset: int
    width: int  # bytes a character: 1 or 2


@dataclass(slots=True)
class Runs97:
    """Properties by the offset of the text they belong to."""

    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    values: list[bytes] = field(default_factory=list)

    def at(self, offset: int) -> bytes:
        """The properties of the character at an offset."""
        place = bisect_right(self.starts, offset) - 1
        return self.values[place] if place >= 0 and offset < self.ends[place] else b""


def place_of(main: bytes, entry: int) -> tuple[int, int]:
    """Offset and size of a structure in the table stream."""
    offset, size = struct.unpack_from("<II", main, entry)
    return offset, size


def pieces_of(main: bytes, table: bytes) -> list[Piece97]:
    """The pieces the text is made of, in order."""
    offset, size = place_of(main, PIECES)
    block = table[offset : offset + size]
    place = 0
    while place < len(block) and block[place] == 1:  # properties nobody needs here
        place += 3 + struct.unpack_from("<H", block, place + 1)[0]
    if place + 5 > len(block) or block[place] != 2:
        return []
    size = min(struct.unpack_from("<I", block, place + 1)[0], len(block) - place - 5)
    count = min((size - 4) // 12, MOST_PIECES)
    if count < 1:
        return []
    at = place + 5
    bounds = struct.unpack_from(f"<{count + 1}I", block, at)
    if list(bounds) != sorted(bounds) or bounds[-1] > len(main):
        return []  # no character lies in two pieces
    found = []
    for number in range(count):
        raw = struct.unpack_from("<I", block, at + 4 * (count + 1) + 8 * number + 2)[0]
        is_narrow = bool(raw & COMPRESSED)
        start = (raw & ~COMPRESSED) // 2 if is_narrow else raw
        found.append(Piece97(bounds[number], bounds[number + 1], start, 1 if is_narrow else 2))
    return found


def runs_of(main: bytes, table: bytes, entry: int) -> Runs97:
    """Properties of characters or paragraphs, from the pages that hold them."""
    offset, size = place_of(main, entry)
    count = max((size - 4) // 8, 0)
    runs, is_paragraph = Runs97(), entry == PARAGRAPHS
    if offset + 8 * count + 4 > len(table):
        return runs
    pages = struct.unpack_from(f"<{count}I", table, offset + 4 * (count + 1)) if count else ()
    for page in pages:
        content = main[(page & 0x3FFFFF) * PAGE : (page & 0x3FFFFF) * PAGE + PAGE]
        if len(content) == PAGE:
            for start, end, value in _page(content, is_paragraph):
                if not runs.starts or start >= runs.starts[-1]:
                    runs.starts.append(start)
                    runs.ends.append(end)
                    runs.values.append(value)
    return runs


def _page(content: bytes, is_paragraph: bool) -> Iterator[tuple[int, int, bytes]]:
    count = content[-1]
    width = 13 if is_paragraph else 1
    if not count or 4 * (count + 1) + width * count > PAGE:
        return
    bounds = struct.unpack_from(f"<{count + 1}I", content)
    for number in range(count):
        place = 2 * content[4 * (count + 1) + width * number]
        value = b""
        if place:
            value = _paragraph(content, place) if is_paragraph else _character(content, place)
        yield bounds[number], bounds[number + 1], value


def _character(content: bytes, place: int) -> bytes:
    return content[place + 1 : place + 1 + content[place]]


def _paragraph(content: bytes, place: int) -> bytes:
    """The number of the style in two bytes, then properties."""
    size = content[place]
    if size:
        return content[place + 1 : place + 2 * size]
    size = content[place + 1] if place + 1 < PAGE else 0
    return content[place + 2 : place + 2 + 2 * size]


def properties_in(block: bytes) -> Iterator[tuple[int, bytes]]:
    """The operations of a list of properties with their operands."""
    place = 0
    while place + 2 <= len(block):
        operation = struct.unpack_from("<H", block, place)[0]
        place += 2
        size = (1, 1, 2, 4, 2, 2, 0, 3)[operation >> 13]
        if not size:
            if operation == 0xD608:  # the definition of a table has a longer length
                length = block[place : place + 2]
                size, place = int.from_bytes(length, "little") - 1, place + 2
            else:
                size, place = block[place] if place < len(block) else 0, place + 1
        yield operation, block[place : place + max(size, 0)]
        place += max(size, 0)


def headings_of(main: bytes, table: bytes) -> frozenset[int]:
    """The numbers of the styles for titles and headings, by what Word itself calls them."""
    offset, size = place_of(main, STYLES)
    block = table[offset : offset + size]
    if len(block) < 4:
        return frozenset()
    place = 2 + int.from_bytes(block[:2], "little")
    found, number = [], 0
    while place + 2 <= len(block):
        length = int.from_bytes(block[place : place + 2], "little")
        name = int.from_bytes(block[place + 2 : place + 4], "little") & 0xFFF if length else 0
        if name in HEADINGS:
            found.append(number)
        place += 2 + length + length % 2
        number += 1
    return frozenset(found)


def levels_of(main: bytes, table: bytes) -> dict[tuple[str, int], Level]:
    """All levels of all lists, by the name of the list and the depth."""
    offset, size = place_of(main, LISTS)
    if not size or offset + 2 > len(table):
        return {}
    count = struct.unpack_from("<H", table, offset)[0]
    place = offset + 2 + 28 * count  # the levels lie behind all heads
    levels: dict[tuple[str, int], Level] = {}
    for number in range(count):
        head = table[offset + 2 + 28 * number : offset + 30 + 28 * number]
        if len(head) < 28:
            return levels
        identity = str(struct.unpack_from("<i", head)[0])
        for depth in range(1 if head[26] & 1 else 9):
            if place + 28 > len(table):
                return levels
            level, place = _level(table, place)
            levels[identity, depth] = level
    return levels


def _level(table: bytes, place: int) -> tuple[Level, int]:
    start, kind = struct.unpack_from("<iB", table, place)
    follow, characters, paragraphs = table[place + 15], table[place + 24], table[place + 25]
    place += 28 + characters + paragraphs
    length = int.from_bytes(table[place : place + 2], "little")
    text = table[place + 2 : place + 2 + 2 * length].decode("utf-16-le", "replace")
    pattern = "".join(PLACEHOLDERS.get(ord(sign), sign) for sign in text)
    level = Level(start, KINDS.get(kind, "decimal"), pattern, SUFFIXES.get(follow, " "))
    return level, place + 2 + 2 * length


def lists_of(main: bytes, table: bytes) -> dict[str, str]:
    """Which list each number that paragraphs name means, from 1."""
    offset, size = place_of(main, OVERRIDES)
    if not size or offset + 4 > len(table):
        return {}
    count = min(struct.unpack_from("<I", table, offset)[0], (len(table) - offset - 4) // 16)
    return {
        str(number + 1): str(struct.unpack_from("<i", table, offset + 4 + 16 * number)[0])
        for number in range(count)
    }
