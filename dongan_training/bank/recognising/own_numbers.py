"""Marks of numbers that a file has for itself: what counts on from question to question."""

import re
from collections import defaultdict
from itertools import pairwise

from dongan_training.bank.recognising.lexicon import KEY, KEY_LEFT, OPTION, TYPE_WORD
from dongan_training.bank.recognising.lines import Line
from dongan_training.bank.recognising.numerals import read_number
from dongan_training.bank.recognising.passages import START

COUNTED = 3  # numbers that make a habit
NEARLY_ALL, HALF = 0.8, 0.5

NUMBER_MARK = re.compile(
    r"(?P<before>[^\d\s。?!;,]{0,8}?\s?)(?P<number>\d{1,4})"
    r"(?P<after>\s*(?:小题|题|问|道|号)?\s*[^\w\s(\[【“《‘%]{0,3})\s*(?=\S|$)"
)
SLIP = re.compile(r"(?=\d*[lIOo])(?P<number>[\dlIOo]{2,3})(?=\s*[.、)])")
MEANT = str.maketrans("lIOo", "1100")
BOXED = re.compile(r"[\[【][^\[\]【】]{1,8}[\]】]")  # 【第二章】1.题干
FIRST_OPTION = re.compile(r"[(\[【]?\s*A(?![A-Za-z])")


def plain_numbers(lines: list[Line]) -> list[Line]:
    """The lines with such marks, and with letters typed for digits, written as the plain ones."""
    lines = _without_slips(lines)
    by_shape: dict[tuple[str, str, bool], list[tuple[int, int, int]]] = defaultdict(list)
    for place, line in enumerate(lines):
        known = any(line.opens) or KEY_LEFT.match(line.folded)  # （ABC）2．题干: its key
        found = None if known else NUMBER_MARK.match(line.folded)
        if found is None or not _strange(found):
            continue
        above = lines[place - 1].opens.number if place else None
        if above and above.value == int(found["number"]) and found.end() == len(line.folded):
            continue  # said once more
        before = TYPE_WORD.sub("", BOXED.sub("[]", found["before"])).strip()
        shape = before, found["after"].strip(), line.folded.isdigit()
        by_shape[shape].append((place, int(found["number"]), found.end()))
    changed = lines
    for (_before, _after, lone), sites in by_shape.items():
        if _count_on(sites) and _ask(sites, lines) and (not lone or _one_each(sites, lines)):
            changed = list(changed)
            for place, number, end in sites:
                told = TYPE_WORD.search(lines[place].folded[:end])
                boxed = BOXED.match(lines[place].folded)
                tag = boxed[0] if boxed else f"【{told[0]}】" if told else ""
                words = f"{number}.{tag}"
                changed[place] = lines[place].rewritten([(0, end, words)])
    return changed


def _without_slips(lines: list[Line]) -> list[Line]:
    """``1O.`` and ``l1、`` as the numbers that come next."""
    last, written = 0, list(lines)
    for place, line in enumerate(lines):
        if line.opens.number:
            last = line.opens.number.value
        elif found := SLIP.match(line.folded):
            number = found["number"].translate(MEANT)
            if int(number) == last + 1:
                last = int(number)
                written[place] = line.rewritten([(0, found.end(), number)])
    return written


def _strange(found: re.Match[str]) -> bool:
    """A mark of some sign or word, which no passage begins with."""
    before, after = found["before"].strip(), found["after"].strip()
    text = found.string
    follows = text[found.end() : found.end() + 1]
    if not before and not after:
        return text.isdigit() or (text[found.end() - 1] == " " and bool(follows.strip()))
    if not after and follows and text[found.end() - 1].isdigit() and before[-1:] > "\u3400":
        return False  # 要学3遍的是: words of the stem
    glued = follows.isdigit() and text[found.end() - 1] != " "
    if not before and after[0] in ".-~—/:" and glued:
        return False
    if before == "第" and "题" not in after and "问" not in after:
        return False
    return not START.match(text)


def _count_on(sites: list[tuple[int, int, int]]) -> bool:
    values = [number for _place, number, _end in sites]
    on = sum(b == a + 1 for a, b in pairwise(values))
    anew = sum(b == 1 != a for a, b in pairwise(values))
    return len(values) >= COUNTED and on + anew >= NEARLY_ALL * (len(values) - 1) and on >= anew


def _ask(sites: list[tuple[int, int, int]], lines: list[Line]) -> bool:
    """Whether options or a key stand below most of the numbers."""
    ends = [place for place, _number, _end in sites[1:]] + [len(lines)]
    asked = 0
    for (start, _number, at), end in zip(sites, ends, strict=True):
        below = [lines[start].folded[at:], *(one.folded for one in lines[start + 1 : end])]
        asked += any(OPTION.match(one) or KEY.search(one) for one in below if one)
    return asked >= HALF * len(sites)


def _one_each(sites: list[tuple[int, int, int]], lines: list[Line]) -> bool:
    """Whether one question stands below nearly every number: a page has several, or half a one."""
    ends = [place for place, _number, _end in sites[1:]] + [len(lines)]
    ones = 0
    for (start, _number, _at), end in zip(sites, ends, strict=True):
        below = [one.folded for one in lines[start + 1 : end]]
        firsts = sum(FIRST_OPTION.match(one) is not None for one in below)
        keys = sum(KEY.match(one) is not None for one in below)
        numbered = any(read_number(one) for one in below)
        ones += firsts <= 1 and keys <= 1 and firsts + keys > 0 and not numbered
    return ones >= NEARLY_ALL * len(sites)
