"""What questions can be narrowed by: the citations, tags, chapters and people there are.

Few of them differ, however many questions there are. The statements are made once: they are
asked with every letter that somebody types.
"""

import json
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from dongan_training.bank.citations import parse_citations
from dongan_training.bank.models import BankImport, SearchEntry
from dongan_training.bank.searching import NO_TAGS, hands_of
from dongan_training.storage.base import table_of


def _different(column: sa.Column[Any], *where: sa.ColumnElement[bool]) -> sa.Select[str]:
    """Each text of an indexed column once: leaps from one to the next greater (loose scan).

    The index may have only the rows of which ``where`` is true.
    """
    least = sa.select(sa.func.min(column).label("text")).where(*where)
    first = least.cte("texts", recursive=True)
    greater = sa.select(sa.func.min(column)).where(column > first.c.text, *where).scalar_subquery()
    texts = first.union_all(sa.select(greater).where(first.c.text.is_not(None)))
    return sa.select(texts.c.text).where(texts.c.text.is_not(None))


_ENTRIES = table_of(SearchEntry).c
HAS_TAGS = _ENTRIES.tags != sa.literal_column(f"'{NO_TAGS}'")
TAGGED = _different(_ENTRIES.tags, HAS_TAGS)
CITATIONS = _different(_ENTRIES.citation)


def tags_of(text: str) -> list[str]:
    """The tags that a row keeps as one text."""
    return list(json.loads(text))


def tags_in_use(session: Session) -> list[str]:
    """Every tag that a question has."""
    return sorted({tag for text in session.scalars(TAGGED) for tag in tags_of(text)})


def regulations_cited(session: Session) -> list[str]:
    """The titles of all documents that questions rest on."""
    cited = session.scalars(CITATIONS)
    return sorted({one.regulation for text in cited for one in parse_citations(text)} - {""})


def chapters_in_use(session: Session) -> list[str]:
    """Every chapter that a question stands in."""
    named = SearchEntry.chapter.is_not(None)
    return sorted(session.scalars(sa.select(SearchEntry.chapter).where(named).distinct()))


def hands_in_use(session: Session) -> list[str]:
    """Everybody who wrote, imported or changed a question."""
    texts = session.scalars(sa.select(SearchEntry.hands).distinct())
    changed = {name for text in texts for name in hands_of(text)}
    return sorted(changed | set(session.scalars(sa.select(BankImport.actor).distinct())))
