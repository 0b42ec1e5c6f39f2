"""Plans, classes, lessons, enrolments and badges (计划、培训班、场次、报名、胸牌)."""

import secrets
from datetime import date, datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from dongan_training.people.models import OrgUnit, Person
from dongan_training.storage.base import ID, Base, Record

TOKEN_ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # no I, O, 0, 1: people read badges aloud
TOKEN_LENGTH = 16  # 80 bits


def new_token() -> str:
    """Make the opaque token of a badge: random, so it tells nothing about its holder."""
    return "".join(secrets.choice(TOKEN_ALPHABET) for _position in range(TOKEN_LENGTH))


class Plan(Record, Base):
    """A year's training (年度计划)."""

    __tablename__ = "plan"

    year: Mapped[int] = mapped_column(unique=True)
    note: Mapped[str] = mapped_column(default="")
    budget: Mapped[str] = mapped_column(default="")  # where the money comes from
    funds: Mapped[int] = mapped_column(default=0)  # yuan


class ClassKind(Record, Base):
    """A kind of class (季度培训, 冬春训, …) and what a new class of it starts with."""

    __tablename__ = "class_kind"

    name: Mapped[str] = mapped_column(sa.String(32), unique=True)
    position: Mapped[int] = mapped_column(default=0)
    targets: Mapped[list[str]] = mapped_column(default_factory=list)  # categories of people
    quota: Mapped[int] = mapped_column(default=0)
    needs_exam: Mapped[bool] = mapped_column(default=True)
    needs_full_hours: Mapped[bool] = mapped_column(default=True)
    needs_no_absence: Mapped[bool] = mapped_column(default=True)


class Venue(Record, Base):
    """A room that can be used for lessons; ``capacity`` 0 means unknown, never full."""

    __tablename__ = "venue"

    name: Mapped[str] = mapped_column(unique=True)
    capacity: Mapped[int] = mapped_column(default=0)
    note: Mapped[str] = mapped_column(default="")  # its kind: 会议室, 报告厅, 田间课堂


class Course(Record, Base):
    """An item on the menu of courses."""

    __tablename__ = "course"

    name: Mapped[str]
    required: Mapped[bool] = mapped_column(default=True)  # 必修, else 选修
    hours: Mapped[float] = mapped_column(default=0)
    lecturer: Mapped[str] = mapped_column(default="")
    tier: Mapped[str] = mapped_column(sa.String(32), default="")
    category: Mapped[str] = mapped_column(sa.String(32), default="")
    material: Mapped[str] = mapped_column(default="")


class TrainingClass(Record, Base):
    """A class (培训班), such as the second of the fourth quarter."""

    __tablename__ = "training_class"

    plan_id: Mapped[str] = mapped_column(ID, sa.ForeignKey("plan.id"), index=True)
    quarter: Mapped[int]  # 1–4
    name: Mapped[str]
    number: Mapped[int] = mapped_column(default=1)  # 第n期
    kind: Mapped[str] = mapped_column(sa.String(32), default="季度培训")
    quota: Mapped[int] = mapped_column(default=0)  # 0: no limit
    venue: Mapped[str] = mapped_column(default="")
    organizer: Mapped[str] = mapped_column(default="")
    needs_exam: Mapped[bool] = mapped_column(default=True)  # for a certificate
    needs_full_hours: Mapped[bool] = mapped_column(default=True)
    needs_no_absence: Mapped[bool] = mapped_column(default=True)
    targets: Mapped[list[str]] = mapped_column(default_factory=list)  # categories of people
    staff: Mapped[str] = mapped_column(default="")
    budget: Mapped[str] = mapped_column(default="")  # where the money comes from
    funds: Mapped[int] = mapped_column(default=0)  # yuan
    spent: Mapped[int] = mapped_column(default=0)  # yuan
    spent_note: Mapped[str] = mapped_column(default="")
    electives: Mapped[int] = mapped_column(default=0)  # how many of the menu each person chooses
    notice_to: Mapped[str] = mapped_column(default="")  # 主送单位
    notice_contact: Mapped[str] = mapped_column(default="")
    notice_reply_by: Mapped[date | None] = mapped_column(default=None)
    notice_signed_on: Mapped[date | None] = mapped_column(default=None)  # None: none written
    plan: Mapped[Plan] = relationship(init=False)
    lessons: Mapped[list["Lesson"]] = relationship(
        init=False, back_populates="training_class", order_by="Lesson.starts_at"
    )


class Lesson(Record, Base):
    """One time slot of a class; people check in to it.

    The windows are minutes: check-in opens before the start, arriving after the start is
    late, arriving later than ``absent_after`` counts as absent, leaving more than
    ``early_leave`` before the end is leaving early.
    """

    __tablename__ = "lesson"

    class_id: Mapped[str] = mapped_column(ID, sa.ForeignKey("training_class.id"), index=True)
    title: Mapped[str]  # 上午, 下午
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    hours: Mapped[float]  # credit for being present
    venue: Mapped[str] = mapped_column(default="")
    opens_before: Mapped[int] = mapped_column(default=30)
    absent_after: Mapped[int] = mapped_column(default=30)
    early_leave: Mapped[int] = mapped_column(default=15)
    training_class: Mapped[TrainingClass] = relationship(init=False, back_populates="lessons")
    courses: Mapped[list["LessonCourse"]] = relationship(
        init=False, order_by="LessonCourse.position", cascade="all, delete-orphan"
    )

    def rooms(self) -> tuple[str, ...]:
        """Where it is held: in the rooms of its courses, else in its own, else in its class's."""
        usual = self.venue or self.training_class.venue
        rooms = [one.venue or usual for one in self.courses] or [usual]
        return tuple(dict.fromkeys(room for room in rooms if room))


class LessonCourse(Record, Base):
    """A course taught in a lesson."""

    __tablename__ = "lesson_course"
    __table_args__ = (sa.UniqueConstraint("lesson_id", "course_id"),)

    lesson_id: Mapped[str] = mapped_column(ID, sa.ForeignKey("lesson.id"))
    course_id: Mapped[str] = mapped_column(ID, sa.ForeignKey("course.id"))
    position: Mapped[int] = mapped_column(default=0)
    venue: Mapped[str] = mapped_column(default="")  # a room of its own beside other courses
    course: Mapped[Course] = relationship(init=False)


class ClassQuota(Record, Base):
    """How many places of a class a township has (名额分配)."""

    __tablename__ = "class_quota"
    __table_args__ = (sa.UniqueConstraint("class_id", "org_unit_id"),)

    class_id: Mapped[str] = mapped_column(ID, sa.ForeignKey("training_class.id"))
    org_unit_id: Mapped[str] = mapped_column(ID, sa.ForeignKey("org_unit.id"))
    places: Mapped[int]
    org_unit: Mapped[OrgUnit] = relationship(init=False)

    def absorb(self, other: "ClassQuota") -> None:
        """Townships that became one have the places of both."""
        self.places += other.places


class ClassCourse(Record, Base):
    """A course on the menu of a class (课程菜单), from which people choose."""

    __tablename__ = "class_course"
    __table_args__ = (sa.UniqueConstraint("class_id", "course_id"),)

    class_id: Mapped[str] = mapped_column(ID, sa.ForeignKey("training_class.id"))
    course_id: Mapped[str] = mapped_column(ID, sa.ForeignKey("course.id"))
    capacity: Mapped[int] = mapped_column(default=0)  # 0: as many as the room holds
    course: Mapped[Course] = relationship(init=False)


class EnrolmentState(StrEnum):
    """Withdrawn people keep their history and lose their badge."""

    ACTIVE = "active"
    WITHDRAWN = "withdrawn"


class Enrolment(Record, Base):
    """One person's place in one training class (报名).

    Attendance and results hang on the enrolment, never on the person, so somebody who
    repeats a class keeps two separate histories. ``number`` is printed on the badge and
    never given twice in a class.
    """

    __tablename__ = "enrolment"
    __table_args__ = (
        sa.UniqueConstraint("class_id", "person_id"),
        sa.UniqueConstraint("class_id", "number"),
    )

    class_id: Mapped[str] = mapped_column(ID, sa.ForeignKey("training_class.id"))
    person_id: Mapped[str] = mapped_column(ID, sa.ForeignKey("person.id"), index=True)
    number: Mapped[int]
    state: Mapped[EnrolmentState] = mapped_column(default=EnrolmentState.ACTIVE)
    seat: Mapped[str] = mapped_column(sa.String(32), default="")
    group: Mapped[str] = mapped_column(sa.String(32), default="")
    exam_code: Mapped[str] = mapped_column(sa.String(16), default="")
    withdrawn_at: Mapped[datetime | None] = mapped_column(default=None)
    withdrawn_reason: Mapped[str] = mapped_column(default="")
    person: Mapped[Person] = relationship(init=False)
    training_class: Mapped[TrainingClass] = relationship(init=False)
    badges: Mapped[list["Badge"]] = relationship(
        init=False, back_populates="enrolment", order_by="Badge.issued_at"
    )


class Badge(Record, Base):
    """A printed badge; a reprint voids the one before."""

    __tablename__ = "badge"

    enrolment_id: Mapped[str] = mapped_column(ID, sa.ForeignKey("enrolment.id"), index=True)
    issued_at: Mapped[datetime]
    token: Mapped[str] = mapped_column(
        sa.String(TOKEN_LENGTH), unique=True, default_factory=new_token
    )
    voided_at: Mapped[datetime | None] = mapped_column(default=None)
    enrolment: Mapped[Enrolment] = relationship(init=False, back_populates="badges")


class CourseChoice(Record, Base):
    """An elective course that somebody in a class has chosen, or their township for them."""

    __tablename__ = "course_choice"
    __table_args__ = (sa.UniqueConstraint("enrolment_id", "course_id"),)

    enrolment_id: Mapped[str] = mapped_column(ID, sa.ForeignKey("enrolment.id"))
    course_id: Mapped[str] = mapped_column(ID, sa.ForeignKey("course.id"))
    rank: Mapped[int] = mapped_column(default=1)  # the first wish is 1
    enrolment: Mapped[Enrolment] = relationship(init=False)


class WaitingPlace(Record, Base):
    """Somebody who waits for a place in a class that is full (候补)."""

    __tablename__ = "waiting_place"
    __table_args__ = (sa.UniqueConstraint("class_id", "person_id"),)

    class_id: Mapped[str] = mapped_column(ID, sa.ForeignKey("training_class.id"))
    person_id: Mapped[str] = mapped_column(ID, sa.ForeignKey("person.id"), index=True)
    asked_at: Mapped[datetime]
    note: Mapped[str] = mapped_column(default="")
    person: Mapped[Person] = relationship(init=False)

    def absorb(self, other: "WaitingPlace") -> None:
        """Whoever asked twice has asked when they first did."""
        self.asked_at = min(self.asked_at, other.asked_at)


class OutsideTraining(Record, Base):
    """Training somebody had elsewhere (上级调训, 智慧党建 and other portals)."""

    __tablename__ = "outside_training"
    __table_args__ = (sa.UniqueConstraint("person_id", "year", "title"),)

    person_id: Mapped[str] = mapped_column(ID, sa.ForeignKey("person.id"))
    year: Mapped[int] = mapped_column(index=True)
    title: Mapped[str]
    organizer: Mapped[str] = mapped_column(default="")
    hours: Mapped[float] = mapped_column(default=0)
    ended_on: Mapped[date | None] = mapped_column(default=None)
    covers: Mapped[bool] = mapped_column(default=True)  # no need to be trained by the county too
    person: Mapped[Person] = relationship(init=False)

    def absorb(self, other: "OutsideTraining") -> None:
        """The same training listed twice counts once, at its longest."""
        self.hours = max(self.hours, other.hours)
