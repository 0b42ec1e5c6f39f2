"""Bulleted lists of text files: one sign for all bullets, and a tick for what is called right."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from dongan_training.bank.recognising.blanks import BLANK
from dongan_training.bank.recognising.pieces import fold

TICKED = re.compile(r"\s*[☑☒✓✔√■]")
ROUND = re.compile(r"^(\s*)[•◦‣➢➤▸►▹▻]\s*(?=\S)")
BOX = re.compile(
    r"^(\s*)[□☐▢]\s*(?!(?:[A-L]\s*[.、:．：)）]|(?:正确|错误|[对错√×])\s*(?:[□☐▢\s]|$)))(?=\S)"
)
BEFORE_KEY = re.compile(r"^\s*(?:[→➜⇒]|[-=]+>)+\s*(?=(?:正确|参考|标准)?答案)")
COUNTED = re.compile(r"^(#{1,6}\s*\d{1,3})\s+(?=\S)")
SAID = re.compile(r"^\s*[-*+]\s+(.+?)\s*[(（【\[]\s*(?:(正确|对|√|✓)|错误|错|×|✗)\s*[)）】\]]\s*$")
ASKS = re.compile(r"[?？]\s*$|下列|以下|哪")
INDENTED = re.compile(r"(?:[ \t\u3000]{2,}|\t)(?![A-La-l]\s*[.、:．：)）])\S")
SIGNED = re.compile(r"\s*[(（]?\s*[√✓✔☑]\s*[)）]?\s*$")
NUMBER = re.compile(r"\s*[(（第]?\d{1,4}")
VERDICTS = ({"正确", "错误"}, {"对", "错"})
FEWEST = 2  # questions of a file that are answered so
MOST = 8  # options


def bulleted(lines: list[str]) -> list[str]:
    """The same lines with ``-`` for every bullet, unless boxes are ticked to say what is right."""
    lines = [ROUND.sub(r"\1- ", BEFORE_KEY.sub("", line)) for line in lines]
    if any(TICKED.match(line) for line in lines):
        return lines
    return _numbered(_with_signs(_with_ticks([BOX.sub(r"\1- ", line) for line in lines])))


def _with_signs(lines: list[str]) -> list[str]:
    """Indented lines below a number, some with a tick at their end, as a list with ticks."""
    runs = [
        run
        for is_indented, some in groupby(
            range(len(lines)), key=lambda at: INDENTED.match(lines[at]) is not None
        )
        if is_indented and 2 <= len(run := list(some)) <= MOST and run[0]
    ]
    ticked = [
        run
        for run in runs
        if 0 < sum(bool(SIGNED.search(lines[at])) for at in run) < len(run)
        and NUMBER.match(lines[run[0] - 1])
    ]
    if len(ticked) < FEWEST or len(ticked) * 10 < len(runs) * 9:
        return lines
    for at in (at for run in ticked for at in run):
        bare = SIGNED.sub("", lines[at]).strip()
        lines[at] = f"- √ {bare}" if SIGNED.search(lines[at]) else f"- {bare}"
    return lines


def _numbered(lines: list[str]) -> list[str]:
    """``## 1 题干`` above a list as ``## 1. 题干``: it asks, and is no chapter."""
    below = [next(filter(str.strip, lines[at : at + 2]), "") for at in range(1, len(lines) + 1)]
    return [
        COUNTED.sub(r"\1. ", line) if following.startswith("- ") else line
        for line, following in zip(lines, below, strict=True)
    ]


def _with_ticks(lines: list[str]) -> list[str]:
    """``- 甲（正确）`` below a line that asks as ``- √ 甲``; statements to be judged stay."""
    said = list(map(SAID.match, lines))
    runs = list(_runs(said))
    asked = [run for run in runs if _is_asked(lines, said, run)]
    if len(asked) < FEWEST or len(asked) * 10 < len(runs) * 9:
        return lines
    for at, found in enumerate(said):
        if found is not None:
            lines[at] = f"- √ {found[1]}" if found[2] else f"- {found[1]}"
    return lines


def _runs(said: Sequence[re.Match[str] | None]) -> Iterator[list[int]]:
    for is_said, some in groupby(range(len(said)), key=lambda at: said[at] is not None):
        if is_said:
            yield list(some)


def _is_asked(
    lines: Sequence[str], said: Sequence[re.Match[str] | None], run: Sequence[int]
) -> bool:
    """Whether a run is what to choose from: the line above asks, or it is 正确 and 错误."""
    above = next((line for line in reversed(lines[: run[0]][-2:]) if line.strip()), "")
    asks = BLANK.search(fold(above)) or ASKS.search(above)
    texts = {found[1] for at in run if (found := said[at]) is not None}
    return (bool(asks) and 2 <= len(run) <= MOST) or texts in VERDICTS
