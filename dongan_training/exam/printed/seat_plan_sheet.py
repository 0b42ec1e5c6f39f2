"""The seat plan (座位图) of a room: the front at the top, each seat with its person and form."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from dongan_training.exam.room_people import RoomPerson
from dongan_training.printing.fonts import Role, Wording, require_printable
from dongan_training.printing.layout import Room, Style, fit, fit_name
from dongan_training.printing.page import A4_LANDSCAPE, Align, Box, Pages, Stroke
from dongan_training.texts import _

LEFT, RIGHT, TOP, BOTTOM = 15.0, 282.0, 44.0, 194.0
TITLE_Y, FACTS_Y, DESK = 18.0, 28.0, Box(118, 33, 61, 7)
GAP = 2.0
TALLEST, WIDEST = 24.0, 40.0

TITLE = Style(Role.SERIF_BOLD, 19)
FACT = Style(Role.SERIF, 11)
NAME = Style(Role.SANS_BOLD, 13)
SMALL = Style(Role.SANS, 8, "#4A525B")
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
    """Write the plan to ``path``; gives its pages: a room deeper than a page has several."""
    require_printable(Wording(one.name, one.name) for one in plan.people)
    pages = Pages(
        title=_("{title}座位图").format(title=plan.title),
        author=plan.organiser,
        size=A4_LANDSCAPE,
    )
    cell = _cell(plan)
    per_page = max(1, int((BOTTOM - TOP) // cell.height))
    starts = range(0, plan.rows, per_page)
    for number, start in enumerate(starts, start=1):
        page = _("第 {page} 页　共 {count} 页").format(page=number, count=len(starts))
        _draw_head(pages, plan, page)
        rows = range(start + 1, min(start + per_page, plan.rows) + 1)
        _draw_seats(pages, plan, rows, cell)
        pages.next_page()
    pages.save(path)
    return len(starts)


def _cell(plan: SeatPlan) -> Box:
    width = min(WIDEST, (RIGHT - LEFT) / max(plan.columns, 1))
    height = min(TALLEST, max(13.0, (BOTTOM - TOP) / max(plan.rows, 1)))
    return Box(0, 0, width, height)


def _draw_head(pages: Pages, plan: SeatPlan, page: str) -> None:
    middle = A4_LANDSCAPE.width / 2
    room = Room(RIGHT - LEFT, 10, smallest=11, one_line_until=12)
    title = fit(_("{title}座位图").format(title=plan.title), TITLE, room)
    pages.fitted(middle, TITLE_Y, title, Align.CENTRE)
    pages.text(middle, FACTS_Y, plan.facts, FACT, Align.CENTRE)
    pages.fill(DESK, TINT)
    pages.text(middle, DESK.y + DESK.height / 2, _("讲　台"), FACT, Align.CENTRE)
    pages.text(RIGHT, 202, page, SMALL, Align.RIGHT)


def _draw_seats(pages: Pages, plan: SeatPlan, rows: Sequence[int], cell: Box) -> None:
    known = {(one.row, one.column): one for one in plan.people}
    left = (A4_LANDSCAPE.width - plan.columns * cell.width) / 2
    for place, row in enumerate(rows):
        for column in range(1, plan.columns + 1):
            x = left + (column - 1) * cell.width + GAP / 2
            box = Box(x, TOP + place * cell.height, cell.width - GAP, cell.height - GAP)
            person = known.get((row, column))
            if person is None:
                pages.frame(box, EMPTY)
            else:
                _draw_seat(pages, box, person)


def _draw_seat(pages: Pages, box: Box, person: RoomPerson) -> None:
    pages.frame(box, FRAME)
    middle = box.x + box.width / 2
    room = Room(box.width - 2, box.height * 0.55, smallest=5, one_line_until=8, leading=1.15)
    pages.fitted_name(
        middle, box.y + box.height * 0.38, fit_name(person.name, NAME, room), Align.CENTRE
    )
    foot = box.y + box.height * 0.82
    pages.text(box.x + 1.5, foot, person.seat, SMALL)
    pages.text(middle, foot, f"{person.number:04}", SMALL, Align.CENTRE)
    if person.form:
        form = _("{form} 卷").format(form=person.form)
        pages.text(box.x + box.width - 1.5, foot, form, SMALL, Align.RIGHT)
