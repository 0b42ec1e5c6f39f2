"""questions of a draft changed for others"""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "paper_swap",
        sa.Column("paper_id", sa.String(length=36), nullable=False),
        sa.Column("item_id", sa.String(length=36), nullable=False),
        sa.Column("before_id", sa.String(length=36), nullable=False),
        sa.Column("after_id", sa.String(length=36), nullable=False),
        sa.Column("options_before", sa.JSON(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("taken_back_at", sa.DateTime(), nullable=True),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("device", sa.String(length=36), nullable=False),
        sa.Column("counter", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["after_id"], ["question_version.id"], name=op.f("fk_paper_swap_after_id")
        ),
        sa.ForeignKeyConstraint(
            ["before_id"], ["question_version.id"], name=op.f("fk_paper_swap_before_id")
        ),
        sa.ForeignKeyConstraint(["item_id"], ["paper_item.id"], name=op.f("fk_paper_swap_item_id")),
        sa.ForeignKeyConstraint(["paper_id"], ["paper.id"], name=op.f("fk_paper_swap_paper_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper_swap")),
    )
    op.create_index(op.f("ix_paper_swap_paper_id"), "paper_swap", ["paper_id"], unique=False)
