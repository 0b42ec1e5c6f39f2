"""Setting Chinese text: where a line may end, how much fits, how names are spread."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import chain, groupby
from operator import itemgetter
from typing import NamedTuple

from dongan_training.printing import fonts
from dongan_training.printing.fonts import Role

POINTS_PER_MM = 72 / 25.4
INK = "#000000"  # a dark grey would be a raster of dots on an office printer
STEP = 0.5  # points by which text shrinks until it fits
NOT_AT_START = frozenset("，。、；：！？）〕】》〉」』”’％…—·,.;:!?)]}%‰℃")
NOT_AT_END = frozenset("（〔【《〈「『“‘([{￥$")
HALF_EMPTY = frozenset("，。、；：！？）〕】》〉」』”’")  # their ink is in the left half
ATOMS = re.compile(r"_+|（\s*）|——|……|[A-Za-z0-9]+(?:[.:%/-]?[A-Za-z0-9%]+)*|.", re.DOTALL)
NAME_JOINT = re.compile("[· ]")
NAME_PARTS = re.compile(r"[^· ]+·?|[· ]")


@dataclass(frozen=True)
class Style:
    """How a piece of text looks; ``size`` in points."""

    role: Role
    size: float
    colour: str = INK

    @property
    def em(self) -> float:
        """The side of one Chinese character in millimetres."""
        return self.size / POINTS_PER_MM

    def width(self, text: str) -> float:
        """Measure ``text`` in millimetres."""
        return fonts.width(text, self.role) * self.em

    def sized(self, size: float) -> "Style":
        """The same style in another size."""
        return self if size == self.size else Style(self.role, size, self.colour)


@dataclass(frozen=True)
class Span:
    """Text in one style; a name is kept together and spread if it has two characters."""

    text: str
    style: Style
    is_name: bool = False

    @property
    def width(self) -> float:
        """Millimetres this span takes."""
        return name_width(self.text, self.style) if self.is_name else self.style.width(self.text)


class Piece(NamedTuple):
    """Text of a line with its millimetres known."""

    text: str
    style: Style
    width: float
    is_name: bool = False


@dataclass(frozen=True)
class Line:
    """One line of a paragraph, from ``indent`` millimetres on."""

    pieces: tuple[Piece, ...]
    indent: float = 0
    is_last: bool = False

    @property
    def width(self) -> float:
        """Millimetres this line takes, its indent not counted."""
        return sum(piece.width for piece in self.pieces)

    @property
    def text(self) -> str:
        """The words of the line, without their looks."""
        return "".join(piece.text for piece in self.pieces)


def is_spread(name: str) -> bool:
    """Tell whether a name is set with a gap, as lists do with names of two characters.

    Not beyond the first plane: Chrome's reader copies such a name out of the gap's text by half.
    """
    return len(name) == 2 and all("\u3400" <= character <= "\uffff" for character in name)


def name_width(name: str, style: Style) -> float:
    """Measure a name in millimetres as it will be set."""
    return style.width(name) + (style.em if is_spread(name) else 0)


def break_lines(
    spans: Sequence[Span], width: float, *, indent: float = 0, hanging: float = 0
) -> list[Line]:
    """Break ``spans`` into lines of ``width`` millimetres by the rules of Chinese setting.

    ``indent`` moves the first line, ``hanging`` the others. No line starts with
    a closing mark or ends with an opening one, and numbers stay whole; a mark
    at the end may reach over by its white half.
    """
    lines: list[Line] = []
    current: list[Piece] = []
    taken, start = 0.0, indent
    for block in _blocks(spans, width - max(indent, hanging)):
        needed = block[0].width if len(block) == 1 else sum([atom.width for atom in block])
        end = start + taken + needed - width - 0.01
        # Measuring the overhang only where it decides keeps long texts quick.
        if end > 0 and current and end > _overhang(block[-1]):
            lines.append(Line(_joined(current), start))
            current, start = [], hanging
            block = _without_leading_spaces(block)
            taken, needed = 0.0, sum([atom.width for atom in block])
        current += block
        taken += needed
    lines.append(Line(_joined(current), start, is_last=True))
    return lines


@lru_cache(maxsize=2048)
def break_text(text: str, style: Style, width: float) -> tuple[str, ...]:
    """Break plain text into the words of its lines."""
    if style.width(text) <= width:
        return (fonts.clean(text),)
    return tuple(line.text.rstrip() for line in break_lines([Span(text, style)], width))


@lru_cache(maxsize=2048)
def break_name(name: str, style: Style, width: float) -> tuple[str, ...]:
    """Break a long name into lines, between its parts where a dot or a blank joins them."""
    if name_width(name, style) <= width:
        return (name,)
    return tuple(
        line.text.strip() for line in break_lines([Span(name, style, is_name=True)], width)
    )


def _blocks(spans: Sequence[Span], width: float) -> list[list[Piece]]:
    """Group what must not be parted: words, numbers, and marks with their neighbours."""
    blocks: list[list[Piece]] = []
    before = ""
    for atom in chain.from_iterable(_atoms(span, width) for span in spans):
        glued = atom.text[0] in NOT_AT_START or before in NOT_AT_END
        # A long row of marks must still break somewhere.
        if glued and blocks and len(blocks[-1]) < 6:
            blocks[-1].append(atom)
        else:
            blocks.append([atom])
        before = atom.text[-1]
    return blocks


@lru_cache(maxsize=2048)  # of certificates, all but the name comes again and again
def _atoms(span: Span, width: float) -> tuple[Piece, ...]:
    text = fonts.clean(span.text)
    style = span.style
    role, em = style.role, style.em
    if span.is_name and not NAME_JOINT.search(text) and span.width <= width:
        return (Piece(text, style, span.width, is_name=True),)
    words = (NAME_PARTS if span.is_name else ATOMS).findall(text)
    atoms = [Piece(word, style, fonts.width(word, role) * em) for word in words]
    if all([atom.width <= width for atom in atoms]):
        return tuple(atoms)
    # What is wider than the whole line (an address, a row of underscores) falls apart.
    parts = ([atom.text] if atom.width <= width else list(atom.text) for atom in atoms)
    return tuple(Piece(part, style, style.width(part)) for part in chain.from_iterable(parts))


def _overhang(atom: Piece) -> float:
    return atom.style.em / 2 if atom.text[-1] in HALF_EMPTY else 0


def _without_leading_spaces(block: list[Piece]) -> list[Piece]:
    kept = list(block)
    while len(kept) > 1 and kept[0].text.isspace():
        kept.pop(0)
    return kept


def _joined(atoms: Sequence[Piece]) -> tuple[Piece, ...]:
    """Join neighbours of one style, so that a line is few strings of PDF text."""
    pieces = []
    for (style, is_name), group in groupby(atoms, key=itemgetter(1, 3)):
        same = list(group)
        text = "".join([atom.text for atom in same])
        width = sum([atom.width for atom in same])
        pieces.append(Piece(text, style, width, is_name))
    return tuple(pieces)


@dataclass(frozen=True)
class Room:
    """Where a text must fit, in millimetres, and how far it may shrink, in points."""

    width: float
    height: float
    smallest: float
    one_line_until: float  # shrinks on one line down to here, then wraps
    leading: float = 1.3


@dataclass(frozen=True)
class Fitted:
    """A text that fits its room: one or several lines in the style it came to."""

    lines: tuple[str, ...]
    style: Style
    leading: float  # millimetres from line to line


@lru_cache(maxsize=2048)
def fit(text: str, style: Style, room: Room) -> Fitted:
    """Shrink ``text`` until it fits on one line, then wrap it, then shrink further.

    Its lines come out of about equal length. A description that does not fit
    even in the smallest size ends in an ellipsis.
    """
    fitted, allowed = _shrunk(break_text, text, style, room)
    if len(fitted.lines) <= allowed:
        return replace(fitted, lines=balance(text, fitted.style, room.width))
    kept = (*fitted.lines[: allowed - 1], fitted.lines[allowed - 1][:-1] + "…")
    return replace(fitted, lines=kept)


def balance(text: str, style: Style, width: float) -> tuple[str, ...]:
    """Break ``text`` into as few lines as ever, but of about equal length."""
    lines = break_text(text, style, width)
    while len(lines) > 1 and width > style.em:
        width -= style.em / 2
        narrower = break_text(text, style, width)
        if len(narrower) > len(lines):
            break
        lines = narrower
    return lines


@lru_cache(maxsize=2048)
def fit_name(name: str, style: Style, room: Room) -> Fitted:
    """Shrink and wrap a name; it is never cut, so a monstrous one may need more height.

    One of two characters stays on one line with its gap.
    """
    if is_spread(name):
        size = style.size
        while size - STEP >= room.smallest and name_width(name, style.sized(size)) > room.width:
            size -= STEP
        tried = style.sized(size)
        return Fitted((name,), tried, tried.em * room.leading)
    return _shrunk(break_name, name, style, room)[0]


def _shrunk(
    broken: Callable[[str, Style, float], tuple[str, ...]], text: str, style: Style, room: Room
) -> tuple[Fitted, int]:
    """Find the largest size that fits, or the smallest allowed; tell how many lines have room."""
    size = style.size
    while True:
        tried = style.sized(size)
        leading = tried.em * room.leading
        allowed = max(1, int(room.height / leading + 0.05)) if size < room.one_line_until else 1
        lines = broken(text, tried, room.width)
        if len(lines) <= allowed or size - STEP < room.smallest:
            return Fitted(lines, tried, leading), allowed
        size -= STEP
