"""chapter, explanation and import in the search: lists are narrowed by them too"""

import sqlalchemy as sa
from alembic import op


revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None

FILL = """
    UPDATE search_entry SET
        chapter = (SELECT v.chapter FROM question_version v WHERE v.id = search_entry.version_id),
        explained = (SELECT v.explanation IS NOT NULL AND v.explanation <> ''
            FROM question_version v WHERE v.id = search_entry.version_id),
        import_id = (SELECT q.import_id FROM question q WHERE q.id = search_entry.question_id)
"""


def upgrade() -> None:
    op.add_column("search_entry", sa.Column("chapter", sa.Text(), nullable=True))
    op.add_column(
        "search_entry",
        sa.Column("explained", sa.Boolean(), server_default=sa.false(), nullable=False),
    )
    op.add_column("search_entry", sa.Column("import_id", sa.String(length=36), nullable=True))
    op.get_bind().exec_driver_sql(FILL)
