"""The roll has a history; classes have quotas, a menu, a waiting list; training elsewhere counts."""

from typing import Any

import sqlalchemy as sa
from alembic import op


revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "class_kind",
        sa.Column("name", sa.String(length=32), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("targets", sa.JSON(), nullable=False),
        sa.Column("quota", sa.Integer(), nullable=False),
        sa.Column("needs_exam", sa.Boolean(), nullable=False),
        sa.Column("needs_full_hours", sa.Boolean(), nullable=False),
        sa.Column("needs_no_absence", sa.Boolean(), nullable=False),
        *_record(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_class_kind")),
        sa.UniqueConstraint("name", name=op.f("uq_class_kind_name")),
    )
    op.create_table(
        "reserve_list",
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        *_record(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reserve_list")),
        sa.UniqueConstraint("name", name=op.f("uq_reserve_list_name")),
    )
    op.create_table(
        "roster_import",
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("added", sa.Integer(), nullable=False),
        sa.Column("changed", sa.Integer(), nullable=False),
        sa.Column("left", sa.Integer(), nullable=False),
        sa.Column("undone_at", sa.DateTime(), nullable=True),
        *_record(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_roster_import")),
    )
    op.create_table(
        "venue",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("capacity", sa.Integer(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        *_record(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_venue")),
        sa.UniqueConstraint("name", name=op.f("uq_venue_name")),
    )
    op.create_table(
        "roster_change",
        sa.Column("import_id", sa.String(length=36), nullable=False),
        sa.Column("person_id", sa.String(length=36), nullable=False),
        sa.Column("before", sa.Text(), nullable=True),
        *_record(),
        sa.ForeignKeyConstraint(
            ["import_id"], ["roster_import.id"], name=op.f("fk_roster_change_import_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_roster_change")),
    )
    op.create_index(op.f("ix_roster_change_import_id"), "roster_change", ["import_id"])

    op.create_table(
        "unit_event",
        sa.Column("unit_id", sa.String(length=36), nullable=False),
        sa.Column("act", sa.String(length=16), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("details", sa.JSON(), nullable=False),
        *_record(),
        sa.ForeignKeyConstraint(["unit_id"], ["org_unit.id"], name=op.f("fk_unit_event_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit_event")),
    )
    op.create_index(op.f("ix_unit_event_unit_id"), "unit_event", ["unit_id"])

    op.create_table(
        "class_course",
        sa.Column("class_id", sa.String(length=36), nullable=False),
        sa.Column("course_id", sa.String(length=36), nullable=False),
        sa.Column("capacity", sa.Integer(), nullable=False),
        *_record(),
        sa.ForeignKeyConstraint(
            ["class_id"], ["training_class.id"], name=op.f("fk_class_course_class_id")
        ),
        sa.ForeignKeyConstraint(
            ["course_id"], ["course.id"], name=op.f("fk_class_course_course_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_class_course")),
        sa.UniqueConstraint(
            "class_id", "course_id", name=op.f("uq_class_course_class_id_course_id")
        ),
    )
    op.create_table(
        "class_quota",
        sa.Column("class_id", sa.String(length=36), nullable=False),
        sa.Column("org_unit_id", sa.String(length=36), nullable=False),
        sa.Column("places", sa.Integer(), nullable=False),
        *_record(),
        sa.ForeignKeyConstraint(
            ["class_id"], ["training_class.id"], name=op.f("fk_class_quota_class_id")
        ),
        sa.ForeignKeyConstraint(
            ["org_unit_id"], ["org_unit.id"], name=op.f("fk_class_quota_org_unit_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_class_quota")),
        sa.UniqueConstraint(
            "class_id", "org_unit_id", name=op.f("uq_class_quota_class_id_org_unit_id")
        ),
    )
    op.create_table(
        "outside_training",
        sa.Column("person_id", sa.String(length=36), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("organizer", sa.Text(), nullable=False),
        sa.Column("hours", sa.Double(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("covers", sa.Boolean(), nullable=False),
        *_record(),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_outside_training_person_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outside_training")),
        sa.UniqueConstraint(
            "person_id", "year", "title", name=op.f("uq_outside_training_person_id_year_title")
        ),
    )
    op.create_index(op.f("ix_outside_training_year"), "outside_training", ["year"])

    op.create_table(
        "person_merge",
        sa.Column("person_id", sa.String(length=36), nullable=False),
        sa.Column("gone_id", sa.String(length=36), nullable=False),
        sa.Column("gone_name", sa.String(length=50), nullable=False),
        sa.Column("gone", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        *_record(),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_person_merge_person_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person_merge")),
    )
    op.create_index(op.f("ix_person_merge_person_id"), "person_merge", ["person_id"])

    op.create_table(
        "person_photo",
        sa.Column("person_id", sa.String(length=36), nullable=False),
        sa.Column("media_type", sa.String(length=32), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("added_at", sa.DateTime(), nullable=False),
        *_record(),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_person_photo_person_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person_photo")),
        sa.UniqueConstraint("person_id", name=op.f("uq_person_photo_person_id")),
    )
    op.create_table(
        "post_held",
        sa.Column("person_id", sa.String(length=36), nullable=False),
        sa.Column("post", sa.Text(), nullable=False),
        sa.Column("org", sa.Text(), nullable=False),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        *_record(),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_post_held_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_post_held")),
    )
    op.create_index(op.f("ix_post_held_person_id"), "post_held", ["person_id"])

    op.create_table(
        "reserve_entry",
        sa.Column("list_id", sa.String(length=36), nullable=False),
        sa.Column("person_id", sa.String(length=36), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        *_record(),
        sa.ForeignKeyConstraint(
            ["list_id"], ["reserve_list.id"], name=op.f("fk_reserve_entry_list_id")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_reserve_entry_person_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reserve_entry")),
    )
    op.create_index(op.f("ix_reserve_entry_list_id"), "reserve_entry", ["list_id"])
    op.create_index(op.f("ix_reserve_entry_person_id"), "reserve_entry", ["person_id"])

    op.create_table(
        "waiting_place",
        sa.Column("class_id", sa.String(length=36), nullable=False),
        sa.Column("person_id", sa.String(length=36), nullable=False),
        sa.Column("asked_at", sa.DateTime(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        *_record(),
        sa.ForeignKeyConstraint(
            ["class_id"], ["training_class.id"], name=op.f("fk_waiting_place_class_id")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_waiting_place_person_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_waiting_place")),
        sa.UniqueConstraint(
            "class_id", "person_id", name=op.f("uq_waiting_place_class_id_person_id")
        ),
    )
    op.create_index(op.f("ix_waiting_place_person_id"), "waiting_place", ["person_id"])

    op.create_table(
        "course_choice",
        sa.Column("enrolment_id", sa.String(length=36), nullable=False),
        sa.Column("course_id", sa.String(length=36), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        *_record(),
        sa.ForeignKeyConstraint(
            ["course_id"], ["course.id"], name=op.f("fk_course_choice_course_id")
        ),
        sa.ForeignKeyConstraint(
            ["enrolment_id"], ["enrolment.id"], name=op.f("fk_course_choice_enrolment_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_course_choice")),
        sa.UniqueConstraint(
            "enrolment_id", "course_id", name=op.f("uq_course_choice_enrolment_id_course_id")
        ),
    )
    op.add_column("course", sa.Column("material", sa.Text(), nullable=False, server_default=""))

    op.add_column("lesson_course", sa.Column("venue", sa.Text(), nullable=False, server_default=""))

    op.add_column("org_unit", sa.Column("place", sa.Text(), nullable=False, server_default=""))

    op.add_column("person", sa.Column("joined_on", sa.Date(), nullable=True))
    op.add_column("person", sa.Column("full_member_on", sa.Date(), nullable=True))

    op.add_column("plan", sa.Column("budget", sa.Text(), nullable=False, server_default=""))

    op.add_column(
        "training_class", sa.Column("targets", sa.JSON(), nullable=False, server_default="[]")
    )
    op.add_column(
        "training_class", sa.Column("staff", sa.Text(), nullable=False, server_default="")
    )
    op.add_column(
        "training_class", sa.Column("budget", sa.Text(), nullable=False, server_default="")
    )
    op.add_column(
        "training_class", sa.Column("electives", sa.Integer(), nullable=False, server_default="0")
    )


def _record() -> list[sa.Column[Any]]:
    return [
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("device", sa.String(length=36), nullable=False),
        sa.Column("counter", sa.BigInteger(), nullable=False),
    ]
