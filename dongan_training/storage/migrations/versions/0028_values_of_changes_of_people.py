"""values of changes of people, and steps that can be taken back"""

import sqlalchemy as sa
import dongan_training.storage.types
from alembic import op


revision = '0028'
down_revision = '0027'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('people_step',
    sa.Column('at', dongan_training.storage.types.Moment(), nullable=False),
    sa.Column('actor', sa.Text(), nullable=False),
    sa.Column('people', sa.Integer(), nullable=False),
    sa.Column('change', sa.JSON(), nullable=False),
    sa.Column('taken_back_at', dongan_training.storage.types.Moment(), nullable=True),
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('device', sa.String(length=36), nullable=False),
    sa.Column('counter', sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_people_step'))
    )
    op.create_table('person_change',
    sa.Column('person_id', sa.String(length=36), nullable=False),
    sa.Column('before', dongan_training.storage.types.EncryptedText(), nullable=False),
    sa.Column('after', dongan_training.storage.types.EncryptedText(), nullable=False),
    sa.Column('step_id', sa.String(length=36), nullable=True),
    sa.Column('entry_id', sa.String(length=36), nullable=False),
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('device', sa.String(length=36), nullable=False),
    sa.Column('counter', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['step_id'], ['people_step.id'], name=op.f('fk_person_change_step_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_person_change'))
    )
    with op.batch_alter_table('person_change', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_person_change_person_id'), ['person_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_person_change_step_id'), ['step_id'], unique=False)

    with op.batch_alter_table('roster_change', schema=None) as batch_op:
        batch_op.add_column(sa.Column('after', dongan_training.storage.types.EncryptedText(), nullable=True))

