"""From answers to marks: pure. Who wrote them and in which form plays no part."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from dongan_training.bank.scoring import Key, Marking, Value, is_answered, is_right, score
from dongan_training.exam.models import CorrectionKind

NO_MARKS: Mapping[str, float] = {}


@dataclass(frozen=True)
class ExamKey:
    """How one question of an exam is marked: the printed key, and what corrections made of it.

    ``accepted`` are the keys an answer may fit; the best one counts. ``treatment`` is
    EVERYBODY or DROP where the answer no longer matters.
    """

    printed: Key
    accepted: tuple[Value, ...] = ()
    treatment: CorrectionKind | None = None

    @property
    def keys(self) -> tuple[Key, ...]:
        """The keys in force."""
        if not self.accepted:
            return (self.printed,)
        return tuple(replace(self.printed, answer=answer) for answer in self.accepted)

    @property
    def counts(self) -> bool:
        """Whether the question counts; a dropped one does for nobody."""
        return self.treatment is not CorrectionKind.DROP


@dataclass(frozen=True)
class ItemMark:
    """What one answer earned; ``points`` is None where a person must mark it."""

    item_id: str
    points: float | None
    full: float
    right: bool | None
    answered: bool
    counts: bool = True


@dataclass(frozen=True)
class Marks:
    """What one attempt earned. ``score`` holds only what is marked already."""

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

    @property
    def total(self) -> float | None:
        """The marks of the attempt; None while an answer waits for a person."""
        return None if self.unmarked else self.score


def corrected(printed: Key, corrections: Iterable[tuple[CorrectionKind, Value]]) -> ExamKey:
    """Apply the corrections of one question, the oldest first."""
    key = ExamKey(printed)
    for kind, answer in corrections:
        if kind is CorrectionKind.NEW_KEY:
            key = ExamKey(printed, (answer,))
        elif kind is CorrectionKind.ALSO:
            key = ExamKey(printed, (*(one.answer for one in key.keys), answer))
        elif kind is CorrectionKind.RESTORE:
            key = ExamKey(printed)
        else:
            key = replace(key, treatment=kind)
    return key


def points_of(key: ExamKey, value: Value, marking: Marking) -> float | None:
    """Give the points for one answer; None where a person must mark it."""
    if key.treatment is CorrectionKind.EVERYBODY:
        return key.printed.points
    if key.treatment is CorrectionKind.DROP:
        return 0
    earned = [score(one, value, marking) for one in key.keys]
    return None if None in earned else max(points or 0 for points in earned)


def stretch(earned: float, full: float, dropped: float) -> float:
    """Bring marks earned without the dropped questions back to the full marks of the paper."""
    left = full - dropped
    return round(earned * full / left, 2) if dropped and left else round(earned, 2)


def grade(
    keys: Mapping[str, ExamKey],
    answers: Mapping[str, Value],
    marking: Marking,
    by_hand: Mapping[str, float] = NO_MARKS,
) -> Marks:
    """Mark all items of a form; ``by_hand`` has what people gave, by item."""
    items = tuple(
        _mark(item_id, key, answers.get(item_id, ()), marking, by_hand.get(item_id))
        for item_id, key in keys.items()
    )
    full = sum(item.full for item in items)
    dropped = sum(item.full for item in items if not item.counts)
    return Marks(stretch(sum(item.points or 0 for item in items), full, dropped), items)


def _mark(
    item_id: str, key: ExamKey, value: Value, marking: Marking, given: float | None
) -> ItemMark:
    points = points_of(key, value, marking)
    rights = [is_right(one, value, marking) for one in key.keys]
    return ItemMark(
        item_id=item_id,
        points=given if points is None else points,
        full=key.printed.points,
        right=None if None in rights else any(rights),
        answered=is_answered(value),
        counts=key.counts,
    )
