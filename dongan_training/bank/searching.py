"""Finding questions by any piece of their text, while it is typed.

SQLite's own trigram index finds nothing for one or two characters, which in Chinese are
most searches. So each text is stored as its pairs of neighbouring characters, and a search
is a phrase of such pairs: exactly the rows that ``LIKE`` finds, whatever the length. A
single character is the beginning of a pair. The index is written in the transaction that
writes the question. A server looks through the texts with LIKE itself.

Beside the text each entry keeps the few facts that lists are narrowed and ordered by
(bank.filtering).
"""

import json
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import attrgetter
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import InstrumentedAttribute, Session

from dongan_training.bank.difficulty import expected_facility
from dongan_training.bank.drafts import Draft, QuestionType
from dongan_training.bank.models import (
    BankImport,
    Question,
    QuestionStatus,
    SearchEntry,
    SearchText,
)
from dongan_training.storage.base import table_of
from dongan_training.storage.bulk import insert_columns

PAIRS = "search_pairs"  # the FTS5 table, whose rowid is the number of an entry
BETWEEN_PAIRS = "\x1c"  # the one character that the tokenizer takes for a gap
BETWEEN_FIELDS = "\x1f"  # nobody types it, so no search reaches from one field into the next
AT_ONCE = 500
PROBED = 200  # texts
IN_ONE_GO = 200  # texts
NO_TAGS = "[]"
BETWEEN_HANDS = "、"
WRITTEN = (QuestionType.FILL_BLANK, QuestionType.SHORT_ANSWER)
_NEVER = f"\0{BETWEEN_PAIRS}".encode()


def searched_text(draft: Draft) -> str:
    """Join what a search looks into: stem, options, written answers, passage, citation."""
    written: Iterable[Any] = _written(draft) if draft.type in WRITTEN else ()
    parts = (draft.stem, *draft.options, *written, draft.passage or "", draft.citation or "")
    return _folded(BETWEEN_FIELDS.join(parts) + BETWEEN_FIELDS)


def _written(draft: Draft) -> Iterable[Any]:
    if draft.type is QuestionType.FILL_BLANK:
        return (text for blank in draft.answer if isinstance(blank, tuple) for text in blank)
    return (*draft.answer, *(point.text for point in draft.marking))


@dataclass(frozen=True)
class Origin:
    """What questions that were just stored have in common; a hand where no import brought them."""

    subject_id: str
    status: QuestionStatus
    import_id: str | None = None
    hand: str | None = None


@dataclass(frozen=True)
class Reworded:
    """A question that says something else now; ``pictured`` is None where none changed."""

    question_id: str
    draft: Draft
    pictured: bool | None = None


def index_new(
    session: Session,
    *,
    questions: Sequence[str],
    drafts: Sequence[Draft],
    origin: Origin,
) -> None:
    """Take in questions that were just stored, by their ids."""
    first, import_number = session.execute(_NEXT, {"import_id": origin.import_id}).one()
    if import_number is None and origin.import_id:
        import_number = first
    numbers = range(first, first + len(drafts))
    texts = [searched_text(draft) for draft in drafts]
    insert_columns(
        session,
        SearchEntry,
        {
            "number": numbers,
            "question_id": questions,
            "pictured": [bool(draft.pictures) for draft in drafts],
            **{name: [say(draft) for draft in drafts] for name, say in _FACTS_OF.items()},
        },
        {
            "subject_id": origin.subject_id,
            "status": origin.status,
            "import_number": import_number,
            "hands": origin.hand,
        },
    )
    insert_columns(session, SearchText, {"number": numbers, "text": texts})
    _add_pairs(session, list(zip(numbers, texts, strict=True)))


def index_changed(session: Session, changed: Sequence[Reworded], hand: str) -> None:
    """Let what questions say now, by that hand, take the place of what they said."""
    before = _entries(session, [one.question_id for one in changed])
    rows, reworded = [], []
    for one in changed:
        number, pictured, hands, old = before[one.question_id]
        shown = pictured if one.pictured is None else one.pictured
        facts = {f"new_{name}": say(one.draft) for name, say in _FACTS_OF.items()}
        hands = BETWEEN_HANDS.join(dict.fromkeys([*hands_of(hands), hand]))
        rows.append({"at": number, "new_pictured": shown, "new_hands": hands, **facts})
        if (text := searched_text(one.draft)) != old:
            reworded.append((number, old, text))
    session.connection().execute(_RENEW, rows)
    _drop_pairs(session, [(number, old) for number, old, _new in reworded])
    if reworded:
        session.connection().execute(
            sa.update(SearchText)
            .where(SearchText.number == sa.bindparam("at"))
            .values(text=sa.bindparam("said")),
            [{"at": number, "said": text} for number, _old, text in reworded],
        )
    _add_pairs(session, [(number, new) for number, _old, new in reworded])


def import_number_of(
    import_id: sa.ColumnElement[str] | InstrumentedAttribute[str] | str,
) -> sa.ScalarSelect[int | None]:
    """What the entries of one import have as their ``import_number``; NULL while there are none."""
    return (
        sa.select(SearchEntry.import_number)
        .join(Question, Question.id == SearchEntry.question_id)
        .where(Question.import_id == import_id)
        .limit(1)
        .correlate(BankImport)
        .scalar_subquery()
    )


def matching(
    session: Session, text: str, soon: bool = False
) -> tuple[sa.FromClause, sa.ColumnElement[int]]:
    """Entries in whose question ``text`` occurs, ASCII letters in whatever case.

    Gives what to select from, with SearchEntry in it, and the column of its numbers by which
    a result can be ordered without sorting it.
    """
    entries, texts = table_of(SearchEntry), numbers_matching(session, text, soon).subquery("found")
    return texts.join(entries, entries.c.number == texts.c.number), texts.c.number


def numbers_matching(session: Session, text: str, soon: bool = False) -> sa.Select[int]:
    """The numbers of the entries that ``matching`` gives.

    ``soon`` says that only the first are wanted: a character that stands nearly everywhere is
    then looked for in the texts themselves.
    """
    wanted = _wanted(text)
    if session.get_bind().dialect.name != "sqlite" or (soon and _stands_all_over(session, wanted)):
        return sa.select(SearchText.number).where(says(text))
    pairs = sa.table(PAIRS, sa.column("rowid", sa.Integer), sa.column(PAIRS, sa.Text))
    return sa.select(pairs.c.rowid.label("number")).where(
        pairs.c[PAIRS].op("MATCH")(_phrase(wanted))
    )


def says(text: str) -> sa.ColumnElement[bool]:
    """The same condition on a SearchText itself: where few are looked at, the index costs more."""
    return SearchText.text.contains(_wanted(text), autoescape=True)


def _wanted(text: str) -> str:
    return _folded(text.encode(errors="ignore").decode())


def _stands_all_over(session: Session, character: str) -> bool:
    """Whether one character stands in most of some early texts: its pairs are then very many."""
    if len(character) != 1:
        return False
    some = sa.select(SearchText.text).order_by(SearchText.number).limit(PROBED).subquery("some")
    hits = sa.select(sa.func.count()).where(some.c.text.contains(character, autoescape=True))
    return (session.scalar(hits) or 0) * 2 > PROBED


_NEXT = sa.select(
    sa.func.coalesce(sa.func.max(SearchEntry.number), 0) + 1,
    import_number_of(sa.bindparam("import_id")),
)
# What an entry keeps of what its question says, and how it is told.
_FACTS_OF: Mapping[str, Callable[[Draft], Any]] = {
    "type": attrgetter("type"),
    "declared_facility": lambda draft: expected_facility(draft.difficulty, None),
    "tags": lambda draft: json.dumps(draft.tags, ensure_ascii=False) if draft.tags else NO_TAGS,
    "citation": attrgetter("citation"),
    "chapter": attrgetter("chapter"),
    "explained": lambda draft: bool(draft.explanation),
    "points": attrgetter("points"),
}
_RENEW = (
    sa.update(SearchEntry)
    .where(SearchEntry.number == sa.bindparam("at"))
    .values({name: sa.bindparam(f"new_{name}") for name in ("pictured", "hands", *_FACTS_OF)})
)


def _entries(
    session: Session, question_ids: Sequence[str]
) -> dict[str, tuple[int, bool, str | None, str]]:
    """Number, whether there are pictures, hands and text of questions, by their ids."""
    rows = sa.select(
        SearchEntry.question_id,
        SearchEntry.number,
        SearchEntry.pictured,
        SearchEntry.hands,
        SearchText.text,
    ).join(SearchText, SearchText.number == SearchEntry.number)
    return {
        question_id: (number, pictured, hands, text)
        for start in range(0, len(question_ids), AT_ONCE)
        for question_id, number, pictured, hands, text in session.execute(
            rows.where(SearchEntry.question_id.in_(question_ids[start : start + AT_ONCE]))
        )
    }


def hands_of(hands: str | None) -> list[str]:
    """The names that a row keeps as one text."""
    return hands.split(BETWEEN_HANDS) if hands else []


def _folded(text: str) -> str:
    """Fold what LIKE folds, the letters of ASCII, and take out what cannot be searched for."""
    folded = text.encode(errors="surrogatepass").lower().translate(None, _NEVER)
    return folded.decode(errors="surrogatepass")


def _pairs(texts: Sequence[str]) -> Iterator[str]:
    """Write 党员权利 as 党员, 员权, 权利, 利: three characters a pair.

    Many texts in one go, but no more than the processor has at hand: 500 cost thrice as much.
    """
    for start in range(0, len(texts), IN_ONE_GO):
        yield from _joined_pairs(texts[start : start + IN_ONE_GO])


def _joined_pairs(texts: Sequence[str]) -> Iterator[str]:
    signs = array("I", "".join(texts).encode("utf-32-le", "surrogatepass"))
    pairs = array("I", [ord(BETWEEN_PAIRS)]) * (3 * len(signs))
    pairs[0::3] = signs
    pairs[1:-3:3] = signs[1:]
    written, start = pairs.tobytes().decode("utf-32-le", "surrogatepass"), 0
    for text in texts:
        end = start + 3 * len(text)
        yield written[
            start : max(start, end - 2)
        ]  # its last character begins no pair with the next text
        start = end


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
        numbers, said = zip(*texts, strict=True)
        connection.exec_driver_sql(statement, list(zip(numbers, _pairs(said), strict=True)))
