"""A plain document: a title, a few facts, one table over as many pages as it needs."""

from collections.abc import Sequence
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
    """All that one document says; ``facts`` stand below the title, one a line."""

    title: str
    author: str
    facts: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    foot: str = ""


def draw_listing(path: Path, listing: Listing) -> int:
    """Write the document to ``path`` and give how many pages it has."""
    texts = (listing.title, listing.author, listing.foot, *listing.facts)
    cells = ("".join(row) for row in listing.rows)
    require_printable([Wording(text[:20], text) for text in (*texts, *cells)])
    table = Table(listing.columns, LOOK)
    facts = [line for fact in listing.facts for line in break_text(fact, FACT, WIDTH)]
    title = fit(listing.title, TITLE, Room(WIDTH, 18, smallest=12, one_line_until=15))
    first = FIRST_FACT_Y + (len(title.lines) - 1) * title.leading / 2
    top = first + FACT_LINE * len(facts) + GAP - FACT_LINE / 2
    shares = table.pages([table.row(row) for row in listing.rows], BOTTOM - top)
    name_at = next((at for at, one in enumerate(listing.columns) if one.is_name), None)
    pages = Pages(title=listing.title, author=listing.author)
    for number, rows in enumerate(shares, start=1):
        _draw_head(pages, title, facts, first)
        if len(shares) > 1 and name_at is not None:
            pages.outline_people(names_of(rows, name_at))
        _draw_rows(pages, table, top, rows)
        page = _("第 {page} 页　共 {count} 页").format(page=number, count=len(shares))
        pages.text(LEFT, FOOT_Y, listing.foot, FOOT)
        pages.text(RIGHT, FOOT_Y, page, FOOT, Align.RIGHT)
        pages.next_page()
    pages.save(path)
    return len(shares)


def _draw_head(pages: Pages, title: Fitted, facts: Sequence[str], first: float) -> None:
    pages.fitted(A4.width / 2, TITLE_Y, title, Align.CENTRE)
    for number, fact in enumerate(facts):
        pages.text(LEFT, first + FACT_LINE * number, fact, FACT)


def _draw_rows(pages: Pages, table: Table, top: float, rows: Sequence[Row]) -> None:
    """A table narrower than the page stands in its middle."""
    table.draw(pages, (A4.width - table.width) / 2, top, rows)
