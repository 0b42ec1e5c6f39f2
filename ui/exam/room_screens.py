"""Pictures of the invigilator's side: board, seats, rules, record, and what is asked."""

from functools import partial

from PySide6.QtWidgets import QWidget
from sqlalchemy import select

from dongan_training import clock
from dongan_training.accounts.actor import Actor
from dongan_training.exam.board import BoardRow, board
from dongan_training.exam.delivery import Given, save_answer, start_attempt
from dongan_training.exam.invigilating import ask_help, end_attempt
from dongan_training.exam.models import Attempt, EventKind, Exam
from dongan_training.exam.offering import Offer, open_exam
from dongan_training.exam.seating import plan_seats
from dongan_training.exam.station import Noticed, note_on_station
from dongan_training.training.models import Enrolment
from dongan_training.workspace import Workspace
from ui.exam.board_dialogs import (
    AnnulDialog,
    EndDialog,
    GrantDialog,
    MoveDialog,
    ReopenAttemptDialog,
)
from ui.exam.record_dialog import RecordDialog
from ui.exam.room_setup_dialog import RoomSetupDialog
from ui.exam.seats_dialog import SeatsDialog
from ui.kit import Desk
from ui.kit.screen import Screen, in_window

TITLE = "第四季度党纪学习教育测试（下午场）"
SITTING, DONE = 30, 6


def _running(workspace: Workspace) -> str:
    """An exam in full swing, made once in the data of the pictures; gives its id."""
    with workspace.read() as session:
        known = session.scalar(select(Exam.id).filter_by(title=TITLE))
    if known is not None:
        return known
    by, now = Actor("李老师", workspace.device), clock.now()
    with workspace.begin() as session:
        first = session.scalars(select(Exam)).first()
        assert first is not None
        offer = Offer(first.paper_id, minutes=45, pass_mark=60, title=TITLE)
        exam_id = open_exam(session, class_id=first.class_id, offer=offer, by=by, at=now)
        session.flush()
        plan_seats(session, exam_id=exam_id, rows=8, columns=10, by=by, at=now)
        people = session.scalars(
            select(Enrolment).filter_by(class_id=first.class_id).order_by(Enrolment.number)
        )
        for number, person in enumerate([*people][:SITTING]):
            attempt_id = start_attempt(session, exam_id=exam_id, enrolment_id=person.id, at=now)
            session.flush()
            _work(session, attempt_id, number, by)
    return exam_id


def _work(session, attempt_id: str, number: int, by: Actor) -> None:
    now, attempt = clock.now(), session.get_one(Attempt, attempt_id)
    for place, placed in enumerate(attempt.form.order[: 4 + number % 9]):
        given = Given(placed["item"], ["A"], 40.0 * (place + number))
        save_answer(session, attempt_id=attempt_id, given=given, at=now)
    if number < DONE:
        end_attempt(session, attempt_id=attempt_id, reason="身体不适", by=by, at=now)
    elif number == 8:
        ask_help(session, attempt_id=attempt_id, at=now)
    elif number in (11, 12):
        kind = EventKind.MACHINE_OFF if number == 11 else EventKind.LEFT_SCREEN
        noticed = Noticed(kind, 420, attempt_id)
        note_on_station(session, exam_id=attempt.exam_id, noticed=noticed, by=by, at=now)


def _board(desk: Desk) -> QWidget:
    return in_window(desk, "exam-board", exam_id=_running(desk.workspace))


def _finished(desk: Desk) -> QWidget:
    with desk.workspace.read() as session:
        first = session.scalars(select(Exam).order_by(Exam.id)).first()
        assert first is not None
        exam_id = first.id
    return in_window(desk, "exam-board", exam_id=exam_id)


def _papers_in(desk: Desk, line: str) -> QWidget:
    window = in_window(desk, "exam-papers-in", exam_id=_running(desk.workspace))
    window.page.table.pick(SITTING)
    window.page.line.setText(line)
    return window


def _row(desk: Desk, number: int) -> BoardRow:
    with desk.workspace.read() as session:
        return board(session, _running(desk.workspace)).rows[number]


def _grant(desk: Desk) -> QWidget:
    return GrantDialog(desk, [""], _row(desk, 11))


def _grant_all(desk: Desk) -> QWidget:
    return GrantDialog(desk, [""] * 24)


def _move(desk: Desk) -> QWidget:
    return MoveDialog(desk, _running(desk.workspace), _row(desk, 8))


def _reopen(desk: Desk) -> QWidget:
    return ReopenAttemptDialog(desk, _row(desk, 2))


def _for_row(desk: Desk, make: type) -> QWidget:
    return make(desk, _row(desk, 9))


def _of_exam(desk: Desk, make: type) -> QWidget:
    return make(desk, _running(desk.workspace))


SCREENS = (
    Screen("exam-board", _board),
    Screen("exam-board-finished", _finished),
    Screen("exam-board-minutes", _grant),
    Screen("exam-board-minutes-all", _grant_all),
    Screen("exam-board-move", _move),
    Screen("exam-board-end", partial(_for_row, make=EndDialog)),
    Screen("exam-board-reopen", _reopen),
    Screen("exam-board-annul", partial(_for_row, make=AnnulDialog)),
    Screen("exam-papers-in", partial(_papers_in, line="BADCB ADCBA CDBAC ACBDB AC BCD ABD")),
    Screen("exam-papers-in-slip", partial(_papers_in, line="BADCB AEC")),
    Screen("exam-record", partial(_of_exam, make=RecordDialog)),
    Screen("exam-room-setup", partial(_of_exam, make=RoomSetupDialog)),
    Screen("exam-seats", partial(_of_exam, make=SeatsDialog)),
)
