"""Changing a design: pure, each step gives a new one, so every step can be taken back."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from dongan_training.printing.designs.model import (
    CodeItem,
    Design,
    FillItem,
    FrameItem,
    Item,
    PictureItem,
    TextItem,
)
from dongan_training.printing.page import Box

GRID = 0.5  # millimetres
REACH = 1.2  # millimetres within which an edge is drawn to another
SMALLEST = 1.0
STEP_ASIDE = 4.0  # how far a copy lies from its original


@dataclass(frozen=True)
class Snapped:
    """A box drawn to what is near, and where the lines run that drew it."""

    box: Box
    across: tuple[float, ...] = ()  # x of lines that run up and down
    down: tuple[float, ...] = ()  # y of lines that run across


def with_item(design: Design, at: int, item: Item) -> Design:
    """The design with another item in this place."""
    items = (*design.items[:at], item, *design.items[at + 1 :])
    return replace(design, items=items)


def with_box(design: Design, at: int, box: Box) -> Design:
    """The design with an item moved or resized."""
    return with_item(design, at, replace(design.items[at], box=box))


def added(design: Design, item: Item) -> Design:
    """The design with one more item, above all others."""
    return replace(design, items=(*design.items, item))


def removed(design: Design, at: int) -> Design:
    """The design without an item."""
    return replace(design, items=(*design.items[:at], *design.items[at + 1 :]))


def doubled(design: Design, at: int) -> Design:
    """The design with a copy of an item, a little aside."""
    item = design.items[at]
    box = item.box._replace(x=item.box.x + STEP_ASIDE, y=item.box.y + STEP_ASIDE)
    return added(design, replace(item, box=box))


def raised(design: Design, at: int, by: int) -> Design:
    """The design with an item ``by`` places further up (over the others) or down."""
    items = list(design.items)
    item = items.pop(at)
    items.insert(min(max(at + by, 0), len(items)), item)
    return replace(design, items=tuple(items))


def new_item(kind: str, design: Design) -> Item:
    """An item in the middle of the page, ready to be changed."""
    wide, high = design.width / 3, min(design.height / 6, 14)
    box = Box(round((design.width - wide) / 2, 1), round((design.height - high) / 2, 1), wide, high)
    square = box._replace(width=min(25.0, design.width / 3), height=min(25.0, design.width / 3))
    items: dict[str, Item] = {
        TextItem.kind: TextItem(box, text="{name}"),
        FrameItem.kind: FrameItem(box),
        FillItem.kind: FillItem(box._replace(height=1.0)),
        PictureItem.kind: PictureItem(square),
        CodeItem.kind: CodeItem(square),
    }
    return items[kind]


def snapped(box: Box, others: Iterable[Box], width: float, height: float) -> Snapped:
    """Draw a moved box to the edges and middles of the page and of other boxes, else to the grid.

    ``width`` and ``height`` are those of the page, in millimetres.
    """
    xs, ys = _lines_of(others, width, height)
    x, across = _drawn(box.x, box.width, xs)
    y, down = _drawn(box.y, box.height, ys)
    return Snapped(box._replace(x=x, y=y), across, down)


def pulled(
    box: Box,
    by: tuple[float, float, float, float],
    others: Iterable[Box],
    page: tuple[float, float],
) -> Snapped:
    """Pull the edges of a box (left, top, right, bottom) to the lines a moved box snaps to.

    An edge that is pulled by nothing stays; ``page`` is its width and height in millimetres.
    """
    xs, ys = _lines_of(others, *page)
    x, width, across = _pulled(box.x, box.width, (by[0], by[2]), xs)
    y, height, down = _pulled(box.y, box.height, (by[1], by[3]), ys)
    return Snapped(Box(x, y, width, height), across, down)


def resized(box: Box, left: float, top: float, right: float, bottom: float) -> Box:
    """Move the edges of a box by so much, on the grid; it never turns inside out."""
    x = min(_on_grid(box.x + left), box.x + box.width - SMALLEST) if left else box.x
    y = min(_on_grid(box.y + top), box.y + box.height - SMALLEST) if top else box.y
    end_x = max(_on_grid(box.x + box.width + right), x + SMALLEST) if right else box.x + box.width
    end_y = (
        max(_on_grid(box.y + box.height + bottom), y + SMALLEST) if bottom else box.y + box.height
    )
    return Box(round(x, 2), round(y, 2), round(end_x - x, 2), round(end_y - y, 2))


def _lines_of(
    others: Iterable[Box], width: float, height: float
) -> tuple[list[float], list[float]]:
    """The lines of the page and of the other boxes that draw a box: x, then y."""
    all_of_them = (Box(0, 0, width, height), *others)
    xs = [line for one in all_of_them for line in _lines(one.x, one.width)]
    ys = [line for one in all_of_them for line in _lines(one.y, one.height)]
    return xs, ys


def _pulled(
    start: float, length: float, by: tuple[float, float], lines: Sequence[float]
) -> tuple[float, float, tuple[float, ...]]:
    """Start, length and guides after pulling the first or the last edge; never inside out."""
    first, last = start, start + length
    guides: tuple[float, ...] = ()
    if by[0]:
        drawn, guides = _drawn(first + by[0], 0, lines)
        first = min(drawn, last - SMALLEST)
        guides = guides if first == drawn else ()
    if by[1]:
        drawn, guides = _drawn(last + by[1], 0, lines)
        last = max(drawn, first + SMALLEST)
        guides = guides if last == drawn else ()
    return round(first, 2), round(last - first, 2), guides


def _lines(start: float, length: float) -> tuple[float, float, float]:
    return start, start + length / 2, start + length


def _drawn(start: float, length: float, lines: Iterable[float]) -> tuple[float, tuple[float, ...]]:
    """Where a box begins so that its start, middle or end lies on the nearest line."""
    best, found = REACH, None
    for line in lines:
        for share in (0, 0.5, 1):
            distance = abs(start + share * length - line)
            if distance < best:
                best, found = distance, (line - share * length, line)
    if found is None:
        return _on_grid(start), ()
    return round(found[0], 2), (found[1],)


def _on_grid(value: float) -> float:
    return round(value / GRID) * GRID
