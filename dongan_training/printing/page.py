"""The pages of one PDF, drawn in millimetres from the top left corner.

The ``y`` of a text is the middle of its characters, so that a line of text is
placed by the middle of the row it stands in, whatever its size.
"""

from enum import StrEnum
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from reportlab import rl_config
from reportlab.pdfgen.canvas import Canvas

from dongan_training.printing import fonts
from dongan_training.printing.fonts import Role
from dongan_training.printing.layout import (
    INK,
    POINTS_PER_MM,
    Fitted,
    Line,
    Span,
    Style,
    is_spread,
    name_width,
)
from dongan_training.printing.qr import qr_code
from dongan_training.printing.saving import save_whole

# Writing streams as letters, ReportLab's default, costs time and a quarter of the size.
rl_config.useA85 = 0

MIDDLE = 0.36  # of the size: from the baseline up to the middle of Chinese characters and figures
WIDEST_GAP = 0.25  # of the size: beyond this, justifying tears a line apart
CREATOR = "东安培训"


class Size(NamedTuple):
    """A sheet of paper in millimetres."""

    width: float
    height: float


A4 = Size(210, 297)
A4_LANDSCAPE = Size(297, 210)


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
def _rgb(colour: str) -> tuple[float, ...]:
    return tuple(round(int(colour[at : at + 2], 16) / 255, 4) for at in (1, 3, 5))


class Pages:
    """One PDF in the making; nothing is on disk before ``save``."""

    def __init__(self, *, title: str, author: str, size: Size = A4):
        self.size = size
        self._data = BytesIO()
        fonts.load(Role.SERIF)
        # invariant: the same paper gives the same bytes, whenever it is printed.
        # initialFontName: ReportLab would begin every page in a Helvetica that is not embedded.
        self._canvas = Canvas(
            self._data,
            pagesize=(size.width * POINTS_PER_MM, size.height * POINTS_PER_MM),
            pageCompression=1,
            invariant=1,
            initialFontName=str(Role.SERIF),
            lang="zh-CN",
        )
        self._canvas.setTitle(title)
        self._canvas.setSubject(title)
        self._canvas.setAuthor(author)
        self._canvas.setCreator(CREATOR)

    def next_page(self) -> None:
        """End this page; what is drawn next stands on a new one."""
        self._canvas.showPage()

    def save(self, path: Path) -> None:
        """Finish the PDF and put it at ``path``, whole or not at all."""
        with fonts.drawing_lock:
            self._canvas.save()
        save_whole(path, self._data.getvalue())

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
        self._canvas._code.append(f"/Span <</ActualText <FEFF{says}>>> BDC")
        self._set(x, y, name[0], style)
        self._set(x + 2 * style.em, y, name[1], style)
        self._canvas._code.append("EMC")

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
            widest = WIDEST_GAP * line.spans[0].style.em
            gap = max(min(slack / count, widest), -widest / 4)
        for span in line.spans:
            self._span(x, y, span, gap)
            x += span.width + gap * len(span.text)

    def rule(self, x: float, y: float, to_x: float, to_y: float, stroke: Stroke) -> None:
        """Draw a straight line."""
        self._stroke(stroke)
        self._canvas.line(self._x(x), self._y(y), self._x(to_x), self._y(to_y))

    def frame(self, box: Box, stroke: Stroke) -> None:
        """Draw the outline of a rectangle."""
        self._stroke(stroke)
        self._canvas.rect(*self._corner(box), stroke=1, fill=0)

    def fill(self, box: Box, colour: str, radius: float = 0) -> None:
        """Fill a rectangle, with round corners if asked."""
        self._canvas.setFillColorRGB(*_rgb(colour))
        corner = self._corner(box)
        if radius:
            self._canvas.roundRect(*corner, radius * POINTS_PER_MM, stroke=0, fill=1)
        else:
            self._canvas.rect(*corner, stroke=0, fill=1)

    def qr(self, x: float, y: float, side: float, text: str) -> None:
        """Draw the code for ``text``; ``side`` millimetres hold the white around it too."""
        code = qr_code(text)
        unit = side * POINTS_PER_MM / code.side
        self._canvas._code.append(
            f"q 0 g {unit:.5f} 0 0 {unit:.5f} {self._x(x):.3f} {self._y(y + side):.3f} cm "
            f"{code.path()} f Q"
        )

    def turned(self, x: float, y: float, words: str, style: Style) -> None:
        """Set text upwards around ``x``, ``y``: what stands in the margin of a paper."""
        canvas = self._canvas
        canvas.saveState()
        canvas.translate(self._x(x), self._y(y))
        canvas.rotate(90)
        canvas.translate(-self._x(0), -self._y(0))
        self.text(0, 0, words, style, Align.CENTRE)
        canvas.restoreState()

    def _span(self, x: float, y: float, span: Span, gap: float) -> None:
        if span.is_name:
            self.name(x, y, span.text, span.style)
        else:
            self._set(x, y, span.text, span.style, gap)

    def _set(self, x: float, y: float, words: str, style: Style, gap: float = 0) -> None:
        canvas = self._canvas
        canvas.setFillColorRGB(*_rgb(style.colour))
        left = self._x(x)
        baseline = self._y(y) - MIDDLE * style.size
        for run in fonts.runs(words, style.role):
            canvas.setFont(run.font, style.size)
            canvas.drawString(left, baseline, run.text, charSpace=gap * POINTS_PER_MM)
            advance = fonts.load(run.font).stringWidth(run.text, style.size)
            left += advance + gap * POINTS_PER_MM * len(run.text)

    def _start(self, x: float, width: float, align: Align) -> float:
        if align is Align.LEFT:
            return x
        return x - width / 2 if align is Align.CENTRE else x - width

    def _stroke(self, stroke: Stroke) -> None:
        self._canvas.setStrokeColorRGB(*_rgb(stroke.colour))
        self._canvas.setLineWidth(stroke.thickness * POINTS_PER_MM)
        self._canvas.setDash([dash * POINTS_PER_MM for dash in stroke.dashes])

    def _x(self, x: float) -> float:
        return x * POINTS_PER_MM

    def _y(self, y: float) -> float:
        return (self.size.height - y) * POINTS_PER_MM

    def _corner(self, box: Box) -> tuple[float, float, float, float]:
        """ReportLab's corner is the lower left one."""
        bottom = self._y(box.y + box.height)
        size = (box.width * POINTS_PER_MM, box.height * POINTS_PER_MM)
        return self._x(box.x), bottom, *size
