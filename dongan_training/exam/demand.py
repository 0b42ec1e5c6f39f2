"""What shall be drawn from where: the cells of a blueprint beside what the bank has for each."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from dongan_training.bank.drafts import QuestionType
from dongan_training.exam.blueprint import Blueprint, Cell
from dongan_training.exam.candidates import Candidate, Stock, Unit

SCALE = 10_000  # facilities are whole numbers from here on: no machine rounds them otherwise
SPARE = 150  # units a cell keeps beyond its need, for balancing


@dataclass(frozen=True)
class Wanted:
    """One cell of the blueprint, with where it stands."""

    section: int  # from 0
    number: int  # within its section, from 1
    type: QuestionType
    points: float
    cell: Cell


@dataclass(frozen=True)
class Gap:
    """A cell that could not be filled; ``rivals`` are cells that want the same questions."""

    place: int  # among all cells, from 0
    wanted: int
    available: int
    rivals: tuple[int, ...] = ()


@dataclass
class Drawn:
    """Units by form and cell, and what stayed in reserve; or the gaps."""

    forms: list[list[list[Unit]]] = field(default_factory=list)
    reserve: list[list[Unit]] = field(default_factory=list)
    locked: frozenset[str] = frozenset()  # ids of units that must stay in their form
    gaps: tuple[Gap, ...] = ()
    homeless: tuple[str, ...] = ()  # fixed questions for which there is no cell


def cells_of(blueprint: Blueprint) -> list[Wanted]:
    """Line up all cells of a blueprint."""
    return [
        Wanted(place, number, section.type, section.points, cell)
        for place, section in enumerate(blueprint.sections)
        for number, cell in enumerate(section.parts, start=1)
    ]


@dataclass(frozen=True)
class Order:
    """What shall be drawn from where."""

    blueprint: Blueprint
    stock: Stock
    seed: int
    forms: int

    @cached_property
    def cells(self) -> list[Wanted]:
        """All cells in their order."""
        return cells_of(self.blueprint)

    @cached_property
    def singles(self) -> list[list[Unit]]:
        """The single questions that suit a cell, cell by cell, the preferred ones first.

        There are no more than all cells together could ever take.
        """
        most = self.forms * self.blueprint.count + SPARE + len(self.groups)
        most += len(self.blueprint.fixed)
        found = [self.stock.singles(one.type, one.cell) for one in self.cells]
        return [[Unit((one,)) for one in self._preferred(all_)[:most]] for all_ in found]

    @cached_property
    def passages(self) -> list[list[Unit]]:
        """The passages that suit a cell, cell by cell, in the order of this seed."""
        found = [self.stock.whole(one.type, one.cell) for one in self.cells]
        return [
            sorted(units, key=lambda unit: rank_of(self.seed, unit.first.fingerprint))
            for units in found
        ]

    @property
    def exposure(self) -> int:
        """On how many forms a question may stand."""
        return min(self.blueprint.exposure, self.forms)

    @cached_property
    def groups(self) -> Mapping[str, frozenset[int]]:
        """The groups of enemies of each question that has any."""
        found: dict[str, set[int]] = {}
        for number, group in enumerate(self.blueprint.enemies):
            for question_id in group:
                found.setdefault(question_id, set()).add(number)
        return {question_id: frozenset(numbers) for question_id, numbers in found.items()}

    def enemies_of(self, unit: Unit) -> frozenset[int]:
        """The groups of enemies that a unit belongs to."""
        if not self.groups:
            return frozenset()
        return frozenset().union(
            *(self.groups.get(one.question_id, frozenset()) for one in unit.questions)
        )

    def _preferred(self, questions: list[Candidate]) -> list[Candidate]:
        """Line up: fixed ones, little used ones, those near the aim, and then by chance."""
        fixed, prefers = frozenset(self.blueprint.fixed), self.blueprint.least_used_first
        eases = [round(one.facility * SCALE) for one in questions]
        hashed, salt = hashlib.blake2b, b"%x" % self.seed  # rank_of, without 100,000 calls
        low, high = _window(eases, self.blueprint.facility)
        keys = [
            (
                one.question_id not in fixed,
                one.uses if prefers else 0,
                not low <= ease <= high,
                hashed(one.fingerprint.encode(), digest_size=16, salt=salt).digest(),
                place,
            )
            for place, (one, ease) in enumerate(zip(questions, eases, strict=True))
        ]
        keys.sort()
        return [questions[key[-1]] for key in keys]


def rank_of(seed: int, fingerprint: str) -> bytes:
    """Give the place of a question in the chance of this seed, whatever its id."""
    return hashlib.blake2b(fingerprint.encode(), digest_size=16, salt=b"%x" % seed).digest()


def scaled(facility: float) -> int:
    """Write a facility as a whole number."""
    return round(facility * SCALE)


def _window(eases: Sequence[int], aim: float | None) -> tuple[int, int]:
    """Leave out the hardest, or the easiest, until those between have the mean aimed at."""
    if aim is None or not eases:
        return 0, SCALE
    values = sorted(eases)
    wanted, total = scaled(aim), sum(values)
    low, high = 0, len(values)
    while high - low > 1 and total < wanted * (high - low):
        total -= values[low]
        low += 1
    while high - low > 1 and total > wanted * (high - low):
        high -= 1
        total -= values[high]
    return values[low], values[high - 1]
