"""Which questions of the bank could stand in for one of a paper: pure.

A section's questions were dealt to its cells, but a paper does not keep which went where.
So all of them but the one that goes are matched to the cells anew; a question may come in
where a chain of moves leaves a cell for it. The counts of all cells hold before and after.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dongan_training.exam.blueprint import Blueprint, Kind
from dongan_training.exam.candidates import Candidate, Shelf, Stock
from dongan_training.exam.demand import Wanted, cells_of


@dataclass(frozen=True)
class Vacancy:
    """The place of the question that goes, and who stays beside it."""

    section: int
    outgoing: str  # the question, by id
    neighbours: Sequence[Shelf]  # who stays of the same section and form
    present: frozenset[str]  # questions that stay on any form with this place, by id
    texts: frozenset[str]  # their fingerprints, and that of the one that goes
    forms_of: Mapping[str, int]  # on how many forms of the paper each question stands


def substitutes(blueprint: Blueprint, stock: Stock, vacancy: Vacancy) -> list[Candidate]:
    """Give all single questions that may come in; quotas, enemies and exposure hold."""
    cells = [one for one in cells_of(blueprint) if one.section == vacancy.section]
    free = cells_left(cells, vacancy.neighbours)
    barred = {vacancy.outgoing, *blueprint.fixed, *vacancy.present}
    barred |= _enemies(blueprint, vacancy.present)
    exposure = blueprint.exposure if blueprint.kind is Kind.PARALLEL else 1
    found: list[Candidate] = []
    for shelf, questions in stock.shelves.items():
        if any(shelf.suits(cells[at].type, cells[at].cell) for at in free):
            found += (
                one
                for one in questions
                if one.question_id not in barred
                and one.fingerprint not in vacancy.texts
                and vacancy.forms_of.get(one.question_id, 0) < exposure
            )
    return found


def cells_left(cells: Sequence[Wanted], neighbours: Sequence[Shelf]) -> frozenset[int]:
    """The cells in which a new question could stand once the others have moved up for it."""
    matching = _Matching(cells, neighbours)
    for question in range(len(neighbours)):
        matching.place(question, set())
    free = frozenset(
        at for at, one in enumerate(cells) if len(matching.holders[at]) < one.cell.count
    )
    reached = free
    while reached:
        reached = frozenset(
            at
            for at, held in enumerate(matching.holders)
            if at not in free and any(free.intersection(matching.suits[one]) for one in held)
        )
        free |= reached
    return free


def _enemies(blueprint: Blueprint, present: frozenset[str]) -> set[str]:
    """The questions that must not stand beside one that stays."""
    return {
        question_id
        for group in blueprint.enemies
        if present.intersection(group)
        for question_id in group
    }


class _Matching:
    """Which cell holds which questions; as many are placed as can be (augmenting paths)."""

    def __init__(self, cells: Sequence[Wanted], questions: Sequence[Shelf]):
        self.counts = [one.cell.count for one in cells]
        self.suits = [
            [at for at, one in enumerate(cells) if shelf.suits(one.type, one.cell)]
            for shelf in questions
        ]
        self.holders: list[list[int]] = [[] for _cell in cells]

    def place(self, question: int, asked: set[int]) -> bool:
        """Give a question to a cell, moving others where that makes room."""
        for at in self.suits[question]:
            if at in asked:
                continue
            asked.add(at)
            held = self.holders[at]
            if len(held) < self.counts[at]:
                held.append(question)
                return True
            for other in held:
                if self.place(other, asked):
                    held.remove(other)
                    held.append(question)
                    return True
        return False
