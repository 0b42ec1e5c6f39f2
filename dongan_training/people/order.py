"""In what order people stand in every list and on every paper: the setting ``sort_order``.

- 姓氏笔画: by the strokes of the surname's first character; same surnames together; a
  given name of one character before one of two (高富 before 高大富); then character by
  character. The strokes are those of GB 13000.1 (resources/strokes).
- 拼音: syllable, tone, then the character itself, so that all 张 stand before all 章.
- 组织顺序: townships and branches in their fixed order, then by strokes.
- 职务: secretary, deputy, members …, then by strokes.
"""

import re
from array import array
from enum import StrEnum
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, case
from sqlalchemy.orm import InstrumentedAttribute, Session

from dongan_training import paths, settings
from dongan_training.people.models import Person
from dongan_training.people.pinyin import toned_syllables
from dongan_training.people.surnames import COMPOUND
from dongan_training.people.units import NAMED_UNITS

FIRST_HAN, LAST_HAN = 0x3400, 0x323AF
SOUND, NO_SOUND = re.compile("[a-z]+[1-5]"), "zz"  # what has no sound stands last
NO_PLACE = 0x200000  # added to the code of a character without a place: after all others
POSTS = (
    *("书记", "第一书记", "副书记", "主任", "副主任", "委员", "组长", "副组长"),
    *("专干", "干事", "代表", "党员"),
)
Sortable = ColumnElement[Any] | InstrumentedAttribute[str]
LONGEST_POSTS = sorted(enumerate(POSTS), key=lambda pair: (-len(pair[1]), pair[0]))


class Order(StrEnum):
    """What people are sorted by."""

    STROKES = "strokes"
    PINYIN = "pinyin"
    UNIT = "unit"
    POST = "post"


def chosen_order(session: Session) -> Order:
    """The order this data folder has chosen."""
    return Order(settings.load(session).sort_order)


def people_order(session: Session) -> tuple[Sortable, ...]:
    """What to sort a query by that joins ``Person`` and ``NAMED_UNITS``."""
    return columns(chosen_order(session))


def columns(order: Order) -> tuple[Sortable, ...]:
    """What to sort a query by in this order; the id at the end makes it a total one."""
    unit = NAMED_UNITS.c
    by_strokes = (Person.by_strokes, Person.id)
    if order is Order.PINYIN:
        return (Person.by_pinyin, Person.id)
    if order is Order.UNIT:
        return (unit.township_position, unit.township, unit.position, unit.org, *by_strokes)
    if order is Order.POST:
        return (post_column(), *by_strokes)
    return by_strokes


def stroke_key(name: str) -> str:
    """A text that sorts names by strokes; different names have different keys.

    Hexadecimal digits only, so that every database compares it in the same way.
    """
    surname = name[:2] if len(name) > 2 and name[:2] in COMPOUND else name[:1]
    given = name[len(surname) :]
    second = _place(surname[1:]) if len(surname) == 2 else 0
    head = f"{_place(surname[:1]):06x}{second:06x}{len(given):02x}"
    return head + "".join(f"{_place(one):06x}" for one in given)


def pinyin_key(name: str) -> str:
    """A text that sorts names by sound, and what sounds alike by strokes."""
    sounds = (one if SOUND.fullmatch(one) else NO_SOUND for one in toned_syllables(name))
    return " ".join(f"{sound} {_place(one):06x}" for sound, one in zip(sounds, name, strict=True))


def post_rank(post: str) -> int:
    """The place of a post among ``POSTS``; the longest that it holds counts: 副书记 is no 书记."""
    return next((rank for rank, word in LONGEST_POSTS if word in post), len(POSTS))


def post_column() -> ColumnElement[int]:
    """The place of a post among ``POSTS``, for a query: as ``post_rank``."""
    found = ((Person.post.contains(word, autoescape=True), rank) for rank, word in LONGEST_POSTS)
    return case(*found, else_=len(POSTS))


def _place(character: str) -> int:
    if not character:
        return 0
    code = ord(character)
    place = _places()[code - FIRST_HAN] if FIRST_HAN <= code <= LAST_HAN else 0
    return place or NO_PLACE + code


@cache
def _places() -> "array[int]":
    """The place of each character, by its code; 0 where there is none. Read when first needed."""
    places = array("I", [0]) * (LAST_HAN - FIRST_HAN + 1)
    place = 0
    with paths.resource("strokes", "order.txt").open(encoding="utf-8") as lines:
        for line in lines:
            for character in line.rstrip("\n").partition("\t")[2]:
                place += 1
                places[ord(character) - FIRST_HAN] = place
    return places
