"""Lists of questions as they stand in scripts: JSON with the freedoms of JavaScript and Python.

Nothing is ever run. What is not a plain value (a call, a name, a sum) ends the value it stands in.
"""

import json
import re
from collections.abc import Callable
from math import isfinite
from typing import Any

DEEPEST = 40  # brackets within brackets
MOST_FAILED = 200  # values of a script that are none: each may have been read to the end
SKIPPED = re.compile(r"(?:\s+|//[^\n]*|/\*.*?\*/|#[^\n]*)*", re.DOTALL)
TEXT = re.compile(
    r"'((?:[^'\\\n]|\\.)*)'|\"((?:[^\"\\\n]|\\.)*)\"|`((?:[^`\\$]|\\.|\$(?!\{))*)`", re.DOTALL
)
NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?(?![\w.])")
NAME = re.compile(r"[A-Za-z_$\u3400-\u9fff][\w$\u3400-\u9fff]*")
ESCAPE = re.compile(r"\\(u\{[0-9a-fA-F]{1,6}\}|u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|\n|.)", re.DOTALL)
SIGNS = {"n": "\n", "t": "\t", "r": "", "b": "", "f": "", "v": "", "0": "", "\n": ""}
WORDS = {
    **{"true": True, "True": True, "false": False, "False": False},
    **dict.fromkeys(("null", "None", "undefined")),
}
# Where a value begins that somebody gave a name: ``var questions = [``, ``export default {``.
GIVEN = re.compile(
    r"(?:(?:^|[;\s.])([A-Za-z_$\u3400-\u9fff][\w$\u3400-\u9fff]*)\s*(?::\s*[^=\n;]{1,60})?=|"
    r"export\s+default|return|(?:^|\n)[ \t]*+[\w.$]++(?=\())\s*+(?:\(\s*+)?(?=[\[{])"
)


class NoValue(ValueError):
    """The text at this place is no plain value."""


def value_of(text: str) -> Any:
    """The value a text holds, or the list of several; raises NoValue where it holds others."""
    found, place = [], _skip(text, 0)
    while place < len(text):
        value, place = _value(text, place, 0)
        found.append(value)
        place = _skip(text, place)
        if text[place : place + 1] in (",", ";"):
            place = _skip(text, place + 1)
    return found[0] if len(found) == 1 else found


def values_in(text: str) -> dict[str, Any]:
    """Every list or record that a script gives a name, by that name, in order."""
    found: dict[str, Any] = {}
    place = failed = 0
    while failed < MOST_FAILED and (given := GIVEN.search(text, place)):
        place = given.end()
        try:
            value, place = _value(text, place, 0)
        except NoValue:
            failed += 1
            continue
        found[given[1] if given[1] not in (None, *found) else f"{given[1] or ''}{len(found)}"] = (
            value
        )
    return found


def _skip(text: str, place: int) -> int:
    found = SKIPPED.match(text, place)
    return found.end() if found else place


def _value(text: str, place: int, depth: int) -> tuple[Any, int]:
    if depth > DEEPEST:
        raise NoValue
    sign = text[place : place + 1]
    if sign == "[":
        return _list(text, place + 1, depth)
    if sign == "{":
        return _record(text, place + 1, depth)
    if sign in ("'", '"', "`"):
        return _text(text, place)
    if number := NUMBER.match(text, place):
        return json.loads(_plain(number[0])), number.end()
    word = NAME.match(text, place)
    if word is None or word[0] not in WORDS:
        raise NoValue
    return WORDS[word[0]], word.end()


def _plain(number: str) -> str:
    """``.5``, ``5.``, ``+5`` and ``007`` as JSON writes them."""
    value = float(number)
    if not isfinite(value):
        raise NoValue
    return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)


def _text(text: str, place: int) -> tuple[str, int]:
    """A text, or several that ``+`` joins."""
    parts = []
    while found := TEXT.match(text, place):
        parts.append(ESCAPE.sub(_sign, next(part for part in found.groups() if part is not None)))
        after = _skip(text, found.end())
        if text[after : after + 1] != "+":
            return "".join(parts), found.end()
        place = _skip(text, after + 1)
    raise NoValue


def _sign(found: re.Match[str]) -> str:
    name = found[1]
    if name[0] in "ux" and len(name) > 1:
        code = int(name[1:].strip("{}"), 16)
        return chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else ""
    return SIGNS.get(name, name)


def _list(text: str, place: int, depth: int) -> tuple[list[Any], int]:
    found: list[Any] = []

    def one(at: int) -> int:
        value, end = _value(text, at, depth + 1)
        found.append(value)
        return end

    return found, _each(text, place, "]", one)


def _record(text: str, place: int, depth: int) -> tuple[dict[str, Any], int]:
    found: dict[str, Any] = {}

    def one(at: int) -> int:
        name, at = _name(text, at)
        at = _skip(text, at)
        if text[at : at + 1] != ":":
            raise NoValue
        value, end = _value(text, _skip(text, at + 1), depth + 1)
        found[name] = value
        return end

    return found, _each(text, place, "}", one)


def _each(text: str, place: int, closing: str, one: Callable[[int], int]) -> int:
    """Read what commas part, as far as the closing bracket; return the place behind it."""
    place = _skip(text, place)
    while text[place : place + 1] != closing:
        place = _skip(text, one(place))
        if text[place : place + 1] == ",":
            place = _skip(text, place + 1)
        elif text[place : place + 1] != closing:
            raise NoValue
    return place + 1


def _name(text: str, place: int) -> tuple[str, int]:
    if found := NAME.match(text, place):
        return found[0], found.end()
    if number := NUMBER.match(text, place):
        return number[0], number.end()
    return _text(text, place)
