"""Tables with a row for every option: the question stands once above them, or on each of them.

Which option is right says a column of marks (是 否, 1 0, √), or a key on one of the rows.
"""

import operator
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise, zip_longest

from dongan_training.bank.drafts import letter_of, place_of
from dongan_training.bank.recognising.columns import FIELD_OF, Columns
from dongan_training.bank.recognising.keys import letters_of, truth_of
from dongan_training.bank.recognising.pieces import fold
from dongan_training.bank.recognising.rows import without_letters
from dongan_training.sheets.headings import plain_heading
from dongan_training.sheets.tables import Row

SAMPLE = 200  # rows that tell whether a table is of this kind
LETTERED = re.compile(r"\s*[(\[]?([A-L])\s*[)\].、:．]\s*\S")
MARKS = {"1": True, "0": False, "": False, "v": True, "V": True, "*": True}
OPTION_WORD = re.compile("(?:选项|备选项|答案选项|option)[a-l]?")
MOST = 12
FEWEST = 3  # rows: a question and two options


@dataclass(frozen=True)
class Shape:
    """Where a row of an option has its text, its letter, and the mark that it is right."""

    stem: int
    option: int
    letter: int = -1
    mark: int = -1
    key: int = -1
    number: int = -1
    numbered: bool = False  # options stand below the stem without letters: a number begins the next


def gathered(columns: Columns, rows: Sequence[Row]) -> tuple[Columns, list[Row]] | None:
    """The same questions with one row each and their head; None for any other table."""
    if len(columns.option_columns) > 1 or "stem" not in columns.fields or len(rows) < 4:
        return None
    width = max(len(row.cells) for row in rows)
    typed = columns.fields.get("type", width)
    if typed < width and (numbered := _counted(_padded(rows, width), typed)):
        fields = {name: place for name, place in columns.fields.items() if name != "type"}
        columns, rows = replace(columns, fields=fields | {"number": typed}), numbered
    sample = _padded(rows[:SAMPLE], width)
    shape = _shape(columns, sample, width)
    if shape is None:
        return None
    groups = _groups(_padded(rows, width), shape)
    most = min(max(len(_options(group, shape)) for group in groups), MOST)
    head = replace(columns, fields=dict(columns.fields), unknown={}, picked=None, counted=False)
    head.fields.pop("options", None)
    head.fields["key"] = width
    head.options = {place: width + 1 + place for place in range(most)}
    head.width = width + 1 + most
    head.order_options()
    return head, [_joined(group, shape, width, most) for group in groups]


def gathered_without_head(rows: Sequence[Row]) -> tuple[Columns, list[Row]] | None:
    """The same where no head says which column holds the stems: marks or keys must bear it out."""
    width = max((len(row.cells) for row in rows), default=0)
    if len(rows) < FEWEST:
        return None
    rows = _padded(rows, width)
    numbers = [place for place in range(width) if _counts_on(rows, place)]
    letters = [place for place in range(width) if _keys(rows, place)]
    for stem in (place for place in range(width) if place not in numbers):
        fields = {"stem": stem, **({"number": numbers[0]} if numbers else {})}
        for key in (-1, *(place for place in letters if place != stem)):
            columns = Columns(fields=fields | ({"key": key} if key >= 0 else {}))
            found = gathered(columns, rows)
            if found and _bears_out(found[1], width):
                return found
    return None


def counted(rows: Sequence[Row]) -> list[Row] | None:
    """Rows that their first column calls 题目 or 选项, with numbers in place of those words."""
    return _counted(rows, 0) if rows and all(row.cells for row in rows) else None


def _counted(rows: Sequence[Row], place: int) -> list[Row] | None:
    """Rows that a column calls 题目 or 选项, with numbers and nothing in place of those words."""
    words = [plain_heading(row.cells[place]) for row in rows]
    stems = [FIELD_OF.get(word) == "stem" for word in words]
    options = [OPTION_WORD.fullmatch(word) is not None for word in words]
    if not any(stems) or not any(options) or not all(map(operator.xor, stems, options)):
        return None
    counts = [str(count) for count in accumulate(map(int, stems))]
    return [
        Row(row.number, (*row.cells[:place], count * begins, *row.cells[place + 1 :]))
        for row, begins, count in zip(rows, stems, counts, strict=True)
    ]


def _counts_on(rows: Sequence[Row], place: int) -> bool:
    """Whether a column numbers some of the rows: 1, 2, 3 …, with rows between that have none."""
    cells = [row.cells[place] for row in rows]
    counts = [cell.strip(" .、") for cell in cells if cell]
    return counts == [str(n + 1) for n in range(len(counts))] and 1 < len(counts) < len(rows)


def _keys(rows: Sequence[Row], place: int) -> bool:
    """Whether a column holds letters in some rows and nothing in the others."""
    cells = [row.cells[place] for row in rows]
    said = [cell for cell in cells if cell]
    return 1 < len(said) < len(rows) and all(map(letters_of, said))


def _bears_out(joined: Sequence[Row], width: int) -> bool:
    """Whether every question has a key that lies within its two options or more."""
    found = [
        (letters_of(row.cells[width]), sum(map(bool, row.cells[width + 1 :]))) for row in joined
    ]
    return len(found) > 1 and all(
        letters and count > 1 and place_of(max(letters)) < count for letters, count in found
    )


def _padded(rows: Sequence[Row], width: int) -> list[Row]:
    return [
        row
        if len(row.cells) == width
        else Row(row.number, (*row.cells, *[""] * (width - len(row.cells))))
        for row in rows
    ]


def _shape(columns: Columns, rows: Sequence[Row], width: int) -> Shape | None:
    stem = columns.fields["stem"]
    key, number = columns.fields.get("key", -1), columns.fields.get("number", -1)
    if _options_below(rows, stem):
        return Shape(stem, stem, key=key, number=number)
    if numbered := _numbered(rows, Shape(stem, stem, key=key, number=number, numbered=True)):
        return numbered
    taken = {stem, number, columns.fields.get("type", -1), *columns.chapters}
    free = [place for place in range(width) if place not in taken]
    first = Shape(stem, stem, number=number)
    groups = _groups(rows, first)
    if sum(len(group) > 1 for group in groups) * 5 < len(groups) * 4:
        return None
    letter = next((place for place in free if _runs_on(groups, place)), -1)
    texts = [
        place for place in free if place not in (letter, key) and _filled(groups, place) >= 0.8
    ]
    marks = [place for place in free if place != letter and _marks(groups, place)]
    option = max((p for p in texts if p not in marks), key=lambda p: _length(rows, p), default=None)
    if option is None:
        return None
    mark = marks[-1] if marks else -1
    return Shape(stem, option, letter, mark, -1 if key == mark else key, number)


def _groups(rows: Sequence[Row], shape: Shape) -> list[list[Row]]:
    """The rows of each question: a new stem or a new number begins one."""
    groups: list[list[Row]] = []
    stem = number = ""
    for row in rows:
        if shape.numbered:
            if row.cells[shape.number] or not groups:
                groups.append([])
            groups[-1].append(row)
            continue
        said = row.cells[shape.stem]
        if shape.option == shape.stem and LETTERED.match(fold(said)):
            said = ""
        counted = row.cells[shape.number] if shape.number >= 0 else ""
        new = (said and said != stem) or (said and counted and counted != number)
        if new or not groups:
            groups.append([])
            stem, number = said, counted
        groups[-1].append(row)
    return groups


def _options_below(rows: Sequence[Row], stem: int) -> bool:
    """Whether the options stand below the stem, in the same column, each with its letter.

    Heads and statements have none; they are fewer.
    """
    letters = [found[1] if (found := LETTERED.match(fold(row.cells[stem]))) else "" for row in rows]
    follows = sum(b in ("", chr(ord(a or "@") + 1)) for a, b in pairwise(letters))
    return (
        letters[0] == ""
        and sum(map(bool, letters)) * 2 > len(rows)
        and follows * 10 >= 9 * (len(rows) - 1)
    )


def _numbered(rows: Sequence[Row], shape: Shape) -> Shape | None:
    """A number beside each stem and none beside its options, which are marked or keyed."""
    if shape.number < 0 or shape.number == shape.stem or not rows[0].cells[shape.number]:
        return None
    groups = _groups(rows, shape)
    if len(groups) < 2 or any(len(_options(group, shape)) < 2 for group in groups):
        return None
    others = (
        place for place in range(len(rows[0].cells)) if place not in (shape.number, shape.stem)
    )
    marks = [place for place in others if _marks([group[1:] for group in groups], place)]
    if marks:
        return replace(shape, mark=marks[-1], key=-1)
    return shape if shape.key >= 0 and all(group[0].cells[shape.key] for group in groups) else None


def _runs_on(groups: Sequence[Sequence[Row]], place: int) -> bool:
    """A, B, C … down the rows of nearly every question."""
    good = 0
    for group in groups:
        cells = [row.cells[place].strip(" .、()（）:：") for row in group if row.cells[place]]
        wanted = [letter_of(n) for n in range(len(cells))]
        counts = [str(n + 1) for n in range(len(cells))]
        good += len(cells) > 1 and [cell.upper() for cell in cells] in (wanted, counts)
    return good * 10 >= len(groups) * 9


def _filled(groups: Sequence[Sequence[Row]], place: int) -> float:
    """The share of option rows in which a column says something that differs within a question."""
    rows = good = 0
    for group in groups:
        body = group[1:] if not group[0].cells[place] else group
        rows += len(body)
        cells = [row.cells[place] for row in body if row.cells[place]]
        good += len(cells) if len(set(cells)) * 2 > len(cells) else 0
    return good / max(rows, 1)


def _right(cell: str) -> bool | None:
    bare = cell.strip()
    return MARKS[bare] if bare in MARKS else truth_of(bare)


def _marks(groups: Sequence[Sequence[Row]], place: int) -> bool:
    """Whether a column marks in every question some options, and not all, as right."""
    good = 0
    for group in groups:
        said = [_right(row.cells[place]) for row in group]
        if None in said:
            return False
        good += any(said) and not all(said)
    return good * 10 >= len(groups) * 8


def _length(rows: Sequence[Row], place: int) -> int:
    return sum(len(row.cells[place]) for row in rows)


def _options(group: Sequence[Row], shape: Shape) -> list[Row]:
    if shape.numbered:
        return [row for row in group[1:] if row.cells[shape.stem]]
    if shape.option == shape.stem:
        return [row for row in group if LETTERED.match(fold(row.cells[shape.stem]))]
    return [row for row in group if row.cells[shape.option]]


def _joined(group: Sequence[Row], shape: Shape, width: int, most: int) -> Row:
    """One row for the rows of a question: what stands first in each column, key and options."""
    options = _options(group, shape)
    cells = [next(filter(None, column), "") for column in zip_longest(*(r.cells for r in group))]
    for place in (shape.letter, shape.mark, *((shape.option,) * (shape.option != shape.stem))):
        if place >= 0:
            cells[place] = ""
    if shape.mark >= 0:
        right = [n for n, row in enumerate(options[:MOST]) if _right(row.cells[shape.mark])]
        key = "".join(map(letter_of, right))
    else:
        key = _key(group, shape)
    texts = without_letters([row.cells[shape.option] for row in options])
    padded = [*texts[:most], *[""] * (most - len(texts))]
    return Row(group[0].number, (*cells[:width], key, *padded))


def _key(group: Sequence[Row], shape: Shape) -> str:
    """The key on one of the rows; letters on several of them are several right options."""
    said = list(dict.fromkeys(filter(None, (row.cells[shape.key] for row in group))))
    if shape.key < 0 or not said:
        return ""
    return "".join(said) if all(map(letters_of, said)) else "\n".join(said)
