"""One class as its page shows it: each person's attendance, exam, hours and certificate.

Everything here is derived when it is read; nothing is stored.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from dongan_training.attendance.corrections import Correction, corrections
from dongan_training.attendance.ledger import (
    LedgerRow,
    LessonFacts,
    lessons_of_class,
    read_ledger,
)
from dongan_training.attendance.models import ClassClosing
from dongan_training.attendance.status import ATTENDED, AttendanceStatus
from dongan_training.certificates.standing import (
    CertificateState,
    certificate_rows,
)
from dongan_training.exam.class_scores import class_scores
from dongan_training.exam.models import Attempt, AttemptState, Exam
from dongan_training.texts import _
from dongan_training.training.queries import (
    ClassCard,
    LessonRow,
    RosterRow,
    class_card,
    lessons,
    roster,
)


class ExamState(StrEnum):
    """Where one person stands with the exams of the class."""

    NO_EXAM = "no_exam"
    NOT_YET = "not_yet"
    SITTING = "sitting"
    PASSED = "passed"
    FAILED = "failed"
    MISSED = "missed"  # the exam is closed and they did not sit it


@dataclass(frozen=True)
class ExamMark:
    """The best result of one person, or why there is none."""

    state: ExamState
    score: float | None = None


@dataclass(frozen=True)
class LessonMark:
    """How one person attended one lesson; ``leave`` is the kind of an approved leave."""

    status: AttendanceStatus
    explanation: str
    leave: str = ""


@dataclass(frozen=True)
class OverviewRow:
    """One person of the class.

    ``marks`` has one entry for each lesson, in time order; None where the lesson is not
    theirs: they chose another elective, or came to the class later.
    """

    id: str
    person_id: str
    number: int
    name: str
    pinyin: str
    org: str
    township: str
    post: str
    group: str
    seat: str
    has_badge: bool
    marks: tuple[LessonMark | None, ...]
    exam: ExamMark
    hours: float
    lacks: tuple[str, ...]  # for a certificate; () means entitled
    certificate: str  # its number, once issued
    certificate_state: CertificateState

    @property
    def own_marks(self) -> list[LessonMark]:
        """Only of the lessons that are theirs."""
        return [mark for mark in self.marks if mark]

    @property
    def absences(self) -> int:
        """Lessons missed without leave."""
        return sum(mark.status is AttendanceStatus.ABSENT for mark in self.own_marks)

    @property
    def needs_care(self) -> bool:
        """Whether somebody should look after this person: absent, failed or missed the exam."""
        behind = self.exam.state in (ExamState.FAILED, ExamState.MISSED)
        return behind or self.absences > 0


@dataclass(frozen=True)
class LessonFigures:
    """How one lesson was attended."""

    lesson: LessonRow
    expected: int
    present: int  # in the hall, whether late or not
    late: int
    left_early: int
    on_leave: int
    absent: int
    not_yet: int


@dataclass(frozen=True)
class ClassOverview:
    """The class page in values."""

    card: ClassCard
    lessons: tuple[LessonRow, ...]
    rows: tuple[OverviewRow, ...]
    withdrawn: tuple[RosterRow, ...]
    exams: int
    corrections: tuple[Correction, ...] = ()
    closed_at: datetime | None = None  # when it was last closed and its archive written
    has_begun: bool = False  # the first lesson; also while nobody has come in yet

    @property
    def attendance_rate(self) -> float | None:
        """The share of places taken in lessons that have begun; None before the first."""
        marks = [mark for row in self.rows for mark in row.own_marks]
        judged = [mark for mark in marks if mark.status is not AttendanceStatus.NOT_YET]
        if not judged:
            return None
        return sum(mark.status in ATTENDED for mark in judged) / len(judged)

    @property
    def entitled(self) -> int:
        """How many may have a certificate."""
        return sum(not row.lacks for row in self.rows)

    def count(self, status: AttendanceStatus) -> int:
        """How many places in lessons stand so."""
        return sum(mark.status is status for row in self.rows for mark in row.own_marks)

    def exam_count(self, *states: ExamState) -> int:
        """How many people stand so with the exam."""
        return sum(row.exam.state in states for row in self.rows)

    def lesson_figures(self) -> list[LessonFigures]:
        """How each lesson was attended, in time order."""
        return [
            _figures(lesson, [mark.status for row in self.rows if (mark := row.marks[place])])
            for place, lesson in enumerate(self.lessons)
        ]


def class_overview(session: Session, *, class_id: str, at: datetime) -> ClassOverview:
    """Read the class as it stands at this moment."""
    card = class_card(session, class_id)
    timetable = tuple(lessons(session, class_id))
    people = roster(session, class_id)
    sight = _Sight(session, class_id, at)
    return ClassOverview(
        card=card,
        lessons=timetable,
        rows=tuple(sight.row(one) for one in people if one.active),
        withdrawn=tuple(one for one in people if not one.active),
        exams=len(sight.exams),
        corrections=tuple(corrections(session, [one.id for one in timetable])),
        has_begun=any(one.starts_at <= at for one in timetable),
        closed_at=session.scalar(select(ClassClosing.closed_at).filter_by(class_id=class_id)),
    )


class _Sight:
    """All records of a class, read once, from which each row is put together."""

    def __init__(self, session: Session, class_id: str, at: datetime):
        self.exams = list(session.scalars(select(Exam).where(Exam.class_id == class_id)))
        lessons = lessons_of_class(session, class_id)
        ledger = read_ledger(session, lessons, now=at)
        self._marks = _marks(lessons, ledger)
        self._lessons = len(lessons)
        self._scores = class_scores(session, class_id)
        self._sitting = _sitting(session, class_id)
        self._certificates = {
            row.enrolment_id: row
            for row in certificate_rows(session, class_id=class_id, at=at, ledger=ledger)
        }

    def row(self, one: RosterRow) -> OverviewRow:
        """Put together what is known of one person."""
        certificate = self._certificates.get(one.id)
        return OverviewRow(
            id=one.id,
            person_id=one.person_id,
            number=one.number,
            name=one.name,
            pinyin=one.pinyin,
            org=one.org,
            township=one.township,
            post=one.post,
            group=one.group,
            seat=one.seat,
            has_badge=one.badge_issued_at is not None,
            marks=tuple(self._marks.get(one.id, [None] * self._lessons)),
            exam=self._exam(one.id),
            hours=certificate.hours if certificate else 0,
            lacks=certificate.lacks if certificate else (_("还没有排课"),),
            certificate=certificate.number if certificate else "",
            certificate_state=certificate.state if certificate else CertificateState.LACKING,
        )

    def _exam(self, enrolment_id: str) -> ExamMark:
        if enrolment_id in self._scores:
            found = self._scores[enrolment_id]
            return ExamMark(ExamState.PASSED if found.passed else ExamState.FAILED, found.score)
        if enrolment_id in self._sitting:
            return ExamMark(ExamState.SITTING)
        if not self.exams:
            return ExamMark(ExamState.NO_EXAM)
        closed = all(exam.closed_at is not None for exam in self.exams)
        return ExamMark(ExamState.MISSED if closed else ExamState.NOT_YET)


def _figures(lesson: LessonRow, statuses: Sequence[AttendanceStatus]) -> LessonFigures:
    return LessonFigures(
        lesson=lesson,
        expected=len(statuses),
        present=sum(status in ATTENDED for status in statuses),
        late=statuses.count(AttendanceStatus.LATE),
        left_early=statuses.count(AttendanceStatus.LEFT_EARLY),
        on_leave=statuses.count(AttendanceStatus.ON_LEAVE),
        absent=statuses.count(AttendanceStatus.ABSENT),
        not_yet=statuses.count(AttendanceStatus.NOT_YET),
    )


def _marks(
    lessons: Sequence[LessonFacts], ledger: Sequence[LedgerRow]
) -> Mapping[str, Sequence[LessonMark | None]]:
    """How each enrolment attended the lessons, in time order; None: not theirs."""
    marks: dict[str, list[LessonMark | None]] = {}
    place_of = {lesson.id: place for place, lesson in enumerate(lessons)}
    for row in ledger:
        of_person = marks.setdefault(row.place.enrolment_id, [None] * len(lessons))
        of_person[place_of[row.lesson.id]] = _mark(row)
    return marks


def _mark(row: LedgerRow) -> LessonMark:
    status = row.attendance.status
    leave = row.leave.kind if row.leave and status is AttendanceStatus.ON_LEAVE else ""
    return LessonMark(status, row.attendance.explanation, leave)


def _sitting(session: Session, class_id: str) -> set[str]:
    """Who is at work on an exam now."""
    found = session.scalars(
        select(Attempt.enrolment_id)
        .join(Exam)
        .where(Exam.class_id == class_id, Attempt.state == AttemptState.OPEN)
    )
    return set(found)
