"""Setting Chinese text: where a line may end, how much fits, how names are spread."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from dongan_training.printing import fonts
from dongan_training.printing.fonts import Role

POINTS_PER_MM = 72 / 25.4
INK = "#000000"  # a dark grey would be a raster of dots on an office printer
STEP = 0.5  # points by which text shrinks until it fits
NOT_AT_START = frozenset("，。、；：！？）〕】》〉」』”’％…—·,.;:!?)]}%‰℃")
NOT_AT_END = frozenset("（〔【《〈「『“‘([{￥$")
HALF_EMPTY = frozenset("，。、；：！？）〕】》〉」』”’")  # their ink is in the left half
ATOMS = re.compile(r"_+|（\s*）|——|……|[A-Za-z0-9]+(?:[.:%/-]?[A-Za-z0-9%]+)*|.", re.DOTALL)
NAME_PARTS = re.compile(r"[^·]+·?|·")


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
        return fonts.width(text, self.role, self.size) / POINTS_PER_MM

    def sized(self, size: float) -> "Style":
        """The same style in another size."""
        return replace(self, size=size)


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


@dataclass(frozen=True)
class Line:
    """One line of a paragraph, from ``indent`` millimetres on."""

    spans: tuple[Span, ...]
    indent: float = 0
    is_last: bool = False

    @property
    def width(self) -> float:
        """Millimetres this line takes, its indent not counted."""
        return sum(span.width for span in self.spans)

    @property
    def text(self) -> str:
        """The words of the line, without their looks."""
        return "".join(span.text for span in self.spans)


def is_spread(name: str) -> bool:
    """Tell whether a name is set with a gap, as lists do with names of two characters."""
    return len(name) == 2 and all(character >= "\u3400" for character in name)


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
    current: list[Span] = []
    taken, start = 0.0, indent
    for block in _blocks(spans, width - max(indent, hanging)):
        needed = sum(atom.width for atom in block)
        if current and start + taken + needed - _overhang(block[-1]) > width + 0.01:
            lines.append(Line(_joined(current), start))
            current, taken, start = [], 0.0, hanging
            block = _without_leading_spaces(block)
            needed = sum(atom.width for atom in block)
        current.extend(block)
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
    """Break a long name into lines, between its parts where a dot joins them."""
    if name_width(name, style) <= width:
        return (name,)
    return tuple(line.text for line in break_lines([Span(name, style, is_name=True)], width))


def _blocks(spans: Sequence[Span], width: float) -> list[list[Span]]:
    """Group what must not be parted: words, numbers, and marks with their neighbours."""
    blocks: list[list[Span]] = []
    for atom in (atom for span in spans for atom in _atoms(span, width)):
        glued = blocks and (atom.text[0] in NOT_AT_START or blocks[-1][-1].text[-1] in NOT_AT_END)
        # A long row of marks must still break somewhere.
        if glued and len(blocks[-1]) < 6:
            blocks[-1].append(atom)
        else:
            blocks.append([atom])
    return blocks


def _atoms(span: Span, width: float) -> list[Span]:
    text = fonts.clean(span.text)
    if span.is_name and "·" not in text and span.width <= width:
        return [span]
    pieces = (NAME_PARTS if span.is_name else ATOMS).findall(text)
    # What is wider than the whole line (an address, a row of underscores) falls apart.
    return [
        Span(part, span.style)
        for piece in pieces
        for part in (piece if len(piece) > 1 and span.style.width(piece) > width else [piece])
    ]


def _overhang(atom: Span) -> float:
    return atom.style.em / 2 if atom.text[-1] in HALF_EMPTY else 0


def _without_leading_spaces(block: list[Span]) -> list[Span]:
    kept = list(block)
    while len(kept) > 1 and kept[0].text.isspace():
        kept.pop(0)
    return kept


def _joined(atoms: Sequence[Span]) -> tuple[Span, ...]:
    """Join neighbours of one style, so that a line is few pieces of PDF text."""
    joined: list[Span] = []
    for atom in atoms:
        last = joined[-1] if joined else None
        if last and last.style == atom.style and not (last.is_name or atom.is_name):
            joined[-1] = Span(last.text + atom.text, atom.style)
        else:
            joined.append(atom)
    return tuple(joined)


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


def fit_name(name: str, style: Style, room: Room) -> Fitted:
    """Shrink and wrap a name; it is never cut, so a monstrous one may need more height."""
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
