"""Lines that carry a mark of their own: tags, keys, fields, options, numbers."""

import re
from dataclasses import replace

from dongan_training.bank.drafts import Heading
from dongan_training.bank.recognising import blanks, numbering, numerals, options
from dongan_training.bank.recognising.blocks import Block, State, field_of
from dongan_training.bank.recognising.glue import has_blank
from dongan_training.bank.recognising.heads import Head, Role
from dongan_training.bank.recognising.keys import (
    LETTERS,
    Listed,
    is_bare_key,
    listed_keys,
    texts_in_a_row,
)
from dongan_training.bank.recognising.lexicon import (
    BARE_KEY,
    BOXED,
    KEY_LEFT,
    LETTER_RUN,
    LOOSE_NUMBER,
    POINTS_TAG,
    TAG,
    declared_by,
)
from dongan_training.bank.recognising.lines import Line
from dongan_training.bank.recognising.numerals import Numbered
from dongan_training.bank.recognising.paper import Paper
from dongan_training.bank.recognising.pieces import fold
from dongan_training.bank.recognising.raw import SHOWN, Declared, Place
from dongan_training.texts import said as _

TAG_START = frozenset("[【(_")
LONE_VALUE = re.compile(rf"[\[(【]\s*(?:{LETTERS.pattern}|√|×|是|非|否|对|错|正确|错误)\s*[\])】]")
BOX = re.compile(BOXED)
OPTIONS_LABEL = re.compile(r"(?:(?:选项|备选项|备选答案)\s*:|[\[【]\s*选项\s*[\]】]\s*:?)\s*(?=\S)")
# The boxes of a form: ``√正确  □错误``; the first empty one was taken off as a bullet.
TRUTH_BOXES = re.compile(r"(√)?\s*(?:正确|对|是)\s*([√□☐])?\s*(?:错误|错|否)\s*")
STEM_ENDS = ("。", "?", ")", "_", "]", "】")
WRITTEN = (Declared.FILL, Declared.SHORT, Declared.DISCUSS)
REASONED = re.compile(rf"({LETTER_RUN})\s*。\s*(?=\S)")  # B。依据……
SECOND_PARTS = ("改正", "理由")


class PartLines:
    """Tries one kind of mark after another."""

    def __init__(self, paper: Paper) -> None:
        self.paper = paper

    def take(self, line: Line, first: str) -> bool:
        """Take the line if it carries a mark; ``first`` is its first character."""
        if first.isdigit():
            return self._number(line, first)
        if first in TAG_START and (left := KEY_LEFT.match(line.folded)):
            return self._key_left(line, left)
        return (
            (first in "√正对是错否" and self._truth_boxes(line))
            or (first in TAG_START and self._tag_line(line))
            or self._key(line)
            or self._field(line)
            or self._option(line, first)
            or self._number(line, first)
        )

    def _key_left(self, line: Line, left: re.Match[str]) -> bool:
        """``（ B ）1、题干``: the key stands before the number."""
        rest = replace(line.part(left.end(), len(line.text)), printed=line.printed)
        number = rest.opens.number
        if number is None or not numbering.opens_question(
            number, rest, self.paper.block, self.paper.ahead
        ):
            return False
        before = self.paper.block
        block = self.paper.begin_block(rest, number)
        if before and before.value == number.value - 1 and _waits_for_sign(before):
            before.key += [left[1]] if left[1] else []  # its key, and the next question behind it
            before.source.append(line.text[: left.end()])
            return True
        block.key += [left[1]] if left[1] else []
        block.place = Place.BEFORE
        return True

    def _truth_boxes(self, line: Line) -> bool:
        block = self.paper.block
        found = TRUTH_BOXES.fullmatch(line.folded)
        if block is None or found is None or (found[1] == "√") == (found[2] == "√"):
            return False
        block.keep(line)
        block.key.append("√" if found[1] else "×")
        block.state = State.KEYED
        return True

    def _tag_line(self, line: Line) -> bool:
        """A line of nothing but tags: ``[单选] [C]``, ``【12-多选题】``, ``_[判断]_``."""
        if (found := TAG.search(line.folded)) is None:
            return False
        value = LONE_VALUE.search(TAG.sub("", line.folded))
        rest = POINTS_TAG.sub("", TAG.sub("", line.folded))
        if value:
            rest = LONE_VALUE.sub("", rest)
        if rest.strip(" _*:.、"):
            return False
        following = self.paper.ahead.next()
        number = following and following.opens.number
        digits = found["before"] or found["after"]
        if number and number.value == 1 and not value and not digits:
            declared = declared_by(found["type"])
            self.paper.begin_section(
                Head(Role.SECTION, line.text, declared[0] if declared else None), line
            )
            return True
        block = self.paper.block
        joins = (
            block is not None
            and not block.declared
            and ((block.state is State.OPTIONS and not line.parted) or not block.stem)
        )
        if not joins or block is None or digits:
            number = Numbered(int(digits), digits, "tag", 0) if digits else None
            block = self.paper.begin_block(None, number, line)
        block.keep(line)
        block.declared, block.told = declared_by(found["type"]) or (None, "")
        if value:
            block.key.append(value[0].strip("[]【】() "))
        return True

    def _key(self, line: Line) -> bool:
        block = self.paper.block
        found = line.opens.key
        if found is None and block is not None and (bare := BARE_KEY.match(line.folded)):
            found = bare if self._waits_for_words(block) else None
        if found is None:
            return False
        if block is None or self._second_answer(block, line):
            return self._orphan_key(line)
        value = line.text[found.end() :].strip()
        value = value[1:].rstrip("]】。. ") if BOX.fullmatch(fold(value)) else value
        listed = listed_keys(value) if value[:1].isdigit() else None
        if listed and _answers_many(listed, block):
            return self._keys_of_many(line, found.end(), listed, None)
        if words := self._words_of_many(value, block):
            return self._keys_of_many(line, found.end(), words, self.paper.section.head)
        block.keep(line)
        if block.options and (reasoned := REASONED.match(fold(value))):
            block.fields.setdefault("explanation", []).append(value[reasoned.end() :])
            value = value[: reasoned.end(1)]
        block.state = State.KEYED if is_bare_key(value) else State.ANSWER
        block.inner = None
        if value:
            block.key.append(value)
            block.key_looks = line.formats_over(0, len(line.text))
        if "要点" in found[0]:
            block.lists_points = True
        return True

    def _keys_of_many(self, line: Line, start: int, listed: Listed, head: Head | None) -> bool:
        self.paper.close_block()
        self.paper.area.begin(head, line.number)
        self.paper.area.take_list(listed, line.number)
        self.paper.reading.headings.append(Heading(line.number, line.text[:start]))
        return True

    def _words_of_many(self, value: str, block: Block) -> Listed | None:
        """``答案：1.季度 2.生命``, where these are the numbers of all that wait in the section.

        As many blanks in the last question make it an answer of its own.
        """
        listed = texts_in_a_row(value)
        if listed is None:
            return None
        asked = [one for one in (*self.paper.section.blocks, block) if not one.has_key()]
        own = sum(blanks.count(line.folded) for line in block.stem)
        last = len(blanks.share_out(listed.entries[-1][1], own))
        if len(asked) < 2 or (own == len(listed.entries) != last):
            return None
        return (
            listed if [one.value for one in asked] == [one[0] for one in listed.entries] else None
        )

    def _waits_for_words(self, block: Block) -> bool:
        """Whether blanks are open that only words can fill."""
        if block.state is not State.STEM or block.key:
            return False
        declared = block.declared or self.paper.section.declared
        asks = any(has_blank(one.folded) or one.folded[-1:] == "?" for one in block.stem)
        return declared in WRITTEN or asks

    def _second_answer(self, block: Block, line: Line) -> bool:
        """A key after a complete key belongs to nothing we know."""
        return (
            block.state is State.KEYED
            and bool(block.key)
            and line.folded[:1] == "答"
            and line.parted
        )

    def _orphan_key(self, line: Line) -> bool:
        self.paper.close_block()
        self.paper.unplaced(line)
        return True

    def _field(self, line: Line) -> bool:
        found = line.opens.field
        if found is None:
            return False
        word = found["boxed"] or found["open"]
        name = field_of(word)
        if name == "type" and self._opens_by_type():
            self._begin_by_type(line, line.text[found.end() :])
            return True
        if self.paper.block is None:
            return False
        block = self.paper.block
        clear = "解析" in word or found["boxed"] or name != "explanation"
        if block.state is State.STEM and not clear and not _stem_is_whole(block):
            return False
        value = line.text if word in SECOND_PARTS else line.text[found.end() :].strip()
        block.keep(line)
        if name == "type":
            block.declared, block.told = declared_by(value) or (None, "")
            return True
        block.fields.setdefault(name, []).append(value)
        block.field_name = name
        long = name in ("explanation", "marking") or not value
        block.state = State.FIELD if long else block.state
        return True

    def _opens_by_type(self) -> bool:
        """``【题型】单选题`` above the stem begins a question."""
        block = self.paper.block
        return block is None or bool(block.key or block.options)

    def _begin_by_type(self, line: Line, value: str) -> None:
        block = self.paper.begin_block(None, None, line)
        block.keep(line)
        block.declared, block.told = declared_by(value) or (None, "")

    def _option(self, line: Line, first: str) -> bool:
        block = self.paper.block
        if block is not None and block.state in (State.ANSWER, State.FIELD):
            return False  # a text answer or an explanation speaks of ``A`` on its own
        if first in "选备[【" and (label := OPTIONS_LABEL.match(line.folded)):
            line = replace(line.part(label.end(), len(line.text)), printed=line.printed)
        found = options.read_options(line, block, self.paper.ahead)
        if not found:
            return False
        again = block is not None and found[0].letter == "A" and bool(block.options)
        if again and block is not None and block.state is State.KEYED:
            block.keep(line)  # no stem stands between: the options are gone through one by one
            block.fields.setdefault("explanation", []).append(line.text)
            block.state = State.FIELD
            return True
        if block is None or again:
            block = self.paper.begin_block(None, None, line)
        block.keep(line)
        options.append(block, found)
        block.state = State.OPTIONS
        return True

    def _number(self, line: Line, first: str) -> bool:
        number = line.opens.number
        if number is None:
            number = self._loose_number(line, first)
        if number is None or not numbering.opens_question(
            number, line, self.paper.block, self.paper.ahead
        ):
            self._swallowed(number, line)
            return False
        self.paper.begin_block(line, number)
        return True

    def _swallowed(self, number: Numbered | None, line: Line) -> None:
        """Tell of a line that goes into a question although it begins as the next one would."""
        block = self.paper.block
        if number is None or block is None:
            return
        if number.style in numbering.SUBORDINATE and number.style != block.style:
            return
        listed = block.inner == (number.style, number.value)
        if not listed and number.style != "tag":
            message = _("“{text}”像是另一道题，已并入这道题，请核对。")
            block.warnings.append(message.format(text=line.text[:SHOWN]))

    def _loose_number(self, line: Line, first: str) -> Numbered | None:
        if not first.isdigit():
            return None
        number = numerals.read_loose_number(line.folded, self.paper.expected() or ("1", "01"))
        if number is None:
            return self._number_before_digit(line)
        if self.paper.block is not None and self.paper.block.style == "loose":
            return number
        rest = line.folded[number.end :]
        declared = self.paper.section.declared is not None
        if declared and numbering.counts_on(number, line, self.paper.ahead):
            return number
        if not numbering.evidence(rest, self.paper.ahead):
            return None
        signed = line.folded[: number.end].rstrip().endswith(".")  # 5.2米以上…
        glued = rest.endswith("?") and self.paper.block is not None  # 346什么是……?
        return (
            replace(number, style="plain.")
            if (signed or glued) and self._signed(number)
            else number
        )

    def _signed(self, number: Numbered) -> bool:
        """Whether the numbers before it, or the next one of all, stand before a full stop."""
        if self.paper.block is not None and self.paper.block.style:
            return self.paper.block.style == "plain."
        later = [one.opens.number for one in self.paper.ahead.following() if one.opens.number]
        return bool(later) and (later[0].style, later[0].value) == ("plain.", number.value + 1)

    def _number_before_digit(self, line: Line) -> Numbered | None:
        """``179.4P理论…`` below a key: a greater number than the last one, with its own key."""
        block, found = self.paper.block, LOOSE_NUMBER.match(line.folded)
        if block is None or not block.key or found is None:
            return None
        greater = int(found["loose"]) > (block.value or 0) and block.style == "plain."
        if not greater or line.folded[found.end() - 1] != "." or not self.paper.ahead.key_follows():
            return None
        return Numbered(int(found["loose"]), found["loose"], block.style, found.end())


def _waits_for_sign(block: Block) -> bool:
    """Whether a question has no key yet, and none stood before its number either."""
    return not block.has_key() and block.place is not Place.BEFORE


def _stem_is_whole(block: Block) -> bool:
    """Whether the stem has ended, so that 说明 and 提示 speak of it and do not go on with it."""
    last = block.stem[-1].folded if block.stem and block.number else ""
    return block.key_in_stem() or last.endswith(STEM_ENDS)


def _answers_many(listed: Listed, block: Block) -> bool:
    """Whether the list behind ``答案：`` holds the keys of a section, not of one question."""
    if block.value is None:
        return False
    first, last = listed.entries[0][0], listed.entries[-1][0]
    return first < block.value or (len(listed.entries) > 1 and last == block.value)
