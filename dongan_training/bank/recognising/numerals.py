"""Numbers at the start of a line: how they are written, and what they count."""

import re
from dataclasses import dataclass

from dongan_training.bank.numerals import number_in
from dongan_training.bank.recognising.lexicon import LOOSE_NUMBER, NUMBER, TAG

NUMBER_START = frozenset("0123456789第题试QqN([【")
TAG_NUMBER_START = frozenset("[【(")
BLANK_NUMBER = re.compile(r"(0{0,2}[1-9]\d{0,2})\s+(?=[^\s\d年月日个条])")
# 3天, 12天或者90学时: so much, and no number of a question.
QUANTITY = re.compile(
    r"\d+\s*(?:个月|天|年|月|日|周|小时|学时|次|名|人|元|岁|万元?|条|项|%)"
    r"(?:以上|以下|以内|之内|内|左右|或者?|至|到|[\d、,;~\-—。]|$)"
)
SLIPS = {"。": ".", ";": "."}  # typed for the sign that the others have
YEAR = re.compile(r"(?:19|20)\d\d\s*年")


@dataclass(frozen=True, slots=True)
class Numbered:
    """A number at the start of a line."""

    value: int
    printed: str
    style: str
    end: int  # where the text after it begins


def read_number(folded: str) -> Numbered | None:
    """Read a number that is written clearly: ``1.`` ``（1）`` ``第1题`` ``【1-单选题】``."""
    if not folded or folded[0] not in NUMBER_START:
        return None
    if folded[0] in TAG_NUMBER_START and (tag := TAG.match(folded)):
        digits = tag["before"] or tag["after"]
        return Numbered(int(digits), digits, "tag", 0) if digits else None
    found = NUMBER.match(folded)
    if found is None:
        return None
    style = found.lastgroup or ""
    for name in ("word", "chinese", "label", "paren", "square", "half", "plain", "bare"):
        if found[name] is not None:
            style = name
            break
    printed = found[style]
    value = number_in(printed) or 0
    if style == "plain":
        style += SLIPS.get(found["sign"] or "", found["sign"] or "")
    return Numbered(value, printed, style, found.end())


def read_loose_number(folded: str, expected: tuple[str, ...]) -> Numbered | None:
    """Read a number with nothing, or only a blank, between it and the text.

    Only the number that comes next is believed; so ``021921年`` is question 02, year 1921.
    """
    for written in expected:
        if folded.startswith(written) and YEAR.match(folded, len(written)):
            return Numbered(int(written), written, "loose", len(written))
    if QUANTITY.match(folded):
        return None
    found = LOOSE_NUMBER.match(folded)
    if found is None or found.end() >= len(folded) or found["loose"] not in expected:
        return None
    return Numbered(int(found["loose"]), found["loose"], "loose", found.end())


def blank_number(folded: str) -> Numbered | None:
    """Read the number before a stem from which only a blank parts it: ``3 题干``."""
    found = BLANK_NUMBER.match(folded)
    return Numbered(int(found[1]), found[1], "loose", found.end()) if found else None
