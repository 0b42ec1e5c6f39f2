"""Is this answer right, and how many points is it worth: pure, for exams and for practice.

An answer has the JSON form of a key (design §5): letters for choices, ``[true]``, one list
with the text written for each blank. Letters are those of the question version, so the
order in which a form shows the options never matters here.
"""

import math
import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from dongan_training.bank.drafts import QuestionType
from dongan_training.texts import N_, _

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
    """A rule as data: its name, its words for screen and paper, and the share it pays."""

    name: str
    words: str  # {points}, {half} and {each} are filled in
    share: Callable[[Choice], float]


def _half(choice: Choice) -> float:
    if choice.is_exact:
        return 1
    return 0.5 if choice.right and not choice.wrong else 0


def _per_option(choice: Choice) -> float:
    return 0 if choice.wrong else choice.right / choice.keys


def _penalty(choice: Choice) -> float:
    return max(0, choice.right - choice.wrong) / choice.keys


RULES: Mapping[Rule, RuleFacts] = {
    Rule.HALF: RuleFacts(N_("少选得一半"), N_("少选得 {half} 分，错选不得分"), _half),
    Rule.ALL_OR_NOTHING: RuleFacts(
        N_("全对才得分"), N_("全部选对才得分"), lambda choice: float(choice.is_exact)
    ),
    Rule.PER_OPTION: RuleFacts(
        N_("按选对的项给分"), N_("少选按选对的项给分，错选不得分"), _per_option
    ),
    Rule.PENALTY: RuleFacts(
        N_("错选倒扣"), N_("选对一项加分，选错一项扣同样的分，扣完为止"), _penalty
    ),
}


@dataclass(frozen=True)
class Key:
    """What is needed to mark one question; never given to a candidate."""

    type: QuestionType
    answer: Value
    points: float


def score(key: Key, value: Value, rule: Rule = Rule.HALF) -> float | None:
    """Give the points for ``value``, or None where a person must mark it.

    Short answers are marked by hand, and so is a question without a key. Points are
    rounded to hundredths.
    """
    share = _share(key, value, rule)
    return None if share is None else round(share * key.points, 2)


def is_right(key: Key, value: Value) -> bool | None:
    """Tell whether ``value`` is wholly right, by whatever rule; None: a person must tell."""
    share = _share(key, value, Rule.ALL_OR_NOTHING)
    return None if share is None else share == 1


def is_answered(value: Value) -> bool:
    """Tell whether anything was chosen or written."""
    return any(any(str(text).strip() for text in one) if _is_blank(one) else True for one in value)


def type_name(kind: QuestionType) -> str:
    """Name a type of question."""
    return _(TYPE_NAMES[kind])


def rule_name(rule: Rule) -> str:
    """Name a rule in a few words, for lists."""
    return _(RULES[rule].name)


def rule_in_words(kind: QuestionType, points: float, rule: Rule) -> str:
    """Say how a question of this type is paid, for screen and paper; empty where obvious."""
    if kind is QuestionType.MULTIPLE_CHOICE:
        return _(RULES[rule].words).format(half=plain_number(points / 2))
    if kind is QuestionType.FILL_BLANK:
        return _("每空分值相同，按填对的空给分")
    if kind is QuestionType.SHORT_ANSWER:
        return _("由阅卷人评分")
    return ""


def plain_number(number: float) -> str:
    """Write points without needless zeros: 2, 1.5, 0.25."""
    return f"{number:.2f}".rstrip("0").rstrip(".")


def marks_text(number: float) -> str:
    """Write somebody's marks: one decimal at most, never more than they are (59.97 is 59.9)."""
    return plain_number(math.floor(number * 10 + 1e-6) / 10)


def _share(key: Key, value: Value, rule: Rule) -> float | None:
    if key.type is QuestionType.SHORT_ANSWER or not key.answer:
        return None
    if key.type is QuestionType.FILL_BLANK:
        return _share_of_blanks(key.answer, value)
    if key.type is QuestionType.MULTIPLE_CHOICE:
        chosen, wanted = set(value), set(key.answer)
        return RULES[rule].share(
            Choice(right=len(chosen & wanted), wrong=len(chosen - wanted), keys=len(wanted))
        )
    return float(list(value) == list(key.answer))


def _share_of_blanks(blanks: Value, value: Value) -> float:
    written = [_written(one) for one in value]
    written += [""] * (len(blanks) - len(written))
    right = sum(_fits(text, accepted) for text, accepted in zip(written, blanks, strict=False))
    return right / len(blanks)


def _written(one: Any) -> str:
    """Take the text of one blank; a key has a list of alternatives there, an answer one."""
    if _is_blank(one):
        return str(one[0]) if one else ""
    return str(one)


def _is_blank(one: Any) -> bool:
    return isinstance(one, list | tuple)


def _fits(text: str, accepted: Sequence[str]) -> bool:
    if not text.strip():
        return False
    folded = fold(text)
    return any(folded == fold(one) for one in accepted)


# Signs that change a number stay: 3.5 is not 35, 1-9 is not 19, -5 is not 5.
_KEPT = re.compile(r"(?<=\d)[.:/-](?=\d)|(?<![\w.])-(?=\d)|[%‰°]")


def fold(text: str) -> str:
    """Make equal what differs only in width, case, blanks and punctuation.

    A text of nothing but signs (such as ``？``) stays as it is, so it is never equal to
    every other one.
    """
    plain = unicodedata.normalize("NFKC", text).casefold()
    kept = {found.start() for found in _KEPT.finditer(plain)}
    folded = "".join(sign for place, sign in enumerate(plain) if place in kept or _counts(sign))
    return folded or plain.strip()


def _counts(sign: str) -> bool:
    return unicodedata.category(sign)[0] in "LNMS"
