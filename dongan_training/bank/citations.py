"""What a question rests on (依据), read from its text and written back. Pure.

The text stays what people read; its data is worked out from it:
``《中国共产党纪律处分条例》（2023年修订）第一百二十二条第一款第（五）项``. A document without
articles is cited by its title, or by title and item.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from dongan_training.bank.numerals import SIGNS, in_chinese, number_in

NUMBER = rf"[{SIGNS}\d]{{1,9}}"
BOOK = re.compile(
    r"[《〈](?P<title>[^《》〈〉]+(?:[《〈][^《》〈〉]*[》〉][^《》〈〉]*)*)[》〉]"
    r"\s*(?:[（(〔\[](?P<note>[^）)〕\]]{0,40})[）)〕\]])?"
)
YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
# 第九十七条第二款第（五）项; 之一 is another article, which has no number of its own here.
PLACE = re.compile(
    rf"第\s*(?P<article>{NUMBER})\s*条(?!\s*之[{SIGNS}])"
    rf"(?:\s*第\s*(?P<paragraph>{NUMBER})\s*款)?"
    rf"(?:\s*第\s*[（(]?\s*(?P<item>{NUMBER})\s*[）)]?\s*项)?"
)
ITEM_ONLY = re.compile(rf"第\s*[（(]?\s*(?P<item>{NUMBER})\s*[）)]?\s*项")
UP_TO = re.compile(r"\s*(?:至|到|—{1,2}|–|-|~|～)\s*")
MOST_IN_RANGE = 200


@dataclass(frozen=True, order=True)
class Citation:
    """One place in one document; numbers count from 1."""

    regulation: str = ""  # its title, without 《》; empty where the text names none
    edition: int | None = None  # the year that marks it: 2023
    article: int | None = None  # 条
    paragraph: int | None = None  # 款
    item: int | None = None  # 项


def parse_citation(text: str) -> Citation | None:
    """Read the first place that ``text`` cites; None where it cites nothing known."""
    return next(_citations(text), None)


@lru_cache(maxsize=1 << 12)  # few texts, asked for with every letter that somebody types
def parse_citations(text: str) -> tuple[Citation, ...]:
    """Read all places that ``text`` cites, in its order; 第9条至第11条 are three."""
    return tuple(dict.fromkeys(_citations(text)))


def citation_text(citation: Citation) -> str:
    """Write a citation as papers do; ``parse_citation`` reads it back."""
    parts = []
    if citation.regulation:
        parts.append(f"《{citation.regulation}》")
    if citation.edition is not None:
        parts.append(f"（{citation.edition}年版）")
    parts.append(place_text(citation))
    return "".join(parts)


def place_text(citation: Citation) -> str:
    """Write the place alone: 第一百二十二条第一款第（五）项; empty for a whole document."""
    parts = []
    if citation.article is not None:
        parts.append(f"第{in_chinese(citation.article)}条")
    if citation.paragraph is not None:
        parts.append(f"第{in_chinese(citation.paragraph)}款")
    if citation.item is not None:
        parts.append(f"第（{in_chinese(citation.item)}）项")
    return "".join(parts)


def named_citations(text: str) -> Iterator[tuple[re.Match[str], Citation, int]]:
    """Each document that ``text`` names: where, which, and where the text about it ends."""
    books = list(BOOK.finditer(text))
    ends = [*(one.start() for one in books[1:]), len(text)]
    for book, end in zip(books, ends, strict=False):
        yield book, Citation(_title(book["title"]), _edition(book["note"])), end


def _citations(text: str) -> Iterator[Citation]:
    first = BOOK.search(text)
    yield from _places(text[: first.start()] if first else text, Citation())
    for book, named, end in named_citations(text):
        places = list(_places(text[book.end() : end], named))
        yield from places or [named]


def _title(written: str) -> str:
    return "".join(written.split())


def _edition(note: str | None) -> int | None:
    found = YEAR.search(note or "")
    return int(found[1]) if found else None


def _places(text: str, named: Citation) -> Iterator[Citation]:
    end, before = 0, None
    for found in PLACE.finditer(text):
        place = _place(found, named)
        if before and place.article and UP_TO.fullmatch(text[end : found.start()]):
            yield from _between(before, place)
        if place.article:
            yield place
        end, before = found.end(), place
    if before is None and (alone := ITEM_ONLY.search(text)):
        yield replace(named, item=number_in(alone["item"]))


def _place(found: re.Match[str], named: Citation) -> Citation:
    return Citation(
        named.regulation, named.edition, *(number_in(one or "") for one in found.groups())
    )


def _between(first: Citation, last: Citation) -> Iterator[Citation]:
    start, end = first.article or 0, last.article or 0
    if 0 < end - start <= MOST_IN_RANGE:
        for article in range(start + 1, end):
            yield Citation(first.regulation, first.edition, article)
