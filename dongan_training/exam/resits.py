"""Resits (补考): who may sit one, and what it counts beside the first try: pure.

All marks here are in percent of full marks, so that a resit may have another paper.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from dongan_training.texts import N_, _


class ResitFor(StrEnum):
    """Who may sit a resit."""

    FAILED = "failed"  # whoever has not passed: failed, absent or annulled
    ANYBODY = "anybody"


class ResitCounts(StrEnum):
    """What a resit counts."""

    BEST = "best"
    LAST = "last"
    CAPPED = "capped"  # at most the pass mark, as is usual where the first try must count more


COUNT_NAMES = {
    ResitCounts.BEST: N_("取最高分"),
    ResitCounts.LAST: N_("以补考为准"),
    ResitCounts.CAPPED: N_("补考最高记及格分"),
}
FOR_NAMES = {ResitFor.FAILED: N_("不及格和缺考的人"), ResitFor.ANYBODY: N_("全班")}


@dataclass(frozen=True)
class Resit:
    """That an exam repeats another one, for whom, and what it counts."""

    of_id: str
    for_whom: ResitFor = ResitFor.FAILED
    counts: ResitCounts = ResitCounts.BEST


def count_name(counts: ResitCounts) -> str:
    """Name what a resit counts."""
    return _(COUNT_NAMES[counts])


def for_name(for_whom: ResitFor) -> str:
    """Name who may sit it."""
    return _(FOR_NAMES[for_whom])


def combine(
    first: float | None, resits: Iterable[tuple[ResitCounts, float | None]], *, pass_percent: float
) -> float | None:
    """Give what the first try and the resits come to; None where nothing was sat."""
    result = first
    for counts, percent in resits:
        if percent is None:
            continue
        if counts is ResitCounts.LAST:
            result = percent
        else:
            earned = min(percent, pass_percent) if counts is ResitCounts.CAPPED else percent
            result = earned if result is None else max(result, earned)
    return result


def may_resit(first: float | None, for_whom: ResitFor, *, pass_percent: float) -> bool:
    """Tell whether somebody with this first result may sit the resit."""
    return for_whom is ResitFor.ANYBODY or first is None or first < pass_percent
