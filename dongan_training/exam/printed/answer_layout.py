"""Where everything lies on an answer sheet (答题卡), in millimetres: pure data for a later reader.

A reader finds the four corner marks, straightens the page by their middles, reads the QR code
(exam, form, person, page) and then looks at each bubble's box. Bubbles are 4.8 × 2.8 mm: a
2B pencil fills them in two strokes, and a camera with 8 dots a millimetre sees 38 × 22 dots.
"""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any, NamedTuple

from dongan_training.bank.drafts import QuestionType
from dongan_training.bank.scoring import LETTERS
from dongan_training.printing.page import A4, Box

VERSION = 1
CORNER = 6.0  # side of a corner mark
EDGE = 9.0  # from the paper's edge to a corner mark
BUBBLE = (4.8, 2.8)
PITCH = 6.6  # from bubble to bubble
ROW = 5.6  # from question to question
LABEL = 8.0  # for the number of a question
COLUMN_GAP = 6.0
BLOCK, BLOCK_GAP = 5, 2.6  # questions stand in fives
LEFT, RIGHT = 20.0, 190.0
FIRST_TOP, TOP, BOTTOM = 116.0, 34.0, 274.0
HEAD, AFTER_SECTION = 8.0, 4.0
CODE_DIGITS = 4
CODE_BOX = Box(112, 50, 78, 60)
DIGIT_PITCH = 14.0
FORMS_IN_ROW = 10
FORMS_MIDDLE, FORMS_TOP = 88.0, 83.2  # of the first row; three rows need the higher place
WRITING_LINE = 9.5
TRUE_FALSE = ("√", "×")


class Asked(NamedTuple):
    """One question as the sheet needs it: ``room`` counts options, blanks or lines."""

    number: int
    room: int


class AskedSection(NamedTuple):
    """The questions of one section."""

    type: QuestionType
    heading: str
    questions: tuple[Asked, ...]


@dataclass(frozen=True)
class Bubble:
    """One bubble: ``value`` is what filling it says, ``question`` 0 for the person's code."""

    page: int
    question: int
    value: str
    box: Box


@dataclass(frozen=True)
class Line:
    """A line to write an answer on, from ``box``'s left to its right at its bottom."""

    page: int
    question: int
    box: Box


@dataclass(frozen=True)
class Caption:
    """A section's heading, or a question's number."""

    page: int
    text: str
    box: Box
    is_heading: bool = False


@dataclass(frozen=True)
class AnswerLayout:
    """All places of one sheet; pages count from 1."""

    pages: int
    corners: tuple[Box, ...]
    code: Box
    bubbles: tuple[Bubble, ...]
    lines: tuple[Line, ...]
    captions: tuple[Caption, ...]

    def to_data(self) -> dict[str, Any]:
        """For a file beside the sheets: what a reader needs, boxes as [x, y, width, height]."""
        return {
            "version": VERSION,
            "page": list(A4),
            "pages": self.pages,
            "corners": [list(one) for one in self.corners],
            "qr": list(self.code),
            "bubbles": [{**asdict(one), "box": list(one.box)} for one in self.bubbles],
            "lines": [{**asdict(one), "box": list(one.box)} for one in self.lines],
        }


QR = Box(164, 16, 26, 26)
CORNERS = tuple(
    Box(x, y, CORNER, CORNER)
    for y in (EDGE, A4.height - EDGE - CORNER)
    for x in (EDGE, A4.width - EDGE - CORNER)
)


def answer_layout(sections: Sequence[AskedSection], forms: Sequence[str]) -> AnswerLayout:
    """Lay out a sheet for these questions, with a bubble for each form (A … Z, AA, AB …)."""
    placing = _Placing()
    for section in sections:
        placing.add(section)
    person = (*_person_bubbles(), *_form_bubbles(forms))
    return AnswerLayout(
        pages=placing.page,
        corners=CORNERS,
        code=QR,
        bubbles=(*person, *placing.bubbles),
        lines=tuple(placing.lines),
        captions=tuple(placing.captions),
    )


def bubble(x: float, y: float) -> Box:
    """A bubble with its left at ``x`` and its middle at ``y``."""
    return Box(round(x, 2), round(y - BUBBLE[1] / 2, 2), *BUBBLE)


def digit_middle(digit: int) -> float:
    """The middle of the column of a digit of the person's number."""
    return CODE_BOX.x + 24 + digit * DIGIT_PITCH


def _person_bubbles() -> Iterator[Bubble]:
    """The person's number of four digits, a column each."""
    for digit in range(CODE_DIGITS):
        for value in range(10):
            x, y = digit_middle(digit) - BUBBLE[0] / 2, CODE_BOX.y + 16 + value * 4.4
            yield Bubble(1, 0, f"{digit}:{value}", bubble(x, y))


def _form_bubbles(forms: Sequence[str]) -> Iterator[Bubble]:
    top = FORMS_TOP if len(forms) > 2 * FORMS_IN_ROW else FORMS_MIDDLE
    for place, letter in enumerate(forms):
        row, column = divmod(place, FORMS_IN_ROW)
        yield Bubble(1, 0, f"form:{letter}", bubble(34 + column * PITCH, top + row * ROW))


class _Placing:
    """Where the next thing goes."""

    def __init__(self) -> None:
        self.page, self.y = 1, FIRST_TOP
        self.bubbles: list[Bubble] = []
        self.lines: list[Line] = []
        self.captions: list[Caption] = []

    def add(self, section: AskedSection) -> None:
        """Place one section: choices in columns of fives, the rest on lines."""
        marked = section.type in (
            QuestionType.SINGLE_CHOICE,
            QuestionType.MULTIPLE_CHOICE,
            QuestionType.TRUE_FALSE,
        )
        first = ROW * BLOCK if marked else WRITING_LINE
        self._need(HEAD + first)
        self._caption(section.heading, Box(LEFT, self.y, RIGHT - LEFT, HEAD), is_heading=True)
        self.y += HEAD
        if marked:
            self._choices(section)
        else:
            for question in section.questions:
                self._write(question)
        self.y += AFTER_SECTION

    def _choices(self, section: AskedSection) -> None:
        widest = max(one.room for one in section.questions)
        width = LABEL + widest * PITCH
        columns = max(1, int((RIGHT - LEFT + COLUMN_GAP) // (width + COLUMN_GAP)))
        questions = section.questions
        blocks = [questions[start : start + BLOCK] for start in range(0, len(questions), BLOCK)]
        for start in range(0, len(blocks), columns):
            self._need(ROW * BLOCK)
            band = blocks[start : start + columns]
            for place, block in enumerate(band):
                self._block(block, LEFT + place * (width + COLUMN_GAP), section.type)
            self.y += ROW * max(map(len, band)) + BLOCK_GAP

    def _block(self, block: Sequence[Asked], x: float, kind: QuestionType) -> None:
        for row, question in enumerate(block):
            y = self.y + (row + 0.5) * ROW
            self._caption(str(question.number), Box(x, y - ROW / 2, LABEL - 1.5, ROW))
            values = TRUE_FALSE if kind is QuestionType.TRUE_FALSE else LETTERS[: question.room]
            for place, value in enumerate(values):
                box = bubble(x + LABEL + place * PITCH, y)
                self.bubbles.append(Bubble(self.page, question.number, value, box))

    def _write(self, question: Asked) -> None:
        for row in range(max(1, question.room)):
            self._need(WRITING_LINE)
            if row == 0:
                self._caption(
                    str(question.number), Box(LEFT, self.y, LABEL - 1.5, WRITING_LINE + 1)
                )
            box = Box(LEFT + LABEL, self.y, RIGHT - LEFT - LABEL, WRITING_LINE)
            self.lines.append(Line(self.page, question.number, box))
            self.y += WRITING_LINE

    def _caption(self, text: str, box: Box, *, is_heading: bool = False) -> None:
        self.captions.append(Caption(self.page, text, box, is_heading))

    def _need(self, height: float) -> None:
        if self.y + height > BOTTOM:
            self.page, self.y = self.page + 1, TOP
