"""Files as other hands write them, each made before the reader was run on it.

What stands in each is known, for the questions come out of the shipped bank. docs/unseen.md tells
what the reader made of them at first sight, before it was mended.
"""

from tests.bank.formats.unseen.asked import Hand, Result, bank_for, compare
from tests.bank.formats.unseen.later import LATER
from tests.bank.formats.unseen.more_structured import MORE
from tests.bank.formats.unseen.rounds import ROUNDS
from tests.bank.formats.unseen.said_again import AGAIN
from tests.bank.formats.unseen.said_in_words import SAID
from tests.bank.formats.unseen.said_thrice import THRICE
from tests.bank.formats.unseen.sheets import SHEETS
from tests.bank.formats.unseen.structured import STRUCTURED
from tests.bank.formats.unseen.texts import TEXTS
from tests.bank.formats.unseen.words import WORDS

HANDS: tuple[Hand, ...] = (
    *TEXTS,
    *SHEETS,
    *WORDS,
    *LATER,
    *ROUNDS,
    *STRUCTURED,
    *MORE,
    *SAID,
    *AGAIN,
    *THRICE,
)

__all__ = ["HANDS", "Hand", "Result", "bank_for", "compare"]
