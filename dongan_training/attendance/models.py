"""What happens at the door (签到、请假)."""

from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from dongan_training.storage.base import ID, Base, Record
from dongan_training.training.models import Enrolment


class Direction(StrEnum):
    """Which way through the door; TAKEN_BACK says that what was recorded before is void."""

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
    enrolment: Mapped[Enrolment] = relationship(init=False)
