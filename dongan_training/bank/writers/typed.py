"""Questions as people type them, line by line: what text and Word files share."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from dongan_training.bank.drafts import Draft, MarkingPoint, QuestionType
from dongan_training.bank.key_text import LETTERS, key_text
from dongan_training.bank.scoring import TYPE_NAMES, plain_number

ORDER_FREE = "（顺序不限）"


def stem_line(number: int, draft: Draft, *, with_type: bool) -> str:
    """The number and the stem, with the type where no head tells it."""
    told = f"【{TYPE_NAMES[draft.type]}】" if with_type else ""
    return f"{number}．{told}{draft.stem}"


def option_lines(draft: Draft) -> list[str]:
    """One line for each option."""
    pairs = zip(LETTERS, draft.options, strict=False)
    return [f"{letter}．{option}" for letter, option in pairs]


def answer_lines(draft: Draft) -> list[str]:
    """The key and every other field, each under its name."""
    key = key_text(draft.type, draft.answer)
    if draft.type is QuestionType.SHORT_ANSWER:
        key = "\n".join(map(str, draft.answer))
    fields = [
        ("答案", key + (ORDER_FREE if draft.order_free else "")),
        ("评分要点", "".join(map(_point, enumerate(draft.marking, start=1)))),
        ("解析", draft.explanation),
        ("依据", draft.citation),
        ("章节", draft.chapter),
        ("难度", draft.difficulty),
        ("分值", "" if draft.points is None else plain_number(draft.points)),
        ("标签", "、".join(draft.tags)),
    ]
    return [f"{name}：{text}" for name, text in fields if text]


def by_passage(drafts: Sequence[Draft]) -> Iterator[tuple[str | None, list[tuple[int, Draft]]]]:
    """Numbered questions, with those together that ask about one passage."""
    numbered = enumerate(drafts, start=1)
    for passage, group in groupby(numbered, key=lambda one: one[1].passage):
        yield passage, list(group)


def passage_line(numbers: Sequence[int]) -> str:
    """The line above a passage that says which questions ask about it."""
    return f"阅读下列材料，回答{numbers[0]}-{numbers[-1]}题。"


def _point(numbered: tuple[int, MarkingPoint]) -> str:
    number, point = numbered
    earns = "" if point.points is None else f"（{plain_number(point.points)}分）"
    return f"（{number}）{point.text}{earns}；"
