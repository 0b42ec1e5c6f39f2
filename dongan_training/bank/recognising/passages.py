"""Passages with sub-questions (材料题): the text, the questions below it, and their answers."""

import re
from dataclasses import dataclass, field

from dongan_training.bank.recognising.keys import letters_of
from dongan_training.bank.recognising.lexicon import CHINESE
from dongan_training.bank.recognising.lines import Line
from dongan_training.bank.recognising.pieces import fold

# 材料一、案例2: a label on a line of its own, or before the text.
START = re.compile(rf"(?:材料|案例|资料)\s*[{CHINESE}\d]{{1,3}}\s*(?:[:.、]|$|(?=[\s(]))\s*")
# 阅读下列材料，回答第3-5题。
INVITATION = re.compile(
    r"(?:请)?(?:认真|仔细)?(?:阅读|根据|依据|结合|分析)(?:下列|以下|下面|所给|给定)?\S{0,6}?"
    r"(?:材料|资料|案例|短文|文字|情景|案情)\S{0,20}?(?:回答|完成|作答|答题)\S{0,16}题"
)
RANGE = re.compile(r"(\d{1,4})\s*题?\s*[-~—–―、至到]+\s*第?\s*(\d{1,4})\s*(?:小)?题")
# 问题：, 要求: what follows is asked about the text above.
ASKS = re.compile(r"(?:问题|问|要求|请回答|请思考|设问|小题)\s*(?:[:]|$)\s*")
INNER = re.compile(r"(?:^|(?<=[\s。;；]))[(（]\s*(\d{1,2})\s*[)）]\s*")


@dataclass(eq=False, slots=True)
class Passage:
    """One text and what is asked about it."""

    line: int
    value: int | None = None  # its own number
    style: str = ""
    last: int | None = None  # the last question it says it is for
    lines: list[Line] = field(default_factory=list)
    source: list[str] = field(default_factory=list)
    gathering: bool = True
    asked: bool = False  # the word 问题 has been met

    def text(self) -> str:
        return "\n".join(line.text for line in self.lines if line.text)

    def take_source(self) -> list[str]:
        """The lines themselves, for the first question that asks for them."""
        taken, self.source = self.source, []
        return taken


def shared_keys(key: str, values: list[int]) -> list[str]:
    """Part ``（1）…（2）…`` over the sub-questions of those numbers; [] where it does not fit."""
    if letters_of(key):
        return []
    parts = inner_parts(key)
    return [said for _value, said in parts] if [value for value, _ in parts] == values else []


def inner_parts(text: str) -> list[tuple[int, str]]:
    """Part ``（1）B  （2）ABD`` into numbers and what they say; [] where it begins otherwise."""
    places = list(INNER.finditer(text))
    if not places or fold(text[: places[0].start()]).strip():
        return []
    ends = [found.start() for found in places[1:]] + [len(text)]
    return [
        (int(found[1]), text[found.end() : end].strip())
        for found, end in zip(places, ends, strict=True)
    ]
