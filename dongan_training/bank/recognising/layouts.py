"""Tables whose questions are no rows under one head: cards, turned tables, tables side by side."""

from collections.abc import Sequence
from itertools import pairwise, zip_longest

from dongan_training.bank.recognising.columns import Columns, read_columns
from dongan_training.sheets.headings import plain_heading
from dongan_training.sheets.tables import Row

LOOKED_AT = 10  # rows in which a head may stand


def laid_out(rows: Sequence[Row]) -> list[Row] | None:
    """The same questions as a head and a row each; None where they are that already."""
    return _cards(rows) or _turned(rows) or _beside(rows)


def _cards(rows: Sequence[Row]) -> list[Row] | None:
    """Two columns, whose first says what stands in the second: one card below the other.

    A card begins where the word of the first row comes again, and no word twice within a card.
    """
    if len(rows) < 6 or any(sum(map(bool, row.cells)) > 2 for row in rows):
        return None
    pairs = [(row, row.cells[0], next(filter(None, row.cells[1:]), "")) for row in rows]
    first = plain_heading(pairs[0][1])
    cards: list[tuple[int, dict[str, str]]] = []
    for row, word, text in pairs:
        label = plain_heading(word)
        if label == first:
            cards.append((row.number, {}))
        if not label or label in cards[-1][1]:
            return None
        cards[-1][1][label] = text
    labels = list(dict.fromkeys(label for _line, card in cards for label in card))
    columns = read_columns(labels)
    if len(cards) < 2 or not _names_all(columns):
        return None
    head = Row(rows[0].number, tuple(labels))
    return [head] + [
        Row(line, tuple(card.get(label, "") for label in labels)) for line, card in cards
    ]


def _turned(rows: Sequence[Row]) -> list[Row] | None:
    """A question to each column, and what its cells are in the first; lines count the columns."""
    width = max((len(row.cells) for row in rows), default=0)
    if width < 3 or len(rows) < 3 or read_columns(rows[0].cells).usable():
        return None
    labels = [row.cells[0] for row in rows]
    if not all(labels) or not _names_all(read_columns(labels)):
        return None
    turned = zip_longest(*(row.cells for row in rows), fillvalue="")
    return [Row(number, cells) for number, cells in enumerate(turned, 1) if any(cells)]


def _beside(rows: Sequence[Row]) -> list[Row] | None:
    """The same head twice or more in one row, and questions under each."""
    for place, row in enumerate(rows[:LOOKED_AT]):
        names = [plain_heading(cell) for cell in row.cells]
        first = next(filter(None, names), "")
        starts = [at for at, name in enumerate(names) if name == first]
        blocks = [names[start:end] for start, end in pairwise([*starts, len(names)])]
        blocks = [[name for name in block if name] for block in blocks]
        usable = _names_all(read_columns(row.cells[starts[0] : starts[1]])) if starts[1:] else False
        if usable and all(block == blocks[0] for block in blocks):
            return [*rows[:place], *_below(rows[place:], starts)]
    return None


def _below(rows: Sequence[Row], starts: Sequence[int]) -> list[Row]:
    """The head, and what stands under its first, its second and each further time."""
    width = max(len(row.cells) for row in rows)
    found = [Row(rows[0].number, rows[0].cells[starts[0] : starts[1]])]
    for start, end in pairwise([*starts, width]):
        some = [Row(row.number, row.cells[start:end]) for row in rows[1:]]
        found += [row for row in some if any(row.cells)]
    return found


def _names_all(columns: Columns) -> bool:
    return columns.usable() and not columns.unknown
