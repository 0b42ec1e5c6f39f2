"""the index of the search, in the order of sounds too"""

from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

SEARCHED = ["active", "by_pinyin", "id", "name", "pinyin", "post", "org_unit_id"]


def upgrade() -> None:
    op.drop_index("ix_person_active_by_pinyin", "person")
    op.create_index("ix_person_searched_by_pinyin", "person", SEARCHED)
