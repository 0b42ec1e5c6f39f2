"""What the search of the bank looks at; on SQLite with an index of character pairs."""

import json
import string

import sqlalchemy as sa
from alembic import op


revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

GAP = "\x1c"
FIELDS = "\x1f"
# All of ASCII belongs to a pair, but for the gap: blanks and signs are searched for like letters.
SIGNS = "".join(
    chr(code)
    for code in range(1, 128)
    if chr(code) != GAP and chr(code) not in string.ascii_letters + string.digits
)
SMALL = str.maketrans(string.ascii_uppercase, string.ascii_lowercase, "\x00" + GAP)


def upgrade() -> None:
    op.create_table(
        "search_entry",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("version_id", sa.String(length=36), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["version_id"], ["question_version.id"], name=op.f("fk_search_entry_version_id")
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_search_entry")),
        sa.UniqueConstraint("version_id", name=op.f("uq_search_entry_version_id")),
    )
    connection = op.get_bind()
    texts = list(enumerate(_texts(connection), start=1))
    entries = sa.table(
        "search_entry", sa.column("number"), sa.column("version_id"), sa.column("text")
    )
    if texts:
        rows = [{"number": n, "version_id": one, "text": text} for n, (one, text) in texts]
        connection.execute(entries.insert(), rows)
    if connection.dialect.name == "sqlite":
        signs = SIGNS.replace("'", "''").replace('"', '""')
        connection.exec_driver_sql(
            "CREATE VIRTUAL TABLE search_pairs USING fts5"
            f"(pairs, content='', tokenize=\"ascii tokenchars '{signs}'\")"
        )
        pairs = [(number, _pairs(text)) for number, (_id, text) in texts]
        if pairs:
            statement = "INSERT INTO search_pairs (rowid, pairs) VALUES (?, ?)"
            connection.exec_driver_sql(statement, pairs)


def _texts(connection: sa.Connection) -> list[tuple[str, str]]:
    """The newest version of each question, in the order they came, with all its texts."""
    rows = connection.execute(
        sa.text(
            "SELECT v.id, v.type, v.stem, v.options, v.answer, v.marking, v.citation, p.text"
            " FROM question_version v LEFT JOIN passage p ON p.id = v.passage_id"
            " WHERE v.current ORDER BY v.question_id"
        )
    )
    return [(row[0], _text(*row[1:])) for row in rows]


def _text(kind, stem, options, answer, marking, citation, passage) -> str:  # type: ignore[no-untyped-def]  # plain columns
    options, answer, marking = (
        json.loads(one) if isinstance(one, str) else one for one in (options, answer, marking)
    )
    written = []
    if kind == "fill_blank":
        written = [text for blank in answer for text in blank]
    elif kind == "short_answer":
        written = [*answer, *(point["text"] for point in marking)]
    parts = (stem, *options, *written, passage or "", citation or "", "")
    return FIELDS.join(str(part) for part in parts).translate(SMALL)


def _pairs(text: str) -> str:
    return GAP.join(first + second for first, second in zip(text, text[1:] + GAP, strict=True))
