"""What somebody wrote into a blank, beside what the key accepts: pure.

Width, case, blanks and punctuation never matter; numerals do not where the exam says so. A
key ``5~10日`` accepts every number from 5 to 10 with the same words behind it.
"""

import re
import unicodedata
from collections.abc import Sequence

from dongan_training.bank.amounts import in_digits

# Signs that change a number stay: 3.5 is not 35, 1-9 is not 19, -5 is not 5.
_KEPT = re.compile(r"(?<=\d)[.:/-](?=\d)|(?<![\w.])-(?=\d)|[%‰°]")
_NUMBER = r"-?\d+(?:\.\d+)?"
_RANGE = re.compile(rf"({_NUMBER})~({_NUMBER})([^~]*)")
_AMOUNT = re.compile(rf"({_NUMBER})(.*)")


def fold(text: str) -> str:
    """Make equal what differs only in width, case, blanks and punctuation.

    A text of nothing but signs (such as ``？``) stays as it is, so it is never equal to
    every other one.
    """
    plain = unicodedata.normalize("NFKC", text).casefold()
    kept = {found.start() for found in _KEPT.finditer(plain)}
    folded = "".join(sign for place, sign in enumerate(plain) if place in kept or _counts(sign))
    return folded or plain.strip()


def fits(text: str, accepted: Sequence[str], *, numerals: bool) -> bool:
    """Tell whether a text is one of the accepted ones, or lies in an accepted range."""
    if not text.strip():
        return False
    folded = _folded(text, numerals)
    return any(
        folded == one or _is_within(folded, one)
        for one in (_folded(alternative, numerals) for alternative in accepted)
    )


def most_fitting(texts: Sequence[str], blanks: Sequence[Sequence[str]], *, numerals: bool) -> int:
    """Count how many texts find a blank of their own when the order is free.

    The largest matching of texts and blanks, by augmenting paths (Kuhn 1955): a text that
    fits two blanks never takes the one that another text needs.
    """
    open_to = [
        [place for place, accepted in enumerate(blanks) if fits(text, accepted, numerals=numerals)]
        for text in texts
    ]
    holder: dict[int, int] = {}

    def settle(text: int, tried: set[int]) -> bool:
        for place in open_to[text]:
            if place not in tried:
                tried.add(place)
                if place not in holder or settle(holder[place], tried):
                    holder[place] = text
                    return True
        return False

    return sum(settle(text, set()) for text in range(len(texts)))


def _folded(text: str, numerals: bool) -> str:
    return fold(in_digits(text)) if numerals else fold(text)


def _is_within(text: str, accepted: str) -> bool:
    span = _RANGE.fullmatch(accepted)
    amount = _AMOUNT.fullmatch(text)
    if not span or not amount or amount[2] != span[3]:
        return False
    return float(span[1]) <= float(amount[1]) <= float(span[2])


def _counts(sign: str) -> bool:
    return unicodedata.category(sign)[0] in "LNMS"
