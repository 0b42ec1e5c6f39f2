"""A key as a clerk types and reads it: ``ABD``, ``√``, ``三/3|五/5`` for two blanks. Pure."""

from collections.abc import Sequence
from typing import Any

from dongan_training.bank.drafts import Answer, QuestionType

RIGHT, WRONG = "√", "×"
BLANKS = "|"  # between two blanks
ALTERNATIVES = "/"  # between two ways to write the same blank
LETTERS = "ABCDEFGHIJKL"


def key_text(kind: QuestionType, answer: Sequence[Any]) -> str:
    """Write a key; empty where there is none."""
    if kind is QuestionType.TRUE_FALSE:
        return (RIGHT if answer[0] else WRONG) if answer else ""
    if kind is QuestionType.FILL_BLANK:
        return BLANKS.join(ALTERNATIVES.join(blank) for blank in answer)
    return "".join(str(one) for one in answer)


def blanks_in(text: str) -> tuple[tuple[str, ...], ...]:
    """Read what was typed for a fill-in; () unless every blank has a text."""
    blanks = tuple(
        tuple(one.strip() for one in blank.split(ALTERNATIVES) if one.strip())
        for blank in text.replace("｜", BLANKS).replace("／", ALTERNATIVES).split(BLANKS)
    )
    return blanks if all(blanks) else ()


def with_letter(kind: QuestionType, answer: Answer, letter: str) -> Answer:
    """Choose ``letter``: the only one of a single choice, on or off in a multiple choice."""
    if kind is QuestionType.SINGLE_CHOICE:
        return (letter,)
    chosen = {str(one) for one in answer} ^ {letter}
    return tuple(sorted(chosen))
