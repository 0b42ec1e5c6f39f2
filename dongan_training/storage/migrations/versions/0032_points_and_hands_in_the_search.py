"""points and hands in the search: lists are narrowed by them too"""

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None

POINTS = """
    UPDATE search_entry SET points = (SELECT v.points FROM question_version v
        WHERE v.question_id = search_entry.question_id AND v.current)
"""
# The first version of a question that came by an import was made by that import.
MADE = """
    SELECT e.number, v.made_by FROM search_entry e
    JOIN question q ON q.id = e.question_id
    JOIN question_version v ON v.question_id = q.id
    WHERE v.made_by <> '' AND (v.number > 1 OR q.import_id IS NULL)
    ORDER BY v.number
"""


def upgrade() -> None:
    op.add_column("search_entry", sa.Column("points", sa.Double(), nullable=True))
    op.add_column("search_entry", sa.Column("hands", sa.Text(), nullable=True))
    connection = op.get_bind()
    connection.exec_driver_sql(POINTS)
    hands: dict[int, dict[str, None]] = {}
    for number, name in connection.exec_driver_sql(MADE):
        hands.setdefault(number, {})[name] = None
    if hands:
        connection.execute(
            sa.text("UPDATE search_entry SET hands = :hands WHERE number = :number"),
            [{"number": one, "hands": "、".join(names)} for one, names in hands.items()],
        )
