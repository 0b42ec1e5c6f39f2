"""One class as its page shows it: each person's attendance, exam, hours and certificate.

Everything here is derived when it is read; nothing is stored.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from dongan_training.attendance.hours import hours_of
from dongan_training.attendance.ledger import LedgerRow, lessons_of_class, read_ledger
from dongan_training.attendance.status import ATTENDED, AttendanceStatus
from dongan_training.certificates.entitlement import Conditions, Standing, lacks
from dongan_training.certificates.models import Certificate
from dongan_training.exam.models import Attempt, AttemptState, Exam
from dongan_training.training.models import Enrolment
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


class CertificateState(StrEnum):
    """Where one person stands with the certificate."""

    LACKING = "lacking"
    ENTITLED = "entitled"
    ISSUED = "issued"


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
    """One person of the class; ``marks`` has one entry for each lesson, in time order."""

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
    marks: tuple[LessonMark, ...]
    exam: ExamMark
    hours: float
    lacks: tuple[str, ...]  # for a certificate; () means entitled
    certificate: str  # its number, once issued

    @property
    def absences(self) -> int:
        """Lessons missed without leave."""
        return sum(mark.status is AttendanceStatus.ABSENT for mark in self.marks)

    @property
    def certificate_state(self) -> CertificateState:
        """Whether this person has a certificate, may have one, or lacks something."""
        if self.certificate:
            return CertificateState.ISSUED
        return CertificateState.LACKING if self.lacks else CertificateState.ENTITLED

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

    @property
    def attendance_rate(self) -> float | None:
        """The share of places taken in lessons that have begun; None before the first."""
        marks = [mark for row in self.rows for mark in row.marks]
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
        return sum(mark.status is status for row in self.rows for mark in row.marks)

    def exam_count(self, *states: ExamState) -> int:
        """How many people stand so with the exam."""
        return sum(row.exam.state in states for row in self.rows)

    def lesson_figures(self) -> list[LessonFigures]:
        """How each lesson was attended, in time order."""
        return [
            _figures(lesson, [row.marks[place].status for row in self.rows])
            for place, lesson in enumerate(self.lessons)
        ]


def class_overview(session: Session, *, class_id: str, at: datetime) -> ClassOverview:
    """Read the class as it stands at this moment."""
    card = class_card(session, class_id)
    timetable = tuple(lessons(session, class_id))
    people = roster(session, class_id)
    sight = _Sight(session, card, at)
    return ClassOverview(
        card=card,
        lessons=timetable,
        rows=tuple(sight.row(one) for one in people if one.active),
        withdrawn=tuple(one for one in people if not one.active),
        exams=len(sight.exams),
    )


class _Sight:
    """All records of a class, read once, from which each row is put together."""

    def __init__(self, session: Session, card: ClassCard, at: datetime):
        self._at = at
        self._conditions = Conditions(card.needs_exam, card.needs_full_hours, card.needs_no_absence)
        self._full_hours = card.hours
        self._ledger = _ledger(session, card.id, at)
        self._attempts = _attempts(session, card.id)
        self._certificates = _certificates(session, card.id)
        self.exams = list(session.scalars(select(Exam).where(Exam.class_id == card.id)))

    def row(self, one: RosterRow) -> OverviewRow:
        """Put together what is known of one person."""
        attended = self._ledger.get(one.id, [])
        marks = tuple(_mark(row) for row in attended)
        hours = sum(hours_of(row, self._at) for row in attended)
        exam = self._exam(one.id)
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
            marks=marks,
            exam=exam,
            hours=hours,
            lacks=lacks(self._conditions, self._standing(marks, exam, hours)),
            certificate=self._certificates.get(one.id, ""),
        )

    def _exam(self, enrolment_id: str) -> ExamMark:
        attempts = self._attempts.get(enrolment_id, ())
        marked = [(one.score, exam) for one, exam in attempts if one.score is not None]
        if marked:
            score, exam = max(marked, key=lambda pair: pair[0] - pair[1].pass_mark)
            state = ExamState.PASSED if score >= exam.pass_mark else ExamState.FAILED
            return ExamMark(state, score)
        if any(one.state is AttemptState.OPEN for one, _exam in attempts):
            return ExamMark(ExamState.SITTING)
        if not self.exams:
            return ExamMark(ExamState.NO_EXAM)
        closed = all(exam.closed_at is not None for exam in self.exams)
        return ExamMark(ExamState.MISSED if closed else ExamState.NOT_YET)

    def _standing(self, marks: Sequence[LessonMark], exam: ExamMark, hours: float) -> Standing:
        statuses = [mark.status for mark in marks]
        return Standing(
            hours=hours,
            full_hours=self._full_hours,
            absences=statuses.count(AttendanceStatus.ABSENT),
            unfinished_lessons=statuses.count(AttendanceStatus.NOT_YET),
            score=exam.score,
            passed=exam.state is ExamState.PASSED,
        )


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


def _mark(row: LedgerRow) -> LessonMark:
    status = row.attendance.status
    leave = row.leave.kind if row.leave and status is AttendanceStatus.ON_LEAVE else ""
    return LessonMark(status, row.attendance.explanation, leave)


def _ledger(session: Session, class_id: str, at: datetime) -> Mapping[str, list[LedgerRow]]:
    """The lessons of each enrolment, in time order."""
    ledger: dict[str, list[LedgerRow]] = {}
    for row in read_ledger(session, lessons_of_class(session, class_id), now=at):
        ledger.setdefault(row.place.enrolment_id, []).append(row)
    return ledger


def _attempts(session: Session, class_id: str) -> Mapping[str, list[tuple[Attempt, Exam]]]:
    attempts: dict[str, list[tuple[Attempt, Exam]]] = {}
    for attempt, exam in session.execute(
        select(Attempt, Exam).join(Exam).where(Exam.class_id == class_id)
    ):
        attempts.setdefault(attempt.enrolment_id, []).append((attempt, exam))
    return attempts


def _certificates(session: Session, class_id: str) -> Mapping[str, str]:
    found = session.execute(
        select(Certificate.enrolment_id, Certificate.number)
        .join(Enrolment)
        .where(Enrolment.class_id == class_id, Certificate.revoked_at.is_(None))
    )
    return {enrolment_id: number for enrolment_id, number in found}
