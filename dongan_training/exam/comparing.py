"""What differs between two forms, of one paper or of two."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import fsum

from sqlalchemy import select
from sqlalchemy.orm import Session

from dongan_training.bank.difficulty import expected_facility
from dongan_training.bank.drafts import QuestionType
from dongan_training.bank.models import Question
from dongan_training.exam.items import items_of
from dongan_training.exam.models import Paper, PaperItem
from dongan_training.exam.queries import NoSuchForm
from dongan_training.texts import N_, _


class Contrast(StrEnum):
    """How a question of one form stands on the other."""

    ONLY_FIRST = "only_first"
    ONLY_SECOND = "only_second"
    VERSION = "version"  # the same question in other words
    POINTS = "points"
    OPTIONS = "options"  # in another order
    PLACE = "place"
    SAME = "same"


CONTRAST_WORDS = {
    Contrast.ONLY_FIRST: N_("只在前一份"),
    Contrast.ONLY_SECOND: N_("只在后一份"),
    Contrast.VERSION: N_("版本不同"),
    Contrast.POINTS: N_("分值不同"),
    Contrast.OPTIONS: N_("选项次序不同"),
    Contrast.PLACE: N_("题号不同"),
    Contrast.SAME: N_("相同"),
}


@dataclass(frozen=True)
class FormFigures:
    """One of the two forms, in figures."""

    title: str
    form: str
    questions: int
    full_marks: float
    facility: float  # mean of what is expected


@dataclass(frozen=True)
class ComparedLine:
    """One question of either form; a number or points of None say that it is not there."""

    type: QuestionType
    stem: str
    first: int | None
    second: int | None
    first_points: float | None
    second_points: float | None
    contrasts: tuple[Contrast, ...]


@dataclass(frozen=True)
class Comparison:
    """Two forms side by side: in the order of the first, then what only the second has."""

    first: FormFigures
    second: FormFigures
    lines: tuple[ComparedLine, ...]

    def count(self, contrast: Contrast) -> int:
        """How many questions differ so."""
        return sum(contrast in one.contrasts for one in self.lines)


@dataclass(frozen=True)
class _Standing:
    """A question as it stands on a form."""

    number: int
    item: PaperItem
    options: Sequence[int]
    facility: float


def compare_forms(session: Session, first: tuple[str, str], second: tuple[str, str]) -> Comparison:
    """Compare two forms, each given by the paper's id and a letter; raises NoSuchForm."""
    mine, theirs = _standing(session, *first), _standing(session, *second)
    keys = dict.fromkeys((*mine, *theirs))
    return Comparison(
        first=_figures(session, first, mine),
        second=_figures(session, second, theirs),
        lines=tuple(_line(mine.get(one), theirs.get(one)) for one in keys),
    )


def contrast_words(contrasts: Sequence[Contrast]) -> str:
    """Say how a question differs, or that it does not."""
    return _("、").join(_(CONTRAST_WORDS[one]) for one in contrasts)


def _standing(session: Session, paper_id: str, letter: str) -> dict[str, _Standing]:
    paper = session.get_one(Paper, paper_id)
    order = next((one.order for one in paper.forms if one.letter == letter), None)
    if order is None:
        raise NoSuchForm(paper.title, letter)
    items = {one.id: one for one in items_of(session, paper_id, letter)}
    ids = {one.version.question_id for one in items.values()}
    measured: dict[str, float | None] = {
        question_id: facility
        for question_id, facility in session.execute(
            select(Question.id, Question.measured_facility).where(Question.id.in_(ids))
        )
    }
    found = {}
    for number, placed in enumerate(order, start=1):
        item = items[placed["item"]]
        version = item.version
        facility = expected_facility(version.difficulty, measured[version.question_id])
        found[version.question_id] = _Standing(number, item, placed["options"], facility)
    return found


def _figures(
    session: Session, form: tuple[str, str], standing: dict[str, _Standing]
) -> FormFigures:
    paper_id, letter = form
    paper = session.get_one(Paper, paper_id)
    facility = fsum(one.facility for one in standing.values()) / len(standing)
    return FormFigures(paper.title, letter, len(standing), paper.full_marks, round(facility, 4))


def _line(first: _Standing | None, second: _Standing | None) -> ComparedLine:
    shown = first or second
    assert shown is not None
    return ComparedLine(
        type=shown.item.version.type,
        stem=shown.item.version.stem,
        first=first.number if first else None,
        second=second.number if second else None,
        first_points=first.item.points if first else None,
        second_points=second.item.points if second else None,
        contrasts=_contrasts(first, second),
    )


def _contrasts(first: _Standing | None, second: _Standing | None) -> tuple[Contrast, ...]:
    if second is None:
        return (Contrast.ONLY_FIRST,)
    if first is None:
        return (Contrast.ONLY_SECOND,)
    found = []
    if first.item.version_id != second.item.version_id:
        found.append(Contrast.VERSION)
    if first.item.points != second.item.points:
        found.append(Contrast.POINTS)
    if list(first.options) != list(second.options):
        found.append(Contrast.OPTIONS)
    if first.number != second.number:
        found.append(Contrast.PLACE)
    return tuple(found) or (Contrast.SAME,)
