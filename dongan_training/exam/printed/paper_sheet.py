"""Exam papers (试卷) to be written on by hand, with a sealed margin on every front side.

What a candidate sees holds no answer: the key is a document and a type of its
own (answer_key_sheet).
"""

from collections.abc import Sequence
from pathlib import Path

from dongan_training.exam.printed.facts import ExamPaper, form_told, numeral
from dongan_training.exam.printed.look import GREY, PaperLook
from dongan_training.exam.printed.question_blocks import section_blocks
from dongan_training.printing.flow import Part, draw_parts, pour
from dongan_training.printing.fonts import Role, Wording, require_printable
from dongan_training.printing.layout import Fitted, Line, Room, Span, Style, break_lines, fit
from dongan_training.printing.page import Align, Pages, Stroke
from dongan_training.printing.table import Column, Table, TableLook
from dongan_training.texts import _

TITLE_HEIGHT, FACTS_HEIGHT, NOTICE_LINE, GRID_HEIGHT, AFTER_HEAD = 12.0, 9.0, 5.6, 26.0, 5.0
GRID_LABEL, WIDEST_CELL = 22.0, 22.0
SEAL_STEP, SEAL_EDGE, SEAL_HALF = 26.0, 14.0, 3.2

TITLE = Style(Role.SERIF_BOLD, 18)
BODY = Style(Role.SERIF, 12)
NOTE = Style(Role.KAI, 11)
FOOT = Style(Role.SERIF, 9.5, GREY)
SEAL = Stroke(0.25, dashes=(1.2, 1.2))

Side = tuple[Sequence[Part], ...]  # what stands in each column of one side of a sheet


def draw_exam_paper(path: Path, paper: ExamPaper, look: PaperLook) -> int:
    """Write the paper to ``path`` and return how many pages it has: an even number.

    So the next copy begins on a sheet of its own, however it is printed.
    """
    require_printable(_wordings(paper))
    blocks = [
        block
        for place, section in enumerate(paper.sections)
        for block in section_blocks(section, place, look)
    ]
    first = _head_height(paper, look)
    columns = pour(blocks, look.format.room, look.format.room - first)
    pages = Pages(title=paper.full_title, author=paper.organiser, size=look.format.size)
    sides = _sides(columns, len(look.format.lefts))
    for number, side in enumerate(sides):
        _draw_side(pages, paper, look, number, side, len(columns))
        pages.next_page()
    pages.save(path)
    return len(sides)


def _sides(columns: list[list[Part]], per_side: int) -> list[Side]:
    starts = range(0, len(columns), per_side)
    sides: list[Side] = [tuple(columns[start : start + per_side]) for start in starts]
    return [*sides, ()] if len(sides) % 2 else sides


def _wordings(paper: ExamPaper) -> list[Wording]:
    heads = (
        *(paper.title, paper.organiser, paper.form),
        *(*paper.facts, *paper.fields, *paper.notices),
        *(section.instruction for section in paper.sections),
    )
    questions = (
        Wording(
            _("第 {number} 题").format(number=question.number),
            question.passage + question.stem + "".join(question.options),
        )
        for section in paper.sections
        for question in section.questions
    )
    return [*(Wording(head, head) for head in heads), *questions]


def _draw_side(
    pages: Pages, paper: ExamPaper, look: PaperLook, number: int, side: Side, count: int
) -> None:
    if number % 2 == 0:
        _draw_seal(pages, paper, look, with_fields=number == 0)
    lefts = look.format.lefts
    filled = (*side, *((),) * (len(lefts) - len(side)))
    for place, (left, parts) in enumerate(zip(lefts, filled, strict=True)):
        page = number * len(lefts) + place
        with pages.moved(left):
            top = look.format.top
            if page == 0:
                _draw_head(pages, paper, look)
                top += _head_height(paper, look)
            draw_parts(pages, parts, top)
            _draw_foot(pages, paper, look, page + 1, count)


def _draw_foot(pages: Pages, paper: ExamPaper, look: PaperLook, page: int, count: int) -> None:
    told = (
        _("第 {page} 页　共 {count} 页").format(page=page, count=count)
        if page <= count
        else _("此页没有试题")
    )
    words = f"{form_told(paper.form)}　{told}"
    pages.text(look.format.width / 2, look.format.foot_y, words, FOOT, Align.CENTRE)


def _title(paper: ExamPaper, look: PaperLook) -> Fitted:
    room = Room(look.format.width, 16, smallest=11, one_line_until=14)
    return fit(look.punctuation.told(paper.full_title), TITLE, room)


def _notice_lines(paper: ExamPaper, look: PaperLook) -> list[Line]:
    lines = []
    for number, notice in enumerate(paper.notices, start=1):
        label = look.punctuation.number(number)
        spans = [Span(label + look.punctuation.told(_(notice)), look.notice)]
        lines += break_lines(spans, look.format.width, hanging=look.notice.width(label))
    return lines


def _head_height(paper: ExamPaper, look: PaperLook) -> float:
    notices = len(_notice_lines(paper, look)) * NOTICE_LINE * look.factor
    return TITLE_HEIGHT + FACTS_HEIGHT * look.factor + notices + GRID_HEIGHT + AFTER_HEAD


def _draw_head(pages: Pages, paper: ExamPaper, look: PaperLook) -> None:
    width, y = look.format.width, look.format.top
    pages.fitted(width / 2, y + TITLE_HEIGHT / 2 - 1, _title(paper, look), Align.CENTRE)
    y += TITLE_HEIGHT
    room = Room(width, 7 * look.factor, smallest=8, one_line_until=8)
    facts = fit(look.punctuation.told("　".join(paper.facts)), look.body, room)
    height, notice = FACTS_HEIGHT * look.factor, NOTICE_LINE * look.factor
    pages.fitted(width / 2, y + height / 2 - 1, facts, Align.CENTRE)
    y += height
    for line in _notice_lines(paper, look):
        pages.line_of(0, y + notice / 2, line, width)
        y += notice
    _draw_grid(pages, paper, look, y + 1)


def _draw_grid(pages: Pages, paper: ExamPaper, look: PaperLook, y: float) -> None:
    """Where marks are entered: a column for each section, and their sum."""
    sections = len(paper.sections)
    each = min(WIDEST_CELL, (look.format.width - GRID_LABEL) / (sections + 1))
    columns = [Column(_("题号"), GRID_LABEL)]
    columns += [Column(numeral(place), each) for place in range(sections)]
    columns.append(Column(_("总分"), each))
    table = Table(columns, TableLook(head_height=7.5, row_height=8.5))
    blank = ("",) * (len(columns) - 1)
    rows = [table.row((_("得分"), *blank)), table.row((_("评卷人"), *blank))]
    table.draw(pages, (look.format.width - table.width) / 2, y, rows)


def _draw_seal(pages: Pages, paper: ExamPaper, look: PaperLook, *, with_fields: bool) -> None:
    """The margin that is folded and sealed: who wrote this stays hidden while it is marked."""
    height, x = look.format.size.height, look.format.seal_x
    middle = height / 2
    words = _("密封线内不要答题")
    highest = middle + (len(words) - 1) / 2 * SEAL_STEP
    ends = [highest - place * SEAL_STEP for place in range(len(words))]
    inner = [end + sign for end in ends for sign in (SEAL_HALF, -SEAL_HALF)]
    edges = [height - SEAL_EDGE, *inner, SEAL_EDGE]
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        if start > end:
            pages.rule(x, start, x, end, SEAL)
    for word, end in zip(words, ends, strict=True):
        pages.turned(x, end, word, NOTE)
    if with_fields:
        line = "　".join(f"{_(field)}：{'_' * 14}" for field in paper.fields)
        line = look.punctuation.told(line)
        room = Room(height - 30, 8, smallest=7, one_line_until=7)
        pages.turned(look.format.fields_x, middle, line, fit(line, BODY, room).style)
