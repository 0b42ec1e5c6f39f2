"""the register of regulations"""

import sqlalchemy as sa
from alembic import op


revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('edition_replacement',
    sa.Column('old_title', sa.Text(), nullable=False),
    sa.Column('old_year', sa.Integer(), nullable=False),
    sa.Column('new_title', sa.Text(), nullable=False),
    sa.Column('new_year', sa.Integer(), nullable=False),
    sa.Column('changes', sa.Text(), nullable=False),
    sa.Column('at', sa.DateTime(), nullable=False),
    sa.Column('actor', sa.Text(), nullable=False),
    sa.Column('made_edition', sa.Boolean(), nullable=False),
    sa.Column('undone_at', sa.DateTime(), nullable=True),
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('device', sa.String(length=36), nullable=False),
    sa.Column('counter', sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_edition_replacement'))
    )
    op.create_table('regulation_edition',
    sa.Column('title', sa.Text(), nullable=False),
    sa.Column('year', sa.Integer(), nullable=False),
    sa.Column('in_force', sa.Date(), nullable=True),
    sa.Column('issued', sa.Date(), nullable=True),
    sa.Column('articles', sa.Integer(), nullable=True),
    sa.Column('chapters', sa.JSON(), nullable=False),
    sa.Column('source', sa.Text(), nullable=False),
    sa.Column('replaces_title', sa.Text(), nullable=True),
    sa.Column('replaces_year', sa.Integer(), nullable=True),
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('device', sa.String(length=36), nullable=False),
    sa.Column('counter', sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_regulation_edition')),
    sa.UniqueConstraint('title', 'year', name=op.f('uq_regulation_edition_title_year'))
    )
    op.create_table('citation_review',
    sa.Column('replacement_id', sa.String(length=36), nullable=False),
    sa.Column('question_id', sa.String(length=36), nullable=False),
    sa.Column('version_id', sa.String(length=36), nullable=False),
    sa.Column('carried_id', sa.String(length=36), nullable=True),
    sa.Column('confirmed_at', sa.DateTime(), nullable=True),
    sa.Column('confirmed_by', sa.Text(), nullable=False),
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('device', sa.String(length=36), nullable=False),
    sa.Column('counter', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['carried_id'], ['question_version.id'], name=op.f('fk_citation_review_carried_id')),
    sa.ForeignKeyConstraint(['question_id'], ['question.id'], name=op.f('fk_citation_review_question_id')),
    sa.ForeignKeyConstraint(['replacement_id'], ['edition_replacement.id'], name=op.f('fk_citation_review_replacement_id')),
    sa.ForeignKeyConstraint(['version_id'], ['question_version.id'], name=op.f('fk_citation_review_version_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_citation_review')),
    sa.UniqueConstraint('replacement_id', 'question_id', name=op.f('uq_citation_review_replacement_id_question_id'))
    )
    with op.batch_alter_table('citation_review', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_citation_review_question_id'), ['question_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_citation_review_version_id'), ['version_id'], unique=False)
