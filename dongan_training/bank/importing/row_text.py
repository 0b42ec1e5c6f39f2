"""A row of a sheet that was not understood, written out for changing: each cell by its role.

The roles are a guess that a person puts right: of the cells the first asks, what looks like a
key is the key, what stands between are options, and what stands behind explains. Pure.
"""

import re
from collections.abc import Sequence

from dongan_training.bank.key_text import LETTERS

TYPE = re.compile(r"(?:单项?选择?|多项?选择?|判断|填空|简答|问答)题?|[^\s\d]{1,4}题")
NUMBER = re.compile(r"\d{1,5}[.、．]?")
KEY = re.compile(r"[A-Ha-h](?:[\s,，、;；]*[A-Ha-h])*|[√×✓✗对错是否]|正确|错误")
LABEL = re.compile(r"^[A-Ha-h]\s*[.、．:：]\s*")
LEAST_CELLS = 3  # two are prose beside a number


def row_as_text(row: str) -> str:
    """One line to each cell of ``row``, whose cells stand between tabs; prose stays as it is."""
    cells = [cell.strip() for cell in row.split("\t") if cell.strip()]
    if len(cells) < LEAST_CELLS:
        return row
    number = cells.pop(0).rstrip(".、．") if NUMBER.fullmatch(cells[0]) else "1"
    kind = f"【{cells.pop(0)}】" if TYPE.fullmatch(cells[0]) else ""
    stem, *rest = cells
    key = next((at for at in range(len(rest) - 1, -1, -1) if KEY.fullmatch(rest[at])), None)
    lines = [f"{number}．{kind}{stem}"]
    if key is None:
        return "\n".join([*lines, *_options(rest)])
    explained = [f"解析：{cell}" for cell in rest[key + 1 :]]
    return "\n".join([*lines, *_options(rest[:key]), f"答案：{rest[key]}", *explained])


def _options(cells: Sequence[str]) -> list[str]:
    named = zip(LETTERS, cells, strict=False)
    told = [f"{letter}．{LABEL.sub('', cell, count=1)}" for letter, cell in named]
    return [*told, *cells[len(told) :]]  # more cells than letters are no options
