"""Grouping lines into questions: one pass, with the state of the question being read.

The evidence is the sequence of numbers, runs of options, marks of keys and heads. Every line
ends in a block, a heading, a key or a problem, so nothing disappears.
"""

import re

from dongan_training.bank.drafts import Reading
from dongan_training.bank.recognising import glue
from dongan_training.bank.recognising.album import FIRST, ONLY_PICTURES
from dongan_training.bank.recognising.bare_lines import BareLines
from dongan_training.bank.recognising.blocks import Block, State
from dongan_training.bank.recognising.head_lines import HeadLines
from dongan_training.bank.recognising.key_lines import KeyLines
from dongan_training.bank.recognising.lexicon import FIELD_WORD
from dongan_training.bank.recognising.lines import DATED, Line, is_running, running_heads
from dongan_training.bank.recognising.paper import Paper
from dongan_training.bank.recognising.part_lines import PartLines
from dongan_training.bank.recognising.passage_lines import PassageLines
from dongan_training.progress import Progress
from dongan_training.texts import _

ANSWERS = ("答案", "答案:")  # 食品安全试卷（A卷）参考答案
STRETCH = 1000  # characters of a line that are searched at once
STEP = 500
PLANE_15 = chr(FIRST)
TO_PAGE = re.compile(rf"\[|!\[[^\]]*(?:{FIELD_WORD})")  # a link to what explains
HEAD_START = frozenset(
    "第一二三四五六七八九十(（[【《附IVXPⅠⅡⅢⅣⅤⅥⅦⅧ-—=~*★☆●◆■▲※单多不判是正对辨填名简问论案材综选主实计分匹连排阅参标答试题本"
)


class Machine:
    """Hands each line to the reader that knows its kind."""

    def __init__(self, lines: list[Line], reading: Reading, name: str = "") -> None:
        self.paper = Paper(lines, reading, name)
        self.keys = KeyLines(self.paper)
        self.heads = HeadLines(self.paper)
        self.parts = PartLines(self.paper)
        self.passages = PassageLines(self.paper)
        self.bare = BareLines(self.paper)

    def run(self, progress: Progress) -> None:
        """Read all lines, deliver the keys that stood apart, settle every question."""
        lines = self.paper.ahead.lines
        heads = running_heads(lines)
        for index, line in enumerate(lines):
            if index % STEP == 0:
                progress.step(index, len(lines), _("正在识别试题…"))
            self.paper.ahead.index = index
            if is_running(line, heads):
                if DATED.fullmatch(line.folded):
                    self.paper.close_block()
                self.paper.heading(line)
            else:
                self._cut(line)
        self.paper.close_paper()
        self.paper.settle()

    def _cut(self, line: Line) -> None:
        """Take a line apart where several things are glued together.

        A whole bank may lie in one line, so only a stretch of it is searched, as long as
        something is found there.
        """
        start, size = 0, len(line.text)
        if size <= STRETCH and self._first_cut(line) >= size:  # nearly every line
            self.paper.ahead.tail = ""
            self._take(line)
            return
        while start < size:
            rest = line if start == 0 and size <= STRETCH else line.part(start, start + STRETCH)
            if not rest.folded:
                return
            end = self._first_cut(rest)
            if end >= len(rest.folded) and start + STRETCH < size:
                rest = line.part(start, size) if start else line
                end = self._first_cut(rest)
            whole = end >= len(rest.folded)
            stop = line.text.index(rest.text[0], start) + end
            self.paper.ahead.tail = "" if whole else line.folded[stop : stop + STRETCH]
            self._take(rest if whole else rest.part(0, end))
            if whole:
                return
            start = stop

    def _first_cut(self, rest: Line) -> int:
        return glue.first_cut(rest.folded, self.paper.expected(rest), self.paper.area.open)

    def _picture(self, line: Line, block: Block) -> None:
        """A line of nothing but pictures belongs to what is open: an option without words, else
        a text answer or explanation, else the stem."""
        block.keep(line)
        if block.state is State.OPTIONS and block.options and not block.options[-1].text:
            block.options[-1].text = line.text
        elif block.state is State.ANSWER:
            block.key.append(line.text)
        elif block.state is State.FIELD or (block.options and TO_PAGE.match(line.folded)):
            block.fields.setdefault(block.field_name or "explanation", []).append(line.text)
        else:
            block.stem.append(line)

    def _take(self, line: Line) -> None:
        block = self.paper.block
        drawn = line.text[0] >= PLANE_15 and ONLY_PICTURES.fullmatch(line.text)
        if block is not None and (drawn or glue.is_link(line.folded)):
            self._picture(line, block)
            return
        if self.paper.area.open and self.keys.take(line):
            return
        first = line.folded[0]
        if (
            first.isdigit()
            or first in HEAD_START
            or line.heading
            or line.typed
            or (block and line.folded.endswith(ANSWERS) and not any(line.opens))
        ) and self.heads.take(line):
            return
        if self.passages.take(line, first):
            return
        if not self.parts.take(line, first):
            self.bare.take(line)
