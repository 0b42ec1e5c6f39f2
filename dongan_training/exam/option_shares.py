"""Who chose what: how often each option of a question was taken, by good and by weak people."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dongan_training.bank.drafts import CHOICES, QuestionType
from dongan_training.bank.scoring import LETTERS, Value
from dongan_training.exam.explaining import value_in_words
from dongan_training.texts import _

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Codes = NDArray[np.int32]
    Column = NDArray[np.float64]

MOST_ANSWERS = 6  # of a fill-in question: the most frequent ones
FEWEST_MISLED, LEAST_SHARE = 3, 0.05  # fewer people may be chance


@dataclass(frozen=True)
class OptionShare:
    """One option, or one answer that was written: who took it."""

    label: str  # A, √, or what was written
    text: str
    count: int
    share: float  # of all who were asked
    difference: float | None  # share among the best 27 % minus share among the last
    is_key: bool


@dataclass(frozen=True)
class Asked:
    """One question as it was asked."""

    type: QuestionType
    options: Sequence[str]
    keys: Sequence[Value]  # in force


def option_shares(
    asked: Asked, values: Sequence[Value], codes: "Codes", weights: "Column | None"
) -> tuple[OptionShare, ...]:
    """Count one column of answers; ``weights`` are those of upper and lower (item_figures)."""
    import numpy as np

    counts = np.bincount(codes, minlength=len(values))
    tilts = None if weights is None else np.bincount(codes, weights, minlength=len(values))
    taken: dict[str, list[int]] = {label: [] for label in _labels(asked)}
    for code, value in enumerate(values):
        for label in _taken(asked.type, value):
            taken.setdefault(label, []).append(code)
    keys = {label for key in asked.keys for label in _taken(asked.type, key)}
    texts = dict(zip(LETTERS, asked.options, strict=False))
    found = [
        OptionShare(
            label=label,
            text=texts.get(label, "") if asked.type in CHOICES else "",
            count=int(counts[of].sum()),
            share=float(counts[of].sum() / len(codes)),
            difference=None if tilts is None else float(tilts[of].sum()),
            is_key=label in keys,
        )
        for label, of in taken.items()
    ]
    if asked.type is QuestionType.FILL_BLANK:
        found = sorted(found, key=lambda one: -one.count)[:MOST_ANSWERS]
    return tuple(found)


def remarks_on(shares: Sequence[OptionShare], kind: QuestionType) -> tuple[str, ...]:
    """Say which options do no work, and which drew the best people away from the key."""
    if kind is not QuestionType.SINGLE_CHOICE:
        return ()
    idle = [one.label for one in shares if not one.is_key and one.count == 0]
    told = [_("选项 {labels} 没有人选").format(labels="、".join(idle))] if idle else []
    key = max((one.difference or 0 for one in shares if one.is_key), default=0.0)
    for one in shares:
        misled = one.count >= FEWEST_MISLED and one.share >= LEAST_SHARE
        if not one.is_key and misled and (one.difference or 0) > max(key, 0):
            told.append(_("成绩好的人更常选 {label}，请核对答案").format(label=one.label))
    return tuple(told)


def _labels(asked: Asked) -> Sequence[str]:
    if asked.type in CHOICES:
        return LETTERS[: len(asked.options)]
    return ("√", "×") if asked.type is QuestionType.TRUE_FALSE else ()


def _taken(kind: QuestionType, value: Value) -> list[str]:
    if not value or kind is QuestionType.SHORT_ANSWER:
        return []
    if kind in CHOICES:
        return [str(one) for one in value]
    told = value_in_words(value)
    return [told] if told.strip("；") else []
