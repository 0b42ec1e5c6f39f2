"""From a blueprint and a bank to a paper in forms: pure and seeded.

The same questions, blueprint and seed give the same paper on every machine. What cannot
be filled is named; nothing is relaxed in silence.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from dongan_training.bank.drafts import QuestionType
from dongan_training.bank.scoring import LETTERS, type_name
from dongan_training.exam.blueprint import Blueprint, Section
from dongan_training.exam.ordering import Placed, as_written, mixed_order, movable
from dongan_training.texts import _, listed


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

    def suits(self, section: Section) -> bool:
        """Whether this question may stand in that section."""
        return (
            self.type is section.type
            and (not section.subject or section.subject in self.subjects)
            and (not section.chapter or section.chapter == self.chapter)
            and (not section.difficulty or section.difficulty == self.difficulty)
        )


@dataclass(frozen=True)
class Shortage:
    """A section that the bank cannot fill."""

    number: int  # of the section, from 1
    section: Section
    available: int

    def in_words(self) -> str:
        """Say what is wanted and what there is: 判断题需要 20 道，题库只有 12 道."""
        named = [self.section.subject, self.section.chapter, self.section.difficulty]
        where = listed(one for one in named if one)
        return _("第 {number} 大题{kind}{where}需要 {wanted} 道，题库只有 {available} 道").format(
            number=self.number,
            kind=type_name(self.section.type),
            where=_("（{where}）").format(where=where) if where else "",
            wanted=self.section.count,
            available=self.available,
        )


@dataclass(frozen=True)
class Item:
    """One question on the paper, in the order of form A."""

    version_id: str
    section: int  # from 0
    points: float
    options: tuple[str, ...]
    type: QuestionType


@dataclass(frozen=True)
class Form:
    """One order of questions and options (A卷)."""

    letter: str
    order: tuple[Placed, ...]


@dataclass(frozen=True)
class Assembly:
    """A paper's items and forms; or, where the bank is too small, what is missing."""

    items: tuple[Item, ...] = ()
    forms: tuple[Form, ...] = ()
    shortages: tuple[Shortage, ...] = ()


def assemble(
    blueprint: Blueprint, pool: Sequence[Candidate], *, seed: int, forms: int = 2
) -> Assembly:
    """Draw a paper; no items at all where even one section cannot be filled.

    Form A has the questions as drawn and their options as written. Each further form has
    the same questions in another order within their section, and other option orders.
    """
    chances = Random(seed)
    drawn = _draw(blueprint.sections, _distinct(pool), chances)
    short = _shortages(blueprint, drawn)
    if short:
        return Assembly(shortages=short)
    items = tuple(
        Item(one.version_id, number, section.points, one.options, one.type)
        for number, section in enumerate(blueprint.sections)
        for one in drawn[number]
    )
    return Assembly(items, tuple(_form(items, seed, number) for number in range(forms)))


def stock(blueprint: Blueprint, pool: Sequence[Candidate]) -> tuple[Shortage, ...]:
    """Tell what the bank cannot give for this blueprint; () when all can be filled."""
    return assemble(blueprint, pool, seed=0, forms=1).shortages


def _distinct(pool: Sequence[Candidate]) -> list[Candidate]:
    """Take each text once, in an order that is the same whatever ids the bank gave."""
    seen: dict[tuple[QuestionType, str], Candidate] = {}
    for one in sorted(pool, key=lambda one: (one.fingerprint, one.version_id)):
        seen.setdefault((one.type, one.fingerprint), one)
    return list(seen.values())


def _draw(
    sections: Sequence[Section], pool: Sequence[Candidate], chances: Random
) -> list[list[Candidate]]:
    """Give each section its questions, or as many as there can be.

    Sections may want the same questions. When one runs dry it takes a question from
    another that can do with a different one, so a paper that can be made is made.
    """
    suitable = [[one for one in pool if one.suits(section)] for section in sections]
    for candidates in suitable:
        chances.shuffle(candidates)
    holders: dict[str, int] = {}
    for number, section in enumerate(sections):
        for _question in range(section.count):
            if not _take_one(number, suitable, holders, set()):
                break
    return [
        [one for one in candidates if holders.get(one.version_id) == number]
        for number, candidates in enumerate(suitable)
    ]


def _take_one(
    number: int,
    suitable: Sequence[Sequence[Candidate]],
    holders: dict[str, int],
    asked: set[int],
) -> bool:
    asked.add(number)
    for one in suitable[number]:
        if one.version_id not in holders:
            holders[one.version_id] = number
            return True
    for one in suitable[number]:
        other = holders[one.version_id]
        if other not in asked and _take_one(other, suitable, holders, asked):
            holders[one.version_id] = number
            return True
    return False


def _shortages(blueprint: Blueprint, drawn: Sequence[Sequence[Candidate]]) -> tuple[Shortage, ...]:
    return tuple(
        Shortage(number, section, len(found))
        for number, (section, found) in enumerate(
            zip(blueprint.sections, drawn, strict=True), start=1
        )
        if len(found) < section.count
    )


def _form(items: Sequence[Item], seed: int, number: int) -> Form:
    letter = LETTERS[number]
    questions = [movable(item.type, item.options, item.section) for item in items]
    if number == 0:
        return Form(letter, as_written(questions))
    return Form(letter, mixed_order(questions, f"{seed}/{letter}"))
