"""What is odd about a question by itself, for the editor and ``bank check`` alike: pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from dongan_training.bank.drafts import CHOICES, Draft, QuestionType
from dongan_training.bank.key_text import LETTERS
from dongan_training.bank.option_order import keeps_option_order, speaks_of_others
from dongan_training.bank.recognising.blanks import count, count_underscores
from dongan_training.bank.scoring import plain_number
from dongan_training.texts import N_, _


class Oddity(StrEnum):
    """The documented set of what may be odd."""

    OPTION_ORDER = "option_order"  # an option speaks of the others
    ONE_RIGHT = "one_right"  # a multiple choice with one right option
    SEVERAL_RIGHT = "several_right"  # a single choice with several
    BLANKS = "blanks"  # stem and key have different numbers of blanks
    EXPLANATION = "explanation"  # it names options by letters or places, which papers mix
    MARKING_SUM = "marking_sum"  # marking points do not add up to the points


@dataclass(frozen=True)
class WordingFault:
    """One oddity, in words."""

    kind: Oddity
    message: str
    is_mistake: bool = True  # else only worth knowing


# B项, 选项C, 前三项: the options by where they stand.
PLACES = re.compile(
    r"(?<![A-Za-z])[A-H]\s*选?项(?!目)|选项\s*[A-H](?![A-Za-z])|[前后][两三四五]个?选?项"
)
NOT_LAST = N_("选项 {letter}“{text}”说到别的选项，应放在最后。")
STAYS = N_("选项 {letter}“{text}”说到别的选项，所以这道题的选项不会打乱次序。")
ONE_RIGHT = N_("多选题只有一个正确选项。")
SEVERAL_RIGHT = N_("单选题有几个正确选项。")
BLANKS = N_("题干有 {stem} 个空，答案有 {key} 个空。")
EXPLANATION = N_("解析里写的“{text}”是按次序说选项的，试卷打乱选项后会对不上。请改写选项的内容。")
NO_BLANK = N_("题干里没有空，请用“____”标出要填的地方。")
SUM = N_("要点合计 {sum} 分，这道题是 {points} 分。")


def wording_faults(draft: Draft) -> Iterator[WordingFault]:
    """Every oddity of one question."""
    if draft.type in CHOICES:
        yield from _options(draft)
        yield from _explanation(draft)
    if draft.type is QuestionType.MULTIPLE_CHOICE and len(draft.answer) == 1:
        yield WordingFault(Oddity.ONE_RIGHT, _(ONE_RIGHT))
    if draft.type is QuestionType.SINGLE_CHOICE and len(draft.answer) > 1:
        yield WordingFault(Oddity.SEVERAL_RIGHT, _(SEVERAL_RIGHT))
    if draft.type is QuestionType.FILL_BLANK:
        yield from _blanks(draft)
    worth = [one.points for one in draft.marking]
    if draft.points is not None and worth and None not in worth:
        total = round(sum(one or 0 for one in worth), 2)
        if total != draft.points:
            told = {"sum": plain_number(total), "points": plain_number(draft.points)}
            yield WordingFault(Oddity.MARKING_SUM, _(SUM).format(**told))


def _options(draft: Draft) -> Iterator[WordingFault]:
    for letter, text in zip(LETTERS, draft.options, strict=False):
        if speaks_of_others(text):
            is_last = letter == LETTERS[len(draft.options) - 1]
            told = _(STAYS) if is_last else _(NOT_LAST)
            message = told.format(letter=letter, text=" ".join(text.split()))
            yield WordingFault(Oddity.OPTION_ORDER, message, is_mistake=not is_last)
            return


def _explanation(draft: Draft) -> Iterator[WordingFault]:
    """No mistake of the bank: real explanations do it by the thousand, and A papers are right."""
    found = PLACES.search(draft.explanation or "")
    if found and not keeps_option_order(draft.options):
        told = _(EXPLANATION).format(text=found[0])
        yield WordingFault(Oddity.EXPLANATION, told, is_mistake=False)


def _blanks(draft: Draft) -> Iterator[WordingFault]:
    drawn = count_underscores(draft.stem)
    in_stem = drawn or count(draft.stem)
    if not in_stem:
        yield WordingFault(Oddity.BLANKS, _(NO_BLANK))
    elif draft.answer and in_stem != len(draft.answer):
        told = {"stem": in_stem, "key": len(draft.answer)}
        yield WordingFault(Oddity.BLANKS, _(BLANKS).format(**told))
