"""Exam papers (试卷) to be written on by hand: A4, one column, with a sealed margin.

What a candidate sees holds no answer: the key is a document and a type of its
own (answer_key_sheet).
"""

import re
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from dongan_training.bank.drafts import QuestionType
from dongan_training.printing.flow import Block, Part, draw_parts, pour
from dongan_training.printing.fonts import Role, Wording, require_printable
from dongan_training.printing.layout import Line, Room, Span, Style, break_lines, fit
from dongan_training.printing.page import A4, Align, Pages, Stroke
from dongan_training.printing.table import Column, Table, TableLook
from dongan_training.texts import N_, _

LEFT, RIGHT, TOP, BOTTOM = 30.0, 190.0, 20.0, 276.0
WIDTH = RIGHT - LEFT
CENTRE = (LEFT + RIGHT) / 2
TITLE_Y, FACTS_Y, GRID_TOP = 25.0, 35.5, 42.0
FIRST_TOP = 72.0
FOOT_Y = 284.5
SEAL_X, FIELDS_X = 22.5, 13.0
LINE = 6.8  # millimetres from line to line
AFTER_QUESTION, AFTER_HEADING = 1.8, 1.0
OPTION_GAP = 4.0  # millimetres between two options on one line

TITLE = Style(Role.SERIF_BOLD, 18)
HEADING = Style(Role.SERIF_BOLD, 12)
BODY = Style(Role.SERIF, 12)
NOTE = Style(Role.KAI, 11)
FOOT = Style(Role.SERIF, 9.5, "#444444")
SEAL = Stroke(0.25, dashes=(1.2, 1.2))

HEADINGS: dict[QuestionType, str] = {
    QuestionType.SINGLE_CHOICE: N_("单项选择题"),
    QuestionType.MULTIPLE_CHOICE: N_("多项选择题"),
    QuestionType.TRUE_FALSE: N_("判断题"),
    QuestionType.FILL_BLANK: N_("填空题"),
    QuestionType.SHORT_ANSWER: N_("简答题"),
}
INSTRUCTIONS: dict[QuestionType, str] = {
    QuestionType.SINGLE_CHOICE: N_("每小题只有一个正确选项，请把它的字母填在括号内。"),
    QuestionType.MULTIPLE_CHOICE: N_("每小题有两个或两个以上正确选项，请把它们的字母填在括号内。"),
    QuestionType.TRUE_FALSE: N_("认为正确的在括号内画“√”，认为错误的画“×”。"),
    QuestionType.FILL_BLANK: N_("请把答案写在横线上。"),
    QuestionType.SHORT_ANSWER: N_("请在题目下方的空白处作答。"),
}
BRACKETED = frozenset(
    {QuestionType.SINGLE_CHOICE, QuestionType.MULTIPLE_CHOICE, QuestionType.TRUE_FALSE}
)
NUMERALS = "一二三四五六七八九十"
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
EMPTY_BRACKETS = re.compile(r"[（(][\s_]*[）)]")
BRACKETS = "（　　）"


@dataclass(frozen=True)
class PaperQuestion:
    """One question as candidates read it; ``room`` millimetres are left blank below."""

    number: int
    stem: str
    options: tuple[str, ...] = ()
    points: float = 0
    room: float = 0


@dataclass(frozen=True)
class PaperSection:
    """The questions of one type; an own ``instruction`` replaces the usual one."""

    type: QuestionType
    questions: tuple[PaperQuestion, ...]
    instruction: str = ""


@dataclass(frozen=True)
class ExamPaper:
    """One form of a paper. ``mark`` stands behind numbers and letters: ``.`` or ``、``."""

    title: str
    organiser: str
    form: str
    facts: tuple[str, ...]
    sections: tuple[PaperSection, ...]
    fields: tuple[str, ...] = (N_("单位"), N_("姓名"), N_("职务"), N_("座位号"))
    mark: str = "."


def draw_exam_paper(path: Path, paper: ExamPaper) -> int:
    """Write the paper to ``path`` and return how many pages it has."""
    require_printable(_wordings(paper))
    blocks = [block for place in range(len(paper.sections)) for block in _blocks(paper, place)]
    shares = pour(blocks, BOTTOM - TOP, BOTTOM - FIRST_TOP)
    pages = Pages(title=_titled(paper), author=paper.organiser)
    for number, parts in enumerate(shares, start=1):
        if number == 1:
            _draw_head(pages, paper)
        if number % 2 == 1:
            _draw_seal(pages, paper, with_fields=number == 1)
        draw_parts(pages, parts, FIRST_TOP if number == 1 else TOP)
        page = _("第 {page} 页　共 {count} 页").format(page=number, count=len(shares))
        pages.text(CENTRE, FOOT_Y, f"{_form(paper.form)}　{page}", FOOT, Align.CENTRE)
        pages.next_page()
    pages.save(path)
    return len(shares)


def heading_of(place: int, section_type: QuestionType) -> str:
    """Name a section by its place, as 一、单项选择题."""
    return f"{NUMERALS[place]}、{_(HEADINGS[section_type])}"


def points_told(points: float) -> str:
    """Write points without a needless decimal."""
    return f"{points:g}"


def _wordings(paper: ExamPaper) -> list[Wording]:
    heads = (paper.title, paper.organiser, paper.form, *paper.facts, *paper.fields)
    questions = (
        Wording(
            _("第 {number} 题").format(number=question.number),
            question.stem + "".join(question.options),
        )
        for section in paper.sections
        for question in section.questions
    )
    return [*(Wording(head, head) for head in heads), *questions]


def _form(form: str) -> str:
    return _("{form} 卷").format(form=form)


def _titled(paper: ExamPaper) -> str:
    return f"{paper.title}（{_form(paper.form)}）"


def _draw_head(pages: Pages, paper: ExamPaper) -> None:
    title = fit(_titled(paper), TITLE, Room(WIDTH, 16, smallest=11, one_line_until=14))
    pages.fitted(CENTRE, TITLE_Y, title, Align.CENTRE)
    facts = fit("　".join(paper.facts), BODY, Room(WIDTH, 7, smallest=8, one_line_until=8))
    pages.fitted(CENTRE, FACTS_Y, facts, Align.CENTRE)
    each = min(22.0, (WIDTH - 22) / (len(paper.sections) + 1))
    columns = [Column(_("题号"), 22.0)]
    columns += [Column(NUMERALS[place], each) for place in range(len(paper.sections))]
    columns.append(Column(_("总分"), each))
    table = Table(columns, TableLook(head_height=8, row_height=9))
    blank = ("",) * (len(columns) - 1)
    rows = [table.row((_("得分"), *blank)), table.row((_("评卷人"), *blank))]
    table.draw(pages, CENTRE - table.width / 2, GRID_TOP, rows)


def _draw_seal(pages: Pages, paper: ExamPaper, *, with_fields: bool) -> None:
    """The margin that is folded and sealed: who wrote this stays hidden while it is marked."""
    middle = A4.height / 2
    words = _("密封线内不要答题")
    step = 26.0
    ends = [middle + (len(words) - 1) / 2 * step - place * step for place in range(len(words))]
    edges = [A4.height - 14, *(end + sign for end in ends for sign in (3.2, -3.2)), 14.0]
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        pages.rule(SEAL_X, start, SEAL_X, end, SEAL)
    for word, end in zip(words, ends, strict=True):
        pages.turned(SEAL_X, end, word, NOTE)
    if with_fields:
        line = "　".join(f"{_(field)}：{'_' * 16}" for field in paper.fields)
        room = Room(A4.height - 30, 8, smallest=7, one_line_until=7)
        pages.turned(FIELDS_X, middle, line, fit(line, BODY, room).style)


def _blocks(paper: ExamPaper, place: int) -> list[Block]:
    section = paper.sections[place]
    return [
        _heading(section, place),
        *(_question(question, section.type, paper.mark) for question in section.questions),
    ]


def _heading(section: PaperSection, place: int) -> Block:
    each = {question.points for question in section.questions}
    total = points_told(sum(question.points for question in section.questions))
    told = (
        _("（每小题 {each} 分，共 {total} 分）").format(each=points_told(each.pop()), total=total)
        if len(each) == 1
        else _("（共 {total} 分）").format(total=total)
    )
    words = heading_of(place, section.type)
    title = break_lines([Span(words + told, HEADING)], WIDTH)
    note = break_lines([Span(section.instruction or _(INSTRUCTIONS[section.type]), NOTE)], WIDTH)
    space = [Part(3.0 if place else 0.0, lambda pages, _top: pages.outline(words))]
    parts = [*space, *_lines(LEFT, [*title, *note]), Part(AFTER_HEADING)]
    return Block(tuple(parts), is_heading=True)


def _question(question: PaperQuestion, section_type: QuestionType, mark: str) -> Block:
    label = f"{question.number}{mark}"
    hang = max(BODY.width(label), BODY.width(f"00{mark}")) + 1.5
    lines = break_lines([Span(_stem(question.stem, section_type), BODY)], WIDTH - hang)
    stem = _lines(LEFT + hang, lines)
    first = Part(LINE, partial(_draw_labelled, label=label, at=LEFT, rest=stem[0]))
    options = _options(question.options, LEFT + hang, mark)
    end = Part(AFTER_QUESTION + question.room)
    return Block((first, *stem[1:], *options, end))


def _stem(stem: str, section_type: QuestionType) -> str:
    """Give the brackets of a choice one shape, and add them where the bank left them out."""
    if section_type not in BRACKETED:
        return stem
    found = EMPTY_BRACKETS.sub(BRACKETS, stem)
    return found if BRACKETS in found else found + BRACKETS


def _lines(x: float, lines: list[Line]) -> list[Part]:
    return [Part(LINE, partial(_draw_line, x=x, line=line)) for line in lines]


def _options(options: tuple[str, ...], x: float, mark: str) -> list[Part]:
    """Set options four, two or one to a line, whatever the longest allows."""
    texts = [f"{letter}{mark} {text}" for letter, text in zip(LETTERS, options, strict=False)]
    room = RIGHT - x
    widest = max((BODY.width(text) for text in texts), default=0)
    columns = next((count for count in (4, 2) if widest + OPTION_GAP <= room / count), 1)
    if columns == 1:
        hang = BODY.width(f"A{mark} ")
        broken = [break_lines([Span(text, BODY)], room, hanging=hang) for text in texts]
        return [part for lines in broken for part in _lines(x, lines)]
    rows = [tuple(texts[start : start + columns]) for start in range(0, len(texts), columns)]
    return [
        Part(LINE, partial(_draw_row, x=x, pitch=room / columns, texts=texts)) for texts in rows
    ]


def _draw_labelled(pages: Pages, top: float, *, label: str, at: float, rest: Part) -> None:
    pages.text(at, top + LINE / 2, label, BODY)
    rest.draw(pages, top)


def _draw_line(pages: Pages, top: float, *, x: float, line: Line) -> None:
    pages.line_of(x, top + LINE / 2, line, RIGHT - x)


def _draw_row(pages: Pages, top: float, *, x: float, pitch: float, texts: tuple[str, ...]) -> None:
    for place, text in enumerate(texts):
        pages.text(x + place * pitch, top + LINE / 2, text, BODY)
