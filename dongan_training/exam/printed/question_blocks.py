"""Sections and questions as blocks that pages are made of; x counts from the column's left."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from dongan_training.bank.drafts import QuestionType
from dongan_training.bank.scoring import LETTERS
from dongan_training.exam.printed.facts import (
    INSTRUCTIONS,
    PaperQuestion,
    PaperSection,
    heading_of,
    worth,
)
from dongan_training.exam.printed.look import PaperLook
from dongan_training.exam.printed.stems import ruled_lines, without_pictures, written_stem
from dongan_training.printing.flow import Block, Part
from dongan_training.printing.layout import Line, Span, Style, break_lines
from dongan_training.printing.page import Pages, Stroke
from dongan_training.printing.picture import PrintedPicture, printed_picture
from dongan_training.texts import _

AFTER_QUESTION, AFTER_HEADING, BEFORE_SECTION = 1.8, 1.0, 3.0
OPTION_GAP = 4.0  # millimetres between two options on one line
WRITING_LINE = 9.0
WRITING = Stroke(0.15, "#8A9099")
TALLEST_PICTURE, TALLEST_IN_OPTION = 70.0, 28.0
AROUND_PICTURE = 1.5


@dataclass(frozen=True)
class _Option:
    text: str
    pictures: tuple[PrintedPicture, ...]

    @property
    def height(self) -> float:
        return sum(one.height + AROUND_PICTURE for one in self.pictures)


def section_blocks(section: PaperSection, place: int, look: PaperLook) -> Iterator[Block]:
    """Set a section: its heading, then its questions, each passage before its first one."""
    yield _heading(section, place, look)
    before: object = None
    for question in section.questions:
        if question.passage and question.shared != before:
            yield _passage(question, look)
        before = question.shared
        yield _question(question, section.type, look)


def lines_of(x: float, lines: Sequence[Line], look: PaperLook) -> list[Part]:
    """Make a part of each line of a paragraph, justified to the column."""
    return [Part(look.line, partial(_draw_line, x=x, line=line, look=look)) for line in lines]


def _heading(section: PaperSection, place: int, look: PaperLook) -> Block:
    told, width = look.punctuation.told, look.format.width
    words = told(heading_of(place, section.type))
    title = break_lines([Span(words + told(worth(section)), look.heading)], width)
    instruction = told(section.instruction or _(INSTRUCTIONS[section.type]))
    note = break_lines([Span(instruction, look.note)], width)
    space = Part(BEFORE_SECTION if place else 0.0, lambda pages, _top: pages.outline(words))
    parts = [space, *lines_of(0, [*title, *note], look), Part(AFTER_HEADING)]
    return Block(tuple(parts), is_heading=True)


def _passage(question: PaperQuestion, look: PaperLook) -> Block:
    text, numbers = without_pictures(question.passage)
    text = look.punctuation.told(text)
    lines: list[Line] = []
    for paragraph in text.splitlines():
        spans = [Span(paragraph.strip(), look.note)]
        lines += break_lines(spans, look.format.width, indent=2 * look.note.em)
    parts = [*lines_of(0, lines, look), *_pictures(question, numbers, 0, look)]
    return Block((*parts, Part(AFTER_HEADING)), is_heading=True)


def _question(question: PaperQuestion, section_type: QuestionType, look: PaperLook) -> Block:
    label = look.punctuation.number(question.number).rstrip()
    widest = look.punctuation.number(10).rstrip()
    hang = max(look.body.width(label), look.body.width(widest)) + 1.5
    text, numbers = without_pictures(question.stem)
    words = look.punctuation.told(written_stem(text, section_type, question.expected))
    lines = break_lines([Span(words, look.body)], look.format.width - hang)
    stem = lines_of(hang, lines, look)
    first = Part(look.line, partial(_draw_labelled, label=label, rest=stem[0], look=look))
    parts = [first, *stem[1:], *_pictures(question, numbers, hang, look)]
    parts += _options(question, hang, look)
    if section_type is QuestionType.SHORT_ANSWER:
        parts += [Part(WRITING_LINE, partial(_draw_writing_line, x=hang, look=look))] * ruled_lines(
            question.expected
        )
    return Block((*parts, Part(AFTER_QUESTION)))


def _pictures(
    question: PaperQuestion, numbers: Sequence[int], x: float, look: PaperLook
) -> Iterator[Part]:
    """Stand the pictures of a text below it, each with its name where there are several."""
    for number in numbers:
        for picture in _printed(question, (number,), look.format.width - x, TALLEST_PICTURE):
            name = _("图{number}").format(number=number) if len(numbers) > 1 else ""
            height = picture.height + 2 * AROUND_PICTURE + (look.line if name else 0)
            yield Part(height, partial(_draw_picture, x=x, picture=picture, name=name, look=look))


def _printed(
    question: PaperQuestion, numbers: Sequence[int], width: float, height: float
) -> tuple[PrintedPicture, ...]:
    owner = _("第 {number} 题").format(number=question.number)
    there = [question.pictures[one - 1] for one in numbers if one <= len(question.pictures)]
    return tuple(printed_picture(one.data, owner).within(width, height) for one in there)


def _options(question: PaperQuestion, x: float, look: PaperLook) -> list[Part]:
    """Set options four, two or one to a line, whatever the longest allows."""
    room = look.format.width - x
    options = [
        _option(question, letter, text, room, look)
        for letter, text in zip(LETTERS, question.options, strict=False)
    ]
    widest = max((_width(one, look.body) for one in options), default=0)
    columns = next((count for count in (4, 2) if widest + OPTION_GAP <= room / count), 1)
    if columns == 1 and not any(one.pictures for one in options):
        hang = look.body.width(look.punctuation.letter("A"))
        broken = [break_lines([Span(one.text, look.body)], room, hanging=hang) for one in options]
        return [part for lines in broken for part in lines_of(x, lines, look)]
    rows = [options[start : start + columns] for start in range(0, len(options), columns)]
    return [_option_row(row, x, room / columns, look) for row in rows]


def _option(
    question: PaperQuestion, letter: str, text: str, room: float, look: PaperLook
) -> _Option:
    words, numbers = without_pictures(text)
    pictures = _printed(question, numbers, room, TALLEST_IN_OPTION)
    style = look.punctuation
    return _Option(style.letter(letter) + style.told(words), pictures)


def _width(option: _Option, style: Style) -> float:
    return max([style.width(option.text), *(one.width for one in option.pictures)])


def _option_row(row: Sequence[_Option], x: float, pitch: float, look: PaperLook) -> Part:
    height = look.line + max(one.height for one in row)
    return Part(height, partial(_draw_row, row=row, x=x, pitch=pitch, look=look))


def _draw_labelled(pages: Pages, top: float, *, label: str, rest: Part, look: PaperLook) -> None:
    pages.text(0, top + look.line / 2, label, look.body)
    rest.draw(pages, top)


def _draw_line(pages: Pages, top: float, *, x: float, line: Line, look: PaperLook) -> None:
    pages.line_of(x, top + look.line / 2, line, look.format.width - x)


def _draw_writing_line(pages: Pages, top: float, *, x: float, look: PaperLook) -> None:
    bottom = top + WRITING_LINE
    pages.rule(x, bottom, look.format.width, bottom, WRITING)


def _draw_picture(
    pages: Pages, top: float, *, x: float, picture: PrintedPicture, name: str, look: PaperLook
) -> None:
    pages.picture(x, top + AROUND_PICTURE, picture)
    if name:
        middle = top + picture.height + 2 * AROUND_PICTURE + look.line / 2
        pages.text(x, middle, name, look.note)


def _draw_row(
    pages: Pages,
    top: float,
    *,
    row: Sequence[_Option],
    x: float,
    pitch: float,
    look: PaperLook,
) -> None:
    for place, option in enumerate(row):
        left, y = x + place * pitch, top + look.line
        pages.text(left, top + look.line / 2, option.text, look.body)
        for picture in option.pictures:
            pages.picture(left, y, picture)
            y += picture.height + AROUND_PICTURE
