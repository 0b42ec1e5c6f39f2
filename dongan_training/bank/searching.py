"""Finding questions by any piece of their text, while it is typed.

SQLite's own trigram index finds nothing for one or two characters, which in Chinese are
most searches. So each text is stored as its pairs of neighbouring characters, and a search
is a phrase of such pairs: exactly the rows that ``LIKE`` finds, whatever the length. A
single character is the beginning of a pair. The index is written in the transaction that
writes the question. A server looks through the texts with LIKE itself.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from dongan_training.bank.drafts import Draft, QuestionType
from dongan_training.bank.models import SearchEntry
from dongan_training.storage.bulk import insert_rows

PAIRS = "search_pairs"  # the FTS5 table, whose rowid is SearchEntry.number
BETWEEN_PAIRS = "\x1c"  # the one character that the tokenizer takes for a gap
BETWEEN_FIELDS = "\x1f"  # nobody types it, so no search reaches from one field into the next
AT_ONCE = 500
_CAPITALS = re.compile("[A-Z]+")
_NEVER = re.compile(f"[\x00{BETWEEN_PAIRS}]")


def searched_text(draft: Draft) -> str:
    """Join what a search looks into: stem, options, written answers, passage, citation."""
    written: Iterable[Any] = ()
    if draft.type is QuestionType.FILL_BLANK:
        written = (text for blank in draft.answer if isinstance(blank, tuple) for text in blank)
    elif draft.type is QuestionType.SHORT_ANSWER:
        written = (*draft.answer, *(point.text for point in draft.marking))
    parts = (draft.stem, *draft.options, *written, draft.passage or "", draft.citation or "")
    return _folded(BETWEEN_FIELDS.join(parts) + BETWEEN_FIELDS)


def index_new(session: Session, texts: Mapping[str, str]) -> None:
    """Take in new questions: the text of each newest version by the version's id."""
    highest = session.scalar(sa.select(sa.func.max(SearchEntry.number))) or 0
    rows: list[dict[str, Any]] = [
        {"number": number, "version_id": version_id, "text": text}
        for number, (version_id, text) in enumerate(texts.items(), start=highest + 1)
    ]
    insert_rows(session, SearchEntry, rows)
    _add_pairs(session, [(row["number"], row["text"]) for row in rows])


def index_changed(session: Session, changed: Sequence[tuple[str, str, str]]) -> None:
    """Let new versions take the place of old ones: (id before, id now, text now) each."""
    before = [one for one, _now, _text in changed]
    entries = {
        row.version_id: row
        for start in range(0, len(before), AT_ONCE)
        for row in session.execute(
            sa.select(SearchEntry.__table__).where(
                SearchEntry.version_id.in_(before[start : start + AT_ONCE])
            )
        )
    }
    moved = [(entries[one].number, now, text) for one, now, text in changed]
    reworded = [
        (entries[one].number, entries[one].text, text)
        for one, _now, text in changed
        if entries[one].text != text
    ]
    _drop_pairs(session, [(number, old) for number, old, _new in reworded])
    session.connection().execute(
        sa.update(SearchEntry)
        .where(SearchEntry.number == sa.bindparam("at"))
        .values(version_id=sa.bindparam("now"), text=sa.bindparam("said")),
        [{"at": number, "now": now, "said": text} for number, now, text in moved],
    )
    _add_pairs(session, [(number, new) for number, _old, new in reworded])


def matching(session: Session, text: str) -> sa.ColumnElement[bool]:
    """The condition on SearchEntry that ``text`` occurs, ASCII letters in whatever case."""
    wanted = _folded(text.encode(errors="ignore").decode())
    if session.get_bind().dialect.name != "sqlite":
        return SearchEntry.text.contains(wanted, autoescape=True)
    found = sa.text(f"SELECT rowid FROM {PAIRS} WHERE {PAIRS} MATCH :phrase")
    return SearchEntry.number.in_(
        found.bindparams(phrase=_phrase(wanted)).columns(sa.column("rowid", sa.Integer))
    )


def _folded(text: str) -> str:
    """Fold what LIKE folds, and take out what cannot be searched for."""
    return _CAPITALS.sub(lambda found: found[0].lower(), _NEVER.sub("", text))


def _pairs(text: str) -> str:
    """Write 党员权利 as 党员, 员权, 权利, 利: three characters a pair, sliced in at once."""
    signs = [BETWEEN_PAIRS] * (3 * len(text))
    signs[0::3] = text
    signs[1:-3:3] = text[1:]
    return "".join(signs)


def _phrase(text: str) -> str:
    quoted = text.replace('"', '""')
    if len(text) == 1:
        return f'"{quoted}" *'
    pairs = (first + second for first, second in pairwise(text))
    return '"' + BETWEEN_PAIRS.join(pairs).replace('"', '""') + '"'


def _add_pairs(session: Session, texts: Sequence[tuple[int, str]]) -> None:
    _write(session, f"INSERT INTO {PAIRS} (rowid, pairs) VALUES (?, ?)", texts)


def _drop_pairs(session: Session, texts: Sequence[tuple[int, str]]) -> None:
    """FTS5 forgets a row whose text it did not keep only where it is told that text."""
    command = f"INSERT INTO {PAIRS} ({PAIRS}, rowid, pairs) VALUES ('delete', ?, ?)"
    _write(session, command, texts)


def _write(session: Session, statement: str, texts: Sequence[tuple[int, str]]) -> None:
    connection = session.connection()
    if texts and connection.dialect.name == "sqlite":
        rows = [(number, _pairs(text)) for number, text in texts]
        connection.exec_driver_sql(statement, rows)
