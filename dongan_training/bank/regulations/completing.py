"""What a field for a citation offers while somebody types: for the editor of questions. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from dongan_training.bank.citations import Citation, citation_text, parse_citation
from dongan_training.bank.regulations.register import (
    Edition,
    Register,
    Standing,
    folded_title,
)

MOST = 12
ARTICLE_BEGUN = re.compile(
    r"[《〈]?(?P<title>[^《》〈〉（(第\d]{2,}?)[》〉]?\s*第?\s*"
    r"(?P<number>\d+|[一二三四五六七八九十百零〇两]+)条?$"
)
TITLE_BEGUN = re.compile(r"[《〈]?(?P<title>[^《》〈〉（(]*)$")


@dataclass(frozen=True)
class Suggestion:
    """``text`` replaces what was typed; ``told`` says which edition or chapter it is."""

    text: str
    told: str = ""


def complete_citation(register: Register, typed: str, on: date) -> tuple[Suggestion, ...]:
    """Offer how to go on with ``typed``: a regulation with its edition in force, or an article.

    The edition in force on the day stands first, replaced ones are not offered. A citation
    that is whole already gets no offer but its own, with the chapter it stands in. A piece of a
    title with a number behind it (纪律处分条例第三) is that article of each that has it.
    """
    cited = parse_citation(typed)
    if cited is not None and cited.regulation:
        edition = register.meant(cited, on)
        return _of_edition(edition, cited) if edition else _of_pieces(register, cited, on)
    begun = TITLE_BEGUN.search(typed.strip())
    found = _titled(register, begun["title"] if begun else "", on)
    if not found and (article := ARTICLE_BEGUN.search(typed.strip())):
        cited = parse_citation("《{title}》第{number}条".format(**article.groupdict()))
        return _of_pieces(register, cited, on) if cited else ()
    return tuple(_offer(one) for one in found[:MOST])


def _titled(register: Register, piece: str, on: date) -> list[Edition]:
    wanted = folded_title(piece)
    found = [one for one in _holding(register, on) if wanted in folded_title(one.title)]
    return sorted(found, key=lambda one: not folded_title(one.title).startswith(wanted))


def _of_pieces(register: Register, cited: Citation, on: date) -> tuple[Suggestion, ...]:
    """The article of every regulation whose title holds what is written for it."""
    editions = [
        one
        for one in _titled(register, cited.regulation, on)
        if cited.article is None or not one.chapters or one.chapter_of(cited.article)
    ]
    return tuple(offer for one in editions for offer in _of_edition(one, cited))[:MOST]


def _of_edition(edition: Edition, cited: Citation) -> tuple[Suggestion, ...]:
    if cited.article is None:
        return tuple(dict.fromkeys((_offer(edition), *_chapters(edition))))[:MOST]
    chapter = edition.chapter_of(cited.article)
    whole = Citation(edition.title, edition.year, cited.article, cited.paragraph, cited.item)
    return (Suggestion(citation_text(whole), chapter.title if chapter else ""),)


def _holding(register: Register, on: date) -> Iterator[Edition]:
    for title in register.titles:
        edition = register.in_force(title, on)
        if edition and register.standing(edition, on) is not Standing.REPLACED:
            yield edition


def _offer(edition: Edition) -> Suggestion:
    return Suggestion(str(edition.name), edition.source)


def _chapters(edition: Edition) -> Iterator[Suggestion]:
    """The first article of each chapter, for whoever knows the chapter and not the number."""
    for one in edition.chapters:
        begin = Citation(edition.title, edition.year, one.first)
        yield Suggestion(citation_text(begin), one.title)
