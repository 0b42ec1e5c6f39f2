"""What is going on now and what is left to do: the start page in values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dongan_training.attendance.ledger import lessons_between
from dongan_training.attendance.queries import DoorCounts, door_counts
from dongan_training.certificates.entitlement import Conditions
from dongan_training.certificates.standing import conditions_of
from dongan_training.exam import queries as exam_queries
from dongan_training.exam.outstanding import Outstanding, outstanding_exams
from dongan_training.exam.queries import ExamRow, PaperRow
from dongan_training.overall.composing import ungiven, weights_of
from dongan_training.people.models import Person
from dongan_training.reports.class_overview import ClassOverview, ExamState, class_overview
from dongan_training.training.models import Badge, Enrolment, EnrolmentState
from dongan_training.training.queries import ClassCard, LessonRow, classes
from dongan_training.training.stages import Stage, stage_of

# So long after its end a class is still what people work on: certificates, second exams.
STILL_FRESH = timedelta(days=30)
LONGEST_LESSON = timedelta(days=1)


class StepKind(StrEnum):
    """What has to be done for every class, in this order."""

    ROLL = "roll"
    LESSONS = "lessons"
    BADGES = "badges"
    PAPER = "paper"
    EXAM = "exam"
    MARKS = "marks"  # only while something is missing
    CERTIFICATES = "certificates"


class StepState(StrEnum):
    """How a step stands; one thing at a time is the next."""

    DONE = "done"
    NEXT = "next"  # can be done now
    WAITING = "waiting"  # something else comes first


@dataclass(frozen=True)
class Step:
    """One step: ``done`` of ``total`` where there is something to count."""

    kind: StepKind
    state: StepState
    done: int = 0
    total: int = 0


@dataclass(frozen=True)
class ClassToday:
    """The class that matters now, its lesson, who is in the hall, and its steps."""

    card: ClassCard
    stage: Stage
    lesson: LessonRow | None  # the one now, else the next, else the last
    counts: DoorCounts | None
    exam: ExamRow | None  # the newest of the class
    paper: PaperRow | None  # of that exam; before there is one, the newest still unused
    badges_at: datetime | None  # when the newest badge of the class was made
    without_id: int  # people of the class whose ID number is not known
    without_pass: int  # people who failed or missed the exam
    outstanding: tuple[Outstanding, ...]  # exams whose marks are not final
    ungiven: Mapping[str, int]  # once an exam is over: people without it, by part of 总评
    conditions: Conditions  # of the certificate
    steps: tuple[Step, ...]


def class_today(session: Session, *, at: datetime) -> ClassToday | None:
    """Choose the class that matters at this moment; None where there is none at all."""
    card = _choose(classes(session), at)
    if card is None:
        return None
    overview = class_overview(session, class_id=card.id, at=at)
    lesson = _lesson(overview.lessons, at)
    exam = next(iter(exam_queries.exams(session, class_id=card.id)), None)
    paper = _paper_for(exam_queries.papers(session), exam)
    outstanding = outstanding_exams(session, card.id)
    weights = weights_of(session, card.id)
    is_over = exam is not None and exam.closed_at is not None
    lacking = ungiven(session, card.id, weights) if is_over else {}
    return ClassToday(
        card=card,
        stage=stage_of(card, at),
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
        steps=_steps(overview, exam, paper, is_final=not outstanding and not lacking),
    )


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


def _steps(
    overview: ClassOverview, exam: ExamRow | None, paper: PaperRow | None, *, is_final: bool
) -> tuple[Step, ...]:
    people = len(overview.rows)
    steps = [
        Step(StepKind.ROLL, _done(people > 0), people, overview.card.quota),
        Step(StepKind.LESSONS, _done(bool(overview.lessons)), len(overview.lessons)),
        _badges(overview),
    ]
    if overview.card.needs_exam:
        steps += [_paper(paper), _exam(exam, paper)]
    if not is_final:
        steps.append(Step(StepKind.MARKS, StepState.NEXT))
    return (*steps, _certificates(overview))


def _done(done: bool) -> StepState:
    return StepState.DONE if done else StepState.NEXT


def _badges(overview: ClassOverview) -> Step:
    people = len(overview.rows)
    printed = sum(row.has_badge for row in overview.rows)
    state = _done(printed == people) if people else StepState.WAITING
    return Step(StepKind.BADGES, state, printed, people)


def _paper(paper: PaperRow | None) -> Step:
    return Step(StepKind.PAPER, _done(paper is not None and paper.approved_at is not None))


def _exam(exam: ExamRow | None, paper: PaperRow | None) -> Step:
    if paper is None or paper.approved_at is None:
        return Step(StepKind.EXAM, StepState.WAITING)
    if exam is None:
        return Step(StepKind.EXAM, StepState.NEXT)
    state = _done(exam.closed_at is not None or exam.handed_in == exam.enrolled > 0)
    return Step(StepKind.EXAM, state, exam.handed_in, exam.enrolled)


def _certificates(overview: ClassOverview) -> Step:
    entitled = [row for row in overview.rows if not row.lacks]
    issued = sum(bool(row.certificate) for row in entitled)
    state = _done(issued == len(entitled)) if entitled else StepState.WAITING
    return Step(StepKind.CERTIFICATES, state, issued, len(entitled))
