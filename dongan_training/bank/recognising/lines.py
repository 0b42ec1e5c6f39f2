"""Lines on their way through the recogniser: stripped, folded, with a view ahead."""

import re
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import NamedTuple

from dongan_training.bank.recognising.keys import CAPITALS
from dongan_training.bank.recognising.lexicon import (
    BULLET,
    FIELD,
    FIELD_START,
    KEY,
    KEY_START,
    OPTION,
    OPTION_START,
    TYPE_WORD,
)
from dongan_training.bank.recognising.numerals import Numbered, read_number
from dongan_training.bank.recognising.pieces import Mark, Piece, calmed, covering, fold, within

BULLETS = frozenset("#>-+*·●○■◆▪▶□☐")
SHORTEST_HEAD = 10
OFTEN = 3
SHORTEST_PAGE = 10  # lines
OPTION_A = re.compile(r"[(\[【]?\s*A\s*[.、:)\]】]")
MARKED = re.compile(
    r"^(?:[\d(\[【√×第*_]|[A-La-l]\s*(?:[.、:)]|$)|(?:答|解|说明|难|知|章|分|提示|要点|出处|依据|来源))"
    r"|答案|解析|[(\[【]\s*[)\]】]|_{2,}|[。?!;:]$|题$"
)
PICTOGRAPH = re.compile(
    r"(?:[\U0001f300-\U0001faff\u2b50\u2600-\u260f\u2614-\u26ff]\ufe0f?\s*)+|[✅✔☑]\ufe0f?\s*(?=\S{0,2}答案|解析)"
)
COLON = ":"
SENT = re.compile(
    r"[^:。?]{0,20}?\s*(?:\d{2,4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?\s*)?(?:[上下]午|晚上)?\d{1,2}:\d\d(?::\d\d)?"
)
TIME_ENDS = re.compile(r":\d\d$")  # a cheap look before it
# 3月4日  星期二  每日一题: a day with further words
DATED = re.compile(
    r"(?:\d{4}[-/.年])?\d{1,2}[-/.月]\d{1,2}[日号]?[\s,(]*(?:(?:星期|周)[一二三四五六日天][\s)]*)?[^\d。?:(]{2,12}"
)
# 得分  评卷人, - 2 -, 第 2 页 共 5 页: what papers bear beside the questions
ORNAMENT = re.compile(
    r"(?:(?:题号|得分|总分|分数|评卷人|阅卷人|复核人|统分人|核分人|登分人)[\s|:]*){2,}"
    r"|[-—~]\s*\d{1,3}\s*[-—~]|第\s*\d{1,3}\s*页\s*[,(/]?\s*共\s*\d{1,3}\s*页\)?"
)
ORNAMENTED = frozenset("题得总分评阅复统核登第-—~")
RUNNING = re.compile(r"\d+|(?<=星期)[一二三四五六日天]|(?<=周)[一二三四五六日天]")
EDGE = " \t\u3000\u00a0\u200b\ufeff\r\n"


class Opening(NamedTuple):
    """The marks that a line could begin with: of an option, a key, a field, a question."""

    option: re.Match[str] | None
    key: re.Match[str] | None
    field: re.Match[str] | None
    number: Numbered | None


@dataclass(slots=True)
class Line:
    """A non-empty stretch of one piece; ``folded`` matches ``text`` place by place."""

    number: int
    text: str
    folded: str
    printed: str = ""  # with its bullet, as a person sees it
    marks: tuple[Mark, ...] = ()
    heading: bool = False
    bulleted: bool = False
    parted: bool = False  # an empty line stands before it
    typed: bool = False  # lines like it show that it is the head of questions of a type
    asks: bool = False  # its neighbours show that it is a question
    _opens: Opening | None = field(default=None, init=False, repr=False, compare=False)

    @property
    def opens(self) -> Opening:
        """What stands at its beginning, looked for once: one reader after another asks."""
        if self._opens is None:
            folded = self.folded
            first = folded[:1]
            self._opens = Opening(
                OPTION.match(folded) if first in OPTION_START else None,
                KEY.match(folded) if first in KEY_START else None,
                FIELD.match(folded) if first in FIELD_START else None,
                read_number(folded),
            )
        return self._opens

    def part(self, start: int, end: int) -> "Line":
        """A stretch of this line as a line of its own, without blanks at its edges."""
        text = self.text[start:end]
        lead = len(text) - len(text.lstrip(EDGE))
        start, text = start + lead, text.strip(EDGE)
        end = start + len(text)
        marks = within(self.marks, start, end) if self.marks else ()
        folded = self.folded[start:end]
        return Line(self.number, text, folded, text, marks, self.heading)

    def rewritten(self, parts: list[tuple[int, int, str]]) -> "Line":
        """The line with other words at some places, in their order; its formatting moves along."""
        text, folded, done = [], [], 0
        shifts = [(0, 0)]  # from which place on, and how far
        for start, end, words in parts:
            text += [self.text[done:start], words]
            folded += [self.folded[done:start], words]
            done = end
            shifts.append((end, shifts[-1][1] + len(words) - (end - start)))
        text.append(self.text[done:])
        folded.append(self.folded[done:])
        ends = [end for end, _shift in shifts]

        def moved(place: int) -> int:
            return max(place + shifts[bisect_right(ends, place) - 1][1], 0)

        marks = tuple(Mark(moved(one.start), moved(one.end), one.kind) for one in self.marks)
        return replace(self, text="".join(text), folded="".join(folded), marks=marks)

    def formats_over(self, start: int, end: int) -> frozenset[str]:
        """Kinds of formatting that cover nearly all of ``text[start:end]``."""
        if not self.marks or end <= start:
            return frozenset()
        return covering(self.marks, start, end)


def line_of(piece: Piece, parted: bool) -> Line | None:
    """The line a piece holds, without blanks and bullets; None if it is empty."""
    if len(calm := calmed(piece.text)) < len(piece.text):
        piece = piece._replace(text=calm, marks=())
    text = piece.text.strip(EDGE)
    if not text:
        return None
    printed, start = text, piece.text.index(text[0])
    bulleted = False
    if text[0] > "\u2600" and (picture := PICTOGRAPH.match(text)) and picture.end() < len(text):
        start, text, bulleted = start + picture.end(), text[picture.end() :], True
    if text[0] in BULLETS and (found := BULLET.match(text)) and found.end() < len(text):
        start += found.end()
        text = text[found.end() :]
        bulleted = not piece.text.lstrip().startswith(("#", ">"))
    marks = piece.marks
    if marks and start:
        marks = tuple(
            Mark(max(mark.start - start, 0), mark.end - start, mark.kind)
            for mark in marks
            if mark.end > start
        )
    return Line(piece.line, text, fold(text), printed, marks, piece.heading, bulleted, parted)


def with_colon(line: Line) -> Line:
    """The line with the colon that was left alone below it: ``答案`` and ``：``."""
    return replace(
        line, text=line.text + COLON, folded=line.folded + COLON, printed=f"{line.printed}\n{COLON}"
    )


def join_lone_letters(lines: list[Line]) -> list[Line]:
    """Where option letters stand on lines of their own, put them before their texts."""
    if not any(line.folded == "A" for line in lines):
        return lines
    joined: list[Line] = []
    place = 0
    while place < len(lines):
        end = _lone_run(lines, place)
        for letter, text in zip(lines[place:end:2], lines[place + 1 : end : 2], strict=True):
            printed = f"{letter.printed}\n{text.printed}"
            mark = f"{letter.folded}."
            shifted = tuple(Mark(m.start + 2, m.end + 2, m.kind) for m in text.marks)
            joined.append(
                replace(
                    text, text=mark + text.text, folded=mark + text.folded, printed=printed,
                    marks=shifted, number=letter.number, parted=letter.parted,
                )
            )  # fmt: skip
        if end == place:
            joined.append(lines[place])
            end += 1
        place = end
    return joined


def running_heads(lines: list[Line]) -> frozenset[str]:
    """The heads and feet of printed pages: bare lines that come again and again.

    Numbers in them count the pages. A line that ends a sentence, leaves a blank, carries a mark
    of its own, or always stands before an option A is none; nor is any in a file whose options
    have no letters, for there an option of several questions looks the same.
    """
    sent = _sent(lines) | _within_questions(lines)
    first = sum(line.folded[0] == "A" and OPTION_A.match(line.folded) is not None for line in lines)
    if first < OFTEN:
        return sent
    counted: dict[str, list[int]] = {}
    for place, line in enumerate(lines):
        bare = len(line.folded) >= SHORTEST_HEAD and not line.bulleted
        if bare and not MARKED.search(line.folded):
            counted.setdefault(RUNNING.sub("#", line.folded), []).append(place)
    return sent | {text for text, places in counted.items() if _by_pages(places, lines)}


def _within_questions(lines: list[Line]) -> frozenset[str]:
    """得分/总分: what a program writes between every stem and its options or its key."""
    keyed = sum(line.opens.key is not None for line in lines)
    counted: Counter[str] = Counter()
    for above, line, below in zip(lines, lines[1:], lines[2:], strict=False):
        if len(line.folded) > SHORTEST_HEAD or MARKED.search(line.folded):
            continue
        first = below.opens.option and OPTION_A.match(below.folded)
        if (below.opens.key or first) and (above.opens.number or MARKED.search(above.folded)):
            counted[line.folded] += not TYPE_WORD.search(line.folded)
    often = max(OFTEN, keyed / 2)
    return frozenset(text for text, count in counted.items() if keyed and count >= often)


def _sent(lines: list[Line]) -> frozenset[str]:
    """Who sent a message and when, or of which day it is, above each one that was copied."""
    told = [
        place
        for place, line in enumerate(lines)
        if (TIME_ENDS.search(line.folded) and SENT.fullmatch(line.folded))
        or (line.folded[0].isdigit() and DATED.fullmatch(line.folded))
        if line.opens.option is None
    ]
    counted = Counter(RUNNING.sub("#", lines[place].folded) for place in told)
    options = any(b == a + 1 for a, b in pairwise(told))
    return frozenset(() if options else (text for text, count in counted.items() if count >= OFTEN))


def _by_pages(places: list[int], lines: list[Line]) -> bool:
    if len(places) < OFTEN or min(b - a for a, b in pairwise(places)) < SHORTEST_PAGE:
        return False
    following = [lines[place + 1].folded for place in places if place + 1 < len(lines)]
    return not all(OPTION_A.match(text) for text in following)


def is_running(line: Line, heads: frozenset[str]) -> bool:
    """Whether a line is one of the heads and feet found in its file, or of all papers."""
    if bool(heads) and RUNNING.sub("#", line.folded) in heads:
        return True
    printed = line.printed  # the first sign of - 2 - was taken off as a bullet
    return fold(printed[:1]) in ORNAMENTED and ORNAMENT.fullmatch(fold(printed)) is not None


def _lone_run(lines: list[Line], start: int) -> int:
    """Where a run A, text, B, text … ends that begins at ``start``; ``start`` if none does."""
    letter, place = "A", start
    while (
        place + 1 < len(lines)
        and lines[place].folded == letter
        and lines[place + 1].folded not in CAPITALS  # a list of keys
    ):
        letter, place = chr(ord(letter) + 1), place + 2
    return place if letter > "B" else start
