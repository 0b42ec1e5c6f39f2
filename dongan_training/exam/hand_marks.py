"""What several people's marks of one answer come to: pure.

One marker: their last word. Two: the mean of both while they differ by no more than the
tolerance; beyond it somebody else decides, and that decision stands.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256

from dongan_training.texts import _


@dataclass(frozen=True)
class HandRule:
    """How many people mark each answer, and by how many points two may differ."""

    markers: int = 1
    tolerance: float = 0


class DecisionState(StrEnum):
    """How far an answer is."""

    OPEN = "open"  # a marker has still to mark it
    DISPUTED = "disputed"  # two differ too much: a third decides
    DONE = "done"


@dataclass(frozen=True)
class GivenMark:
    """What one person gave; in the order in which it was given."""

    marker: str
    points: float


@dataclass(frozen=True)
class Decision:
    """Where an answer stands; ``points`` is None until it is done."""

    state: DecisionState
    points: float | None = None


OPEN = Decision(DecisionState.OPEN)


def hand_rule_words(rule: HandRule) -> str:
    """Say how answers are marked by people."""
    if rule.markers == 1:
        return _("每份答案由一人阅卷。")
    told = _("每份答案由两人各自阅卷，取平均分；相差超过 {points} 分的，由第三人定分。")
    return told.format(points=f"{rule.tolerance:g}")


def decide(given: Iterable[GivenMark], rule: HandRule) -> Decision:
    """Give what the marks of one answer come to."""
    spoken = tuple(given)
    last = latest(spoken)
    if len(last) < rule.markers:
        return OPEN
    if rule.markers == 1:
        return Decision(DecisionState.DONE, spoken[-1].points)
    points = [one.points for one in last]
    if len(points) > rule.markers:
        return Decision(DecisionState.DONE, points[-1])
    if max(points) - min(points) > rule.tolerance + 1e-9:
        return Decision(DecisionState.DISPUTED)
    return Decision(DecisionState.DONE, round(sum(points) / len(points), 2))


def latest(given: Iterable[GivenMark]) -> Sequence[GivenMark]:
    """Keep each person's last word, in the order in which they first spoke."""
    last: dict[str, GivenMark] = {}
    for one in given:
        last[one.marker] = one
    return tuple(last.values())


def is_for(marker: str, given: Iterable[GivenMark], rule: HandRule) -> bool:
    """Tell whether an answer waits for this person."""
    spoken = latest(given)
    if any(one.marker == marker for one in spoken):
        return False
    return decide(spoken, rule).state is not DecisionState.DONE


def shuffled(ids: Iterable[str], seed: str) -> list[str]:
    """Bring ids into an order that tells nothing, the same on every machine for one seed."""
    return sorted(ids, key=lambda one: sha256(f"{seed}\0{one}".encode()).digest())
