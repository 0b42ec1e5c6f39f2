"""The citations and tags that questions have, each text once.

Few of them differ, however many questions there are. The statements are made once: they are
asked with every letter that somebody types.
"""

from typing import Any

import sqlalchemy as sa

from dongan_training.bank.models import SearchEntry
from dongan_training.bank.searching import NO_TAGS
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
