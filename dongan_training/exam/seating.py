"""Seats of a room, and forms by seat so that neighbours have different ones (座位、卷别)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from dongan_training.accounts import audit
from dongan_training.accounts.actor import Actor
from dongan_training.errors import UserError
from dongan_training.exam.expected import expected_people
from dongan_training.exam.models import (
    BY_LETTER,
    Attempt,
    EventKind,
    Exam,
    ExamPlace,
    PaperForm,
)
from dongan_training.exam.recording import Happening, record_event
from dongan_training.texts import N_
from dongan_training.training.models import Enrolment

LARGEST = 40  # rows, and columns
MOST_EXTRA = 240  # minutes


@dataclass(eq=False)
class BadRoom(UserError):
    largest: int = LARGEST
    message = N_("考场应当有 1 到 {largest} 排，每排 1 到 {largest} 座。")
    advice = N_("座位没有改动。请改正后再试。")


@dataclass(eq=False)
class RoomTooSmall(UserError):
    people: int
    seats: int
    message = N_("考场只有 {seats} 个座位，坐不下 {people} 人。")
    advice = N_("座位没有改动。请增加排数或每排座位数，或者分场考试。")


@dataclass(eq=False)
class SeatsInUse(UserError):
    message = N_("已经有人开考，不能重新编排座位。")
    advice = N_("座位没有改动。个别人可以用“换座”。")


@dataclass(eq=False)
class NoSuchSeat(UserError):
    seat: str
    message = N_("考场里没有 {seat} 号座位。")
    advice = N_("座位没有改动。请按“排-座”填写，例如 3-2。")


@dataclass(eq=False)
class SeatIsTaken(UserError):
    seat: str
    name: str
    message = N_("{seat} 号座位已安排给{name}。")
    advice = N_("座位没有改动。请换一个座位。")


@dataclass(eq=False)
class BadExtraMinutes(UserError):
    most: int = MOST_EXTRA
    message = N_("加时应当是 0 到 {most} 分钟。")
    advice = N_("没有改动。请改正后再试。")


@dataclass(eq=False)
class AlreadySitting(UserError):
    name: str
    message = N_("{name}已经开考。")
    advice = N_("没有改动。请在监考台上给他加时。")


@dataclass(eq=False)
class MoveWithoutReason(UserError):
    message = N_("换座需要写明原因。")
    advice = N_("座位没有改动。请填写原因，例如“电脑故障”。")


@dataclass(frozen=True)
class Seat:
    """A seat by row and place in it, from 1, seen from the front: 3-2."""

    row: int
    column: int

    def __str__(self) -> str:
        return f"{self.row}-{self.column}"

    @staticmethod
    def read(text: str) -> "Seat":
        """Understand 3-2; raises NoSuchSeat."""
        parts = text.replace("－", "-").split("-")
        if len(parts) != 2 or not all(part.strip().isdecimal() for part in parts):
            raise NoSuchSeat(text.strip())
        return Seat(int(parts[0]), int(parts[1]))


@dataclass(frozen=True)
class Seated:
    """Who sits where, with which form (a letter)."""

    enrolment_id: str
    name: str
    number: int
    seat: Seat
    form: str


def form_at(seat: Seat, forms: int) -> int:
    """Which of so many forms lies at a seat, from 0; pure.

    Neighbours in front, behind and beside differ from two forms on, and from four on those
    at the corners as well: a knight's step of two for each row has no equal next to it.
    """
    step = 2 if forms > 2 else 1
    return (seat.column - 1 + step * (seat.row - 1)) % forms


def plan_seats(
    session: Session, *, exam_id: str, rows: int, columns: int, by: Actor, at: datetime
) -> list[Seated]:
    """Seat everybody by number, row by row, each with the form of the seat.

    Only before anybody has started; raises SeatsInUse, BadRoom or RoomTooSmall.
    """
    exam = session.get_one(Exam, exam_id)
    people = expected_people(session, exam)
    if not (1 <= rows <= LARGEST and 1 <= columns <= LARGEST):
        raise BadRoom
    if len(people) > rows * columns:
        raise RoomTooSmall(len(people), rows * columns)
    if session.scalar(select(func.count()).where(Attempt.exam_id == exam_id)):
        raise SeatsInUse
    exam.seat_rows, exam.seat_columns = rows, columns
    places = _places(session, exam_id)
    forms = _forms(session, exam)
    for place in places.values():
        place.seat_row = place.seat_column = place.form_id = None
    for count, person in enumerate(people):
        seat = Seat(count // columns + 1, count % columns + 1)
        _sit(_place(session, places, exam_id, person.id), seat, forms)
    session.flush()
    details = {"rows": rows, "columns": columns, "people": len(people)}
    audit.record(session, by=by, at=at, act="exam.seats", subject=exam_id, details=details)
    return seat_plan(session, exam_id)


def lay_forms_anew(session: Session, exam: Exam) -> None:
    """Lay the forms of another paper on the seats as they are."""
    forms = _forms(session, exam)
    for place in _places(session, exam.id).values():
        place.form_id = None
        if place.seat_row is not None:
            _sit(place, _seat_of(place), forms)


@dataclass(frozen=True)
class Move:
    """Who gets which seat, and why."""

    enrolment_id: str
    seat: Seat
    reason: str


def move_person(session: Session, *, exam_id: str, move: Move, by: Actor, at: datetime) -> None:
    """Give somebody another, free seat; goes on record. A form once started stays theirs."""
    exam = session.get_one(Exam, exam_id)
    if not move.reason.strip():
        raise MoveWithoutReason
    _require_seat(exam, move.seat)
    places = _places(session, exam_id)
    _require_free(session, places, move)
    place = _place(session, places, exam_id, move.enrolment_id)
    before = f"{place.seat_row}-{place.seat_column}" if place.seat_row else ""
    attempt = session.scalars(
        select(Attempt)
        .filter_by(exam_id=exam_id, enrolment_id=move.enrolment_id)
        .order_by(Attempt.number.desc())
    ).first()
    _sit(place, move.seat, _forms(session, exam))
    if attempt is not None:
        place.form_id = attempt.form_id
    moved = Happening(
        EventKind.MOVED,
        exam_id,
        move.enrolment_id,
        attempt.id if attempt else None,
        move.reason,
        {"from": before, "to": str(move.seat)},
    )
    record_event(session, moved, actor=by.name, at=at)


def give_extra_minutes(
    session: Session, *, exam_id: str, enrolment_id: str, minutes: int, by: Actor, at: datetime
) -> None:
    """Allow somebody more time from the start, for reading slowly or a bad hand; 0 takes it back.

    Raises AlreadySitting after the start: then the invigilator extends, with a reason.
    """
    if not 0 <= minutes <= MOST_EXTRA:
        raise BadExtraMinutes
    enrolment = session.get_one(Enrolment, enrolment_id)
    if session.scalar(select(Attempt.id).filter_by(exam_id=exam_id, enrolment_id=enrolment_id)):
        raise AlreadySitting(enrolment.person.name)
    place = _place(session, _places(session, exam_id), exam_id, enrolment_id)
    place.extra_minutes = minutes
    details = {"enrolment": enrolment_id, "minutes": minutes}
    audit.record(session, by=by, at=at, act="exam.extra", subject=exam_id, details=details)


def seat_plan(session: Session, exam_id: str) -> list[Seated]:
    """Read who sits where, row by row; empty without a plan."""
    found = session.execute(
        select(ExamPlace, Enrolment, PaperForm.letter)
        .join(Enrolment, ExamPlace.enrolment_id == Enrolment.id)
        .join(PaperForm, ExamPlace.form_id == PaperForm.id)
        .where(ExamPlace.exam_id == exam_id, ExamPlace.seat_row.is_not(None))
        .order_by(ExamPlace.seat_row, ExamPlace.seat_column)
        .options(joinedload(Enrolment.person))
    )
    return [
        Seated(one.id, one.person.name, one.number, _seat_of(place), letter)
        for place, one, letter in found
    ]


def _seat_of(place: ExamPlace) -> Seat:
    assert place.seat_row is not None and place.seat_column is not None
    return Seat(place.seat_row, place.seat_column)


def _forms(session: Session, exam: Exam) -> Sequence[str]:
    return session.scalars(
        select(PaperForm.id).filter_by(paper_id=exam.paper_id).order_by(*BY_LETTER)
    ).all()


def _places(session: Session, exam_id: str) -> dict[str, ExamPlace]:
    found = session.scalars(select(ExamPlace).filter_by(exam_id=exam_id))
    return {one.enrolment_id: one for one in found}


def _place(
    session: Session, places: dict[str, ExamPlace], exam_id: str, enrolment_id: str
) -> ExamPlace:
    if enrolment_id not in places:
        places[enrolment_id] = ExamPlace(exam_id=exam_id, enrolment_id=enrolment_id)
        session.add(places[enrolment_id])
    return places[enrolment_id]


def _sit(place: ExamPlace, seat: Seat, forms: Sequence[str]) -> None:
    place.seat_row, place.seat_column = seat.row, seat.column
    place.form_id = forms[form_at(seat, len(forms))]


def _require_seat(exam: Exam, seat: Seat) -> None:
    if not (1 <= seat.row <= exam.seat_rows and 1 <= seat.column <= exam.seat_columns):
        raise NoSuchSeat(str(seat))


def _require_free(session: Session, places: dict[str, ExamPlace], move: Move) -> None:
    wanted = (move.seat.row, move.seat.column)
    for one in places.values():
        if (one.seat_row, one.seat_column) == wanted and one.enrolment_id != move.enrolment_id:
            holder = session.get_one(Enrolment, one.enrolment_id)
            raise SeatIsTaken(str(move.seat), holder.person.name)
