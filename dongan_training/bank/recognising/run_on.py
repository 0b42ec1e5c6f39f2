"""Papers copied as one line: parted where whole questions count on, whatever stands between.

``…A.甲B.乙C.丙2.……（B）A.丁B.戊``: any number might begin a question, so none is believed for
its own sake. Of all numbers those are taken that make the longest chain in which each counts on
and each has a whole question behind it: options from A on with something to choose for, a slot
with its answer, or a key. What the machine sees then is a line for each.
"""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from dongan_training.bank.drafts import letter_of
from dongan_training.bank.recognising.lexicon import CHINESE, LETTER_RUN, TYPE
from dongan_training.bank.recognising.lines import Line
from dongan_training.bank.recognising.pieces import Mark

INNER = re.compile(
    r"(?<=.{6})\d\s*[.、](?!\d)|(?<=.{6})[.)、]\s*\d{1,3}[\u3400-\u9fff]|(?<=.{6})第\d{1,3}题"
)
SHORTEST = 15  # signs of a line in which a second question may begin
NEAR = 12  # lines around it that may belong to it
EVENT = re.compile(
    rf"(?P<verdict>[(\[【]\s*(?:√|×|[xX]|对|错|正确|错误)\s*[)\]】])"
    rf"|(?P<blank>[(\[【]\s*[)\]】]|_{{2,}}|\?(?=\s*(?:\d{{1,3}}\s*[.、]|\n|$)))"
    rf"|(?P<slot>[(\[【]\s*(?:(?P<boxed>[A-L])|{LETTER_RUN})\s*[)\]】]|\?)"
    rf"|(?P<key>答案\s*[\]】]?\s*(?::\s*(?:[A-L]+|√|×)?|[A-L]+|√|×)|(?<=\?)\s*答[:“\"])"
    rf"|(?P<head>(?:[{CHINESE}]{{1,3}}\s*[、.]\s*)(?:{TYPE})题|(?:{TYPE})题(?=\s*(?:\([^()]*\))?\s*:?\s*\d))"
    r"|(?P<filled>\([^()]{1,40}\))"
    r"|(?<![A-Z])(?P<letter>[A-L])(?:(?P<dot>\s*[.、:)·])|(?<![A-Za-z][A-L])(?=[\s,]|[\u3400-\u9fff《“\"\d(]))"
    r"|(?P<lead>第\s*|题目?\s*|[Qq]\s*)?(?P<number>\d{1,4})(?P<sign>\s*题[.、:\s]|\s*[.、](?!\d)|\s*[.、](?=(?:19|20)\d\d\D)|、)?"
)
KEY_BEFORE = re.compile(rf"[(\[【]\s*(?:{LETTER_RUN}|[√×xX对错]|正确|错误)?\s*[)\]】]\s*$")
LONGEST_KEY = 20
WORDS = re.compile(r" *(?![年月日个条])[\u3400-\u9fff《“\"]")
PARTED = frozenset(" \n\u3000;:。!?.)]】")
FEWEST = 3  # that count on beside one that skips
SKIPPED = 10  # numbers that a paper may leave out
FARTHEST = 150  # marks within which the next question must begin
BEGINNING = 0.7  # what a chain costs, so that few long ones are better than many short ones


@dataclass(eq=False, slots=True)
class Number:
    """A number that may begin a question, and the best chain that ends with it."""

    start: int
    value: int
    trust: float
    bare: bool  # without a sign
    score: float = 0.0
    before: "Number | None" = None  # in its chain
    earlier: "Number | None" = None  # the end of the chain before this one's


@dataclass(slots=True)
class Question:
    """What has been seen of one question on the way from its number on."""

    fills: bool
    letters: int = 0  # A, B, … one after another
    dotted: int = 0
    asked: bool = False
    blank: bool = False
    answered: bool = False
    broken: bool = False  # another question begins in it

    def see(self, event: re.Match[str]) -> None:
        kind = event.lastgroup
        if kind in ("letter", "dot"):
            self._letter(event["letter"], bool(event["dot"]))
        elif kind in ("slot", "blank"):
            self._box(event["boxed"])
            self.asked = True
            self.blank = self.blank or kind == "blank"
        elif kind == "head":
            self.broken = not self.whole
        elif kind == "verdict" or kind == "key" or (kind == "filled" and self.fills):
            self.asked = self.answered = True

    def _box(self, letter: str | None) -> None:
        """A letter in brackets: a key, or the mark of an option."""
        if letter == letter_of(self.letters):
            self.letters += 1
        elif letter == "A" and self.letters > 1:
            self.broken = True

    def _letter(self, letter: str, dotted: bool) -> None:
        if letter == letter_of(self.letters):
            self.letters += 1
            self.dotted += dotted
        elif dotted and letter == "A" and self.dotted > 1:
            self.broken = True
        elif dotted and not self.letters:
            self.broken = True  # the number stands among the options of another

    @property
    def whole(self) -> bool:
        chosen = self.letters > 1 and (self.asked or self.dotted > 1)
        return not self.broken and (chosen or (self.answered and not self.letters))


def questions_parted(lines: list[Line]) -> list[Line]:
    """The lines with each question of a chain on a line of its own."""
    done: list[Line] = []
    place = 0
    for start, end in _stretches(lines):
        done += [*lines[place:start], *_cut(lines[start:end])]
        place = end
    return done + lines[place:] if place else lines


def _stretches(lines: list[Line]) -> Iterator[tuple[int, int]]:
    """Where lines stand that hold a number amid them, with those around that belong to them."""
    end = 0
    for place, line in enumerate(lines):
        if place < end or not _holds_number(line):
            continue
        start = max(end, place - NEAR)
        start = next((at for at in range(place, start, -1) if lines[at].opens.number), start)
        last, end = place, place + 1
        while end < len(lines) and end - last <= NEAR:
            if _holds_number(lines[end]):
                last = end
            elif lines[end].opens.number:
                break
            end += 1
        yield start, end


def _holds_number(line: Line) -> bool:
    return len(line.folded) >= SHORTEST and INNER.search(line.folded) is not None


def _cut(lines: list[Line]) -> list[Line]:
    """A stretch with its pages put together and its questions parted."""
    chains = _chains(_text(lines))
    starts = {one.start for chain in chains for one in chain}
    if starts and (whole := _without_pages(lines, starts)):
        lines, chains = whole, _chains(_text(whole))
    cuts = dict(pair for chain in chains for pair in _places(_text(lines), chain))
    done: list[Line] = []
    offset = 0
    for line in lines:
        end = offset + len(line.folded)
        inner = [place for place in sorted(cuts) if offset <= place < end]
        edges = sorted({offset, *inner, end})
        parts = [line.part(a - offset, b - offset) for a, b in pairwise(edges)]
        for place, part in zip(edges, parts if inner else [line], strict=False):
            if part.text:
                done.append(_signed(part) if cuts.get(place) else part)
        offset = end + 1
    return done


def _signed(line: Line) -> Line:
    """A number that stands before its text without a sign gets one."""
    digits = len(line.folded) - len(line.folded.lstrip("0123456789"))
    return line.rewritten([(digits, digits, ".")])


def _text(lines: list[Line]) -> str:
    return "\n".join(line.folded for line in lines)


def _without_pages(lines: list[Line], starts: set[int]) -> list[Line]:
    """The lines joined where only the number of a page parts them; [] where none does.

    Sites write 1、 2、 3、 before the text of each page, in the midst of questions and words.
    """
    counted: list[tuple[int, int]] = []
    offset = 0
    for place, line in enumerate(lines):
        number = line.opens.number
        if number and offset not in starts:
            counted.append((place, number.value))
        offset += len(line.folded) + 1
    values = [value for _place, value in counted]
    if not 1 < len(counted) < len(starts) or values != list(range(1, len(values) + 1)):
        return []
    whole: list[Line] = []
    pages = {place for place, _value in counted}
    for place, line in enumerate(lines):
        number = line.opens.number
        if place in pages and number:
            line = line.part(number.end, len(line.text))
        if place in pages and whole:
            line = _joined(whole.pop(), line)
        whole.append(line)
    return whole


def _joined(line: Line, other: Line) -> Line:
    marks = tuple(
        Mark(one.start + len(line.text), one.end + len(line.text), one.kind) for one in other.marks
    )
    return replace(
        line,
        text=line.text + other.text,
        folded=line.folded + other.folded,
        printed=f"{line.printed}\n{other.printed}",
        marks=line.marks + marks,
    )


def _places(text: str, chain: list[Number]) -> Iterator[tuple[int, bool]]:
    """Where the questions begin, and which have a number without a sign.

    It is at their numbers, or at the keys that stand before all of these.
    """
    led = [KEY_BEFORE.search(text[max(0, one.start - LONGEST_KEY) : one.start]) for one in chain]
    for one, found in zip(chain, led, strict=True):
        yield one.start - len(found[0]) if found and led[0] else one.start, one.bare


def _chains(text: str) -> list[list[Number]]:
    """The chains of numbers that explain most of a text."""
    events = list(EVENT.finditer(text))
    numbers = [_numbers(text, event) for event in events]
    whole: list[list[Number]] = [[] for _event in range(len(events) + 1)]
    best: Number | None = None
    fills = False
    for at, event in enumerate(events):
        best = max([*whole[at], *([best] if best else [])], key=_score, default=None)
        if event["head"]:
            fills = "填空" in event["head"]
        for one in numbers[at]:
            begun = (best.score if best else 0.0) + one.trust - BEGINNING
            if begun > one.score:
                one.score, one.before, one.earlier = begun, None, best
            if one.score > 0:
                _go_on(one, events, numbers, at, fills, whole)
    best = max([*whole[-1], *([best] if best else [])], key=_score, default=None)
    return [chain for chain in _unwound(best) if _counts_on(chain)]


def _counts_on(chain: list[Number]) -> bool:
    """Whether a chain has more than one number, and few of them are missing."""
    steps = [b.value - a.value for a, b in pairwise(chain)]
    return bool(steps) and (max(steps) <= 1 or steps.count(1) >= FEWEST)


def _go_on(
    one: Number,
    events: list[re.Match[str]],
    numbers: list[list[Number]],
    at: int,
    fills: bool,
    whole: list[list[Number]],
) -> None:
    """Let the chain of a number go on in those behind it that a whole question parts from it."""
    question = Question(fills)
    headed = False
    for place in range(at + 1, min(len(events), at + FARTHEST) + 1):
        left_open = question.blank and not question.letters and not question.broken
        if question.whole or left_open:
            whole[place].append(one)
        if place == len(events) or question.broken:
            return
        for other in numbers[place]:
            if not (question.whole or (left_open and other.trust == 1)):
                continue
            score = one.score + other.trust + _step(one, other, headed)
            if score >= other.score:  # the nearer of two that count alike
                other.score, other.before, other.earlier = score, one, None
        headed = headed or bool(events[place]["head"])
        question.see(events[place])


def _step(one: Number, other: Number, headed: bool) -> float:
    """What it costs that one number follows another."""
    if other.value == one.value + 1:
        return 0.0
    if other.value == 1 and headed:
        return -0.2
    skipped = one.value + 1 < other.value <= one.value + SKIPPED
    return -0.6 if skipped and other.trust == 1 else -math.inf


def _numbers(text: str, event: re.Match[str]) -> list[Number]:
    """The numbers that digits may be: 1195. is 5 where the sentence before it ends with 119."""
    digits, start = event["number"] or "", event.start("number")
    found = []
    for lead in range(len(digits)):
        value = int(digits[lead:])
        if not value or (lead and digits[lead] == "0"):
            continue
        bare = event["sign"] is None
        if bare and (event["lead"] or not WORDS.match(text, event.end())):
            continue
        edge = start + lead if lead else event.start()  # 第2题, Q2.
        trust = 0.6 if bare or text[event.end() : event.end() + 1].isdigit() else 1.0
        trust *= 0.6 if lead else 1.0 if edge == 0 or text[edge - 1] in PARTED else 0.9
        found.append(Number(edge, value, trust, bare))
    return found


def _unwound(last: Number | None) -> Iterator[list[Number]]:
    chain: list[Number] = []
    while last is not None:
        chain.insert(0, last)
        if last.before is None:
            yield chain
            chain, last = [], last.earlier
        else:
            last = last.before


def _score(one: Number) -> float:
    return one.score
