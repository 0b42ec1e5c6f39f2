import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from sqlalchemy import select

from dongan_training.bank.drafts import QuestionType
from dongan_training.exam.candidate_view import sitting_view
from dongan_training.exam.handing_in import close_exam
from dongan_training.exam.models import Attempt, AttemptState
from dongan_training.storage.failures import DiskFull
from ui.exam import attempt_keeper
from ui.exam.room_page import ExamRoomPage
from ui.exam.room_panels import ConfirmPanel, NoticePanel, ReceiptPanel, SignInPanel
from ui.exam.sitting import Sitting
from ui.kit import Dialogs


@pytest.fixture
def room(qtbot, desk, hall):
    room = ExamRoomPage(desk, hall.exam_id)
    qtbot.addWidget(room)
    room.resize(1366, 768)
    room.show()
    yield room
    room._may_close = True


def type_code(room, text):
    QTest.keyClicks(room.sign_in.field, text)
    QTest.keyClick(room.sign_in.field, Qt.Key.Key_Return)


@pytest.fixture
def sitting(room, hall):
    type_code(room, hall.codes[0])
    QTest.keyClick(room.panel.yes, Qt.Key.Key_Return)
    QTest.keyClick(room.panel.start, Qt.Key.Key_Return)
    return room.panel


def stored(sitting):
    with sitting.workspace.read() as session:
        return sitting_view(session, sitting.view.attempt_id)


def go_to(sitting, kind):
    place = next(n for n, one in enumerate(sitting.view.questions) if one.type is kind)
    sitting.go(place)
    return place


def test_from_signing_in_to_the_next_person(room, hall):
    type_code(room, hall.badges[1])
    assert isinstance(room.panel, ConfirmPanel)
    assert room.panel.name.text() == "欧阳𬱖"
    room.panel.yes.click()
    assert isinstance(room.panel, NoticePanel)
    room.panel.start.click()
    assert isinstance(room.panel, Sitting)
    room.panel.side.finish.click()
    assert isinstance(room.panel, ReceiptPanel)
    assert len(room.panel.code.text()) == 6
    room.panel.next.click()
    assert isinstance(room.panel, SignInPanel)
    assert room.panel.field.text() == ""


def test_not_me_goes_back_and_starts_nothing(room, hall):
    type_code(room, hall.codes[0])
    room.panel.no.click()
    assert isinstance(room.panel, SignInPanel)
    with room.workspace.read() as session:
        assert session.scalars(select(Attempt)).all() == []


def test_an_unknown_code_is_explained(room):
    type_code(room, "ZZZZZZ")
    assert "ZZZZZZ" in room.sign_in.notice.text()


def test_who_has_handed_in_is_told_the_receipt(room, sitting, hall):
    sitting.hand_in()
    code = room.panel.code.text()
    room.panel.next.click()
    type_code(room, hall.codes[0])
    assert code in room.sign_in.notice.text()


def test_a_click_on_the_row_saves_and_says_so(sitting):
    assert not sitting.header.saved.isVisible()
    row = sitting.question.options[2]
    QTest.mouseClick(row, Qt.MouseButton.LeftButton, pos=row.rect().center())
    assert stored(sitting).questions[0].answer == (row.value,)
    assert sitting.header.saved.tag().text.startswith("✓ 答案已保存 ")


@pytest.mark.parametrize(("key", "place"), [(Qt.Key.Key_2, 1), (Qt.Key.Key_D, 3)])
def test_numbers_and_letters_choose(sitting, key, place):
    QTest.keyClick(sitting, key)
    assert stored(sitting).questions[0].answer == (sitting.question.options[place].value,)


def test_a_single_choice_has_one_answer_and_a_multiple_choice_many(sitting):
    QTest.keyClick(sitting, Qt.Key.Key_A)
    QTest.keyClick(sitting, Qt.Key.Key_B)
    assert [option.isChecked() for option in sitting.question.options] == [0, 1, 0, 0]
    place = go_to(sitting, QuestionType.MULTIPLE_CHOICE)
    for key in (Qt.Key.Key_A, Qt.Key.Key_C, Qt.Key.Key_D, Qt.Key.Key_C):
        QTest.keyClick(sitting, key)
    chosen = {sitting.question.options[n].value for n in (0, 3)}
    assert set(stored(sitting).questions[place].answer) == chosen


def test_true_and_false_are_rows_too(sitting):
    place = go_to(sitting, QuestionType.TRUE_FALSE)
    QTest.keyClick(sitting, Qt.Key.Key_2)
    assert stored(sitting).questions[place].answer == (False,)
    QTest.keyClick(sitting, Qt.Key.Key_T)
    assert stored(sitting).questions[place].answer == (True,)


def test_what_is_written_is_saved_after_a_pause_and_when_leaving(qtbot, sitting):
    place = go_to(sitting, QuestionType.FILL_BLANK)
    first, second = sitting.question.fields
    QTest.keyClicks(first, "5")
    assert not stored(sitting).questions[place].answered
    qtbot.waitUntil(lambda: stored(sitting).questions[place].answered, timeout=5000)
    QTest.keyClicks(second, "abc")
    sitting.go(0)
    assert stored(sitting).questions[place].answer == (["5"], ["abc"])
    sitting.go(place)
    assert [field.text() for field in sitting.question.fields] == ["5", "abc"]


def test_arrows_and_enter_turn_the_page_and_escape_does_nothing(room, sitting):
    QTest.keyClick(sitting, Qt.Key.Key_Right)
    QTest.keyClick(sitting, Qt.Key.Key_Return)
    assert sitting.place == 2
    QTest.keyClick(sitting, Qt.Key.Key_Left)
    assert sitting.place == 1
    QTest.keyClick(sitting, Qt.Key.Key_Escape)
    assert room.isVisible()
    assert room.panel is sitting


def test_the_card_and_the_counts_follow(sitting):
    QTest.keyClick(sitting, Qt.Key.Key_A)
    sitting.flag.click()
    assert sitting.side.counts.text().replace("\u00a0", " ") == "已答 1　标记 1　未答 9"
    assert stored(sitting).questions[0].flagged
    assert sitting.side.card.cells[0].accessibleName() == "第 1 题，已答，已标记"
    sitting.flag.click()
    assert not stored(sitting).questions[0].flagged
    sitting.side.card.cells[6].click()
    assert sitting.place == 6


def test_handing_in_says_what_is_open_and_asks_once(desk, room, sitting):
    desk.dialogs.confirms = False
    QTest.keyClick(sitting, Qt.Key.Key_A)
    sitting.flag.click()
    sitting.side.finish.click()
    (question,) = desk.dialogs.asked
    assert "还有 9 道题没有作答：2、3、4" in question.loss
    assert "有 1 道题标记待查：1。" in question.loss
    assert room.panel is sitting
    desk.dialogs.confirms = True
    sitting.side.finish.click()
    assert isinstance(room.panel, ReceiptPanel)


def test_an_answer_that_cannot_be_saved_is_never_shown_as_saved(sitting, monkeypatch):
    QTest.keyClick(sitting, Qt.Key.Key_A)

    def refuse(*_arguments, **_more):
        raise DiskFull(sitting.workspace.folder)

    monkeypatch.setattr(attempt_keeper, "save_answer", refuse)
    QTest.keyClick(sitting, Qt.Key.Key_B)
    assert sitting.header.saved.tag().text == "✗ 没有保存"
    assert sitting.notice.text()
    assert [option.isChecked() for option in sitting.question.options] == [1, 0, 0, 0]


def test_time_up_saves_what_is_being_written_and_hands_in(room, sitting):
    place = go_to(sitting, QuestionType.FILL_BLANK)
    QTest.keyClicks(sitting.question.fields[0], "5")
    sitting.keeper.stopwatch.used = 45 * 60 + 1
    sitting._tick()
    assert isinstance(room.panel, ReceiptPanel)
    view = stored(sitting)
    assert view.questions[place].answer == (["5"], [""])
    with room.workspace.read() as session:
        assert session.get_one(Attempt, view.attempt_id).state is AttemptState.TIMED_OUT


def test_the_last_minutes_are_announced_once_and_calmly(sitting):
    assert sitting.header.time.text() in ("45:00", "44:59")
    sitting.keeper.stopwatch.used = 41 * 60
    sitting._tick()
    assert sitting.header.time.text() == "04:00"
    assert "自动交卷" in sitting.notice.text()
    sitting.notice.clear()
    sitting._tick()
    assert sitting.notice.text() == ""


def test_somebody_comes_back_to_where_they_were(qtbot, room, sitting, hall):
    QTest.keyClick(sitting, Qt.Key.Key_C)
    sitting.go(4)
    sitting.keeper.stopwatch.used = 600
    room.close()
    again = ExamRoomPage(room.desk, hall.exam_id)
    qtbot.addWidget(again)
    type_code(again, hall.codes[0])
    again.panel.yes.click()
    assert again.panel.start.text() == "继续答题"
    again.panel.start.click()
    assert again.panel.place == 4
    assert again.panel.header.time.text() in ("35:00", "34:59")
    assert again.panel.answers[again.panel.view.questions[0].item_id] == ("C",)
    again._may_close = True


def test_leaving_asks_the_invigilator(desk, room, sitting):
    desk.dialogs.confirms = False
    assert not room.close()
    assert "监考人员" in desk.dialogs.asked[0].title
    assert room.isVisible()
    desk.dialogs.confirms = True
    assert room.close()


def test_larger_words_reach_every_part(sitting):
    small = sitting.question.options[0].heightForWidth(300)
    for _press in range(9):
        sitting.zoom_in()
    assert not sitting.header.larger.isEnabled()
    assert sitting.question.options[0].heightForWidth(300) > small
    assert sitting.question.stem.font().pixelSize() == 44


def test_an_exam_closed_meanwhile_shows_the_receipt(room, sitting, trainer, now):
    QTest.keyClick(sitting, Qt.Key.Key_A)
    with sitting.workspace.begin() as session:
        close_exam(session, exam_id=_exam_of(sitting), by=trainer, at=now)
    assert isinstance(room.panel, ReceiptPanel)
    assert stored(sitting).questions[0].answer != ()


def _exam_of(sitting):
    with sitting.workspace.read() as session:
        return session.get_one(Attempt, sitting.view.attempt_id).exam_id


def test_time_up_while_the_hand_in_question_is_open_hands_in(
    qtbot, desk, room, sitting, monkeypatch
):
    answering, desk.dialogs = desk.dialogs, Dialogs()
    attempt_id = sitting.view.attempt_id

    def run_out() -> None:
        sitting.keeper.stopwatch.used = 45 * 60 + 1

    QTimer.singleShot(50, run_out)
    sitting.side.finish.click()  # comes back when the question is away
    desk.dialogs = answering
    qtbot.waitUntil(lambda: isinstance(room.panel, ReceiptPanel))
    with room.workspace.read() as session:
        assert session.get_one(Attempt, attempt_id).state is AttemptState.TIMED_OUT


def test_the_room_fits_a_screen_enlarged_to_twice_its_size(qapp, room, hall):
    room.resize(683, 384)
    steps = (
        lambda: type_code(room, hall.codes[0]),
        lambda: room.panel.yes.click(),
        lambda: room.panel.start.click(),
        lambda: room.panel.notice.show_text("还有不到 5 分钟。"),
    )
    for step in steps:
        step()
        qapp.processEvents()
        hint = room.panel.minimumSizeHint()
        assert hint.width() <= 683
        assert hint.height() <= 384
        assert (room.width(), room.height()) == (683, 384)
    assert room.panel.side.width() < 200
    room.resize(1366, 768)
    qapp.processEvents()
    assert room.panel.side.width() > 300
