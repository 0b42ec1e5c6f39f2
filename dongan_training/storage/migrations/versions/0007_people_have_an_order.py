"""People have an order by the strokes and by the sound of their names."""

import sqlalchemy as sa
from alembic import op


revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

BATCH = 1000


def upgrade() -> None:
    for name in ("by_strokes", "by_pinyin"):
        op.add_column("person", sa.Column(name, sa.Text(), nullable=False, server_default=""))
        op.create_index(op.f(f"ix_person_active_{name}"), "person", ["active", name, "id"])
    _sort_known_people(op.get_bind())


def _sort_known_people(connection: sa.Connection) -> None:
    from dongan_training.people.order import pinyin_key, stroke_key  # only where people are known

    people = connection.execute(sa.text("SELECT id, name FROM person")).all()
    statement = sa.text(
        "UPDATE person SET by_strokes = :by_strokes, by_pinyin = :by_pinyin WHERE id = :id"
    )
    for start in range(0, len(people), BATCH):
        keys = [
            {"id": one, "by_strokes": stroke_key(name), "by_pinyin": pinyin_key(name)}
            for one, name in people[start : start + BATCH]
        ]
        connection.execute(statement, keys)
