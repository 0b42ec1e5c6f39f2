"""Rich Text taken apart: words with their looks, paragraphs, rows of tables, pictures."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import groupby

from dongan_training.bank.formats.rtf_codes import (
    ASIDES,
    BACKGROUNDS,
    BOXES,
    COLOURS,
    KEPT,
    LATIN,
    PAGES,
    PARAGRAPHS,
    RAISED,
    SIGNS,
    SKIPPED,
    SWITCHES,
    SYMBOLS,
    UNDERLINES,
)
from dongan_training.bank.formats.word import soft_lines
from dongan_training.bank.formats.word_runs import RAISES, is_dark
from dongan_training.bank.recognising.album import Album
from dongan_training.bank.recognising.pieces import Grid, Mark, Piece, Stream, joined
from dongan_training.sheets.refusals import DamagedFile, Overblown

TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?\d{1,9})?\d*[ ]?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])"
    rb"|([{}])|([^\\{}\r\n]+)",
    re.DOTALL,
)
WIDEST = 200  # cells of a row
DEEPEST = 1_000
MOST_RUNS = 200_000  # of a paragraph
LOWEST = 9  # the level of an outline that is text


@dataclass(slots=True)
class State:
    """What a group may change until it ends."""

    skipped: bool = False
    kept_for: str = ""  # "fonts", "colours", "picture", or an aside that is told of
    kinds: frozenset[str] = frozenset()
    raised: str = ""
    deleted: bool = False
    hidden: bool = False
    in_table: bool = False
    heading: bool = False
    fallback: int = 1  # signs to pass over behind a Unicode one
    page: str = ""
    box: bool = False  # the text of a box begins here


@dataclass
class Found:
    """A document's pieces, and what is told of beside them."""

    stream: Stream = field(default_factory=list)
    asides: list[tuple[int, str, str]] = field(default_factory=list)  # place, kind, text
    hidden: bool = False


class Walk:
    """Goes through the file once; groups are kept on a stack of its own."""

    def __init__(self, name: str, album: Album) -> None:
        self.found = Found()
        self._name = name
        self._album = album
        self._state = State()
        self._groups: list[State] = []
        self._page = LATIN
        self._fonts: dict[int, str] = {}
        self._font = 0
        self._colours: list[str] = []
        self._colour = [0, 0, 0]
        self._bytes = bytearray()
        self._units: list[int] = []  # of UTF-16
        self._skip = 0
        self._starred = False
        self._runs: list[tuple[str, State]] = []
        self._waiting: list[list[tuple[str, State]]] = []  # paragraphs around a box
        self._boxes: list[Piece] = []  # of the paragraph that is open
        self._place = 0
        self._cell: list[Piece] = []
        self._row: list[tuple[str, tuple[Mark, ...]]] = []
        self._rows: list[tuple[int, list[tuple[str, tuple[Mark, ...]]]]] = []
        self._row_open = False

    def read(self, content: bytes) -> Found:
        """Everything from the first brace on.

        Raises DamagedFile where groups lie a thousand deep, Overblown for an endless paragraph.
        """
        place = content.index(b"{")
        while (token := TOKEN.search(content, place)) is not None:
            place = token.end()
            word, number, byte, symbol, brace, text = token.groups()
            if word is not None:
                value = None if number is None else int(number)
                if word == b"bin":
                    place += max(value or 0, 0)
                else:
                    self._word(word.decode("ascii"), value)
            elif byte is not None:
                self._byte(bytes.fromhex(byte.decode("ascii")))
            elif text is not None:
                self._plain(text)
            elif brace is not None:
                self._brace(brace)
            else:
                self._symbol(symbol.decode("latin-1"))
        self._end_paragraph()
        self._end_row()
        self._end_table()
        return self.found

    def _brace(self, brace: bytes) -> None:
        self._flush()
        self._skip = 0
        self._starred = False
        if len(self._groups) > DEEPEST:
            raise DamagedFile(self._name)
        if brace == b"{":
            self._groups.append(self._state)
            self._state = replace(self._state, box=False)
        elif self._groups:
            ended, self._state = self._state, self._groups.pop()
            if ended.kept_for and ended.kept_for != self._state.kept_for:
                self._end_kept(ended)
            if ended.box:
                self._end_paragraph()
                self._runs = self._waiting.pop()

    def _symbol(self, symbol: str) -> None:
        if symbol == "*":
            self._starred = True
        elif symbol in "\r\n":
            self._word("par", None)
        elif symbol in SYMBOLS:
            self._emit(SYMBOLS[symbol])

    def _plain(self, text: bytes) -> None:
        if self._skip:
            passed = min(self._skip, len(text))
            self._skip -= passed
            text = text[passed:]
        if self._state.kept_for == "fonts" or self._state.skipped:
            return
        if self._state.kept_for == "colours":
            for _end in range(text.count(b";")):
                self._colours.append("".join(f"{part & 255:02X}" for part in self._colour))
                self._colour = [0, 0, 0]
            return
        self._end_units()
        self._bytes += text

    def _byte(self, byte: bytes) -> None:
        if self._skip:
            self._skip -= 1
        elif not self._state.skipped and self._state.kept_for not in ("fonts", "colours"):
            self._end_units()
            self._bytes += byte

    def _word(self, word: str, value: int | None) -> None:
        if word == "u":
            self._end_bytes()
            self._units.append((value or 0) & 0xFFFF)
            self._skip = self._state.fallback
            return
        self._flush()
        self._skip = 0
        starred, self._starred = self._starred, False
        if self._destination(word, starred) or self._look(word, value):
            return
        if word in SIGNS:
            self._emit(SIGNS[word])
        elif word in PARAGRAPHS:
            self._emit_end()
        elif word == "cell":
            self._end_cell()
        elif word == "trowd":
            self._row_open = True
        elif word == "row":
            self._end_row()
        elif word == "ansicpg" and value:
            self._page = _known(f"cp{value}")
        elif word == "uc":
            self._state.fallback = min(max(value or 0, 0), 9)

    def _destination(self, word: str, starred: bool) -> bool:
        state = self._state
        if word in BOXES:
            if state.box:
                return True
            state.skipped, state.box = False, True
            self._waiting.append(self._runs)
            self._runs = []
        elif word in SKIPPED:
            state.skipped = True
        elif word in KEPT:
            state.kept_for = KEPT[word]
        elif word in ASIDES and not state.kept_for:
            state.kept_for = ASIDES[word]
            self._waiting.append(self._runs)
            self._runs = []
        elif starred and word != "shppict":
            state.skipped = True
        else:
            return False
        return True

    def _look(self, word: str, value: int | None) -> bool:
        """Take what changes how the following text looks; False for other words."""
        state, is_on = self._state, value != 0
        if word == "b":
            self._turn("bold", is_on)
        elif word in UNDERLINES:
            self._turn("underline", is_on and word != "ulnone")
        elif word == "cf":
            self._turn("colour", not is_dark(self._colour_of(value)))
        elif word in BACKGROUNDS:
            self._turn("highlight", bool(value) and self._colour_of(value) != "FFFFFF")
        elif word in RAISED:
            state.raised = RAISED[word] if is_on else ""
        elif word in SWITCHES:
            setattr(state, SWITCHES[word], is_on)
        elif word == "plain":
            state.kinds, state.raised = frozenset(), ""
            state.deleted = state.hidden = False
        elif word == "pard":
            state.in_table = state.heading = False
        else:
            return self._table_of_looks(word, value or 0)
        return True

    def _table_of_looks(self, word: str, value: int) -> bool:
        """Choose a font, learn of one or of a colour, or of a heading."""
        if word == "f":
            self._font = value
            self._state.page = self._fonts.get(value, "")
        elif word == "fcharset" and self._state.kept_for == "fonts":
            self._fonts[self._font] = PAGES.get(value, "")
        elif word == "outlinelevel":
            self._state.heading = value < LOWEST
        elif word in COLOURS:
            self._colour[COLOURS.index(word)] = value
        else:
            return False
        return True

    def _turn(self, kind: str, is_on: bool) -> None:
        kinds = self._state.kinds
        self._state.kinds = kinds | {kind} if is_on else kinds - {kind}

    def _colour_of(self, number: int | None) -> str:
        known = 0 < (number or 0) < len(self._colours)
        return self._colours[number or 0] if known else "000000"

    def _flush(self) -> None:
        self._end_bytes()
        self._end_units()

    def _end_bytes(self) -> None:
        if self._bytes:
            raw, self._bytes = bytes(self._bytes), bytearray()
            try:
                text = raw.decode(self._state.page or self._page)
            except UnicodeDecodeError:
                text = raw.decode(LATIN if len(raw) == 1 else self._page, "replace")
            self._emit(text)

    def _end_units(self) -> None:
        if self._units:
            raw = b"".join(unit.to_bytes(2, "little") for unit in self._units)
            self._units = []
            self._emit(raw.decode("utf-16-le", "replace"))

    def _emit(self, text: str) -> None:
        state = self._state
        if state.skipped or state.deleted or state.kept_for in ("fonts", "colours"):
            return
        if self._bytes or self._units:
            self._flush()
        self.found.hidden |= state.hidden and not text.isspace()
        if len(self._runs) > MOST_RUNS:
            raise Overblown(self._name)
        is_same = bool(self._runs) and self._runs[-1][1] == state
        self._runs.append((text, self._runs[-1][1] if is_same else replace(state)))

    def _end_kept(self, ended: State) -> None:
        """A picture, or an aside, is read to its end."""
        if ended.kept_for == "picture":
            taken: list[str] = []
            while self._runs and self._runs[-1][1].kept_for == "picture":
                taken.append(self._runs.pop()[0])
            if not self._state.skipped:
                self._emit(self._album.add(_unhexed("".join(reversed(taken)))))
        elif ended.kept_for in ASIDES.values():
            text = "".join(text for text, _state in self._runs).strip()
            self._runs = self._waiting.pop()
            if text:
                self.found.asides.append((self._place + 1, ended.kept_for, text))

    def _emit_end(self) -> None:
        if self._state.skipped or self._state.kept_for:
            self._emit("\n")
        elif self._waiting or not (self._state.in_table or self._row_open):
            self._end_paragraph()
        else:
            self._cell += self._paragraph()

    def _paragraph(self) -> list[Piece]:
        """The lines of a paragraph, and those of the boxes in it."""
        runs, self._runs = self._runs, []
        self._place += 1
        text, marks = _written(runs)
        pieces = soft_lines(self._place, text, marks, self._state.heading)
        boxes: list[Piece] = []
        if not self._waiting:
            boxes, self._boxes = self._boxes, boxes
        return pieces + boxes

    def _end_paragraph(self) -> None:
        if self._waiting:
            self._boxes += self._paragraph() if self._runs else []
        elif self._runs or self._rows:
            pieces = self._paragraph()
            self._end_table()
            self.found.stream += pieces

    def _end_cell(self) -> None:
        if self._state.skipped or self._state.kept_for:
            return
        pieces = [*self._cell, *self._paragraph()]
        self._cell = []
        if len(self._row) < WIDEST:
            self._row.append(joined(pieces))

    def _end_row(self) -> None:
        self._row_open = False
        if self._row:
            self._rows.append((self._place, self._row))
            self._row = []

    def _end_table(self) -> None:
        if not self._rows:
            return
        rows, self._rows = self._rows, []
        looks = {
            (at, cell): marks
            for at, (_place, row) in enumerate(rows)
            for cell, (_text, marks) in enumerate(row)
            if marks
        }
        cells = tuple(tuple(text for text, _marks in row) for _place, row in rows)
        numbers = tuple(place for place, _row in rows)
        self.found.stream.append(Grid(numbers[0], cells, numbers, looks))


def _written(runs: list[tuple[str, State]]) -> tuple[str, list[Mark]]:
    """The text of a paragraph with its marks, as the reader of Word gives it."""
    text, marks = "", list[Mark]()
    for part, state in _alike(runs):
        start = len(text)
        if "underline" in state.kinds and len(part) > 1 and not part.strip(" \u3000\u00a0"):
            text += "_" * max(4, len(part))  # a blank to be filled in
            continue
        text += part.translate(RAISES[state.raised]) if state.raised else part
        marks += [Mark(start, len(text), kind) for kind in sorted(state.kinds)]
    return text, marks


def _alike(runs: list[tuple[str, State]]) -> Iterator[tuple[str, State]]:
    """Neighbours that look the same as one."""
    for _look, some in groupby(runs, key=lambda run: (run[1].kinds, run[1].raised)):
        alike = list(some)
        yield "".join(text for text, _state in alike), alike[0][1]


def _known(page: str) -> str:
    try:
        b"".decode(page)
    except LookupError:
        return LATIN
    return page


def _unhexed(text: str) -> bytes | None:
    try:
        return bytes.fromhex(text)
    except ValueError:
        return None
