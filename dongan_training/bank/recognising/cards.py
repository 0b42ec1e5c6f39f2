"""Tables of two columns whose first says what stands in the second: one card below the other."""

from collections.abc import Sequence

from dongan_training.bank.recognising.columns import read_columns
from dongan_training.sheets.headings import plain_heading
from dongan_training.sheets.tables import Row


def laid_out(rows: Sequence[Row]) -> list[Row] | None:
    """The same questions as a head and a row each; None where these are no cards.

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
    if len(cards) < 2 or not columns.usable() or columns.unknown:
        return None
    head = Row(rows[0].number, tuple(labels))
    return [head] + [
        Row(line, tuple(card.get(label, "") for label in labels)) for line, card in cards
    ]
