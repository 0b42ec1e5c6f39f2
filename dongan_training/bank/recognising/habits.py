"""Habits of one file: marks that nobody foresaw, learnt from how they recur in it.

An option mark comes again in runs A, B, C; a number mark counts on from question to question; a
key mark stands below the options of one question after another, before nothing but letters. What
bears such a mark is written with the plain one (``A.``, ``1.``, ``答案:``), so that the readers
of lines need to know one form of each. A mark that does not recur is left as it is.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from dongan_training.bank.recognising.lexicon import (
    FIELD,
    FIELD_WORD,
    KEY,
    KEY_WORD,
    LETTER_RUN,
    OPTION,
    TYPE,
    TYPE_WORD,
    WRAPPED_FIELD,
)
from dongan_training.bank.recognising.lines import Line
from dongan_training.bank.recognising.numerals import read_number
from dongan_training.bank.recognising.passages import START
from dongan_training.bank.recognising.sorted_options import plain_sides
from dongan_training.bank.recognising.ticked_lines import plain_ticks
from dongan_training.bank.recognising.verdicts import plain_verdicts

OFTEN = 2  # runs of options that make a habit
MOST_SHAPES = 6  # of the marks of options in one file
COUNTED = 3  # numbers or keys that make one
NEARLY_ALL, HALF = 0.8, 0.5
NEAR = 3  # lines from one option to the next

OPTION_MARK = re.compile(
    r"(?<![A-Za-z0-9(\[【<《{/])(?P<lead>[-+*·□○☐●◇◆]\s*)?(?P<before>选项?\s?|[(\[【<《{]\s?)?"
    r"(?P<letter>[A-L])"
    r"(?P<after>\s?[)\]】>》}]\s*[.、:]?|\s*(?P<sign>[^\w\s()\[\]【】<>《》{}“”‘’\"'%+#&])(?P=sign){0,2})\s*"
)
# A letter that only a blank, or nothing, parts from its text: believed at the start of a line.
GLUED_MARK = re.compile(r"[A-L](?=\s+\S|[\u3400-\u9fff《“\"‘(])(?!\s*选?项)\s*")
# Small letters are believed where several stand on one line.
SMALL_MARK = re.compile(r"(?<![A-Za-z.])(?P<letter>[a-l])\s*(?P<after>[.、)])\s*(?=\S)")
LETTER = re.compile("[A-La-l]")
GLUED, SMALL = ("", " "), ("small", "")
JUDGES = re.compile(r"[错对]|正确|(?<!\s)[是、]")  # D错，…: a line that goes through the options
PLAIN_AFTER = frozenset(".、:)")
EMPTY = re.compile(r"[\W_]*")
NUMBER_MARK = re.compile(
    r"(?P<before>[^\d\s。?!;,]{0,8}?\s?)(?P<number>\d{1,4})"
    r"(?P<after>\s*(?:小题|题|问|道|号)?\s*[^\w\s(\[【“《‘%]{0,3})\s*(?=\S|$)"
)
LONE = ("", "", "alone")  # a line of nothing else
FIRST_OPTION = re.compile(r"[(\[【]?\s*A(?![A-Za-z])")
KEY_LINE = re.compile(
    rf"(?P<lead>[^\d\s(\[【]\D{{0,9}}?|[(\[【]\D{{1,8}}?[)\]】])\s*[:]?\s*"
    rf"(?P<value>(?<![A-Za-z])(?:{LETTER_RUN})(?![A-Za-z])|√|×|正确|错误|对|错)"
    r"(?P<end>[\s。.)\]】]*$|\s*[,，。;；:]\s*)"
)
LABEL = re.compile(rf"\s*(?:{KEY_WORD}|{FIELD_WORD})\s*")
LONGEST_HEAD = 30
HEAD_LINE = re.compile(
    rf"(?P<before>[^。?;,:_]*?)(?P<type>{TYPE})(?P<after>(?:选择)?题?\W{{0,2}}(?:[(\[【].*)?)"
)
DIGITS = re.compile(r"\d+")
# An option, a box to tick, or what the person chose who sat the exam stands before no key.
NO_LEAD = re.compile(
    r"(?<![A-Za-z])[A-L](?![A-Za-z])|正确|错误|[□☐☑×]|[对错√]\s*$"
    r"|[我你您]的|考生|学生|学员|用户|本人|作答"
)


class Site(NamedTuple):
    """One mark: its line, where it stands in it, and what it counts."""

    line: int
    start: int
    end: int
    letter: str


def plain_marks(lines: list[Line]) -> list[Line]:
    """The lines with their file's own marks written as the plain ones."""
    lines = [_labelled(line) if line.marks else line for line in _unwrapped(lines)]
    lines = plain_ticks(_plain_options(plain_sides(lines)))
    lines = _plain_numbers(plain_verdicts(lines))
    return _typed_heads(_plain_keys(lines))


def _unwrapped(lines: list[Line]) -> list[Line]:
    """``（答案：B）``: brackets around a whole line say nothing."""
    return [
        replace(line.part(*wrapped.span(1)), printed=line.printed, parted=line.parted)
        if line.folded[0] in "([【" and (wrapped := WRAPPED_FIELD.fullmatch(line.folded))
        else line
        for line in lines
    ]


def _labelled(line: Line) -> Line:
    """**正确答案** before words: where formatting parts the word from them, no colon needs to."""
    end = max((one.end for one in line.marks if one.start == 0), default=0)
    if not LABEL.fullmatch(line.folded[:end]) or not EMPTY.sub("", line.folded[end:]):
        return line
    return line if line.folded[end:].lstrip()[:1] == ":" else line.rewritten([(end, end, ":")])


# Options


def _plain_options(lines: list[Line]) -> list[Line]:
    for _shape in range(MOST_SHAPES):
        sites = _habitual(lines)
        if not sites:
            break
        lines = _rewritten(lines, sites)
    return lines


def _habitual(lines: list[Line]) -> list[Site]:
    """All marks of the shape that recurs most often in runs of options; [] where none does."""
    for shape, sites in sorted(_by_shape(lines).items(), key=_weight, reverse=True):
        runs = [run for run in _runs(sites) if _hold_texts(run, lines)]
        if shape == SMALL:
            runs = [run for run in runs if len({site.line for site in run}) < len(run)]
        if sum(len(run) > 2 for run in runs) >= OFTEN:
            return [site for run in runs for site in run]
    return []


def _by_shape(lines: list[Line]) -> dict[tuple[str, str], list[Site]]:
    """Every letter with signs around it that no reader knows, by those signs."""
    shapes: dict[tuple[str, str], list[Site]] = defaultdict(list)
    for place, line in enumerate(lines):
        if line.opens.key or not LETTER.search(line.folded, _plain_end(line)):
            continue
        if glued := GLUED_MARK.match(line.folded):
            shapes[GLUED].append(Site(place, *glued.span(), line.folded[0]))
        for found in OPTION_MARK.finditer(line.folded):
            shape = (found["before"] or "").strip(), found["after"].strip()[:1]
            if shape[0] or shape[1] not in PLAIN_AFTER:
                shapes[shape].append(Site(place, *found.span(), found["letter"]))
        for found in SMALL_MARK.finditer(line.folded):
            shapes[SMALL].append(Site(place, *found.span(), found["letter"].upper()))
    return shapes


def _plain_end(line: Line) -> int:
    """Where the plain mark of an option ends that a line begins with; 0 for any other."""
    mark = line.opens.option
    if mark is None or mark["letter"] is None or not mark["letter"].isupper():
        return 0
    return mark.end() if line.folded[mark.end("letter")] in PLAIN_AFTER else 0


def _weight(shape: tuple[tuple[str, str], list[Site]]) -> tuple[int, bool]:
    """How often a shape comes; of two alike the one with a sign: ``A - 甲`` has a blank too."""
    return len(shape[1]), shape[0] != GLUED


def _runs(sites: list[Site]) -> Iterable[list[Site]]:
    """Marks A, B, C … in their order, near each other."""
    run: list[Site] = []
    for site in sites:
        if run and ord(site.letter) == ord(run[-1].letter) + 1 and site.line - run[-1].line <= NEAR:
            run.append(site)
        elif site.letter == "A":
            if len(run) > 1:
                yield run
            run = [site]
    if len(run) > 1:
        yield run


def _hold_texts(run: list[Site], lines: list[Line]) -> bool:
    """Whether a text stands behind every mark: ``A、B、C`` is a key, ``A错`` explains."""
    judging = sum(bool(JUDGES.match(lines[one.line].folded, one.end)) for one in run)
    if judging > 1:
        return False
    for site, following in pairwise([*run, None]):
        if site is None:
            break
        end = following.start if following and following.line == site.line else None
        if EMPTY.fullmatch(lines[site.line].folded[site.end : end]):
            return False
    return True


def _rewritten(lines: list[Line], sites: Iterable[Site]) -> list[Line]:
    by_line: dict[int, list[tuple[int, int, str]]] = defaultdict(list)
    for site in sites:
        lead = "    " if site.start else ""
        by_line[site.line].append((site.start, site.end, f"{lead}{site.letter}."))
    changed = list(lines)
    for place, parts in by_line.items():
        changed[place] = lines[place].rewritten(parts)
    return changed


# Heads


def _typed_heads(lines: list[Line]) -> list[Line]:
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


# Numbers


def _plain_numbers(lines: list[Line]) -> list[Line]:
    by_shape: dict[tuple[str, ...], list[tuple[int, int, int]]] = defaultdict(list)
    for place, line in enumerate(lines):
        found = None if any(line.opens) else NUMBER_MARK.match(line.folded)
        if found is None or not _strange(found):
            continue
        shape: tuple[str, ...] = (
            TYPE_WORD.sub("", found["before"]).strip(),
            found["after"].strip(),
        )
        shape = LONE if line.folded.isdigit() else shape
        by_shape[shape].append((place, int(found["number"]), found.end()))
    changed = lines
    for sites in by_shape.values():
        lone = lines[sites[0][0]].folded.isdigit()
        if _count_on(sites) and _ask(sites, lines) and (not lone or _one_each(sites, lines)):
            changed = list(changed)
            for place, number, end in sites:
                told = TYPE_WORD.search(lines[place].folded[:end])
                words = f"{number}.{f'【{told[0]}】' if told else ''}"
                changed[place] = lines[place].rewritten([(0, end, words)])
    return changed


def _strange(found: re.Match[str]) -> bool:
    """A mark of some sign or word, which no passage begins with."""
    before, after = found["before"].strip(), found["after"].strip()
    text = found.string
    follows = text[found.end() : found.end() + 1]
    if not before and not after:
        return text.isdigit() or (text[found.end() - 1] == " " and bool(follows.strip()))
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


# Keys


def _plain_keys(lines: list[Line]) -> list[Line]:
    """Keys behind a word that stands before letters or √ below one question after another."""
    sites: dict[str, list[int]] = defaultdict(list)
    known = 0
    for place, line in enumerate(lines):
        own = line.opens.key is not None
        known += own
        marked = line.opens.option or line.opens.number
        found = None if marked else KEY_LINE.match(line.folded)
        if found and place and not line.opens.field and not NO_LEAD.search(found["lead"]):
            sites[found["lead"]].append(place)
    changed = lines
    for lead, places in sites.items():
        own = KEY.match(f"{lead}A") is not None
        begun = [place for place, line in enumerate(lines) if line.folded.startswith(lead)]
        enough = len(places) >= max(COUNTED, 0 if own else known + 1)
        if enough and (own or _stands_below(places, begun, lines)):
            changed = list(changed)
            for place in begun if own else places:
                changed[place] = _as_key(lines[place], lead)
    return changed


def _stands_below(places: list[int], begun: list[int], lines: list[Line]) -> bool:
    """Whether nearly all lines that begin so are keys, and no options stand below them."""
    below = [lines[place + 1].folded for place in places if place + 1 < len(lines)]
    clear = sum(OPTION.match(one) is None for one in below)
    return len(places) >= NEARLY_ALL * len(begun) and clear >= NEARLY_ALL * len(below)


def _as_key(line: Line, lead: str) -> Line:
    """The line with the plain mark, and its reason behind one of its own."""
    folded = line.folded
    if KEY.match(folded) or FIELD.match(folded):
        return line
    found = KEY_LINE.match(folded)
    if found is None or found["lead"] != lead:
        return line.rewritten([(0, len(lead), "答案:")])
    reason = " 解析:" if folded[found.end() :] else ""
    return line.rewritten([(0, found.end(), f"答案:{found['value']}{reason}")])
