"""days of posts and memberships, levels of reserve lists, one index to search people by"""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

SEARCHED = ["active", "by_strokes", "id", "name", "pinyin", "post", "org_unit_id"]


def upgrade() -> None:
    op.add_column("person", sa.Column("transferred_on", sa.Date(), nullable=True))
    op.add_column("person", sa.Column("post_since", sa.Date(), nullable=True))
    op.drop_index("ix_person_active_by_strokes", "person")
    op.create_index("ix_person_searched", "person", SEARCHED)
    op.create_index("ix_person_phone_digest", "person", ["phone_digest"])
    op.add_column(
        "reserve_list",
        sa.Column("level", sa.String(length=16), nullable=False, server_default=""),
    )
    # Searches look for the beginnings of words; syllables run together are one of them.
    run_together = "UPDATE person SET pinyin = pinyin || ' ' || replace(pinyin, ' ', '')"
    op.execute(run_together + " WHERE pinyin LIKE '% %'")
