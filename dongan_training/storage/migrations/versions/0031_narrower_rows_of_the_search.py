"""narrower rows of the search: no id of the version, and a number instead of that of the import"""

import sqlalchemy as sa
from alembic import op


revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None

KEPT = (
    "number, question_id, subject_id, status, type, declared_facility, measured_facility,"
    " pictured, tags, citation, chapter, explained"
)
FILL = f"""
    INSERT INTO search_entry ({KEPT}, import_number)
    SELECT {KEPT}, brought.first
    FROM search_before LEFT JOIN (
        SELECT import_id, min(number) AS first FROM search_before GROUP BY import_id
    ) AS brought ON brought.import_id = search_before.import_id
    ORDER BY number
"""


def upgrade() -> None:
    """Made anew: columns that are only dropped leave their room behind."""
    connection = op.get_bind()
    connection.exec_driver_sql(
        f"CREATE TEMPORARY TABLE search_before AS SELECT {KEPT}, import_id FROM search_entry"
    )
    op.drop_table("search_entry")
    op.create_table(
        "search_entry",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("question_id", sa.String(length=36), nullable=False),
        sa.Column("subject_id", sa.String(length=36), nullable=False),
        sa.Column("status", sa.String(length=32), nullable=False),
        sa.Column("type", sa.String(length=32), nullable=False),
        sa.Column("declared_facility", sa.Double(), nullable=False),
        sa.Column("measured_facility", sa.Double(), nullable=True),
        sa.Column("pictured", sa.Boolean(), nullable=False),
        sa.Column("tags", sa.Text(), nullable=False),
        sa.Column("citation", sa.Text(), nullable=True),
        sa.Column("chapter", sa.Text(), nullable=True),
        sa.Column("explained", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("import_number", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_search_entry")),
        sa.UniqueConstraint("question_id", name=op.f("uq_search_entry_question_id")),
    )
    connection.exec_driver_sql(FILL)
    connection.exec_driver_sql("DROP TABLE search_before")
    _create_indexes()


def _create_indexes() -> None:
    op.create_index("ix_search_entry_citation", "search_entry", ["citation"])
    for name, column, told, told_server in (
        ("tags", "tags", "tags <> '[]'", "tags <> '[]'"),
        ("pictured", "number", "pictured IS 1", "pictured IS true"),
    ):
        op.create_index(
            f"ix_search_entry_{name}",
            "search_entry",
            [column],
            sqlite_where=sa.text(told),
            postgresql_where=sa.text(told_server),
        )
