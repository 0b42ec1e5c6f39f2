"""Badges (胸牌) to cut out of A4 sheets: large name, and a code that says nothing by itself."""

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Literal

from dongan_training.printing.fonts import Role, Wording, require_printable
from dongan_training.printing.layout import Room, Style, fit, fit_name
from dongan_training.printing.page import A4, Align, Box, Pages, Stroke
from dongan_training.progress import Progress, Silent
from dongan_training.texts import _

PerPage = Literal[8, 10]

RED, MUTED, TINT = "#B3261E", "#4A525B", "#FBEAE8"
CUT = Stroke(0.15, "#9AA1A9")
MARK = 4.0  # millimetres of a cut mark, outside the cards
CROSS = 1.5  # millimetres of each arm of a cross between the cards
EDGE = 5.0  # millimetres from the edge of a card to its text


@dataclass(frozen=True)
class BadgeCard:
    """What one badge shows; ``code`` is the opaque token in its QR code."""

    name: str
    org: str
    post: str
    code: str
    group: str
    number: str


@dataclass(frozen=True)
class BadgeSheet:
    """The badges of one class."""

    title: str
    organiser: str
    cards: tuple[BadgeCard, ...]
    per_page: PerPage = 8


@dataclass(frozen=True)
class CardLook:
    """Measures of one card in millimetres, sizes in points."""

    width: float
    height: float
    rows: int
    qr: float
    name: float
    org: float
    head: float


LOOKS: dict[PerPage, CardLook] = {
    8: CardLook(width=95, height=67, rows=4, qr=36, name=34, org=12.5, head=10.5),
    10: CardLook(width=90, height=54, rows=5, qr=31, name=29, org=11, head=9.5),
}
COLUMNS = 2


def draw_badge_sheet(path: Path, sheet: BadgeSheet, progress: Progress | None = None) -> int:
    """Write all badges to ``path`` and return how many pages they take."""
    require_printable(_wordings(sheet), Role.SANS)
    progress = progress or Silent()
    look = LOOKS[sheet.per_page]
    title = _("{title}　胸牌").format(title=sheet.title)
    pages = Pages(title=title, author=sheet.organiser)
    shares = [
        sheet.cards[start : start + sheet.per_page]
        for start in range(0, len(sheet.cards), sheet.per_page)
    ]
    for number, cards in enumerate(shares):
        progress.step(number, len(shares), _("正在排印胸牌…"))
        pages.background(title, partial(_draw_cut_marks, look=look))
        for place, card in enumerate(cards):
            _draw_card(pages, _place(look, place), look, sheet.title, card)
        pages.next_page()
    pages.save(path)
    progress.step(len(shares), len(shares), _("正在排印胸牌…"))
    return len(shares)


def _wordings(sheet: BadgeSheet) -> list[Wording]:
    cards = (
        Wording(card.name, "".join((card.name, card.org, card.post, card.group, card.number)))
        for card in sheet.cards
    )
    return [Wording(sheet.title, sheet.title + sheet.organiser), *cards]


def _corner(look: CardLook) -> tuple[float, float]:
    return (A4.width - COLUMNS * look.width) / 2, (A4.height - look.rows * look.height) / 2


def _place(look: CardLook, place: int) -> Box:
    left, top = _corner(look)
    row, column = divmod(place, COLUMNS)
    return Box(left + column * look.width, top + row * look.height, look.width, look.height)


def _draw_card(pages: Pages, box: Box, look: CardLook, title: str, card: BadgeCard) -> None:
    left, right = box.x + EDGE, box.x + box.width - EDGE
    # The white around the code lies in the white edge of the card: dark stands under the rule.
    qr_left = right - look.qr + EDGE - 1.7
    room = qr_left - left - 1
    _draw_head(pages, box, look, title, card.group)
    middle = box.y + box.height * 0.43
    name = fit_name(
        card.name,
        Style(Role.SANS_BOLD, look.name),
        Room(room, box.height * 0.32, smallest=9, one_line_until=look.name * 0.6, leading=1.2),
    )
    pages.fitted_name(left, middle, name)
    about = Room(room, box.height * 0.2, smallest=7.5, one_line_until=look.org * 0.8)
    org = fit(card.org, Style(Role.SANS, look.org), about)
    pages.fitted(left, box.y + box.height * 0.68, org)
    post = Room(room, box.height * 0.12, smallest=7, one_line_until=7.5)
    pages.fitted(
        left, box.y + box.height * 0.84, fit(card.post, Style(Role.SANS, look.org, MUTED), post)
    )
    pages.qr(qr_left, box.y + box.height * 0.235, look.qr, card.code)
    number = Style(Role.SANS, look.head - 1.5, MUTED)
    middle_of_code = qr_left + look.qr / 2
    pages.text(middle_of_code, box.y + box.height * 0.91, card.number, number, Align.CENTRE)


def _draw_head(pages: Pages, box: Box, look: CardLook, title: str, group: str) -> None:
    """A red bar with the name of the class, the group at the right, a thin rule under both."""
    left, right = box.x + EDGE, box.x + box.width - EDGE
    y = box.y + box.height * 0.125
    pages.fill(Box(left, y - 2.2, 1.2, 4.4), RED)
    taken = _draw_group(pages, right, y, look, group) if group else 0.0
    room = Room(right - left - 3 - taken, 8, smallest=6.5, one_line_until=7.5)
    pages.fitted(left + 3, y, fit(title, Style(Role.SANS_BOLD, look.head, RED), room))
    rule = box.y + box.height * 0.21
    pages.rule(left, rule, right, rule, Stroke(0.2, "#C9CED4"))


def _draw_group(pages: Pages, right: float, y: float, look: CardLook, group: str) -> float:
    """Draw the group's pill and return the millimetres it takes from the title."""
    style = Style(Role.SANS_BOLD, look.head - 1, RED)
    width = style.width(group) + 4
    pages.pill(Box(right - width, y - 2.8, width, 5.6), TINT)
    pages.text(right - width / 2, y, group, style, Align.CENTRE)
    return width + 2


def _draw_cut_marks(pages: Pages, look: CardLook) -> None:
    """Marks outside the cards and small crosses between them: no frame shows a crooked cut."""
    left, top = _corner(look)
    xs = [left + column * look.width for column in range(COLUMNS + 1)]
    ys = [top + row * look.height for row in range(look.rows + 1)]
    for x in xs:
        pages.rule(x, ys[0] - 1 - MARK, x, ys[0] - 1, CUT)
        pages.rule(x, ys[-1] + 1, x, ys[-1] + 1 + MARK, CUT)
    for y in ys:
        pages.rule(xs[0] - 1 - MARK, y, xs[0] - 1, y, CUT)
        pages.rule(xs[-1] + 1, y, xs[-1] + 1 + MARK, y, CUT)
    for y in ys[1:-1]:
        for x in xs[1:-1]:
            pages.rule(x - CROSS, y, x + CROSS, y, CUT)
            pages.rule(x, y - CROSS, x, y + CROSS, CUT)
