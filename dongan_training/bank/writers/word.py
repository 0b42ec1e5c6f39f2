"""Word documents to read and print: by type, on A4, with or without answers."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.image.exceptions import InvalidImageStreamError, UnrecognizedImageError
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from dongan_training.bank.drafts import Draft, QuestionType
from dongan_training.bank.numerals import in_chinese
from dongan_training.bank.picture_markers import shared_part
from dongan_training.bank.scoring import TYPE_NAMES
from dongan_training.bank.writers.markup import MARKER
from dongan_training.bank.writers.typed import (
    answer_lines,
    option_lines,
    passage_line,
    stem_line,
)

TITLE, PASSAGES = "题库", "材料题"
SONG, HEI = "宋体", "黑体"
BLACK = RGBColor(0, 0, 0)
GREY = RGBColor(0x59, 0x59, 0x59)
SHORT_OPTION = 9  # characters that leave room for four options on a line
MIDDLE_OPTION = 19  # and for two
ROOM = 5  # empty lines below a question that is answered in sentences
INDENT = Cm(0.7)
WIDEST = Cm(14)
ORDER = tuple(QuestionType)


@dataclass(frozen=True)
class Section:
    """What stands under one head."""

    name: str
    drafts: list[Draft]


def write_with_answers(drafts: Sequence[Draft]) -> bytes:
    """Write questions with keys, explanations and sources below each."""
    return _Paper(with_answers=True).written(drafts)


def write_questions(drafts: Sequence[Draft]) -> bytes:
    """Write questions alone, with room to answer those that want sentences."""
    return _Paper(with_answers=False).written(drafts)


def sections_of(drafts: Sequence[Draft]) -> list[Section]:
    """Questions by type; those about a passage stay together at the end."""
    found = [
        Section(TYPE_NAMES[kind], [one for one in drafts if one.type is kind and not one.passage])
        for kind in ORDER
    ]
    found.append(Section(PASSAGES, [one for one in drafts if one.passage]))
    return [one for one in found if one.drafts]


class _Paper:
    """One document on its way."""

    def __init__(self, *, with_answers: bool) -> None:
        self.with_answers = with_answers
        self.document: Any = Document()
        self.number = 0
        self._set_up()

    def written(self, drafts: Sequence[Draft]) -> bytes:
        """All sections as the bytes of a .docx."""
        title = self.head(TITLE, 1, 18)
        title.alignment = WD_ALIGN_PARAGRAPH.CENTER
        for place, section in enumerate(sections_of(drafts), start=1):
            count = len(section.drafts)
            self.head(f"{in_chinese(place)}、{section.name}（共{count}题）", 2, 14)
            self.section(section)
        saved = io.BytesIO()
        self.document.save(saved)
        return saved.getvalue()

    def head(self, text: str, level: int, size: float) -> Any:
        """A head that Word lists in its outline, in the type of the paper."""
        paragraph = self.line(text, size=size, font=HEI, colour=BLACK)
        paragraph.style = self.document.styles[f"Heading {level}"]
        paragraph.paragraph_format.space_before = Pt(12)
        paragraph.paragraph_format.space_after = Pt(4)
        return paragraph

    def section(self, section: Section) -> None:
        for _shared, group in groupby(section.drafts, key=shared_part):
            drafts = list(group)
            passage = drafts[0].passage
            if passage:
                numbers = range(self.number + 1, self.number + len(drafts) + 1)
                self.line(passage_line(numbers), font=HEI).paragraph_format.keep_with_next = True
                for text in passage.split("\n"):
                    self.line(text, drafts[0]).paragraph_format.first_line_indent = Pt(22)
            for draft in drafts:
                self.number += 1
                self.question(draft, with_type=bool(passage))

    def question(self, draft: Draft, *, with_type: bool) -> None:
        """A question stays on one page with its options."""
        lines = [self.line(stem_line(self.number, draft, with_type=with_type), draft)]
        lines[0].paragraph_format.space_before = Pt(6)
        lines += [self.line(text, draft) for text in _options(draft)]
        for one in lines[1:]:
            one.paragraph_format.left_indent = INDENT
        if self.with_answers:
            lines += [self.line(text, draft, colour=GREY) for text in answer_lines(draft)]
        elif draft.type is QuestionType.SHORT_ANSWER:
            lines += [self.line("") for _line in range(ROOM)]
        for one in lines[:-1]:
            one.paragraph_format.keep_with_next = True

    def line(
        self,
        text: str,
        draft: Draft | None = None,
        *,
        size: float = 11,
        font: str = SONG,
        colour: RGBColor | None = None,
    ) -> Any:
        """One paragraph, with the pictures of ``draft`` where their markers stand."""
        paragraph = self.document.add_paragraph()
        for place, part in enumerate(MARKER.split(text)):
            if place % 2 and draft and self.picture(paragraph, draft, int(part)):
                continue
            words = f"〔图{part}〕" if place % 2 else part
            if not words:
                continue
            run = paragraph.add_run(words)
            run.font.size = Pt(size)
            run.font.name = font
            run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)
            if colour is not None:
                run.font.color.rgb = colour
        return paragraph

    def picture(self, paragraph: Any, draft: Draft, number: int) -> bool:
        """Put a picture in; False where Word cannot show it, and its marker must do."""
        if not 0 < number <= len(draft.pictures):
            return False
        run = paragraph.add_run()
        try:
            shape = run.add_picture(io.BytesIO(draft.pictures[number - 1].data))
        except (UnrecognizedImageError, InvalidImageStreamError, ValueError, KeyError, OSError):
            return False
        if shape.width > WIDEST:
            shape.height = int(shape.height * WIDEST / shape.width)
            shape.width = WIDEST
        return True

    def _set_up(self) -> None:
        page = self.document.sections[0]
        page.page_width, page.page_height = Cm(21), Cm(29.7)
        page.left_margin = page.right_margin = Cm(2.4)
        page.top_margin = page.bottom_margin = Cm(2.2)
        usual = self.document.styles["Normal"]
        usual.paragraph_format.space_after = Pt(0)
        usual.paragraph_format.line_spacing = 1.3
        stops = usual.paragraph_format.tab_stops
        for place in (4.5, 8.3, 12.1):
            stops.add_tab_stop(Cm(place))
        _number_pages(page.footer.paragraphs[0])


def _options(draft: Draft) -> list[str]:
    """Short options stand four or two on a line, as on paper."""
    lines = option_lines(draft)
    longest = max(map(len, draft.options), default=0)
    is_plain = all(MARKER.search(one) is None and one.isalnum() for one in draft.options)
    beside = 4 if longest <= SHORT_OPTION else 2 if longest <= MIDDLE_OPTION else 1
    if beside == 1 or not is_plain:
        return lines
    between = "\t" if beside == 4 else "\t\t"
    return [between.join(lines[start : start + beside]) for start in range(0, len(lines), beside)]


def _number_pages(paragraph: Any) -> None:
    """Let Word count the pages in the middle of the foot."""
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)
