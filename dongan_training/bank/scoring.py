"""Is this answer right, and how many points is it worth: pure, for exams and for practice.

An answer has the JSON form of a key (design §5): letters for choices, ``[true]``, one list
with the text written for each blank. Letters are those of the question version, so the
order in which a form shows the options never matters here.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from dongan_training.bank.drafts import QuestionType
from dongan_training.bank.written import fits, most_fitting
from dongan_training.settings import Settings
from dongan_training.texts import N_, _, clauses

Value = Sequence[Any]
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"

TYPE_NAMES: Mapping[QuestionType, str] = {
    QuestionType.SINGLE_CHOICE: N_("单选题"),
    QuestionType.MULTIPLE_CHOICE: N_("多选题"),
    QuestionType.TRUE_FALSE: N_("判断题"),
    QuestionType.FILL_BLANK: N_("填空题"),
    QuestionType.SHORT_ANSWER: N_("简答题"),
}


class Rule(StrEnum):
    """How a multiple choice question with some right options is paid."""

    HALF = "half"
    ALL_OR_NOTHING = "all_or_nothing"
    PER_OPTION = "per_option"
    PENALTY = "penalty"


@dataclass(frozen=True)
class Choice:
    """What was chosen, counted: right options, wrong options, and how many are right in all."""

    right: int
    wrong: int
    keys: int

    @property
    def is_exact(self) -> bool:
        """Whether all right options were chosen and no other."""
        return self.wrong == 0 and self.right == self.keys


@dataclass(frozen=True)
class RuleFacts:
    """A rule as data: its name, its words for screen and paper, and the share it pays.

    ``share`` gets what was chosen and the share that one right option is worth; what is
    exact earns everything before it is asked.
    """

    name: str
    words: str  # {half} and {each} are filled in
    share: Callable[[Choice, float], float]
    words_in_points: str = ""  # where an option has points of its own


def _half(choice: Choice, each: float) -> float:
    return 0.5 if choice.right and not choice.wrong else 0


def _nothing(choice: Choice, each: float) -> float:
    return 0


def _per_option(choice: Choice, each: float) -> float:
    return 0 if choice.wrong else choice.right * each


def _penalty(choice: Choice, each: float) -> float:
    return max(0, choice.right - choice.wrong) * each


RULES: Mapping[Rule, RuleFacts] = {
    Rule.HALF: RuleFacts(N_("少选得一半"), N_("少选得 {half} 分，错选不得分"), _half),
    Rule.ALL_OR_NOTHING: RuleFacts(N_("全对才得分"), N_("全部选对才得分"), _nothing),
    Rule.PER_OPTION: RuleFacts(
        N_("按选对的项给分"),
        N_("少选按选对的项给分，错选不得分"),
        _per_option,
        N_("少选时每选对一项得 {each} 分，错选不得分"),
    ),
    Rule.PENALTY: RuleFacts(
        N_("错选倒扣"),
        N_("选对一项加分，选错一项扣同样的分，扣完为止"),
        _penalty,
        N_("没有全对时，每选对一项得 {each} 分，选错一项扣 {each} 分，扣完为止"),
    ),
}


@dataclass(frozen=True)
class Marking:
    """The rules by which an exam is marked, as data; an exam keeps its own.

    ``option_points`` is what one right option earns where a rule pays by options; 0 shares
    the points of the question equally. ``numerals``: 二十四 in a blank is as good as 24.
    """

    multiple_choice: Rule = Rule.HALF
    option_points: float = 0
    numerals: bool = True


USUAL = Marking()


def usual_marking(practice: Settings) -> Marking:
    """Give the rules that a new exam starts with."""
    return Marking(
        Rule(practice.multiple_choice_rule), practice.option_points, practice.folds_numerals
    )


@dataclass(frozen=True)
class Key:
    """What is needed to mark one question; never given to a candidate."""

    type: QuestionType
    answer: Value
    points: float
    order_free: bool = False  # the blanks of a fill-in may be filled in any order


def score(key: Key, value: Value, marking: Marking = USUAL) -> float | None:
    """Give the points for ``value``, or None where a person must mark it.

    Short answers are marked by hand, and so is a question without a key; what nobody
    answered earns nothing and needs no person. Points are rounded to hundredths.
    """
    share = _share(key, value, marking)
    return None if share is None else round(share * key.points, 2)


def is_right(key: Key, value: Value, marking: Marking = USUAL) -> bool | None:
    """Tell whether ``value`` is wholly right, by whatever rule; None: a person must tell."""
    share = _share(key, value, marking)
    return None if share is None else share == 1


def is_answered(value: Value) -> bool:
    """Tell whether anything was chosen or written."""
    return any(str(_written(one)).strip() for one in value)


def type_name(kind: QuestionType) -> str:
    """Name a type of question."""
    return _(TYPE_NAMES[kind])


def rule_name(rule: Rule) -> str:
    """Name a rule in a few words, for lists."""
    return _(RULES[rule].name)


def rule_in_words(
    kind: QuestionType, points: float, marking: Marking, *, order_free: bool = False
) -> str:
    """Say how such a question is paid, for screen and paper; empty where obvious."""
    if kind is QuestionType.MULTIPLE_CHOICE:
        facts, each = RULES[marking.multiple_choice], marking.option_points
        words = facts.words_in_points if each and facts.words_in_points else facts.words
        return _(words).format(half=plain_number(points / 2), each=plain_number(each))
    if kind is QuestionType.FILL_BLANK:
        told = [_("每空分值相同，按填对的空给分")]
        told += [_("各空次序不限")] if order_free else []
        told += [_("数字写成汉字或阿拉伯数字都可以")] if marking.numerals else []
        return clauses(told)
    if kind is QuestionType.SHORT_ANSWER:
        return _("由阅卷人评分")
    return ""


def plain_number(number: float) -> str:
    """Write points without needless zeros: 2, 1.5, 0.25."""
    return f"{number:.2f}".rstrip("0").rstrip(".")


def marks_text(number: float) -> str:
    """Write somebody's marks: one decimal at most, never more than they are (59.97 is 59.9)."""
    return plain_number(math.floor(number * 10 + 1e-6) / 10)


def _share(key: Key, value: Value, marking: Marking) -> float | None:
    if key.type is QuestionType.SHORT_ANSWER or not key.answer:
        return None if is_answered(value) else 0
    if key.type is QuestionType.FILL_BLANK:
        return right_blanks(key, value, marking) / len(key.answer)
    if key.type is QuestionType.MULTIPLE_CHOICE:
        return _share_of_options(key, value, marking)
    return float(list(value) == list(key.answer))


def _share_of_options(key: Key, value: Value, marking: Marking) -> float:
    chosen, wanted = set(value), set(key.answer)
    choice = Choice(right=len(chosen & wanted), wrong=len(chosen - wanted), keys=len(wanted))
    if choice.is_exact:
        return 1
    each = marking.option_points / key.points if marking.option_points else 1 / choice.keys
    return min(1, RULES[marking.multiple_choice].share(choice, each))


def right_blanks(key: Key, value: Value, marking: Marking) -> int:
    """Count the blanks of a fill-in that are right, in whatever order where that is free."""
    written = [_written(one) for one in value[: len(key.answer)]]
    if key.order_free:
        return most_fitting(written, key.answer, numerals=marking.numerals)
    return sum(
        fits(text, accepted, numerals=marking.numerals)
        for text, accepted in zip(written, key.answer, strict=False)
    )


def _written(one: Any) -> str:
    """Take the text of one blank; a key has a list of alternatives there, an answer one."""
    if isinstance(one, list | tuple):
        return str(one[0]) if one else ""
    return str(one)
