"""Judging a reading once, whatever format it came from.

Drafts stay as they are, apart from warnings; what a person must look at becomes a problem with
the line and the text, and the drafts concerned can be found by their line.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from dongan_training.bank.drafts import (
    CHOICES,
    Draft,
    Problem,
    ProblemKind,
    QuestionType,
    Reading,
    letter_of,
    place_of,
)
from dongan_training.bank.fingerprint import fold
from dongan_training.bank.recognising.blanks import count as count_blanks
from dongan_training.progress import Progress
from dongan_training.texts import N_
from dongan_training.texts import said as _

SHORTEST_STEM = 3
WORDS = re.compile(r"[^\W_]{3}")  # a cheap look before folding
STEP = 1000
# Full-width letters and signs to narrow ones: two spellings of one question are one question.
NARROW = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
ASKS = re.compile(r"[?？:：=＝]\s*$")  # answered below, with no gap inside
NUMBERED_GAP = re.compile(r"[(（\[【_]\s*(?:\d{1,2}|[①-⑳])\s*[)）\]】_]|…{2,}|\.{6,}")
# What no sentence begins with: its gap stood there.
HEADLESS = re.compile(r"\s*[是的为，,。、；;：:）)”》]")
UNEVEN = re.compile(r"[\s\uff01-\uff5e]")  # what two spellings of one option differ in

NO_ANSWER = N_("这道题没有答案。")
UNKNOWN_OPTION = N_("答案是 {letter}，但没有这个选项。")
DUPLICATE_OPTIONS = N_("选项 {first} 和 {second} 相同。")
SHORT_STEM = N_("题干太短，可能没有读全。")
NO_BLANK = N_("题干里没有空，可能没有读全，请对照原文补上。")
DUPLICATE = N_("与第 {line} 行的题完全相同。")
CONFLICT = N_("与第 {line} 行的题相同，但答案不同。")
COUNT = N_("“{head}”写明 {claimed} 道，读到 {found} 道。")


def judge(reading: Reading, progress: Progress) -> None:
    """Add to ``reading`` every problem its drafts have, and put them in the file's order."""
    seen: dict[str, Draft] = {}
    for count, draft in enumerate(reading.drafts):
        if count % STEP == 0:
            progress.step(count, len(reading.drafts), _("正在检查试题…"))
        reading.problems += faults_of(draft)
        if lacks_blank(draft):
            reading.problems.append(_problem(draft, ProblemKind.NO_BLANK, _(NO_BLANK)))
        if repeated := _repeats(draft, seen):
            reading.problems.append(repeated)
    reading.problems += _counts(reading)
    reading.problems.sort(key=lambda problem: problem.line)


def faults_of(draft: Draft) -> list[Problem]:
    """What is wrong with one question by itself."""
    faults = []
    if not draft.answer:
        faults.append(_problem(draft, ProblemKind.NO_ANSWER, _(NO_ANSWER)))
    if not WORDS.search(draft.stem) and len(fold(draft.stem)) < SHORTEST_STEM:
        faults.append(_problem(draft, ProblemKind.SHORT_STEM, _(SHORT_STEM)))
    if draft.type in CHOICES:
        faults += _option_faults(draft)
    return faults


def lacks_blank(draft: Draft) -> bool:
    """Whether a fill-in has a key but no gap for it, and does not ask in so many words either."""
    if draft.type is not QuestionType.FILL_BLANK or not draft.answer or "__" in draft.stem:
        return False
    if count_blanks(draft.stem) or NUMBERED_GAP.search(draft.stem):
        return False
    return not ASKS.search(draft.stem) or HEADLESS.match(draft.stem) is not None


def _option_faults(draft: Draft) -> list[Problem]:
    faults = []
    for letter in draft.answer:
        place = place_of(str(letter))
        if place >= len(draft.options) or not draft.options[place].strip():
            message = _(UNKNOWN_OPTION).format(letter=letter)
            faults.append(_problem(draft, ProblemKind.UNKNOWN_OPTION, message))
    texts: Sequence[str] = draft.options
    if UNEVEN.search("|".join(texts)):
        texts = [" ".join(one.translate(NARROW).split()) for one in texts]
    if len(set(texts)) < len(texts):
        second = next(place for place, text in enumerate(texts) if text in texts[:place])
        message = _(DUPLICATE_OPTIONS).format(
            first=letter_of(texts.index(texts[second])), second=letter_of(second)
        )
        faults.append(_problem(draft, ProblemKind.DUPLICATE_OPTIONS, message))
    return faults


def _repeats(draft: Draft, seen: dict[str, Draft]) -> Problem | None:
    """The same question again; with another key it is a conflict for a person to settle."""
    first = seen.setdefault(draft.fingerprint, draft)
    if first is draft:
        return None
    if _meaning(first) == _meaning(draft) or not draft.answer or not first.answer:
        message = _(DUPLICATE).format(line=first.line)
        return _problem(draft, ProblemKind.DUPLICATE, message)
    return _problem(draft, ProblemKind.CONFLICT, _(CONFLICT).format(line=first.line))


def _meaning(draft: Draft) -> object:
    """The answer in words, so that shuffled options do not look like another key."""
    if draft.type not in CHOICES:
        return draft.answer
    places = [place_of(str(letter)) for letter in draft.answer]
    return frozenset(fold(draft.options[one]) for one in places if one < len(draft.options))


@dataclass(frozen=True)
class Claim:
    """How many questions a head says it has, and how many were found under it."""

    line: int
    head: str
    claimed: int
    found: int


def claims(reading: Reading) -> list[Claim]:
    """Compare what each head claims with what stands under it, up to the next that claims."""
    heads = [head for head in reading.headings if head.claimed]
    ends = [head.line for head in heads[1:]]
    return [
        Claim(
            head.line,
            head.text,
            head.claimed or 0,
            sum(
                draft.section == head.text
                and draft.line >= head.line
                and (end is None or draft.line <= end)
                for draft in reading.drafts
            ),
        )
        for head, end in zip_longest(heads, ends)
    ]


def _counts(reading: Reading) -> list[Problem]:
    return [
        Problem(
            one.line,
            ProblemKind.COUNT_MISMATCH,
            _(COUNT).format(head=one.head, claimed=one.claimed, found=one.found),
            one.head,
        )
        for one in claims(reading)
        if one.found != one.claimed
    ]


def _problem(draft: Draft, kind: ProblemKind, message: str) -> Problem:
    return Problem(draft.line, kind, message, draft.source or draft.stem)
