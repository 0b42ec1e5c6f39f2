"""JSON banks: lists of records under whatever names, and the program's own form."""

import base64
import json
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


def read(incoming: Incoming, progress: Progress) -> Reading:
    """Read a JSON file."""
    reading = Reading(format="json")
    text = decode(incoming.content, incoming.path.name)
    if not read_text(text, reading, progress):
        raise DamagedFile(incoming.path.name)
    return reading


def read_text(text: str, reading: Reading, progress: Progress) -> bool:
    """Read JSON text, or one record to a line; False if it is neither."""
    content = _parsed(text)
    if content is None:
        return False
    reading.format = "json"
    for count, record in enumerate(_records(content)):
        if count % STEP == 0:
            progress.step(count, 0, _("正在识别试题…"))
        _take(record, count + 1, reading)
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


def _records(content: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    """Every record that could be a question, however deep its list lies."""
    if depth > DEEPEST:
        return
    if isinstance(content, dict):
        if "stem" in record_columns(content).fields:
            yield content
            return
        content = [value for value in content.values() if isinstance(value, dict | list)] or [
            content
        ]
        if len(content) == 1 and isinstance(content[0], dict) and depth:
            yield content[0]
            return
    if isinstance(content, list):
        for one in content:
            if isinstance(one, dict) and _is_leaf(one):
                yield one
            else:
                yield from _records(one, depth + 1)


def _is_leaf(record: dict[str, Any]) -> bool:
    columns = record_columns(record)
    return "stem" in columns.fields or not any(isinstance(v, dict | list) for v in record.values())


def _take(record: dict[str, Any], line: int, reading: Reading) -> None:
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
        raw.options, raw.marked = options_in(list(record.values())[columns.fields["options"]])
    raw.source = printed
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
