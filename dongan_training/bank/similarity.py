"""Questions that are almost the same: pure, exact, and not quadratic.

Two texts are compared by the Jaccard index of the sets of their neighbouring characters
(Jaccard, 1912); ``set_join`` finds which are worth comparing among 100,000. It is imported
late, for it brings numpy with it.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from dongan_training.bank.fingerprint import fold
from dongan_training.progress import Progress
from dongan_training.texts import _

THRESHOLD = 0.8
TELLING_STEM = 12  # characters from which a stem says by itself what is asked
COMMON_STEM = 4  # a stem that so many questions have says nothing either
LONGEST = 4_000  # characters that are compared
ENOUGH = 64  # near texts that are looked at
MATCHES = 16  # of them; the most similar of these is named, whatever else is near


@dataclass(frozen=True)
class Match:
    """The text most like another, by its place from 0."""

    place: int
    similarity: float  # 0–1


def compared_texts(stems: Sequence[str], options_of: Callable[[int], Sequence[str]]) -> list[str]:
    """What is compared of questions; ``options_of`` gives the options of the one at a place.

    “下列说法正确的是” begins many questions: a short or common stem is told by its options.
    """
    folded = [fold(stem) for stem in stems]
    often = Counter(folded)
    return [
        text
        if len(text) >= TELLING_STEM and often[text] < COMMON_STEM
        else text + "".join(sorted(map(fold, options_of(place))))
        for place, text in enumerate(folded)
    ]


def most_similar(
    texts: Sequence[str],
    first: int = 0,
    progress: Progress | None = None,
    differ: Callable[[int, int], bool] = lambda _place, _before: False,
) -> list[Match | None]:
    """For each text from place ``first`` on the most similar before it, None where none is near.

    Of several the earliest. ``differ`` says of two near places that they are no match all
    the same. After MATCHES no more are looked for, nor after ENOUGH that are near.
    """
    import numpy as np

    from dongan_training.bank.set_join import near_pairs

    texts = [text[:LONGEST] for text in texts]
    best = _equal(texts, differ)
    asking = np.array([place >= first and not known for place, known in enumerate(best)])
    looked: Counter[int] = Counter()
    _say(progress)
    for later, earlier in near_pairs(texts, asking, THRESHOLD):
        for place, before in zip(later.tolist(), earlier.tolist(), strict=True):
            similarity = _jaccard(_pairs(texts[place]), _pairs(texts[before]))
            if similarity >= THRESHOLD:
                fits = not differ(place, before)
                looked[place] += ENOUGH // MATCHES if fits else 1
                asking[place] = looked[place] < ENOUGH
                if fits:
                    best[place] = _better(best[place], Match(before, similarity))
        _say(progress)
    return best[first:]


def _equal(texts: Sequence[str], differ: Callable[[int, int], bool]) -> list[Match | None]:
    earliest: dict[str, int] = {}
    best: list[Match | None] = [None] * len(texts)
    for place, text in enumerate(texts):
        before = earliest.setdefault(text, place)
        if before < place and not differ(place, before):
            best[place] = Match(before, 1.0)
    return best


def _better(known: Match | None, other: Match) -> Match:
    if known is None or other.similarity > known.similarity:
        return other
    return other if other.similarity == known.similarity and other.place < known.place else known


def _say(progress: Progress | None) -> None:
    if progress is not None:
        progress.step(0, 0, _("正在查找重复的题…"))


@lru_cache(maxsize=1 << 12)  # the same few texts are compared again and again
def _pairs(text: str) -> frozenset[str]:
    return frozenset([text[at : at + 2] for at in range(max(1, len(text) - 1))])


def _jaccard(one: frozenset[str], other: frozenset[str]) -> float:
    common = len(one & other)
    return common / (len(one) + len(other) - common)
