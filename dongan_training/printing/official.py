"""Official papers (公文) as GB/T 9704-2012 sets them: 22 lines of 28 characters on A4.

The page: 37 mm above, 28 mm at the left, 156 by 225 mm of text. The title in 小标宋 of 22
points, the text in 仿宋 of 16, headings in 黑体, then 楷体. Where the machine has no 仿宋 and
no 小标宋 our serif faces stand in for them; Word takes what the reader's machine has.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from dongan_training.printing.fonts import Role, Wording, require_printable
from dongan_training.printing.layout import Line, Span, Style, balance, break_lines
from dongan_training.printing.page import A4, Align, Pages
from dongan_training.printing.table import Column, Table, TableLook
from dongan_training.printing.title_lines import title_lines
from dongan_training.texts import _

TOP, LEFT, WIDTH, HEIGHT = 37.0, 28.0, 156.0, 225.0
LINES, CHARACTERS = 22, 28
PITCH, EM = HEIGHT / LINES, WIDTH / CHARACTERS
SIZE = EM * 72 / 25.4  # 三号 is 16 points; 28 characters in 156 mm are a hair less
TITLE = Style(Role.SERIF_BOLD, 22)
BODY, HEADING, SUBHEADING = (
    Style(Role.FANGSONG, SIZE),
    Style(Role.SANS_BOLD, SIZE),
    Style(Role.KAI, SIZE),
)
NUMBER = Style(Role.SERIF, 14)
NUMBER_Y = TOP + HEIGHT + 7.0
LOOK = TableLook(
    head=Style(Role.SANS_BOLD, 12),
    body=Style(Role.FANGSONG, 12),
    head_height=9.5,
    row_height=9.0,
)


class Kind(StrEnum):
    """What a paragraph is, which says how it is set."""

    ADDRESSEE = "addressee"  # 主送机关: from the left edge
    BODY = "body"  # two characters in
    HEADING = "heading"  # 一、 in 黑体
    SUBHEADING = "subheading"  # （一） in 楷体


STYLES = {
    Kind.ADDRESSEE: BODY,
    Kind.BODY: BODY,
    Kind.HEADING: HEADING,
    Kind.SUBHEADING: SUBHEADING,
}


@dataclass(frozen=True)
class Paragraph:
    """One paragraph of the text."""

    text: str
    kind: Kind = Kind.BODY


@dataclass(frozen=True)
class Attachment:
    """A table on pages of its own behind the text; ``remark`` stands below it."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    remark: str = ""


@dataclass(frozen=True)
class OfficialPaper:
    """All that a notice says."""

    title: str
    paragraphs: tuple[Paragraph, ...]
    signer: str  # 发文机关署名
    date: str  # 成文日期, in Arabic figures
    attachments: tuple[Attachment, ...] = ()

    def attachment_notes(self) -> Iterator[str]:
        """附件：1.名额分配表, below the text; the further ones stand under the first."""
        several = len(self.attachments) > 1
        for number, one in enumerate(self.attachments, start=1):
            head = _("附件：") if number == 1 else "　　　"
            yield f"{head}{number}.{one.title}" if several else f"{head}{one.title}"

    def attachment_name(self, number: int) -> str:
        """What stands at the top left of an attachment: 附件1."""
        several = len(self.attachments) > 1
        return _("附件{number}").format(number=number if several else "")


@dataclass(frozen=True)
class _Row:
    """One of the 22 lines of a page; ``stays`` with the next one."""

    line: Line
    x: float = LEFT
    width: float | None = WIDTH  # stretched to it; None: as it is
    stays: bool = False


EMPTY = _Row(Line((), 0, is_last=True))


def draw_official(path: Path, paper: OfficialPaper) -> int:
    """Write the paper as PDF and give how many pages it has."""
    require_printable(_wordings(paper), Role.FANGSONG)
    pages = Pages(title=paper.title, author=paper.signer)
    count = 0
    pages.outline(paper.title)
    for rows in _dealt(_rows(paper)):
        for number, row in enumerate(rows):
            if row.line.pieces:
                middle = TOP + PITCH * (number + 0.5)
                pages.line_of(row.x, middle, row.line, row.width)
        count += 1
        _end_page(pages, count)
    for number, one in enumerate(paper.attachments, start=1):
        count = _draw_attachment(pages, one, paper.attachment_name(number), count)
    pages.save(path)
    return count


def _rows(paper: OfficialPaper) -> Iterator[_Row]:
    for text in title_lines(paper.title, TITLE, WIDTH):
        (line,) = break_lines([Span(text, TITLE)], 2 * WIDTH)
        yield _Row(line, LEFT + (WIDTH - line.width) / 2, None, stays=True)
    yield EMPTY
    body = list(_text_rows(paper))
    foot = list(_foot_rows(paper))
    together = 1 + len(foot) <= LINES
    for number, row in enumerate(body, start=1):
        # No page of attachments and signer alone: the last line of the text goes with them.
        yield replace(row, stays=True) if together and number == len(body) else row
    for number, row in enumerate(foot, start=1):
        yield replace(row, stays=row.stays or (together and number < len(foot)))


def _text_rows(paper: OfficialPaper) -> Iterator[_Row]:
    for one in paper.paragraphs:
        indent = 0 if one.kind is Kind.ADDRESSEE else 2 * EM
        is_head = one.kind in (Kind.HEADING, Kind.SUBHEADING)
        for line in break_lines([Span(one.text, STYLES[one.kind])], WIDTH, indent=indent):
            yield _Row(line, stays=is_head)


def _foot_rows(paper: OfficialPaper) -> Iterator[_Row]:
    """Attachments one line below the text; signer and date four characters from the right."""
    if paper.attachments:
        yield EMPTY
        for note in paper.attachment_notes():
            (line,) = break_lines([Span(note, BODY)], 2 * WIDTH, indent=2 * EM)
            yield _Row(line, width=None)
    yield EMPTY
    yield _Row(EMPTY.line, stays=True)
    (date,) = break_lines([Span(paper.date, BODY)], WIDTH)
    date_x = LEFT + WIDTH - 4 * EM - date.width
    for text in signers(paper.signer):
        (signer,) = break_lines([Span(text, BODY)], 2 * WIDTH)
        # A signer stands over the middle of the date, but never beyond the right edge.
        middle = date_x + (date.width - signer.width) / 2
        yield _Row(signer, min(middle, LEFT + WIDTH - EM - signer.width), None, stays=True)
    yield _Row(date, date_x, None)


def signers(text: str) -> tuple[str, ...]:
    """Those who sign together stand below each other where one line does not hold them."""
    room = WIDTH - EM
    if BODY.width(text) <= room:
        return (text,)
    return tuple(line for one in text.split("、") for line in balance(one, BODY, room))


def _dealt(rows: Iterator[_Row]) -> Iterator[list[_Row]]:
    """Deal rows out to pages; rows that stay with the next one go over together."""
    page: list[_Row] = []
    together: list[_Row] = []
    for row in rows:
        together.append(row)
        if row.stays:
            continue
        if page and len(page) + len(together) > LINES:
            yield page
            page = []
        page += together
        together = []
    page += together
    if page:
        yield page


def _draw_attachment(pages: Pages, one: Attachment, name: str, count: int) -> int:
    table = Table(one.columns, LOOK)
    top = TOP + 4 * PITCH
    for part, rows in enumerate(
        table.pages([table.row(row) for row in one.rows], HEIGHT - 5 * PITCH)
    ):
        if not part:
            pages.outline(f"{name}　{one.title}")
        pages.text(LEFT, TOP + PITCH / 2, name, HEADING)
        pages.text(A4.width / 2, TOP + 2.5 * PITCH, one.title, TITLE, Align.CENTRE)
        end = table.draw(pages, LEFT + (WIDTH - table.width) / 2, top, rows)
        pages.text(LEFT, end + PITCH / 2, one.remark, LOOK.body)
        count += 1
        _end_page(pages, count)
    return count


def _end_page(pages: Pages, number: int) -> None:
    """— 1 —, one character in: at the right of odd pages, at the left of even ones."""
    text = f"— {number} —"
    if number % 2:
        pages.text(LEFT + WIDTH - NUMBER.em, NUMBER_Y, text, NUMBER, Align.RIGHT)
    else:
        pages.text(LEFT + NUMBER.em, NUMBER_Y, text, NUMBER)
    pages.next_page()


def _wordings(paper: OfficialPaper) -> list[Wording]:
    texts: Sequence[str] = [
        *(paper.title, paper.signer, paper.date),
        *(one.text for one in paper.paragraphs),
        *("".join((one.title, one.remark, *map("".join, one.rows))) for one in paper.attachments),
    ]
    return [Wording(text[:20], text) for text in texts]
