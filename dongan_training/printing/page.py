"""The pages of one PDF, drawn in millimetres from the top left corner.

The ``y`` of a text is the middle of its characters, so that a line of text is
placed by the middle of the row it stands in, whatever its size.
"""

import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from reportlab import rl_config
from reportlab.pdfbase.pdfdoc import PDFStream
from reportlab.pdfgen.canvas import Canvas

from dongan_training.printing import fonts
from dongan_training.printing.fonts import Role
from dongan_training.printing.layout import (
    INK,
    POINTS_PER_MM,
    Fitted,
    Line,
    Piece,
    Style,
    is_spread,
    name_width,
)
from dongan_training.printing.picture import PrintedPicture
from dongan_training.printing.qr import QUIET_ZONE, qr_code
from dongan_training.saving import save_whole
from dongan_training.texts import _, language

# Writing streams as letters, ReportLab's default, costs time and a quarter of the size.
rl_config.useA85 = 0

MIDDLE = 0.36  # of the size: from the baseline up to the middle of Chinese characters and figures
WIDEST_GAP = 0.25  # of the size: beyond this, justifying tears a line apart
THICKENING = 0.025  # of the size: makes a rare character as dark as its bold neighbours
CREATOR = "东安培训"
LANGUAGES = {"zh": "zh-CN", "en": "en"}  # what a reader aloud is told the pages are in


class Size(NamedTuple):
    """A sheet of paper in millimetres."""

    width: float
    height: float


A4 = Size(210, 297)
A4_LANDSCAPE = Size(297, 210)
A3 = Size(297, 420)
A3_LANDSCAPE = Size(420, 297)


class Align(StrEnum):
    """Which part of a text stands at the given x."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"


class Box(NamedTuple):
    """A rectangle in millimetres: its top left corner, width and height."""

    x: float
    y: float
    width: float
    height: float


class Stroke(NamedTuple):
    """How a line looks: millimetres thick, and dashes of on and off millimetres."""

    thickness: float = 0.2
    colour: str = INK
    dashes: tuple[float, ...] = ()


@lru_cache(maxsize=64)
def _rgb(colour: str) -> str:
    return " ".join(f"{int(colour[at : at + 2], 16) / 255:.4g}" for at in (1, 3, 5))


class _QuickCompression:
    """Pack page streams at level 1: codes gain little from more, and it takes twice as long."""

    pdfname = "FlateDecode"

    def encode(self, text: str | bytes) -> bytes:
        return zlib.compress(text.encode() if isinstance(text, str) else text, 1)


class _Canvas(Canvas):  # type: ignore[misc]  # ReportLab has no types
    """A canvas whose pages are packed quickly."""

    def showPage(self) -> None:  # noqa: N802  ReportLab's name
        name = self._doc.thisPageName()
        super().showPage()
        page = self._doc.idToObject[name]
        page.Contents = PDFStream(content=page.stream, filters=[_QuickCompression()])


class Pages:
    """One PDF in the making; nothing is on disk before ``save``.

    Drawing writes PDF operators straight into ReportLab's page: it keeps the
    fonts and the file, but an object for every string would cost as much as
    the QR codes do.
    """

    def __init__(self, *, title: str, author: str, size: Size = A4):
        self.size = size
        self._data = BytesIO()
        fonts.load(Role.SERIF)
        # invariant: the same paper gives the same bytes, whenever it is printed.
        # initialFontName: ReportLab would begin every page in a Helvetica that is not embedded.
        self._canvas = _Canvas(
            self._data,
            pagesize=(size.width * POINTS_PER_MM, size.height * POINTS_PER_MM),
            pageCompression=1,
            invariant=1,
            initialFontName=str(Role.SERIF),
            lang=LANGUAGES[language()],
        )
        self._canvas.setTitle(title)
        self._canvas.setSubject(title)
        self._canvas.setAuthor(author or CREATOR)
        self._canvas.setCreator(CREATOR)
        self._encoded: dict[tuple[str, Role, float, str], str] = {}
        self._backgrounds: dict[str, str] = {}
        self._outlined = 0

    def next_page(self) -> None:
        """End this page; what is drawn next stands on a new one."""
        self._canvas.showPage()

    def outline(self, words: str) -> None:
        """Name this page in the list of contents that readers show beside a long document."""
        self._outlined += 1
        key = f"entry-{self._outlined}"
        self._canvas.bookmarkPage(key)
        self._canvas.addOutlineEntry(words, key)

    def outline_people(self, names: Sequence[str]) -> None:
        """Name this page by the first and the last of the people on it; without any, not at all."""
        if names:
            first, last = names[0], names[-1]
            between = _("{first} 至 {last}").format(first=first, last=last)
            self.outline(first if first == last else between)

    def background(self, name: str, draw: Callable[["Pages"], None]) -> None:
        """Draw what is alike on many pages; only the first of ``name`` is worked out."""
        code = self._canvas._code
        if name in self._backgrounds:
            code.append(self._backgrounds[name])
            return
        start = len(code)
        draw(self)
        self._backgrounds[name] = "\n".join(code[start:])

    def save(self, path: Path) -> None:
        """Finish the PDF and put it at ``path``, whole or not at all."""
        save_whole(path, self.finished())

    def finished(self) -> bytes:
        """Finish the PDF and give it as bytes; nothing can be drawn afterwards."""
        with fonts.drawing_lock:
            self._canvas.save()
        return self._data.getvalue()

    def text(self, x: float, y: float, words: str, style: Style, align: Align = Align.LEFT) -> None:
        """Set one line of text with its middle at ``y``."""
        self._set(self._start(x, style.width(words), align), y, words, style)

    def name(self, x: float, y: float, name: str, style: Style, align: Align = Align.LEFT) -> None:
        """Set a person's name; one of two characters is spread, yet copies as two."""
        x = self._start(x, name_width(name, style), align)
        if not is_spread(name):
            self._set(x, y, name, style)
            return
        says = name.encode("utf-16-be").hex().upper()
        self._write(f"/Span <</ActualText <FEFF{says}>>> BDC")
        self._set(x, y, name, style, gap=style.em)
        self._write("EMC")

    def spaced(self, x: float, y: float, words: str, style: Style, pitch: float) -> None:
        """Set a heading around ``x`` with ``pitch`` millimetres from character to character."""
        gap = pitch - style.em
        start = x - (len(words) * pitch - gap) / 2
        self._set(start, y, words, style, gap)

    def fitted(self, x: float, y: float, fitted: Fitted, align: Align = Align.LEFT) -> None:
        """Set the lines of a fitted text with the middle of them all at ``y``."""
        top = y - (len(fitted.lines) - 1) * fitted.leading / 2
        for number, words in enumerate(fitted.lines):
            self.text(x, top + number * fitted.leading, words, fitted.style, align)

    def fitted_name(self, x: float, y: float, fitted: Fitted, align: Align = Align.LEFT) -> None:
        """Set a fitted name with its middle at ``y``; one of two characters is spread."""
        if len(fitted.lines) > 1:
            self.fitted(x, y, fitted, align)
        else:
            self.name(x, y, fitted.lines[0], fitted.style, align)

    def line_of(self, x: float, y: float, line: Line, justified_to: float | None = None) -> None:
        """Set one line of a paragraph; ``justified_to`` is the width it is stretched to."""
        gap = 0.0
        x += line.indent
        count = len(line.text) - 1
        if justified_to is not None and not line.is_last and count > 0:
            slack = justified_to - line.indent - line.width
            widest = WIDEST_GAP * line.pieces[0].style.em
            gap = max(min(slack / count, widest), -widest / 4)
        for piece in line.pieces:
            self._piece(x, y, piece, gap)
            x += piece.width + gap * len(piece.text)

    def rule(self, x: float, y: float, to_x: float, to_y: float, stroke: Stroke) -> None:
        """Draw a straight line."""
        start, end = self._point(x, y), self._point(to_x, to_y)
        self._write(f"{_stroked(stroke)} {start} m {end} l S")

    def frame(self, box: Box, stroke: Stroke) -> None:
        """Draw the outline of a rectangle."""
        self._write(f"{_stroked(stroke)} {self._corner(box)} re S")

    def fill(self, box: Box, colour: str) -> None:
        """Fill a rectangle."""
        self._write(f"{_rgb(colour)} rg {self._corner(box)} re f")

    def pill(self, box: Box, colour: str) -> None:
        """Fill a rectangle whose ends are round: a line with round caps."""
        radius = box.height / 2
        y = box.y + radius
        stroke = _stroked(Stroke(box.height, colour))
        start = self._point(box.x + radius, y)
        end = self._point(box.x + box.width - radius, y)
        self._write(f"q 1 J {stroke} {start} m {end} l S Q")

    def qr(self, x: float, y: float, side: float, text: str) -> None:
        """Draw the code for ``text``; ``side`` millimetres hold the white around it too."""
        code = qr_code(text)
        quiet = side * QUIET_ZONE / code.side
        drawn = (side - 2 * quiet) * POINTS_PER_MM
        corner = self._point(x + quiet, y + side - quiet)
        self._write(f"q 0 g {drawn:.4f} 0 0 {drawn:.4f} {corner} cm {code.mask()} Q")

    def turned(self, x: float, y: float, words: str, style: Style) -> None:
        """Set text upwards around ``x``, ``y``: what stands in the margin of a paper."""
        shift = MIDDLE * style.em
        start = self._point(x + shift, y + style.width(words) / 2)
        shown = self._shown(words, style)
        self._write(f"{_rgb(style.colour)} rg BT 0 1 -1 0 {start} Tm {shown} ET")

    def picture(self, x: float, y: float, picture: PrintedPicture) -> None:
        """Draw a picture with its top left corner at ``x``, ``y``."""
        points = POINTS_PER_MM
        self._canvas.drawImage(
            picture.reader,
            x * points,
            (self.size.height - y - picture.height) * points,
            picture.width * points,
            picture.height * points,
        )

    @contextmanager
    def moved(self, x: float, y: float = 0) -> Iterator[None]:
        """Draw what is within ``x`` millimetres to the right and ``y`` further down."""
        self._write(f"q 1 0 0 1 {x * POINTS_PER_MM:.3f} {-y * POINTS_PER_MM:.3f} cm")
        yield
        self._write("Q")

    def _piece(self, x: float, y: float, piece: Piece, gap: float) -> None:
        if piece.is_name:
            self.name(x, y, piece.text, piece.style)
        else:
            self._set(x, y, piece.text, piece.style, gap)

    def _set(self, x: float, y: float, words: str, style: Style, gap: float = 0) -> None:
        start = self._point(x, y + MIDDLE * style.em)
        spacing = f"{gap * POINTS_PER_MM:.3f} Tc" if gap else "0 Tc"
        shown = self._shown(words, style)
        self._write(f"{_rgb(style.colour)} rg BT {start} Td {spacing} {shown} ET")

    def _shown(self, words: str, style: Style) -> str:
        """Encode ``words`` for the fonts they need; the same words are encoded once a file."""
        key = (words, style.role, style.size, style.colour)
        known = self._encoded.get(key)
        if known is None:
            known = " ".join(self._pieces(words, style))
            self._encoded[key] = known
        return known

    def _pieces(self, words: str, style: Style) -> Iterator[str]:
        document = self._canvas._doc
        for run in fonts.runs(words, style.role):
            font = fonts.load(run.font)
            for subset, codes in font.splitString(run.text, document):
                name = font.getSubsetInternalName(subset, document)
                shown = f"{name} {style.size:g} Tf ({self._canvas._escape(codes)}) Tj"
                yield _thickened(shown, style) if fonts.lacks_bold(run) else shown

    def _start(self, x: float, width: float, align: Align) -> float:
        if align is Align.LEFT:
            return x
        return x - width / 2 if align is Align.CENTRE else x - width

    def _write(self, operators: str) -> None:
        self._canvas._code.append(operators)

    def _point(self, x: float, y: float) -> str:
        """PDF counts from the lower left corner, in points."""
        return f"{x * POINTS_PER_MM:.3f} {(self.size.height - y) * POINTS_PER_MM:.3f}"

    def _corner(self, box: Box) -> str:
        size = f"{box.width * POINTS_PER_MM:.3f} {box.height * POINTS_PER_MM:.3f}"
        return f"{self._point(box.x, box.y + box.height)} {size}"


def _thickened(shown: str, style: Style) -> str:
    """Draw the outlines too: the font of rare characters has no bold of its own."""
    stroke = f"{_rgb(style.colour)} RG {style.size * THICKENING:.3f} w [] 0 d"
    return f"{stroke} 2 Tr {shown} 0 Tr"


@lru_cache(maxsize=64)
def _stroked(stroke: Stroke) -> str:
    dashes = " ".join(f"{dash * POINTS_PER_MM:.3f}" for dash in stroke.dashes)
    return f"{_rgb(stroke.colour)} RG {stroke.thickness * POINTS_PER_MM:.3f} w [{dashes}] 0 d"
