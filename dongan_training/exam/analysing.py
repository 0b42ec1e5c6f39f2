"""How an exam went: its marks, its forms, the places people come from, and each question.

Scores are those that ``settling`` derived; points and keys come from the same place.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

from sqlalchemy.orm import Session

from dongan_training.exam.analysis import (
    Band,
    Fairness,
    Spread,
    distribution,
    fairness,
    spread,
    standard_error,
)
from dongan_training.exam.item_figures import FEWEST_PEOPLE, reliability
from dongan_training.exam.item_results import ItemResult, items_of_exam
from dongan_training.exam.mark_list import MarkRow, ResultState
from dongan_training.exam.marked_people import Block, MarkedPeople, blocks_of, marked_people
from dongan_training.exam.queries import ExamRow


@dataclass(frozen=True)
class GroupResult:
    """How the people of one township, organisation or form did."""

    name: str
    taken: int
    passed: int
    mean: float
    deviation: float | None

    @property
    def pass_rate(self) -> float:
        """Share that passed."""
        return self.passed / self.taken


@dataclass(frozen=True)
class FormResult:
    """One form, and whether it was as hard as the others together (None: too few to tell)."""

    group: GroupResult
    facility: float | None  # mean share of the points, over its questions
    reliability: float | None
    fairness: Fairness | None


@dataclass(frozen=True)
class Summary:
    """The figures of all who are marked. Of parallel forms the reliability is the mean."""

    taken: int
    passed: int
    absent: int
    sitting: int
    waiting: int  # people some of whose answers are not marked
    marks: Spread | None
    reliability: float | None
    error: float | None  # standard error of measurement, in points

    @property
    def pass_rate(self) -> float | None:
        """Share that passed."""
        return self.passed / self.taken if self.taken else None


@dataclass(frozen=True)
class ExamAnalysis:
    """All about one exam."""

    exam: ExamRow
    summary: Summary
    distribution: tuple[Band, ...]
    townships: tuple[GroupResult, ...]
    units: tuple[GroupResult, ...]
    forms: tuple[FormResult, ...]
    items: tuple[ItemResult, ...]


def analyse_exam(session: Session, exam_id: str) -> ExamAnalysis:
    """Analyse an exam as its marks stand now; who sits, waits or was annulled counts not."""
    table = marked_people(session, exam_id)
    blocks = blocks_of(session, table)
    forms = _forms(table, blocks)
    row = table.marks.exam
    return ExamAnalysis(
        exam=row,
        summary=_summary(table, forms, blocks),
        distribution=distribution([(one.score or 0) / row.full_marks for one in table.people]),
        townships=_groups(table, lambda one: one.township),
        units=_groups(table, lambda one: one.unit),
        forms=forms,
        items=tuple(items_of_exam(session, table, blocks)),
    )


def _summary(
    table: MarkedPeople, forms: Sequence[FormResult], blocks: Mapping[str, Block]
) -> Summary:
    states = [one.state for one in table.marks.rows]
    marks = spread([one.score or 0 for one in table.people])
    if "" in blocks:
        alpha = reliability(blocks[""].points, blocks[""].totals)
    else:
        alpha = _weighted_mean(
            [(one.reliability, one.group.taken) for one in forms if one.reliability is not None]
        )
    return Summary(
        taken=len(table.people),
        passed=sum(_passed(table, one) for one in table.people),
        absent=states.count(ResultState.ABSENT),
        sitting=states.count(ResultState.SITTING),
        waiting=states.count(ResultState.WAITING),
        marks=marks,
        reliability=alpha,
        error=standard_error(marks.deviation if marks else None, alpha),
    )


def _weighted_mean(values: Sequence[tuple[float | None, int]]) -> float | None:
    total = sum(weight for _value, weight in values)
    return sum((value or 0) * weight for value, weight in values) / total if total else None


def _passed(table: MarkedPeople, one: MarkRow) -> bool:
    return (one.score or 0) >= table.exam.pass_mark - 1e-9


def _groups(table: MarkedPeople, name_of: Callable[[MarkRow], str]) -> tuple[GroupResult, ...]:
    by_name: dict[str, list[MarkRow]] = {}
    for one in table.people:
        by_name.setdefault(name_of(one), []).append(one)
    found = [_group(table, name, of) for name, of in by_name.items()]
    return tuple(sorted(found, key=lambda one: (-one.pass_rate, -one.mean, one.name)))


def _group(table: MarkedPeople, name: str, people: Sequence[MarkRow]) -> GroupResult:
    marks = spread([one.score or 0 for one in people])
    assert marks is not None  # a group has people
    passed = sum(_passed(table, one) for one in people)
    return GroupResult(name, len(people), passed, marks.mean, marks.deviation)


def _forms(table: MarkedPeople, blocks: Mapping[str, Block]) -> tuple[FormResult, ...]:
    letters = [one.letter for one in table.exam.paper.forms]
    by_form = {letter: [one for one in table.people if one.form == letter] for letter in letters}
    return tuple(_form(table, letter, by_form, blocks) for letter in letters if by_form[letter])


def _form(
    table: MarkedPeople,
    letter: str,
    by_form: Mapping[str, Sequence[MarkRow]],
    blocks: Mapping[str, Block],
) -> FormResult:
    mine = by_form[letter]
    others = [one for form, of in by_form.items() for one in of if form != letter]
    block = blocks.get(letter) or blocks[""]
    rows = (
        [at for at, one in enumerate(table.people) if one.form == letter]
        if "" in blocks
        else list(range(len(mine)))
    )
    enough = min(len(mine), len(others)) >= FEWEST_PEOPLE
    full = table.marks.exam.full_marks
    return FormResult(
        group=_group(table, letter, mine),
        facility=fmean(one.score or 0 for one in mine) / full,
        reliability=reliability(block.points[rows], block.totals[rows]),
        fairness=fairness(_scores(mine), _scores(others)) if enough else None,
    )


def _scores(people: Iterable[MarkRow]) -> list[float]:
    return [one.score or 0 for one in people]
