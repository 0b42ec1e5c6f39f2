"""Blueprints are kept, and papers have a history of sign-offs."""

import sqlalchemy as sa
from alembic import op

from dongan_training.storage.types import Moment

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "blueprint",
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.Column("forms", sa.Integer(), nullable=False),
        sa.Column("changed_at", Moment(), nullable=False),
        sa.Column("changed_by", sa.Text(), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("device", sa.String(length=36), nullable=False),
        sa.Column("counter", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_blueprint")),
        sa.UniqueConstraint("title", name=op.f("uq_blueprint_title")),
    )
    op.create_table(
        "paper_sign_off",
        sa.Column("paper_id", sa.String(length=36), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("remark", sa.Text(), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("device", sa.String(length=36), nullable=False),
        sa.Column("counter", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["paper_id"], ["paper.id"], name=op.f("fk_paper_sign_off_paper_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper_sign_off")),
    )
    op.create_index(op.f("ix_paper_sign_off_paper_id"), "paper_sign_off", ["paper_id"])
    op.execute(
        "INSERT INTO paper_sign_off (id, paper_id, kind, at, actor, remark, device, counter)"
        " SELECT id, id, 'approved', approved_at, approved_by, '', device, counter"
        " FROM paper WHERE approved_at IS NOT NULL"
    )
