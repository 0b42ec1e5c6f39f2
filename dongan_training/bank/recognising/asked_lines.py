"""Handbooks of questions and answers: a numbered line that asks, and the answer below it.

``一、什么是“三重一大”？`` with a paragraph below, again and again, and no word for the answer.
Believed only where nearly every numbered line that asks has a text below it; lines below each
other that end no sentence may be options without letters, and are left as they are.
"""

import re
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from dongan_training.bank.numerals import number_in
from dongan_training.bank.recognising.glue import has_blank
from dongan_training.bank.recognising.heads import read_head
from dongan_training.bank.recognising.lexicon import ASKED, COUNTED
from dongan_training.bank.recognising.lines import Line
from dongan_training.bank.recognising.numbering import SUBORDINATE
from dongan_training.bank.recognising.turns import is_marked

FEWEST = 3
NEARLY_ALL = 0.8
ORDINAL = re.compile(rf"\(?(?P<value>[{COUNTED}]{{1,5}})(?:\)[、.]?|[、.:])\s*(?=\S)")
SENTENCE_ENDS = ("。", ";", "!", ":")


class Asked(NamedTuple):
    """A numbered line that asks: where it stands, what it counts, where its words begin."""

    place: int
    value: int
    start: int


def answered_below(lines: list[Line]) -> list[Line]:
    """The lines with such answers written as keys, and Chinese numbers as ``第1题``."""
    asked = [one for place, line in enumerate(lines) if (one := _asked(place, line))]
    if not _count_on(asked):
        return lines
    ends = [one.place for one in asked[1:]] + [len(lines)]
    below = [lines[one.place + 1 : end] for one, end in zip(asked, ends, strict=True)]
    answered = sum(
        _is_answer(said, lines[one.place]) for one, said in zip(asked, below, strict=True)
    )
    if answered < NEARLY_ALL * len(asked):
        return lines
    written = list(lines)
    for one, said in zip(asked, below, strict=True):
        line = lines[one.place]
        if line.opens.number is None:
            written[one.place] = _numbered(line, one)
        if said and not said[0].opens.key:
            written[one.place + 1] = said[0].rewritten([(0, 0, "答案:")])
    return written


def counted_in_words(lines: list[Line]) -> list[Line]:
    """Questions numbered ``一、``, ``二、``, which count on again and again, as ``第1题``."""
    asked = [
        Asked(place, number_in(found["value"]) or 0, found.end())
        for place, line in enumerate(lines)
        if (found := ORDINAL.match(line.folded))
        and _is_question(line, lines[place + 1 : place + 2])
    ]
    if not _count_on(asked):
        return lines
    written = list(lines)
    for one in asked:
        written[one.place] = _numbered(lines[one.place], one)
    return written


def _count_on(asked: list[Asked]) -> bool:
    on = sum(b.value in (a.value + 1, 1) for a, b in pairwise(asked))
    return len(asked) >= FEWEST and on >= NEARLY_ALL * (len(asked) - 1)


def _numbered(line: Line, one: Asked) -> Line:
    return replace(line.rewritten([(0, one.start, f"第{one.value}题 ")]), heading=False)


def _is_question(line: Line, below: list[Line]) -> bool:
    """Whether a line leaves a blank, or options or a key stand below it, and it is no head."""
    if read_head(line.text, line.folded, line.typed):
        return False
    marked = any(one.opens.option or one.opens.key for one in below)
    return marked or has_blank(line.folded)


def _asked(place: int, line: Line) -> Asked | None:
    number, found = line.opens.number, ORDINAL.match(line.folded)
    if number and number.style not in SUBORDINATE:
        one = Asked(place, number.value, number.end)
    elif found and not number:
        one = Asked(place, number_in(found["value"]) or 0, found.end())
    else:
        return None
    return one if ASKED.search(line.folded[one.start :]) else None


def _is_answer(below: list[Line], asking: Line) -> bool:
    """Whether the lines down to the next question can only be what answers this one."""
    if not below or any(line.opens.key for line in below):
        return False
    if sum(line.opens.option is not None for line in below) > 1:
        return False
    listed = below[0].opens.number or below[0].opens.option
    if any(line.folded.endswith("?") for line in below):
        return False
    if listed or is_marked(below[0]):
        points = below[0].opens.number
        counted = points is not None and points.style in SUBORDINATE  # (1) below 1. counts points
        return bool(listed) and (counted or asking.opens.number is None)
    return len(below) == 1 or is_marked(below[1]) or below[0].folded.endswith(SENTENCE_ENDS)
