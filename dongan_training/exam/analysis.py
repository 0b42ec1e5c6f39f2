"""How an exam went, in figures: pure. The formulas are those of classical test theory."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import pvariance

from dongan_training.texts import N_, _

GROUP_SHARE = 0.27
FEWEST_PEOPLE = 10  # below that an item's figures say more about chance than about the item
TOO_EASY, TOO_HARD = 0.90, 0.30
GOOD, FAIR = 0.30, 0.20  # Ebel & Frisbie 1991, table 13.4: below 0.20 an item needs revision


class Verdict(StrEnum):
    """What to do with a question, in one word."""

    GOOD = "good"
    FAIR = "fair"
    TOO_EASY = "too_easy"
    TOO_HARD = "too_hard"
    WEAK = "weak"
    CHECK_KEY = "check_key"
    TOO_FEW = "too_few"
    UNMARKED = "unmarked"


VERDICT_WORDS = {
    Verdict.GOOD: N_("良好"),
    Verdict.FAIR: N_("尚可"),
    Verdict.TOO_EASY: N_("太易"),
    Verdict.TOO_HARD: N_("太难"),
    Verdict.WEAK: N_("区分不足"),
    Verdict.CHECK_KEY: N_("核对答案"),
    Verdict.TOO_FEW: N_("人数不足"),
    Verdict.UNMARKED: N_("人工评分"),
}


@dataclass(frozen=True)
class Band:
    """A range of marks in percent, and how many people reached it."""

    low: int
    high: int
    count: int


BANDS = ((0, 59), (60, 69), (70, 79), (80, 89), (90, 100))


def distribution(shares: Sequence[float]) -> tuple[Band, ...]:
    """Count marks, given as shares of full marks, in the usual bands: below 60, 60–69, …"""
    percents = [share * 100 for share in shares]
    starts = [low for low, _high in BANDS] + [float("inf")]
    return tuple(
        Band(low, high, sum(start <= one < following for one in percents))
        for (low, high), start, following in zip(BANDS, starts, starts[1:], strict=False)
    )


def discrimination(shares: Sequence[float], totals: Sequence[float]) -> float | None:
    """Give the upper–lower index D: mean share of the best 27 % minus that of the last 27 %.

    Kelley (1939), "The selection of upper and lower groups for the validation of test
    items", J. Educ. Psych. 30, 17–24. None below FEWEST_PEOPLE. People with equal totals
    at the edge of a group count in part, so that the order of rows never decides.
    """
    if len(totals) < FEWEST_PEOPLE:
        return None
    size = max(1, round(len(totals) * GROUP_SHARE))
    low = _group_mean(shares, totals, size)
    high = _group_mean(shares, [-total for total in totals], size)
    return round(high - low, 4)


def _group_mean(shares: Sequence[float], totals: Sequence[float], size: int) -> float:
    """Mean share of the ``size`` smallest totals; ties at the edge share the places left."""
    edge = sorted(totals)[size - 1]
    inside = [share for share, total in zip(shares, totals, strict=True) if total < edge]
    tied = [share for share, total in zip(shares, totals, strict=True) if total == edge]
    return (sum(inside) + (size - len(inside)) * sum(tied) / len(tied)) / size


def reliability(points: Sequence[Sequence[float]]) -> float | None:
    """Give Cronbach's alpha (Psychometrika 16, 1951, 297–334) for rows of people by items.

    For items marked 0 or 1 it equals KR-20. None where it means nothing: fewer than two
    items or FEWEST_PEOPLE people, or all totals equal.
    """
    if len(points) < FEWEST_PEOPLE or len(points[0]) < 2:
        return None
    total = float(pvariance([sum(row) for row in points]))
    if total == 0:
        return None
    parts = sum(float(pvariance(column)) for column in zip(*points, strict=True))
    items = len(points[0])
    return round(items / (items - 1) * (1 - parts / total), 4)


def verdict(facility: float | None, index: float | None) -> Verdict:
    """Say in a word what the figures of a question mean; a negative index blames the key."""
    if facility is None:
        return Verdict.UNMARKED
    if index is None:
        return Verdict.TOO_FEW
    if index < 0:
        return Verdict.CHECK_KEY
    if facility > TOO_EASY:
        return Verdict.TOO_EASY
    if index >= GOOD:
        return Verdict.GOOD
    if facility < TOO_HARD:
        return Verdict.TOO_HARD
    return Verdict.FAIR if index >= FAIR else Verdict.WEAK


def verdict_words(one: Verdict) -> str:
    """Say a verdict as the table of questions shows it."""
    return _(VERDICT_WORDS[one])
