"""the rules of a sitting, places, events and paper entries"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    rules_of_exams()
    several_attempts()
    places()
    events()
    paper_entries()
    keep_the_events_append_only()


def rules_of_exams() -> None:
    with op.batch_alter_table("exam") as exam:
        exam.add_column(sa.Column("ends_at", sa.DateTime(), nullable=True))
        exam.add_column(sa.Column("late_entry", sa.Integer(), nullable=True))
        for name, usual in (
            ("earliest_hand_in", "0"),
            ("attempts_allowed", "1"),
            ("seat_rows", "0"),
            ("seat_columns", "0"),
        ):
            exam.add_column(sa.Column(name, sa.Integer(), nullable=False, server_default=usual))
        for name in ("open_book", "personal_order", "shows_result"):
            exam.add_column(
                sa.Column(name, sa.Boolean(), nullable=False, server_default=sa.false())
            )
        exam.add_column(sa.Column("quit_hash", sa.Text(), nullable=False, server_default=""))


def several_attempts() -> None:
    with op.batch_alter_table("attempt") as attempt:
        attempt.add_column(sa.Column("number", sa.Integer(), nullable=False, server_default="1"))
        attempt.add_column(
            sa.Column("extra_minutes", sa.Integer(), nullable=False, server_default="0")
        )
        attempt.add_column(sa.Column("seen_at", sa.DateTime(), nullable=True))
        attempt.add_column(sa.Column("annulled_at", sa.DateTime(), nullable=True))
        attempt.add_column(
            sa.Column("annulled_reason", sa.Text(), nullable=False, server_default="")
        )
        attempt.drop_constraint("uq_attempt_exam_id_enrolment_id", type_="unique")
        attempt.create_unique_constraint(
            "uq_attempt_exam_id_enrolment_id_number", ["exam_id", "enrolment_id", "number"]
        )


def places() -> None:
    op.create_table(
        "exam_place",
        *_references("exam_place", exam_id="exam", enrolment_id="enrolment"),
        sa.Column("seat_row", sa.Integer(), nullable=True),
        sa.Column("seat_column", sa.Integer(), nullable=True),
        *_references("exam_place", form_id="paper_form", nullable=True),
        sa.Column("extra_minutes", sa.Integer(), nullable=False),
        *_record("exam_place"),
        sa.UniqueConstraint(
            "exam_id", "enrolment_id", name=op.f("uq_exam_place_exam_id_enrolment_id")
        ),
    )
    op.create_index("ix_exam_place_enrolment_id", "exam_place", ["enrolment_id"])


def events() -> None:
    op.create_table(
        "sitting_event",
        *_references("sitting_event", exam_id="exam"),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        *_references(
            "sitting_event", enrolment_id="enrolment", attempt_id="attempt", nullable=True
        ),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("details", sa.JSON(), nullable=False),
        *_record("sitting_event"),
    )
    op.create_index("ix_sitting_event_exam_at", "sitting_event", ["exam_id", "at"])


def paper_entries() -> None:
    op.create_table(
        "paper_entry",
        *_references(
            "paper_entry", exam_id="exam", enrolment_id="enrolment", form_id="paper_form"
        ),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        *_record("paper_entry"),
    )
    op.create_index("ix_paper_entry_exam_enrolment", "paper_entry", ["exam_id", "enrolment_id"])


def keep_the_events_append_only() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for act in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER sitting_event_no_{act.lower()} BEFORE {act} ON sitting_event "
                "BEGIN SELECT RAISE(ABORT, 'the events of a sitting are append-only'); END"
            )
    else:
        op.execute(
            "CREATE FUNCTION refuse_event_change() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION 'the events of a sitting are append-only'; END $$"
        )
        op.execute(
            "CREATE TRIGGER sitting_event_no_change BEFORE UPDATE OR DELETE ON sitting_event "
            "FOR EACH ROW EXECUTE FUNCTION refuse_event_change()"
        )


def _references(table: str, *, nullable: bool = False, **targets: str) -> list[sa.Column[str]]:
    return [
        sa.Column(
            name,
            sa.String(length=36),
            sa.ForeignKey(f"{target}.id", name=op.f(f"fk_{table}_{name}")),
            nullable=nullable,
        )
        for name, target in targets.items()
    ]


def _record(table: str) -> list[sa.Column[Any] | sa.Constraint]:
    return [
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("device", sa.String(length=36), nullable=False),
        sa.Column("counter", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    ]
