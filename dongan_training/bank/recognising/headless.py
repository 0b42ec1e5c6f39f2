"""Tables without head: what their columns are, by what they hold alone."""

import re
from collections import Counter
from collections.abc import Callable, Sequence

from dongan_training.bank.drafts import letter_of
from dongan_training.bank.recognising.columns import Columns
from dongan_training.bank.recognising.evidence import (
    SAMPLE,
    SHORTEST_STEM,
    Cells,
    cells_of,
    complete,
    counts_rows,
    filled_from_left,
    is_key,
    taken,
)
from dongan_training.bank.recognising.keys import letters_of, truth_of
from dongan_training.bank.recognising.pieces import fold
from dongan_training.bank.recognising.raw import Declared

MOST_OPTIONS = 12
STRONG = ("@", "#", "|", "┋", "&", "^", "~", "$", "；", ";")  # no option holds them
OPEN = (Declared.FILL, Declared.SHORT)
WAITS = re.compile(r"[(\[]\s*[)\]]|_{2,}|\?$|^(?:什么|简述|试述|论述|如何|为什么|怎|列举|简要)")


def aligned(rows: Sequence[Sequence[str]]) -> list[tuple[str, ...]]:
    """Rows of unlike lengths that all end with their key, with the keys in one column."""
    bare = [tuple(row) for row in rows]
    bare = [row[: max((n for n, cell in enumerate(row, 1) if cell), default=0)] for row in bare]
    ends = Counter(len(row) for row in bare if row)
    keyed = [row for row in bare if len(row) > 2 and is_key(row[-1])]
    if len(ends) < 2 or len(bare) < 2 or len(keyed) * 20 < len(bare) * 19:
        return [tuple(row) for row in rows]
    shortest = min(ends)
    if all(len(row) >= shortest and is_key(row[shortest - 1]) for row in bare if row):
        return [tuple(row) for row in rows]
    width = max(ends)
    return [(*row[:-1], *[""] * (width - len(row)), *row[-1:]) for row in bare]


def infer_columns(
    rows: Sequence[Sequence[str]], declared: Declared | None = None
) -> Columns | None:
    """Tell from the cells what the columns of a table without head hold; None if they do not.

    ``declared`` is what the name of the table calls its questions.
    """
    cells = cells_of(rows)
    if len(rows) < 2 or len([one for one in cells if one.texts]) < 2:
        return None
    columns = Columns()
    complete(columns, rows)
    if "stem" not in columns.fields:
        return None
    if not columns.option_columns and "options" not in columns.fields:
        _take_one_cell(columns, cells)
    if "key" not in columns.fields and not columns.option_columns:
        _take_key_of_options(columns, rows[:SAMPLE], cells)
    stem, key = columns.fields["stem"], columns.fields.get("key")
    if key is None and (ordinals := _judged_by_ordinals(columns, cells)):
        columns.fields["key"] = ordinals.place
        return columns
    if key is None or (declared in OPEN and not columns.option_columns):
        return _of_two(columns, cells, declared in OPEN)
    told = "type" in columns.fields or columns.option_columns or "options" in columns.fields
    if told or _statements(cells[stem], cells[key]) or _whole(cells[stem], cells[key]):
        _take_explanation(columns, cells)
        return columns
    return None


def _take_key_of_options(
    columns: Columns, rows: Sequence[Sequence[str]], cells: list[Cells]
) -> None:
    """The last column that says which of those before it is right, by its text or its number."""
    stem = columns.fields["stem"]
    for key in reversed(cells[stem + 3 : stem + 2 + MOST_OPTIONS]):
        between = filled_from_left([*range(stem + 1, key.place)], cells)
        if not key.mostly(bool) or not 2 <= len(between) == key.place - stem - 1:
            continue
        chosen = [row for row in rows if key.place < len(row) and row[key.place]]
        texts = sum(row[key.place] in row[stem + 1 : key.place] for row in chosen)
        counts = {str(place) for place in range(len(between) + 1)}
        counted = set(key.texts) <= counts and len(set(key.texts)) > 1
        if texts * 10 >= len(chosen) * 9 or counted:
            columns.fields["key"] = key.place
            columns.option_columns, columns.options = between, dict(enumerate(between))
            columns.counted = counted
            return


def _take_one_cell(columns: Columns, cells: list[Cells]) -> None:
    """Options in one cell, which one sign parts in every row; behind them numbers or letters."""
    for options in cells[columns.fields["stem"] + 1 : -1]:
        if len(options.texts) < max(options.rows, 2):
            continue
        for sign in STRONG:
            least = min(text.count(sign) for text in options.texts)
            if not least:
                continue
            behind = cells[options.place + 1 : options.place + 1 + MOST_OPTIONS]
            keys = [one for one in behind if one.mostly(_choice(least + 1), 1)]
            said = [one for one in behind if _repeats(options, one, sign)]
            if keys or said:
                columns.fields |= {"options": options.place, "key": (keys or said)[-1].place}
                columns.counted = bool(keys)
                return


def _repeats(options: Cells, key: Cells, sign: str) -> bool:
    """Whether nearly every key says some of the options of its row in full."""
    rows = zip(options.texts, key.texts, strict=False)
    fits = sum(set(said.split(sign)) < set(text.split(sign)) for text, said in rows)
    return len(key.texts) == len(options.texts) and fits * 10 >= len(key.texts) * 9


def _choice(count: int) -> Callable[[str], bool]:
    """Whether a cell chooses among so many options, by letters or by numbers."""
    letters = {letter_of(place) for place in range(count)}
    return lambda text: (
        set(letters_of(text)) <= letters
        if letters_of(text)
        else text.isdecimal() and int(text) <= count
    )


def _statements(stem: Cells, key: Cells) -> bool:
    """Sentences, each with a word for right or wrong."""
    return key.mostly(lambda text: truth_of(text) is not None) and stem.length >= 8


def _judged_by_ordinals(columns: Columns, cells: list[Cells]) -> Cells | None:
    """The column that says 1 or 2 of sentences that mostly neither ask nor wait."""
    stem = cells[columns.fields["stem"]]
    others = [one for one in cells if one.texts and one is not stem]
    found = [one for one in others if set(one.texts) == {"1", "2"} and one.mostly(bool)]
    states = stem.mostly(lambda text: WAITS.search(fold(text)) is None) and stem.length >= 8
    rest = [one for one in others if one not in found]
    return found[0] if states and len(found) == 1 and all(map(counts_rows, rest)) else None


def _whole(stem: Cells, key: Cells) -> bool:
    """Questions that hold their options in the same cell."""
    return key.mostly(is_key) and stem.mostly(
        lambda text: re.search(r"A\s*[.、:)．].+B\s*[.、:)．]", fold(text), re.DOTALL) is not None
    )


def _of_two(columns: Columns, cells: list[Cells], told: bool) -> Columns | None:
    """Two columns, of which the first asks in most of its rows: the second answers."""
    filled = [one for one in cells if one.texts and not counts_rows(one)]
    if told and filled:
        columns.fields["stem"] = filled[0].place
    if len(filled) != 2 or filled[0].place != columns.fields["stem"]:
        return None
    stem, answer = filled
    asks = sum(WAITS.search(fold(text)) is not None for text in stem.texts)
    full = len(stem.texts) == stem.rows and len(answer.texts) * 10 >= answer.rows * 9
    if not full or (asks * 5 < stem.rows * 4 and not told) or stem.varied < 0.9:
        return None
    columns.fields["key"] = answer.place
    columns.option_columns, columns.options = [], {}
    return columns


def _take_explanation(columns: Columns, cells: list[Cells]) -> None:
    """A text behind the key explains it."""
    behind = [
        one
        for one in cells
        if one.place > columns.fields["key"]
        and one.place not in taken(columns)
        and one.length >= SHORTEST_STEM
    ]
    if behind and "explanation" not in columns.fields:
        columns.fields["explanation"] = behind[0].place
