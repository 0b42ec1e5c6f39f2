"""What happens at the door (签到、请假), and what else earns hours (学习活动)."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from dongan_training.people.models import OrgUnit, Person
from dongan_training.storage.base import ID, Base, Record
from dongan_training.training.models import Enrolment


class Direction(StrEnum):
    """Which way through the door; TAKEN_BACK says that the events it names are void."""

    IN = "in"
    OUT = "out"
    TAKEN_BACK = "taken_back"


class Method(StrEnum):
    """How the door knew who it was."""

    SCANNER = "scanner"
    CAMERA = "camera"
    PICTURE = "picture"
    BY_HAND = "by_hand"  # found by name; logged
    SHEET = "sheet"  # entered afterwards from paper; logged


class CheckIn(Record, Base):
    """An event at a door. Append-only: corrections are further events.

    Repeated scans are kept too (``repeated``): they show how a badge was used.
    """

    __tablename__ = "check_in"
    __table_args__ = (sa.Index("ix_check_in_lesson_enrolment", "lesson_id", "enrolment_id"),)

    lesson_id: Mapped[str] = mapped_column(ID, sa.ForeignKey("lesson.id"))
    enrolment_id: Mapped[str] = mapped_column(ID, sa.ForeignKey("enrolment.id"), index=True)
    at: Mapped[datetime]
    method: Mapped[Method]
    actor: Mapped[str]
    direction: Mapped[Direction] = mapped_column(default=Direction.IN)
    repeated: Mapped[bool] = mapped_column(default=False)
    badge_id: Mapped[str | None] = mapped_column(ID, sa.ForeignKey("badge.id"), default=None)
    reason: Mapped[str] = mapped_column(default="")
    # Of TAKEN_BACK: the ids of the events it declares void. None in old data: all before it.
    voids: Mapped[list[str] | None] = mapped_column(sa.JSON(none_as_null=True), default=None)
    enrolment: Mapped[Enrolment] = relationship(init=False)


class LeaveState(StrEnum):
    """Leave counts only when approved."""

    ASKED = "asked"
    APPROVED = "approved"
    REFUSED = "refused"


class Leave(Record, Base):
    """Leave from one lesson (请假), asked before it."""

    __tablename__ = "leave"
    __table_args__ = (sa.UniqueConstraint("lesson_id", "enrolment_id"),)

    lesson_id: Mapped[str] = mapped_column(ID, sa.ForeignKey("lesson.id"))
    enrolment_id: Mapped[str] = mapped_column(ID, sa.ForeignKey("enrolment.id"))
    kind: Mapped[str] = mapped_column(sa.String(16))  # 病假, 事假, 公假
    reason: Mapped[str]
    asked_at: Mapped[datetime]
    state: Mapped[LeaveState] = mapped_column(default=LeaveState.ASKED)
    decided_by: Mapped[str] = mapped_column(default="")
    decided_at: Mapped[datetime | None] = mapped_column(default=None)
    # Why leave was granted after the lesson had begun; "" where it was asked for in time.
    exception: Mapped[str] = mapped_column(default="")
    enrolment: Mapped[Enrolment] = relationship(init=False)


class Evidence(Record, Base):
    """A photograph kept as proof: a signed sheet, or the note of somebody on leave."""

    __tablename__ = "evidence"

    lesson_id: Mapped[str] = mapped_column(ID, sa.ForeignKey("lesson.id"), index=True)
    name: Mapped[str]
    media_type: Mapped[str] = mapped_column(sa.String(32))
    digest: Mapped[str] = mapped_column(sa.String(64))
    content: Mapped[bytes] = mapped_column(deferred=True, repr=False)
    added_at: Mapped[datetime]
    added_by: Mapped[str]
    enrolment_id: Mapped[str | None] = mapped_column(  # None: a sheet of the whole lesson
        ID, sa.ForeignKey("enrolment.id"), default=None
    )


class WalkIn(Record, Base):
    """Somebody who stood at the door without being on the roll; matched later.

    ``matched_at`` is None as long as nobody has said who it was: the person made at the door
    may be somebody the roll has known for years.
    """

    __tablename__ = "walk_in"

    lesson_id: Mapped[str] = mapped_column(ID, sa.ForeignKey("lesson.id"), index=True)
    enrolment_id: Mapped[str] = mapped_column(ID, sa.ForeignKey("enrolment.id"))
    said: Mapped[str]  # the unit as told at the door
    at: Mapped[datetime]
    actor: Mapped[str]
    matched_at: Mapped[datetime | None] = mapped_column(default=None)
    matched_by: Mapped[str] = mapped_column(default="")
    # The place the attendance was entered under, where the person had one already.
    own_place_id: Mapped[str | None] = mapped_column(
        ID, sa.ForeignKey("enrolment.id"), default=None
    )
    enrolment: Mapped[Enrolment] = relationship(init=False, foreign_keys="WalkIn.enrolment_id")


class SpotCheck(Record, Base):
    """Some people named at random in mid-lesson (抽点); ``seed`` makes the draw repeatable."""

    __tablename__ = "spot_check"

    lesson_id: Mapped[str] = mapped_column(ID, sa.ForeignKey("lesson.id"), index=True)
    at: Mapped[datetime]
    seed: Mapped[int] = mapped_column(sa.BigInteger)
    actor: Mapped[str]
    called: Mapped[list["SpotCall"]] = relationship(
        init=False, order_by="SpotCall.position", cascade="all, delete-orphan"
    )


class SpotCall(Record, Base):
    """One person called in a spot check; ``found`` is None until somebody has looked."""

    __tablename__ = "spot_call"
    __table_args__ = (sa.UniqueConstraint("spot_check_id", "enrolment_id"),)

    spot_check_id: Mapped[str] = mapped_column(ID, sa.ForeignKey("spot_check.id"))
    enrolment_id: Mapped[str] = mapped_column(ID, sa.ForeignKey("enrolment.id"))
    position: Mapped[int]
    found: Mapped[bool | None] = mapped_column(default=None)
    enrolment: Mapped[Enrolment] = relationship(init=False)


class HourRule(Record, Base):
    """How hours are counted in a year; ``kind`` is the kind of class, "" for all others."""

    __tablename__ = "hour_rule"
    __table_args__ = (sa.UniqueConstraint("year", "kind"),)

    year: Mapped[int]
    kind: Mapped[str] = mapped_column(sa.String(32), default="")
    per_day: Mapped[float] = mapped_column(default=8)
    per_half_day: Mapped[float] = mapped_column(default=4)
    lesson_minutes: Mapped[int] = mapped_column(default=0)  # minutes of one hour; 0: by half days
    leave_share: Mapped[int] = mapped_column(default=7)  # leave beyond 1/n is withdrawal; 0: never
    carries_over: Mapped[bool] = mapped_column(default=False)


class HourQuota(Record, Base):
    """How many hours a year people of a category should have."""

    __tablename__ = "hour_quota"
    __table_args__ = (sa.UniqueConstraint("year", "category"),)

    year: Mapped[int]
    category: Mapped[str] = mapped_column(sa.String(32))
    hours: Mapped[float]


class ActivityKind(Record, Base):
    """A kind of study activity that was added, or a shipped one that was changed."""

    __tablename__ = "activity_kind"

    name: Mapped[str] = mapped_column(sa.String(32), unique=True)
    times_unit: Mapped[str] = mapped_column(sa.String(8), default="")  # 次, 场; "": not counted
    counts_heads: Mapped[bool] = mapped_column(default=False)  # reported in 人次
    earns_hours: Mapped[bool] = mapped_column(default=True)


class StudyActivity(Record, Base):
    """Anything outside a class that earns hours or must be counted (学习活动)."""

    __tablename__ = "study_activity"

    kind: Mapped[str] = mapped_column(sa.String(32))
    title: Mapped[str]
    held_on: Mapped[date] = mapped_column(index=True)
    hours: Mapped[float] = mapped_column(default=0)
    times: Mapped[int] = mapped_column(default=1)  # several meetings reported as one entry
    headcount: Mapped[int] = mapped_column(default=0)  # where nobody is named
    place: Mapped[str] = mapped_column(default="")
    lecturer: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
    org_unit_id: Mapped[str | None] = mapped_column(
        ID, sa.ForeignKey("org_unit.id"), default=None, index=True
    )
    removed_at: Mapped[datetime | None] = mapped_column(default=None)
    org_unit: Mapped[OrgUnit | None] = relationship(init=False)


class ActivityParticipant(Record, Base):
    """Who took part in a study activity."""

    __tablename__ = "activity_participant"
    __table_args__ = (sa.UniqueConstraint("activity_id", "person_id"),)

    activity_id: Mapped[str] = mapped_column(ID, sa.ForeignKey("study_activity.id"))
    person_id: Mapped[str] = mapped_column(ID, sa.ForeignKey("person.id"), index=True)
    person: Mapped[Person] = relationship(init=False)

    def absorb(self, other: "ActivityParticipant") -> None:
        """Two entries of one person took part once."""


class Evaluation(Record, Base):
    """One anonymous form about a class (满意度); nothing says whose it was."""

    __tablename__ = "evaluation"

    class_id: Mapped[str] = mapped_column(ID, sa.ForeignKey("training_class.id"), index=True)
    marks: Mapped[dict[str, Any]]  # dimension: 4 very satisfied … 1 not satisfied
    comment: Mapped[str] = mapped_column(default="")


class ClassClosing(Record, Base):
    """A class that was closed (结班): when, by whom, and the digest of its archive."""

    __tablename__ = "class_closing"

    class_id: Mapped[str] = mapped_column(ID, sa.ForeignKey("training_class.id"), unique=True)
    closed_at: Mapped[datetime]
    closed_by: Mapped[str]
    digest: Mapped[str] = mapped_column(sa.String(64))
    lacking: Mapped[list[str]] = mapped_column(default_factory=list)  # what was open at the time
