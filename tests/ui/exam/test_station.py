"""The exam machine: who is in charge of the screen, what it notices, and what it tells."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from dongan_training import clock
from dongan_training.exam.board import board, sitting_record
from dongan_training.exam.invigilating import Grant, end_attempt, grant_minutes
from dongan_training.exam.models import EventKind
from dongan_training.exam.rules import SittingRules, change_rules
from dongan_training.exam.station import set_quit_password
from dongan_training.exam.timekeeping import LONGEST_STEP
from ui.exam.kiosk import Kiosk
from ui.exam.room_page import ExamRoomPage
from ui.exam.room_panels import ReceiptPanel, SignInPanel
from ui.exam.sitting import Sitting
from ui.kit import Words


@pytest.fixture
def enter(qtbot, desk, hall):
    """Put the exam on the screen of this machine."""
    rooms = []

    def enter(**how):
        room = ExamRoomPage(desk, hall.exam_id, **how)
        qtbot.addWidget(room)
        room.resize(1366, 768)
        room.show()
        rooms.append(room)
        return room

    yield enter
    for room in rooms:
        room._may_close = True


@pytest.fixture
def room(enter):
    return enter()


def sit_down(room, code):
    QTest.keyClicks(room.sign_in.field, code)
    QTest.keyClick(room.sign_in.field, Qt.Key.Key_Return)
    room.panel.yes.click()
    room.panel.start.click()
    assert isinstance(room.panel, Sitting)
    return room.panel


@pytest.fixture
def sitting(room, hall):
    return sit_down(room, hall.codes[0])


def kinds(room):
    with room.workspace.read() as session:
        return [one.kind for one in sitting_record(session, room.exam_id)]


def happened(room, kind):
    with room.workspace.read() as session:
        return [one for one in sitting_record(session, room.exam_id) if one.kind == kind]


def set_rules(workspace, hall, trainer, **rules):
    with workspace.begin() as session:
        wanted = SittingRules(**rules)
        change_rules(session, exam_id=hall.exam_id, rules=wanted, by=trainer, at=clock.now())


def test_the_machine_notes_that_it_opened_and_was_put_away(room):
    assert kinds(room) == ["station_opened"]
    assert room.windowFlags() & Qt.WindowType.FramelessWindowHint
    assert room.windowFlags() & Qt.WindowType.WindowStaysOnTopHint
    room.close()
    assert kinds(room) == ["station_opened", "station_closed"]


def test_an_end_without_goodbye_is_noticed_at_the_next_start(enter, hall):
    killed = enter()
    killed.kiosk.unlock()
    killed.hide()  # nothing more was heard of it
    again = enter()
    assert "没有正常退出" in again.sign_in.notice.text()
    assert kinds(again).count("station_broken") == 1
    with again.workspace.read() as session:
        assert board(session, hall.exam_id).broken == 1


def test_leaving_the_screen_is_put_on_record_with_its_length(qtbot, room, sitting, monkeypatch):
    seconds = iter((100.0, 112.5))
    monkeypatch.setattr(room.kiosk, "_elapsed", lambda: next(seconds))
    room.kiosk.notice(None)
    assert happened(room, "left_screen") == []
    room.kiosk.notice(room.windowHandle())
    (left,) = happened(room, "left_screen")
    assert (left.name, left.details["seconds"]) == (sitting.view.name, 12)


def test_a_question_of_the_exam_itself_is_not_leaving(qtbot, room, sitting):
    told = []
    kiosk = Kiosk(room, lambda: 0.0)
    kiosk.came_back.connect(told.append)
    kiosk.notice(room.windowHandle())
    assert told == []


def test_nothing_is_left_to_paste_for_the_next_person(room, sitting):
    QGuiApplication.clipboard().setText("答案：ABCD")
    room.next_person()
    assert QGuiApplication.clipboard().text() == ""


def test_only_the_password_leads_out(room, sitting, desk, hall, trainer):
    with room.workspace.begin() as session:
        set_quit_password(
            session, exam_id=hall.exam_id, password="锁门", by=trainer, at=clock.now()
        )
    assert not room.close()
    room.dialog.password.setText("开门")
    room.dialog.submit.click()
    assert "密码不对" in room.dialog.notice.text()
    assert room.isVisible()
    room.dialog.password.setText("锁门")
    room.dialog.submit.click()
    assert not room.isVisible()
    assert desk.dialogs.asked == []


def test_a_raised_hand_reaches_the_board(room, sitting, hall):
    sitting.side.help.click()
    with room.workspace.read() as session:
        assert board(session, hall.exam_id).rows[0].asks_help
    assert "已举手" in sitting.notice.text()


def test_minutes_given_arrive_on_the_screen(room, sitting, trainer):
    with room.workspace.begin() as session:
        grant_minutes(
            session,
            attempt_ids=[sitting.view.attempt_id],
            grant=Grant(10, "停电"),
            by=trainer,
            at=clock.now(),
        )
    assert "加了 10 分钟" in sitting.notice.text()
    assert sitting.header.time.text() in ("55:00", "54:59")


def test_answers_collected_by_the_invigilator_show_the_receipt(room, sitting, trainer):
    with room.workspace.begin() as session:
        end_attempt(
            session,
            attempt_id=sitting.view.attempt_id,
            reason="身体不适",
            by=trainer,
            at=clock.now(),
        )
    assert isinstance(room.panel, ReceiptPanel)


def test_time_in_which_the_machine_slept_is_not_charged_and_goes_on_record(
    room, sitting, monkeypatch, hall
):
    began, wall = clock.elapsed(), clock.now()
    monkeypatch.setattr(clock, "elapsed", lambda: began + 1200)
    monkeypatch.setattr(
        clock, "now", lambda: wall.fromtimestamp(wall.timestamp() + 1200, wall.tzinfo)
    )
    sitting._tick()
    monkeypatch.undo()
    assert sitting.keeper.seconds_used < LONGEST_STEP
    (off,) = happened(room, "machine_off")
    assert off.details["seconds"] == pytest.approx(1200, abs=5)
    assert happened(room, "clock_set") == []


@pytest.mark.parametrize("hours", [-30, 30])
def test_a_wall_clock_that_was_set_changes_nothing_but_is_told(room, sitting, monkeypatch, hours):
    wall = clock.now()
    before = sitting.keeper.seconds_left
    moved = wall.fromtimestamp(wall.timestamp() + hours * 3600, wall.tzinfo)
    monkeypatch.setattr(clock, "now", lambda: moved)
    sitting._tick()
    sitting.keeper.note_time(0)
    assert before - sitting.keeper.seconds_left < LONGEST_STEP
    (told,) = happened(room, "clock_set")
    assert told.details["seconds"] == pytest.approx(hours * 3600, abs=30)
    assert isinstance(room.panel, Sitting)


def test_nobody_hands_in_before_the_earliest_moment(room, sitting, workspace, hall, trainer):
    set_rules(workspace, hall, trainer, earliest_hand_in=30)
    sitting.side.finish.click()
    assert "开考满 30 分钟才能交卷" in sitting.notice.text()
    assert isinstance(room.panel, Sitting)
    sitting.keeper.stopwatch.used = 31 * 60
    sitting.side.finish.click()
    assert isinstance(room.panel, ReceiptPanel)


def test_the_instructions_tell_the_rules_of_this_exam(workspace, hall, trainer, enter):
    set_rules(workspace, hall, trainer, earliest_hand_in=30, open_book=True, shows_result=True)
    room = enter()
    QTest.keyClicks(room.sign_in.field, hall.codes[0])
    QTest.keyClick(room.sign_in.field, Qt.Key.Key_Return)
    room.panel.yes.click()
    words = "".join(label.text() for label in room.panel.findChildren(Words))
    for told in ("开卷考试", "开考满 30 分钟可以交卷", "交卷后显示成绩", "少选得 2 分，错选不得分"):
        assert told in words


def test_the_result_is_shown_where_the_exam_says_so(workspace, hall, trainer, enter):
    set_rules(workspace, hall, trainer, shows_result=True)
    room = enter()
    sitting = sit_down(room, hall.codes[0])
    sitting.side.finish.click()
    assert room.panel.score.isVisible()
    assert room.panel.score.text() == "成绩 0 分，满分 24 分"


def test_a_machine_of_one_person_stays_at_the_receipt(enter, hall):
    room = enter(stays=True)
    sit_down(room, hall.codes[0]).side.finish.click()
    assert not room.panel._rest.isActive()
    room.panel.next.click()
    assert isinstance(room.panel, SignInPanel)


def test_left_screen_alerts_the_board(room, sitting, hall, workspace, trainer):
    room._tell_left(20.0)
    with workspace.read() as session:
        row = board(session, hall.exam_id).rows[0]
    assert row.left_screen == 1
    assert EventKind.LEFT_SCREEN in kinds(room)
