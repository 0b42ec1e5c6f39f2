"""What a bank could give to a paper, put on shelves: pure.

A *unit* is what is taken whole: one question, or all questions of one type that share a
passage. Units that no filter can tell apart lie on one shelf, so a bank of 100,000 is
searched by its few hundred shelves.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, NamedTuple

from dongan_training.bank.citations import Citation, parse_citations
from dongan_training.bank.difficulty import MIDDLE
from dongan_training.bank.drafts import QuestionType
from dongan_training.exam.blueprint import Blueprint, Cell


@dataclass(frozen=True)
class Candidate:
    """A question version the bank could give."""

    version_id: str
    type: QuestionType
    fingerprint: str
    options: tuple[str, ...] = ()
    subjects: frozenset[str] = frozenset()  # its subject and those above it
    chapter: str = ""
    difficulty: str = ""
    question_id: str = ""
    citation: str = ""
    facility: float = MIDDLE  # expected, 0–1
    passage: str = ""
    passage_place: int = 0
    uses: int = 0  # on how many papers it stood
    last_used: int = 0  # how many papers ago, 1 for the newest; 0 for never


class Shelf(NamedTuple):
    """What filters look at."""

    type: QuestionType
    subjects: frozenset[str]
    chapter: str
    difficulty: str
    citation: str

    def suits(self, kind: QuestionType, cell: Cell) -> bool:
        """Whether what lies here may stand in that cell."""
        return (
            self.type is kind
            and (not cell.subject or cell.subject in self.subjects)
            and (not cell.chapter or cell.chapter == self.chapter)
            and (not cell.difficulty or cell.difficulty == self.difficulty)
            and (not cell.citation or cites(self.citation, cell.citation))
        )


@dataclass(frozen=True, slots=True)
class Unit:
    """What is taken whole: its questions in their order."""

    questions: tuple[Candidate, ...]

    @property
    def size(self) -> int:
        """How many questions it brings."""
        return len(self.questions)

    @property
    def first(self) -> Candidate:
        """The question that stands for it; most units have no other."""
        return self.questions[0]


@dataclass(frozen=True)
class Stock:
    """What a bank has: single questions by shelf, passages by the shelves of their questions."""

    shelves: Mapping[Shelf, Sequence[Candidate]] = field(default_factory=dict)
    passages: Mapping[frozenset[Shelf], Sequence[Unit]] = field(default_factory=dict)

    def singles(self, kind: QuestionType, cell: Cell) -> list[Candidate]:
        """The single questions that suit a cell."""
        found: list[Candidate] = []
        for shelf, questions in self.shelves.items():
            if shelf.suits(kind, cell):
                found += questions
        return found

    def whole(self, kind: QuestionType, cell: Cell) -> list[Unit]:
        """The passages all of whose questions suit a cell."""
        return [
            unit
            for shelves, units in self.passages.items()
            if all(shelf.suits(kind, cell) for shelf in shelves)
            for unit in units
        ]

    def count(self, kind: QuestionType, cell: Cell) -> int:
        """How many questions suit a cell."""
        passages = sum(unit.size for unit in self.whole(kind, cell))
        return passages + sum(
            len(questions) for shelf, questions in self.shelves.items() if shelf.suits(kind, cell)
        )


def shelve(pool: Iterable[Candidate], fixed: frozenset[str] = frozenset()) -> Stock:
    """Put the bank on shelves. Each text counts once, whatever ids and order the rows have."""
    shelves: dict[tuple[Any, ...], list[Candidate]] = {}
    passages: dict[tuple[str, int], list[Candidate]] = {}
    for one in _distinct(pool, fixed):
        kind = id(one.type)  # an enumeration hashes itself in Python: a fifth of all the time
        if one.passage:
            passages.setdefault((one.passage, kind), []).append(one)
        else:
            key = (kind, one.subjects, one.chapter, one.difficulty, one.citation)
            shelves.setdefault(key, []).append(one)
    together: dict[frozenset[Shelf], list[Unit]] = {}
    for members in passages.values():
        members.sort(key=lambda one: (one.passage_place, one.fingerprint))
        shelves_of = frozenset(_shelf(one) for one in members)
        together.setdefault(shelves_of, []).append(Unit(tuple(members)))
    return Stock({_shelf(lying[0]): lying for lying in shelves.values()}, together)


def usable(pool: Iterable[Candidate], blueprint: Blueprint) -> list[Candidate]:
    """Leave out what the blueprint excludes, and what rests; fixed questions always stay."""
    excluded, fixed = frozenset(blueprint.excluded), frozenset(blueprint.fixed)
    return [
        one
        for one in pool
        if one.question_id not in excluded
        and (not rests(one, blueprint) or one.question_id in fixed)
    ]


def rests(one: Candidate, blueprint: Blueprint) -> bool:
    """Whether a question stood on one of the last papers, as many as the blueprint says."""
    return 0 < one.last_used <= blueprint.rest


@lru_cache(maxsize=20_000)
def cites(citation: str, wanted: str) -> bool:
    """Tell whether a citation names a place that is wanted.

    What is wanted may be a title as it is, without 《》; a regulation without articles
    takes any place in it, and so does one that names no edition.
    """
    places = parse_citations(wanted) or (Citation(regulation=wanted.strip()),)
    return any(_lies_in(one, place) for one in parse_citations(citation) for place in places)


def _lies_in(one: Citation, place: Citation) -> bool:
    return (
        one.regulation == place.regulation
        and (place.edition is None or one.edition == place.edition)
        and (place.article is None or one.article == place.article)
        and (place.paragraph is None or one.paragraph == place.paragraph)
    )


def _shelf(one: Candidate) -> Shelf:
    return Shelf(one.type, one.subjects, one.chapter, one.difficulty, one.citation)


def _distinct(pool: Iterable[Candidate], fixed: frozenset[str]) -> list[Candidate]:
    """Take each text once: a fixed one, else the least used, else the one of the least id."""
    seen: dict[tuple[int, str], Candidate] = {}
    for one in pool:
        key = (id(one.type), one.fingerprint)
        other = seen.setdefault(key, one)
        if other is not one and _before(one, other, fixed):
            seen[key] = one
    return list(seen.values())


def _before(one: Candidate, other: Candidate, fixed: frozenset[str]) -> bool:
    mine, theirs = one.question_id in fixed, other.question_id in fixed
    return (not mine, one.uses, one.version_id) < (not theirs, other.uses, other.version_id)
