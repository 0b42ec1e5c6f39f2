"""Habits of one file: marks that nobody foresaw, learnt from how they recur in it.

An option mark comes again in runs A, B, C; a number mark counts on from question to question; a
key mark stands below the options of one question after another, before nothing but letters. What
bears such a mark is written with the plain one (``A.``, ``1.``, ``答案:``), so that the readers
of lines need to know one form of each. A mark that does not recur is left as it is.
"""

import re
from collections import defaultdict
from dataclasses import replace
from itertools import pairwise

from dongan_training.bank.recognising.keys import listed_keys, numbered_texts
from dongan_training.bank.recognising.lexicon import (
    FIELD_WORD,
    KEY_WORD,
    TYPE,
    WRAPPED_FIELD,
)
from dongan_training.bank.recognising.lines import Line
from dongan_training.bank.recognising.own_options import EMPTY

LABEL = re.compile(rf"\s*(?:{KEY_WORD}|{FIELD_WORD})\s*")
LONGEST_HEAD = 30
HEAD_LINE = re.compile(
    rf"(?P<before>[^。?;,:_]*?)(?P<type>{TYPE})(?P<after>(?:选择)?题?\W{{0,2}}(?:[(\[【].*)?)"
)
GLUED = re.compile(rf"({TYPE})题\s*[:、.]?\s*(?=\(\s*\)|[^\s(\[【:].{{5}})")  # 1、单选题党的……
FEWEST = 3
OWNER = re.compile(r"[^\d\s:。?,.、(A-Z]{1,10}?(?=答案\s*:\s*\d{1,4}\s*[.、:])")
DIGITS = re.compile(r"\d+")


def unwrapped(lines: list[Line]) -> list[Line]:
    """``（答案：B）``: brackets around a whole line say nothing."""
    return [
        replace(line.part(*wrapped.span(1)), printed=line.printed, parted=line.parted)
        if line.folded[0] in "([【" and (wrapped := WRAPPED_FIELD.fullmatch(line.folded))
        else line
        for line in lines
    ]


def without_owners(lines: list[Line]) -> list[Line]:
    """以上单选题答案：1、C  2、A: whose keys they are says the place."""
    return [_without_owner(line) for line in lines]


def _without_owner(line: Line) -> Line:
    if "答案" not in line.folded[:LONGEST_HEAD] or not (found := OWNER.match(line.folded)):
        return line
    if line.opens.key or listed_keys(line.folded) or numbered_texts(line.text):
        return line
    return replace(line.part(found.end(), len(line.text)), printed=line.printed, parted=line.parted)


def labelled(lines: list[Line]) -> list[Line]:
    """**正确答案** before words: where formatting parts the word from them, no colon needs to."""
    return [_labelled(line) if line.marks else line for line in lines]


def _labelled(line: Line) -> Line:
    end = max((one.end for one in line.marks if one.start == 0), default=0)
    if not LABEL.fullmatch(line.folded[:end]) or not EMPTY.sub("", line.folded[end:]):
        return line
    return line if line.folded[end:].lstrip()[:1] == ":" else line.rewritten([(end, end, ":")])


def without_headings(lines: list[Line]) -> list[Line]:
    """答案 and 解析 as headings within one question after another are its marks."""
    labels = [
        place
        for place, (line, below) in enumerate(pairwise(lines))
        if line.heading and LABEL.fullmatch(line.folded) and not below.opens.number
    ]
    if len(labels) < FEWEST:
        return lines
    written = list(lines)
    for place in labels:
        end = len(lines[place].folded)
        written[place] = replace(lines[place].rewritten([(end, end, ":")]), heading=False)
    return written


def tagged(lines: list[Line]) -> list[Line]:
    """The type before every stem without a sign between them, as the tag that it is."""
    numbered = [(place, line.opens.number) for place, line in enumerate(lines)]
    glued = {
        place: found
        for place, number in numbered
        if number and (found := GLUED.match(lines[place].folded, number.end))
    }
    if len(glued) < max(FEWEST, sum(number is not None for _place, number in numbered) / 2):
        return lines
    tagged = list(lines)
    for place, found in glued.items():
        tagged[place] = lines[place].rewritten([(*found.span(), f"[{found[1]}题]")])
    return tagged


def typed_heads(lines: list[Line]) -> list[Line]:
    """Bare lines that differ by nothing but the word of a type: 条例单选, 条例判断."""
    by_shape: dict[tuple[str, str], dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for place, line in enumerate(lines):
        bare = len(line.folded) <= LONGEST_HEAD and not any(line.opens)
        if bare and (found := HEAD_LINE.fullmatch(line.folded)):
            shape = found["before"], DIGITS.sub("#", found["after"])
            by_shape[shape][found["type"]].append(place)
    changed = list(lines)
    for types in by_shape.values():
        for place in (place for places in types.values() if len(types) > 1 for place in places):
            changed[place] = replace(lines[place], typed=True)
    return changed
