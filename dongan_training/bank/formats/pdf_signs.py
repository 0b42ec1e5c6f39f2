"""The signs of a PDF's page, upright: with their places, however the page or its text is turned."""

import ctypes
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import degrees, hypot, isfinite
from typing import Any, NamedTuple

from dongan_training.bank.formats.word_runs import is_dark
from dongan_training.bank.recognising.radicals import whole_characters

BOLD = 600  # weight of a font
HYPHEN = "\x02"  # what PDFium puts for one at the end of a line
ASKEW = 4  # degrees; scans of pages lie no more out of the straight
LOWEST, TALLEST = 0.9, 1.6  # of a font's size: between them its signs are as tall as it says
DESCENT, ASCENT = 0.2, 0.85  # of it, below and above the line it is written on
NEXT = 0.3  # of its height; what stands farther from a sign may have been drawn before it
UNKNOWN = "\N{REPLACEMENT CHARACTER}"
WIDE = r"[\u4e00-\u9fff\u3000-\u303f\uff00-\uffef]"


# Letters of other languages: beside a Chinese sign they are what a wrong code makes of one.
STRANGE = re.compile(r"[À-ÖØ-öø-ɏ]")
AMONG_WIDE = re.compile(rf"(?<={WIDE}){STRANGE.pattern}|{STRANGE.pattern}(?={WIDE})")


class Sign(NamedTuple):
    """A character; places in points from the left and from the bottom of the page."""

    text: str
    left: float
    right: float
    bottom: float
    top: float
    height: float
    looks: tuple[str, ...]
    drawn: int  # the same for what was written at one go

    @property
    def is_known(self) -> bool:
        """Whether its code may be the right one."""
        return self.text != UNKNOWN and not STRANGE.match(self.text)

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


@dataclass(frozen=True)
class Turn:
    """How a page is turned to be read; ``box`` gives places on it as they are when it is."""

    quarters: int
    edges: tuple[float, float, float, float]  # left, bottom, right, top as the file has them

    @property
    def height(self) -> float:
        left, bottom, right, top = self.edges
        return right - left if self.quarters % 2 else top - bottom

    def box(
        self, left: float, bottom: float, right: float, top: float
    ) -> tuple[float, float, float, float]:
        """Left, bottom, right and top of a place once the page is upright."""
        first, low, last, high = self.edges
        match self.quarters:
            case 1:
                return bottom - low, last - right, top - low, last - left
            case 2:
                return last - right, high - top, last - left, high - bottom
            case 3:
                return high - top, left - first, high - bottom, right - first
        return left - first, bottom - low, right - first, top - low


@dataclass(frozen=True)
class Shown:
    """What is written on a page: in the direction in which most of it is, and aslant to it."""

    signs: Sequence[Sign]
    aslant: Sequence[str]
    turn: Turn


def shown_on(page: Any) -> Shown:
    """All signs of a page in the order of PDFium."""
    text = page.get_textpage()
    found = list(_signs_of(text.raw, text.count_chars()))
    quarters = _quarters(found)
    if page.get_rotation() != 90 * quarters:
        text.close()
        page.set_rotation(90 * quarters)  # its order follows what a reader would see
        text = page.get_textpage()
        found = list(_signs_of(text.raw, text.count_chars()))
    turn = Turn(quarters, tuple(page.get_cropbox()))
    signs, aside = list[Sign](), dict[int, str]()
    for place, sign, angle in found:
        if _is_aslant(angle - 90 * quarters) or not isfinite(sum(sign[1:6])):
            aside[sign.drawn] = aside.get(sign.drawn, "") + sign.text
        else:
            signs.append(_placed(sign, turn, text.raw, place))
    text.close()
    return Shown(signs, [words for words in map(str.strip, aside.values()) if words], turn)


def _quarters(signs: Iterable[tuple[int, Sign, float]]) -> int:
    """How often a quarter to the left most of the text is turned."""
    angles = Counter(angle for _place, _sign, angle in signs if isfinite(angle))
    turned = Counter[int]()
    for angle, count in angles.items():
        turned[round(angle / 90) % 4] += count
    return turned.most_common(1)[0][0] if turned else 0


def _is_aslant(angle: float) -> bool:
    return not abs((angle + 180) % 360 - 180) <= ASKEW  # of a broken file it is no number


def _angle(pdfium: Any, raw: Any, place: int) -> float:
    """Degrees to the left by which a sign is turned."""
    return -degrees(pdfium.FPDFText_GetCharAngle(raw, place)) % 360


def _placed(sign: Sign, turn: Turn, raw: Any, place: int) -> Sign:
    """A sign at its place on the upright page, as tall as its font makes it.

    The cells of some fonts reach no farther than their ink: then the line they are written on
    tells. And a font may be drawn larger or smaller than it says.
    """
    from pypdfium2 import raw as pdfium

    left, bottom, right, top = turn.box(sign.left, sign.bottom, sign.right, sign.top)
    size, tall = sign.height, top - bottom
    if not LOWEST * size <= tall <= TALLEST * size:
        matrix, x, y = pdfium.FS_MATRIX(), ctypes.c_double(), ctypes.c_double()
        pdfium.FPDFText_GetMatrix(raw, place, matrix)
        size *= hypot(matrix.c, matrix.d) or 1
        if tall < LOWEST * size:
            pdfium.FPDFText_GetCharOrigin(raw, place, x, y)
            base = turn.box(x.value, y.value, x.value, y.value)[1]
            bottom, top = base - DESCENT * size, base + ASCENT * size
    height = max(size, top - bottom, 1.0)
    return sign._replace(left=left, right=right, bottom=bottom, top=top, height=height)


def _signs_of(raw: Any, count: int) -> Iterator[tuple[int, Sign, float]]:
    from pypdfium2 import raw as pdfium

    stroked = dict[int, bool]()  # what was written at one go, and drawn around: a bold of its own
    box = pdfium.FS_RECTF()  # of the whole cell of a character, not of its ink
    for place in range(count):
        text = chr(min(pdfium.FPDFText_GetUnicode(raw, place), 0x10FFFF))
        if pdfium.FPDFText_IsGenerated(raw, place) == 1 or text in "\r\n":
            continue  # a blank or an end of a line that PDFium put by the places of others
        if text == "\0" or pdfium.FPDFText_HasUnicodeMapError(raw, place) == 1:
            text = UNKNOWN
        pdfium.FPDFText_GetLooseCharBox(raw, place, box)
        written = pdfium.FPDFText_GetTextObject(raw, place)
        drawn = ctypes.cast(written, ctypes.c_void_p).value or 0
        if drawn not in stroked:
            mode = pdfium.FPDFTextObj_GetTextRenderMode(written)
            stroked[drawn] = mode == pdfium.FPDF_TEXTRENDERMODE_FILL_STROKE
        looks = tuple(_looks(pdfium, raw, place, stroked[drawn]))
        size = pdfium.FPDFText_GetFontSize(raw, place)
        text = "-" if text == HYPHEN else whole_characters(text)
        sign = Sign(text, box.left, box.right, box.bottom, box.top, size, looks, drawn)
        yield place, sign, _angle(pdfium, raw, place)


def _looks(pdfium: Any, raw: Any, place: int, is_stroked: bool) -> Iterator[str]:
    if is_stroked or pdfium.FPDFText_GetFontWeight(raw, place) >= BOLD:
        yield "bold"
    parts = [ctypes.c_uint() for _part in range(4)]
    known = pdfium.FPDFText_GetFillColor(raw, place, *parts)
    if known and not is_dark("".join(f"{part.value & 255:02X}" for part in parts[:3])):
        yield "colour"


def with_ends(signs: Sequence[Sign]) -> list[Sign | None]:
    """The signs with None where a line ends, each line from left to right.

    What stands on one level and follows on one another is a line, in whatever order its parts
    were drawn. PDFium's own ends are not kept: it takes some lines for columns of single signs.
    """
    found: list[Sign | None] = []
    line: list[Sign] = []
    for sign in signs:
        if line and not _is_level(line[0], sign):
            found += [*_in_order(line), None]
            line = []
        line.append(sign)
    return [*found, *_in_order(line)]


def _is_level(first: Sign, sign: Sign) -> bool:
    return abs(sign.middle - first.middle) < max(first.height, sign.height) / 2


def _in_order(line: Sequence[Sign]) -> list[Sign]:
    """From left to right, unless parts of it lie over one another: they tell of cut cells."""
    parts: list[list[Sign]] = []
    for sign in line:
        last = parts[-1][-1] if parts else None
        if last is None or abs(sign.left - last.right) > NEXT * last.height:
            parts.append([])
        parts[-1].append(sign)
    ordered = sorted(parts, key=lambda part: part[0].left)
    for before, part in pairwise(ordered):
        if part[0].left < before[-1].right - before[-1].height / 2:
            return list(line)
    return [sign for part in ordered for sign in part]
