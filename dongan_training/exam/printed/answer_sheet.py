"""Answer sheets (答题卡) to fill in with a 2B pencil, one for each person or blank."""

from dataclasses import dataclass
from functools import partial
from pathlib import Path

from dongan_training.exam.printed.answer_layout import (
    CODE_BOX,
    CODE_DIGITS,
    AnswerLayout,
    AskedSection,
    Bubble,
    Caption,
    answer_layout,
    digit_middle,
)
from dongan_training.printing.fonts import Role, Wording, require_printable
from dongan_training.printing.layout import INK, Room, Span, Style, break_lines, fit, fit_name
from dongan_training.printing.page import A4, Align, Box, Pages, Stroke
from dongan_training.progress import Progress, Silent
from dongan_training.texts import N_, _

TITLE = Style(Role.SERIF_BOLD, 18)
BODY = Style(Role.SERIF, 11.5)
NUMBER = Style(Role.SERIF, 10)
NOTE = Style(Role.KAI, 9.5)
HEADING = Style(Role.SERIF_BOLD, 11)
SMALL = Style(Role.SANS, 7, "#555555")
FOOT = Style(Role.SERIF, 9, "#444444")
BUBBLE_STROKE = Stroke(0.2, "#777777")
FRAME = Stroke(0.3)
TITLE_X, TITLE_Y, FOOT_Y = 90.0, 24.0, 283.0
FIELDS_Y, NOTICES_Y = (56.0, 66.0, 76.0), 100.0
DIGITS_Y = CODE_BOX.y + 7
PREFIX = "DAS1"
NOTICES = (
    N_("用 2B 铅笔把选中的方框涂满涂黑，改动时擦干净。"),
    N_("姓名用黑色签字笔书写；考号和卷别同时涂满。"),
    N_("保持卡面清洁，不要折叠，四角的黑块不能涂写。"),
)


@dataclass(frozen=True)
class SheetOwner:
    """Whose sheet it is; a blank one has neither number nor name."""

    number: int = 0
    name: str = ""
    unit: str = ""
    seat: str = ""


@dataclass(frozen=True)
class AnswerSheets:
    """The sheets of one exam; ``exam`` is its id, in the code of each page."""

    title: str
    organiser: str
    exam: str
    forms: tuple[str, ...]
    sections: tuple[AskedSection, ...]
    owners: tuple[SheetOwner, ...] = (SheetOwner(),)


def draw_answer_sheets(
    path: Path, sheets: AnswerSheets, progress: Progress | None = None
) -> AnswerLayout:
    """Write all sheets to ``path``; gives the layout a reader needs, the same for everybody."""
    require_printable(
        Wording(one.name or sheets.title, one.name + one.unit + sheets.title)
        for one in sheets.owners
    )
    progress = progress or Silent()
    layout = answer_layout(sheets.sections, sheets.forms)
    title = _("{title}答题卡").format(title=sheets.title)
    pages = Pages(title=title, author=sheets.organiser)
    for place, owner in enumerate(sheets.owners):
        progress.step(place, len(sheets.owners), _("正在排印答题卡…"))
        for page in range(1, layout.pages + 1):
            fixed = partial(_draw_fixed, title=title, layout=layout, page=page)
            pages.background(f"page {page}", fixed)
            pages.qr(*layout.code[:3], code_text(sheets.exam, owner.number, page))
            if page == 1:
                if owner.name and len(sheets.owners) > 1:
                    pages.outline(owner.name)
                _draw_owner(pages, owner)
            pages.next_page()
    pages.save(path)
    progress.step(len(sheets.owners), len(sheets.owners), _("正在排印答题卡…"))
    return layout


def code_text(exam: str, number: int, page: int) -> str:
    """What a page's code says: exam, number in the class (0 for a blank sheet), page."""
    return f"{PREFIX}:{exam.replace('-', '').upper()}:{number}:{page}"


def _draw_fixed(pages: Pages, *, title: str, layout: AnswerLayout, page: int) -> None:
    for corner in layout.corners:
        pages.fill(corner, INK)
    fitted = fit(title, TITLE, Room(118, 12, smallest=11, one_line_until=14))
    pages.fitted(TITLE_X, TITLE_Y, fitted, Align.CENTRE)
    if page == 1:
        _draw_head(pages)
    for caption in (one for one in layout.captions if one.page == page):
        _draw_caption(pages, caption)
    for one in (one for one in layout.bubbles if one.page == page):
        _draw_bubble(pages, one)
    for line in (one.box for one in layout.lines if one.page == page):
        bottom = line.y + line.height
        pages.rule(line.x, bottom, line.x + line.width, bottom, BUBBLE_STROKE)
    told = _("第 {page} 页　共 {count} 页").format(page=page, count=layout.pages)
    pages.text(A4.width / 2, FOOT_Y, told, FOOT, Align.CENTRE)


def _draw_caption(pages: Pages, caption: Caption) -> None:
    box = caption.box
    middle = box.y + box.height / 2
    if caption.is_heading:
        pages.text(box.x, middle, caption.text, HEADING)
    else:
        pages.text(box.x + box.width, middle, caption.text, NUMBER, Align.RIGHT)


def _draw_head(pages: Pages) -> None:
    for y, field in zip(FIELDS_Y, (_("姓名"), _("单位"), _("座位号")), strict=True):
        pages.text(20, y, f"{field}：", BODY)
        pages.rule(36, y + 3.6, 104, y + 3.6, FRAME)
    pages.text(20, 88, _("卷别"), BODY)
    y = NOTICES_Y
    for number, notice in enumerate(NOTICES, start=1):
        for line in break_lines([Span(f"{number}. {_(notice)}", NOTE)], 86, hanging=4):
            pages.line_of(20, y, line, 86)
            y += 4.6
    pages.frame(CODE_BOX, FRAME)
    pages.text(CODE_BOX.x + 4, DIGITS_Y, _("考号"), BODY)
    for digit in range(CODE_DIGITS):
        pages.frame(Box(digit_middle(digit) - 3.8, DIGITS_Y - 4, 7.6, 8), BUBBLE_STROKE)


def _draw_bubble(pages: Pages, one: Bubble) -> None:
    pages.frame(one.box, BUBBLE_STROKE)
    value = one.value.split(":")[-1]
    middle = (one.box.x + one.box.width / 2, one.box.y + one.box.height / 2)
    pages.text(*middle, value, SMALL, Align.CENTRE)


def _draw_owner(pages: Pages, owner: SheetOwner) -> None:
    if not owner.number:
        return
    room = Room(66, 8, smallest=6, one_line_until=8)
    name_y, unit_y, seat_y = FIELDS_Y
    pages.fitted_name(38, name_y, fit_name(owner.name, BODY, room))
    pages.fitted(38, unit_y, fit(owner.unit, BODY, room))
    pages.text(38, seat_y, owner.seat, BODY)
    digits = f"{owner.number:0{CODE_DIGITS}}"[-CODE_DIGITS:]
    for place, digit in enumerate(digits):
        pages.text(digit_middle(place), DIGITS_Y, digit, BODY, Align.CENTRE)
