"""A form of ruled boxes: a label at the left, what is known or room to write at the right."""

from dataclasses import dataclass
from pathlib import Path

from dongan_training.printing.fonts import Role, Wording, require_printable
from dongan_training.printing.layout import Room, Style, break_text, fit
from dongan_training.printing.page import A4, Align, Box, Pages, Stroke
from dongan_training.texts import _

LEFT, RIGHT, TOP, BOTTOM = 20.0, 190.0, 38.0, 272.0
TITLE_Y, FOOT_Y = 25.0, 283.0
LABEL = 32.0
LINE, PADDING = 6.2, 3.0

TITLE = Style(Role.SERIF_BOLD, 19)
HEAD = Style(Role.SERIF_BOLD, 11)
BODY = Style(Role.SERIF, 11)
FOOT = Style(Role.SERIF, 9.5, "#555555")
RULE = Stroke(0.25)
TINT = "#F2F2F2"


@dataclass(frozen=True)
class Entry:
    """One box; it is at least ``height`` millimetres high, so that a pen finds room."""

    label: str
    text: str = ""
    height: float = 11.0


@dataclass(frozen=True)
class Form:
    """All boxes of a document, one below the other."""

    title: str
    author: str
    entries: tuple[Entry, ...]
    foot: str = ""


def draw_form(path: Path, form: Form) -> int:
    """Write the form to ``path`` and give how many pages it has."""
    texts = (form.title, form.author, form.foot)
    told = [(one.label, one.text) for one in form.entries]
    require_printable([Wording(text[:20], text) for text in texts])
    require_printable([Wording(label, text) for label, text in told])
    boxes = [_box(entry) for entry in form.entries]
    shares = _shares(boxes)
    pages = Pages(title=form.title, author=form.author)
    for number, share in enumerate(shares, start=1):
        if number == 1:
            title = fit(form.title, TITLE, Room(RIGHT - LEFT, 16, smallest=12, one_line_until=15))
            pages.fitted(A4.width / 2, TITLE_Y, title, Align.CENTRE)
        _draw_boxes(pages, share)
        page = _("第 {page} 页　共 {count} 页").format(page=number, count=len(shares))
        pages.text(LEFT, FOOT_Y, form.foot, FOOT)
        pages.text(RIGHT, FOOT_Y, page, FOOT, Align.RIGHT)
        pages.next_page()
    pages.save(path)
    return len(shares)


@dataclass(frozen=True)
class _Box:
    label: str
    lines: tuple[str, ...]
    height: float


def _box(entry: Entry) -> _Box:
    width = RIGHT - LEFT - LABEL - 2 * PADDING
    lines = tuple(line for part in entry.text.split("\n") for line in break_text(part, BODY, width))
    return _Box(entry.label, lines, max(entry.height, len(lines) * LINE + 2 * PADDING))


def _shares(boxes: list[_Box]) -> list[list[_Box]]:
    """Deal boxes out to pages; one longer than a page goes on on the next."""
    shares: list[list[_Box]] = [[]]
    left = BOTTOM - TOP
    for box in (part for one in boxes for part in _parts(one)):
        if box.height > left and shares[-1]:
            shares.append([])
            left = BOTTOM - TOP
        shares[-1].append(box)
        left -= box.height
    return shares


def _parts(box: _Box) -> list[_Box]:
    most = int((BOTTOM - TOP - 2 * PADDING) / LINE)
    if len(box.lines) <= most:
        return [box]
    starts = range(0, len(box.lines), most)
    parts = [box.lines[start : start + most] for start in starts]
    return [_Box(box.label, part, len(part) * LINE + 2 * PADDING) for part in parts]


def _draw_boxes(pages: Pages, boxes: list[_Box]) -> None:
    y = TOP
    for box in boxes:
        pages.fill(Box(LEFT, y, LABEL, box.height), TINT)
        pages.frame(Box(LEFT, y, RIGHT - LEFT, box.height), RULE)
        pages.rule(LEFT + LABEL, y, LEFT + LABEL, y + box.height, RULE)
        label = fit(box.label, HEAD, Room(LABEL - 4, box.height, smallest=8, one_line_until=9))
        pages.fitted(LEFT + LABEL / 2, y + box.height / 2, label, Align.CENTRE)
        first = y + (box.height - len(box.lines) * LINE) / 2 + LINE / 2
        for number, line in enumerate(box.lines):
            pages.text(LEFT + LABEL + PADDING, first + number * LINE, line, BODY)
        y += box.height
