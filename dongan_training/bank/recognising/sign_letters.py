"""Options ①②③ or 甲、乙、丙、 whose keys are such signs too, as A, B, C.

Elsewhere the same signs are mere text, so a run of them is believed only with its key: in the
brackets of the stem above, on the line below, or in a list of keys further on.
"""

import re
from typing import NamedTuple

from dongan_training.bank.drafts import letter_of
from dongan_training.bank.recognising.lines import Line

FEWEST = 3  # keys of a list


class Signs(NamedTuple):
    """Signs in their order, and the patterns of what they stand in."""

    signs: str
    option: re.Pattern[str]
    boxed: re.Pattern[str]  # the key in a stem
    below: re.Pattern[str]  # a line with the key
    listed: re.Pattern[str]  # one of a list of keys


Run = dict[int, list[tuple[int, int, str]]]  # by line: from, to, the letter's mark


def _signs(signs: str, mark: str) -> Signs:
    several = rf"[{signs}](?:[\s、,;]*[{signs}])*"
    return Signs(
        signs,
        re.compile(rf"(?:^|(?<=\s))([{signs}]){mark}\s*(?=\S)"),
        re.compile(rf"[(\[【]\s*({several})\s*[)\]】]"),
        re.compile(rf"答案[:是为】\]]{{0,2}}\s*({several})\s*[。.]?$"),
        re.compile(rf"(?:^|(?<=\s))\d{{1,4}}\s*[、.:)]\s*({several})(?=\s|$)"),
    )


KINDS = (_signs("①②③④⑤⑥⑦⑧⑨⑩⑪⑫", r"[、.:)]?"), _signs("甲乙丙丁戊己庚辛", r"\s*[、.:)]"))


def letter_signs(lines: list[Line]) -> list[Line]:
    """The lines with options and keys of such signs written as letters."""
    for kind in KINDS:
        if any(line.folded[0] == kind.signs[0] for line in lines):
            lines = _lettered(lines, kind)
    return lines


def _lettered(lines: list[Line], kind: Signs) -> list[Line]:
    runs = [run for place in range(len(lines)) if (run := _run(lines, place, kind))]
    lists = [place for place, line in enumerate(lines) if kind.listed.match(line.folded)]
    listed = {place: _keys(lines[place], kind.listed, kind) for place in lists}
    believed = sum(map(len, listed.values())) >= max(FEWEST, len(runs))
    changes: Run = dict(listed) if runs and believed else {}
    for run in runs:
        above, below = min(run) - 1, max(run) + 1
        near = {
            place: found
            for place, pattern in ((above, kind.boxed), (below, kind.below))
            if 0 <= place < len(lines) and (found := _keys(lines[place], pattern, kind))
        }
        if near or believed:
            changes |= {**run, **near}
    return [
        line.rewritten(changes[place]) if place in changes else line
        for place, line in enumerate(lines)
    ]


def _run(lines: list[Line], start: int, kind: Signs) -> Run:
    """The options that begin with the first sign at the start of a line, over as many lines."""
    run: Run = {}
    count = 0
    for place in range(start, len(lines)):
        found = list(kind.option.finditer(lines[place].folded))
        wanted = kind.signs[count : count + len(found)]
        if not found or found[0].start() or "".join(one[1] for one in found) != wanted:
            break
        run[place] = [(*one.span(), f"{letter_of(count + n)}.") for n, one in enumerate(found)]
        count += len(found)
    return run if count > 1 else {}


def _keys(line: Line, pattern: re.Pattern[str], kind: Signs) -> list[tuple[int, int, str]]:
    return [
        (
            *found.span(1),
            "".join(letter_of(kind.signs.index(one)) for one in found[1] if one in kind.signs),
        )
        for found in pattern.finditer(line.folded)
    ]
