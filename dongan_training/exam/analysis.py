"""How an exam went, in figures and words: pure."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import fmean, median, stdev

from dongan_training.bank.difficulty import FAIR, GOOD
from dongan_training.texts import N_, _

TOO_EASY, TOO_HARD = 0.90, 0.30
MANY_OMIT = 0.20
SMALL_EFFECT = 0.20  # of Cohen's d (1988, ch. 2)
SELDOM = 0.05


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
    NOT_COUNTED = "not_counted"


VERDICT_WORDS = {
    Verdict.GOOD: N_("良好"),
    Verdict.FAIR: N_("尚可"),
    Verdict.TOO_EASY: N_("太易"),
    Verdict.TOO_HARD: N_("太难"),
    Verdict.WEAK: N_("区分不足"),
    Verdict.CHECK_KEY: N_("核对答案"),
    Verdict.TOO_FEW: N_("人数不足"),
    Verdict.UNMARKED: N_("人工评分"),
    Verdict.NOT_COUNTED: N_("已更正不计"),
}


@dataclass(frozen=True)
class Band:
    """A range of marks in percent, and how many people reached it."""

    low: int
    high: int
    count: int


BANDS = ((0, 59), (60, 69), (70, 79), (80, 89), (90, 100))


@dataclass(frozen=True)
class Spread:
    """The figures of some marks; the standard deviation is that of a sample (n − 1)."""

    count: int
    mean: float
    median: float
    deviation: float | None  # None for one mark alone
    highest: float
    lowest: float


@dataclass(frozen=True)
class Fairness:
    """One form beside the others: a difference of means, and how likely chance makes it."""

    difference: float  # of means, in points
    effect: float  # Cohen's d
    probability: float

    @property
    def is_notable(self) -> bool:
        """Whether it is neither small nor likely by chance."""
        return abs(self.effect) >= SMALL_EFFECT and self.probability < SELDOM


def distribution(shares: Sequence[float]) -> tuple[Band, ...]:
    """Count marks, given as shares of full marks, in the usual bands: below 60, 60–69, …"""
    percents = [share * 100 for share in shares]
    starts = [low for low, _high in BANDS] + [float("inf")]
    return tuple(
        Band(low, high, sum(start <= one < following for one in percents))
        for (low, high), start, following in zip(BANDS, starts, starts[1:], strict=False)
    )


def spread(marks: Sequence[float]) -> Spread | None:
    """Give mean, median, standard deviation and ends; None where there are no marks."""
    if not marks:
        return None
    return Spread(
        count=len(marks),
        mean=fmean(marks),
        median=median(marks),
        deviation=stdev(marks) if len(marks) > 1 else None,
        highest=max(marks),
        lowest=min(marks),
    )


def standard_error(deviation: float | None, alpha: float | None) -> float | None:
    """Give the standard error of measurement, SD·√(1 − α), in points.

    Lord and Novick, Statistical Theories of Mental Test Scores, 1968, ch. 3. A negative
    alpha counts as none.
    """
    if deviation is None or alpha is None:
        return None
    return deviation * math.sqrt(1 - max(alpha, 0))


def fairness(mine: Sequence[float], others: Sequence[float]) -> Fairness | None:
    """Set the marks of one form beside those of the others; None where there are too few.

    Welch (1947), "The generalization of Student's problem when several different population
    variances are involved", Biometrika 34, 28–35; d with the pooled deviation, Cohen (1988).
    """
    first, second = spread(mine), spread(others)
    if first is None or second is None or first.deviation is None or second.deviation is None:
        return None
    parts = first.deviation**2 / first.count, second.deviation**2 / second.count
    error = sum(parts)
    difference = first.mean - second.mean
    if error == 0:
        return None
    freedom = error**2 / (parts[0] ** 2 / (first.count - 1) + parts[1] ** 2 / (second.count - 1))
    pooled = (first.count - 1) * first.deviation**2 + (second.count - 1) * second.deviation**2
    effect = difference / math.sqrt(pooled / (first.count + second.count - 2))
    return Fairness(difference, effect, two_sided(difference / math.sqrt(error), freedom))


def two_sided(t: float, freedom: float) -> float:
    """Give the probability that Student's t is as far from 0 as this, or farther.

    Abramowitz and Stegun, Handbook of Mathematical Functions, 1964, 26.5.27.
    """
    square = t * t
    whole = freedom + square
    return _incomplete_beta(freedom / 2, 0.5, freedom / whole, square / whole)


def _incomplete_beta(a: float, b: float, x: float, rest: float) -> float:
    """The regularised incomplete beta function, by its continued fraction (26.5.8).

    ``rest`` is 1 - x, told apart because near 1 the difference would lose its digits.
    """
    if x == 0 or rest == 0:
        return float(x != 0)
    if x > (a + 1) / (a + b + 2):
        return 1 - _incomplete_beta(b, a, rest, x)
    front = math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b)
    front += a * math.log(x) + b * math.log(rest)
    return math.exp(front) * _fraction(a, b, x) / a


def _fraction(a: float, b: float, x: float) -> float:
    """Lentz's method (1976), Applied Optics 15, 668–671."""
    tiny, c = 1e-300, 1.0
    d = 1 / (1 - (a + b) * x / (a + 1) or tiny)
    value = d
    for m in range(1, 500):
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        for step in (even, odd):
            d = 1 / (1 + step * d or tiny)
            c = 1 + step / c or tiny
            value *= d * c
        if abs(d * c - 1) < 1e-14:
            break
    return value


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
