"""A person's answers in one line of letters (答题串): typed from paper, or read from a file. Pure.

Letters are those the person saw. ``BADC AC ABD √× [五/警告] -``: one letter for each single
choice, a group for each multiple choice, a tick or a cross, what was written in brackets
with a stroke between blanks, a dash for nothing. Blanks between answers may stand anywhere.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dongan_training.bank.drafts import QuestionType
from dongan_training.bank.scoring import Value
from dongan_training.exam.candidate_view import ShownQuestion
from dongan_training.texts import _

TRUE, FALSE = "√✓✔TY对是正1", "×✗✘XFN错否误0"
NOTHING = "-－—_"
BETWEEN = re.compile(r"[\s,，;；、.。|]*")
WRITTEN = re.compile(r"[\[［【](?P<inside>[^\]］】]*)[\]］】]|(?P<bare>\S+)")
LETTER_GROUP = re.compile(r"[(（](?P<inside>[^)）]*)[)）]|(?P<bare>[A-Za-zＡ-Ｚａ-ｚ]+)")
STROKE = re.compile(r"[/／|]")


@dataclass(frozen=True)
class Slip:
    """What cannot be right in a line, and at which question."""

    number: int
    told: str


@dataclass(frozen=True)
class ReadLine:
    """What a line says, by item, in the letters of the versions; and what is wrong with it.

    ``values`` ends where the line ends or where it went wrong.
    """

    values: Mapping[str, Value]
    slip: Slip | None
    questions: int

    @property
    def is_whole(self) -> bool:
        """Whether every question has an answer or a dash, and nothing is left over."""
        return self.slip is None and len(self.values) == self.questions


def read_line(questions: Sequence[ShownQuestion], line: str) -> ReadLine:
    """Understand a line as far as it goes; an unfinished line is no slip."""
    values: dict[str, Value] = {}
    at = _skip(line, 0)
    for question in questions:
        if at >= len(line):
            break
        value, at, told = _READERS[question.type](question, line, at)
        if told:
            return ReadLine(values, Slip(question.number, told), len(questions))
        values[question.item_id] = value
        at = _skip(line, at)
    slip = None
    if at < len(line):
        told = _("多出“{rest}”").format(rest=line[at:].strip())
        slip = Slip(len(questions), told)
    return ReadLine(values, slip, len(questions))


def write_answer(question: ShownQuestion, value: Value) -> str:
    """Write one answer in the letters the person saw."""
    if not value:
        return NOTHING[0]
    if question.type is QuestionType.TRUE_FALSE:
        return TRUE[0] if value[0] else FALSE[0]
    if question.options:
        shown = {one.value: one.letter for one in question.options}
        return "".join(sorted(shown[one] for one in value))
    texts = [one if isinstance(one, str) else one[0] for one in value]
    return f"[{'/'.join(texts)}]"


Reading = tuple[Value, int, str]  # value, where the next answer begins, what is wrong


def _skip(line: str, at: int) -> int:
    found = BETWEEN.match(line, at)
    assert found is not None
    return found.end()


def _single(question: ShownQuestion, line: str, at: int) -> Reading:
    if line[at] in NOTHING:
        return [], at + 1, ""
    return (*_letters(question, line[at], at + 1),)


def _multiple(question: ShownQuestion, line: str, at: int) -> Reading:
    if line[at] in NOTHING:
        return [], at + 1, ""
    found = LETTER_GROUP.match(line, at)
    if found is None:
        return [], at, _("“{text}”不是选项").format(text=line[at])
    letters = found["inside"] if found["inside"] is not None else found["bare"]
    return _letters(question, letters, found.end())


def _letters(question: ShownQuestion, letters: str, end: int) -> Reading:
    values = {one.letter: one.value for one in question.options}
    chosen = []
    for letter in _narrow(letters):
        if letter not in values:
            last = question.options[-1].letter
            return [], end, _("“{text}”不是 A 到 {last} 的选项").format(text=letter, last=last)
        if values[letter] in chosen:
            return [], end, _("“{text}”写了两次").format(text=letter)
        chosen.append(values[letter])
    return sorted(chosen), end, ""


def _judged(question: ShownQuestion, line: str, at: int) -> Reading:
    sign = _narrow(line[at])
    if line[at] in NOTHING:
        return [], at + 1, ""
    if sign in TRUE or sign in FALSE:
        return [sign in TRUE], at + 1, ""
    return [], at, _("“{text}”不是对错，应当写 √ 或 ×（也可以写 T 或 F）").format(text=line[at])


def _written(question: ShownQuestion, line: str, at: int) -> Reading:
    found = WRITTEN.match(line, at)
    assert found is not None
    text = found["inside"] if found["inside"] is not None else found["bare"]
    if found["bare"] and text in NOTHING:
        return [], found.end(), ""
    if question.type is QuestionType.SHORT_ANSWER:
        return [text.strip()], found.end(), ""
    parts: list[Any] = [[part.strip()] for part in STROKE.split(text)]
    if len(parts) != question.blanks:
        told = _("有 {blanks} 个空，写了 {given} 个；空与空之间用“/”隔开").format(
            blanks=question.blanks, given=len(parts)
        )
        return [], found.end(), told
    return (parts if any(part[0] for part in parts) else []), found.end(), ""


def _narrow(text: str) -> str:
    return "".join(chr(ord(one) - 0xFEE0) if "！" <= one <= "～" else one for one in text).upper()


_READERS = {
    QuestionType.SINGLE_CHOICE: _single,
    QuestionType.MULTIPLE_CHOICE: _multiple,
    QuestionType.TRUE_FALSE: _judged,
    QuestionType.FILL_BLANK: _written,
    QuestionType.SHORT_ANSWER: _written,
}
