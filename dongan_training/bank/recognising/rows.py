"""One row of a question table, or one JSON record, as a raw question."""

import json
import re
from collections.abc import Sequence
from datetime import date, timedelta

from dongan_training.bank.drafts import letter_of
from dongan_training.bank.recognising import options as runs
from dongan_training.bank.recognising.columns import Columns
from dongan_training.bank.recognising.keys import letters_of, truth_of
from dongan_training.bank.recognising.lexicon import declared_by
from dongan_training.bank.recognising.lines import Line
from dongan_training.bank.recognising.marking import tags_in
from dongan_training.bank.recognising.numbering import Ahead
from dongan_training.bank.recognising.numerals import read_number
from dongan_training.bank.recognising.pieces import fold
from dongan_training.bank.recognising.raw import CHOICES, Declared, Raw
from dongan_training.bank.recognising.tidying import first_number
from dongan_training.texts import said as _

LETTERED = re.compile(r"\s*[(\[]?([A-La-l])\s*[)\].、:．\-]\s*(?=\S)")
DASHED = re.compile(r"(?:^|(?<=[|;\n]))\s*([A-L])\s*[-.、:)]\s*")
SEPARATORS = (r"\$;\$", r"\n+", r"\|+|┋|#{2,}|\${2,}", r"[;；]", r"\t+|\s{3,}", r"\s{2,}")
NUMBER_FIRST = frozenset("0123456789０１２３４５６７８９第题试(（Qq")
# What the text of an option with a letter begins with; blanks may stand before it.
LETTER_FIRST = frozenset("ABCDEFGHIJKLabcdefghijklＡＢＣＤＥＦＧＨＩＪＫＬ([（［")
LETTER_FIRST |= frozenset(filter(str.isspace, map(chr, range(0x3001))))
BREAK = re.compile(r"<br\s*/?>|\\r\\n|\\n", re.IGNORECASE)
LISTED = re.compile(r"\[\s*(?:(?:\"[^\"]*\"|'[^']*')\s*,?\s*)+\]")
LIST_VALUE = re.compile(r"\"([^\"]*)\"|'([^']*)'")
PARTING = ("&", "|", "##", "$$", "@@", "\t", "\n")
CIRCLED = "①②③④⑤⑥⑦⑧⑨"
COUNTS_LISTED = re.compile(r"\[\s*[0-9]\s*(?:,\s*[0-9]\s*)*\]")
COUNTS = re.compile("[0-9]")
COUNTS_ONLY = re.compile(r"[0-9](?:[\s,，、;；|]*[0-9])*")
CODES = {"1": Declared.TRUE_FALSE, "2": Declared.SINGLE, "3": Declared.MULTIPLE}
OPTION_TEXT = (
    "optioncontent",
    "content",
    "text",
    "option_text",
    "optiontext",
    "answer_text",
    "answertext",
    "name",
    "value",
    "title",
    "label",
    "option",
    "选项",
    "内容",
)
SERIAL = re.compile("[0-9]{5}")
ASKS_FOR_A_DATE = re.compile(r"时间|日期|何时|哪一天|哪天|年.{0,4}月|生日|几月几日")


def raw_of(cells: tuple[str, ...], columns: Columns, line: int) -> Raw:
    """Gather what the row says under its head."""
    source = "\t".join(filter(None, cells))
    missing = columns.width - len(cells)
    cells = (*cells, *("",) * max(missing, 0), "")  # the last one answers for absent columns
    picked = columns.pick(cells)
    stem, number, key, together, told, explanation, points, difficulty = picked[:8]
    section, citation, page, shelf, tags, marking, passage = picked[8:]
    raw = Raw(line, stem, number)
    raw.key = key_list(key)
    raw.options, raw.marked = _options(cells, columns, together)
    raw.counted = columns.counted
    if columns.wrongs:
        _take_wrongs(raw, [cells[column] for column in columns.wrongs])
    if columns.blanks:
        raw.blanks = _blanks(cells, columns)
    if told:
        _declare(raw, told, columns)
    raw.explanation = explanation or None
    raw.points = first_number(points)
    raw.difficulty = difficulty or None
    raw.section = section or None
    raw.citation = f"{citation} {page}" if citation and page else citation or page or None
    chapters = dict.fromkeys(filter(None, map(cells.__getitem__, columns.chapters)))
    raw.chapter = " / ".join(chapters) or shelf or None
    raw.tags = tags_in(tags) if tags else ()
    raw.marking = marking
    raw.passage = passage or None
    raw.source = source
    if not key and "right" in columns.fields and "wrong" in columns.fields:
        raw.key = _ticked(cells[columns.fields["right"]], cells[columns.fields["wrong"]])
    if columns.flags and not raw.key:
        raw.key = _flagged(cells, columns)
    _without_number(raw)
    _part_stem(raw)
    _suspect_serial(raw)
    return raw


def _ticked(right: str, wrong: str) -> str:
    """Which of two columns, 对 and 错, is ticked."""
    return "" if bool(right) == bool(wrong) else "√" if right else "×"


def _flagged(cells: Sequence[str], columns: Columns) -> str:
    """The options beside which 是否正确 says yes."""
    return "".join(
        letter_of(place)
        for place, column in sorted(columns.flags.items())
        if cells[column].strip() == "1" or truth_of(cells[column])
    )


def _take_wrongs(raw: Raw, cells: Sequence[str]) -> None:
    """Columns of wrong options beside the right one, which the key says in full."""
    wrongs = [part for cell in cells for part in cell.split("|") if part.strip()]
    if wrongs and raw.key and not raw.options:
        rights = raw.key.split("|")
        raw.options = [*rights, *wrongs]
        raw.key = "".join(letter_of(place) for place in range(len(rights)))


def key_list(key: str) -> str:
    """``["A","C"]``: a list as programs write it into a cell."""
    if key[:1] in CIRCLED and not key.strip(f"{CIRCLED} 、,，;；"):
        return ",".join(str(CIRCLED.index(one) + 1) for one in key if one in CIRCLED)
    if key[:1] != "[":
        return key
    if COUNTS_LISTED.fullmatch(key):
        return key.strip("[] ")
    found = LIST_VALUE.findall(key) if LISTED.fullmatch(key) else []
    return "|".join(one or other for one, other in found) or key


def _declare(raw: Raw, told: str, columns: Columns) -> None:
    if (told.isdecimal() and len(told) == 1) or told.isascii():
        raw.code = raw.told = told
    if columns.english and told in CODES:
        raw.declared, raw.told = CODES[told], told
    elif told and (declared := declared_by(told)):
        raw.declared, raw.told = declared
    elif told and not told.isdigit() and told.endswith("题"):
        raw.declared, raw.told = Declared.FOREIGN, told


def _without_number(raw: Raw) -> None:
    """``1、题干`` in a cell: the number is printed beside the stem, not part of it."""
    if raw.stem[:1] not in NUMBER_FIRST:
        return
    found = read_number(fold(raw.stem[:20]))
    if found and found.style.startswith(("plain", "word", "paren")) and found.end < len(raw.stem):
        if found.style == "paren" and not raw.number:
            return
        raw.number = raw.number or found.printed
        raw.stem = raw.stem[found.end :]


def counts_in(key: str) -> list[int]:
    """The numbers of a key that is nothing but numbers, in order."""
    return sorted({int(count) for count in COUNTS.findall(key)})


def letters_for(places: Sequence[int], base: int) -> str:
    """Letters for places that count from ``base``."""
    return "".join(letter_of(place - base) for place in places)


def letters_for_counts(raw: Raw) -> None:
    """A key that counts the options, where the head counts them too."""
    places = counts_in(raw.key) if COUNTS_ONLY.fullmatch(raw.key) else []
    if not places or raw.key in raw.options or raw.declared not in (None, *CHOICES):
        return
    if len(raw.options) < 2 or places[0] < 1 or places[-1] > len(raw.options):
        return
    letters = letters_for(places, 1)
    raw.warnings.append(
        _("答案“{key}”是选项的序号，已按 {letters} 处理。").format(key=raw.key, letters=letters)
    )
    raw.key = letters


def _part_stem(raw: Raw) -> None:
    """Options that stand in the cell of the stem, below it or behind it."""
    if raw.options or raw.blanks or raw.declared not in (None, *CHOICES):
        return
    if raw.key and _part_by_key(raw):
        return
    if raw.declared is None and not letters_of(raw.key):
        return
    line = Line(0, raw.stem, fold(raw.stem))
    run = runs.inline_run(line, Ahead([]))
    if len(run) > 1 and run[0].start > 0:
        raw.options = [one.text for one in run]
        raw.marked = [place for place, one in enumerate(run) if one.formats]
        raw.stem = raw.stem[: run[0].start].rstrip()


def _part_by_key(raw: Raw) -> bool:
    """``题干&甲&乙&丙`` with the key ``甲&丙``: the key tells what parts the cell."""
    for separator in PARTING:
        stem, *options = (part.strip() for part in raw.stem.split(separator))
        chosen = [part.strip() for part in raw.key.split(separator)]
        if len(options) > 1 and all(options) and all(part in options for part in chosen):
            raw.stem, raw.options = stem, options
            raw.key = "".join(letter_of(options.index(part)) for part in chosen)
            return True
    return False


def _suspect_serial(raw: Raw) -> None:
    """Excel keeps dates as days since 1900; a plain one in an answer is easily overlooked."""
    if (
        SERIAL.fullmatch(raw.key)
        and 20000 <= int(raw.key) <= 60000
        and ASKS_FOR_A_DATE.search(raw.stem)
    ):
        day = date(1899, 12, 30) + timedelta(days=int(raw.key))
        raw.warnings.append(
            _("答案“{key}”可能是 Excel 的日期，即 {year}年{month}月{day}日，请核对。").format(
                key=raw.key, year=day.year, month=day.month, day=day.day
            )
        )


def _options(cells: Sequence[str], columns: Columns, together: str) -> tuple[list[str], list[int]]:
    apart = list(map(cells.__getitem__, columns.option_columns))
    while apart and not apart[-1]:
        apart.pop()
    if apart:
        return without_letters(apart), []
    return split_options(together) if together else ([], [])


def _blanks(cells: Sequence[str], columns: Columns) -> tuple[tuple[str, ...], ...]:
    texts = [
        cells[column] if column < len(cells) else "" for _, column in sorted(columns.blanks.items())
    ]
    while texts and not texts[-1]:
        texts.pop()
    return tuple(
        tuple(part.strip() for part in re.split(r"[/|]", text) if part.strip()) or ("",)
        for text in texts
    )


def without_letters(texts: list[str]) -> list[str]:
    """Take ``A、`` off every option, if every one carries a letter, or most the one they have."""
    if LETTER_FIRST.isdisjoint([text[:1] for text in texts]):
        return texts
    filled = [text for text in texts if text]
    found = [LETTERED.match(fold(text)) for text in texts]
    own = sum(one is not None and one[1].upper() == letter_of(n) for n, one in enumerate(found))
    if sum(map(bool, found)) < len(filled) and own * 2 <= len(filled):
        return texts
    return [text[one.end() :] if one else text for text, one in zip(texts, found, strict=True)]


def split_options(text: str) -> tuple[list[str], list[int]]:
    """Options that share one cell: as JSON, lettered, or parted by a sign."""
    stripped = BREAK.sub("\n", text).strip() if "<" in text or "\\n" in text else text.strip()
    if stripped.startswith(("[", "{")) and (found := _from_json(stripped)):
        return found
    folded = fold(stripped)
    marks = list(DASHED.finditer(folded))
    if [mark[1] for mark in marks] == [letter_of(i) for i in range(len(marks))] and len(marks) > 1:
        ends = [mark.start() for mark in marks[1:]] + [len(stripped)]
        return [
            stripped[m.end() : e].strip(" |;；\n\t") for m, e in zip(marks, ends, strict=True)
        ], []
    if circled := _circled(stripped):
        return circled, []
    line = Line(0, stripped, folded)
    if len(run := runs.inline_run(line, Ahead([]))) > 1 and run[0].start == 0:
        return [one.text.strip(" |;；,，") for one in run], []
    for separator in SEPARATORS:
        parts = [part.strip() for part in re.split(separator, stripped)]
        if len(parts) > 1 and all(parts[:-1]):
            return without_letters([part for part in parts if part]), []
    return [stripped], []


def _circled(text: str) -> list[str]:
    """``①甲 ②乙``: options that circled numbers count."""
    signs, parts = re.findall(f"[{CIRCLED}]", text), re.split(f"[{CIRCLED}]", text)
    counted = len(signs) > 1 and "".join(signs) == CIRCLED[: len(signs)] and not parts[0].strip()
    return [part.strip(" ;；,，、\n\t\u3000") for part in parts[1:]] if counted else []


def _from_json(text: str) -> tuple[list[str], list[int]] | None:
    if LISTED.fullmatch(text):
        return [one or other for one, other in LIST_VALUE.findall(text)], []
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return options_in(found)


def options_in(found: object) -> tuple[list[str], list[int]]:
    """Options of a JSON value: a list of texts or records, or letters with their texts."""
    if isinstance(found, dict):
        keys = sorted(found, key=str)
        if keys and all(letters_of(str(key)) and len(str(key).strip()) == 1 for key in keys):
            return [str(found[key]) for key in keys], []
        if len(found) > 1 and all(isinstance(value, bool) for value in found.values()):
            return list(found), [n for n, value in enumerate(found.values()) if value]
        found = next((value for value in found.values() if isinstance(value, list)), [])
    if not isinstance(found, list):
        return split_options(found) if isinstance(found, str) else ([], [])
    if found and all(map(_pair, found)):
        return [str(one[0]) for one in found], [n for n, one in enumerate(found) if one[1]]
    texts = [_option_text(one) for one in found]
    marked = [index for index, one in enumerate(found) if _is_right(one)]
    return without_letters(texts), marked


def _pair(one: object) -> bool:
    """``["甲", true]``: an option and whether it is right."""
    return isinstance(one, list) and len(one) == 2 and isinstance(one[1], bool)


def _option_text(one: object) -> str:
    if not isinstance(one, dict):
        return "" if one is None else str(one)
    names = {str(name).lower(): value for name, value in one.items()}
    for name in OPTION_TEXT:
        if isinstance(names.get(name), str | int | float):
            if name in ("label", "option", "value", "name") and letters_of(str(names[name])):
                continue
            return str(names[name])
    texts = [value for value in one.values() if isinstance(value, str)]
    longer = [text for text in texts if not letters_of(text)]
    return max(longer or texts, key=len, default="")


def _is_right(one: object) -> bool:
    if not isinstance(one, dict):
        return False
    return any(
        str(name).lower() in ("correct", "iscorrect", "isright", "right", "isanswer", "is_correct")
        and value in (True, 1, "1", "true")
        for name, value in one.items()
    )
