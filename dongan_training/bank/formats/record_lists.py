"""Where in a JSON value the questions stand, and which of their names means what.

A record under names nobody knows is read by what the records of its list hold, as a column of
a table is.
"""

import json
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any, NamedTuple

from dongan_training.bank.formats.record_flags import (
    LONGEST_NAME,
    MOST_OPTIONS,
    is_head,
    lettered_flags,
    with_flags,
)
from dongan_training.bank.recognising.columns import FIELD_OF, Columns, read_columns, record_columns
from dongan_training.bank.recognising.evidence import SAMPLE, complete
from dongan_training.bank.recognising.headless import infer_columns
from dongan_training.bank.recognising.keys import letters_of
from dongan_training.bank.recognising.lexicon import TYPE_WORD, declared_by
from dongan_training.sheets.headings import plain_heading

DEEPEST = 6
FEWEST = 3  # records of a list that say together what their names mean
SHORTEST_QUESTION = 8  # on average, where the names of a record are taken as questions


class Found(NamedTuple):
    """A record, the meaning of its names, and the name of the list it stands in."""

    record: dict[str, Any]
    columns: Columns
    head: str


def text_of(value: Any) -> str:
    """A value as a cell would show it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "正确" if value else "错误"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, list):
        return "|".join(text_of(one) for one in value)
    if isinstance(value, dict):
        return lettered_flags(value) or _printed(value)
    return str(value).strip()


def _printed(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False)


def records_in(content: Any, depth: int = 0, head: str = "") -> Iterator[Found]:
    """Every record that could be a question, however deep its list lies."""
    if depth > DEEPEST:
        return
    if isinstance(content, dict):
        yield from _below(_with_keys(content), depth, head)
    elif isinstance(content, list):
        content = [with_flags(_flat(one)) if isinstance(one, dict) else one for one in content]
        if found := _rows(content, head) or _learned(content, head):
            yield from found
            return
        for one in content:
            if isinstance(one, dict) and _is_leaf(one):
                yield Found(one, record_columns(one), head)
            else:
                yield from records_in(one, depth + 1, head)


def _below(content: dict[str, Any], depth: int, head: str) -> Iterator[Found]:
    columns = record_columns(content)
    if "stem" in columns.fields and _is_leaf(content):
        yield Found(content, columns, head)
        return
    if _maps_answers(content):
        for question, answer in content.items():
            yield _mapped(question, answer, head)
        return
    if _maps_questions(content):
        for question, record in content.items():
            whole = {"题干": question, **record}
            yield Found(whole, record_columns(whole), head)
        return
    head = next((v for v in content.values() if isinstance(v, str) and _names_type(v)), head)
    place = columns.fields.get("type")
    said = None if place is None else next(islice(content.values(), place, None))
    head = said if isinstance(said, str) and declared_by(said) else head
    inner = {name: value for name, value in content.items() if isinstance(value, dict | list)}
    if not inner and depth:
        yield Found(content, columns, head)
    for name, value in inner.items():
        told = name if len(name) <= LONGEST_NAME and declared_by(name) else head
        yield from records_in(value, depth + 1, told)


def _names_type(text: str) -> bool:
    """A short name such as 单项选择题, which a list of questions bears."""
    return len(text) <= LONGEST_NAME and TYPE_WORD.search(text) is not None


def _maps_answers(record: dict[str, Any]) -> bool:
    """Whether the names are the questions, with or without options, and the values answers."""
    if len(record) < 3 or not all(isinstance(value, str) for value in record.values()):
        return False
    return sum(map(len, record)) >= SHORTEST_QUESTION * len(record) and not record_columns(
        record
    ).fields.keys() & {"stem", "key", "options"}


def _maps_questions(content: dict[str, Any]) -> bool:
    """Whether the names are the questions, and under each stand its options and key."""
    if len(content) < FEWEST or sum(map(len, content)) < SHORTEST_QUESTION * len(content):
        return False
    if not all(isinstance(value, dict) for value in content.values()):
        return False
    return all(
        "stem" not in fields and "key" in fields
        for fields in (record_columns(value).fields for value in content.values())
    )


def _flat(record: dict[str, Any]) -> dict[str, Any]:
    """``question: {text, type}`` and ``answer: {label: B}`` as if they stood in the record."""
    if not any(isinstance(value, dict) for value in record.values()):
        return record
    found: dict[str, Any] = {}
    for name, value in record.items():
        if not isinstance(value, dict) or letters_of("".join(map(str, value))):
            found[name] = value
        elif len(value) == 1 and not isinstance(one := next(iter(value.values())), dict | bool):
            found[name] = one
        elif FIELD_OF.get(plain_heading(name)) == "key":
            found[name] = value
        elif "stem" in record_columns(value).fields and not any(
            isinstance(one, dict | list) for one in value.values()
        ):
            found |= {inner: one for inner, one in value.items() if inner not in record}
        else:
            found[name] = value
    return found


def _with_keys(content: dict[str, Any]) -> dict[str, Any]:
    """Questions in one list and their keys in another, or under their numbers: joined."""
    lists = {
        name: value
        for name, value in content.items()
        if isinstance(value, list) and len(value) > 1 and all(isinstance(o, dict) for o in value)
    }
    keys = {
        name: value
        for name, value in content.items()
        if name not in lists and FIELD_OF.get(plain_heading(name)) == "key"
    }
    if len(lists) != 1 or len(keys) != 1:
        return content
    (name, records), (key_name, given) = next(iter(lists.items())), next(iter(keys.items()))
    columns = record_columns(records[0])
    if "key" in columns.fields or not isinstance(given, list | dict) or len(given) != len(records):
        return content
    if isinstance(given, list):
        keyed = given
    else:
        at = columns.fields.get("number", -1)
        numbers = [str(list(one.values())[at]) if at >= 0 else "" for one in records]
        if set(numbers) != set(given):
            return content
        keyed = [given[number] for number in numbers]
    joined = [{**one, "答案": key} for one, key in zip(records, keyed, strict=True)]
    return {**{n: v for n, v in content.items() if n != key_name}, name: joined}


def _mapped(question: str, answer: str, head: str) -> Found:
    stem, *options = question.split("|")
    record = (
        {"题干": stem, "选项": options, "答案": answer}
        if options
        else {"题干": stem, "答案": answer}
    )
    return Found(record, record_columns(record), head)


def _is_leaf(record: dict[str, Any]) -> bool:
    """Whether a record is no heap of other records; options and keys may be lists of their own."""
    fields = record_columns(record).fields
    if "stem" in fields and fields.keys() & {"key", "options"}:
        return not is_head(record, fields)
    deep = [value for value in record.values() if _holds_records(value)]
    return not deep or ("stem" in fields and not any(map(_holds_questions, deep)))


def _holds_records(value: Any) -> bool:
    inner = value if isinstance(value, list) else [value]
    return any(isinstance(one, dict | list) for one in inner)


def _holds_questions(value: Any, depth: int = 0) -> bool:
    """Whether a question stands anywhere below: the first of each list tells."""
    inner = list(islice(value, 3)) if isinstance(value, list) else [value]
    for one in inner:
        if not isinstance(one, dict):
            continue
        if (columns := record_columns(one)).usable() or (
            "stem" in columns.fields and len(one) > 1 and isinstance(value, dict)
        ):
            return True
        deep = [two for two in one.values() if isinstance(two, dict | list)]
        if depth < DEEPEST and any(_holds_questions(two, depth + 1) for two in deep):
            return True
    return False


def _deep(row: list[Any]) -> bool:
    """Whether a row holds more than texts and lists of texts."""
    return any(
        isinstance(one, dict) or (isinstance(one, list) and _holds_records(one)) for one in row
    )


def _rows(content: Sequence[Any], head: str) -> list[Found]:
    """A list of lists: the rows of a table, with a head or without."""
    if len(content) < FEWEST or not all(
        isinstance(row, list) and len(row) > 1 and not _deep(row) for row in content
    ):
        return []
    rows = [[_cell(value) for value in row] for row in content]
    columns = read_columns(rows[0])
    headed = columns.usable()
    if headed:
        complete(columns, rows[1 : SAMPLE + 1])
    known = columns if headed else infer_columns(rows)
    if known is None:
        return []
    names = rows[0] if headed else [str(n) for n in range(max(map(len, rows)))]
    names = [name or str(n) for n, name in enumerate(names)]
    return [
        Found(dict(zip(names, row, strict=False)), known, head)
        for row in (content[1:] if headed else content)
    ]


def _learned(content: Sequence[Any], head: str) -> list[Found]:
    """Records whose names do not say what they are, by what they hold; [] where that is unclear."""
    records = [one for one in content if isinstance(one, dict)]
    if len(records) < FEWEST or len(records) < len(content):
        return []
    names = list(dict.fromkeys(name for one in records[:SAMPLE] for name in one))
    columns = record_columns(dict.fromkeys(names))
    known = "options" in columns.fields or columns.options or columns.wrongs
    clear = known or ("key" in columns.fields and not columns.unknown)
    if ("stem" in columns.fields and clear) or any(map(_heap, records[:SAMPLE])):
        return []
    complete(columns, [[_cell(one.get(name)) for name in names] for one in records[:SAMPLE]])
    if "stem" not in columns.fields or not (
        columns.fields.keys() & {"key", "options"} or columns.options
    ):
        return []
    return [Found({name: one.get(name) for name in names}, columns, head) for one in records]


def _heap(record: dict[str, Any]) -> bool:
    """Whether a record holds more than the options of one question."""
    return any(
        (isinstance(value, list) and len(value) > MOST_OPTIONS)
        or (
            _holds_records(value)
            and (_holds_questions(value) or any(map(_holds_records, _inside(value))))
        )
        for value in record.values()
        if isinstance(value, dict | list)
    )


def _inside(value: Any) -> list[Any]:
    """The values of the records in a list, or of one record."""
    inner = value if isinstance(value, list) else [value]
    return [two for one in inner for two in (one.values() if isinstance(one, dict) else [one])]


def _cell(value: Any) -> str:
    """A value as evidence: lists of several stay lists, so that options are seen as such."""
    if isinstance(value, list) and any(isinstance(one, dict) for one in value):
        return _printed({"": value})
    if isinstance(value, list) and not all(
        isinstance(one, str | int) and len(str(one)) == 1 for one in value
    ):
        return _printed({"": value})
    return text_of(value)
