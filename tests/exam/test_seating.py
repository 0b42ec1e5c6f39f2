import pytest
from hypothesis import given
from hypothesis import strategies as some

from dongan_training.bank.drafts import QuestionType
from dongan_training.exam.blueprint import Blueprint, Section
from dongan_training.exam.board import sitting_record
from dongan_training.exam.candidate_view import sitting_view
from dongan_training.exam.delivery import start_attempt
from dongan_training.exam.offering import Offer, open_exam
from dongan_training.exam.papers import make_paper
from dongan_training.exam.seating import (
    AlreadySitting,
    BadExtraMinutes,
    BadRoom,
    Move,
    MoveWithoutReason,
    NoSuchSeat,
    RoomTooSmall,
    Seat,
    SeatIsTaken,
    SeatsInUse,
    form_at,
    give_extra_minutes,
    move_person,
    plan_seats,
    seat_plan,
)
from dongan_training.exam.signing_in import sign_in
from dongan_training.exam.signing_off import approve_paper

SEATS = some.builds(Seat, some.integers(1, 40), some.integers(1, 40))


@given(SEATS, some.integers(2, 30))
def test_neighbours_beside_and_behind_have_other_forms(seat, forms):
    for other in (Seat(seat.row, seat.column + 1), Seat(seat.row + 1, seat.column)):
        assert form_at(seat, forms) != form_at(other, forms)


@given(SEATS, some.integers(4, 30))
def test_from_four_forms_on_those_at_the_corners_differ_too(seat, forms):
    for beside in (-1, 1):
        other = Seat(seat.row + 1, seat.column + beside)
        assert form_at(seat, forms) != form_at(other, forms)


@pytest.fixture
def planned(workspace, hall, trainer, now):
    with workspace.begin() as session:
        return plan_seats(session, exam_id=hall.exam_id, rows=2, columns=3, by=trainer, at=now)


def test_people_sit_by_number_row_by_row_in_forms_like_a_chessboard(workspace, hall, planned):
    assert [str(one.seat) for one in planned] == ["1-1", "1-2", "1-3", "2-1", "2-2", "2-3"]
    assert [one.form for one in planned] == ["A", "B", "A", "B", "A", "B"]
    assert [one.number for one in planned] == [1, 2, 3, 4, 5, 6]


def test_with_thirty_forms_z_lies_before_aa(workspace, hall, bank, trainer, now):
    blueprint = Blueprint("三十卷", (Section(QuestionType.SINGLE_CHOICE, 4, 5),))
    with workspace.begin() as session:
        made = make_paper(session, blueprint=blueprint, forms=30, seed=4, by=trainer, at=now)
        approve_paper(session, paper_id=made.id, by=trainer, at=now)
        offer = Offer(made.id, minutes=45, pass_mark=12)
        exam_id = open_exam(session, class_id=hall.class_id, offer=offer, by=trainer, at=now)
        started = start_attempt(
            session, exam_id=exam_id, enrolment_id=hall.enrolment_ids[1], at=now
        )
        assert sitting_view(session, started).form == "B"
        other = open_exam(session, class_id=hall.class_id, offer=offer, by=trainer, at=now)
        seats = plan_seats(session, exam_id=other, rows=1, columns=30, by=trainer, at=now)
    assert [one.form for one in seats] == list("ABCDEF")


def test_the_attempt_has_the_form_of_the_seat(workspace, hall, planned, now):
    with workspace.begin() as session:
        places = dict(exam_id=hall.exam_id, at=now)
        attempt_id = start_attempt(session, enrolment_id=hall.enrolment_ids[4], **places)
        assert sitting_view(session, attempt_id).form == "A"
        candidate = sign_in(session, exam_id=hall.exam_id, text=hall.codes[4])
        assert candidate.seat == "2-2"


@pytest.mark.parametrize(
    ("rows", "columns", "refusal"), [(1, 5, RoomTooSmall), (0, 9, BadRoom), (2, 41, BadRoom)]
)
def test_a_room_that_cannot_hold_them_is_refused(
    workspace, hall, trainer, now, rows, columns, refusal
):
    with workspace.begin() as session, pytest.raises(refusal):
        plan_seats(session, exam_id=hall.exam_id, rows=rows, columns=columns, by=trainer, at=now)


def test_nobody_is_seated_anew_once_somebody_sits(workspace, hall, planned, start, trainer, now):
    start()
    with workspace.begin() as session, pytest.raises(SeatsInUse):
        plan_seats(session, exam_id=hall.exam_id, rows=3, columns=3, by=trainer, at=now)
    with workspace.read() as session:
        assert seat_plan(session, hall.exam_id) == planned


def test_moving_keeps_the_form_once_started_and_goes_on_record(
    workspace, hall, trainer, now, start
):
    with workspace.begin() as session:
        plan_seats(session, exam_id=hall.exam_id, rows=2, columns=4, by=trainer, at=now)
    start(1)
    for person in (1, 2):  # the seat 2-4 has form A, 2-3 has B
        move = Move(hall.enrolment_ids[person], Seat(2, 5 - person), "电脑故障")
        with workspace.begin() as session:
            move_person(session, exam_id=hall.exam_id, move=move, by=trainer, at=now)
    with workspace.read() as session:
        plan = {one.number: one for one in seat_plan(session, hall.exam_id)}
        moved = [one for one in sitting_record(session, hall.exam_id) if one.kind == "moved"]
    assert (str(plan[2].seat), plan[2].form) == ("2-4", "B")
    assert (str(plan[3].seat), plan[3].form) == ("2-3", "B")
    assert (moved[0].name, moved[0].reason) == ("欧阳𬱖", "电脑故障")
    assert moved[0].details == {"from": "1-2", "to": "2-4"}


@pytest.mark.parametrize(
    ("seat", "reason", "refusal"),
    [
        (Seat(1, 2), "故障", SeatIsTaken),
        (Seat(3, 1), "故障", NoSuchSeat),
        (Seat(1, 1), " ", MoveWithoutReason),
    ],
)
def test_a_move_that_cannot_be_is_refused(
    workspace, hall, planned, trainer, now, seat, reason, refusal
):
    move = Move(hall.enrolment_ids[0], seat, reason)
    with workspace.begin() as session, pytest.raises(refusal):
        move_person(session, exam_id=hall.exam_id, move=move, by=trainer, at=now)


@pytest.mark.parametrize("text", ["", "3", "a-b", "1-2-3", "３排"])
def test_what_is_no_seat_is_explained(text):
    with pytest.raises(NoSuchSeat):
        Seat.read(text)
    assert Seat.read("3－2") == Seat(3, 2)


def test_extra_minutes_are_given_before_the_start_only(workspace, hall, trainer, now):
    given = dict(exam_id=hall.exam_id, enrolment_id=hall.enrolment_ids[0], by=trainer, at=now)
    with workspace.begin() as session:
        give_extra_minutes(session, minutes=15, **given)
        with pytest.raises(BadExtraMinutes):
            give_extra_minutes(session, minutes=241, **given)
    with workspace.begin() as session:
        attempt_id = start_attempt(
            session, exam_id=hall.exam_id, enrolment_id=hall.enrolment_ids[0], at=now
        )
        assert sitting_view(session, attempt_id).seconds_allotted == 60 * 60
    with workspace.begin() as session, pytest.raises(AlreadySitting):
        give_extra_minutes(session, minutes=5, **given)
