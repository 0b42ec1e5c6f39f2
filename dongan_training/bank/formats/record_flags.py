"""Records whose key is no text: parts that say whether they are right; keys of strange names."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from dongan_training.bank.drafts import letter_of
from dongan_training.bank.recognising.columns import FIELD_OF, Columns, record_columns
from dongan_training.bank.recognising.keys import letters_of
from dongan_training.bank.recognising.lexicon import TYPE_WORD, declared_by
from dongan_training.sheets.headings import plain_heading

MOST_OPTIONS = 12
LONGEST_NAME = 20
OPTIONS = "选项"
# What lists to choose from are called where no head of a table is called so.
STATED = frozenset(
    ("statements", "statement", "responses", "alternatives", "陈述", "说法", "表述", "备选")
)
FLAGS = frozenset(
    ("isanswer", "iskey", "ok", "value", "answer", "score", "points", "fraction", "分值")
)
FLAG = re.compile(r"(?<!in)correct|right|true|truth|正确|对错|是否答案")
MEANT = {"1": True, "0": False, "100": True, "true": True, "false": False, "是": True, "否": False}
TEXT = re.compile(r"text|content|name|title|val|option|选项|内容|statement|表述|陈述|说法")
NUMBERED = re.compile(r"id$|no$|order|index|sort|label|letter|序号|编号|字母")
KEYISH = re.compile(r"right|correct|answer|solution|正确|答案")
NO_KEY = re.compile(
    r"count|num|time|expl|desc|analy|feedback|user|mine|wrong|incorrect|error|解析|说明|错误|人数|率"
)


def with_flags(record: dict[str, Any]) -> dict[str, Any]:
    """The same, its options as pairs of a text and true or false where its parts say so."""
    columns = record_columns(record)
    if "stem" not in columns.fields or columns.options or is_head(record, columns.fields):
        return record
    if "options" in columns.fields and "key" in columns.fields:
        names = list(record)
        options, key = names[columns.fields["options"]], names[columns.fields["key"]]
        if counted := _counted(record[options], record[key]):
            return {**record, options: counted[0], key: counted[1]}
    for name, value in record.items():
        heading = plain_heading(name)
        if heading not in STATED and FIELD_OF.get(heading) not in ("options", "key"):
            continue
        if pairs := _pairs(value):
            return {OPTIONS if one == name else one: part for one, part in record.items()} | {
                OPTIONS: pairs
            }
    return record


def _counted(options: Any, key: Any) -> tuple[list[Any], str] | None:
    """Options under the names 1, 2, 3 as a list, and the letters of those that the key names."""
    if not isinstance(options, dict) or len(options) < 2 or not all(map(str.isdecimal, options)):
        return None
    names = sorted(options, key=int)
    wanted = [str(one) for one in key] if isinstance(key, list) else re.findall(r"\d+", str(key))
    if not wanted or not set(wanted) <= set(names):
        return None
    letters = sorted(letter_of(names.index(one)) for one in wanted)
    return [options[name] for name in names], "".join(letters)


def named_letters(key: str, names: Sequence[str], columns: Columns) -> str:
    """The letters of a key that names options by what they are called in the record."""
    places = {names[at]: place for place, at in columns.options.items() if at < len(names)}
    wanted = key.split("|")
    known = bool(key) and all(one in places for one in wanted)
    return "".join(letter_of(places[one]) for one in wanted) if known else ""


def is_head(record: Mapping[str, Any], fields: Mapping[str, int]) -> bool:
    """Whether what seems to be asked is the name of a type, above a list of its questions."""
    values = list(record.values())
    stem, listed = values[fields["stem"]], values[fields.get("options", fields["stem"])]
    is_list = (
        isinstance(listed, list) and listed != [] and all(isinstance(one, dict) for one in listed)
    )
    is_name = isinstance(stem, str) and len(stem) <= LONGEST_NAME and TYPE_WORD.search(stem)
    return is_list and bool(is_name) and declared_by(str(stem)) is not None


def _pairs(value: Any) -> list[list[Any]]:
    """Texts with what each record of a list says of its own; [] where that is unclear."""
    if not isinstance(value, list) or not 2 <= len(value) <= MOST_OPTIONS:
        return []
    if not all(isinstance(one, dict) for one in value):
        return []
    names = [
        name
        for name in value[0]
        if (plain_heading(name) in FLAGS or FLAG.search(plain_heading(name)))
        and all(_meant(one.get(name)) is not None for one in value)
    ]
    name = _text_name([{n: v for n, v in one.items() if n not in names} for one in value])
    texts = [str(one.get(name, "")).strip() for one in value]
    if len(names) != 1 or not all(texts) or len(set(texts)) < len(texts):
        return []
    return [[text, _meant(one[names[0]])] for text, one in zip(texts, value, strict=True)]


def _text_name(parts: Sequence[Mapping[str, Any]]) -> str:
    """The name under which records of options say what there is to choose."""
    names = [
        name for name in parts[0] if all(isinstance(one.get(name), str | int) for one in parts)
    ]
    plain = {name: plain_heading(name) for name in names}
    telling = [name for name in names if not NUMBERED.search(plain[name])] or names
    called = [name for name in telling if TEXT.search(plain[name])] or telling
    return max(called, key=lambda name: sum(len(str(one[name])) for one in parts), default="")


def _meant(value: Any) -> bool | None:
    """True or false, as a value or in words."""
    return value if isinstance(value, bool) else MEANT.get(str(value).lower())


def flagged_letters(key: Any, options: Sequence[str]) -> str:
    """The letters of a key that says of every option, in their order, whether it is right.

    Or of one that holds the text of an option beside other things.
    """
    if isinstance(key, dict):
        told = [one for one in key.values() if isinstance(one, str) and one.strip() in options]
        return letter_of(options.index(told[0].strip())) if len(told) == 1 else ""
    if not isinstance(key, list) or len(key) != len(options) or len(key) < 2:
        return ""
    is_flags = all(isinstance(one, bool) for one in key) or (
        all(one in (0, 1) for one in key) and len(set(key)) < len(key)
    )
    return "".join(letter_of(at) for at, one in enumerate(key) if one) if is_flags else ""


def lettered_flags(value: Mapping[str, Any]) -> str:
    """The letters of ``{"A": true, "B": false}`` that are right."""
    known = (
        value and all(map(letters_of, value)) and all(isinstance(v, bool) for v in value.values())
    )
    return "".join(letter for letter, is_right in value.items() if is_right) if known else ""


def with_strange_key(columns: Columns) -> Columns:
    """The same, with a key under the one name that speaks of what is right."""
    if columns.fields.keys() & {"key", "right"} or columns.flags or "stem" not in columns.fields:
        return columns
    names = {place: plain_heading(name) for place, name in columns.unknown.items()}
    found = [p for p, name in names.items() if KEYISH.search(name) and not NO_KEY.search(name)]
    if len(found) != 1:
        return columns
    unknown = {place: name for place, name in columns.unknown.items() if place not in found}
    return replace(
        columns, fields={**columns.fields, "key": found[0]}, unknown=unknown, picked=None
    )
