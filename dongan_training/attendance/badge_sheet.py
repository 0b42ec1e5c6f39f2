"""Badges (胸牌) on sheets: each card in a design, a code on it that says nothing by itself."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from dongan_training.designs.fields import GROUP_COLOURS
from dongan_training.designs.shipped import CardSheet
from dongan_training.errors import UserError
from dongan_training.printing.designs.drawing import DesignPrinter, Values
from dongan_training.printing.designs.model import Design
from dongan_training.printing.fonts import Role, Wording, require_printable
from dongan_training.printing.page import Pages, Stroke
from dongan_training.printing.picture import PrintedPicture
from dongan_training.progress import Progress, Silent
from dongan_training.texts import N_, _

CUT = Stroke(0.15, "#9AA1A9")
MARK = 4.0  # millimetres of a cut mark, outside the cards
CROSS = 1.5  # millimetres of each arm of a cross between the cards
SLACK = 0.5  # millimetres a card may be larger than its place


@dataclass(eq=False)
class CardTooLarge(UserError):
    design: str
    width: float
    height: float
    message = N_("版式“{design}”比纸上的一格大，一格是 {width:g}×{height:g} 毫米。")
    advice = N_("没有生成文件。请换一种纸，或换一个版式。")


@dataclass(frozen=True)
class BadgeCard:
    """What one badge shows; ``code`` is the opaque token in its QR code."""

    name: str
    org: str
    post: str
    code: str
    group: str
    number: str
    seat: str = ""
    photo: PrintedPicture | None = field(default=None, compare=False)


@dataclass(frozen=True)
class BadgeSheet:
    """The badges of one class."""

    title: str
    organiser: str
    cards: tuple[BadgeCard, ...]


def draw_badge_sheet(
    path: Path,
    badges: BadgeSheet,
    sheet: CardSheet,
    design: Design,
    progress: Progress | None = None,
) -> int:
    """Write all badges to ``path`` and return how many pages they take. Raises CardTooLarge."""
    if design.width > sheet.card.width + SLACK or design.height > sheet.card.height + SLACK:
        raise CardTooLarge(design.name, *sheet.card)
    require_printable(_wordings(badges), Role.SANS)
    progress = progress or Silent()
    title = _("{title}　胸牌").format(title=badges.title)
    pages = Pages(title=title, author=badges.organiser, size=sheet.page)
    printer, colours = DesignPrinter(design), group_colours(badges.cards)
    shares = [
        badges.cards[start : start + sheet.per_page]
        for start in range(0, len(badges.cards), sheet.per_page)
    ]
    for number, cards in enumerate(shares):
        progress.step(number, len(shares), _("正在排印胸牌…"))
        if sheet.cut:
            pages.background(title, partial(_draw_cut_marks, sheet=sheet))
        for place, card in enumerate(cards):
            printer.draw(pages, _values(badges, card, colours), *_corner(sheet, design, place))
        pages.next_page()
    pages.save(path)
    progress.step(len(shares), len(shares), _("正在排印胸牌…"))
    return len(shares)


def group_colours(cards: Sequence[BadgeCard]) -> dict[str, str]:
    """Give each group a colour, in the order the groups come; nobody's group is the first."""
    groups = dict.fromkeys(card.group for card in cards if card.group)
    colours = {
        group: GROUP_COLOURS[place % len(GROUP_COLOURS)] for place, group in enumerate(groups)
    }
    return {"": GROUP_COLOURS[0], **colours}


def _wordings(badges: BadgeSheet) -> list[Wording]:
    cards = (
        Wording(card.name, "".join((card.name, card.org, card.post, card.group, card.number)))
        for card in badges.cards
    )
    return [Wording(badges.title, badges.title + badges.organiser), *cards]


def _values(badges: BadgeSheet, card: BadgeCard, colours: Mapping[str, str]) -> Values:
    texts = {
        "name": card.name,
        "org": card.org,
        "post": card.post,
        "group": card.group,
        "group_colour": colours[card.group],
        "seat": card.seat,
        "number": card.number,
        "class_title": badges.title,
        "organisation": badges.organiser,
        "code": card.code,
    }
    return Values(texts, {"photo": card.photo} if card.photo else {})


def _corner(sheet: CardSheet, design: Design, place: int) -> tuple[float, float]:
    """Where a card lies: in the middle of its place."""
    row, column = divmod(place, sheet.columns)
    return (
        sheet.left + column * sheet.across + (sheet.card.width - design.width) / 2,
        sheet.top + row * sheet.down + (sheet.card.height - design.height) / 2,
    )


def _draw_cut_marks(pages: Pages, sheet: CardSheet) -> None:
    """Marks outside the cards and small crosses between them: no frame shows a crooked cut."""
    xs = [sheet.left + column * sheet.across for column in range(sheet.columns + 1)]
    ys = [sheet.top + row * sheet.down for row in range(sheet.rows + 1)]
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
