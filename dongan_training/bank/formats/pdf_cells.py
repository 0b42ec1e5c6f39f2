"""Cells of a PDF's table: lines put together, with the gap that opens a stem."""

from dataclasses import dataclass, field, replace
from itertools import pairwise

from dongan_training.bank.formats.pdf_blanks import LEAST, opens_with_gap
from dongan_training.bank.formats.pdf_lines import BEGINS, Line, joined
from dongan_training.bank.recognising.pieces import Mark

CLOSING = frozenset("，。、；：！？）》”’】〕％")  # begin no line: they take a sign along


@dataclass
class Cell:
    """What stands between two edges of a row."""

    left: float
    right: float
    lines: list[Line] = field(default_factory=list)
    is_unclear: bool = False  # its text is cut off, or lies over another

    def moved(self, aside: float) -> "Cell":
        """The same so many points to the right."""
        lines = [
            replace(line, left=line.left + aside, right=line.right + aside) for line in self.lines
        ]
        return replace(self, left=self.left + aside, right=self.right + aside, lines=lines)

    def whole(self) -> Line:
        """Its lines as one: a full one goes on in the next, others end a paragraph."""
        if not self.lines:
            return Line(0)
        padding = max(min(line.left for line in self.lines) - self.left, 0.0)
        found = self.lines[0]
        for before, line in pairwise(self.lines):
            full = before.right + _needed(line) > self.right - padding
            goes_on = (full and not BEGINS.match(line.text)) or line.text[0] in CLOSING
            found = joined(found, line, "" if goes_on else "\n")
        return found

    def with_gap(self, usual: float | None) -> Line:
        """Its lines as one, with a blank where a gap stands before them."""
        line = self.whole()
        if not self.lines or not opens_with_gap(self.lines, self.left, self.right, usual):
            return line
        marks = [Mark(mark.start + LEAST, mark.end + LEAST, mark.kind) for mark in line.marks]
        return replace(line, text="_" * LEAST + line.text, marks=marks)


def _needed(line: Line) -> float:
    """How wide what cannot be parted from the beginning of a line is."""
    width = 0.0
    for place, sign in enumerate(line.text):
        if sign.isspace() or (place and not sign.isascii() and sign not in CLOSING):
            break
        width += line.height * (0.5 if sign.isascii() else 1)
    return width
