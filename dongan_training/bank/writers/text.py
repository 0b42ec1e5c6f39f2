"""Text as people type questions: every field on a line of its own."""

from collections.abc import Sequence

from dongan_training.bank.drafts import Draft
from dongan_training.bank.key_text import LETTERS, key_text
from dongan_training.bank.scoring import type_name


def write(drafts: Sequence[Draft]) -> bytes:
    blocks = ["\n".join(_lines(number, draft)) for number, draft in enumerate(drafts, start=1)]
    return ("\n\n".join(blocks) + "\n").encode()


def _lines(number: int, draft: Draft) -> list[str]:
    fields = [
        ("答案", key_text(draft.type, draft.answer)),
        ("解析", draft.explanation),
        ("依据", draft.citation),
        ("章节", draft.chapter),
        ("难度", draft.difficulty),
    ]
    return [
        f"{number}．【{type_name(draft.type)}】{draft.stem}",
        *(f"{letter}．{option}" for letter, option in zip(LETTERS, draft.options, strict=False)),
        *(f"{name}：{text}" for name, text in fields if text),
    ]
