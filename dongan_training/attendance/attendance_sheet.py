"""The sign-in sheet (签到表) that lies at the door, as PDF."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from dongan_training.printing.fonts import Role, Wording, require_printable
from dongan_training.printing.layout import Room, Style, fit
from dongan_training.printing.page import A4, Align, Pages
from dongan_training.printing.table import Column, Row, Table
from dongan_training.texts import _

LEFT, RIGHT = 16.0, 194.0
TITLE_Y = 22.5
FACTS_Y = (35.75, 42.75)
TABLE_TOP, TABLE_BOTTOM = 48.25, 265.0
FOOT_Y = 271.25
SIGNING = 71.5  # millimetres shared by the signature columns and the remarks
NUMBER, NAME, ORG, POST = 11.5, 23.0, 48.75, 23.0

TITLE = Style(Role.SERIF_BOLD, 20.5)
FACT = Style(Role.SERIF, 11.5)
FOOT = Style(Role.SERIF, 9.5, "#555555")


@dataclass(frozen=True)
class SheetPerson:
    """One row: who is expected, and what is known already if printed afterwards."""

    name: str
    org: str
    post: str = ""
    marks: tuple[str, ...] = ()  # what stands in the signature columns: "08:21"
    note: str = ""


@dataclass(frozen=True)
class AttendanceSheet:
    """All that one sign-in sheet says, as texts ready to print."""

    title: str
    time: str
    place: str
    organiser: str
    code: str
    people: tuple[SheetPerson, ...]
    signatures: tuple[str, ...] = ("上午签名", "下午签名")
    present: int | None = None  # None leaves a line to fill in by hand
    walk_ins: int = 2  # blank rows at least; the last page is filled up anyway


def draw_attendance_sheet(path: Path, sheet: AttendanceSheet) -> int:
    """Write the sheet to ``path`` and return how many pages it has."""
    require_printable(_wordings(sheet))
    table = Table(_columns(sheet.signatures))
    shares = _shares(table, sheet)
    pages = Pages(title=sheet.title, author=sheet.organiser)
    for number, rows in enumerate(shares, start=1):
        _draw_head(pages, sheet)
        table.draw(pages, LEFT, TABLE_TOP, rows)
        _draw_foot(
            pages, sheet, _("第 {page} 页　共 {count} 页").format(page=number, count=len(shares))
        )
        pages.next_page()
    pages.save(path)
    return len(shares)


def _wordings(sheet: AttendanceSheet) -> list[Wording]:
    heads = (sheet.title, sheet.time, sheet.place, sheet.organiser, sheet.code, *sheet.signatures)
    people = (
        Wording(person.name, "".join((person.name, person.org, person.post, person.note)))
        for person in sheet.people
    )
    return [*(Wording(head, head) for head in heads), *people]


def _columns(signatures: Sequence[str]) -> list[Column]:
    remarks = 17.5 if len(signatures) <= 2 else 13.5
    each = (SIGNING - remarks) / max(1, len(signatures))
    return [
        Column(_("序号"), NUMBER),
        Column(_("姓名"), NAME, is_name=True),
        Column(_("单位"), ORG, Align.LEFT),
        Column(_("职务"), POST),
        *(Column(heading, each) for heading in signatures),
        Column(_("备注"), RIGHT - LEFT - NUMBER - NAME - ORG - POST - each * len(signatures)),
    ]


def _shares(table: Table, sheet: AttendanceSheet) -> list[list[Row]]:
    """Deal people and blank rows out to pages, and fill the last page with blank rows."""
    blank = ("",) * len(sheet.signatures)
    texts = [
        (person.name, person.org, person.post, *(person.marks or blank), person.note)
        for person in sheet.people
    ]
    texts += [("", "", "", *blank, "")] * sheet.walk_ins
    rows = [table.row((str(number), *cells)) for number, cells in enumerate(texts, start=1)]
    shares = table.pages(rows, TABLE_BOTTOM - TABLE_TOP)
    room = TABLE_BOTTOM - TABLE_TOP - table.look.head_height
    left = room - sum(row.height for row in shares[-1])
    for number in range(len(rows) + 1, len(rows) + 1 + int(left / table.look.row_height + 0.001)):
        shares[-1].append(table.row((str(number), "", "", "", *blank, "")))
    return shares


def _draw_head(pages: Pages, sheet: AttendanceSheet) -> None:
    title = fit(sheet.title, TITLE, Room(RIGHT - LEFT, 18, smallest=12, one_line_until=16))
    pages.fitted(A4.width / 2, TITLE_Y, title, Align.CENTRE)
    time = _("时间：{time}").format(time=sheet.time)
    organiser = _("主办单位：{organiser}").format(organiser=sheet.organiser)
    place = _("地点：{place}").format(place=sheet.place)
    present = "____" if sheet.present is None else str(sheet.present)
    counts = _("应到：{expected} 人　　实到：{present} 人").format(
        expected=len(sheet.people), present=present
    )
    for y, left, right in ((FACTS_Y[0], time, place), (FACTS_Y[1], organiser, counts)):
        taken = FACT.width(right)
        room = Room(RIGHT - LEFT - taken - 4, 7, smallest=7, one_line_until=9)
        pages.text(RIGHT, y, right, FACT, Align.RIGHT)
        pages.fitted(LEFT, y, fit(left, FACT, room))


def _draw_foot(pages: Pages, sheet: AttendanceSheet, page: str) -> None:
    code = _("签到表编号 {code}　请本人签名，不得代签").format(code=sheet.code)
    pages.text(LEFT, FOOT_Y, code, FOOT)
    pages.text(RIGHT, FOOT_Y, page, FOOT, Align.RIGHT)
