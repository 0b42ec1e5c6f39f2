"""Lines that are heads, and lists of keys that stand below their section without one."""

import re

from dongan_training.bank.numerals import number_in
from dongan_training.bank.recognising import glue, numbering, numerals
from dongan_training.bank.recognising.blocks import Section
from dongan_training.bank.recognising.heads import Head, Role, loose_head, read_head
from dongan_training.bank.recognising.keys import Listed, is_bare_key, listed_keys, numbered_texts
from dongan_training.bank.recognising.lexicon import LOOSE_NUMBER, SHORT_HINT, TYPE
from dongan_training.bank.recognising.lines import Line
from dongan_training.bank.recognising.numerals import Numbered
from dongan_training.bank.recognising.paper import Paper
from dongan_training.bank.recognising.passages import START

# The title of a whole document is no chapter of it.
TITLE = re.compile(r"^[^第\d]*(?:题库|试题集?|题集|试卷)$")
LABEL = re.compile(rf"[(\[【][^)\]】]*(?:{TYPE})题?\s*[)\]】]")  # C04【珠宝 · 中 · 单选】
LONGEST_LIST = 200
SHORT_HEAD = 12  # signs: 1、多选
MAY_OPEN = frozenset("第-—=IVX[【(PⅠⅡⅢ一二三四五六七八九十单多不选判是正对填简问论名辨")


class HeadLines:
    """Takes heads and says whether a line was one."""

    def __init__(self, paper: Paper) -> None:
        self.paper = paper

    def take(self, line: Line) -> bool:
        folded = line.folded
        head = None
        short = len(folded) <= SHORT_HEAD
        if (
            "题" in folded
            or "答" in folded
            or folded[0] in MAY_OPEN
            or short
            or line.heading
            or line.typed
        ):
            head = read_head(line.text, folded, line.typed)
            head = None if head and self._numbers_a_question(head, folded) else head
        if head is None and folded[0] in "一二三四五六七八九十":
            head = self._loose_head(line)
        apart = line.heading and (self.paper.free() or LABEL.search(folded))
        if head is None and apart and not numerals.read_number(folded):
            head = Head(Role.CHAPTER, line.text)
        if head is None or (head.role is Role.ANSWERS and not self._opens_answers(line, head)):
            return self._key_list(line)
        self.paper.close_block()
        if head.role is Role.ANSWERS:
            self.paper.close_passage()
            self.paper.heading(line)
            self.paper.area.begin(head, line.number)
        elif head.role is Role.CHAPTER:
            self.paper.close_passage()
            self.paper.chapter = None if TITLE.search(line.folded) else head.text
            self.paper.heading(line)
            self.paper.sections.append(Section(None, line.number, self.paper.chapter))
        else:
            self.paper.begin_section(head, line)
        return True

    def _numbers_a_question(self, head: Head, folded: str) -> bool:
        """``1.单选题`` with a stem below it is number and tag, no head of many questions."""
        following = self.paper.ahead.next()
        if not folded[0].isdigit() or head.claimed or head.points or following is None:
            return False
        loose = LOOSE_NUMBER.match(following.folded)
        return following.opens.number is None and loose is None

    def _loose_head(self, line: Line) -> Head | None:
        """``三、党章部分``: believed where a numbered question or a clear head comes next.

        The last line of all, as above a table, is believed if it counts on from the last head.
        """
        head = loose_head(line.text, line.folded)
        following = self.paper.ahead.next()
        if head is None or not self.paper.free():
            return None
        if following is None:
            return head if self._counts_on(head) else None
        number = following.opens.number
        starts = number is not None and number.value == 1
        clear = read_head(following.text, following.folded)
        return head if starts or (clear and clear.role is Role.SECTION) else None

    def _counts_on(self, head: Head) -> bool:
        last = self.paper.sections[-1].head if self.paper.sections else None
        if last is None or not last.ordinal or not head.ordinal:
            return False
        return number_in(head.ordinal) == (number_in(last.ordinal) or 0) + 1

    def _opens_answers(self, line: Line, head: Head) -> bool:
        """``参考答案`` alone: the keys of many questions, or the answer of the last one?"""
        following = self.paper.ahead.next()
        if following is None:
            return False
        folded = following.folded
        if self._lists_bare_keys():
            return True
        named = head.declared or head.ordinal or line.heading
        listing = listed_keys(folded) or numbered_texts(following.text)
        if listing or read_head(following.text, folded, following.typed):
            return True
        if START.match(folded) and self.paper.passage is not None:
            return True
        number = numerals.read_number(folded)
        if number is None:
            return bool(named)
        if number.style in numbering.SUBORDINATE:
            return bool(named) or self._counts_the_section(number)
        if named or self._counts_the_section(number):
            return True
        waiting = self.paper.unkeyed()
        listed = number.value == 1 or (waiting and number.value == waiting[0].value)
        return bool(listed) and len(waiting) > 1 and not self._answers_one()

    def _lists_bare_keys(self) -> bool:
        """Whether a line with a key and no number follows for each question that waits."""
        waiting = len(self.paper.unkeyed())
        if waiting < 2:
            return False
        below = self.paper.ahead.following(waiting + 1)
        keys = [is_bare_key(line.folded) for line in below]
        return len(keys) >= waiting and all(keys[:waiting]) and not any(keys[waiting:])

    def _counts_the_section(self, number: Numbered) -> bool:
        """Whether the numbers below are those of all questions that wait for a key."""
        waiting = self.paper.unkeyed()
        last = waiting[-1].value if len(waiting) > 1 else None
        values = [number.value]
        for line in self.paper.ahead.following(1 + LONGEST_LIST)[1:]:
            found = line.opens.number
            if found and found.style == number.style and found.value == values[-1] + 1:
                values.append(found.value)
            else:
                break
        return values[0] == waiting[0].value and values[-1] == last if last else False

    def _answers_one(self) -> bool:
        """Whether the next question still follows, so that the list below is one answer."""
        block, ahead = self.paper.block, self.paper.ahead
        if block is None or block.value is None or block.options:
            return False
        for line in ahead.following(40):
            number = line.opens.number
            if number and number.style == block.style and number.value == block.value + 1:
                rest = line.folded[number.end :]
                if SHORT_HINT.search(rest) or glue.has_blank(rest):
                    return True
        return False

    def _goes_on(self, listed: Listed) -> bool:
        """Whether one key alone names its type, or the next line the next number."""
        following = self.paper.ahead.next()
        below = listed_keys(following.folded) if following else None
        return bool(listed.type or (below and below.entries[0][0] == listed.entries[-1][0] + 1))

    def _key_list(self, line: Line) -> bool:
        """``1-5 ABCDA`` below its section, without any head."""
        if not line.folded[0].isdigit() and line.folded[0] not in "一二三四五六七八九十(单多判":
            return False
        listed = listed_keys(line.folded)
        several = listed is not None and (len(listed.entries) > 1 or self._goes_on(listed))
        if (
            listed is None
            or not several
            or (not any(one.blocks for one in self.paper.sections) and self.paper.block is None)
        ):
            return False
        self.paper.close_block()
        self.paper.area.begin(None, line.number)
        self.paper.area.take_list(listed, line.number)
        return True
