"""Question numbers: whether one opens a new question, by what stands around it."""

import re
from dataclasses import dataclass

from dongan_training.bank.recognising.blocks import Block, State
from dongan_training.bank.recognising.glue import has_blank
from dongan_training.bank.recognising.keys import is_bare_key
from dongan_training.bank.recognising.lexicon import INLINE_KEY, KEY_LEFT, SHORT_HINT, TAG
from dongan_training.bank.recognising.lines import Line
from dongan_training.bank.recognising.numerals import Numbered

SUBORDINATE = ("paren", "half", "square")
LOOK_AHEAD = 8
NEAR = 20  # numbers a sloppy list may skip
TRUTH_END = re.compile(r"[(\[]\s*(?:√|×|对|错|正确|错误)\s*[)\]][。.]?$")


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
        found = line.opens.option if line and opens else None
        return (found["letter"] or found["inner"] or found["loose"] or "").upper() if found else ""

    def options_follow(self) -> bool:
        """Whether an option A comes before any other number or key."""
        for line in self.following():
            if line.heading or KEY_LEFT.match(line.folded):
                return False
            found = line.opens.option
            if found and (found["letter"] or found["inner"] or found["loose"] or "").upper() == "A":
                return True
            if found or line.opens.key or line.opens.number:
                return False
        return False

    def key_follows(self) -> bool:
        """Whether a key comes before the next number, on this line or below it."""
        if INLINE_KEY.match(self.tail):
            return True
        for line in self.following(20):
            if line.heading:
                return False
            if line.opens.key:
                return True
            if line.opens.number:
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
    if follows and same and evidence(rest, ahead) and not is_bare_key(rest):
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
