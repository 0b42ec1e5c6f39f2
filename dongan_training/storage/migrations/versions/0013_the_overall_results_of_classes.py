"""the overall results of classes"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "composition",
        sa.Column("class_id", sa.String(length=36), nullable=False),
        sa.Column("parts", sa.JSON(), nullable=False),
        sa.Column("pass_mark", sa.Double(), nullable=False),
        sa.Column("for_certificate", sa.Boolean(), nullable=False),
        *_record(),
        sa.ForeignKeyConstraint(
            ["class_id"], ["training_class.id"], name=op.f("fk_composition_class_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_composition")),
        sa.UniqueConstraint("class_id", name=op.f("uq_composition_class_id")),
    )
    op.create_table(
        "given_result",
        sa.Column("enrolment_id", sa.String(length=36), nullable=False),
        sa.Column("part", sa.Text(), nullable=False),
        sa.Column("percent", sa.Double(), nullable=False),
        sa.Column("given_at", sa.DateTime(), nullable=False),
        sa.Column("given_by", sa.Text(), nullable=False),
        *_record(),
        sa.ForeignKeyConstraint(
            ["enrolment_id"], ["enrolment.id"], name=op.f("fk_given_result_enrolment_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_given_result")),
    )
    op.create_index("ix_given_result_enrolment_id", "given_result", ["enrolment_id"])


def _record() -> list[sa.Column[Any]]:
    return [
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("device", sa.String(length=36), nullable=False),
        sa.Column("counter", sa.BigInteger(), nullable=False),
    ]
