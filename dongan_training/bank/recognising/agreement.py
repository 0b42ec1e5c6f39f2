"""What the questions of one table say together, and none of them alone.

A key that is a number counts the options from 0 or from 1: a 0 somewhere, or a number as great
as there are options, settles which. A type that is a number means what its rows hold. One sign
parts the options of every row. What the rows do not settle stays as it is, and is told.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from dongan_training.bank.drafts import Draft, Problem, place_of
from dongan_training.bank.recognising import blanks
from dongan_training.bank.recognising.doubts import is_usual, unlike
from dongan_training.bank.recognising.keys import letters_of, truth_of
from dongan_training.bank.recognising.lexicon import SHORT_HINT, declared_by
from dongan_training.bank.recognising.pieces import fold
from dongan_training.bank.recognising.raw import CHOICES, Declared, Place, Raw
from dongan_training.bank.recognising.rows import (
    CODES,
    COUNTS_ONLY,
    counts_in,
    letters_for,
    letters_for_counts,
    without_letters,
)
from dongan_training.bank.recognising.settling import UNCLEAR_TRUTH, settle
from dongan_training.texts import N_
from dongan_training.texts import said as _

SEPARATORS = ("<br>", "<br/>", "<br />", r"\r\n", r"\n", "$;$", "&", "^", "@", "#", "~", " / ", "/",
              "，", ",", "\u3000", "、", " ")  # fmt: skip
WEAK = frozenset("，,\u3000、 /")  # they also stand inside options: every row must part alike
JUDGED = N_("答案只有 1 和 2，已按 1 是对、2 是错读入，请核对。")
ORDINALS = {"1": "√", "2": "×"}
LAST = 12


Alike = tuple[Declared | None, str, bool]


@dataclass(slots=True)
class Agreement:
    """How the keys, types and options of a table are written."""

    codes: dict[str, Declared | None] = field(default_factory=dict)
    base: int | None = None  # of keys that count the options
    separator: str | None = None
    parts: int = 0  # into which a sign that also stands inside options must part; 0: any number
    foreign: bool = False  # the codes are not those that CODES tells
    judged: bool = False  # every statement has a 1 or a 2
    keyed: frozenset[Alike] = frozenset()  # kinds of question whose keys have a cell of their own

    def settle(self, raw: Raw) -> Draft | Problem:
        """Decide on one question as the others say; a key from its stem among cells is told."""
        unkeyed = not raw.key and _alike(raw) in self.keyed
        self.apply(raw)
        result = settle(raw)
        elsewhere = unkeyed and raw.place is not Place.MARKED
        if elsewhere and isinstance(result, Draft) and result.answer:
            warning = unlike(raw.place, Place.MARKED)
            return replace(result, warnings=(*result.warnings, warning))
        return result

    def apply(self, raw: Raw) -> None:
        """Bring one question into the form that single rows are read in."""
        if self.separator and len(raw.options) == 1:
            _part(raw, self.separator, self.parts)
        if self.base is not None:
            _letters(raw, self.base)
        elif raw.counted:
            letters_for_counts(raw)
        if raw.code and raw.code in self.codes:
            raw.declared = self.codes[raw.code]
        elif raw.code.isdecimal() and self.foreign:
            raw.declared = None
        if self.judged and raw.key in ORDINALS:
            raw.key = ORDINALS[raw.key]
            raw.warnings.append(_(JUDGED))
        if self.foreign and raw.declared is Declared.TRUE_FALSE and raw.key in ("0", "1", "2"):
            raw.warnings.append(_(UNCLEAR_TRUTH).format(key=raw.key))
            raw.key = ""


def agreement_of(raws: Sequence[Raw]) -> Agreement:
    """Learn from the questions of a table, or from the first of them."""
    separator, parts = _separator(raws)
    found = Agreement(separator=separator, parts=parts, base=_base(raws))
    found.codes = _codes(raws, found)
    found.judged = _judged(raws)
    kinds = Counter(map(_alike, raws))
    keys = Counter(_alike(raw) for raw in raws if raw.key)
    found.keyed = frozenset(kind for kind, count in keys.items() if is_usual(count, kinds[kind]))
    known = {code: kind for code, kind in found.codes.items() if code in CODES and kind}
    found.foreign = (
        any(CODES[code] is not kind for code, kind in known.items()) or "0" in found.codes
    )
    return found


def _alike(raw: Raw) -> Alike:
    return raw.declared, raw.code, bool(raw.options)


def _judged(raws: Sequence[Raw]) -> bool:
    """Whether sentences, hardly one of which asks or leaves a blank, have the keys 1 and 2 alone.

    They count the options nobody wrote: right, wrong. With 0 and 1 it is either way in real files.
    """
    keyed = {raw.key for raw in raws} == set(ORDINALS)
    if not keyed or any(
        raw.options or raw.declared not in (None, Declared.TRUE_FALSE) for raw in raws
    ):
        return False
    asking = sum(bool(blanks.count(raw.stem) or SHORT_HINT.search(fold(raw.stem))) for raw in raws)
    return asking * 10 <= len(raws)


def _part(raw: Raw, separator: str, count: int) -> None:
    parts = [part.strip() for part in raw.options[0].split(separator)]
    parts = [part for part in parts if part]
    if len(parts) > 1 and count in (0, len(parts)):
        raw.options = without_letters(parts)


def _separator(raws: Sequence[Raw]) -> tuple[str | None, int]:
    """The sign that parts the one cell of every question into as many options as its key needs."""
    whole = [raw for raw in raws if len(raw.options) == 1 and raw.options[0]]
    if len(whole) < 2:
        return None, 0
    for separator in SEPARATORS:
        counts = [
            len([part for part in raw.options[0].split(separator) if part.strip()]) for raw in whole
        ]
        if _parts_well(whole, counts, separator in WEAK):
            return separator, max(counts, key=counts.count) if separator in WEAK else 0
    return None, 0


def _parts_well(whole: Sequence[Raw], counts: list[int], weak: bool) -> bool:
    fits = sum(
        1 < count <= LAST and place_of(max(letters_of(raw.key) or "A")) < count
        for raw, count in zip(whole, counts, strict=True)
    )
    if not weak:
        return fits * 10 >= len(whole) * 9
    usual = max(Counter(counts).values())
    return fits == len(whole) and usual * 5 >= len(whole) * 4 and max(counts) <= 6


def _counting(raws: Iterable[Raw]) -> Iterable[tuple[Raw, list[int]]]:
    """Questions whose keys count their options."""
    for raw in raws:
        if len(raw.options) > 1 and COUNTS_ONLY.fullmatch(raw.key):
            yield raw, counts_in(raw.key)


def _base(raws: Sequence[Raw]) -> int | None:
    zero = top = over = lists = False
    keyed = [raw for raw in raws if len(raw.options) > 1 and raw.key]
    if sum(COUNTS_ONLY.fullmatch(raw.key) is not None for raw in keyed) * 20 < len(keyed) * 19:
        return None
    if all(raw.key in raw.options for raw in keyed):  # the texts themselves
        return None
    for raw, places in _counting(raws):
        if raw.declared in (None, *CHOICES):
            zero |= min(places) == 0
            top |= max(places) == len(raw.options)
            over |= max(places) > len(raw.options)
            lists = True
    if over or not lists or zero == top:
        return None
    return 0 if zero else 1


def _letters(raw: Raw, base: int) -> None:
    for _raw, places in _counting([raw]):
        if base <= min(places) and max(places) - base < len(raw.options):
            raw.key = letters_for(places, base)


def _codes(raws: Sequence[Raw], found: Agreement) -> dict[str, Declared | None]:
    """What each number in the column of types means."""
    groups: dict[str, list[Declared]] = {}
    for raw in raws:
        if raw.code:
            groups.setdefault(raw.code, []).append(_evident(raw, found))
    codes: dict[str, Declared | None] = {}
    for code, kinds in groups.items():
        count = Counter(kinds)
        if not code.isdecimal():
            if count[Declared.SINGLE] * 10 >= len(kinds) * 9 and len(kinds) > 1 and _many(code):
                codes[code] = Declared.SINGLE  # “multiple choice”: several options, one right
            continue
        if len(groups) < 2:
            continue
        chosen = count[Declared.SINGLE] + count[Declared.MULTIPLE]
        kind, many = count.most_common(1)[0]
        if chosen * 5 >= len(kinds) * 4:
            several = count[Declared.MULTIPLE]
            codes[code] = (
                Declared.MULTIPLE
                if several * 2 >= len(kinds)
                else None
                if several
                else Declared.SINGLE
            )
        elif many * 5 >= len(kinds) * 4:
            codes[code] = kind
    return codes


def _many(word: str) -> bool:
    declared = declared_by(word)
    return declared is not None and declared[0] is Declared.MULTIPLE


def _evident(raw: Raw, found: Agreement) -> Declared:
    """What one row looks like, whatever its code says."""
    truths = {truth_of(option) for option in raw.options}
    options = raw.options
    if len(options) == 1 and found.separator:
        options = options[0].split(found.separator)
    if truths == {True, False}:
        return Declared.TRUE_FALSE
    if len(options) > 1:
        several = len(letters_of(raw.key)) > 1
        if found.base is not None and COUNTS_ONLY.fullmatch(raw.key):
            several = len(counts_in(raw.key)) > 1
        elif not letters_of(raw.key):
            parts = re.split(r"[|&\n;；#]+", raw.key)
            several = len(parts) > 1 and all(part.strip() in options for part in parts)
        return Declared.MULTIPLE if several else Declared.SINGLE
    if truth_of(raw.key) is not None or raw.key in ("0", "1", "2", "A", "B"):
        return Declared.TRUE_FALSE
    return Declared.FILL if blanks.count(raw.stem) else Declared.SHORT
