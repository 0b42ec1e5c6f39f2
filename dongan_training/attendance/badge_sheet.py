"""Badges (胸牌) on sheets: each card in a design, a code on it that says nothing by itself."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from dongan_training.designs.fields import GROUP_COLOURS
from dongan_training.printing.designs.drawing import Values
from dongan_training.printing.designs.imposing import Cards, CardSheet, draw_cards
from dongan_training.printing.designs.model import Design
from dongan_training.printing.fonts import Role, Wording, require_printable
from dongan_training.printing.picture import PrintedPicture
from dongan_training.progress import Progress
from dongan_training.texts import _


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
    require_printable(_wordings(badges), Role.SANS)
    cards = Cards(
        title=_("{title}　胸牌").format(title=badges.title),
        author=badges.organiser,
        values=badge_values(badges),
        doing=_("正在排印胸牌…"),
    )
    return draw_cards(path, cards, sheet, design, progress)


def badge_values(badges: BadgeSheet) -> list[Values]:
    """What the fields of a design hold for each badge."""
    colours = group_colours(badges.cards)
    return [_values(badges, card, colours) for card in badges.cards]


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
