"""The lines that the signs of a PDF's page make."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from dongan_training.bank.formats.pdf_signs import Sign
from dongan_training.bank.recognising.pieces import Mark

APART = 0.45  # of a character's height; what stands nearer was written without a blank
MOST_BLANKS = 40
# What begins something of its own, however full the line before it is.
BEGINS = re.compile(
    r"\s*(?:[(（\[【〔]?\s*\d{1,3}\s*(?:[)）\]】〕]|[.、．](?!\d))|[(（]?[A-H]\s*[.、．:：)）]"
    r"|[(（]?[一二三四五六七八九十]{1,3}\s*[)）、.．]|第[一二三四五六七八九十\d]+[章节部题]"
    r"|[(（\[【]?\s*(?:正确|参考|标准)?答案|[(（\[【]?\s*解析|[√×])"
)


@dataclass
class Line:
    """A line of a page; places in points, from the left and from the top as shares of the page."""

    page: int
    text: str = ""
    left: float = 0.0
    right: float = 0.0
    height: float = 0.0
    place: float = 0.0  # of its middle, from 0 at the top to 1
    lead: int = 0  # blanks typed before it, of which PDFium keeps the first
    marks: list[Mark] = field(default_factory=list)


def lines_of(signs: Iterable[Sign | None], page: int, page_height: float) -> Iterator[Line]:
    """Lines with a blank where characters stand apart; None among the signs ends one."""
    line, end, blank = Line(page), 0.0, None
    for sign in signs:
        if sign is None:
            yield _trimmed(line)
            line, end, blank = Line(page), 0.0, None
            continue
        if line.text and sign.left - end > APART * sign.height:
            line.text += " " * min(int((sign.left - end) / sign.height * 2) or 1, MOST_BLANKS)
        if not line.text.strip():
            line.left, line.height = sign.left, sign.height
            line.place = 1 - sign.middle / max(page_height, 1)
            blank = blank or sign
            line.lead = round((sign.left - blank.left) / max(blank.right - blank.left, 1))
        start = len(line.text)
        line.text += sign.text
        line.marks += [Mark(start, start + 1, kind) for kind in sign.looks]
        end = sign.right
        if not sign.text.isspace():
            line.right = sign.right
    yield _trimmed(line)


def _trimmed(line: Line) -> Line:
    lead = len(line.text) - len(line.text.lstrip())
    line.text = line.text.strip()
    line.marks = _run_together(
        Mark(mark.start - lead, mark.end - lead, mark.kind) for mark in line.marks
    )
    return line


def _run_together(marks: Iterator[Mark]) -> list[Mark]:
    """Marks of single characters as marks of stretches."""
    found: dict[str, list[Mark]] = {}
    for mark in marks:
        known = found.setdefault(mark.kind, [])
        if known and known[-1].end == mark.start:
            known[-1] = Mark(known[-1].start, mark.end, mark.kind)
        else:
            known.append(mark)
    return [mark for known in found.values() for mark in known]


def joined(first: Line, second: Line, between: str = "") -> Line:
    """One line of two, that of the first page and place; Latin words stay apart."""
    latin = first.text[-1:].isascii() and second.text[:1].isascii()
    text = first.text + (between or " " * latin)
    marks = [Mark(m.start + len(text), m.end + len(text), m.kind) for m in second.marks]
    return Line(
        first.page,
        text + second.text,
        first.left,
        second.right,
        first.height,
        first.place,
        first.lead,
        [*first.marks, *marks],
    )
