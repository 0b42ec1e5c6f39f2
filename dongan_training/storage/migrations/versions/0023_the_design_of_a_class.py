"""the design of a class"""

import sqlalchemy as sa
from alembic import op


revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('class_design',
    sa.Column('class_id', sa.String(length=36), nullable=False),
    sa.Column('design', sa.Text(), nullable=False),
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('device', sa.String(length=36), nullable=False),
    sa.Column('counter', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['class_id'], ['training_class.id'], name='fk_class_design_class_id'),
    sa.PrimaryKeyConstraint('id', name='pk_class_design'),
    sa.UniqueConstraint('class_id', name='uq_class_design_class_id')
    )
