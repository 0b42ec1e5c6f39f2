"""From answers to marks: pure. Who wrote them and in which form plays no part."""

from collections.abc import Mapping
from dataclasses import dataclass

from dongan_training.bank.scoring import Key, Marking, Value, is_answered, is_right, score


@dataclass(frozen=True)
class ItemMark:
    """What one answer earned; ``points`` is None where a person must mark it."""

    item_id: str
    points: float | None
    full: float
    right: bool | None
    answered: bool


@dataclass(frozen=True)
class Marks:
    """What one attempt earned. ``score`` holds only what a program can mark."""

    score: float
    items: tuple[ItemMark, ...]

    @property
    def unmarked(self) -> int:
        """How many answers still wait for a person."""
        return sum(item.points is None for item in self.items)

    @property
    def answered(self) -> int:
        """How many questions were answered, rightly or not."""
        return sum(item.answered for item in self.items)


def grade(keys: Mapping[str, Key], answers: Mapping[str, Value], marking: Marking) -> Marks:
    """Mark all items of a paper; a question without an answer earns nothing."""
    items = tuple(
        _mark(item_id, key, answers.get(item_id, ()), marking) for item_id, key in keys.items()
    )
    return Marks(round(sum(item.points or 0 for item in items), 2), items)


def _mark(item_id: str, key: Key, value: Value, marking: Marking) -> ItemMark:
    right = is_right(key, value, marking)
    return ItemMark(item_id, score(key, value, marking), key.points, right, is_answered(value))
