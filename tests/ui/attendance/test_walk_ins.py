"""People on no list and groups, as somebody at the desk deals with them."""

import pytest
from PySide6.QtCore import Qt

from dongan_training.people.models import Person
from ui.attendance.attendance_page import AttendancePage
from ui.attendance.by_name_dialog import ByNameDialog


@pytest.fixture
def page(qtbot, desk, hall, watch):
    page = AttendancePage(desk)
    qtbot.addWidget(page)
    page.show()
    return page


def shown(page):
    return {row.name: row.explanation for row in page.people.rows}


def test_a_walk_in_is_registered_with_the_keyboard_and_matched_later(qtbot, page, hall):
    page.more.walk_in.trigger()
    dialog = page._dialog
    dialog.name.setText("何婷")  # QTest types no Chinese
    dialog.said.setText("芦洪市镇")
    qtbot.keyClick(dialog.said, Qt.Key.Key_Return)
    assert page.notice.text() == "何婷　08:27:00 签到成功"
    assert shown(page)["何婷"] == "08:27 到"
    with hall.workspace.begin() as session:
        session.add(Person(name="何婷婷", post="组织委员"))
    page.more.walk_ins.trigger()
    dialog = page._dialog
    assert [row.said for row in dialog.rows.rows] == ["芦洪市镇"]
    dialog.search.setText("何婷婷")
    qtbot.waitUntil(lambda: dialog.people.rowCount() == 1)
    dialog.same.click()
    assert [row.is_matched for row in dialog.rows.rows] == [True]
    dialog.accept()
    assert shown(page)["何婷婷"] == "08:27 到"


def test_the_roll_is_asked_while_a_name_is_typed(qtbot, page, hall):
    with hall.workspace.begin() as session:
        session.add(Person(name="何婷", post="组织委员"))
    page.more.walk_in.trigger()
    dialog = page._dialog
    assert not dialog.known.isEnabled()
    dialog.name.setText("何婷")
    qtbot.waitUntil(lambda: dialog.known.count() == 2)
    assert dialog.known.itemText(1) == "何婷　组织委员"
    dialog.reject()


def test_at_the_door_a_name_nobody_has_becomes_a_walk_in(qtbot, page, desk, hall):
    page.by_name.click()
    dialog = page._dialog
    assert isinstance(dialog, ByNameDialog)
    dialog.search.setText("何婷")
    assert dialog.nobody.text.text() == "名单上没有“何婷”，按回车登记为临时学员。"
    qtbot.keyClick(dialog.search, Qt.Key.Key_Return)
    walk_in = next(one for one in dialog.children() if hasattr(one, "said"))
    assert walk_in.name.text() == "何婷"
    assert walk_in.isVisible(), "the same press of Enter must not register a name mistyped"
    walk_in.submit.click()
    assert page.notice.text() == "何婷　08:27:00 签到成功"


@pytest.mark.parametrize("button", ["by_name", "walk_in"])
def test_a_gun_used_in_a_dialog_of_the_page_is_answered_on_the_page(qtbot, page, hall, button):
    (page.by_name.click if button == "by_name" else page.more.walk_in.trigger)()
    field = page._dialog.search if button == "by_name" else page._dialog.name
    qtbot.keyClicks(field, hall.codes["陈敏"])
    assert page.notice.text() == "陈敏　08:27:00 签到成功"
    assert shown(page)["陈敏"] == "08:27 到"
    assert field.text() == ""
    page._dialog.reject()


def test_a_pasted_list_signs_a_group_in(page):
    page.more.group.trigger()
    dialog = page._dialog
    dialog.names.setPlainText("陈敏\n王芳\n何婷")
    dialog.mark.click()
    assert dialog.notice.text() == "不在名单上或者已经签到：何婷"
    assert dialog.submit.text() == "集体签到 2 人"
    dialog.submit.click()
    assert page.notice.text() == "集体签到 2 人。"
    assert shown(page)["陈敏"] == shown(page)["王芳"] == "08:27 到"


def test_escape_asks_before_a_group_that_was_marked_is_forgotten(qtbot, page):
    page.more.group.trigger()
    dialog = page._dialog
    dialog.table.selectAll()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible() and dialog.asking.isVisible()
    dialog.asking.reject()
    dialog.table.clearSelection()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
