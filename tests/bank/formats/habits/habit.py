"""What a habit of writing is, and short ways to say what is in one."""

from typing import Any, NamedTuple


class Habit(NamedTuple):
    name: str
    text: str
    questions: tuple[tuple[str, int, Any], ...]


def single(letter: str, options: int = 4) -> tuple[str, int, Any]:
    return "single", options, (letter,) if letter else ()


def multi(letters: str, options: int = 4) -> tuple[str, int, Any]:
    return "multi", options, tuple(letters)


def truth(value: bool | None) -> tuple[str, int, Any]:
    return "truth", 0, () if value is None else (value,)


def fill(*blanks: str) -> tuple[str, int, Any]:
    return "fill", 0, tuple(tuple(blank.split("/")) for blank in blanks)


def short(text: str | None) -> tuple[str, int, Any]:
    return "short", 0, () if text is None else (text,)


FOUR = "A.甲\nB.乙\nC.丙\nD.丁\n"
