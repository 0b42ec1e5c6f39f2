"""Signs that look like characters and are none: what comes out of PDFs instead of them.

Fonts draw a radical and the character it is with one shape, and programs that write PDFs often
name the radical: ⽂ for 文, ⻋ for 车. Read so, no search finds them and no two texts are alike.
"""

import re
import unicodedata
from dataclasses import replace

from dongan_training.bank.recognising.pieces import Grid, Piece

# The radicals of Unicode's supplement that are characters of their own; for those of Kangxi, and
# for characters kept for old codes, Unicode itself says which they are.
SUPPLEMENT = (
    "⺁厂⺇几⺌小⺎兀⺏尣⺐尢⺒巳⺓幺⺛旡⺝月⺟母⺠民⺩王⺪疋⺫目⺬示⺮竹⺰纟⺲罒⺴网⺶羊⺷羊⺸羊⺻聿⺼肉⺽臼⻁虎"
    "⻃覀⻄西⻅见⻆角⻈讠⻉贝⻊足⻋车⻏阝⻐钅⻑長⻒镸⻓长⻔门⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻠饣⻢马⻣骨⻤鬼"
    "⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龜⻲亀⻳龟"
)
SIMPLIFIED = "⼾户⾭青"  # here Unicode names the forms of old prints
RANGES = ((0x2F00, 0x2FD6), (0xF900, 0xFB00))
CHARACTERS = {
    code: whole
    for first, end in RANGES
    for code in range(first, end)
    if (whole := unicodedata.normalize("NFKC", chr(code))) != chr(code)
}
for pairs in (SUPPLEMENT, SIMPLIFIED):
    CHARACTERS |= dict(zip(map(ord, pairs[::2]), pairs[1::2], strict=True))
RADICAL = re.compile(f"[{''.join(map(chr, CHARACTERS))}]")


def whole_characters(text: str) -> str:
    """The text with the characters that were meant, each at its place."""
    return text.translate(CHARACTERS) if RADICAL.search(text) else text


def with_whole_characters(one: Piece | Grid) -> Piece | Grid:
    """The same for a piece or a table."""
    if isinstance(one, Piece):
        return one._replace(text=whole_characters(one.text)) if RADICAL.search(one.text) else one
    return replace(one, rows=tuple(tuple(map(whole_characters, row)) for row in one.rows))
