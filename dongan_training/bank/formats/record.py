"""JSON banks: lists of records under whatever names, and the program's own form."""

import base64
import json
import re
from collections.abc import Iterator
from typing import Any

from dongan_training.bank.drafts import (
    Answer,
    Draft,
    MarkingPoint,
    Picture,
    Problem,
    ProblemKind,
    QuestionType,
    Reading,
    answer_fits,
)
from dongan_training.bank.recognising.album import media_type_of
from dongan_training.bank.recognising.columns import record_columns
from dongan_training.bank.recognising.lexicon import TYPE_WORD, declared_by
from dongan_training.bank.recognising.raw import Raw
from dongan_training.bank.recognising.rows import options_in, raw_of
from dongan_training.bank.recognising.settling import settle
from dongan_training.progress import Progress
from dongan_training.sheets.incoming import Incoming
from dongan_training.sheets.refusals import DamagedFile
from dongan_training.sheets.text import decode
from dongan_training.texts import N_, _

UNPLACED = N_("这条记录没有题干，没有导入。")
STEP = 500
DEEPEST = 6
MARKUP = re.compile(r"</?(?:b|i|u|em|strong|span|font|p|sup|sub)(?:\s[^<>]{0,80})?>", re.IGNORECASE)
LONGEST_NAME = 20
SHORTEST_QUESTION = 8  # on average, where the names of a record are taken as questions


def read(incoming: Incoming, progress: Progress) -> Reading:
    """Read a JSON file."""
    reading = Reading(format="json")
    text = decode(incoming.content, incoming.path.name)
    if not read_text(text, reading, progress):
        raise DamagedFile(incoming.path.name)
    return reading


def read_text(text: str, reading: Reading, progress: Progress) -> bool:
    """Read JSON text, or one record to a line; False if it is neither."""
    content = _parsed(MARKUP.sub("", text) if "</" in text else text)
    if content is None:
        return False
    reading.format = "json"
    for count, (record, head) in enumerate(_records(content)):
        if count % STEP == 0:
            progress.step(count, 0, _("正在识别试题…"))
        _take(record, count + 1, reading, head)
    return True


def _parsed(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        pass
    try:
        lines = [json.loads(line) for line in text.splitlines() if line.strip()]
    except (ValueError, RecursionError):
        return None
    return lines or None


Found = tuple[dict[str, Any], str]  # a record, and the name of the list it stands in


def _records(content: Any, depth: int = 0, head: str = "") -> Iterator[Found]:
    """Every record that could be a question, however deep its list lies."""
    if depth > DEEPEST:
        return
    if isinstance(content, list):
        for one in content:
            if isinstance(one, dict) and _is_leaf(one):
                yield one, head
            else:
                yield from _records(one, depth + 1, head)
    elif isinstance(content, dict):
        yield from _below(content, depth, head)


def _below(content: dict[str, Any], depth: int, head: str) -> Iterator[Found]:
    if "stem" in record_columns(content).fields and _is_leaf(content):
        yield content, head
        return
    if _maps_answers(content):
        yield from ((_mapped(question, answer), head) for question, answer in content.items())
        return
    head = next((v for v in content.values() if isinstance(v, str) and _names_type(v)), head)
    inner = {name: value for name, value in content.items() if isinstance(value, dict | list)}
    if not inner and depth:
        yield content, head
    for name, value in inner.items():
        yield from _records(value, depth + 1, name if _names_type(name) else head)


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


def _mapped(question: str, answer: str) -> dict[str, Any]:
    stem, *options = question.split("|")
    return (
        {"题干": stem, "选项": options, "答案": answer}
        if options
        else {"题干": stem, "答案": answer}
    )


def _is_leaf(record: dict[str, Any]) -> bool:
    """Whether a record is no heap of other records; options and keys may be lists of their own."""
    fields = record_columns(record).fields
    if "stem" in fields and fields.keys() & {"key", "options"}:
        return True
    deep = [value for value in record.values() if _holds_records(value)]
    return not deep or ("stem" in fields and not any(map(_holds_questions, deep)))


def _holds_records(value: Any) -> bool:
    inner = value if isinstance(value, list) else [value]
    return any(isinstance(one, dict | list) for one in inner)


def _holds_questions(value: Any) -> bool:
    inner = value if isinstance(value, list) else value.values()
    return any(isinstance(one, dict) and "stem" in record_columns(one).fields for one in inner)


def _take_options(raw: Raw, value: Any) -> None:
    """The value of the options, where it says more than its text: flags of the right ones."""
    options, marked = options_in(value)
    if not options:
        return
    raw.options = options
    if marked and not raw.key:  # the record says so: right even where all of them are
        raw.key = "".join(chr(65 + place) for place in marked)


def _take(record: dict[str, Any], line: int, reading: Reading, head: str = "") -> None:
    printed = json.dumps(record, ensure_ascii=False)
    columns = record_columns(record)
    if own := own_form(record, line, printed):
        reading.drafts.append(own)
        return
    if "stem" not in columns.fields:
        reading.problems.append(Problem(line, ProblemKind.NOT_A_QUESTION, _(UNPLACED), printed))
        return
    raw = raw_of(tuple(_text(value) for value in record.values()), columns, line)
    if "options" in columns.fields:
        _take_options(raw, list(record.values())[columns.fields["options"]])
    raw.source = printed
    if raw.declared is None and (declared := declared_by(head)):
        raw.declared, raw.told = declared
    result = settle(raw)
    if isinstance(result, Draft):
        reading.drafts.append(result)
    else:
        reading.problems.append(result)


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "正确" if value else "错误"
    if isinstance(value, float) and value == int(value):
        return str(int(value))
    if isinstance(value, list):
        return "|".join(_text(one) for one in value)
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False)
    return str(value).strip()


def own_form(record: dict[str, Any], line: int, printed: str) -> Draft | None:
    """A question as ``bank read --json`` prints it comes back exactly."""
    kinds = {str(kind): kind for kind in QuestionType}
    kind, stem, answer = (
        kinds.get(str(record.get("type"))),
        record.get("stem"),
        record.get("answer"),
    )
    if kind is None or not isinstance(stem, str) or not isinstance(answer, list):
        return None
    options = record.get("options") or []
    if not isinstance(options, list) or not all(isinstance(one, str) for one in options):
        return None
    if (read_answer := _own_answer(kind, answer)) is None:
        return None

    def text(name: str) -> str | None:
        value = record.get(name)
        return str(value) if value not in (None, "") else None

    return Draft(
        type=kind,
        stem=stem,
        options=tuple(options),
        answer=read_answer,
        number=text("number") or "",
        explanation=text("explanation"),
        points=_number(record.get("points")),
        difficulty=text("difficulty"),
        section=text("section"),
        chapter=text("chapter"),
        citation=text("citation"),
        line=line,
        source=printed,
        passage=text("passage"),
        order_free=record.get("order_free") is True,
        marking=tuple(_marking_points(record.get("marking"))),
        tags=tuple(str(one) for one in _list(record.get("tags"))),
        pictures=tuple(_pictures(record.get("pictures"))),
    )


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _marking_points(value: Any) -> Iterator[MarkingPoint]:
    for one in _list(value):
        if isinstance(one, dict) and isinstance(one.get("text"), str):
            points = one.get("points")
            yield MarkingPoint(
                one["text"], float(points) if isinstance(points, int | float) else None
            )


def _number(value: Any) -> float | None:
    return float(value) if isinstance(value, int | float) else None


def _pictures(value: Any) -> Iterator[Picture]:
    """Pictures as base64, which the export writes; what is none is left out."""
    for one in _list(value):
        data = one.get("data") if isinstance(one, dict) else None
        try:
            content = base64.b64decode(data, validate=True) if isinstance(data, str) else b""
        except ValueError:
            continue
        if kind := media_type_of(content):
            yield Picture(kind, content)


def _own_answer(kind: QuestionType, answer: list[Any]) -> Answer | None:
    given = [tuple(str(text) for text in one) if isinstance(one, list) else one for one in answer]
    return tuple(given) if answer_fits(kind, given) else None
