"""Designs of certificates and badges that an office made itself."""

import sqlalchemy as sa
from alembic import op

import dongan_training.storage.types

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "design",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("purpose", sa.Enum("certificate", "badge", name="purpose", native_enum=False, length=32), nullable=False),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.Column("changed_at", dongan_training.storage.types.Moment(), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("device", sa.String(length=36), nullable=False),
        sa.Column("counter", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_design")),
    )
