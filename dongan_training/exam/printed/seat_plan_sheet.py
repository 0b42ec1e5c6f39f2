"""The seat plan (座位图) of a room: the front at the top, each seat with its person and form."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from dongan_training.exam.room_people import RoomPerson
from dongan_training.printing.fonts import Role, Wording, require_printable
from dongan_training.printing.layout import Room, Style, fit, fit_name
from dongan_training.printing.page import (
    A3_LANDSCAPE,
    A4_LANDSCAPE,
    Align,
    Box,
    Pages,
    Size,
    Stroke,
)
from dongan_training.texts import _

MARGIN, TOP, FOOT = 15.0, 44.0, 16.0
TITLE_Y, FACTS_Y, DESK = 18.0, 28.0, Size(61, 7)
DESK_Y = 33.0
GAP = 2.0
TALLEST, WIDEST = 24.0, 40.0
LOWEST, NARROWEST = 17.0, 19.0  # millimetres of a seat in which the longest name can be read
ROOMY = 26.0  # a seat at least so wide is set in the usual size

TITLE = Style(Role.SERIF_BOLD, 19)
FACT = Style(Role.SERIF, 11)
NAME = Style(Role.SANS_BOLD, 13)
SMALL, SMALLER = Style(Role.SANS, 8, "#4A525B"), Style(Role.SANS, 5.5, "#4A525B")
FRAME, EMPTY = Stroke(0.3), Stroke(0.2, "#B5BBC2", dashes=(1, 1))
TINT = "#F2F2F2"


@dataclass(frozen=True)
class SeatPlan:
    """A room with so many rows of so many seats, and who sits in it."""

    title: str
    organiser: str
    facts: str
    rows: int
    columns: int
    people: tuple[RoomPerson, ...]


def draw_seat_plan(path: Path, plan: SeatPlan) -> int:
    """Write the plan to ``path``; gives its pages.

    A room of many columns comes on A3; one that is larger than a page on several.
    """
    require_printable(Wording(one.name, one.name) for one in plan.people)
    title = _("{title}座位图").format(title=plan.title)
    size = _size(plan)
    pages = Pages(title=title, author=plan.organiser, size=size)
    cell = _cell(plan, size)
    across = max(1, int((size.width - 2 * MARGIN) / cell.width + 0.01))
    down = max(1, int((size.height - TOP - FOOT) / cell.height + 0.01))
    parts = [
        (
            range(row, min(row + down, plan.rows + 1)),
            range(column, min(column + across, plan.columns + 1)),
        )
        for column in range(1, plan.columns + 1, across)
        for row in range(1, plan.rows + 1, down)
    ]
    for number, (rows, columns) in enumerate(parts, start=1):
        page = _("第 {page} 页　共 {count} 页").format(page=number, count=len(parts))
        _draw_head(pages, plan, page)
        _draw_seats(pages, plan, rows, columns, cell)
        pages.next_page()
    pages.save(path)
    return len(parts)


def _size(plan: SeatPlan) -> Size:
    fits = (A4_LANDSCAPE.width - 2 * MARGIN) / max(plan.columns, 1) >= ROOMY
    return A4_LANDSCAPE if fits else A3_LANDSCAPE


def _cell(plan: SeatPlan, size: Size) -> Size:
    width = (size.width - 2 * MARGIN) / max(plan.columns, 1)
    height = (size.height - TOP - FOOT) / max(plan.rows, 1)
    return Size(min(WIDEST, max(NARROWEST, width)), min(TALLEST, max(LOWEST, height)))


def _draw_head(pages: Pages, plan: SeatPlan, page: str) -> None:
    width, height = pages.size
    room = Room(width - 2 * MARGIN, 10, smallest=11, one_line_until=12)
    title = fit(_("{title}座位图").format(title=plan.title), TITLE, room)
    pages.fitted(width / 2, TITLE_Y, title, Align.CENTRE)
    pages.text(width / 2, FACTS_Y, plan.facts, FACT, Align.CENTRE)
    pages.fill(Box((width - DESK.width) / 2, DESK_Y, *DESK), TINT)
    pages.text(width / 2, DESK_Y + DESK.height / 2, _("讲　台"), FACT, Align.CENTRE)
    pages.text(width - MARGIN, height - 8, page, SMALL, Align.RIGHT)


def _draw_seats(
    pages: Pages, plan: SeatPlan, rows: Sequence[int], columns: Sequence[int], cell: Size
) -> None:
    known = {(one.row, one.column): one for one in plan.people}
    left = (pages.size.width - len(columns) * cell.width) / 2
    for down, row in enumerate(rows):
        for across, column in enumerate(columns):
            x = left + across * cell.width + GAP / 2
            box = Box(x, TOP + down * cell.height, cell.width - GAP, cell.height - GAP)
            person = known.get((row, column))
            if person is None:
                pages.frame(box, EMPTY)
            else:
                _draw_seat(pages, box, person)


def _draw_seat(pages: Pages, box: Box, person: RoomPerson) -> None:
    pages.frame(box, FRAME)
    small = SMALL if box.width >= ROOMY - GAP else SMALLER
    middle = box.x + box.width / 2
    room = Room(box.width - 1, box.height * 0.66, smallest=5, one_line_until=8, leading=1.15)
    pages.fitted_name(
        middle, box.y + box.height * 0.38, fit_name(person.name, NAME, room), Align.CENTRE
    )
    foot = box.y + box.height - 2.2
    form = _("{form} 卷").format(form=person.form) if person.form else ""
    left, right = box.x + 1, box.x + box.width - 1
    pages.text(left, foot, person.seat, small)
    pages.text(right, foot, form, small, Align.RIGHT)
    between = (left + small.width(person.seat) + right - small.width(form)) / 2
    pages.text(between, foot, f"{person.number:04}", small, Align.CENTRE)
