"""facts of the search: what lists are narrowed and ordered by, in one narrow row a question"""

import re
import unicodedata

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

# What bank.difficulty took the words for when this revision was made.
EASY, MIDDLE, HARD = 0.85, 0.65, 0.45
DECLARED = {
    **dict.fromkeys(("易", "容易", "较易", "简单", "基础", "低", "easy"), EASY),
    **dict.fromkeys(("中", "中等", "适中", "一般", "普通", "medium"), MIDDLE),
    **dict.fromkeys(("难", "较难", "困难", "高", "hard", "difficult"), HARD),
    **{"1": 0.9, "2": 0.775, "3": MIDDLE, "4": 0.525, "5": 0.4},
}
COEFFICIENT = re.compile(r"0?\.\d+")
FILL = """
    INSERT INTO search_entry (number, question_id, version_id, subject_id, status, type,
        declared_facility, measured_facility, pictured, tags, citation)
    SELECT b.number, q.id, v.id, q.subject_id, q.status, v.type, :middle, q.measured_facility,
        EXISTS (SELECT 1 FROM version_picture p WHERE p.version_id = v.id),
        CAST(v.tags AS TEXT), v.citation
    FROM search_before b
    JOIN question_version v ON v.id = b.version_id
    JOIN question q ON q.id = v.question_id
"""
FOLLOW = """
    UPDATE search_entry SET subject_id = NEW.subject_id, status = NEW.status,
        measured_facility = NEW.measured_facility
    WHERE question_id = NEW.id;
"""
CHANGED = "AFTER UPDATE OF subject_id, status, measured_facility ON question FOR EACH ROW"


def upgrade() -> None:
    connection = op.get_bind()
    connection.exec_driver_sql(
        "CREATE TEMPORARY TABLE search_before AS SELECT number, version_id FROM search_entry"
    )
    op.create_table(
        "search_text",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_search_text")),
    )
    connection.exec_driver_sql("INSERT INTO search_text SELECT number, text FROM search_entry")
    op.drop_table("search_entry")
    _create_entries()
    connection.execute(sa.text(FILL), {"middle": MIDDLE})
    _declare(connection)
    connection.exec_driver_sql("DROP TABLE search_before")
    _follow_questions(connection)


def _create_entries() -> None:
    op.create_table(
        "search_entry",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("question_id", sa.String(length=36), nullable=False),
        sa.Column("version_id", sa.String(length=36), nullable=False),
        sa.Column("subject_id", sa.String(length=36), nullable=False),
        sa.Column("status", sa.String(length=32), nullable=False),
        sa.Column("type", sa.String(length=32), nullable=False),
        sa.Column("declared_facility", sa.Double(), nullable=False),
        sa.Column("measured_facility", sa.Double(), nullable=True),
        sa.Column("pictured", sa.Boolean(), nullable=False),
        sa.Column("tags", sa.Text(), nullable=False),
        sa.Column("citation", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_search_entry")),
        sa.UniqueConstraint("question_id", name=op.f("uq_search_entry_question_id")),
    )
    for column in ("tags", "citation"):
        op.create_index(op.f(f"ix_search_entry_{column}"), "search_entry", [column])


def _declare(connection: sa.Connection) -> None:
    rows = connection.exec_driver_sql(
        "SELECT DISTINCT v.difficulty FROM question_version v"
        " JOIN search_before b ON b.version_id = v.id WHERE v.difficulty IS NOT NULL"
    )
    command = sa.text(
        "UPDATE search_entry SET declared_facility = :facility WHERE version_id IN"
        " (SELECT id FROM question_version WHERE difficulty = :said)"
    )
    for (said,) in rows.all():
        connection.execute(command, {"facility": _facility(said), "said": said})


def _facility(said: str) -> float:
    plain = unicodedata.normalize("NFKC", said).strip().casefold()
    return float(plain) if COEFFICIENT.fullmatch(plain) else DECLARED.get(plain, MIDDLE)


def _follow_questions(connection: sa.Connection) -> None:
    """Whoever files or measures a question need not know that lists look elsewhere."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(
            f"CREATE TRIGGER search_follows_question {CHANGED} BEGIN {FOLLOW} END"
        )
        return
    connection.exec_driver_sql(
        "CREATE OR REPLACE FUNCTION follow_question_in_search() RETURNS trigger LANGUAGE plpgsql"
        f" AS $$ BEGIN {FOLLOW} RETURN NULL; END $$"
    )
    connection.exec_driver_sql(
        f"CREATE TRIGGER search_follows_question {CHANGED}"
        " EXECUTE FUNCTION follow_question_in_search()"
    )
