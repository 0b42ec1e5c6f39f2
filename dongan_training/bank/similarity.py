"""Questions that are almost the same: pure, and not quadratic.

Two stems are compared by the Jaccard index of their character bigrams (Jaccard, 1912).
Only stems that share one of their rarest trigrams are compared at all: stems alike by
``THRESHOLD`` share nearly all of them. Bigrams would not do: in a bank of one subject
even the rarest of them stand in too many stems.
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
    """For each stem the most similar known one, or None where none comes near."""
    if not known:
        return [None] * len(stems)
    theirs = [fold(stem) for stem in known]
    places = _places(theirs)
    bigrams = [_grams(text, 2) for text in theirs]
    matches = []
    for done, stem in enumerate(stems):
        if progress is not None and done % STEP == 0:
            progress.step(done, len(stems), _("正在与题库比对…"))
        matches.append(_best(fold(stem), bigrams, places))
    return matches


def _places(texts: Sequence[str]) -> dict[str, list[int]]:
    """Where each trigram stands that is rare enough to tell something."""
    frequency = Counter(gram for text in texts for gram in _grams(text, 3))
    places: defaultdict[str, list[int]] = defaultdict(list)
    for place, text in enumerate(texts):
        for gram in _grams(text, 3):
            if frequency[gram] <= MOST_COMPARED:
                places[gram].append(place)
    return places


def _best(text: str, known: Sequence[frozenset[str]], places: dict[str, list[int]]) -> Match | None:
    own = _grams(text, 2)
    best = max(
        (Match(place, _jaccard(own, known[place])) for place in _candidates(text, places)),
        key=lambda match: (match.similarity, -match.place),
        default=None,
    )
    return best if best is not None and best.similarity >= THRESHOLD else None


def _candidates(text: str, places: dict[str, list[int]]) -> set[int]:
    shared = (places[gram] for gram in _grams(text, 3) if gram in places)
    near: set[int] = set()
    for found in sorted(shared, key=len)[:RAREST]:
        near.update(found)
        if len(near) >= ENOUGH:
            break
    return near


def _grams(text: str, length: int) -> frozenset[str]:
    return frozenset(
        text[place : place + length] for place in range(max(1, len(text) - length + 1))
    )


def _jaccard(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other)
