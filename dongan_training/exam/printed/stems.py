"""How the text of a question changes on its way to paper: brackets, blanks, pictures."""

import re

from dongan_training.bank.drafts import QuestionType
from dongan_training.bank.picture_markers import MARKER

BRACKETED = frozenset(
    {QuestionType.SINGLE_CHOICE, QuestionType.MULTIPLE_CHOICE, QuestionType.TRUE_FALSE}
)
EMPTY_BRACKETS = re.compile(r"[（(][\s_]*[）)]")
BRACKETS = "（　　）"
BLANK = re.compile(r"_{2,}")
# An answer's length may not be read off its blank, so there are three lengths only.
BLANK_LENGTHS = ((4, 10), (10, 20), (10_000, 34))  # up to characters expected: underscores
PER_LINE = 22  # characters of handwriting on one ruled line
FEWEST_LINES, MOST_LINES = 4, 20


def written_stem(stem: str, section_type: QuestionType, expected: int = 0) -> str:
    """Give brackets and blanks one shape; brackets are added where the bank left them out."""
    if section_type is QuestionType.FILL_BLANK:
        return BLANK.sub("_" * _blank_length(expected), stem)
    if section_type not in BRACKETED:
        return stem
    found = EMPTY_BRACKETS.sub(BRACKETS, stem)
    return found if BRACKETS in found else found + BRACKETS


def without_pictures(text: str) -> tuple[str, tuple[int, ...]]:
    """Take the picture markers out of a text; gives the numbers of the pictures too.

    Where a text has several, each leaves its name behind, so that the words can point to it.
    """
    numbers = tuple(int(number) for number in MARKER.findall(text))
    if len(numbers) > 1:
        return MARKER.sub(r"（图\1）", text), numbers
    return MARKER.sub("", text), numbers


def ruled_lines(expected: int) -> int:
    """How many lines a short answer gets: twice what it needs, within reason."""
    return min(MOST_LINES, max(FEWEST_LINES, -(-2 * expected // PER_LINE)))


def _blank_length(expected: int) -> int:
    return next(length for longest, length in BLANK_LENGTHS if expected <= longest)
