"""What a finger and a screen reader need in the station, at full size and at 200 %."""

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QPlainTextEdit, QWidget

from ui import theme
from ui.exam.contrast import PersonalContrast
from ui.exam.room_page import ExamRoomPage
from ui.exam.sitting import Sitting
from ui.kit import ConfirmDialog
from ui.kit.tones import Tone

FINGER = 44  # pixels; WCAG 2.1, success criterion 2.5.5
CONTROLS = (QAbstractButton, QLineEdit, QPlainTextEdit)


def controls(holder: QWidget) -> list[QWidget]:
    """What a person may touch there; the invigilator's way out is not theirs."""
    away = getattr(holder, "leave", None)
    found = [one for kind in CONTROLS for one in holder.findChildren(kind) if one.isVisible()]
    return [one for one in found if one is not away]


def too_small(holder: QWidget) -> list[str]:
    return [
        f"{type(one).__name__} {one.accessibleName() or one.text()} {one.width()}×{one.height()}"
        for one in controls(holder)
        if min(one.width(), one.height()) < FINGER
    ]


def nameless(holder: QWidget) -> list[str]:
    return [
        f"{type(one).__name__} {one.objectName()}"
        for one in controls(holder)
        if not (one.accessibleName() or (isinstance(one, QAbstractButton) and one.text()))
    ]


def place_in(holder: QWidget, part: QWidget) -> QRect:
    return QRect(part.mapTo(holder, QPoint()), part.size())


@pytest.mark.parametrize("size", [(1366, 768), (683, 384)])
def test_everything_in_the_station_can_be_touched_and_named(qtbot, desk, hall, size):
    room = ExamRoomPage(desk, hall.exam_id)
    qtbot.addWidget(room)
    room.resize(*size)
    room.show()
    QTest.keyClicks(room.sign_in.field, "ZZZZZZ")
    QTest.keyClick(room.sign_in.field, Qt.Key.Key_Return)
    assert room.sign_in.notice.isVisible()
    assert (too_small(room.panel), nameless(room.panel)) == ([], [])
    QTest.keyClicks(room.sign_in.field, hall.codes[0])
    assert (too_small(room.panel), nameless(room.panel)) == ([], [])
    QTest.keyClick(room.sign_in.field, Qt.Key.Key_Return)
    for press in ("yes", "start"):
        assert (too_small(room.panel), nameless(room.panel)) == ([], [])
        getattr(room.panel, press).click()
    sitting = room.panel
    assert isinstance(sitting, Sitting)
    sitting.notice.show_text("还有不到 5 分钟。", Tone.ATTENTION)
    for place in range(len(sitting.view.questions)):
        sitting.go(place)
        qtbot.wait(1)  # the rows of a new question are laid out
        assert (too_small(sitting), nameless(sitting)) == ([], [])
    asked = ConfirmDialog(sitting.hand_in_question())
    qtbot.addWidget(asked)
    asked.show()
    assert (too_small(asked), nameless(asked)) == ([], [])
    sitting.side.finish.click()
    assert (too_small(room.panel), nameless(room.panel)) == ([], [])
    room._may_close = True


def test_the_button_that_starts_the_exam_never_scrolls_away(qtbot, desk, hall):
    room = ExamRoomPage(desk, hall.exam_id)
    qtbot.addWidget(room)
    room.resize(683, 384)
    room.show()
    QTest.keyClicks(room.sign_in.field, hall.codes[0])
    QTest.keyClick(room.sign_in.field, Qt.Key.Key_Return)
    room.panel.yes.click()
    notice = room.panel
    for size in ((683, 384), (1366, 768), (683, 384)):
        room.resize(*size)
        qtbot.waitUntil(lambda: room.rect().contains(place_in(room, notice.start)))
        assert room.window().focusWidget() is notice.start
    room._may_close = True


def test_high_contrast_is_worn_by_one_person_with_what_was_made_larger(qtbot, desk, hall):
    room = ExamRoomPage(desk, hall.exam_id)
    qtbot.addWidget(room)
    room.resize(1366, 768)
    room.show()
    QTest.keyClicks(room.sign_in.field, hall.codes[0])
    QTest.keyClick(room.sign_in.field, Qt.Key.Key_Return)
    room.panel.yes.click()
    room.panel.start.click()
    sitting = room.panel
    sitting.zoom_in()
    size = sitting.question.stem.font().pixelSize()
    qtbot.waitUntil(room.isActiveWindow)
    QTest.keyClick(sitting, Qt.Key.Key_F2)
    qtbot.waitUntil(lambda: theme.name() == "contrast")
    qtbot.waitUntil(lambda: sitting.question.stem.font().pixelSize() == size)
    assert (too_small(sitting), sitting.isVisible()) == ([], True)
    sitting.hand_in()
    assert theme.name() == "contrast"  # the receipt too is read
    room.next_person()
    assert theme.name() == "light"
    room._may_close = True


def test_contrast_put_on_and_off_and_a_machine_that_always_wears_it(qapp):
    contrast = PersonalContrast()
    contrast.reset()
    assert theme.name() == "light"
    contrast.toggle()
    contrast.toggle()
    assert theme.name() == "light"
    theme.wear(qapp, "contrast")
    contrast.toggle()
    assert theme.name() == "light"
    contrast.reset()
    assert theme.name() == "contrast"
    theme.wear(qapp, "light")


def test_on_a_small_screen_keys_scroll_and_what_they_choose_comes_into_sight(qtbot, desk, hall):
    room = ExamRoomPage(desk, hall.exam_id)
    qtbot.addWidget(room)
    room.resize(683, 384)
    room.show()
    room.receive(hall.codes[0])
    room.panel.yes.click()
    room.panel.start.click()
    sitting = room.panel
    bar, last = sitting.question.verticalScrollBar(), sitting.question.options[-1]
    assert bar.value() == 0 < bar.maximum()
    QTest.keyClick(sitting, Qt.Key.Key_Down)
    assert bar.value() > 0
    QTest.keyClick(sitting, Qt.Key.Key_Up)
    assert bar.value() == 0
    QTest.keyClick(sitting, Qt.Key.Key_D)
    assert last.isChecked()
    assert last.visibleRegion().boundingRect().height() == last.height()
    room._may_close = True
