"""In which order questions and options are shown: pure, and the same on every machine.

Orders are sorted by a hash of seed and place, not drawn by a generator: any program in any
language that knows SHA-256 comes to the same order, also ten years from now.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from dongan_training.bank.drafts import CHOICES, QuestionType
from dongan_training.bank.option_order import keeps_option_order


@dataclass(frozen=True)
class Movable:
    """What must be known of a question to move it: never its text or key."""

    section: int
    options: int = 0  # how many there are
    mixes: bool = False  # whether they may change places
    passage: str = ""  # questions of one passage stay together, in their order


@dataclass(frozen=True)
class Placed:
    """Where a question stands: its place in the order before, and the order of its options."""

    item: int
    options: tuple[int, ...]


def movable(kind: QuestionType, options: Sequence[str], section: int, passage: str = "") -> Movable:
    """Tell what may move: options of choices, unless one of them speaks of the others."""
    mixes = kind in CHOICES and not keeps_option_order(options)
    return Movable(section, len(options), mixes, passage)


def as_written(questions: Sequence[Movable]) -> tuple[Placed, ...]:
    """Give the order in which the questions are given, with all options as written."""
    return tuple(
        Placed(place, tuple(range(question.options))) for place, question in enumerate(questions)
    )


def mixed_order(questions: Sequence[Movable], seed: str) -> tuple[Placed, ...]:
    """Mix the questions within their sections, and the options within their questions.

    Wherever there is a choice the order differs from the one given. The questions come
    section by section; those of a passage stand together in their own order.
    """
    order: list[int] = []
    for _section, places in groupby(range(len(questions)), lambda at: questions[at].section):
        blocks = _blocks(list(places), questions)
        for number in _mixed(len(blocks), f"{seed}/{len(order)}"):
            order += blocks[number]
    return tuple(
        Placed(place, options_order(questions[place], f"{seed}/options/{place}")) for place in order
    )


def _blocks(places: Sequence[int], questions: Sequence[Movable]) -> list[list[int]]:
    """Put together what must not be parted; a passage stands where its first question stood."""
    blocks: dict[str, list[int]] = {}
    for place in places:
        blocks.setdefault(questions[place].passage or f"#{place}", []).append(place)
    return list(blocks.values())


def options_order(question: Movable, seed: str) -> tuple[int, ...]:
    """Mix the options of one question, where they may move."""
    if not question.mixes:
        return tuple(range(question.options))
    return tuple(_mixed(question.options, seed))


def _mixed(count: int, seed: str) -> list[int]:
    """Order 0 … count - 1 by hash, but never as they stood."""
    given = list(range(count))
    if count < 2:
        return given
    salt = 0
    while (mixed := sorted(given, key=lambda at: by_hash(f"{seed}/{salt}/{at}"))) == given:
        salt += 1
    return mixed


def by_hash(text: str) -> bytes:
    """Give what places are sorted by: SHA-256 of the text in UTF-8."""
    return hashlib.sha256(text.encode()).digest()
