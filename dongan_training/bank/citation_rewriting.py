"""A citation led over to another edition, the rest of its text as it was. Pure."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from dongan_training.bank.citations import (
    PLACE,
    UP_TO,
    YEAR,
    Citation,
    citation_text,
    named_citations,
)
from dongan_training.bank.numerals import in_chinese, number_in


@dataclass(frozen=True)
class Move:
    """From one edition to another; ``article`` gives the new number, or None where it is gone."""

    is_meant: Callable[[Citation], bool]  # asked with the regulation and edition alone
    title: str
    edition: int
    article: Callable[[int], int | None]


class _Homeless(Exception):
    """A place, or a range of them, that the other edition has nowhere."""


def rewritten(text: str, move: Move) -> str | None:
    """Write ``text`` for the other edition; None where one of its places cannot be moved.

    Numbers keep the way they are written in. A range must still be one afterwards.
    """
    pieces, done = [], 0
    try:
        for start, end, new in _edits(text, move):
            pieces += [text[done:start], new]
            done = end
    except _Homeless:
        return None
    return "".join([*pieces, text[done:]])


def _edits(text: str, move: Move) -> Iterator[tuple[int, int, str]]:
    for book, named, end in named_citations(text):
        if not move.is_meant(named):
            continue
        name = citation_text(Citation(move.title, move.edition))
        note = (
            text[book.end("title") + 1 : book.end()] if not YEAR.search(book["note"] or "") else ""
        )
        yield book.start(), book.end(), name + note
        yield from _places(text, book.end(), end, move)


def _places(text: str, start: int, end: int, move: Move) -> Iterator[tuple[int, int, str]]:
    last: tuple[int, int] | None = None  # the article before, and where its place ends
    for found in PLACE.finditer(text, start, end):
        article = number_in(found["article"])
        if article is None:
            continue
        if last and UP_TO.fullmatch(text, last[1], found.start()):
            _require_one_range(last[0], article, move)
        yield (*found.span("article"), _number(found["article"], _moved(article, move)))
        last = article, found.end()


def _require_one_range(first: int, last: int, move: Move) -> None:
    begin = _moved(first, move)
    if any(_moved(one, move) != begin + one - first for one in range(first, last + 1)):
        raise _Homeless


def _moved(article: int, move: Move) -> int:
    new = move.article(article)
    if new is None:
        raise _Homeless
    return new


def _number(written: str, new: int) -> str:
    if number_in(written) == new:
        return written
    return str(new) if written.isdecimal() else in_chinese(new)
