"""Tables of questions that a PDF draws without lines: columns and rows by where their text stands.

A head that names questions must stand over them, and their numbers or types beside them; then the
strokes that nobody drew are put in, and the table is read as any other. What does not part cleanly
is left to be told of.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from itertools import pairwise
from math import inf

from dongan_training.bank.formats.pdf_rules import MOST_RULES, Rule, Ruled
from dongan_training.bank.formats.pdf_signs import Sign
from dongan_training.bank.recognising.columns import read_columns
from dongan_training.bank.recognising.lexicon import declared_by

APART = 0.8  # of a sign's height; cells keep more between the text of one and that of the next
NEXT = 0.12  # the same where they were not written at one go
FEWEST = 3  # cells of a head
NUMBER = re.compile(r"\s*(\d{1,4})\s*[.、．]?\s*")
LINE = 1.7  # of a sign's height: from one line of a cell to the next
SHORT = 3  # signs
LONGEST_TYPE = 8
MARGIN = 2.0  # points


@dataclass
class Stretch:
    """Words of one line that stand together."""

    text: str
    left: float
    right: float
    middle: float
    height: float
    drawn: int


class Lies(Enum):
    """Where in its cell a number stands beside longer texts."""

    TOP = 0
    MIDDLE = 1
    BOTTOM = 2


@dataclass
class Unruled:
    """The columns of a table, kept for the pages on which it goes on without a head."""

    edges: Sequence[float]
    leading: int  # the column with something in each row
    lies: Lies | None  # where no row tells
    pitch: float  # from one beginning to the next, where they are nearest
    last: int  # number; 0 where types stand in their place


@dataclass
class Found:
    """What a page was found to hold of such a table; without ``ruled`` it could not be read."""

    ruled: Ruled | None
    goes_on: Unruled | None


def unruled(signs: Sequence[Sign | None], known: Unruled | None) -> Found | None:
    """The table of a page, if it has a head or goes on from the page before."""
    levels = _levels(list(_stretches(signs)))
    at = next((at for at, level in enumerate(levels) if _is_head(level)), None)
    if at is None:
        return _going_on(levels, known) if known else None
    head, below = levels[at], levels[at + 1 :]
    while below and _goes_on(levels[at], below[0]):
        at, below = at + 1, below[1:]
    bands, below = _bands(head, below)
    column = _leading(bands, below, None)
    if len(bands) < FEWEST or column is None or not below:
        return Found(None, None)
    edges = _edges(bands)
    lies = _lies(below, edges, column)
    pitch = _pitch(below, _beginnings(below, edges, column))
    return _found([head, *below], below, Unruled(edges, column, lies, pitch, 0))


def _stretches(signs: Sequence[Sign | None]) -> Iterator[Stretch]:
    now: Stretch | None = None
    for sign in signs:
        if now and (sign is None or _is_apart(now, sign)):
            yield now
            now = None
        if sign is None or (now is None and sign.text.isspace()):
            continue
        if now is None:
            now = Stretch("", sign.left, sign.right, sign.middle, sign.height, sign.drawn)
        now.text += sign.text
        now.drawn = sign.drawn
        now.right = now.right if sign.text.isspace() else sign.right
    if now:
        yield now


def _is_apart(now: Stretch, sign: Sign) -> bool:
    near = APART if sign.drawn == now.drawn else NEXT
    return abs(sign.left - now.right) > near * now.height


Level = list[Stretch]


def _levels(stretches: Sequence[Stretch]) -> list[Level]:
    """What stands side by side, from the top down."""
    found: list[Level] = []
    for one in sorted(stretches, key=lambda one: -one.middle):
        if found and found[-1][0].middle - one.middle < one.height / 3:
            found[-1].append(one)
        else:
            found.append([one])
    for level in found:
        level.sort(key=lambda one: one.left)
    return found


def _is_head(level: Level) -> bool:
    return len(level) >= FEWEST and read_columns([one.text for one in level]).usable()


def _goes_on(before: Level, level: Level) -> bool:
    """Whether a line holds the rest of a head's words, in columns too narrow for them."""
    return before[0].middle - level[0].middle < LINE * level[0].height and all(
        len(one.text) <= SHORT and not NUMBER.fullmatch(one.text) for one in level
    )


def _bands(head: Level, below: Sequence[Level]) -> tuple[list[list[float]], list[Level]]:
    """How far the text of each column reaches, and the lines down to where the table ends."""
    bands = [[one.left, one.right] for one in head]
    for level in below:  # a full line tells where each column is, however it is aligned
        if len(level) == len(head) and NUMBER.fullmatch(level[0].text):
            for band, one in zip(bands, level, strict=True):
                band[:] = min(band[0], one.left), max(band[1], one.right)
    inside: list[Level] = []
    for level in below:
        places = [_places(bands, one) for one in level]
        if any(len(some) > 1 for some in places):
            break
        for one, some in zip(level, places, strict=True):
            at = some[0] if some else _nearest(bands, one)
            bands[at] = [min(bands[at][0], one.left), max(bands[at][1], one.right)]
        inside.append(level)
    if any(band[1] > other[0] for band, other in pairwise(bands)):
        return [], []
    return bands, inside


def _places(bands: Sequence[Sequence[float]], one: Stretch) -> list[int]:
    return [at for at, (left, right) in enumerate(bands) if one.left < right and one.right > left]


def _nearest(bands: Sequence[Sequence[float]], one: Stretch) -> int:
    return min(
        range(len(bands)), key=lambda at: max(bands[at][0] - one.right, one.left - bands[at][1])
    )


def _edges(bands: Sequence[Sequence[float]]) -> list[float]:
    inner = [(one[1] + other[0]) / 2 for one, other in pairwise(bands)]
    return [bands[0][0] - MARGIN, *inner, bands[-1][1] + MARGIN]


def _column(edges: Sequence[float], one: Stretch) -> int | None:
    """The column that holds a stretch; None where it reaches over an edge."""
    for at, (left, right) in enumerate(pairwise(edges)):
        if left <= one.left and one.right <= right:
            return at
    return None


def _leading(
    bands: Sequence[Sequence[float]], below: Sequence[Level], after: int | None
) -> int | None:
    """The column with something in each row: numbers that run on one by one, or types."""
    columns = [
        [one.text for level in below for one in level if left <= one.left <= right]
        for left, right in bands
    ]
    counting = (at for at, texts in enumerate(columns) if texts and _run_on(texts, after))
    typed = (at for at, texts in enumerate(columns) if texts and all(map(_is_type, texts)))
    return next(counting, None) if after else next(counting, next(typed, None))


def _run_on(texts: Sequence[str], after: int | None) -> bool:
    found = [NUMBER.fullmatch(text) for text in texts]
    counts = [int(one[1]) for one in found if one]
    is_next = not after or counts[:1] == [after + 1]
    steps_up = all(other == one + 1 for one, other in pairwise(counts))
    return all(found) and is_next and steps_up


def _is_type(text: str) -> bool:
    return len(text) <= LONGEST_TYPE and declared_by(text) is not None


def _beginnings(below: Sequence[Level], edges: Sequence[float], column: int) -> list[int]:
    """The places of the lines with a number or a type."""
    return [
        at for at, level in enumerate(below) if any(_column(edges, one) == column for one in level)
    ]


def _lies(below: Sequence[Level], edges: Sequence[float], column: int) -> Lies | None:
    places = _beginnings(below, edges, column)
    above, behind = places[0] > 0, places[-1] < len(below) - 1
    if above == behind:
        return Lies.MIDDLE if above else None
    return Lies.BOTTOM if above else Lies.TOP


def _pitch(below: Sequence[Level], places: Sequence[int]) -> float:
    middles = [below[at][0].middle for at in places]
    return min((one - other for one, other in pairwise(middles)), default=inf)


def _found(levels: Sequence[Level], below: Sequence[Level], table: Unruled) -> Found:
    """The strokes around the head, if there is one, and around each number's row."""
    places = _beginnings(below, table.edges, table.leading)
    middles = [level[0].middle for level in below]
    tops = [] if len(levels) == len(below) else [levels[0][0].middle + levels[0][0].height]
    starts = [0]
    if places[0] > 0 and not tops and _is_rest(middles[places[0] - 1] - middles[places[0]], table):
        starts.append(places[0])
    starts += [_start(middles, one, other, table.lies) for one, other in pairwise(places)]
    for start in starts:
        before = levels[len(levels) - len(below) + start - 1][0].middle if start or tops else None
        height = below[start][0].height
        tops.append((before + middles[start]) / 2 if before else middles[start] + height)
    tops.append(middles[-1] - below[-1][0].height)
    if len(tops) + len(table.edges) > MOST_RULES:
        return Found(None, None)
    left, right = table.edges[0], table.edges[-1]
    across = [Rule(at, left, right) for at in reversed(tops)]
    down = [Rule(at, tops[-1], tops[0]) for at in table.edges]
    leads = (one.text for one in below[places[-1]] if _column(table.edges, one) == table.leading)
    number = NUMBER.fullmatch(next(leads))
    return Found(
        Ruled(table.edges, tops[::-1], across, down, is_drawn=False),
        replace(table, last=int(number[1]) if number else 0),
    )


def _is_rest(gap: float, table: Unruled) -> bool:
    """Whether the lines above the first number of a page belong to a row of the page before."""
    return table.lies is Lies.TOP or (table.lies is None and gap > table.pitch - MARGIN)


def _start(middles: Sequence[float], one: int, other: int, lies: Lies | None) -> int:
    """Which of the lines between two numbers begins the row of the second."""
    if lies is Lies.TOP:
        return other
    if lies is Lies.BOTTOM:
        return one + 1
    gaps = [(middles[at - 1] - middles[at], -at) for at in range(one + 1, other + 1)]
    return -max(gaps)[1]


def _going_on(levels: Sequence[Level], known: Unruled) -> Found | None:
    """The rows at the top of a page that stand in the columns of the page before."""
    below: list[Level] = []
    for level in levels:
        if all(_column(known.edges, one) is not None for one in level):
            below.append(level)
        elif below:
            break  # above the table a head of the page may stand
    places = _beginnings(below, known.edges, known.leading)
    bands = list(pairwise(known.edges))
    if not places or _leading(bands, below, known.last) != known.leading:
        return None
    return _found(below, below, known)
