"""Banks as different hands write them, each with what is in it.

A habit is its name, the text, and for every question its type (single, multi, truth, fill,
short), the number of options and the answer.
"""

from tests.bank.formats.habits.habit import Habit
from tests.bank.formats.habits.kinds import FILLS, KEY_AREAS, SHORTS, TRUTHS
from tests.bank.formats.habits.marks import IN_STEM, KEYS, MANY, NUMBERS, OPTION_MARKS
from tests.bank.formats.habits.more_papers import MORE_PAPERS
from tests.bank.formats.habits.papers import FIRST_PAPERS
from tests.bank.formats.habits.shapes import SHAPES

__all__ = ["HABITS", "Habit"]

HABITS = (
    *NUMBERS,
    *OPTION_MARKS,
    *KEYS,
    *IN_STEM,
    *MANY,
    *TRUTHS,
    *FILLS,
    *SHORTS,
    *KEY_AREAS,
    *SHAPES,
    *FIRST_PAPERS,
    *MORE_PAPERS,
)
