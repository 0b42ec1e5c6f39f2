"""Verdicts on lines of their own: 对 above 错 to choose from, or one of them below its statement.

Two of them that contradict each other are options, and written as such (``A.对``, ``B.错``). A
single one is the key of the statement above it, if the file has several. More than two below each
other are a list, and left as they are.
"""

import re

from dongan_training.bank.recognising.keys import truth_of
from dongan_training.bank.recognising.lines import Line
from dongan_training.bank.recognising.options import TOLD_RIGHT

OFTEN = 2  # single ones that make a habit
SHORTEST_STATEMENT = 6  # signs
LONGEST_VERDICT = 16  # signs, with what tells that it is right
LED = re.compile(r"(?:true|false|[TF])\s*[.、:]\s*(?=\S)", re.IGNORECASE)  # true. 正确
BOX = re.compile(r"[□☐○]\s*")
TICK = re.compile(r"√\s*(?=\S)|(?<=\S)\s*√$")
ANOTHER = re.compile(r"\W{0,3}(?:[对错√×TF]|正确|错误)")


def plain_verdicts(lines: list[Line]) -> list[Line]:
    """The lines with such verdicts written as options and keys."""
    marked = list(lines)
    single = []
    for start, end in _runs(lines):
        if end - start == 2:
            pair = lines[start:end]
            if {_said(line) for line in pair} == {True, False}:
                marked[start:end] = [
                    _as_option(line, letter) for line, letter in zip(pair, "AB", strict=True)
                ]
        elif end - start == 1 and start and _judges(lines[start - 1], lines[end : end + 1]):
            single.append(start)
    for place in single if len(single) >= OFTEN else ():
        marked[place] = lines[place].rewritten([(0, 0, "答案:")])
    return marked


def _runs(lines: list[Line]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    for place, line in enumerate(lines):
        if len(line.folded) > LONGEST_VERDICT or _said(line) is None:
            continue
        if runs and runs[-1][1] == place:
            runs[-1] = runs[-1][0], place + 1
        else:
            runs.append((place, place + 1))
    return runs


def _said(line: Line) -> bool | None:
    if len(line.folded) > len("F.") and (line.opens.option or line.opens.number):
        return None
    bare = TOLD_RIGHT.sub("", BOX.sub("", LED.sub("", line.folded, count=1)))
    return truth_of(TICK.sub("", bare) if bare != "√" else bare)


def _as_option(line: Line, letter: str) -> Line:
    tick = TICK.match(line.folded)
    box = BOX.match(line.folded) or LED.match(line.folded)
    end = tick.end() if tick else box.end() if box else 0
    return line.rewritten([(0, end, f"{'√' if tick else ''}{letter}.")])


def _judges(above: Line, below: list[Line]) -> bool:
    """Whether a verdict between these lines is of the one above, and has no other beside it."""
    marked = above.opens.option or above.opens.key or above.opens.field
    beside = below and len(below[0].folded) < SHORTEST_STATEMENT and ANOTHER.match(below[0].folded)
    return len(above.folded) >= SHORTEST_STATEMENT and not (above.heading or marked or beside)
