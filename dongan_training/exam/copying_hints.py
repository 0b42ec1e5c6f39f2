"""Hints of copying in one exam, with names and seats: to be looked at, never a verdict."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from dongan_training.exam.copying import Similarity, similar_pairs
from dongan_training.exam.mark_list import MarkRow
from dongan_training.exam.mark_table import NOTHING
from dongan_training.exam.marked_people import Block, MarkedPeople, blocks_of, marked_people
from dongan_training.exam.seating import Seat, seat_plan

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Column = NDArray[np.float64]

NEXT_TO = 1  # rows and columns that neighbours are apart at most
MOST_PAIRS = 200_000  # of a room without seats, all pairs are looked at; beyond that none


@dataclass(frozen=True)
class CopyingHint:
    """Two people whose wrong answers are more alike than chance explains."""

    first: str
    second: str
    first_seat: str
    second_seat: str
    both_wrong: int
    identical: int
    expected: float
    probability: float
    corrected: float

    @property
    def id(self) -> str:
        """What tells one line from another."""
        return f"{self.first}/{self.first_seat}/{self.second}/{self.second_seat}"


@dataclass(frozen=True)
class CopyingHints:
    """What was found, and how it was looked for."""

    hints: tuple[CopyingHint, ...]
    pairs: int  # that were looked at
    by_seats: bool  # neighbours only; without seats everybody with everybody


def copying_hints(session: Session, exam_id: str) -> CopyingHints:
    """Look at neighbours on the seat plan, or at all pairs where nobody has a seat."""
    table = marked_people(session, exam_id)
    seats = {one.enrolment_id: one.seat for one in seat_plan(session, exam_id)}
    hints: list[CopyingHint] = []
    looked_at = 0
    for form, block in blocks_of(session, table).items():
        people = [one for one in table.people if form in ("", one.form)]
        pairs = [
            (first, second)
            for first, second in combinations(range(len(people)), 2)
            if not seats or _are_neighbours(seats, people[first], people[second])
        ]
        if len(pairs) > MOST_PAIRS:
            continue
        looked_at += len(pairs)
        wrong = (block.codes != NOTHING) & (block.points < _full(table, block) - 1e-9)
        for one in similar_pairs(block.codes, wrong, pairs):
            hints.append(_hint(one, people, seats))
    hints.sort(key=lambda one: one.probability)
    return CopyingHints(tuple(hints), looked_at, bool(seats))


def _full(table: MarkedPeople, block: Block) -> "Column":
    """The points of each item; none where a correction decides and not the answer."""
    import numpy as np

    keys = [table.keys[one] for one in block.places]
    return np.array([0.0 if one.treatment else one.printed.points for one in keys])


def _are_neighbours(seats: Mapping[str, Seat], one: MarkRow, other: MarkRow) -> bool:
    here, there = seats.get(one.enrolment_id), seats.get(other.enrolment_id)
    if here is None or there is None:
        return False
    return max(abs(here.row - there.row), abs(here.column - there.column)) <= NEXT_TO


def _hint(one: Similarity, people: Sequence[MarkRow], seats: Mapping[str, Seat]) -> CopyingHint:
    first, second = people[one.first], people[one.second]
    return CopyingHint(
        first=first.name,
        second=second.name,
        first_seat=str(seats.get(first.enrolment_id, "")),
        second_seat=str(seats.get(second.enrolment_id, "")),
        both_wrong=one.both_wrong,
        identical=one.identical,
        expected=one.expected,
        probability=one.probability,
        corrected=one.corrected,
    )
