"""The answer key and marking scheme (参考答案及评分标准) of one form: for markers only."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from dongan_training.exam.printed.facts import (
    AnswerKey,
    KeyAnswer,
    KeySection,
    heading_of,
    points_told,
)
from dongan_training.exam.printed.punctuation import AS_WRITTEN, Punctuation
from dongan_training.exam.printed.stems import without_pictures
from dongan_training.printing.flow import Block, Part, draw_parts, pour
from dongan_training.printing.fonts import Role, Wording, require_printable
from dongan_training.printing.layout import Line, Room, Span, Style, break_lines, fit
from dongan_training.printing.page import A4, Align, Pages
from dongan_training.printing.picture import PrintedPicture, printed_picture
from dongan_training.printing.table import Column, Row, Table, TableLook
from dongan_training.texts import _

LEFT, RIGHT, TOP, BOTTOM = 25.0, 185.0, 22.0, 276.0
WIDTH = RIGHT - LEFT
TITLE_Y, NOTE_Y, FIRST_TOP, FOOT_Y = 25.0, 34.5, 42.0, 284.5
LINE = 6.8
PER_ROW = 10
LABEL, CELL = 20.0, 14.0
TALLEST_PICTURE, AROUND_PICTURE = 70.0, 1.5
LONGEST_IN_GRID = 6  # characters; a longer answer is listed in words

TITLE = Style(Role.SERIF_BOLD, 17)
HEADING = Style(Role.SERIF_BOLD, 12)
BODY = Style(Role.SERIF, 11.5)
NOTE = Style(Role.KAI, 11)
FOOT = Style(Role.SERIF, 9.5, "#444444")


def draw_answer_key(path: Path, key: AnswerKey, style: Punctuation = AS_WRITTEN) -> int:
    """Write the key to ``path`` and return how many pages it has."""
    require_printable(_wordings(key))
    title = _("{title}（{form} 卷）参考答案及评分标准").format(title=key.title, form=key.form)
    title = style.told(title)
    blocks = [block for place in range(len(key.sections)) for block in _blocks(key, place, style)]
    shares = pour(blocks, BOTTOM - TOP, BOTTOM - FIRST_TOP)
    pages = Pages(title=title, author=key.organiser)
    for number, parts in enumerate(shares, start=1):
        if number == 1:
            fitted = fit(title, TITLE, Room(WIDTH, 16, smallest=11, one_line_until=13))
            pages.fitted(A4.width / 2, TITLE_Y, fitted, Align.CENTRE)
            note = style.told(_("考试结束前保密，不得带入考场。"))
            pages.text(A4.width / 2, NOTE_Y, note, NOTE, Align.CENTRE)
        draw_parts(pages, parts, FIRST_TOP if number == 1 else TOP)
        page = _("第 {page} 页　共 {count} 页").format(page=number, count=len(shares))
        pages.text(A4.width / 2, FOOT_Y, page, FOOT, Align.CENTRE)
        pages.next_page()
    pages.save(path)
    return len(shares)


def _wordings(key: AnswerKey) -> list[Wording]:
    heads = (key.title, key.organiser, key.form, *(section.rule for section in key.sections))
    answers = (
        Wording(_("第 {number} 题").format(number=answer.number), _texts(answer))
        for section in key.sections
        for answer in section.answers
    )
    return [*(Wording(head, head) for head in heads), *answers]


def _texts(answer: KeyAnswer) -> str:
    scheme = (point.text for point in answer.scheme)
    return "".join((answer.answer, answer.explanation, answer.citation, *scheme))


def _blocks(key: AnswerKey, place: int, style: Punctuation) -> list[Block]:
    section = key.sections[place]
    words = style.told(heading_of(place, section.type))
    space = Part(3.0, lambda pages, _top: pages.outline(words))
    heading = [space, *_lines(words, HEADING)]
    if section.rule:
        heading += _lines(style.told(section.rule), NOTE)
    blocks = [Block((*heading, Part(1.0)), is_heading=True)]
    if all(map(_fits_grid, section.answers)):
        starts = range(0, len(section.answers), PER_ROW)
        blocks += [_grid(section.answers[start : start + PER_ROW], style) for start in starts]
        return [*blocks, *_reasons(section, style)]
    return [*blocks, *(_in_words(answer, style) for answer in section.answers)]


def _fits_grid(answer: KeyAnswer) -> bool:
    has_picture = without_pictures(answer.answer)[1] != ()
    return len(answer.answer) <= LONGEST_IN_GRID and not has_picture


def _in_words(answer: KeyAnswer, style: Punctuation) -> Block:
    """An answer in full, with the points that earn its marks and where it stands."""
    worth = _("（{points} 分）").format(points=points_told(answer.points)) if answer.points else ""
    label = style.number(answer.number)
    words, numbers = without_pictures(answer.answer)
    parts = _lines(label + style.told(f"{words}{worth}"), BODY)
    parts += _pictures(answer, numbers)
    for number, point in enumerate(answer.scheme, start=1):
        earned = (
            ""
            if point.points is None
            else _("　{points} 分").format(points=points_told(point.points))
        )
        parts += _lines(style.told(f"　　{_('要点')} {number}：{point.text}{earned}"), BODY)
    parts += _reason(answer, style, "　　")
    return Block((*parts, Part(1.5)))


def _reasons(section: KeySection, style: Punctuation) -> list[Block]:
    """What is said about letters stands below them, for those who are asked why."""
    told = [_reason(one, style, style.number(one.number)) for one in section.answers]
    return [Block((*parts, Part(0.8))) for parts in told if parts]


def _reason(answer: KeyAnswer, style: Punctuation, label: str) -> list[Part]:
    """Where it stands and why, behind ``label``, with its pictures below; nothing if unsaid."""
    citation = _("依据：{citation}。").format(citation=answer.citation) if answer.citation else ""
    words, numbers = without_pictures(answer.explanation)
    told = style.told(f"{citation}{words}")
    lines = _lines(label + told, NOTE) if told or numbers else []
    return [*lines, *_pictures(answer, numbers)]


def _pictures(answer: KeyAnswer, numbers: Sequence[int]) -> list[Part]:
    owner = _("第 {number} 题").format(number=answer.number)
    there = [answer.pictures[one - 1] for one in numbers if one <= len(answer.pictures)]
    printed = [printed_picture(one.data, owner).within(WIDTH, TALLEST_PICTURE) for one in there]
    return [
        Part(one.height + 2 * AROUND_PICTURE, partial(_draw_picture, picture=one))
        for one in printed
    ]


def _grid(answers: Sequence[KeyAnswer], style: Punctuation) -> Block:
    """A head of numbers over a row of answers, for ten questions."""
    columns = [Column(_("题号"), LABEL), *(Column(str(one.number), CELL) for one in answers)]
    table = Table(columns, TableLook(head_height=7, row_height=8))
    row = table.row((_("答案"), *(style.told(answer.answer) for answer in answers)))
    draw = partial(_draw_grid, table=table, row=row)
    return Block((Part(table.look.head_height + row.height, draw), Part(2.5)))


def _draw_grid(pages: Pages, top: float, *, table: Table, row: Row) -> None:
    table.draw(pages, LEFT, top, [row])


def _lines(text: str, style: Style) -> list[Part]:
    broken = break_lines([Span(text, style)], WIDTH, hanging=style.em if style is BODY else 0)
    return [Part(LINE, partial(_draw_line, line=line)) for line in broken]


def _draw_picture(pages: Pages, top: float, *, picture: PrintedPicture) -> None:
    pages.picture(LEFT, top + AROUND_PICTURE, picture)


def _draw_line(pages: Pages, top: float, *, line: Line) -> None:
    pages.line_of(LEFT, top + LINE / 2, line, WIDTH)
