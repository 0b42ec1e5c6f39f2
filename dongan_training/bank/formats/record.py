"""JSON banks: lists of records under whatever names, and the program's own form."""

import base64
import html
import json
import re
from collections.abc import Iterator, Sequence
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
    letter_of,
)
from dongan_training.bank.formats import scripts
from dongan_training.bank.formats.record_flags import (
    flagged_letters,
    named_letters,
    with_strange_key,
)
from dongan_training.bank.formats.record_lists import Found, records_in, text_of
from dongan_training.bank.recognising.agreement import agreement_of
from dongan_training.bank.recognising.album import media_type_of
from dongan_training.bank.recognising.lexicon import declared_by
from dongan_training.bank.recognising.raw import Raw
from dongan_training.bank.recognising.rows import BREAK, options_in, raw_of
from dongan_training.progress import Progress
from dongan_training.sheets.incoming import Incoming
from dongan_training.sheets.refusals import DamagedFile
from dongan_training.sheets.text import decode
from dongan_training.texts import N_
from dongan_training.texts import said as _

UNPLACED = N_("这条记录没有题干，没有导入。")
UNREAD = N_("这里好像有试题，但写在程序里，读不出来，没有导入。请把题目的文字复制后粘贴进来。")
# What names a question in a script; several of them are a bank, readable or not.
ASKS = re.compile(r"\b(?:question|stem|题目|题干|试题)[\"']?\s*:", re.IGNORECASE)
STEP = 500
MARKUP = re.compile(
    r"</?(?:b|i|u|em|strong|span|font|div|p|sup|sub)(?:\s[^<>]{0,80})?>", re.IGNORECASE
)


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
    if "<" in text or "&" in text:
        content = _unmarked(content)
    reading.format = "json"
    _take_all(list(records_in(content)), reading, progress)
    return True


def read_script(text: str, reading: Reading, progress: Progress) -> bool:
    """Read the lists of questions that a script gives names; False where it has none.

    What asks questions there and cannot be read without running it is told in either case.
    """
    found, unread = scripts.values_in(text)
    if "<" in text or "&" in text:
        found = _unmarked(found)
    _take_all(list(records_in(found)) if found else [], reading, progress)
    is_bank = bool(reading.drafts or reading.problems)
    asking = [said.strip() for said in unread if ASKS.search(said)]
    if sum(len(ASKS.findall(said)) for said in asking) > 1:
        reading.problems += [
            Problem(0, ProblemKind.NOT_A_QUESTION, _(UNREAD), said) for said in asking
        ]
    return is_bank


def _unmarked(value: Any) -> Any:
    """The same without the marks of web pages."""
    if isinstance(value, str):
        bare = MARKUP.sub("", BREAK.sub("\n", value)) if "<" in value else value
        return html.unescape(bare).replace("\u00a0", " ").strip() if "&" in bare else bare
    if isinstance(value, list):
        return [_unmarked(one) for one in value]
    if isinstance(value, dict):
        return {_unmarked(name): _unmarked(one) for name, one in value.items()}
    return value


def _parsed(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        pass
    try:
        return [json.loads(line) for line in text.splitlines() if line.strip()] or None
    except (ValueError, RecursionError):
        pass
    try:
        return scripts.value_of(text) or None
    except scripts.NoValue:
        return None


def _take_all(found: Sequence[Found], reading: Reading, progress: Progress) -> None:
    """Read records, and settle what their keys and types mean by all of them together."""
    read: list[Raw | Draft | Problem] = []
    for count, one in enumerate(found):
        if count % STEP == 0:
            progress.step(count, len(found), _("正在识别试题…"))
        read.append(_read(one, count + 1))
    agreement = agreement_of([one for one in read if isinstance(one, Raw)])
    for each in read:
        result = agreement.settle(each) if isinstance(each, Raw) else each
        if isinstance(result, Draft):
            reading.drafts.append(result)
        else:
            reading.problems.append(result)


def _read(found: Found, line: int) -> Raw | Draft | Problem:
    record, columns, head = found
    columns = with_strange_key(columns)
    printed = json.dumps(record, ensure_ascii=False)
    if own := own_form(record, line, printed):
        return own
    if "stem" not in columns.fields:
        return Problem(line, ProblemKind.NOT_A_QUESTION, _(UNPLACED), printed)
    values = list(record.values())
    raw = raw_of(tuple(map(text_of, values)), columns, line)
    raw.key = named_letters(raw.key, list(record), columns) or raw.key
    if "options" in columns.fields:
        key = values[columns.fields["key"]] if "key" in columns.fields else None
        _take_options(raw, values[columns.fields["options"]], key)
    raw.source = printed
    if raw.declared is None and (declared := declared_by(head)):
        raw.declared, raw.told = declared
    return raw


def _take_options(raw: Raw, value: Any, key: Any) -> None:
    """The value of the options, where it says more than its text: flags of the right ones."""
    options, marked = options_in(value)
    if not options:
        return
    raw.options = options
    if flagged := flagged_letters(key, options):
        raw.key = flagged
    elif marked and not raw.key:  # the record says so: right even where all of them are
        raw.key = "".join(map(letter_of, marked))
    elif named := _named(value, key):
        raw.key = named


def _named(options: Any, key: Any) -> str:
    """The letters of the options whose own names or numbers the key tells."""
    wanted = key if isinstance(key, list) else [key]
    if not isinstance(options, list) or not all(isinstance(one, dict) for one in options):
        return ""
    for name in options[0] if options and wanted else ():
        names = [one.get(name) for one in options]
        hashable = all(isinstance(one, str | int) for one in (*names, *wanted))
        if hashable and len(set(names)) == len(names) and set(wanted) <= set(names):
            return "".join(letter_of(names.index(one)) for one in wanted)
    return ""


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
