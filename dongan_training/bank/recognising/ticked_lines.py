"""Options without letters of which a tick or （正确答案） shows the right one, below a number::

    1. 哪一种是水果？
       √ 苹果
         白菜
       📖 苹果长在树上。

Believed where several questions of the file have such lines. A line led by a picture below them
explains.
"""

import re

from dongan_training.bank.drafts import letter_of
from dongan_training.bank.recognising.lines import BULLETS, Line
from dongan_training.bank.recognising.options import TOLD_RIGHT

OFTEN = 2  # questions that make a habit
MOST, LONGEST = 8, 60  # options, and signs of one
SIGN = re.compile(r"[√×□☐○●]\s*")


def plain_ticks(lines: list[Line]) -> list[Line]:
    """The lines with such options lettered, and what explains below them marked so."""
    runs = [
        (place + 1, end)
        for place, line in enumerate(lines)
        if line.opens.number and _is_ticked(lines[place + 1 : (end := _end(lines, place + 1))])
    ]
    told = any(_is_told(line) for start, end in runs for line in lines[start:end])
    if len(runs) < OFTEN and not told:
        return lines
    marked = list(lines)
    for start, end in runs:
        for place in range(start, end):
            marked[place] = _as_option(lines[place], letter_of(place - start))
        if end < len(lines) and _is_pictured(lines[end]):
            marked[end] = lines[end].rewritten([(0, 0, "解析:")])
    return marked


def _end(lines: list[Line], start: int) -> int:
    end = start
    while end < len(lines) and end - start <= MOST and _is_bare(lines[end]):
        end += 1
    return end


def _is_bare(line: Line) -> bool:
    marked = line.heading or line.bulleted or any(line.opens)
    return not marked and len(line.folded) <= LONGEST and SIGN.fullmatch(line.folded) is None


def _is_ticked(run: list[Line]) -> bool:
    ticked = sum(line.folded[0] == "√" for line in run)
    right = 0 < ticked < len(run) or any(map(_is_told, run))
    return 2 <= len(run) <= MOST and right


def _is_told(line: Line) -> bool:
    return TOLD_RIGHT.search(line.text) is not None


def _as_option(line: Line, letter: str) -> Line:
    sign = SIGN.match(line.folded)
    tick = "√" if line.folded[0] == "√" else ""
    return line.rewritten([(0, sign.end() if sign else 0, f"{tick}{letter}.")])


def _is_pictured(line: Line) -> bool:
    led = line.bulleted and line.printed[0] not in BULLETS and line.printed[0] > "\u2600"
    return led and not any(line.opens)
