"""What Word, WPS and browsers lay on the clipboard beside plain text: looks, tables and pictures.

Plain text has lost which option was red, and every picture. So the page of the clipboard becomes
lines that a person can go on writing: with their marks, tables as rows between upright strokes,
pictures as ``〔图1〕``. What was written is read again with the marks and pictures that are left.
"""

import re
import tempfile
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote, urlsplit

from dongan_training.bank.drafts import Reading, picture_marker
from dongan_training.bank.formats import embedded, plain_text
from dongan_training.bank.formats.hypertext import Pictures
from dongan_training.bank.formats.page_quiz import give_keys
from dongan_training.bank.recognising.album import FIRST, HOLDER, LARGEST, Album
from dongan_training.bank.recognising.pieces import Grid, Mark, Piece, within
from dongan_training.progress import Progress

STROKE = "｜"  # for an upright stroke in a cell
NAME = re.compile(r"〔图(\d{1,5})〕")


class Clipboard:
    """Everything that was pasted into one text; its pictures are counted through."""

    def __init__(self) -> None:
        self.album = Album()
        self._pictures = Pictures(self.album, _picture_of_office)

    def lines_of(self, markup: str) -> list[Piece]:
        """The lines of a page from the clipboard; none where plain text says as much."""
        page = embedded.page_in("html", markup.encode(), plain_text.PASTED)
        if _is_one_table(page):
            return []  # a sheet's cells are parted better by the tabs of its text
        give_keys(page, "")
        stream = embedded.Walk(self._pictures.show, keeps_blank=True).through(page)
        lines: list[Piece] = []
        for before, one in pairwise([None, *stream]):
            if isinstance(before, Grid) and isinstance(one, Grid):
                lines.append(Piece(0, ""))  # else they would be one table
            lines += _lines_of(one) if one else ()
        return [_named(line) for line in lines]

    def keep(self, picture: bytes) -> str:
        """Keep a picture that was pasted alone, and give its name."""
        return picture_marker(ord(self.album.add(picture)) - FIRST + 1)

    def missing(self) -> int:
        """How many pictures were shown on the pages, and not handed over."""
        return sum(
            self.album.picture(chr(FIRST + place)) is None for place in range(len(self.album))
        )

    def read(self, lines: Sequence[Piece], progress: Progress) -> Reading:
        """Read and judge what stands in the text now."""
        held = [self._held(line) for line in lines]
        marks = {place: line.marks for place, line in enumerate(held, 1) if line.marks}
        text = "\n".join(line.text for line in held)
        reading = plain_text.read_text(text, progress, marks)
        self.album.illustrate(reading)
        return reading

    def _held(self, line: Piece) -> Piece:
        """The signs that stand for pictures, in place of their names; marks move along."""
        for found in reversed(list(NAME.finditer(line.text))):
            if 0 < int(found[1]) <= len(self.album):
                holder = chr(FIRST + int(found[1]) - 1)
                line = _replaced(line, found.start(), found.end(), holder)
        return line


def _named(line: Piece) -> Piece:
    for found in reversed(list(HOLDER.finditer(line.text))):
        name = picture_marker(ord(found[0]) - FIRST + 1)
        line = _replaced(line, found.start(), found.end(), name)
    return line


def _replaced(line: Piece, start: int, end: int, words: str) -> Piece:
    """A stretch of a line written otherwise, with its marks where they belong."""

    def moved(place: int) -> int:
        if place <= start:
            return place
        return place + len(words) - (end - start) if place >= end else start + len(words)

    marks = tuple(Mark(moved(one.start), moved(one.end), one.kind) for one in line.marks)
    return line._replace(text=line.text[:start] + words + line.text[end:], marks=marks)


def _lines_of(one: Piece | Grid) -> list[Piece]:
    """A piece as it is, without the blanks around it; a table as rows between strokes."""
    if isinstance(one, Piece):
        bare = one.text.strip()
        lead = one.text.index(bare)
        return [Piece(0, bare, within(one.marks, lead, lead + len(bare)))]
    width = max(map(len, one.rows))
    rows = [_row_of(one, at, width) for at in range(len(one.rows))]
    return [rows[0], Piece(0, "|" + " --- |" * width), *rows[1:]]


def _row_of(grid: Grid, row: int, width: int) -> Piece:
    text, marks = "|", list[Mark]()
    for at in range(width):
        cell = grid.rows[row][at] if at < len(grid.rows[row]) else ""
        start = len(text) + 1
        looks = grid.looks.get((row, at), ())
        marks += [Mark(mark.start + start, mark.end + start, mark.kind) for mark in looks]
        text += f" {cell.replace('|', STROKE).replace(chr(10), plain_text.NEW_LINE)} |"
    return Piece(0, text, tuple(marks))


def _is_one_table(page: object) -> bool:
    """Whether the page is a table and nothing else, as sheets and data pages are copied."""
    tables = page.findall(".//table")  # type: ignore[attr-defined]  # lxml has no types here
    if len(tables) != 1 or tables[0].find(".//img") is not None:
        return False
    body = page.find("body")  # type: ignore[attr-defined]
    tables[0].tail, tail = None, tables[0].tail
    outside = sum(len("".join(one.itertext()).strip()) for one in ([] if body is None else [body]))
    inside = len("".join(tables[0].itertext()).strip())
    tables[0].tail = tail
    return outside <= inside and not (tail or "").strip()


def _picture_of_office(source: str) -> bytes | None:
    """A picture that Word or WPS keeps for the clipboard, among the temporary files of the user.

    Nothing else is opened: what a page asks for may lie anywhere, even on another machine.
    """
    address = urlsplit(source.replace("\\", "/"))
    if address.scheme != "file" or address.netloc:
        return None
    written = unquote(address.path)
    path = Path(re.sub(r"^/+(?=[A-Za-z]:)", "", written))
    try:
        found = path.resolve()
        if not found.is_relative_to(Path(tempfile.gettempdir()).resolve()):
            return None
        return found.read_bytes() if found.stat().st_size <= LARGEST else None
    except (OSError, ValueError):
        return None
