"""The sign-in sheet (签到表) that lies at the door, as PDF."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import count, islice
from pathlib import Path

from dongan_training.attendance.sheet_choice import COLUMNS, USUAL, SheetColumn, SheetPaper
from dongan_training.errors import UserError
from dongan_training.printing.fonts import Role, Wording, require_printable
from dongan_training.printing.layout import Room, Style, fit
from dongan_training.printing.page import A3, A3_LANDSCAPE, A4, A4_LANDSCAPE, Align, Pages, Size
from dongan_training.printing.table import Column, Row, Table, names_of
from dongan_training.texts import N_, _

MARGIN = 16.0
TITLE_Y = 22.5
FACTS_Y = (35.75, 42.75)
TABLE_TOP = 48.25
FOOT_FROM_BOTTOM, TABLE_FROM_BOTTOM = 25.75, 32.0
CODE_SIDE, CODE_TOP, CODE_GAP = 16.0, 9.0, 4.0
FACTS_GAP = 6.0  # millimetres between the two texts of a line
NUMBER, NAME, WIDE_NAME = 11.5, 23.0, 34.0  # the wide one where one signature leaves room
WIDTHS = {
    SheetColumn.ORG: 48.75,
    SheetColumn.POST: 23.0,
    SheetColumn.GROUP: 18.0,
    SheetColumn.SEAT: 16.0,
    SheetColumn.PHONE: 29.0,
    SheetColumn.NOTE: 17.5,
}
NARROW_NOTE = 13.5  # where there are more than two signatures
WIDEST_SIGNATURE, NARROWEST_SIGNATURE = 36.0, 14.0
SIZES = {
    SheetPaper.A4: A4,
    SheetPaper.A4_ACROSS: A4_LANDSCAPE,
    SheetPaper.A3: A3,
    SheetPaper.A3_ACROSS: A3_LANDSCAPE,
}

TITLE = Style(Role.SERIF_BOLD, 20.5)
FACT = Style(Role.SERIF, 11.5)
FOOT = Style(Role.SERIF, 9.5, "#555555")


@dataclass(eq=False)
class TooManySignatures(UserError):
    count: int
    room: int
    message = N_("一张纸上放不下 {count} 个签名栏，最多 {room} 个。")
    advice = N_("没有生成文件。请换成横向或 A3 纸，减少栏目，或者按天打印。")


@dataclass(frozen=True)
class SheetPerson:
    """One row: who is expected, and what is known already if printed afterwards."""

    name: str
    org: str
    post: str = ""
    marks: tuple[str, ...] = ()  # what stands in the signature columns: "08:21"
    note: str = ""
    group: str = ""
    seat: str = ""
    phone: str = ""  # masked
    number: int | None = None  # in the class, as on the badge: by it a sheet is typed in

    def cell(self, column: SheetColumn) -> str:
        """What stands in a column."""
        return str(getattr(self, column.value))


NOBODY = SheetPerson("", "")
USUAL_BLANKS = 2
NAME_AT = 1  # the column of the name


@dataclass(frozen=True)
class AttendanceSheet:
    """All that one sign-in sheet says, as texts ready to print."""

    title: str
    time: str
    place: str
    organiser: str
    code: str
    qr: Callable[[int], str]  # the text of the code on a page, by which a photograph is filed
    people: tuple[SheetPerson, ...]
    signatures: tuple[str, ...] = ("上午签名", "下午签名")
    present: int | None = None  # None leaves a line to fill in by hand
    walk_ins: int = USUAL_BLANKS  # blank rows at least; the last page is filled up anyway
    columns: tuple[SheetColumn, ...] = USUAL
    paper: SheetPaper = SheetPaper.A4


def draw_attendance_sheet(path: Path, sheet: AttendanceSheet) -> int:
    """Write the sheet to ``path`` and return how many pages it has. Raises TooManySignatures."""
    require_printable(_wordings(sheet))
    size = SIZES[sheet.paper]
    table = Table(_columns(sheet, size.width - 2 * MARGIN))
    shares = _shares(table, sheet, size.height - TABLE_FROM_BOTTOM - TABLE_TOP)
    pages = Pages(title=sheet.title, author=sheet.organiser, size=size)
    for number, rows in enumerate(shares, start=1):
        _draw_head(pages, sheet, size, number)
        if len(shares) > 1:
            pages.outline_people(names_of(rows, NAME_AT))
        table.draw(pages, MARGIN, TABLE_TOP, rows)
        page = _("第 {page} 页　共 {count} 页").format(page=number, count=len(shares))
        _draw_foot(pages, sheet, size, page)
        pages.next_page()
    pages.save(path)
    return len(shares)


def _wordings(sheet: AttendanceSheet) -> list[Wording]:
    heads = (sheet.title, sheet.time, sheet.place, sheet.organiser, sheet.code, *sheet.signatures)
    people = (
        Wording(person.name, "".join((person.name, *map(person.cell, sheet.columns))))
        for person in sheet.people
    )
    return [*(Wording(head, head) for head in heads), *people]


def _columns(sheet: AttendanceSheet, width: float) -> list[Column]:
    """Number and name, the chosen columns, the signatures; the organisation takes what is left."""
    count = len(sheet.signatures)
    widths = {column: WIDTHS[column] for column in sheet.columns}
    if SheetColumn.NOTE in widths and count > 2:
        widths[SheetColumn.NOTE] = NARROW_NOTE
    left = width - NUMBER - NAME - sum(widths.values())
    each = left / max(1, count)
    if each < NARROWEST_SIGNATURE:
        raise TooManySignatures(count, max(0, int(left / NARROWEST_SIGNATURE)))
    if SheetColumn.ORG in widths and each > WIDEST_SIGNATURE and count > 1:
        widths[SheetColumn.ORG] += (each - WIDEST_SIGNATURE) * count
        each = WIDEST_SIGNATURE
    name = NAME
    if count == 1 and each > WIDEST_SIGNATURE + WIDE_NAME - NAME:
        name, each = WIDE_NAME, each - (WIDE_NAME - NAME)
    told = [_column(column, widths[column]) for column in sheet.columns]
    at = len(told) - 1 if sheet.columns[-1:] == (SheetColumn.NOTE,) else len(told)
    signing = [Column(heading, each) for heading in sheet.signatures]
    person = [Column(_("序号"), NUMBER), Column(_("姓名"), name, is_name=True)]
    return [*person, *told[:at], *signing, *told[at:]]


def _column(column: SheetColumn, width: float) -> Column:
    align = Align.LEFT if column is SheetColumn.ORG else Align.CENTRE
    return Column(_(COLUMNS[column]), width, align)


def _shares(table: Table, sheet: AttendanceSheet, room: float) -> list[list[Row]]:
    """Deal people and blank rows out to pages, and fill the last page with blank rows.

    Blank rows go on counting behind the highest number of the class.
    """
    people = [*sheet.people, *[NOBODY] * sheet.walk_ins]
    free = count(max([len(sheet.people), *(one.number or 0 for one in sheet.people)]) + 1)
    known = enumerate(sheet.people, start=1)
    numbers = [one.number or place for place, one in known] + list(islice(free, sheet.walk_ins))
    rows = [
        table.row(_cells(sheet, number, one)) for number, one in zip(numbers, people, strict=True)
    ]
    shares = table.pages(rows, room)
    if _is_begun_for_blanks(shares, len(sheet.people), sheet.walk_ins):
        shares.pop()
    left = room - table.look.head_height - sum(row.height for row in shares[-1])
    for number in islice(free, int(left / table.look.row_height + 0.001)):
        shares[-1].append(table.row(_cells(sheet, number, NOBODY)))
    return shares


def _is_begun_for_blanks(shares: list[list[Row]], people: int, blanks: int) -> bool:
    """Whether the last page has only some of the usual few blank rows, and others stand before it.

    Who asks for more blank rows than usual, gets their page.
    """
    before = sum(map(len, shares[:-1]))
    return blanks <= USUAL_BLANKS and before > people


def _cells(sheet: AttendanceSheet, number: int, person: SheetPerson) -> Sequence[str]:
    marks = person.marks or ("",) * len(sheet.signatures)
    cells = [person.cell(column) for column in sheet.columns]
    at = len(cells) - 1 if sheet.columns[-1:] == (SheetColumn.NOTE,) else len(cells)
    return (str(number), person.name, *cells[:at], *marks, *cells[at:])


def _draw_head(pages: Pages, sheet: AttendanceSheet, size: Size, page: int) -> None:
    right = size.width - MARGIN
    beside = MARGIN + CODE_SIDE + CODE_GAP
    room = Room(size.width - 2 * beside, 18, smallest=12, one_line_until=16)
    pages.fitted(size.width / 2, TITLE_Y, fit(sheet.title, TITLE, room), Align.CENTRE)
    pages.qr(right - CODE_SIDE, CODE_TOP, CODE_SIDE, sheet.qr(page))
    time = _("时间：{time}").format(time=sheet.time)
    organiser = _("主办单位：{organiser}").format(organiser=sheet.organiser)
    place = _("地点：{place}").format(place=sheet.place)
    present = "____" if sheet.present is None else str(sheet.present)
    counts = _("应到：{expected} 人　　实到：{present} 人").format(
        expected=len(sheet.people), present=present
    )
    for y, first, last in ((FACTS_Y[0], time, place), (FACTS_Y[1], organiser, counts)):
        _draw_facts(pages, (MARGIN, right), y, first, last)


def _draw_facts(pages: Pages, edges: tuple[float, float], y: float, first: str, last: str) -> None:
    """Two texts in one line; where both do not fit, each gives way by its own length."""
    left, right = edges
    room = right - left - FACTS_GAP
    share = FACT.width(first) / (FACT.width(first) + FACT.width(last))
    widths = (room * share, room * (1 - share))
    if FACT.width(first) + FACT.width(last) <= room:
        widths = (FACT.width(first), FACT.width(last))
    starts = ((left, Align.LEFT), (right, Align.RIGHT))
    for text, width, (x, align) in zip((first, last), widths, starts, strict=True):
        fitted = fit(text, FACT, Room(width + 0.1, 7, smallest=7, one_line_until=8))
        pages.fitted(x, y, fitted, align)


def _draw_foot(pages: Pages, sheet: AttendanceSheet, size: Size, page: str) -> None:
    y = size.height - FOOT_FROM_BOTTOM
    code = _("签到表编号 {code}　请本人签名，不得代签").format(code=sheet.code)
    pages.text(MARGIN, y, code, FOOT)
    pages.text(size.width - MARGIN, y, page, FOOT, Align.RIGHT)
