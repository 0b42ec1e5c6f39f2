"""what a notice says"""

import sqlalchemy as sa
from alembic import op


revision = '0029'
down_revision = '0028'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('training_class', schema=None) as batch_op:
        batch_op.add_column(sa.Column('notice_to', sa.Text(), server_default='', nullable=False))
        batch_op.add_column(sa.Column('notice_contact', sa.Text(), server_default='', nullable=False))
        batch_op.add_column(sa.Column('notice_reply_by', sa.Date(), nullable=True))
        batch_op.add_column(sa.Column('notice_signed_on', sa.Date(), nullable=True))
