"""The rules an exam is marked by, the marks of people, and corrections of keys."""

import sqlalchemy as sa
from alembic import op


revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "answer_mark",
        sa.Column("attempt_id", sa.String(length=36), nullable=False),
        sa.Column("item_id", sa.String(length=36), nullable=False),
        sa.Column("marker", sa.Text(), nullable=False),
        sa.Column("points", sa.Double(), nullable=False),
        sa.Column("parts", sa.JSON(), nullable=False),
        sa.Column("marked_at", sa.DateTime(), nullable=False),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("device", sa.String(length=36), nullable=False),
        sa.Column("counter", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["attempt_id"], ["attempt.id"], name=op.f("fk_answer_mark_attempt_id")
        ),
        sa.ForeignKeyConstraint(["item_id"], ["paper_item.id"], name=op.f("fk_answer_mark_item_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answer_mark")),
    )
    op.create_index(op.f("ix_answer_mark_attempt_id"), "answer_mark", ["attempt_id"])
    op.create_table(
        "key_correction",
        sa.Column("exam_id", sa.String(length=36), nullable=False),
        sa.Column("item_id", sa.String(length=36), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("answer", sa.JSON(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("device", sa.String(length=36), nullable=False),
        sa.Column("counter", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["exam_id"], ["exam.id"], name=op.f("fk_key_correction_exam_id")),
        sa.ForeignKeyConstraint(
            ["item_id"], ["paper_item.id"], name=op.f("fk_key_correction_item_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_key_correction")),
    )
    op.create_index(op.f("ix_key_correction_exam_id"), "key_correction", ["exam_id"])
    # Exams sat before keep the rules they were marked by: numerals as written, one marker.
    for column in (
        sa.Column("option_points", sa.Double(), nullable=False, server_default="0"),
        sa.Column("folds_numerals", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("markers", sa.Integer(), nullable=False, server_default="1"),
        sa.Column("tolerance", sa.Double(), nullable=False, server_default="0"),
        sa.Column("resit_for", sa.String(length=16), nullable=False, server_default=""),
        sa.Column("resit_counts", sa.String(length=16), nullable=False, server_default=""),
    ):
        op.add_column("exam", column)
    # In words of SQL: SQLite takes a reference only together with its column.
    op.execute(
        "ALTER TABLE exam ADD COLUMN resit_of_id VARCHAR(36) "
        "CONSTRAINT fk_exam_resit_of_id REFERENCES exam (id)"
    )
