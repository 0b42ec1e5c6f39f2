"""The papers of a room, from what is stored. Loads ReportLab: import it late."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from sqlalchemy.orm import Session

from dongan_training import clock, settings
from dongan_training.bank.drafts import QuestionType
from dongan_training.bank.scoring import plain_number
from dongan_training.designs.keeping import find_design
from dongan_training.designs.shipped import card_sheet
from dongan_training.errors import UserError
from dongan_training.exam.bands import band_name
from dongan_training.exam.mark_list import MarkRow, mark_list, state_name
from dongan_training.exam.models import Exam
from dongan_training.exam.printed.answer_layout import Asked, AskedSection
from dongan_training.exam.printed.answer_sheet import AnswerSheets, SheetOwner, draw_answer_sheets
from dongan_training.exam.printed.choice import RoomPaper
from dongan_training.exam.printed.facts import heading_of
from dongan_training.exam.printed.record_sheet import record_form
from dongan_training.exam.printed.seat_plan_sheet import SeatPlan, draw_seat_plan
from dongan_training.exam.printed.stems import ruled_lines
from dongan_training.exam.queries import PaperLine, paper_row, paper_view
from dongan_training.exam.room_people import RoomPerson, room_people
from dongan_training.printing.designs.checking import Flaw, people_flaws, told_flaws
from dongan_training.printing.designs.drawing import Values
from dongan_training.printing.designs.imposing import Cards, draw_cards
from dongan_training.printing.designs.model import Design
from dongan_training.printing.fonts import Role, Wording, require_printable
from dongan_training.printing.form import draw_form
from dongan_training.printing.listing import Listing, draw_listing
from dongan_training.printing.page import Align
from dongan_training.printing.purpose import Purpose
from dongan_training.printing.table import Column
from dongan_training.progress import Progress
from dongan_training.saving import save_whole
from dongan_training.texts import N_, _

CARD_SHEET = "a4-8"
LAYOUT_SUFFIX = ".layout.json"


@dataclass(eq=False)
class NobodyInRoom(UserError):
    message = N_("这场考试还没有考生。")
    advice = N_("没有生成文件。请先在培训班里添加学员。")


@dataclass(eq=False)
class NoSeatPlan(UserError):
    message = N_("这场考试还没有编排座位。")
    advice = N_("没有生成文件。请先编排座位，再打印座位图。")


def write_room_paper(
    session: Session,
    exam_id: str,
    paper: RoomPaper,
    path: Path,
    progress: Progress | None = None,
) -> int:
    """Write one kind of paper for an exam and give how many pages it has.

    Beside answer sheets lies their layout as JSON, for whoever reads them by a scanner.
    Raises NobodyInRoom or NoSeatPlan.
    """
    exam = session.get_one(Exam, exam_id)
    people = room_people(session, exam_id)
    if not people:
        raise NobodyInRoom
    organiser = settings.load(session).organizer
    match paper:
        case RoomPaper.CARDS:
            return _write_cards(session, exam, people, path, progress)
        case RoomPaper.SEATS:
            return draw_seat_plan(path, _seat_plan(exam, people, organiser))
        case RoomPaper.CODES:
            return draw_listing(path, _code_list(exam, people, organiser))
        case RoomPaper.DOOR:
            return draw_listing(path, _door_list(exam, people, organiser))
        case RoomPaper.RECORD:
            return draw_form(path, record_form(session, exam, people, organiser))
        case RoomPaper.ANSWERS:
            return _write_answer_sheets(session, exam, people, path, progress)
        case RoomPaper.MARKS:
            return draw_listing(path, _mark_list(session, exam, organiser))


def card_flaws(session: Session, exam_id: str, design: Design) -> list[Flaw]:
    """What comes out badly on the exam cards of this exam in a design. Raises NobodyInRoom."""
    people = room_people(session, exam_id)
    if not people:
        raise NobodyInRoom
    exam = session.get_one(Exam, exam_id)
    return people_flaws(design, _card_values(exam, people, settings.load(session).organizer))


def paper_warning(session: Session, exam_id: str, paper: RoomPaper) -> str:
    """What came out badly in this paper; only cards have a design that may not fit."""
    if paper is not RoomPaper.CARDS:
        return ""
    return told_flaws(card_flaws(session, exam_id, card_design(session)))


def times_of(exam: Exam) -> str:
    """When an exam is, as papers say it; empty where no time was set."""
    minutes = _("共 {minutes} 分钟").format(minutes=exam.minutes)
    if exam.starts_at is None:
        return minutes
    local = clock.local(exam.starts_at)
    end = local + timedelta(minutes=exam.minutes)
    day = _("{year}年{month}月{day}日").format(year=local.year, month=local.month, day=local.day)
    return f"{day} {local:%H:%M}—{end:%H:%M}，{minutes}"


def _facts(exam: Exam, people: list[RoomPerson]) -> str:
    count = _("应考 {count} 人").format(count=len(people))
    room = _("考场：{room}").format(room=exam.room) if exam.room else ""
    return "　　".join(one for one in (times_of(exam), room, count) if one)


def _write_cards(
    session: Session,
    exam: Exam,
    people: list[RoomPerson],
    path: Path,
    progress: Progress | None,
) -> int:
    organiser = settings.load(session).organizer
    require_printable((Wording(one.name, one.name + one.unit) for one in people), Role.SANS)
    sheet = card_sheet(CARD_SHEET)
    design = card_design(session)
    values = _card_values(exam, people, organiser)
    title = _("{title}考试证").format(title=exam.title)
    cards = Cards(title, organiser, values, _("正在排印考试证…"))
    return draw_cards(path, cards, sheet, design, progress)


def card_design(session: Session) -> Design:
    """The design of exam cards that this office uses. Raises DesignUnknown."""
    return find_design(session, settings.load(session).exam_card_design, Purpose.EXAM_CARD).design


def _card_values(exam: Exam, people: list[RoomPerson], organiser: str) -> list[Values]:
    return [
        Values(
            {
                "title": exam.title,
                "name": one.name,
                "org": one.unit,
                "number": f"{one.number:04}",
                "seat": one.seat or "—",
                "room": exam.room or "—",
                "time": times_of(exam),
                "exam_code": one.exam_code,
                "organisation": organiser,
                "code": one.exam_code,
            }
        )
        for one in people
    ]


def _seat_plan(exam: Exam, people: list[RoomPerson], organiser: str) -> SeatPlan:
    if not exam.seat_rows:
        raise NoSeatPlan
    return SeatPlan(
        title=exam.title,
        organiser=organiser,
        facts=_facts(exam, people),
        rows=exam.seat_rows,
        columns=exam.seat_columns,
        people=tuple(people),
    )


def _code_list(exam: Exam, people: list[RoomPerson], organiser: str) -> Listing:
    """For the invigilators' table, never for the door: who has a code sits the exam."""
    columns = (
        Column(_("考号"), 20),
        Column(_("姓名"), 34, is_name=True),
        Column(_("单位"), 68, Align.LEFT),
        Column(_("座位号"), 20),
        Column(_("考试码"), 30),
    )
    rows = tuple(
        (f"{one.number:04}", one.name, one.unit, one.seat, one.exam_code) for one in people
    )
    facts = (_facts(exam, people), _("由监考人员保管，当面告诉本人，不要张贴。"))
    title = _("{title}考试码名单").format(title=exam.title)
    return Listing(title, organiser, facts, columns, rows)


def _door_list(exam: Exam, people: list[RoomPerson], organiser: str) -> Listing:
    columns = (
        Column(_("座位号"), 22),
        Column(_("考号"), 20),
        Column(_("姓名"), 34, is_name=True),
        Column(_("单位"), 74, Align.LEFT),
        Column(_("卷别"), 16),
    )
    rows = tuple((one.seat, f"{one.number:04}", one.name, one.unit, one.form) for one in people)
    title = _("{title}考生名单").format(title=exam.title)
    return Listing(title, organiser, (_facts(exam, people),), columns, rows)


def _mark_list(session: Session, exam: Exam, organiser: str) -> Listing:
    marks = mark_list(session, exam.id)
    columns = (
        Column(_("名次"), 14),
        Column(_("考号"), 18),
        Column(_("姓名"), 32, is_name=True),
        Column(_("单位"), 62, Align.LEFT),
        Column(_("成绩"), 16),
        Column(_("等次"), 16),
        Column(_("备注"), 16),
    )
    facts = (
        _("满分 {full} 分，及格线 {mark} 分").format(
            full=plain_number(marks.exam.full_marks), mark=plain_number(exam.pass_mark)
        ),
        f"{_('阅卷人')}：{'_' * 16}　　{_('核分人')}：{'_' * 16}　　{_('日期')}：{'_' * 14}",
    )
    title = _("{title}成绩册").format(title=exam.title)
    rows = tuple(_mark_cells(one) for one in marks.rows)
    return Listing(title, organiser, facts, columns, rows)


def _mark_cells(one: MarkRow) -> tuple[str, ...]:
    score = "" if one.final is None else plain_number(one.final)
    band = band_name(one.band) if one.band else ""
    note = "" if one.band else state_name(one.state)
    rank = str(one.rank or "")
    return rank, f"{one.number:04}", one.name, one.unit, score, band, note


def _write_answer_sheets(
    session: Session,
    exam: Exam,
    people: list[RoomPerson],
    path: Path,
    progress: Progress | None,
) -> int:
    letters = paper_row(session, exam.paper_id).forms
    views = [paper_view(session, exam.paper_id, form=one) for one in letters]
    sheets = AnswerSheets(
        title=exam.title,
        organiser=settings.load(session).organizer,
        exam=exam.id,
        forms=letters,
        sections=_asked([one.lines for one in views]),
        owners=tuple(SheetOwner(one.number, one.name, one.unit, one.seat) for one in people),
    )
    layout = draw_answer_sheets(path, sheets, progress)
    data = json.dumps(layout.to_data(), ensure_ascii=False, indent=1)
    save_whole(path.with_suffix(LAYOUT_SUFFIX), data.encode())
    return layout.pages * len(people)


def _asked(forms: Sequence[tuple[PaperLine, ...]]) -> tuple[AskedSection, ...]:
    """One sheet serves all forms: under each number the form that needs most room has it."""
    rooms = [max(map(_room, same)) for same in zip(*forms, strict=True)]
    sections: dict[int, list[PaperLine]] = {}
    for line in forms[0]:
        sections.setdefault(line.section, []).append(line)
    return tuple(
        AskedSection(
            some[0].type,
            heading_of(place, some[0].type),
            tuple(Asked(one.number, rooms[one.number - 1]) for one in some),
        )
        for place, some in enumerate(sections.values())
    )


def _room(line: PaperLine) -> int:
    if line.type is QuestionType.TRUE_FALSE:
        return 2
    if line.type is QuestionType.FILL_BLANK:
        return 1
    if line.type is QuestionType.SHORT_ANSWER:
        return ruled_lines(line.expected)
    return len(line.options)
