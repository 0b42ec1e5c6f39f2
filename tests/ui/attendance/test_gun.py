"""A scanner gun at the door desk: it types, wherever the keyboard is."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from dongan_training.attendance.models import Direction, Method
from tests.ui.attendance.conftest import gun, stored
from ui.attendance.walk_in_dialog import WalkInDialog


@pytest.mark.parametrize("end", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab, None])
def test_a_gun_may_end_a_code_with_enter_with_tab_or_with_nothing(qtbot, door, hall, end):
    for name in ("陈敏", "王芳"):
        gun(qtbot, hall.codes[name], end)
    assert [name for name, _method, _direction in stored(hall)] == ["陈敏", "王芳"]
    assert [row.name for row in door.scans.rows] == ["王芳", "陈敏"]


def test_input_methods_are_off_and_a_full_width_code_is_understood_all_the_same(qtbot, door, hall):
    assert not door.eye.field.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
    for sign in hall.codes["陈敏"].lower().replace(".", "。"):
        key = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, sign)
        QApplication.sendEvent(door.eye.field, key)
    assert [row.name for row in door.scans.rows] == ["陈敏"]


def test_the_keyboard_always_comes_back_to_the_scan_field(qtbot, door, hall):
    for widget in (door.table, door.card, door.eye.view, door.eye.way_out, door.head.exit):
        qtbot.mouseClick(
            widget, Qt.MouseButton.LeftButton
        ) if widget is not door.head.exit else None
        widget.setFocus()
        qtbot.waitUntil(lambda: QApplication.focusWidget() is door.eye.field)
    door.eye.way_out.setChecked(False)
    gun(qtbot, hall.codes["陈敏"])
    assert [row.name for row in door.scans.rows] == ["陈敏"]


def test_tab_does_not_leave_the_field(qtbot, door):
    for key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
        qtbot.keyClick(door.eye.field, key)
        assert QApplication.focusWidget() is door.eye.field
    assert door.scans.rowCount() == 0


def test_after_the_name_dialog_the_gun_works_at_once(qtbot, door, hall):
    qtbot.keyClick(door.eye.field, Qt.Key.Key_F3)
    qtbot.waitUntil(lambda: door.dialog is not None and door.dialog.isVisible())
    qtbot.keyClick(door.dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is door.eye.field)
    gun(qtbot, hall.codes["陈敏"])
    assert [row.name for row in door.scans.rows] == ["陈敏"]


def test_a_gun_used_while_the_name_dialog_is_open_still_checks_in(qtbot, door, hall):
    door.ask_name()
    qtbot.keyClicks(door.dialog.search, hall.codes["陈敏"])
    qtbot.keyClick(door.dialog.search, Qt.Key.Key_Return)
    assert stored(hall) == [("陈敏", Method.SCANNER, Direction.IN)]
    assert not door.dialog.isVisible()


def test_a_gun_used_while_a_button_of_the_name_dialog_has_the_keyboard_checks_in(qtbot, door, hall):
    door.ask_name()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is door.dialog.search)
    door.dialog.stranger.setFocus()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is door.dialog.stranger)
    gun(qtbot, hall.codes["陈敏"], end=None)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is door.eye.field)
    qtbot.keyClick(door.eye.field, Qt.Key.Key_Return)
    assert stored(hall) == [("陈敏", Method.SCANNER, Direction.IN)]
    assert not door.dialog.isVisible()
    assert not door.dialog.findChildren(WalkInDialog)


@pytest.mark.parametrize("part", ["name", "said", "cancel"])
def test_a_gun_used_over_the_form_for_a_walk_in_checks_in_and_leaves_the_form_as_it_was(
    qtbot, door, hall, part
):
    door.ask_name()
    door.dialog.search.setText("何婷")
    door.dialog.let_in()
    form = door.dialog.findChild(WalkInDialog)
    form.said.setText("樟木村")
    getattr(form, part).setFocus()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is getattr(form, part))
    gun(qtbot, hall.codes["陈敏"])
    assert stored(hall) == [("陈敏", Method.SCANNER, Direction.IN)]
    assert (form.isVisible(), form.name.text(), form.said.text()) == (True, "何婷", "樟木村")
    assert form.notice.text() == "陈敏　08:27:00 签到成功"
    assert door.card.message.headline == "陈敏"
    form.submit.click()
    assert [name for name, _method, _direction in stored(hall)] == ["陈敏", "何婷"]


def test_a_gun_used_while_the_camera_menu_is_open_checks_in(qtbot, door, hall):
    qtbot.keyClicks(door.eye.menu, hall.codes["陈敏"])
    assert stored(hall) == [("陈敏", Method.SCANNER, Direction.IN)]
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert [row.name for row in door.scans.rows] == ["陈敏"]
