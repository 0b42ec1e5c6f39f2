"""What the cells below a head say of their columns, where the head is missing or strange.

A column of letters or √ × holds keys, running numbers are numbers, words like 单选 are types,
texts that ask are stems, and texts beside them as many as the keys need are options.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from dongan_training.bank.drafts import place_of
from dongan_training.bank.recognising.columns import FIELD_OF, Columns
from dongan_training.bank.recognising.key_texts import letters_in_key
from dongan_training.bank.recognising.keys import letters_of, truth_of
from dongan_training.bank.recognising.lexicon import declared_by
from dongan_training.bank.recognising.pieces import fold
from dongan_training.bank.recognising.raw import CHOICES, Declared
from dongan_training.bank.recognising.rows import (
    COUNTS_ONLY,
    counts_in,
    key_list,
    split_options,
)
from dongan_training.sheets.headings import plain_heading

SAMPLE = 200  # rows that are looked at
CLOSED = (*CHOICES, Declared.TRUE_FALSE)
SHORTEST_STEM = 5  # on average, where no head says that the column holds stems
LONGEST_TYPE = 8
ASKS = re.compile(r"[(\[【]\s*[A-L√×]*\s*[)\]】]|_{2,}|[?:]\s*$|[。.]$|哪|是什么|下列|以下|如何|怎")
RUN_OF_HEADS = re.compile(r"(\d{1,2}|(?<![a-z])[a-l](?![a-z])|[a-l]$)")
APART = re.compile(r"\d(?:[\s,，、;；|]+\d)*")
OPTION_LETTER = re.compile(r"\s*[(\[]?A\s*[)\].、:．]")


@dataclass
class Cells:
    """What one column holds, in the rows that were looked at."""

    place: int
    texts: list[str]
    rows: int

    def mostly(self, test: Callable[[str], bool], filled: float = 0.8) -> bool:
        """Whether the column is filled so far, and four fifths of what stands in it pass."""
        return len(self.texts) >= max(self.rows * filled, 1) and sum(
            map(test, self.texts)
        ) * 5 >= 4 * len(self.texts)

    @property
    def length(self) -> float:
        return sum(map(len, self.texts)) / max(self.rows, 1)

    @property
    def varied(self) -> float:
        """The share of different texts."""
        return len(set(self.texts)) / max(len(self.texts), 1)

    @property
    def asking(self) -> float:
        """How much the column reads like questions: 0 to 3."""
        asks = sum(ASKS.search(fold(text)) is not None for text in self.texts)
        return 2 * asks / max(len(self.texts), 1) + min(self.length, 40) / 40


def cells_of(rows: Sequence[Sequence[str]]) -> list[Cells]:
    """The columns of some rows."""
    rows = rows[:SAMPLE]
    width = max((len(row) for row in rows), default=0)
    return [
        Cells(place, [row[place] for row in rows if place < len(row) and row[place]], len(rows))
        for place in range(width)
    ]


def complete(columns: Columns, rows: Sequence[Sequence[str]]) -> None:
    """Give the columns that no head names their meaning, by what the rows hold."""
    cells = cells_of(rows)
    told = "type" not in columns.fields
    take_series(columns)
    _better_stem(columns, cells)
    free = [one for one in cells if one.texts and one.place not in taken(columns)]
    _take_key_of_types(columns, rows, free)
    _take_types_and_keys(columns, free)
    _take_counted_key(columns, free)
    free = [one for one in free if not counts_rows(one)]
    if "stem" not in columns.fields:
        _take_stem(columns, free)
    if "stem" not in columns.fields:
        return
    _place_options(columns, rows[:SAMPLE], cells)
    _blanks_are_options(columns, cells)
    if told and not columns.option_columns and "options" not in columns.fields:
        _without_choices(columns, cells)
    columns.width = max(columns.width, len(cells))


def _take_types_and_keys(columns: Columns, free: list[Cells]) -> None:
    for name, test in (("type", _is_type), ("key", is_key)):
        found = [one for one in free if one.mostly(test)]
        if name == "type":
            found = found or [one for one in free if one.mostly(_is_type_in_full, 0.3)]
        elif columns.flags or "right" in columns.fields:
            continue
        if name not in columns.fields and found:
            columns.fields[name] = found[-1].place
            free.remove(found[-1])


def _place_options(columns: Columns, rows: Sequence[Sequence[str]], cells: list[Cells]) -> None:
    if "options" in columns.fields:
        _options_to_the_right(columns, cells)
    elif not columns.options and not columns.option_columns:
        _take_options(columns, rows, cells)
    if "options" in columns.fields and "key" not in columns.fields:
        _take_text_key(columns, rows)


def taken(columns: Columns) -> set[int]:
    named = {*columns.fields.values(), *columns.options.values(), *columns.blanks.values()}
    listed = {*columns.chapters, *columns.option_columns, *columns.wrongs}
    return named | listed | set(columns.flags.values())


def is_key(cell: str) -> bool:
    return bool(letters_of(key_list(cell))) or truth_of(cell) is not None


def _is_type(cell: str) -> bool:
    return len(cell) <= LONGEST_TYPE and declared_by(cell) is not None


def _is_type_in_full(cell: str) -> bool:
    return cell.endswith("题") and _is_type(cell)


def counts_rows(cells: Cells) -> bool:
    """Whether a column counts its rows, or holds nothing but numbers."""
    return cells.mostly(lambda text: text.strip(" .、").isdecimal(), filled=0)


def take_series(columns: Columns) -> None:
    """Heads alike but for a letter or number that runs on, as opt_1, opt_2: the options."""
    if columns.options or columns.blanks:
        return
    runs: dict[str, dict[str, int]] = {}
    for place, head in columns.unknown.items():
        if found := RUN_OF_HEADS.search(heading := plain_heading(head)):
            rest = f"{heading[: found.start()]}#{heading[found.end() :]}"
            runs.setdefault(rest, {}).setdefault(found[1], place)
    for rest, run in runs.items():
        counted = all(name.isdecimal() for name in run)
        wanted = [str(n + 1) if counted else chr(97 + n) for n in range(len(run))]
        if rest.strip("#列") and len(run) > 1 and list(run) == wanted:
            columns.options = dict(enumerate(run.values()))
            columns.counted = counted
            for place in run.values():
                del columns.unknown[place]
            columns.order_options()
            return


def _better_stem(columns: Columns, cells: list[Cells]) -> None:
    """Of two columns with heads that both may mean the stem, what they hold decides."""
    place = columns.fields.get("stem", -1)
    if not 0 <= place < len(cells):
        return
    rivals = [
        cells[other]
        for other, head in columns.unknown.items()
        if other < len(cells) and FIELD_OF.get(plain_heading(head)) == "stem"
    ]
    best = max(rivals, key=lambda one: one.asking, default=cells[place])
    mine = cells[place]
    if best.varied > 2 * mine.varied or (
        best.asking > mine.asking + 1 and best.varied >= mine.varied
    ):
        columns.fields["stem"] = best.place
        del columns.unknown[best.place]
        columns.chapters.append(place)


def _take_key_of_types(columns: Columns, rows: Sequence[Sequence[str]], free: list[Cells]) -> None:
    """Where types are named, the key is the column that holds keys in the rows to choose in."""
    types = [one for one in free if one.mostly(_is_type)]
    if "key" in columns.fields or columns.flags or not types or "type" in columns.fields:
        return
    place = types[-1].place
    closed = [
        row
        for row in rows[:SAMPLE]
        if place < len(row) and (kind := declared_by(row[place])) and kind[0] in CLOSED
    ]
    if not 1 < len(closed) < len(rows[:SAMPLE]):
        return
    keys = [one.place for one in cells_of(closed) if one.place != place and one.mostly(is_key)]
    if keys:
        columns.fields["type"] = place
        columns.fields["key"] = keys[-1]
        free[:] = [one for one in free if one.place not in (place, keys[-1])]


def _take_counted_key(columns: Columns, free: list[Cells]) -> None:
    """Numbers that never go beyond the options which the head counts are keys."""
    if "key" in columns.fields or not columns.options or columns.flags:
        return
    last = max(columns.options)

    def fits(text: str) -> bool:
        bare = key_list(text)
        return APART.fullmatch(bare) is not None and max(counts_in(bare)) <= last + 1

    behind = [one for one in free if one.place > max(columns.options.values())]
    found = [
        one for one in behind if one.mostly(fits) and one.varied > 0.1 and len(set(one.texts)) > 1
    ]
    if found:
        columns.fields["key"] = found[0].place
        columns.counted = True
        free.remove(found[0])


def _options_to_the_right(columns: Columns, cells: list[Cells]) -> None:
    """One head 选项 over several columns, as merged cells leave it."""
    place = columns.fields["options"]
    if place >= len(cells) or cells[place].mostly(_holds_options, filled=0):
        return
    again = [at for at, head in columns.unknown.items() if _names_options(head)]
    others = set(columns.unknown) - (set(again) if len(again) > 1 else set())
    places, shut = [place], taken(columns) | others
    while places[-1] + 1 < len(cells) and places[-1] + 1 not in shut:
        places.append(places[-1] + 1)
    places = [one for one in places if cells[one].texts]
    if len(places) > 1:
        del columns.fields["options"]
        columns.options = dict(enumerate(places))
        columns.unknown = {at: columns.unknown[at] for at in others}
        columns.order_options()


def _names_options(head: str) -> bool:
    return FIELD_OF.get(plain_heading(head)) == "options"


def _take_text_key(columns: Columns, rows: Sequence[Sequence[str]]) -> None:
    """The column that repeats, in nearly every row with options, what some of them say."""
    place, shut = columns.fields["options"], taken(columns)
    chosen = [row for row in rows if place < len(row) and _holds_options(row[place])]
    for other in range(max(map(len, chosen), default=0)):
        if other in shut:
            continue
        found = sum(
            other < len(row) and bool(letters_in_key(row[other], split_options(row[place])[0]))
            for row in chosen
        )
        if found * 5 >= 4 * len(chosen):
            columns.fields["key"] = other
            return


def _without_choices(columns: Columns, cells: list[Cells]) -> None:
    """A column that seems to call everything a choice, in a table without options, does not."""
    place = columns.fields.get("type", -1)
    if 0 <= place < len(cells) and "key" in columns.fields:
        kinds = [found[0] for text in cells[place].texts if (found := declared_by(text))]
        keyed = cells[columns.fields["key"]].mostly(is_key, 0.2)
        if kinds and not keyed and all(kind in CHOICES for kind in kinds):
            del columns.fields["type"]


def _take_stem(columns: Columns, free: list[Cells]) -> None:
    fit = [one for one in free if one.length >= SHORTEST_STEM and one.varied >= 0.8]
    fit = [one for one in fit if not one.mostly(_opens_options, filled=0)]
    last = columns.fields.get("key", len(free) + 1)
    best = max(
        fit, key=lambda one: one.asking + (one.place < last) - one.place / 1000, default=None
    )
    if best is not None:
        columns.fields["stem"] = best.place


def _holds_options(cell: str) -> bool:
    return len(cell) < 400 and len(split_options(cell)[0]) > 1


def _opens_options(cell: str) -> bool:
    """``A、甲 B、乙`` or a list as programs write it."""
    return cell.startswith(("[", "{")) or OPTION_LETTER.match(fold(cell)) is not None


def _take_options(columns: Columns, rows: Sequence[Sequence[str]], cells: list[Cells]) -> None:
    """One cell that holds them all, or columns that are filled from the left as keys need."""
    stem, key = columns.fields["stem"], columns.fields.get("key", -1)
    free = [one for one in cells if one.place not in taken(columns) and one.texts]
    lettered = [
        one
        for one in free
        if one.mostly(_opens_options, filled=0.2) and one.mostly(_holds_options, filled=0.2)
    ]
    if lettered:
        columns.fields["options"] = lettered[0].place
        return
    end = key if key > stem else len(cells)
    between = [one.place for one in free if stem < one.place < end]
    between = filled_from_left(between, cells)
    if len(between) > 1 and _keys_fit(rows, between, key):
        columns.option_columns = between
        columns.options = dict(enumerate(between))


def filled_from_left(places: list[int], cells: list[Cells]) -> list[int]:
    """As many columns, side by side, as are filled no more than the one before."""
    kept: list[int] = []
    for place in places:
        if kept and (
            place != kept[-1] + 1
            or len(cells[place].texts) > len(cells[kept[-1]].texts)
            or cells[place].length > 4 * cells[kept[0]].length + 20
        ):
            break
        kept.append(place)
    return kept


def _keys_fit(rows: Sequence[Sequence[str]], places: list[int], key: int) -> bool:
    """Whether the letters of the keys never go beyond the options of their rows."""
    fits = seen = 0
    for row in rows:
        letters = letters_of(key_list(row[key])) if 0 <= key < len(row) else ""
        if letters:
            seen += 1
            last = places[min(place_of(max(letters)), len(places) - 1)]
            fits += place_of(max(letters)) < len(places) and last < len(row) and bool(row[last])
    return seen > 0 and fits * 10 >= seen * 9


def _blanks_are_options(columns: Columns, cells: list[Cells]) -> None:
    """``答案1, 答案2`` beside a column of letters are what the letters choose from."""
    key = columns.fields.get("key", -1)
    if not columns.options and len(columns.blanks) > 1 and 0 <= key < len(cells):
        letters = [text for text in cells[key].texts if letters_of(text)]
        if letters and (
            cells[key].mostly(is_key, 0.5)
            or cells[key].mostly(lambda text: COUNTS_ONLY.fullmatch(text) is not None, 0.5)
        ):
            columns.options, columns.blanks = columns.blanks, {}
            columns.counted = True
            columns.order_options()
