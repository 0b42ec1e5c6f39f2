"""PDF files as a stream of pieces: the lines of each page, put together to paragraphs again.

A PDF knows places of characters and nothing of paragraphs or numbers, so what ends at the right
edge of the text goes on in the next line. Lines that stand on every page at the same height are
heads and feet. What was scanned holds no characters, and is refused with advice.
"""

import ctypes
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median
from typing import Any

from dongan_training.bank.drafts import Problem, ProblemKind, Reading
from dongan_training.bank.formats.word import NoWords, OnlyPictures
from dongan_training.bank.formats.word_runs import is_dark
from dongan_training.bank.recognising.pieces import Mark, Piece
from dongan_training.bank.recognising.recogniser import recognise
from dongan_training.progress import Progress
from dongan_training.sheets.incoming import Incoming
from dongan_training.sheets.pdfium import ALONE
from dongan_training.sheets.refusals import DamagedFile, LockedFile, Overblown
from dongan_training.texts import N_, _

MOST_PAGES = 2_000
MOST_CHARACTERS = 3_000_000
BOLD = 600  # weight of a font
EDGE = 0.1  # of a page's height, where heads and feet stand
SMALLEST_PICTURE = 24  # points; less is a line or a sign
# What begins something of its own, however full the line before it is.
BEGINS = re.compile(
    r"\s*(?:[(（\[【〔]?\s*\d{1,3}\s*(?:[)）\]】〕]|[.、．](?!\d))|[(（]?[A-H]\s*[.、．:：)）]"
    r"|[(（]?[一二三四五六七八九十]{1,3}\s*[)）、.．]|第[一二三四五六七八九十\d]+[章节部题]"
    r"|[(（\[【]?\s*(?:正确|参考|标准)?答案|[(（\[【]?\s*解析|[√×])"
)
APART = 0.45  # of a character's height; what stands nearer was written without a blank
MOST_BLANKS = 40
PAGE_NUMBER = re.compile(
    r"[\s—–\-~·.]*第?\s*\d{1,4}\s*页?(?:[\s,，/]*共?\s*\d{1,4}\s*页?)?[\s—–\-~·.]*"
)
PICTURES = N_("{count} 张图片没有读入，请对照原文补上。")


@dataclass
class Line:
    """A line of a page; places in points, from the left and from the top as shares of the page."""

    page: int
    text: str = ""
    left: float = 0.0
    right: float = 0.0
    height: float = 0.0
    place: float = 0.0  # of its middle, from 0 at the top to 1
    marks: list[Mark] = field(default_factory=list)


def read(incoming: Incoming, progress: Progress) -> Reading:
    """Read a PDF."""
    name = incoming.path.name
    lines, pictures = _lines_of(incoming, progress)
    if not lines:
        raise OnlyPictures(name) if pictures else NoWords(name)
    reading = Reading(format="pdf")
    recognise(list(_paragraphs(_body(lines))), reading, progress, incoming.path.stem)
    if pictures:
        message = _(PICTURES).format(count=pictures)
        reading.problems.append(Problem(0, ProblemKind.NOT_A_QUESTION, message, name))
    return reading


def _lines_of(incoming: Incoming, progress: Progress) -> tuple[list[Line], int]:
    """All lines in the order of reading, and how many pictures stand beside them."""
    import pypdfium2

    name = incoming.path.name
    lines: list[Line] = []
    pictures = characters = 0
    try:
        with ALONE:
            document = pypdfium2.PdfDocument(incoming.content)
        count = len(document)
        if count > MOST_PAGES:
            raise Overblown(name)
        for number in range(count):
            progress.step(number, count, _("正在读取文档…"))
            with ALONE:
                found, shown = _page(document, number)
            lines += found
            pictures += shown
            characters += sum(len(line.text) for line in found)
            if characters > MOST_CHARACTERS:
                raise Overblown(name)
        with ALONE:
            document.close()
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == pypdfium2.raw.FPDF_ERR_PASSWORD:
            raise LockedFile(name) from error
        raise DamagedFile(name) from error
    return lines, pictures


def _page(document: Any, number: int) -> tuple[list[Line], int]:
    page = document[number]
    text = page.get_textpage()
    height = page.get_height()
    lines = [line for line in _read(text.raw, text.count_chars(), number, height) if line.text]
    pictures = 0
    for one in page.get_objects():
        if one.type == 3:  # FPDF_PAGEOBJ_IMAGE
            left, bottom, right, top = one.get_bounds()
            pictures += min(right - left, top - bottom) >= SMALLEST_PICTURE
    text.close()
    page.close()
    return lines, pictures


def _read(raw: Any, count: int, number: int, page_height: float) -> Iterator[Line]:
    """The lines of a page, as PDFium parts them."""
    from pypdfium2 import raw as pdfium

    line, end = Line(number), 0.0
    box = pdfium.FS_RECTF()  # of the whole cell of a character, not of its ink
    for place in range(count):
        sign = chr(min(pdfium.FPDFText_GetUnicode(raw, place), 0x10FFFF))
        if sign in "\r\n":
            yield _trimmed(line)
            line, end = Line(number), 0.0
            continue
        if pdfium.FPDFText_IsGenerated(raw, place) == 1 or sign == "\0":
            continue  # a blank that PDFium put where characters stand apart
        pdfium.FPDFText_GetLooseCharBox(raw, place, box)
        left, right, bottom, top = box.left, box.right, box.bottom, box.top
        height = max(pdfium.FPDFText_GetFontSize(raw, place), top - bottom, 1.0)
        if line.text and left - end > APART * height:
            line.text += " " * min(int((left - end) / height * 2) or 1, MOST_BLANKS)
        if not line.text.strip():
            line.left, line.height = left, height
            line.place = 1 - (top + bottom) / 2 / max(page_height, 1)
        start = len(line.text)
        line.text += sign
        line.marks += [Mark(start, start + 1, kind) for kind in _looks(pdfium, raw, place)]
        end = right
        if not sign.isspace():
            line.right = right
    yield _trimmed(line)


def _looks(pdfium: Any, raw: Any, place: int) -> Iterator[str]:
    if pdfium.FPDFText_GetFontWeight(raw, place) >= BOLD:
        yield "bold"
    parts = [ctypes.c_uint() for _part in range(4)]
    known = pdfium.FPDFText_GetFillColor(raw, place, *parts)
    if known and not is_dark("".join(f"{part.value & 255:02X}" for part in parts[:3])):
        yield "colour"


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


def _body(lines: Sequence[Line]) -> list[Line]:
    """The lines without heads and feet: the same words at the same height, page after page."""
    pages = {line.page for line in lines}
    at_edge = [line for line in lines if not EDGE < line.place < 1 - EDGE]
    seen = Counter(key for key, _page in {(_running(line), line.page) for line in at_edge})
    again = {key for key, count in seen.items() if count > 1 and count * 3 >= len(pages) * 2}
    return [
        line
        for line in lines
        if EDGE < line.place < 1 - EDGE
        or not (_running(line) in again or PAGE_NUMBER.fullmatch(line.text))
    ]


def _running(line: Line) -> tuple[str, int]:
    """What a head says and where, whatever number of the page it holds."""
    return re.sub(r"\d+", "#", line.text), round(line.place * 50)


def _paragraphs(lines: Sequence[Line]) -> Iterator[Piece]:
    """Lines put together: a full one goes on in the next, unless that begins something."""
    if not lines:
        return
    left = min(line.left for line in lines)
    edge = max(line.right for line in lines)
    usual = median(line.height for line in lines)
    number, open_line = 0, lines[0]
    for before, line in pairwise(lines):
        full = before.right > edge - 1.6 * usual
        begins = BEGINS.match(line.text) or line.left > left + 1.5 * usual
        if full and not begins and abs(line.height - before.height) < 0.2 * usual:
            open_line = _joined(open_line, line)
            continue
        number += 1
        yield Piece(number, open_line.text, tuple(open_line.marks))
        open_line = line
    yield Piece(number + 1, open_line.text, tuple(open_line.marks))


def _joined(first: Line, second: Line) -> Line:
    latin = first.text[-1:].isascii() and second.text[:1].isascii()
    text = first.text + (" " if latin else "")
    marks = [Mark(m.start + len(text), m.end + len(text), m.kind) for m in second.marks]
    return Line(
        first.page,
        text + second.text,
        first.left,
        second.right,
        first.height,
        first.place,
        [*first.marks, *marks],
    )
