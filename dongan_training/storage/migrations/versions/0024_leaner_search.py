"""leaner search: an index less to each question, two where they tell something, one index of pairs without sizes"""

import string

import sqlalchemy as sa
from alembic import op


revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

GAP = "\x1c"
# All of ASCII belongs to a pair, but for the gap: blanks and signs are searched for like letters.
SIGNS = "".join(
    chr(code)
    for code in range(1, 128)
    if chr(code) != GAP and chr(code) not in string.ascii_letters + string.digits
)
PARTIAL = (
    ("question_version", "passage_id", "passage_id IS NOT NULL"),
    ("search_entry", "tags", "tags <> '[]'"),
)
IN_MEMORY = 16 * 1024 * 1024  # bytes of new pairs that wait to be written; 1 MB by itself
AT_ONCE = 1000


def upgrade() -> None:
    op.drop_index("ix_question_version_fingerprint", "question_version")
    for table, column, where in PARTIAL:
        name = f"ix_{table}_{column}"
        op.drop_index(name, table)
        told = sa.text(where)
        op.create_index(name, table, [column], sqlite_where=told, postgresql_where=told)
    connection = op.get_bind()
    if connection.dialect.name == "sqlite":
        _index_again(connection)


def _index_again(connection: sa.Connection) -> None:
    signs = SIGNS.replace("'", "''").replace('"', '""')
    connection.exec_driver_sql("DROP TABLE search_pairs")
    connection.exec_driver_sql(
        "CREATE VIRTUAL TABLE search_pairs USING fts5"
        f"(pairs, content='', columnsize=0, tokenize=\"ascii tokenchars '{signs}'\")"
    )
    connection.exec_driver_sql(
        f"INSERT INTO search_pairs (search_pairs, rank) VALUES ('hashsize', {IN_MEMORY})"
    )
    texts = connection.exec_driver_sql("SELECT number, text FROM search_text ORDER BY number")
    insert = "INSERT INTO search_pairs (rowid, pairs) VALUES (?, ?)"
    for some in list(texts.partitions(AT_ONCE)):
        connection.exec_driver_sql(insert, [(number, _pairs(text)) for number, text in some])


def _pairs(text: str) -> str:
    signs = [GAP] * (3 * len(text))
    signs[0::3] = text
    signs[1:-3:3] = text[1:]
    return "".join(signs)
