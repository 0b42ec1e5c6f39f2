"""Questions that are almost the same: pure, and not quadratic.

Two stems are compared by the Jaccard index of their character bigrams (Jaccard, 1912).
Only stems that share one of the rarest trigrams of the known one are compared at all: stems
alike by ``THRESHOLD`` differ in less than a quarter of them, so one of the rarest quarter is
common to both (prefix filtering; Chaudhuri, Ganti and Kaushik, 2006). Bigrams would not do:
in a bank of one subject even the rarest of them stand in too many stems.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from dongan_training.bank.fingerprint import fold
from dongan_training.progress import Progress
from dongan_training.texts import _

THRESHOLD = 0.8
RAREST = 4
STEP = 500
MOST_COMPARED = 60  # per trigram; one shared by more stems tells nothing
ENOUGH = 20  # candidates; commoner trigrams are not looked at any more


@dataclass(frozen=True)
class Match:
    """The stem most like another; ``place`` counts in the known stems from 0."""

    place: int
    similarity: float  # 0–1


def most_similar(
    stems: Sequence[str], known: Sequence[str], progress: Progress | None = None
) -> list[Match | None]:
    """For each stem the most similar known one, or None where none comes near.

    The shorter list is indexed: a few questions are compared with 100,000 in one walk.
    """
    if len(stems) >= len(known):
        index = _Index(known)
        return [index.best(fold(stem)) for stem in _told(stems, progress)]
    index = _Index(stems)
    best: list[Match | None] = [None] * len(stems)
    for place, stem in enumerate(_told(known, progress)):
        for here, similarity in index.near(fold(stem)):
            match = best[here]
            if match is None or similarity > match.similarity:
                best[here] = Match(place, similarity)
    return best


def similar_before(stems: Sequence[str], progress: Progress | None = None) -> list[Match | None]:
    """For each stem the most similar one further up in the same list."""
    index = _Index(stems)
    texts = _told(index.texts, progress)
    return [index.best(text, end=place) for place, text in enumerate(texts)]


class _Index:
    """Known stems by the trigrams that are rare enough to tell something."""

    def __init__(self, stems: Sequence[str]) -> None:
        self.texts = [fold(stem) for stem in stems]
        frequency: Counter[str] = Counter()
        for text in self.texts:
            frequency.update(_grams(text, 3))
        self._places: defaultdict[str, list[int]] = defaultdict(list)
        for place, text in enumerate(self.texts):
            grams = sorted(_grams(text, 3), key=frequency.__getitem__)
            for gram in grams[: len(grams) // 4 + 1]:
                if frequency[gram] <= MOST_COMPARED:
                    self._places[gram].append(place)

    def best(self, text: str, end: int | None = None) -> Match | None:
        """The known stem nearest to ``text``, among those before ``end``."""
        near = (Match(*found) for found in self.near(text, end))
        return max(near, key=lambda match: (match.similarity, -match.place), default=None)

    def near(self, text: str, end: int | None = None) -> Iterator[tuple[int, float]]:
        """The places of all known stems that are alike enough, and how much."""
        candidates = self._candidates(text)
        if not candidates:
            return
        own = _bigrams(text)
        for place in candidates:
            if end is None or place < end:
                similarity = _jaccard(own, _bigrams(self.texts[place]))
                if similarity >= THRESHOLD:
                    yield place, similarity

    def _candidates(self, text: str) -> set[int]:
        shared = [self._places[gram] for gram in _grams(text, 3) if gram in self._places]
        near: set[int] = set()
        for found in sorted(shared, key=len)[:RAREST]:
            near.update(found)
            if len(near) >= ENOUGH:
                break
        return near


def _told(stems: Sequence[str], progress: Progress | None) -> Iterator[str]:
    for done, stem in enumerate(stems):
        if progress is not None and done % STEP == 0:
            progress.step(done, len(stems), _("正在查找重复的题…"))
        yield stem


def _grams(text: str, length: int) -> frozenset[str]:
    return frozenset(
        [text[start : start + length] for start in range(max(1, len(text) - length + 1))]
    )


@lru_cache(maxsize=1 << 14)  # the same few stems are compared again and again
def _bigrams(text: str) -> frozenset[str]:
    return _grams(text, 2)


def _jaccard(one: frozenset[str], other: frozenset[str]) -> float:
    common = len(one & other)
    return common / (len(one) + len(other) - common)
