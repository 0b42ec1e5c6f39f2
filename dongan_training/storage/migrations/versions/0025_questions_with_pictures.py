"""questions with pictures: they are few, and asked for"""

import sqlalchemy as sa
from alembic import op


revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index(
        "ix_search_entry_pictured",
        "search_entry",
        ["number"],
        sqlite_where=sa.text("pictured IS 1"),
        postgresql_where=sa.text("pictured IS true"),
    )
