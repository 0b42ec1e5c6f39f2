"""Parallel forms have items of their own; each item knows its section."""

import json
from typing import Any

import sqlalchemy as sa
from alembic import op


revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "paper_item", sa.Column("form", sa.String(length=2), nullable=False, server_default="")
    )
    op.add_column(
        "paper_item", sa.Column("section", sa.Integer(), nullable=False, server_default="0")
    )
    connection = op.get_bind()
    papers = connection.execute(sa.text("SELECT id, blueprint FROM paper")).all()
    for paper_id, blueprint in papers:
        _number_sections(connection, paper_id, blueprint)


def _number_sections(connection: sa.Connection, paper_id: str, blueprint: str | dict[str, Any]) -> None:
    """Until now a question's section followed from its position and the counts."""
    told = json.loads(blueprint) if isinstance(blueprint, str) else blueprint
    first = 1
    for number, section in enumerate(told.get("sections", ())):
        after = first + section["count"]
        connection.execute(
            sa.text(
                "UPDATE paper_item SET section = :number"
                " WHERE paper_id = :paper AND position >= :first AND position < :after"
            ),
            {"number": number, "paper": paper_id, "first": first, "after": after},
        )
        first = after
