"""Pouring blocks of text over pages, without tearing what belongs together."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from dongan_training.printing.page import Pages


@dataclass(frozen=True)
class Part:
    """A strip of a page: its height in millimetres, and how to draw it from its top down."""

    height: float
    draw: Callable[[Pages, float], None] = field(default=lambda pages, top: None)


@dataclass(frozen=True)
class Block:
    """Parts that stay on one page; a heading also stays with the block after it."""

    parts: tuple[Part, ...]
    is_heading: bool = False


def pour(blocks: Iterable[Block], room: float, first_room: float) -> list[list[Part]]:
    """Deal the blocks out to pages; only what is taller than a whole page is torn."""
    pages: list[list[Part]] = [[]]
    left = first_room
    for parts in _with_headings(blocks):
        height = sum(part.height for part in parts)
        if height > left and height <= room and pages[-1]:
            pages.append([])
            left = room
        for part in parts:
            if part.height > left and pages[-1]:
                pages.append([])
                left = room
            pages[-1].append(part)
            left -= part.height
    return pages


def _with_headings(blocks: Iterable[Block]) -> Iterable[list[Part]]:
    waiting: list[Part] = []
    for block in blocks:
        waiting += block.parts
        if not block.is_heading:
            yield waiting
            waiting = []
    if waiting:
        yield waiting


def draw_parts(pages: Pages, parts: Sequence[Part], top: float) -> None:
    """Draw one page's parts below each other."""
    for part in parts:
        part.draw(pages, top)
        top += part.height
