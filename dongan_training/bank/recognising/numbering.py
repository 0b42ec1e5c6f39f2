"""Question numbers: how they are written, and whether one opens a new question."""

import re
from dataclasses import dataclass

from dongan_training.bank.recognising.blocks import Block, State
from dongan_training.bank.recognising.glue import has_blank
from dongan_training.bank.recognising.keys import letters_of, truth_of
from dongan_training.bank.recognising.lexicon import (
    CHINESE,
    INLINE_KEY,
    KEY,
    KEY_LEFT,
    LOOSE_NUMBER,
    NUMBER,
    OPTION,
    SHORT_HINT,
    TAG,
)
from dongan_training.bank.recognising.lines import Line

SUBORDINATE = ("paren", "half", "square")
NUMBER_START = frozenset("0123456789第题试QqN([【")
TAG_NUMBER_START = frozenset("[【(")
LOOK_AHEAD = 8
BLANK_NUMBER = re.compile(r"(0{0,2}[1-9]\d{0,2})\s+(?=[^\s\d年月日个条])")
NEAR = 20  # numbers a sloppy list may skip
YEAR = re.compile(r"(?:19|20)\d\d\s*年")
TRUTH_END = re.compile(r"[(\[]\s*(?:√|×|对|错|正确|错误)\s*[)\]][。.]?$")


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
    value = int(printed) if printed.isdigit() else chinese_value(printed)
    if style == "plain":
        style += found["sign"] or ""
    return Numbered(value, printed, style, found.end())


def read_loose_number(folded: str, expected: tuple[str, ...]) -> Numbered | None:
    """Read a number with nothing, or only a blank, between it and the text.

    Only the number that comes next is believed; so ``021921年`` is question 02, year 1921.
    """
    for written in expected:
        if folded.startswith(written) and YEAR.match(folded, len(written)):
            return Numbered(int(written), written, "loose", len(written))
    found = LOOSE_NUMBER.match(folded)
    if found is None or found.end() >= len(folded) or found["loose"] not in expected:
        return None
    return Numbered(int(found["loose"]), found["loose"], "loose", found.end())


def blank_number(folded: str) -> Numbered | None:
    """Read the number before a stem from which only a blank parts it: ``3 题干``."""
    found = BLANK_NUMBER.match(folded)
    return Numbered(int(found[1]), found[1], "loose", found.end()) if found else None


def chinese_value(text: str) -> int:
    """二十一 → 21."""
    tens, _, ones = text.replace("百", "").partition("十")
    digit = {one: index for index, one in enumerate(CHINESE, start=1)}
    if "十" not in text:
        return digit.get(text, 0)
    return digit.get(tens, 1) * 10 + digit.get(ones, 0)


@dataclass(slots=True)
class Ahead:
    """The lines to come, for questions that only the neighbours can answer."""

    lines: list[Line]
    index: int = 0
    tail: str = ""  # what still follows on the same line

    def following(self, count: int = LOOK_AHEAD) -> list[Line]:
        """The next lines after the one being read."""
        return self.lines[self.index + 1 : self.index + 1 + count]

    def next(self) -> Line | None:
        place = self.index + 1
        return self.lines[place] if place < len(self.lines) else None

    def next_text(self) -> str:
        line = self.next()
        return line.folded if line else ""

    def next_letter(self) -> str:
        """The letter of the option that opens the next line; empty if it opens none."""
        line = self.next()
        opens = line is not None and not KEY_LEFT.match(line.folded)
        found = OPTION.match(line.folded) if line and opens else None
        return (found["letter"] or found["inner"] or found["loose"] or "").upper() if found else ""

    def options_follow(self) -> bool:
        """Whether an option A comes before any other number or key."""
        for line in self.following():
            if line.heading or KEY_LEFT.match(line.folded):
                return False
            found = OPTION.match(line.folded)
            if found and (found["letter"] or found["inner"] or found["loose"] or "").upper() == "A":
                return True
            if found or KEY.match(line.folded) or read_number(line.folded):
                return False
        return False

    def key_follows(self) -> bool:
        """Whether a key comes before the next number, on this line or below it."""
        if INLINE_KEY.match(self.tail):
            return True
        for line in self.following(20):
            if line.heading:
                return False
            if KEY.match(line.folded):
                return True
            if read_number(line.folded):
                return False
        return False


def opens_question(found: Numbered, line: Line, block: Block | None, ahead: Ahead) -> bool:
    """Whether this number begins a question, or is part of the one being read."""
    if block is None:
        return True
    rest = line.folded[found.end :] or ahead.next_text()
    same = found.style == block.style
    follows = block.value is not None and found.value == block.value + 1
    if line.bulleted and not follows and block.state in (State.STEM, State.OPTIONS):
        return False
    if block.state is State.STEM:
        return _opens_after_stem(found, rest, block, ahead)
    if block.state in (State.OPTIONS, State.KEYED):
        plain = found.style not in SUBORDINATE or same or follows
        return plain or evidence(rest, ahead)
    return _opens_after_text(found, rest, block, ahead, same and follows)


def counts_on(found: Numbered, line: Line, ahead: Ahead) -> bool:
    """Whether a number parted from its text by a blank goes on in the lines to come."""
    if not line.folded[: found.end].endswith(" "):
        return False
    following = str(found.value + 1)
    for one in ahead.following():
        if one.folded.startswith((following, following.zfill(len(found.printed)))):
            rest = one.folded[len(following.zfill(len(found.printed))) :]
            return rest[:1] == " " and bool(rest.strip())
    return False


def evidence(rest: str, ahead: Ahead) -> bool:
    """Whether the text after a number, or the lines after it, look like a question."""
    if INLINE_KEY.search(ahead.tail):
        return True
    if has_blank(rest) or SHORT_HINT.search(rest) or TRUTH_END.search(rest):
        return True
    if INLINE_KEY.search(rest) or TAG.search(rest):
        return True
    return ahead.options_follow() or ahead.key_follows()


def _opens_after_stem(found: Numbered, rest: str, block: Block, ahead: Ahead) -> bool:
    """Directly after a stem: the next one of a list, or a sub-question of this stem."""
    same = found.style == block.style
    if block.value is None:
        return True
    if same:
        near = found.value == 1 or block.value < found.value <= block.value + NEAR
        return near or evidence(rest, ahead)
    if found.style in SUBORDINATE:
        return False
    if block.style in SUBORDINATE:
        return True
    if found.value == block.value and not any(one.text for one in block.stem):
        return False
    return found.value == block.value + 1 or evidence(rest, ahead)


def _opens_after_text(
    found: Numbered, rest: str, block: Block, ahead: Ahead, next_in_line: bool
) -> bool:
    """Inside a text answer or an explanation only the next number in sequence closes it."""
    inner = block.inner
    in_inner = inner is not None and inner == (found.style, found.value - 1)
    if next_in_line and not in_inner:
        return True
    if found.style in SUBORDINATE and found.style != block.style:
        return False
    follows = block.value is None or found.value in (block.value + 1, 1)
    same = next_in_line or found.style == block.style
    if follows and same and _clear_evidence(rest, ahead):
        return True
    if not follows and same and _skips(found, rest, block, ahead):
        return True
    if follows and ahead.options_follow():
        return True
    if found.value == 1 or in_inner:
        block.inner = (found.style, found.value)
    return False


def _skips(found: Numbered, rest: str, block: Block, ahead: Ahead) -> bool:
    """Whether numbers are missing before this one, and it begins a question all the same."""
    later = found.value > (block.value or 0)
    return later and (TAG.match(rest) is not None or ahead.options_follow() or ahead.key_follows())


def _clear_evidence(rest: str, ahead: Ahead) -> bool:
    return evidence(rest, ahead) and not (letters_of(rest) or truth_of(rest) is not None)
