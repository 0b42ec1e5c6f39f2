"""What is going on now and what is left to do: the start page in values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import inf

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dongan_training.attendance.counting import DoorCounts, door_counts
from dongan_training.attendance.ledger import lessons_between
from dongan_training.certificates.entitlement import Conditions
from dongan_training.certificates.standing import conditions_of
from dongan_training.exam import queries as exam_queries
from dongan_training.exam.outstanding import Outstanding, outstanding_exams
from dongan_training.exam.queries import ExamRow, PaperRow
from dongan_training.overall.composing import ungiven, weights_of
from dongan_training.people.models import Person
from dongan_training.reports.class_overview import ExamState, class_overview
from dongan_training.reports.class_steps import (
    Known,
    Step,
    StepKind,
    StepState,
    choosing,
    steps_of,
)
from dongan_training.reports.closing import Closing
from dongan_training.training.models import Badge, Enrolment, EnrolmentState
from dongan_training.training.queries import ClassCard, LessonRow, classes
from dongan_training.training.stages import Stage, stage_of

# So long after its end a class is still what people work on: certificates, second exams.
STILL_FRESH = timedelta(days=30)
LONGEST_LESSON = timedelta(days=1)


@dataclass(frozen=True)
class ClassToday:
    """The class that matters now, its lesson, who is in the hall, and its steps."""

    card: ClassCard
    stage: Stage
    lesson: LessonRow | None  # the one now, else the next, else the last
    counts: DoorCounts | None
    exam: ExamRow | None  # the one that is sat next; once all are closed, the newest
    paper: PaperRow | None  # of that exam; before there is one, the newest still unused
    badges_at: datetime | None  # when the newest badge of the class was made
    without_id: int  # people of the class whose ID number is not known
    without_pass: int  # people who failed or missed the exam
    outstanding: tuple[Outstanding, ...]  # exams whose marks are not final
    ungiven: Mapping[str, int]  # once an exam is over: people without it, by part of 总评
    conditions: Conditions  # of the certificate
    steps: tuple[Step, ...]
    closing: Closing | None  # how far the closing is, once the last lesson is over

    @property
    def missing(self) -> tuple[Step, ...]:
        """What can be done now and is not; who has no ID number belongs to the roll."""
        return tuple(
            one
            for one in self.steps
            if one.state is StepState.NEXT or (one.kind is StepKind.ROLL and self.without_id)
        )


def class_today(session: Session, *, at: datetime) -> ClassToday | None:
    """The class that matters at this moment; None where there is none at all."""
    card = _choose(classes(session), at)
    return _class(session, card, at) if card else None


def class_to_come(session: Session, *, at: datetime) -> ClassToday | None:
    """The class after the one that matters at this moment, if there is any."""
    cards = classes(session)
    card = _choose(cards, at)
    later = _next(cards, card, at) if card else None
    return _class(session, later, at) if later else None


def _exam_of(exams: Sequence[ExamRow]) -> ExamRow | None:
    """Of those still open the first to begin: a newer one does not hide it."""
    still_open = [one for one in reversed(exams) if one.closed_at is None]
    if still_open:
        return min(still_open, key=_start_of)
    return next(iter(exams), None)


def _start_of(one: ExamRow) -> float:
    return one.starts_at.timestamp() if one.starts_at else inf


def _class(session: Session, card: ClassCard, at: datetime) -> ClassToday:
    overview = class_overview(session, class_id=card.id, at=at)
    lesson = _lesson(overview.lessons, at)
    exam = _exam_of(exam_queries.exams(session, class_id=card.id))
    paper = _paper_for(exam_queries.papers(session), exam)
    outstanding = outstanding_exams(session, card.id)
    weights = weights_of(session, card.id)
    exam_is_over = exam is not None and exam.closed_at is not None
    lacking = ungiven(session, card.id, weights) if exam_is_over else {}
    stage = stage_of(card, at)
    is_over = stage is Stage.OVER
    closing = _closing(session, card.id, at) if is_over else None
    menu = choosing(session, card.id)
    known = Known(menu, exam, paper, not outstanding and not lacking, closing)
    return ClassToday(
        card=card,
        stage=stage,
        lesson=lesson,
        counts=door_counts(session, lesson.id) if lesson else None,
        exam=exam,
        paper=paper,
        badges_at=_badges_at(session, card.id),
        without_id=_without_id(session, card.id),
        without_pass=overview.exam_count(ExamState.FAILED, ExamState.MISSED),
        outstanding=outstanding,
        ungiven=lacking,
        conditions=conditions_of(card, weights),
        steps=steps_of(overview, known),
        closing=closing,
    )


def _closing(session: Session, class_id: str, at: datetime) -> Closing:
    # It reads marks, photos and forms: much, and the start page is in a hurry.
    from dongan_training.reports.checklist import closing_of

    return closing_of(session, class_id=class_id, at=at)


def missing_now(session: Session, *, at: datetime) -> int:
    """How many people are still expected in the lessons whose doors are open now."""
    nearby = lessons_between(session, at - LONGEST_LESSON, at + LONGEST_LESSON)
    open_now = [one for one in nearby if one.rules.opens_at <= at <= one.rules.ends_at]
    return sum(door_counts(session, lesson.id).missing for lesson in open_now)


def _choose(cards: Sequence[ClassCard], at: datetime) -> ClassCard | None:
    """Running first; then what lies nearest, ahead or just behind; then what has no lessons."""

    def distance(card: ClassCard) -> tuple[int, float]:
        stage = stage_of(card, at)
        edge = card.ends_at if stage is Stage.OVER else card.starts_at
        away = abs(edge - at) if edge else timedelta()
        is_old = stage is Stage.OVER and away > STILL_FRESH
        rank = {Stage.RUNNING: 0, Stage.PLANNED: 2}.get(stage, 3 if is_old else 1)
        return rank, away.total_seconds()

    return min(cards, key=distance, default=None)


def _next(cards: Sequence[ClassCard], now: ClassCard, at: datetime) -> ClassCard | None:
    """What begins next after the class of now, else what waits for its timetable."""
    ahead = [one for one in cards if one.id != now.id and one.starts_at and one.starts_at > at]
    waiting = [one for one in cards if one.id != now.id and one.starts_at is None]
    return min(ahead, key=_starts, default=min(waiting, key=_place, default=None))


def _starts(card: ClassCard) -> float:
    return card.starts_at.timestamp() if card.starts_at else 0.0


def _place(card: ClassCard) -> tuple[int, int, int]:
    return card.year, card.quarter, card.number


def _lesson(lessons: Sequence[LessonRow], at: datetime) -> LessonRow | None:
    ahead = [lesson for lesson in lessons if lesson.ends_at > at]
    if ahead:
        return ahead[0]
    return lessons[-1] if lessons else None


def _paper_for(papers: Sequence[PaperRow], exam: ExamRow | None) -> PaperRow | None:
    if exam is not None:
        return next(one for one in papers if one.id == exam.paper_id)
    return next((one for one in papers if not one.exams), None)


def _badges_at(session: Session, class_id: str) -> datetime | None:
    return session.scalar(
        select(func.max(Badge.issued_at))
        .join(Enrolment)
        .where(Enrolment.class_id == class_id, Badge.voided_at.is_(None))
    )


def _without_id(session: Session, class_id: str) -> int:
    found = session.scalar(
        select(func.count())
        .select_from(Enrolment)
        .join(Person)
        .where(
            Enrolment.class_id == class_id,
            Enrolment.state == EnrolmentState.ACTIVE,
            Person.id_number_digest.is_(None),
        )
    )
    return found or 0
