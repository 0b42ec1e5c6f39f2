"""what a plan costs"""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("plan", schema=None) as batch_op:
        batch_op.add_column(sa.Column("funds", sa.Integer(), server_default="0", nullable=False))
    with op.batch_alter_table("training_class", schema=None) as batch_op:
        batch_op.add_column(sa.Column("funds", sa.Integer(), server_default="0", nullable=False))
        batch_op.add_column(sa.Column("spent", sa.Integer(), server_default="0", nullable=False))
        batch_op.add_column(sa.Column("spent_note", sa.Text(), server_default="", nullable=False))
