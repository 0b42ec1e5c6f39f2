"""Automatic numbers of .odt: the text a list shows before an entry but does not keep in it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from dongan_training.bank.formats.odt_tags import (
    CONTINUED,
    CONTINUES,
    DISPLAYED,
    LEVEL,
    LIST_STYLE,
    NAME,
    NUMBER_FORMAT,
    NUMBERED,
    PREFIX,
    START_VALUE,
    STYLE_NAME,
    SUFFIX,
)
from dongan_training.bank.formats.word_numbering import rendered

KINDS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
DEEPEST = 10


@dataclass(frozen=True)
class Level:
    """How one level of a list is numbered; an empty kind shows no number."""

    kind: str = ""
    before: str = ""
    after: str = ""
    start: int = 1
    shown: int = 1  # levels that stand in the number, this one included


class Lists:
    """Counts like LibreOffice: a list begins anew unless it says that it goes on."""

    def __init__(self, *parts: Any) -> None:
        self._levels: dict[tuple[str, int], Level] = {}
        for part in parts:
            for style in part.iter(LIST_STYLE) if part is not None else ():
                for level in style.iterchildren(NUMBERED):
                    depth = _number(level.get(LEVEL), 1)
                    self._levels[style.get(NAME, ""), depth] = _level(level)
        self._counts: dict[tuple[str, int], int] = {}
        self._styles: list[str] = []  # of the lists that are open, the outermost first

    @contextmanager
    def level(self, element: Any) -> Iterator[None]:
        """A list, or one inside an entry of another, whose style it has unless it names its own."""
        style = element.get(STYLE_NAME) or (self._styles[-1] if self._styles else "")
        self._styles.append(style)
        goes_on = element.get(CONTINUED) == "true" or element.get(CONTINUES)
        if not goes_on:
            self._forget(style, len(self._styles))
        try:
            yield
        finally:
            self._styles.pop()

    def next(self, entry: Any) -> str:
        """The number of the next entry, with a blank behind it unless its sign needs none."""
        style, depth = self._styles[-1], len(self._styles)
        level = self._levels.get((style, depth), Level())
        count = self._counts.get((style, depth), level.start - 1) + 1
        self._counts[style, depth] = _number(entry.get(START_VALUE), count)
        self._forget(style, depth + 1)
        if not level.kind:
            return ""
        first = max(depth - level.shown, 0) + 1
        counts = [self._shown(style, at) for at in range(first, depth + 1)]
        text = level.before + ".".join(filter(None, counts)) + level.after
        return text if text.endswith(("、", "）")) else f"{text} "

    def _shown(self, style: str, depth: int) -> str:
        level = self._levels.get((style, depth), Level())
        count = self._counts.get((style, depth), level.start)
        return rendered(count, level.kind) if level.kind else ""

    def _forget(self, style: str, depth: int) -> None:
        for deeper in range(depth, DEEPEST + 1):
            self._counts.pop((style, deeper), None)


def _level(element: Any) -> Level:
    form = element.get(NUMBER_FORMAT, "")
    kind = KINDS.get(form, _eastern(form))
    return Level(
        kind,
        element.get(PREFIX, ""),
        element.get(SUFFIX, ""),
        _number(element.get(START_VALUE), 1),
        _number(element.get(DISPLAYED), 1),
    )


def _eastern(form: str) -> str:
    """The format names its first signs: ``一, 二, 三, ...``."""
    first = form[:1]
    if first in "一壹":
        return "chineseCounting" if first else ""
    kinds = {"甲": "ideographTraditional", "子": "ideographZodiac", "①": "decimalEnclosedCircle"}
    return kinds.get(first, "decimal")


def _number(text: str | None, default: int) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 7 else default
