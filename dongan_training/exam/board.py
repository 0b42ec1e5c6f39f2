"""What the invigilator sees (监考台): who sits, since when, how far, what happened."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from dongan_training.exam.delivery import allotted_seconds
from dongan_training.exam.expected import expected_people
from dongan_training.exam.models import (
    Answer,
    Attempt,
    AttemptState,
    EventKind,
    Exam,
    ExamPlace,
    SittingEvent,
)
from dongan_training.exam.signing_in import seat_text
from dongan_training.training.models import Enrolment


@dataclass(frozen=True)
class BoardRow:
    """One person of the class, with the latest attempt; ``id`` is that of the enrolment."""

    id: str
    attempt_id: str
    number: int
    name: str
    seat: str
    form: str
    state: str  # absent, open, handed_in, timed_out, annulled
    started_at: datetime | None
    answered: int
    questions: int
    seconds_used: float
    seconds_left: float  # as last stored: at most some seconds old
    extra_minutes: int
    asks_help: bool
    left_screen: int  # how often
    seconds_off: float  # the machine was off or asleep; not charged
    credited: int  # minutes given back for it


@dataclass(frozen=True)
class Board:
    """One exam as it stands."""

    exam_id: str
    title: str
    is_closed: bool
    seat_rows: int
    seat_columns: int
    broken: int  # how often a machine of the room ended without being closed
    rows: tuple[BoardRow, ...]

    def count(self, *states: str) -> int:
        """How many people are in one of these states."""
        return sum(row.state in states for row in self.rows)


@dataclass(frozen=True)
class RecordLine:
    """One line of the record; ``kind`` is an EventKind, started, handed_in or timed_out."""

    at: datetime
    kind: str
    name: str  # whom it happened to; empty: the room
    actor: str
    reason: str
    details: Mapping[str, Any]


def board(session: Session, exam_id: str) -> Board:
    """Read who sits and how far, by number."""
    exam = session.get_one(Exam, exam_id)
    latest = _latest_attempts(session, exam_id)
    answered = _answered(session, exam_id)
    places = session.scalars(select(ExamPlace).where(ExamPlace.exam_id == exam_id))
    seats = {one.enrolment_id: one for one in places}
    events = _events_by_attempt(session, exam_id)
    rows = []
    for person in expected_people(session, exam):
        attempt, place = latest.get(person.id), seats.get(person.id)
        if attempt is None:
            rows.append(_absent(person, place))
            continue
        happened = events.get(attempt.id, [])
        rows.append(_row(person, place, attempt, answered.get(attempt.id, 0), happened))
    broken = sum(one.kind is EventKind.STATION_BROKEN for one in events.get(None, ()))
    return Board(
        exam_id=exam_id,
        title=exam.title,
        is_closed=exam.closed_at is not None,
        seat_rows=exam.seat_rows,
        seat_columns=exam.seat_columns,
        broken=broken,
        rows=tuple(rows),
    )


def sitting_record(session: Session, exam_id: str) -> list[RecordLine]:
    """Read all that happened, in order: events, and starts and hand-ins, which attempts know."""
    names = {
        one.id: one.person.name
        for one in session.scalars(
            select(Enrolment)
            .join(Exam, Exam.class_id == Enrolment.class_id)
            .where(Exam.id == exam_id)
            .options(joinedload(Enrolment.person))
        )
    }
    begun, happened, ended = [], [], []
    for attempt in session.scalars(select(Attempt).filter_by(exam_id=exam_id)):
        name, which = names[attempt.enrolment_id], {"attempt": attempt.number}
        begun.append(RecordLine(attempt.started_at, "started", name, name, "", which))
        if attempt.handed_in_at is not None:
            told = {**which, "receipt": attempt.receipt}
            state = attempt.state.value
            ended.append(RecordLine(attempt.handed_in_at, state, name, name, "", told))
    events = select(SittingEvent).filter_by(exam_id=exam_id).order_by(SittingEvent.id)
    for one in session.scalars(events):
        whom = names.get(one.enrolment_id or "", "")
        line = RecordLine(one.at, one.kind.value, whom, one.actor, one.reason, one.details)
        happened.append(line)
    return sorted((*begun, *happened, *ended), key=lambda line: line.at)


def _latest_attempts(session: Session, exam_id: str) -> dict[str, Attempt]:
    found = session.scalars(
        select(Attempt)
        .where(Attempt.exam_id == exam_id)
        .order_by(Attempt.number)
        .options(joinedload(Attempt.form), joinedload(Attempt.exam))
    )
    return {one.enrolment_id: one for one in found}


def _answered(session: Session, exam_id: str) -> dict[str, int]:
    """Count answers that hold something: a flag alone or an answer taken back is ``[]``."""
    found = session.execute(
        select(Answer.attempt_id, func.count())
        .join(Attempt, Answer.attempt_id == Attempt.id)
        .where(Attempt.exam_id == exam_id, func.json_array_length(Answer.value) > 0)
        .group_by(Answer.attempt_id)
    )
    return {attempt_id: count for attempt_id, count in found}


def _events_by_attempt(session: Session, exam_id: str) -> dict[str | None, list[SittingEvent]]:
    events: dict[str | None, list[SittingEvent]] = {}
    found = select(SittingEvent).filter_by(exam_id=exam_id)
    for one in session.scalars(found.order_by(SittingEvent.at, SittingEvent.id)):
        events.setdefault(one.attempt_id, []).append(one)
    return events


def _absent(person: Enrolment, place: ExamPlace | None) -> BoardRow:
    return BoardRow(
        id=person.id,
        attempt_id="",
        number=person.number,
        name=person.person.name,
        seat=seat_text(place) or person.seat,
        form="",
        state="absent",
        started_at=None,
        answered=0,
        questions=0,
        seconds_used=0,
        seconds_left=0,
        extra_minutes=place.extra_minutes if place else 0,
        asks_help=False,
        left_screen=0,
        seconds_off=0,
        credited=0,
    )


def _row(
    person: Enrolment,
    place: ExamPlace | None,
    attempt: Attempt,
    answered: int,
    happened: list[SittingEvent],
) -> BoardRow:
    help_events = [one.kind for one in happened if one.kind.value.startswith("help")]
    is_open = attempt.state is AttemptState.OPEN
    return BoardRow(
        id=person.id,
        attempt_id=attempt.id,
        number=person.number,
        name=person.person.name,
        seat=seat_text(place) or person.seat,
        form=attempt.form.letter,
        state="annulled" if attempt.annulled_at else attempt.state.value,
        started_at=attempt.started_at,
        answered=answered,
        questions=len(attempt.form.order),
        seconds_used=attempt.seconds_used,
        seconds_left=max(0.0, allotted_seconds(attempt) - attempt.seconds_used) if is_open else 0,
        extra_minutes=attempt.extra_minutes,
        asks_help=is_open and help_events[-1:] == [EventKind.HELP_ASKED],
        left_screen=sum(one.kind is EventKind.LEFT_SCREEN for one in happened),
        seconds_off=_sum(happened, EventKind.MACHINE_OFF, "seconds"),
        credited=int(_sum(happened, EventKind.CREDITED, "minutes")),
    )


def _sum(happened: list[SittingEvent], kind: EventKind, detail: str) -> float:
    return float(sum(one.details.get(detail, 0) for one in happened if one.kind is kind))
