"""draft imports and replaced versions"""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "draft_import",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("format", sa.Text(), nullable=False),
        sa.Column("subject_name", sa.Text(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("notes", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft_import")),
    )
    op.create_table(
        "draft_question",
        sa.Column("draft_import_id", sa.String(length=36), nullable=False),
        sa.Column("place", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("draft", sa.JSON(), nullable=False),
        sa.Column("problems", sa.JSON(), nullable=False),
        sa.Column("choice", sa.String(length=16), nullable=True),
        sa.ForeignKeyConstraint(
            ["draft_import_id"],
            ["draft_import.id"],
            name=op.f("fk_draft_question_draft_import_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("draft_import_id", "place", name=op.f("pk_draft_question")),
    )
    op.create_table(
        "replaced_version",
        sa.Column("import_id", sa.String(length=36), nullable=False),
        sa.Column("before_id", sa.String(length=36), nullable=False),
        sa.Column("after_id", sa.String(length=36), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("device", sa.String(length=36), nullable=False),
        sa.Column("counter", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["after_id"], ["question_version.id"], name=op.f("fk_replaced_version_after_id")
        ),
        sa.ForeignKeyConstraint(
            ["before_id"], ["question_version.id"], name=op.f("fk_replaced_version_before_id")
        ),
        sa.ForeignKeyConstraint(
            ["import_id"], ["bank_import.id"], name=op.f("fk_replaced_version_import_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_replaced_version")),
    )
    with op.batch_alter_table("replaced_version", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_replaced_version_import_id"), ["import_id"], unique=False
        )
