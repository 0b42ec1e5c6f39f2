"""Keys of our own and of other offices, and the numbers those have revoked."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from dongan_training.storage.types import Moment

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def _record() -> list[sa.Column[Any]]:
    return [
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("device", sa.String(36), nullable=False),
        sa.Column("counter", sa.BigInteger(), nullable=False),
    ]


def upgrade() -> None:
    op.create_table(
        "foreign_revocation",
        sa.Column("key_id", sa.String(8), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        *_record(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_foreign_revocation")),
        sa.UniqueConstraint("key_id", "number", name=op.f("uq_foreign_revocation_key_id_number")),
    )
    op.create_table(
        "issuer",
        sa.Column("key_id", sa.String(8), nullable=False),
        sa.Column("public_key", sa.String(64), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("own", sa.Boolean(), nullable=False),
        sa.Column("since", Moment(), nullable=False),
        sa.Column("endorsed_by", sa.String(8), nullable=False),
        sa.Column("endorsement", sa.Text(), nullable=False),
        sa.Column("list_at", Moment(), nullable=True),
        *_record(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_issuer")),
        sa.UniqueConstraint("key_id", name=op.f("uq_issuer_key_id")),
    )
