"""What questions gain: passages, pictures, marking points, tags, measured difficulty."""

from typing import Any

import sqlalchemy as sa
from alembic import op


revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "passage",
        sa.Column("text", sa.Text(), nullable=False),
        *_record(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_passage")),
    )
    op.create_table(
        "picture",
        sa.Column("media_type", sa.String(length=64), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        *_record(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_picture")),
    )
    op.create_table(
        "version_picture",
        sa.Column("version_id", sa.String(length=36), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("picture_id", sa.String(length=36), nullable=False),
        *_record(),
        sa.ForeignKeyConstraint(
            ["picture_id"], ["picture.id"], name=op.f("fk_version_picture_picture_id")
        ),
        sa.ForeignKeyConstraint(
            ["version_id"], ["question_version.id"], name=op.f("fk_version_picture_version_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_version_picture")),
        sa.UniqueConstraint(
            "version_id", "number", name=op.f("uq_version_picture_version_id_number")
        ),
    )
    op.create_index(op.f("ix_version_picture_picture_id"), "version_picture", ["picture_id"])
    op.add_column("question", sa.Column("measured_facility", sa.Double()))
    op.add_column("question", sa.Column("measured_discrimination", sa.Double()))
    op.add_column("question", _with_default("measured_count", sa.Integer(), "0"))
    op.add_column("question_version", _with_default("order_free", sa.Boolean(), sa.false()))
    op.add_column("question_version", _with_default("marking", sa.JSON(), "[]"))
    op.add_column("question_version", _with_default("tags", sa.JSON(), "[]"))
    op.add_column("question_version", _with_default("passage_place", sa.Integer(), "0"))
    # In one statement: Alembic would copy the whole table, and drop one that papers refer to.
    op.execute(
        "ALTER TABLE question_version ADD COLUMN passage_id VARCHAR(36)"
        " CONSTRAINT fk_question_version_passage_id REFERENCES passage (id)"
    )
    op.create_index(op.f("ix_question_version_passage_id"), "question_version", ["passage_id"])


def _record() -> list[sa.Column[Any]]:
    return [
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("device", sa.String(length=36), nullable=False),
        sa.Column("counter", sa.BigInteger(), nullable=False),
    ]


def _with_default(name: str, kind: Any, default: Any) -> sa.Column[Any]:
    return sa.Column(name, kind, server_default=default, nullable=False)
