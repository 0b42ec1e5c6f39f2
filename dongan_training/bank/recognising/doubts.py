"""What one question has unlike its neighbours: it is told, so that nothing odd passes as good.

A rule for one kind of file can be wrong about another without anybody noticing. Neighbours notice:
a clerk writes all keys at one place, gives all questions as many options, numbers them one by one.
"""

import re
from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple, TypeVar

from dongan_training.bank.drafts import Draft, QuestionType, letter_of
from dongan_training.bank.recognising.lexicon import FIELD, KEY
from dongan_training.bank.recognising.pieces import fold
from dongan_training.bank.recognising.raw import SHOWN, Place, Raw
from dongan_training.bank.recognising.shared_words import counted_once, shared_words
from dongan_training.texts import N_
from dongan_training.texts import said as _

CHOICES = (QuestionType.SINGLE_CHOICE, QuestionType.MULTIPLE_CHOICE)
FILL = QuestionType.FILL_BLANK
WRITTEN = (FILL, QuestionType.SHORT_ANSWER)
FEWEST = 3  # neighbours that agree
MOSTLY, RARELY = 0.75, 0.05
LONG_KEY, LONG_OPTION = 20, 40  # signs of what may hold more than it should
TIMES = 3  # as long as any other
T = TypeVar("T")

PLACES = {
    Place.MARKED: N_("单独写明的答案里"),
    Place.LISTED: N_("集中列出的答案里"),
    Place.BEFORE: N_("题号前面"),
    Place.INSIDE: N_("题干的括号或空格里"),
    Place.AMID: N_("句子中间"),
    Place.BEHIND: N_("题干末尾"),
    Place.LOOKS: N_("突出显示的文字里"),
}
ELSEWHERE = N_("这道题的答案是从{here}读出的，同类的其他题在{there}，请核对。")
UNANSWERED = N_("这道题的答案是从{here}读出的，同类的其他题没有答案，请核对。")
FEWER = N_("这道题有 {count} 个选项，同类的其他题有 {usual} 个，请核对是否有选项没有读出。")
HOLDS_MORE = N_("“{text}”比其他的长得多，可能带进了别的内容，请核对。")
MORE_LINES = N_("“{text}”像是另外的内容，已并入这道题，请核对。")
KEYS_TWICE = N_("这道题的原文里有不止一处答案或解析，可能并入了另一道题，请核对。")
SKIPPED = N_("下一道题的题号是 {following}，第 {missing} 题没有单独读出，请核对。")
NO_NUMBER = N_("这道题前面没有题号，同类的其他题有，请核对是否读全。")
WITHIN = N_("第 {missing} 题可能并入了这道题，请核对。")
KEY_WITHIN = N_("第 {missing} 题没有答案，它的答案可能并入了这道题的答案，请核对。")
SHARED = N_("“{text}”在许多题的题干里都有，像是另外的内容，请核对。")
SIGNS = r"[)\]】、.:]"
BEFORE = r"(?:^|[^\d.第])"
STRAY = re.compile(r"答案|解析")


class Settled(NamedTuple):
    """A question, and what it came from."""

    draft: Draft
    raw: Raw


Doubts = Iterator[tuple[int, str]]  # the place among the members, and what is to be looked at


def doubted(found: Sequence[Settled]) -> list[Draft]:
    """The questions in their order, with a warning where one is unlike the others."""
    stems = counted_once([one.draft.stem for one in found])
    found = [
        one._replace(draft=replace(one.draft, stem=stem)) if stem != one.draft.stem else one
        for one, stem in zip(found, stems, strict=True)
    ]
    told: list[list[str]] = [[] for _one in found]
    groups: dict[Hashable, list[int]] = {}
    for number, one in enumerate(found):
        kind = CHOICES[0] if one.draft.type in CHOICES else one.draft.type
        groups.setdefault((one.draft.section, kind), []).append(number)
    for numbers in [*groups.values(), range(len(found))]:
        members = [found[number] for number in numbers]
        for test in OF_ALL if isinstance(numbers, range) else OF_A_KIND:
            for at, message in test(members):
                told[numbers[at]].append(message)
    return [
        replace(one.draft, warnings=(*one.draft.warnings, *dict.fromkeys(more)))
        if more
        else one.draft
        for one, more in zip(found, told, strict=True)
    ]


def _usual(values: Sequence[T]) -> T | None:
    """What nearly all of some neighbours have."""
    for value, count in Counter(values).most_common(1):
        return value if is_usual(count, len(values)) else None
    return None


def is_usual(count: int, every: int) -> bool:
    """Whether so many of some neighbours are a habit."""
    return count >= max(FEWEST, MOSTLY * every)


def unlike(here: Place, there: Place) -> str:
    """What is said of a key that stands elsewhere than its neighbours'."""
    if there is Place.NOWHERE:
        return _(UNANSWERED).format(here=_(PLACES[here]))
    return _(ELSEWHERE).format(here=_(PLACES[here]), there=_(PLACES[there]))


def _by_place(members: Sequence[Settled]) -> Doubts:
    places = [one.raw.place if one.draft.answer else Place.NOWHERE for one in members]
    usual = _usual(places)
    for at, place in enumerate(places):
        if usual is not None and place not in (usual, Place.NOWHERE):
            yield at, unlike(place, usual)


def _by_options(members: Sequence[Settled]) -> Doubts:
    """Fewer options than the others have: hardly ever so, or with the mark of one more."""
    counts = [len(one.draft.options) for one in members]
    usual = _usual(counts) or 0
    always = len(counts) - counts.count(usual) <= max(1, RARELY * len(counts))
    for at, (one, count) in enumerate(zip(members, counts, strict=True)):
        more = re.compile(rf"(?<![A-Za-z]){letter_of(count)}\s*[.、:]")
        if 0 < count < usual and (always or more.search(fold(one.draft.source))):
            yield at, _(FEWER).format(count=count, usual=usual)


def _by_length(members: Sequence[Settled]) -> Doubts:
    """A key in blanks that is much longer than any beside it."""
    keys = [len("".join(_filled(one.draft))) for one in members]
    longest = sorted(keys)[-2:]
    if len(keys) > FEWEST and longest[1] > max(LONG_KEY, TIMES * longest[0]):
        at = keys.index(longest[1])
        yield at, _(HOLDS_MORE).format(text="".join(_filled(members[at].draft))[:SHOWN])


def _stretched(members: Sequence[Settled]) -> Doubts:
    """An option much longer than those beside it, or with words no option has."""
    for at, one in enumerate(members):
        ordered = sorted(one.draft.options, key=len)[-2:]
        if len(ordered) > 1 and len(ordered[1]) > max(LONG_OPTION, TIMES * len(ordered[0])):
            yield at, _(HOLDS_MORE).format(text=ordered[1][:SHOWN])
        for text in (*one.draft.options, *_filled(one.draft)):
            if STRAY.search(text):
                yield at, _(MORE_LINES).format(text=text[-SHOWN:])


def _by_lines(members: Sequence[Settled]) -> Doubts:
    """A stem, an option or a key over several lines, where the others have one each."""
    texts: tuple[dict[int, Sequence[str]], ...] = (
        {at: (one.draft.stem,) for at, one in enumerate(members)},
        {at: one.draft.options for at, one in enumerate(members)},
        {at: (one.raw.key,) for at, one in enumerate(members) if _in_words(one)},
    )
    for some in texts:
        lines = [max((text.count("\n") for text in said), default=0) for said in some.values()]
        if _usual(lines) == 0:
            for at, said in some.items():
                if text := next((text for text in said if "\n" in text), ""):
                    yield at, _(MORE_LINES).format(text=text.rpartition("\n")[2][:SHOWN])


def _in_words(one: Settled) -> bool:
    """Whether words fill blanks, or come from a list of answers: mostly one line for each."""
    listed = one.raw.place is Place.LISTED and one.draft.type in WRITTEN
    return one.draft.type is FILL or listed


def _by_lists(members: Sequence[Settled]) -> Doubts:
    """An answer in words from a list which has none for the question before or behind it."""
    listed = [one.raw.place is Place.LISTED and bool(one.draft.answer) for one in members]
    if sum(listed) > 1:
        for at, one in enumerate(members):
            beside = [*members[max(at - 1, 0) : at], *members[at + 1 : at + 2]]
            missing = next((other for other in beside if not other.draft.answer), None)
            if listed[at] and missing and one.draft.type in WRITTEN:
                yield at, _(KEY_WITHIN).format(missing=missing.draft.number)


def _by_keys(members: Sequence[Settled]) -> Doubts:
    """More marks of a key or a reason than others have: another question may have run in."""
    for word, mark in (("答", KEY), ("解", FIELD)):
        counts = [
            sum(word in line and mark.match(fold(line)) is not None for line in lines)
            for lines in (one.draft.source.split("\n") for one in members)
        ]
        most = _usual(counts) or 1
        yield from ((at, _(KEYS_TWICE)) for at, count in enumerate(counts) if count > most)


def _skipped(members: Sequence[Settled]) -> Doubts:
    """A number that no question has: others count one by one, or it stands in the one before."""
    numbers = [int(one.draft.number) if one.draft.number.isdecimal() else 0 for one in members]
    steps = [b - a for a, b in pairwise([*numbers, 0])]
    counted = _usual([step for step in steps if step > 0]) == 1
    for at, step in enumerate(steps):
        missing = numbers[at] + 1
        if step == 1 or missing == 1:
            continue
        if counted and step > 1:
            following = members[at + 1].draft.number
            yield at, _(SKIPPED).format(following=following, missing=missing)
        elif _holds(fold(members[at].draft.source), numbers[at], missing):
            yield at, _(WITHIN).format(missing=missing)


def _holds(source: str, own: int, missing: int) -> bool:
    """Whether the next number stands in a question, with the sign of its own, in no list."""
    first = re.match(rf"\D{{0,8}}0*{own}\s*({SIGNS})", source)
    sign, start = (re.escape(first[1]), first.end()) if first else (SIGNS, 0)
    found = re.search(BEFORE + rf"0*{missing}\s*{sign}(?!\d)", source[start:])
    if found is None:
        return False
    return re.search(BEFORE + rf"1\s*{sign}(?!\d)", source[start : start + found.start()]) is None


def _by_number(members: Sequence[Settled]) -> Doubts:
    """No number, where the others have one: it may be the end of the question before."""
    numbered = [bool(one.draft.number) for one in members]
    if _usual(numbered):
        yield from ((at, _(NO_NUMBER)) for at, one in enumerate(numbered) if not one)


def _by_words(members: Sequence[Settled]) -> Doubts:
    """Words before or behind many stems: where all are wrong alike, none is unlike the others."""
    for at, words in shared_words([one.draft.stem for one in members]):
        yield at, _(SHARED).format(text=words[:SHOWN])


def _filled(draft: Draft) -> Sequence[str]:
    """What is accepted in the blanks of a fill-in."""
    return [text for one in draft.answer if isinstance(one, tuple) for text in one]


Test = Callable[[Sequence[Settled]], Doubts]
OF_A_KIND: Sequence[Test] = (_by_place, _by_options, _by_length, _by_number)
OF_ALL: Sequence[Test] = (_by_lists, _stretched, _by_lines, _by_keys, _skipped, _by_words)
