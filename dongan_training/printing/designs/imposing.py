"""Cards of one design side by side on sheets, with marks where to cut."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from dongan_training.errors import UserError
from dongan_training.printing.designs.drawing import DesignPrinter, Values
from dongan_training.printing.designs.model import Design
from dongan_training.printing.page import Pages, Size, Stroke
from dongan_training.progress import Progress, Silent
from dongan_training.texts import N_

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
class CardSheet:
    """A sheet of cards in millimetres: where the first lies, and how far to the next."""

    name: str
    label: str
    page: Size
    card: Size
    columns: int
    rows: int
    left: float
    top: float
    across: float
    down: float
    cut: bool  # whether marks show where to cut
    design: str  # the design it is meant for

    @property
    def per_page(self) -> int:
        """Cards on one sheet."""
        return self.columns * self.rows

    def holds(self, design: Design) -> bool:
        """Whether a card of this design fits its place."""
        width, height = self.card
        return design.width <= width + SLACK and design.height <= height + SLACK


@dataclass(frozen=True)
class Cards:
    """What is printed: a title and author for the file, and the values of each card."""

    title: str
    author: str
    values: Sequence[Values]
    doing: str  # what the progress says


def draw_cards(
    path: Path, cards: Cards, sheet: CardSheet, design: Design, progress: Progress | None = None
) -> int:
    """Write all cards to ``path`` and return how many pages they take. Raises CardTooLarge."""
    if not sheet.holds(design):
        raise CardTooLarge(design.name, *sheet.card)
    progress = progress or Silent()
    pages = Pages(title=cards.title, author=cards.author, size=sheet.page)
    printer = DesignPrinter(design)
    starts = range(0, len(cards.values), sheet.per_page)
    for number, start in enumerate(starts):
        progress.step(number, len(starts), cards.doing)
        if sheet.cut:
            pages.background("cut marks", partial(_draw_cut_marks, sheet=sheet))
        on_page = cards.values[start : start + sheet.per_page]
        if len(starts) > 1:
            pages.outline_people([values.texts.get("name", "") for values in on_page])
        for place, values in enumerate(on_page):
            printer.draw(pages, values, *_corner(sheet, design, place))
        pages.next_page()
    pages.save(path)
    progress.step(len(starts), len(starts), cards.doing)
    return len(starts)


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
