"""How papers are punctuated: what stands behind numbers and letters, and how wide marks are.

Offices differ (``1.`` or ``1、``, ``（ ）`` or ``( )``), and banks are typed by many hands; a
paper is set in one style whatever its questions were written in. Quotation marks, 、 and 《》
have one width only and stay as they are.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from dongan_training.settings import Settings

HALF, FULL = ",;:?!().", "，；：？！（）。"
TO_HALF = str.maketrans(FULL, HALF)
WIDE = dict(zip(HALF, FULL, strict=True))
CHINESE = r"\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
BESIDE = f"{CHINESE}　、。，；：？！（）《》“”‘’〔〕"
# A pair without a pair inside; blanks alone inside are a place for an answer.
PAIR = re.compile(r"\(([^()]*)\)")
SPOKEN = re.compile(f"[{CHINESE}]")
MARK = re.compile(f"(?<=[{BESIDE}])[,;:?!] ?|[,;:?!](?=[{BESIDE}])")
STOP = re.compile(rf"(?<=[{BESIDE}])\.(?= ?(?:[{BESIDE}]|$)) ?")


class Width(StrEnum):
    """How wide brackets and marks are on papers."""

    AS_WRITTEN = "as_written"
    FULL = "full"
    HALF = "half"


@dataclass(frozen=True)
class Punctuation:
    """The style of a paper; behind numbers and letters stand ``.``, ``、`` or ``．``."""

    behind_numbers: str = "."
    behind_letters: str = "."
    width: Width = Width.AS_WRITTEN

    def number(self, number: int) -> str:
        """A number with its mark, and the gap that a narrow mark needs behind it."""
        return _labelled(str(number), self.behind_numbers)

    def letter(self, letter: str) -> str:
        """The letter of an option with its mark and gap."""
        return _labelled(letter, self.behind_letters)

    def told(self, text: str) -> str:
        """A text with its marks as wide as chosen; asking twice changes nothing more."""
        match self.width:
            case Width.HALF:
                return text.translate(TO_HALF)
            case Width.FULL:
                return _widened(text)
            case Width.AS_WRITTEN:
                return text


AS_WRITTEN = Punctuation()


def punctuation_of(practice: Settings) -> Punctuation:
    """The style an office has set for its papers."""
    width = Width(practice.paper_punctuation)
    return Punctuation(practice.paper_mark, practice.paper_option_mark, width)


def _labelled(label: str, mark: str) -> str:
    return f"{label}{mark} " if mark == "." else f"{label}{mark}"


def _widened(text: str) -> str:
    """Widen the marks of Chinese; figures (12,000), formulas and foreign words keep theirs."""
    before = None
    while before != text:
        before = text
        text = PAIR.sub(_pair, text)
    before = None
    while before != text:  # one mark may stand beside another
        before = text
        text = STOP.sub("。", MARK.sub(lambda found: WIDE[found[0][0]], text))
    return text


def _pair(found: re.Match[str]) -> str:
    inside, text = found[1], found.string
    around = text[max(found.start() - 1, 0) : found.start()] + text[found.end() : found.end() + 1]
    chinese = not inside.strip(" _　") or SPOKEN.search(inside) or SPOKEN.search(around)
    return f"（{inside}）" if chinese else found[0]
