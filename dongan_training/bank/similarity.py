"""Questions that are almost the same: pure, and not quadratic.

Two stems are compared by the Jaccard index of their character bigrams (Jaccard, 1912).
Only stems that share one of their rarest bigrams are compared at all: stems alike by
``THRESHOLD`` share nearly all of them.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from dongan_training.bank.fingerprint import fold
from dongan_training.progress import Progress
from dongan_training.texts import _

THRESHOLD = 0.8
RAREST = 4
STEP = 500
MOST_COMPARED = 60  # per bigram; one shared by more stems tells nothing


@dataclass(frozen=True)
class Match:
    """The stem most like another; ``place`` counts in the known stems from 0."""

    place: int
    similarity: float  # 0–1


def most_similar(
    stems: Sequence[str], known: Sequence[str], progress: Progress | None = None
) -> list[Match | None]:
    """For each stem the most similar known one, or None where none comes near."""
    if not known:
        return [None] * len(stems)
    theirs = [_bigrams(stem) for stem in known]
    frequency = Counter(bigram for bigrams in theirs for bigram in bigrams)
    places: defaultdict[str, list[int]] = defaultdict(list)
    for place, bigrams in enumerate(theirs):
        for bigram in bigrams:
            if frequency[bigram] <= MOST_COMPARED:
                places[bigram].append(place)
    matches = []
    for done, stem in enumerate(stems):
        if progress is not None and done % STEP == 0:
            progress.step(done, len(stems), _("正在与题库比对…"))
        matches.append(_best(_bigrams(stem), theirs, places, frequency))
    return matches


def _best(
    bigrams: frozenset[str],
    theirs: Sequence[frozenset[str]],
    places: dict[str, list[int]],
    frequency: Counter[str],
) -> Match | None:
    shared = sorted((one for one in bigrams if one in places), key=lambda one: frequency[one])
    near = {place for bigram in shared[:RAREST] for place in places[bigram]}
    best = max(
        (Match(place, _jaccard(bigrams, theirs[place])) for place in near),
        key=lambda match: (match.similarity, -match.place),
        default=None,
    )
    return best if best is not None and best.similarity >= THRESHOLD else None


def _bigrams(stem: str) -> frozenset[str]:
    text = fold(stem)
    return frozenset(text[place : place + 2] for place in range(max(1, len(text) - 1)))


def _jaccard(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other)
