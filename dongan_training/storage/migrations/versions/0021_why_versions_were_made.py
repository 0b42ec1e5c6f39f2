"""why versions were made, and bulk changes that can be taken back"""

import sqlalchemy as sa
from alembic import op

from dongan_training.storage.types import Moment

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "question_version", sa.Column("reason", sa.Text(), server_default="", nullable=False)
    )
    op.create_index("ix_question_version_made_at", "question_version", ["made_at"])
    op.create_table(
        "bulk_change",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("change", sa.JSON(), nullable=False),
        sa.Column("done", sa.JSON(), nullable=False),
        sa.Column("taken_back_at", Moment(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_bulk_change"),
    )
