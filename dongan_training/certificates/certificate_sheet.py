"""Certificates (结业证书) on A4 across, with room for the seal and a code that verifies offline."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from dongan_training.printing.fonts import Role, Wording, require_printable
from dongan_training.printing.layout import (
    Fitted,
    Line,
    Room,
    Span,
    Style,
    break_lines,
    fit,
    is_spread,
)
from dongan_training.printing.page import A4_LANDSCAPE, Align, Box, Pages, Stroke
from dongan_training.progress import Progress, Silent
from dongan_training.texts import N_, _

RED, GOLD = "#A6262E", "#C9AE6B"
OUTER = Box(8.9, 8.9, 279.2, 192.2)
INNER = Box(10.9, 10.9, 275.2, 188.2)
TITLE_Y, TITLE_PITCH = 36.5, 25.25
NUMBER_RIGHT, NUMBER_Y, REPRINT_Y = 269.5, 52.5, 59.5
TEXT_LEFT, TEXT_WIDTH = 36.5, 224.0
TEXT_TOP, TEXT_BOTTOM = 78.5, 142.0
LEADING = 2.1  # of the size of the text
QR_BOX = Box(26.5, 147.5, 35.0, 35.0)
QR_NOTE_Y = 184.5
SEAL_X, UNIT_Y, DATE_Y = 232.5, 163.25, 174.5
SEAL_ROOM = 74.0  # millimetres; nothing else is printed within 45 mm of unit and date

TITLE = Style(Role.SERIF_BOLD, 46, RED)
NUMBER = Style(Role.SERIF, 13, "#555B62")
UNIT = Style(Role.SERIF, 17)
NOTE = Style(Role.SERIF, 10, "#6B7280")
TEXT_SIZE, SMALLEST_TEXT = 21.0, 12.0


@dataclass(frozen=True)
class CertificateFacts:
    """What one certificate says, frozen: it is printed again years later as it was.

    ``text`` is the whole sentence; the first ``name`` in it is set in bold.
    """

    name: str
    text: str
    number: str
    organisation: str
    date: str
    code: str
    title: str = N_("结业证书")
    reprinted: str = ""  # what a reprint says of itself, below its number


def draw_certificates(
    path: Path, certificates: Sequence[CertificateFacts], progress: Progress | None = None
) -> int:
    """Write one page for each certificate to ``path`` and return how many there are."""
    require_printable(
        Wording(facts.name, "".join((facts.text, facts.number, facts.organisation, facts.date)))
        for facts in certificates
    )
    progress = progress or Silent()
    pages = Pages(
        title=_(certificates[0].title) if certificates else _("结业证书"),
        author=certificates[0].organisation if certificates else "",
        size=A4_LANDSCAPE,
    )
    for number, facts in enumerate(certificates):
        progress.step(number, len(certificates), _("正在排印证书…"))
        pages.outline(facts.name)
        _draw_certificate(pages, facts)
        pages.next_page()
    pages.save(path)
    progress.step(len(certificates), len(certificates), _("正在排印证书…"))
    return len(certificates)


def _draw_certificate(pages: Pages, facts: CertificateFacts) -> None:
    title = _(facts.title)
    pages.background(title, partial(_draw_background, title=title))
    number = _("编号：{number}").format(number=facts.number)
    pages.text(NUMBER_RIGHT, NUMBER_Y, number, NUMBER, Align.RIGHT)
    pages.text(NUMBER_RIGHT, REPRINT_Y, facts.reprinted, NOTE, Align.RIGHT)
    _draw_text(pages, facts)
    pages.qr(QR_BOX.x, QR_BOX.y, QR_BOX.width, facts.code)
    unit = _unit(facts.organisation)
    pages.fitted(SEAL_X, UNIT_Y - (len(unit.lines) - 1) * unit.leading / 2, unit, Align.CENTRE)
    pages.text(SEAL_X, DATE_Y, facts.date, UNIT, Align.CENTRE)


def _draw_background(pages: Pages, title: str) -> None:
    pages.frame(OUTER, Stroke(0.75, RED))
    pages.frame(INNER, Stroke(0.25, GOLD))
    pages.spaced(A4_LANDSCAPE.width / 2, TITLE_Y, title, TITLE, TITLE_PITCH)
    pages.text(QR_BOX.x + QR_BOX.width / 2, QR_NOTE_Y, _("扫码可离线核验"), NOTE, Align.CENTRE)


def _unit(organisation: str) -> Fitted:
    return fit(organisation, UNIT, Room(SEAL_ROOM, 16, smallest=10, one_line_until=15))


def _draw_text(pages: Pages, facts: CertificateFacts) -> None:
    size, lines = _lines(facts)
    leading = Style(Role.SERIF, size).em * LEADING
    for number, line in enumerate(lines):
        pages.line_of(TEXT_LEFT, TEXT_TOP + number * leading, line, TEXT_WIDTH)


def _lines(facts: CertificateFacts) -> tuple[float, list[Line]]:
    """Break the sentence in the largest size that leaves the lower half to the seal."""
    size = TEXT_SIZE
    while True:
        em = Style(Role.SERIF, size).em
        lines = break_lines(_spans(facts, size), TEXT_WIDTH, indent=2 * em)
        height = len(lines) * em * LEADING
        if height <= TEXT_BOTTOM - TEXT_TOP + em or size <= SMALLEST_TEXT:
            return size, lines
        size -= 1


def _spans(facts: CertificateFacts, size: float) -> list[Span]:
    plain, bold = Style(Role.SERIF, size), Style(Role.SERIF_BOLD, size)
    before, name, after = facts.text.partition(facts.name)
    if not name:
        return [Span(before, plain)]
    # A spread name needs a gap behind it too, or it runs into the next word.
    gap = "\u3000" if is_spread(name) else " "
    spans = [Span(before, plain), Span(name, bold, is_name=True), Span(gap + after.lstrip(), plain)]
    return [span for span in spans if span.text]
