"""Blanks that Moodle keeps inside the text: ``{1:SHORTANSWER:=甲~=乙}``."""

import html
import re

from dongan_training.bank.formats.harvest import range_text
from dongan_training.bank.formats.moodle_words import BLANK

GAP = re.compile(r"\{\d*:([A-Z_]+):((?:\\.|[^}\\])*)\}", re.DOTALL)
WRITTEN = ("SHORTANSWER", "SA", "MW", "SHORTANSWER_C", "SAC", "MWC")
NUMERIC = ("NUMERICAL", "NM")
PART = re.compile(r"(?<!\\)~")
WEIGHT = re.compile(r"(=)|%(-?\d+(?:\.\d+)?)%")
ESCAPED = re.compile(r"\\(.)", re.DOTALL)


def lifted(markup: str) -> tuple[str, tuple[tuple[str, ...], ...]] | None:
    """Take the answers out of the text; None where a gap is of a type we have not."""
    answers = []
    for kind, inner in GAP.findall(markup):
        accepted = _accepted(kind, html.unescape(inner))
        if not accepted:
            return None
        answers.append(accepted)
    return (GAP.sub(BLANK, markup), tuple(answers)) if answers else None


def _accepted(kind: str, inner: str) -> tuple[str, ...]:
    if kind not in WRITTEN and kind not in NUMERIC:
        return ()
    right = []
    for part in PART.split(inner):
        text = re.split(r"(?<!\\)#", part, maxsplit=1)[0].strip()
        weight = WEIGHT.match(text)
        if weight is None or (weight[2] and float(weight[2]) < 100):
            continue
        right.append(ESCAPED.sub(r"\1", text[weight.end() :]).strip())
    if kind in NUMERIC:
        return tuple(filter(None, map(_number, right)))
    return tuple(filter(None, right))


def _number(text: str) -> str:
    value, _colon, tolerance = text.partition(":")
    try:
        return range_text(value, float(tolerance or 0))
    except ValueError:
        return ""
