"""Questions of the bank as an exam paper would print them: one page, as tall as they need.

Loads ReportLab: import it late.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path

from dongan_training.bank.drafts import Draft
from dongan_training.bank.scoring import Marking
from dongan_training.exam.previewing import worth_of
from dongan_training.exam.printed.choice import Printing
from dongan_training.exam.printed.facts import PaperQuestion, PaperSection
from dongan_training.exam.printed.look import PaperLook, look_of
from dongan_training.exam.printed.papers import instruction_for, stem_on_paper
from dongan_training.exam.printed.punctuation import Punctuation
from dongan_training.exam.printed.question_blocks import section_blocks
from dongan_training.exam.queries import expected_length
from dongan_training.printing.flow import Part, draw_parts
from dongan_training.printing.fonts import Wording, require_printable
from dongan_training.printing.page import Pages, Size
from dongan_training.texts import _

MARGIN = 6.0  # millimetres around the column


def draw_question_preview(
    path: Path, drafts: Sequence[Draft], marking: Marking, punctuation: Punctuation
) -> None:
    """Write the questions to ``path`` as they would stand in a column of A4.

    Raises UnprintableCharacters or UnprintablePicture.
    """
    look = look_of(Printing(), punctuation)
    sections = tuple(_sections(drafts, marking))
    require_printable(
        [
            Wording(
                _("第 {number} 题").format(number=one.number),
                one.passage + one.stem + "".join(one.options),
            )
            for section in sections
            for one in section.questions
        ]
    )
    parts = list(_parts(sections, look))
    height = sum(part.height for part in parts) + 2 * MARGIN
    size = Size(look.format.width + 2 * MARGIN, height)
    pages = Pages(title=_("试题预览"), author="", size=size)
    with pages.moved(MARGIN):
        draw_parts(pages, parts, MARGIN)
    pages.next_page()
    pages.save(path)


def _parts(sections: Sequence[PaperSection], look: PaperLook) -> Iterator[Part]:
    for place, section in enumerate(sections):
        for block in section_blocks(section, place, look):
            yield from block.parts


def _sections(drafts: Sequence[Draft], marking: Marking) -> Iterator[PaperSection]:
    """Neighbours of one type stand under one heading."""
    numbered = enumerate(drafts, start=1)
    for kind, group in groupby(numbered, key=lambda one: one[1].type):
        some = list(group)
        points = worth_of(some[0][1])
        questions = tuple(_question(number, draft) for number, draft in some)
        yield PaperSection(kind, questions, instruction_for(kind, points, marking))


def _question(number: int, draft: Draft) -> PaperQuestion:
    is_free = draft.order_free and len(draft.answer) > 1
    return PaperQuestion(
        number=number,
        stem=stem_on_paper(draft.stem, order_free=is_free),
        options=draft.options,
        points=worth_of(draft),
        expected=expected_length(draft.type, draft.answer, [one.text for one in draft.marking]),
        passage=draft.passage or "",
        pictures=draft.pictures,
    )
