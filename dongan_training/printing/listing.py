"""A plain document: a title, a few facts, one table over as many pages as it needs."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from dongan_training.printing.fonts import Role, Wording, require_printable
from dongan_training.printing.layout import Fitted, Room, Style, break_text, fit
from dongan_training.printing.page import A4, Align, Pages
from dongan_training.printing.table import Column, Row, Table, TableLook, names_of
from dongan_training.texts import _

LEFT, RIGHT, BOTTOM = 18.0, 192.0, 272.0
WIDTH = RIGHT - LEFT
TITLE_Y, FIRST_FACT_Y, FACT_LINE, FOOT_Y = 22.0, 33.0, 6.5, 283.0
GAP = 3.0

TITLE = Style(Role.SERIF_BOLD, 19)
FACT = Style(Role.SERIF, 11)
FOOT = Style(Role.SERIF, 9.5, "#555555")
LOOK = TableLook(
    head=Style(Role.SERIF_BOLD, 10.5),
    body=Style(Role.SERIF, 10.5),
    head_height=8.5,
    row_height=8.0,
)


@dataclass(frozen=True)
class Listing:
    """All that one document says: ``facts`` below the title, ``remarks`` below the table."""

    title: str
    author: str
    facts: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    foot: str = ""
    remarks: tuple[str, ...] = ()


def draw_listing(path: Path, listing: Listing) -> int:
    """Write the document to ``path`` and give how many pages it has."""
    texts = (listing.title, listing.author, listing.foot, *listing.facts, *listing.remarks)
    cells = ("".join(row) for row in listing.rows)
    require_printable([Wording(text[:20], text) for text in (*texts, *cells)])
    table = Table(listing.columns, LOOK)
    facts, remarks = _lines(listing.facts), _lines(listing.remarks)
    title = fit(listing.title, TITLE, Room(WIDTH, 18, smallest=12, one_line_until=15))
    first = FIRST_FACT_Y + (len(title.lines) - 1) * title.leading / 2
    top = first + FACT_LINE * len(facts) + GAP - FACT_LINE / 2
    rows = [table.row(row) for row in listing.rows]
    leaves = list(_leaves(table.pages(rows, BOTTOM - top), remarks, BOTTOM - top))
    name_at = next((at for at, one in enumerate(listing.columns) if one.is_name), None)
    pages = Pages(title=listing.title, author=listing.author)
    for number, leaf in enumerate(leaves, start=1):
        _draw_head(pages, title, facts, first)
        if len(leaves) > 1 and name_at is not None:
            pages.outline_people(names_of(leaf.rows, name_at))
        _draw_leaf(pages, table, top, leaf)
        page = _("第 {page} 页　共 {count} 页").format(page=number, count=len(leaves))
        pages.text(LEFT, FOOT_Y, listing.foot, FOOT)
        pages.text(RIGHT, FOOT_Y, page, FOOT, Align.RIGHT)
        pages.next_page()
    pages.save(path)
    return len(leaves)


@dataclass(frozen=True)
class _Leaf:
    """What one page holds below its head."""

    rows: Sequence[Row]
    remarks: Sequence[str] = ()


def _lines(texts: Sequence[str]) -> list[str]:
    return [line for text in texts for line in break_text(text, FACT, WIDTH)]


def _leaves(shares: list[list[Row]], remarks: Sequence[str], room: float) -> Iterator[_Leaf]:
    """The table's pages; the remarks begin below its end and go on for as long as they need."""
    *full, last = shares
    yield from (_Leaf(rows) for rows in full)
    used = LOOK.head_height + sum(row.height for row in last) + GAP
    beside = max(0, int((room - used) / FACT_LINE))
    yield _Leaf(last, remarks[:beside])
    a_page = int(room / FACT_LINE)
    for start in range(beside, len(remarks), a_page):
        yield _Leaf((), remarks[start : start + a_page])


def _draw_head(pages: Pages, title: Fitted, facts: Sequence[str], first: float) -> None:
    pages.fitted(A4.width / 2, TITLE_Y, title, Align.CENTRE)
    for number, fact in enumerate(facts):
        pages.text(LEFT, first + FACT_LINE * number, fact, FACT)


def _draw_leaf(pages: Pages, table: Table, top: float, leaf: _Leaf) -> None:
    """A table narrower than the page stands in its middle; a page of remarks has none."""
    bottom = top
    if leaf.rows or not leaf.remarks:
        bottom = table.draw(pages, (A4.width - table.width) / 2, top, leaf.rows) + GAP
    for number, line in enumerate(leaf.remarks):
        pages.text(LEFT, bottom + FACT_LINE * (number + 0.5), line, FACT)
