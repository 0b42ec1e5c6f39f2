"""Give single questions to cells by augmenting paths: what can be filled is filled."""

from collections.abc import Sequence
from itertools import islice

from dongan_training.exam.candidates import Unit
from dongan_training.exam.demand import SPARE


class Matching:
    """Who holds which question: cells ask each other when they run dry."""

    def __init__(self, suitable: Sequence[Sequence[Unit]]):
        self.suitable = suitable
        self.holders: dict[str, int] = {}
        self.units: dict[str, Unit] = {}
        self.asked: set[int] = set()
        self._next = [0] * len(suitable)

    def take(self, place: int) -> bool:
        """Give a cell one more question, if any order of things allows it."""
        self.asked = set()
        return self._take(place)

    def chosen(self) -> list[list[Unit]]:
        """The questions each cell holds."""
        found: list[list[Unit]] = [[] for _place in self.suitable]
        for version_id, place in self.holders.items():
            found[place].append(self.units[version_id])
        return found

    def left(self, needs: Sequence[int]) -> list[list[Unit]]:
        """What nobody holds, each question in reserve for one cell only."""
        seen: set[str] = set(self.holders)
        found = []
        for need, units in zip(needs, self.suitable, strict=True):
            spare = (unit for unit in units if unit.first.version_id not in seen)
            found.append(list(islice(spare, SPARE if need else 0)))
            seen |= {unit.first.version_id for unit in found[-1]}
        return found

    def _take(self, place: int) -> bool:
        self.asked.add(place)
        units = self.suitable[place]
        while self._next[place] < len(units):
            unit = units[self._next[place]]
            self._next[place] += 1
            if unit.first.version_id not in self.holders:
                self.holders[unit.first.version_id] = place
                self.units[unit.first.version_id] = unit
                return True
        for unit in units:
            other = self.holders[unit.first.version_id]
            if other not in self.asked and self._take(other):
                self.holders[unit.first.version_id] = place
                return True
        return False
