import pytest
from sqlalchemy import select

from dongan_training import clock
from dongan_training.exam.board import sitting_record
from dongan_training.exam.delivery import Given, save_answer
from dongan_training.exam.invigilating import ask_help
from dongan_training.exam.models import Attempt, EventKind, ExamPlace
from dongan_training.exam.rules import rules_of
from dongan_training.exam.seating import seat_plan
from dongan_training.exam.station import Noticed, note_on_station, password_fits
from ui.exam.board_page import BoardPage
from ui.exam.machine_memory import stays_with_one
from ui.exam.room_setup_dialog import RoomSetupDialog
from ui.exam.seats_dialog import SeatsDialog


@pytest.fixture
def page(qtbot, desk, hall):
    page = BoardPage(desk, hall.exam_id)
    qtbot.addWidget(page)
    page.show()
    return page


def line_of(page, person=0):
    return next(one for one in page.people.rows if one.number == person + 1)


def pick(page, person):
    page.table.pick([one.number for one in page.people.rows].index(person + 1))


def record(page):
    with page.workspace.read() as session:
        return [(one.kind, one.reason) for one in sitting_record(session, page.exam_id)]


def test_the_board_follows_answers_and_raised_hands(qtbot, page, start, workspace, now):
    attempt_id = start(2)
    with workspace.begin() as session:
        item = session.get_one(Attempt, attempt_id).form.order[0]["item"]
        given = Given(item, ["A"], 600)
        save_answer(session, attempt_id=attempt_id, given=given, at=now)
        ask_help(session, attempt_id=attempt_id, at=now)
    qtbot.waitUntil(lambda: line_of(page, 2).alert is not None, timeout=8000)
    line = line_of(page, 2)
    assert (line.state.text, line.answered, line.left) == ("正在考试", "1 / 10", "35:00")
    assert line.alert.text == "举手"
    assert page.figures["open"].value.text() == "1 人"
    page.chips.choose("alert")
    assert [one.name for one in page.people.rows] == [line.name]
    page.table.pick(0)
    page.helping.click()
    assert record(page)[-1][0] == "help_given"


def test_minutes_for_lost_time_are_proposed_and_need_a_reason(page, start, workspace, trainer, now):
    attempt_id = start(0)
    with workspace.begin() as session:
        off = Noticed(EventKind.MACHINE_OFF, 400, attempt_id)
        note_on_station(session, exam_id=page.exam_id, noticed=off, by=trainer, at=now)
    page.refresh()
    pick(page, 0)
    page.giving.click()
    dialog = page.dialog
    assert dialog.minutes.value() == 7
    assert dialog.lost.isChecked()
    dialog.submit.click()
    assert "需要写明原因" in dialog.notice.text()
    dialog.reason.setText("停电")
    dialog.submit.click()
    assert record(page)[-1] == ("credited", "停电")
    assert line_of(page).extra == "7 分钟"
    assert line_of(page).alert is None


def test_the_whole_room_gets_minutes(page, start, workspace):
    attempts = [start(person) for person in (0, 1)]
    page.refresh()
    page.giving_all.click()
    page.dialog.reason.setText("停电")
    page.dialog.submit.click()
    with workspace.read() as session:
        assert [session.get_one(Attempt, one).extra_minutes for one in attempts] == [5, 5]


def test_answers_are_collected_and_attempts_annulled_with_a_reason(page, start):
    start(0)
    page.refresh()
    pick(page, 0)
    page.more.ending.trigger()
    page.dialog.reason.setText("身体不适")
    page.dialog.submit.click()
    page.refresh()
    assert line_of(page).state.text == "已交卷"
    assert not page.more.ending.isEnabled()
    page.more.reopening.trigger()
    page.dialog.submit.click()
    assert "需要写明原因" in page.dialog.notice.text()
    page.dialog.reason.setText("误按交卷")
    page.dialog.minutes.setValue(2)
    page.dialog.submit.click()
    page.refresh()
    assert line_of(page).state.text == "正在考试"
    assert line_of(page).extra == "2 分钟"
    assert not page.more.reopening.isEnabled()
    page.more.annulling.trigger()
    page.dialog.reason.setText("替考")
    page.dialog.submit.click()
    page.refresh()
    assert line_of(page).state.text == "已作废"
    assert ("annulled", "替考") in record(page)


def test_seats_are_planned_and_somebody_moves(page, workspace, qtbot):
    page.show_seats()
    seats = page.dialog
    seats.rows.setValue(1)
    seats.columns.setValue(2)
    seats.plan.click()
    assert "坐不下 6 人" in seats.notice.text()
    seats.rows.setValue(3)
    seats.columns.setValue(3)
    seats.plan.click()
    assert seats.map.accessibleName() == "座位图：3 排，每排 3 座，6 人"
    seats.table.pick(3)
    seats.giving.click()
    assert seats.people.rows[3].extra_minutes == 15
    seats.accept()
    page.refresh()
    pick(page, 0)
    page.more.moving.trigger()
    page.dialog.seat.setText("3-3")
    page.dialog.reason.setText("电脑故障")
    page.dialog.submit.click()
    with workspace.read() as session:
        assert str(seat_plan(session, page.exam_id)[-1].seat) == "3-3"
        assert session.scalars(select(ExamPlace).filter_by(extra_minutes=15)).one()


def test_the_rules_are_set_and_the_password_kept_as_a_hash(desk, page, workspace):
    page.set_up()
    dialog = page.dialog
    dialog.starts.open.setChecked(False)
    dialog.late.setValue(15)
    dialog.earliest.setValue(30)
    dialog.result.setCurrentIndex(1)
    dialog.no_password.setChecked(False)
    dialog.password.setText("锁门")
    dialog.submit.click()
    with workspace.read() as session:
        rules = rules_of(session, page.exam_id)
        assert password_fits(session, exam_id=page.exam_id, password="锁门")
        assert not password_fits(session, exam_id=page.exam_id, password="开门")
    assert (rules.late_entry, rules.earliest_hand_in, rules.shows_result) == (15, 30, True)
    assert abs((rules.starts_at - clock.now()).total_seconds()) < 120
    again = RoomSetupDialog(desk, page.exam_id, page)
    again.late.setValue(-1)
    again.submit.click()
    with workspace.read() as session:
        assert rules_of(session, page.exam_id).starts_at == rules.starts_at
        assert not password_fits(session, exam_id=page.exam_id, password="开门")
    last = RoomSetupDialog(desk, page.exam_id, page)
    last.no_password.setChecked(True)
    last.submit.click()
    with workspace.read() as session:
        assert password_fits(session, exam_id=page.exam_id, password="")


def test_a_rule_that_cannot_be_is_explained_and_nothing_lost(page):
    page.set_up()
    page.dialog.late.setValue(5)
    page.dialog.room.setText("礼堂")
    page.dialog.submit.click()
    assert "没有开始时间" in page.dialog.notice.text()
    assert page.dialog.room.text() == "礼堂"
    page.dialog.reject()


def test_the_record_is_shown_the_newest_first(page, start, workspace, now):
    attempt_id = start(0)
    with workspace.begin() as session:
        ask_help(session, attempt_id=attempt_id, at=clock.now())
    page.show_record()
    assert [one.told for one in page.dialog.lines.rows] == ["举手求助", "开考"]
    page.dialog.accept()


def test_a_started_exam_keeps_its_seats(qtbot, desk, page, start):
    start(0)
    dialog = SeatsDialog(desk, page.exam_id, page)
    dialog.plan.click()
    assert "已经有人开考" in dialog.notice.text()
    dialog.giving.click()
    assert "已经开考" in dialog.notice.text()


def test_how_this_machine_is_used_is_remembered(page):
    assert not stays_with_one()
    page.set_up()
    page.dialog.use.setCurrentIndex(1)
    page.dialog.submit.click()
    assert stays_with_one()


def test_the_exam_is_ended_from_the_board(page, start, desk, qtbot):
    start(0)
    page.refresh()
    desk.dialogs.confirms = False
    page.ending.click()
    assert "还没交卷的 1 人" in desk.dialogs.asked[0].loss and page.entering.isEnabled()
    desk.dialogs.confirms = True
    page.ending.click()
    assert "已结束，收卷 1 份" in page.notice.text()
    qtbot.waitUntil(lambda: not page.ending.isEnabled(), timeout=8000)
    assert not page.entering.isEnabled()
