"""Signs of copying: pairs of people who share more wrong answers than chance explains.

Two people who know the same share right answers; that proves nothing and is left out.
Where both are wrong, those who work alone agree as often as wrong answers are popular.
The probability of agreeing at least so often is exact for items of unequal popularity
(Poisson binomial). Bellezza and Bellezza (1989), "Detection of cheating on
multiple-choice tests by using error-similarity analysis", Teaching of Psychology 16,
151–155; items of their own probability: Wesolowsky (2000), "Detecting excessive
similarity in answers on multiple choice exams", J. Applied Statistics 27, 909–921.

A small probability is a reason to look at seats and papers, never a verdict: who sat
together in class may well have learned the same mistake.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Codes = NDArray[np.int32]
    Wrong = NDArray[np.bool_]

FEWEST_SHARED = 4  # wrong answers both have; fewer say nothing
FEWEST_PEOPLE = 10  # whose wrong answers tell how popular each is
SELDOM = 0.05  # after counting how many pairs were looked at


@dataclass(frozen=True)
class Similarity:
    """Two people, by their rows, and how much their wrong answers are alike."""

    first: int
    second: int
    both_wrong: int
    identical: int
    expected: float
    probability: float  # of at least so many by chance, for this pair alone
    corrected: float  # … for the most alike of all pairs that were looked at (Bonferroni)


def similar_pairs(
    codes: "Codes", wrong: "Wrong", pairs: Sequence[tuple[int, int]]
) -> tuple[Similarity, ...]:
    """Give the pairs that agree beyond chance, the most unlikely first.

    Rows are people, columns items; equal codes are equal answers. ``wrong`` says where
    somebody answered and was wrong.
    """
    if len(codes) < FEWEST_PEOPLE:
        return ()
    popular = [_popularity(codes[:, item], wrong[:, item]) for item in range(codes.shape[1])]
    found = (_similarity(codes, wrong, pair, popular, len(pairs)) for pair in pairs)
    kept = [one for one in found if one is not None and one.corrected < SELDOM]
    return tuple(sorted(kept, key=lambda one: (one.probability, one.first, one.second)))


def at_least(chances: Sequence[float], count: int) -> float:
    """Give the probability that at least ``count`` of these come true (Poisson binomial)."""
    if count <= 0:
        return 1.0
    below = [1.0] + [0.0] * (count - 1)  # below[n]: exactly n so far
    reached = 0.0
    for chance in chances:
        reached += below[-1] * chance
        for number in range(count - 1, 0, -1):
            below[number] += (below[number - 1] - below[number]) * chance
        below[0] *= 1 - chance
    return min(max(reached, 0.0), 1.0)


def _popularity(codes: "Codes", wrong: "Wrong") -> dict[int, int]:
    """How many gave each wrong answer to one item."""
    import numpy as np

    values, counts = np.unique(codes[wrong], return_counts=True)
    return dict(zip(values.tolist(), counts.tolist(), strict=True))


def _similarity(
    codes: "Codes",
    wrong: "Wrong",
    pair: tuple[int, int],
    popular: Sequence[dict[int, int]],
    looked_at: int,
) -> Similarity | None:
    import numpy as np

    first, second = pair
    items = np.flatnonzero(wrong[first] & wrong[second])
    mine, theirs = codes[first, items].tolist(), codes[second, items].tolist()
    identical = sum(one == other for one, other in zip(mine, theirs, strict=True))
    if identical < FEWEST_SHARED:
        return None
    chances = [
        _agreement(popular[item], (one, other))
        for item, one, other in zip(items.tolist(), mine, theirs, strict=True)
    ]
    probability = at_least(chances, identical)
    return Similarity(
        first=first,
        second=second,
        both_wrong=len(items),
        identical=identical,
        expected=sum(chances),
        probability=probability,
        corrected=min(1.0, probability * looked_at),
    )


def _agreement(counts: dict[int, int], own: Iterable[int]) -> float:
    """How likely two wrong answers are the same, judged by all others' wrong answers.

    The pair's own answers count too, as one more voice for each answer that was given: so
    nothing is thought impossible, and a small group does not accuse.
    """
    total = sum(counts.values()) + len(set(own))
    voices = {code: count + (code in set(own)) for code, count in counts.items()}
    return sum((count / total) ** 2 for count in voices.values())
