"""Lists of questions as they stand in scripts of JavaScript and Python; nothing is ever run.

JSON5 is what a list of plain values in JavaScript is; Python's own parser reads Python's. What is
neither (a call, a sum, a text with a value put in) is no value.
"""

import ast
import re
import warnings
from collections.abc import Iterator
from typing import Any

import pyjson5

DEEPEST = 40  # brackets within brackets
FIRST_LOOK = 1024  # characters; most values end sooner, and each look copies what it looks at
MOST_ENDLESS = 200  # values of a script that do not end: each was read to the end of it
LONGEST_PYTHON = 2_000_000  # characters; its parser needs some hundred bytes for each
NAME = r"[A-Za-z_$\u3400-\u9fff][\w$\u3400-\u9fff]*"
# Where a value begins that somebody gave a name: ``var questions = [``, ``export default {``.
GIVEN = re.compile(
    rf"(?:(?:^|[;\s.])({NAME})\s*(?::\s*[^=\n;]{{1,60}})?=|"
    r"export\s+default|return|(?:^|\n)[ \t]*+[\w.$]++(?=\())\s*+(?:\(\s*+)?(?=[\[{])"
)
STOPPED_AT = re.compile(r"near (\d+)")
BETWEEN = re.compile(r"[\s,;]*")
# Texts in backquotes, which may go over lines, are no JSON5; those with a value put in are none.
# What nobody closed is passed over as well, or each sign of it would be tried again.
TEXT = re.compile(
    r"\"(?:[^\"\\\n]|\\.)*+\"?|'(?:[^'\\\n]|\\.)*+'?|`((?:[^`\\$]|\\.|\$(?!\{))*+)(`)?", re.DOTALL
)
TO_ESCAPE = re.compile(r"\\.|[\"\n\r]", re.DOTALL)
ESCAPED = {'"': '\\"', "\n": "\\n", "\r": ""}


class NoValue(ValueError):
    """The text at this place is no plain value."""


class Endless(NoValue):
    """It is not closed anywhere."""


def value_of(text: str) -> Any:
    """The value a text holds, or the list of several; raises NoValue where it holds others."""
    try:
        found, place = [], 0
        while place < len(text):
            value, place = _value(text, place)
            found.append(value)
            place = _end(BETWEEN, text, place)
    except NoValue:
        return _of_python(text.strip())
    return found[0] if len(found) == 1 else found


def values_in(text: str) -> tuple[dict[str, Any], list[str]]:
    """Every list or record that a script gives a name, in order; and those that are no values."""
    found: dict[str, Any] = {}
    unread = []
    for name, value, said in _given(_without_backquotes(text)):
        if said:
            unread.append(said)
        else:
            found[name if name not in ("", *found) else f"{name}{len(found)}"] = value
    if found or not (tree := _tree_or_none(text)):
        return found, unread
    return _named_in_python(text, tree)


def _given(text: str) -> Iterator[tuple[str, Any, str]]:
    """Name and value of each, or what stands there instead, up to the next."""
    place = endless = 0
    while endless < MOST_ENDLESS and (given := GIVEN.search(text, place)):
        place = given.end()
        try:
            value, place = _value(text, place)
            yield given[1] or "", value, ""
        except NoValue as error:
            endless += isinstance(error, Endless)
            following = GIVEN.search(text, place)
            yield given[1] or "", None, text[place : following.start() if following else None]
    if endless == MOST_ENDLESS:
        yield "", None, text[place:]


def _without_backquotes(text: str) -> str:
    return TEXT.sub(_quoted, text) if "`" in text else text


def _quoted(found: re.Match[str]) -> str:
    if not found[2]:
        return found[0]
    return f'"{TO_ESCAPE.sub(lambda sign: ESCAPED.get(sign[0], sign[0]), found[1])}"'


def _value(text: str, place: int) -> tuple[Any, int]:
    """The value that begins there, and the place behind it."""
    size = FIRST_LOOK
    while True:
        part = text[place : place + size]
        is_rest = place + size >= len(text)
        try:
            value = pyjson5.decode(part, DEEPEST)
            if is_rest or isinstance(value, list | dict):
                return value, place + len(part)
        except pyjson5.Json5ExtraData as more:
            if stopped := STOPPED_AT.search(more.message or ""):
                return more.result, place + int(stopped[1])
            raise NoValue from more
        except pyjson5.Json5EOF as error:  # it ends here, or only the look does
            if is_rest:
                raise Endless from error
        except (pyjson5.Json5Exception, OverflowError) as error:
            raise NoValue from error
        size *= 8


def _end(pattern: re.Pattern[str], text: str, place: int) -> int:
    found = pattern.match(text, place)
    return found.end() if found else place


def _of_python(text: str) -> Any:
    return _literal(_tree(text, "eval"))


def _named_in_python(text: str, tree: Any) -> tuple[dict[str, Any], list[str]]:
    found: dict[str, Any] = {}
    unread = []
    for node in tree.body:
        if not isinstance(node, ast.Assign) or not isinstance(node.value, ast.List | ast.Dict):
            continue
        try:
            found[ast.unparse(node.targets[0])] = _literal(node.value)
        except NoValue:
            unread.append(ast.get_source_segment(text, node) or "")
    return found, unread


def _literal(node: Any) -> Any:
    try:
        return _plain(ast.literal_eval(node))
    except (ValueError, TypeError, RecursionError) as error:
        raise NoValue from error


def _plain(value: Any) -> Any:
    """The same as JSON could hold it."""
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    if isinstance(value, dict):
        return {str(name): _plain(one) for name, one in value.items()}
    if value is None or isinstance(value, str | int | float):
        return value
    raise NoValue


def _tree_or_none(text: str) -> Any:
    try:
        return _tree(text, "exec")
    except NoValue:
        return None


def _tree(text: str, mode: str) -> Any:
    if len(text) > LONGEST_PYTHON:
        raise NoValue
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of strange escapes in texts
            return ast.parse(text, mode=mode)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise NoValue from error
