"""who made a version"""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

# Whoever took in a file made the first version of each of its questions.
FIRST_BY_IMPORT = """
UPDATE question_version SET made_by = (
    SELECT bank_import.actor FROM question JOIN bank_import ON bank_import.id = question.import_id
    WHERE question.id = question_version.question_id
)
WHERE number = 1 AND question_id IN (SELECT id FROM question WHERE import_id IS NOT NULL)
"""


def upgrade() -> None:
    with op.batch_alter_table("question_version", schema=None) as batch_op:
        batch_op.add_column(sa.Column("made_by", sa.Text(), server_default="", nullable=False))
    op.execute(FIRST_BY_IMPORT)
