"""Word 97 to 2003 documents (.doc) as a stream of pieces, by a reader of our own.

Text, tables, automatic numbers, emphasis and pictures; older kinds and encrypted files are
refused with a sentence.
"""

import re
import struct
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from dongan_training.bank.drafts import Problem, ProblemKind, Reading
from dongan_training.bank.formats import doc_structure as structure
from dongan_training.bank.formats.word import ASIDE, ASIDES, NoWords, OnlyPictures, has_words
from dongan_training.bank.formats.word_numbering import Numbering
from dongan_training.bank.recognising.album import SIGNATURES, Album
from dongan_training.bank.recognising.pieces import Grid, Mark, Piece, Stream, within
from dongan_training.bank.recognising.recogniser import recognise
from dongan_training.progress import Progress
from dongan_training.sheets import archive
from dongan_training.sheets.incoming import Incoming
from dongan_training.sheets.refusals import DamagedFile, LockedFile, OldWordFile
from dongan_training.texts import said as _

FIRST_97 = 0xC1  # the version from which the layout is this one
ENCRYPTED, OTHER_TABLE = 0x0100, 0x0200
PARAGRAPH, CELL, PAGE_END = "\r", "\x07", "\x0c"
PICTURE = "\x01"
FIELD, RESULT, FIELD_END = "\x13", "\x14", "\x15"
SIGNS = {0x1E: "-", 0x1F: "", 0x02: "", 0x05: "", 0x08: "", 0x0E: "\n", 0x0B: "\n"}
SIGNS |= {code: "" for code in (0x00, 0x03, 0x04)}
BOLD, UNDERLINE, COLOUR, RGB, HIGHLIGHT = 0x0835, 0x2A3E, 0x2A42, 0x6870, 0x2A0C
PICTURE_AT, DELETED = 0x6A03, 0x0800
IN_TABLE, IN_ROW_END, LIST, DEPTH = 0x2416, 0x2417, 0x460B, 0x260A
ELSEWHERE = (0x6645, 0x6646)  # too many properties for a page: they lie in the data stream
STEP = 2000


class Text97(NamedTuple):
    """One paragraph as it lies in the file."""

    text: str
    marks: tuple[Mark, ...]
    style: int
    label: str
    ends_cell: bool
    ends_row: bool


@dataclass
class Streams:
    """The streams of the container that are read."""

    main: bytes
    table: bytes
    data: bytes


def read(incoming: Incoming, progress: Progress) -> Reading:
    """Read an old Word document."""
    name, album = incoming.path.name, Album()
    try:
        document = _Document(_streams(incoming.content, name), name, album, progress)
        stream = document.stream()
        notes = document.asides()
    except (struct.error, IndexError, ValueError, OverflowError) as error:
        raise DamagedFile(name) from error
    if not any(isinstance(one, Grid) or has_words(one.text) for one in stream):
        raise OnlyPictures(name) if len(album) else NoWords(name)
    reading = Reading(format="doc")
    recognise(stream, reading, progress)
    reading.problems += notes
    album.illustrate(reading)
    return reading


def _streams(content: bytes, name: str) -> Streams:
    main = archive.compound_stream(content, "WordDocument", name)
    if len(main) < 0x200:
        raise DamagedFile(name)
    version, flags = struct.unpack_from("<H", main, 2)[0], struct.unpack_from("<H", main, 10)[0]
    if version < FIRST_97:
        raise OldWordFile(name)
    if flags & ENCRYPTED:
        raise LockedFile(name)
    table = archive.compound_stream(content, "1Table" if flags & OTHER_TABLE else "0Table", name)
    return Streams(main, table, archive.compound_stream(content, "Data", name))


class _Document:
    """One document, taken apart paragraph by paragraph."""

    def __init__(self, streams: Streams, name: str, album: Album, progress: Progress) -> None:
        self.streams = streams
        self.album = album
        self.progress = progress
        main, table = streams.main, streams.table
        self.pieces = structure.pieces_of(main, table)
        if not self.pieces:
            raise DamagedFile(name)
        self.characters = structure.runs_of(main, table, structure.CHARACTERS)
        self.paragraphs = structure.runs_of(main, table, structure.PARAGRAPHS)
        self.headings = structure.headings_of(main, table)
        self.numbering = Numbering(None, None)
        self.numbering.levels = structure.levels_of(main, table)
        self.numbering.lists = structure.lists_of(main, table)
        self.shown: dict[int, str] = {}
        self.fields: list[bool] = []  # open fields: whether their code is being passed
        self.place = 0

    def stream(self) -> Stream:
        """The body, then the text boxes: where they hang is not kept with the text."""
        counts = self.counts()
        boxes = sum(counts[:6])
        stream = list(self.blocks(0, counts[0]))
        return stream + list(self.blocks(boxes, boxes + counts[6]))

    def counts(self) -> tuple[int, ...]:
        """Characters of the body, footnotes, heads, macros, comments, endnotes and boxes."""
        return struct.unpack_from("<7I", self.streams.main, structure.COUNTS)

    def asides(self) -> list[Problem]:
        """Footnotes, endnotes and comments, which belong to no question for certain."""
        counts = self.counts()
        found = []
        for place, kind in ((1, "footnotes"), (5, "endnotes"), (4, "comments")):
            start = sum(counts[:place])
            texts = [one.text.strip() for one in self.texts(start, start + counts[place])]
            message = _(ASIDE).format(kind=_(ASIDES[kind]))
            found += [
                Problem(0, ProblemKind.NOT_A_QUESTION, message, text) for text in texts if text
            ]
        return found

    def blocks(self, start: int, end: int) -> Iterator[Piece | Grid]:
        """Paragraphs as pieces, rows of cells as tables."""
        rows: list[tuple[list[Text97], ...]] = []
        cells: list[list[Text97]] = []
        cell: list[Text97] = []
        for one in self.texts(start, end):
            self.place += 1
            if self.place % STEP == 0:
                self.progress.step(self.place, 0, _("正在读取文档…"))
            if one.ends_row:
                rows.append(tuple(cells))
                cells, cell = [], []
            elif one.ends_cell:
                cells.append([*cell, one])
                cell = []
            elif self.in_table(one):
                cell.append(one)
            else:
                yield from self.finished(rows, [*(text for many in cells for text in many), *cell])
                rows, cells, cell = [], [], []
                yield from self.lines(one)
        yield from self.finished(rows, [*(text for many in cells for text in many), *cell])

    def in_table(self, one: Text97) -> bool:
        return one.style < 0

    def finished(
        self, rows: list[tuple[list[Text97], ...]], loose: list[Text97]
    ) -> Iterator[Piece | Grid]:
        """A table that is complete; cells of a row that never ends are lines."""
        if rows:
            looks, texts = dict[tuple[int, int], tuple[Mark, ...]](), list[tuple[str, ...]]()
            for number, row in enumerate(rows):
                joined = [_joined(cell) for cell in row]
                texts.append(tuple(text for text, _marks in joined))
                looks |= {(number, at): marks for at, (_t, marks) in enumerate(joined) if marks}
            numbers = tuple(range(self.place - len(rows), self.place))
            yield Grid(numbers[0], tuple(texts), numbers, looks)
        for one in loose:
            yield from self.lines(one)

    def lines(self, one: Text97) -> Iterator[Piece]:
        """A paragraph with its soft breaks."""
        text, shift = one.label + one.text, len(one.label)
        marks = [Mark(m.start + shift, m.end + shift, m.kind) for m in one.marks]
        start = 0
        for line in text.split("\n"):
            end = start + len(line)
            yield Piece(self.place, line, within(marks, start, end), one.style in self.headings)
            start = end + 1

    def texts(self, start: int, end: int) -> Iterator[Text97]:
        """The paragraphs between two characters."""
        parts, marks, size = list[str](), list[Mark](), 0
        for text, offset, width in self.stretches(start, end):
            place = 0
            for stop in re.finditer(f"[{PARAGRAPH}{CELL}{PAGE_END}]|$", text):
                shown = self.shown_text(text[place : stop.start()], offset + place * width, width)
                for words, kinds in shown:
                    marks += [Mark(size, size + len(words), kind) for kind in kinds]
                    parts.append(words)
                    size += len(words)
                place = stop.end()
                if stop[0]:
                    at = offset + stop.start() * width
                    yield self.paragraph("".join(parts), tuple(marks), at, stop[0] == CELL)
                    parts, marks, size = [], [], 0
        if parts:
            yield Text97("".join(parts), tuple(marks), 0, "", False, False)

    def stretches(self, start: int, end: int) -> Iterator[tuple[str, int, int]]:
        """Text with its offset and the width of its characters, fields replaced by results."""
        for piece in self.pieces:
            first, last = max(piece.start, start), min(piece.end, end)
            if first < last:
                offset = piece.offset + (first - piece.start) * piece.width
                raw = self.streams.main[offset : offset + (last - first) * piece.width]
                encoding = "cp1252" if piece.width == 1 else "utf-16-le"
                yield raw.decode(encoding, "replace"), offset, piece.width

    def shown_text(
        self, text: str, offset: int, width: int
    ) -> Iterator[tuple[str, tuple[str, ...]]]:
        """What a reader sees of a stretch, with the emphasis of each part."""
        place = 0
        while place < len(text):
            at = offset + place * width
            end = self.end_of_run(at, offset + len(text) * width)
            stop = min(len(text), place + max(1, -(-(end - at) // width)))
            kinds, picture, is_gone = self.looks(self.characters.at(at))
            words = self.visible(text[place:stop])
            if PICTURE in words:
                words = words.replace(PICTURE, self.picture(picture))
            if not is_gone:
                yield words.translate(SIGNS), kinds
            place = stop

    def visible(self, words: str) -> str:
        """Of a field only its result is read, not the code that gives it."""
        if not self.fields and FIELD not in words:
            return words
        kept = []
        for sign in words:
            if sign == FIELD:
                self.fields.append(True)
            elif sign == RESULT and self.fields:
                self.fields[-1] = False
            elif sign == FIELD_END and self.fields:
                self.fields.pop()
            elif not any(self.fields):
                kept.append(sign)
        return "".join(kept)

    def end_of_run(self, at: int, last: int) -> int:
        runs = self.characters
        place = bisect_right(runs.starts, at) - 1
        if place >= 0 and at < runs.ends[place]:
            return min(runs.ends[place], last)
        following = runs.starts[place + 1] if place + 1 < len(runs.starts) else last
        return min(max(following, at + 1), last)

    def looks(self, block: bytes) -> tuple[tuple[str, ...], int | None, bool]:
        """Kinds of emphasis, where a picture lies, and whether the text was struck by revision."""
        kinds: list[str] = []
        picture, is_gone = None, False
        for operation, value in structure.properties_in(block):
            number = int.from_bytes(value, "little")
            if operation == BOLD and number in (1, 0x81):
                kinds.append("bold")
            elif operation == UNDERLINE and number:
                kinds.append("underline")
            elif operation in (COLOUR, RGB) and _is_bright(operation, number):
                kinds.append("colour")
            elif operation == HIGHLIGHT and number:
                kinds.append("highlight")
            elif operation == PICTURE_AT:
                picture = number
            elif operation == DELETED:
                is_gone = number == 1
        return tuple(dict.fromkeys(kinds)), picture, is_gone

    def paragraph(self, text: str, marks: tuple[Mark, ...], at: int, ends_cell: bool) -> Text97:
        """A paragraph with what its mark says of it."""
        block = self.paragraphs.at(at)
        style = int.from_bytes(block[:2], "little")
        chosen, depth, ends_row, in_table = 0, 0, False, False
        for operation, value in self.properties(block[2:]):
            number = int.from_bytes(value, "little")
            if operation == LIST:
                chosen = number
            elif operation == DEPTH:
                depth = number
            elif operation == IN_ROW_END:
                ends_row = bool(number)
            elif operation == IN_TABLE:
                in_table = bool(number)
        label = self.numbering.count(str(chosen), depth) if 0 < chosen < 0x7FFF else ""
        text, marks = _drawn_blanks(text, marks)
        return Text97(
            text, marks, -1 if in_table else style, label, ends_cell, ends_row and ends_cell
        )

    def properties(self, block: bytes) -> Iterator[tuple[int, bytes]]:
        """The properties of a paragraph, wherever they lie: a row of many cells has a long list."""
        for operation, value in structure.properties_in(block):
            if operation in ELSEWHERE:
                at = int.from_bytes(value, "little")
                size = int.from_bytes(self.streams.data[at : at + 2], "little")
                yield from structure.properties_in(self.streams.data[at + 2 : at + 2 + size])
            else:
                yield operation, value

    def picture(self, at: int | None) -> str:
        """The character that stands for the picture at a place of the data stream."""
        if at is None or at + 4 > len(self.streams.data):
            return ""
        if at not in self.shown:
            size = struct.unpack_from("<I", self.streams.data, at)[0]
            self.shown[at] = self.album.add(_picture_in(self.streams.data[at : at + size]))
        return self.shown[at]


def _is_bright(operation: int, number: int) -> bool:
    """Black, near black and the colour that the system chooses are no emphasis."""
    if operation == COLOUR:
        return number > 1
    return number >> 24 == 0 and bool(number & 0xE0E0E0)


def _picture_in(block: bytes) -> bytes | None:
    """A picture lies somewhere behind its frame: its first bytes give it away."""
    places = [(block.find(mark), mark) for mark, _kind in SIGNATURES if len(mark) > 2]
    found = min((place for place, _mark in places if place >= 0), default=-1)
    return block[found:] if found >= 0 else None


def _joined(cell: list[Text97]) -> tuple[str, tuple[Mark, ...]]:
    text, marks = "", list[Mark]()
    for one in cell:
        start = len(text) + len(one.label)
        marks += [Mark(m.start + start, m.end + start, m.kind) for m in one.marks]
        text += f"{one.label}{one.text}\n"
    bare = text.strip()
    lead = text.index(bare) if bare else 0
    return bare, within(marks, lead, lead + len(bare))


def _drawn_blanks(text: str, marks: tuple[Mark, ...]) -> tuple[str, tuple[Mark, ...]]:
    """Underlined spaces are a blank to be filled in: they become underscores."""
    kept = []
    for mark in marks:
        drawn = text[mark.start : mark.end]
        if mark.kind == "underline" and len(drawn) > 1 and not drawn.strip():
            text = text[: mark.start] + "_" * len(drawn) + text[mark.end :]
        else:
            kept.append(mark)
    return text, tuple(kept)
