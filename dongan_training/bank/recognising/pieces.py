"""What a container reader hands over: pieces of text with their place and formatting."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

# Full-width forms fold one to one, so that places in the folded text are places in the text.
FOLD = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {
    ord("\u3000"): " ",
    ord("\u00a0"): " ",
    ord("\u2002"): " ",
    ord("\u2003"): " ",
    ord("\u2009"): " ",
    ord("\t"): " ",
    ord("〔"): "[",
    ord("〕"): "]",
    ord("「"): "[",
    ord("」"): "]",
    ord("『"): "[",
    ord("』"): "]",
    ord("｡"): "。",
    ord("﹒"): ".",
    ord("•"): "·",
    ord("∶"): ":",
    ord("丨"): ":",  # posts for phones part numbers, letters and texts by upright strokes
    ord("﹕"): ":",
    ord("✓"): "√",
    ord("✔"): "√",
    ord("☑"): "√",
    ord("\ufe0f"): " ",  # 1️⃣ is written as 1, this, and the frame of a key cap
    ord("\u20e3"): ".",
    ord("✅"): "√",
    ord("⭕"): "√",
    ord("✗"): "×",
    ord("❌"): "×",
    ord("❎"): "×",
    ord("✘"): "×",
    ord("╳"): "×",
    ord("☒"): "×",
    ord("✕"): "×",
    ord("✖"): "×",
}
NARROW = {chr(code): chr(code).translate(FOLD) for code in FOLD}
FOLDED = re.compile(f"[{''.join(map(chr, FOLD))}]")  # none of them means anything in brackets

MOST_ALIKE = 300  # signs; no blank on paper is longer
ENDLESS = re.compile(r"[^\S\n]{300,}|([_.\-—=*·(（\[【|])\1{300,}")


@lru_cache(maxsize=1 << 8)  # the same text is looked at by one reader after another
def fold(text: str) -> str:
    """Narrow full-width letters, signs and blanks without moving a single place."""
    for wide in set(FOLDED.findall(text)):  # few: str.translate looks up every character
        text = text.replace(wide, NARROW[wide])
    return text


def calmed(text: str) -> str:
    """Without endless runs of one sign: patterns that weigh every place of them never end."""
    return ENDLESS.sub(lambda run: run[0][:MOST_ALIKE], text) if len(text) > MOST_ALIKE else text


class Mark(NamedTuple):
    """Formatting over a stretch of a piece: bold, colour or underline."""

    start: int
    end: int
    kind: str


class Piece(NamedTuple):
    """A line or paragraph with its place in the file, from 1."""

    line: int
    text: str
    marks: tuple[Mark, ...] = ()
    heading: bool = False  # the document itself says that this is a heading


@dataclass(frozen=True, slots=True)
class Grid:
    """A table inside a document, still as rows of cells."""

    line: int
    rows: tuple[tuple[str, ...], ...]
    numbers: tuple[int, ...] = field(default=())  # the place of each row in the file
    looks: dict[tuple[int, int], tuple[Mark, ...]] = field(default_factory=dict)  # row, cell

    def looks_of(self, row: int, cell: int) -> frozenset[str]:
        """Kinds of formatting that cover a whole cell."""
        marks = self.looks.get((row, cell), ())  # none where the row is shorter than others
        return covering(marks, 0, len(self.rows[row][cell])) if marks else frozenset()


def covering(marks: Iterable[Mark], start: int, end: int) -> frozenset[str]:
    """Kinds of formatting that cover nearly all of a stretch."""
    covered: dict[str, int] = {}
    for mark in marks:
        overlap = min(mark.end, end) - max(mark.start, start)
        if overlap > 0:
            covered[mark.kind] = covered.get(mark.kind, 0) + overlap
    return frozenset(kind for kind, size in covered.items() if size * 5 >= (end - start) * 4)


def within(marks: Iterable[Mark], start: int, end: int) -> tuple[Mark, ...]:
    """The marks of a stretch, as seen from its beginning."""
    return tuple(
        Mark(max(mark.start, start) - start, min(mark.end, end) - start, mark.kind)
        for mark in marks
        if mark.start < end and mark.end > start
    )


def joined(pieces: Iterable[Piece]) -> tuple[str, tuple[Mark, ...]]:
    """The paragraphs of a cell as one text, with the formatting at its new place."""
    text, marks = "", list[Mark]()
    for piece in pieces:
        start = len(text)
        marks += [Mark(m.start + start, m.end + start, m.kind) for m in piece.marks]
        text += piece.text + "\n"
    bare = text.strip()
    lead = text.index(bare) if bare else 0
    return bare, within(marks, lead, lead + len(bare))


Stream = list[Piece | Grid]
