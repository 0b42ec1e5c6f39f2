"""Lines without any mark: they go on with what was open, or begin an unnumbered question."""

import re

from dongan_training.bank.recognising import glue, numbering, numerals, options
from dongan_training.bank.recognising.blocks import Block, State
from dongan_training.bank.recognising.keys import is_bare_key
from dongan_training.bank.recognising.lexicon import INLINE_KEY, RULE_LINE, STEM_LABEL
from dongan_training.bank.recognising.lines import Line
from dongan_training.bank.recognising.paper import Paper
from dongan_training.bank.recognising.raw import Declared

FURNITURE = re.compile(
    r"[\[【(]?(?:(?:我|你|您)的|(?:考生|学生|学员|用户|本人)的?)(?:答案|作答|选择)[\]】)]?\s*:"
    r"|[【\[]?第\s*\d+\s*题[】\]]?$|选项\s*:?$|得分\s*:|(?:隐藏|收起)答案|加入(?:收藏|记忆)|(?:点击)?(?:查看|展开|显示)(?:参考|正确)?(?:答案|解析)(?:[与和及]?解析)?$"
    r"|第\s*\d+\s*页(?:\s*[,，共/]*\s*\d+\s*页)?$|\d+\s*/\s*\d+$"
)
UNFOLDED = re.compile(r"(?:点击)?(?:查看|展开|显示)(?:参考|正确)?答案")
# The head of a paper: 姓名____ 单位____ 得分____
FORM = re.compile(
    r"^(?:.{0,6}(?:姓名|单位|部门|班级|学号|准考证号|考号|职务|得分|总分|身份证号|电话)\s*:?\s*_{2,}|\S{0,4}姓名\s*:\s*$)"
)


class BareLines:
    """Decides by the state of the open question and by the lines to come."""

    def __init__(self, paper: Paper) -> None:
        self.paper = paper

    def take(self, line: Line) -> None:
        block = self.paper.block
        if not FURNITURE.match(line.folded) and self._starts_unnumbered(line):
            self.paper.begin_block(line, numerals.blank_number(line.folded))
        elif RULE_LINE.match(line.folded):
            self.paper.heading(line)
        elif FORM.search(line.folded):
            self.paper.close_block()
            self.paper.heading(line)
        elif block is None:
            self.paper.unplaced(line)
        elif FURNITURE.match(line.folded):
            block.keep(line)
            if block.state is State.STEM and UNFOLDED.match(line.folded):
                block.state = State.ANSWER
        elif block.state is State.STEM:
            block.keep(line)
            self._continue_stem(block, line)
        else:
            self._continue(block, line)

    def _continue_stem(self, block: Block, line: Line) -> None:
        if line.bulleted and block.stem and block.number:
            options.append_unlettered(block, line)
            block.state = State.OPTIONS
        else:
            label = STEM_LABEL.match(line.folded)
            line = line.part(label.end(), len(line.text)) if label else line
            found = options.inline_run(line, self.paper.ahead) if block.number else []
            block.stem.append(line.part(0, found[0].start) if found else line)
            if found:
                options.append(block, found)
                block.state = State.OPTIONS

    def _continue(self, block: Block, line: Line) -> None:
        if line.parted and block.key_looks - line.formats_over(0, len(line.text)):
            block.state, block.field_name = State.FIELD, "explanation"  # the key alone stands out
            block.key_looks = frozenset()
        if block.state is State.OPTIONS and _quoted(line.printed) and not _quoted(block.source[0]):
            block.state, block.field_name = State.FIELD, "explanation"
        lone = is_bare_key(line.folded)
        if block.state is State.OPTIONS and line.bulleted and not block.options[-1].letter:
            block.keep(line)
            options.append_unlettered(block, line)
        elif block.state is State.OPTIONS and lone and not block.key:
            block.keep(line)
            block.key.append(line.text)
            block.state = State.KEYED
        elif block.state is State.KEYED:
            self._after_key(block, line)
        else:
            block.keep(line)
            _append(block, line)

    def _after_key(self, block: Block, line: Line) -> None:
        """A bare line after a complete key: the stem, if the key came first."""
        if not block.stem:
            block.keep(line)
            block.stem.append(line)
            block.state = State.STEM
        elif not line.bulleted and (line.parted or block.declared or block.options):
            self.paper.close_block()
            self.paper.unplaced(line)
        else:
            block.keep(line)
            block.fields.setdefault("explanation", []).append(line.text)
            block.state = State.FIELD

    def _starts_unnumbered(self, line: Line) -> bool:
        """Whether this bare line is the stem of a question without a number."""
        block = self.paper.block
        if line.asks:
            return True
        if STEM_LABEL.match(line.folded):
            asked = block is not None and block.value is not None and block.state is State.STEM
            return block is None or (bool(block.stem) and not asked)
        unnumbered = block is not None and block.value is None and bool(block.key)
        if unnumbered and INLINE_KEY.match(self.paper.ahead.tail):
            return True  # another one, with its key on the same line
        if block is not None and block.state is State.STEM:
            unnumbered = block.value is None and bool(block.stem)
            return unnumbered and self._listed_alone(line)
        if block is not None and not block.stem:
            return False
        if block is None or block.state in (State.OPTIONS, State.KEYED):
            return self._question_follows() or self._listed_alone(line)
        return line.parted and block.value is None and self._question_follows()

    def _question_follows(self) -> bool:
        return self.paper.ahead.options_follow() or (
            (self.paper.block is None or self.paper.block.value is None)
            and self.paper.ahead.key_follows()
        )

    def _listed_alone(self, line: Line) -> bool:
        """Under a head of 判断 or 填空 each bare line may be a question of its own."""
        if self.paper.block is not None and self.paper.block.value is not None:
            return False
        declared = self.paper.section.declared
        if declared is Declared.TRUE_FALSE:
            return bool(numbering.TRUTH_END.search(line.folded)) or line.folded.startswith("(")
        return declared is Declared.FILL and (glue.has_blank(line.folded) or "(" in line.folded)


def _quoted(printed: str) -> bool:
    return printed.startswith((">", "＞"))


def _append(block: Block, line: Line) -> None:
    if block.state is State.OPTIONS:
        block.options[-1].text = f"{block.options[-1].text}\n{line.text}".strip()
    elif block.state is State.ANSWER:
        block.key.append(line.text)
    else:
        block.fields.setdefault(block.field_name or "explanation", []).append(line.text)
