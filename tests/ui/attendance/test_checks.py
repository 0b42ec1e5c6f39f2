"""Spot checks and signs in the window."""

from PySide6.QtCore import Qt

from dongan_training.attendance.group_sign_in import check_in_group
from dongan_training.attendance.sign_queries import class_signs
from ui.attendance.attendance_page import AttendancePage


def test_names_are_drawn_called_and_the_missing_listed(qtbot, desk, hall, watch):
    page = AttendancePage(desk)
    qtbot.addWidget(page)
    page.show()
    ids = list(hall.enrolments.values())
    with hall.workspace.begin() as session:
        check_in_group(
            session, lesson_id=hall.lesson_id, enrolment_ids=ids, by=hall.by, at=hall.at(-3)
        )
    page.more.spot_check.trigger()
    dialog = page._dialog
    dialog.draw.click()
    assert dialog.notice.text().startswith("抽点只能在上课时间")
    watch.moment = hall.at(60)
    dialog.count.setValue(2)
    qtbot.keyClick(dialog.count, Qt.Key.Key_Return)
    assert dialog.told.text() == "09:30 抽点，2 人待核对"
    dialog.here.click()
    dialog.missing.click()
    assert dialog.told.text() == "09:30 抽点，1 人在场，1 人不在"
    dialog.accept()
    page.more.signs.trigger()
    with hall.workspace.read() as session:
        missing = class_signs(session, class_id=hall.class_id)[0].names
    assert [row.names for row in page._dialog.rows.rows] == [missing]
    page._dialog.accept()
