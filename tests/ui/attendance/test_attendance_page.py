"""The page of a lesson's register: what is seen, and what is entered by hand."""

import pytest
from PIL import Image
from PySide6.QtCore import QTime
from sqlalchemy import select

from dongan_training.accounts.models import AuditEntry
from dongan_training.attendance.checkin import check_in_by_name
from dongan_training.attendance.papers import BadgePaper, write_badges
from dongan_training.training.models import Lesson
from ui.attendance.attendance_page import AttendancePage


@pytest.fixture
def page(qtbot, desk, hall, watch):
    page = AttendancePage(desk)
    qtbot.addWidget(page)
    page.resize(1180, 700)
    page.show()
    return page


def arrive(hall, name, minutes):
    with hall.workspace.begin() as session:
        check_in_by_name(
            session,
            enrolment_id=hall.enrolments[name],
            lesson_id=hall.lesson_id,
            by=hall.by,
            at=hall.at(minutes),
        )


def shown(page):
    return {row.name: row.explanation for row in page.people.rows}


def acts(hall):
    with hall.workspace.read() as session:
        return list(session.scalars(select(AuditEntry.act).order_by(AuditEntry.number)))


def pick(page, *names):
    page.table.clearSelection()
    for number, row in enumerate(page.people.rows):
        if row.name in names:
            page.table.selectionModel().select(
                page.people.index(number, 0),
                page.table.selectionModel().SelectionFlag.Select
                | page.table.selectionModel().SelectionFlag.Rows,
            )


def test_the_page_opens_on_todays_next_lesson_and_follows_the_door(page, hall):
    assert page.choice.currentText() == "今天 上午 08:30　第四季度基层党务工作者培训班 · 第2期"
    assert page.expected.value.text() == "4"
    arrive(hall, "陈敏", 11)
    assert shown(page)["陈敏"] == "08:41 到，迟到 11 分钟"
    assert (page.arrived.value.text(), page.missing.value.text()) == ("1", "3")


def test_in_the_afternoon_the_page_opens_on_the_afternoon(qtbot, desk, hall, watch):
    watch.moment = hall.at(300)
    page = AttendancePage(desk)
    qtbot.addWidget(page)
    assert page.lesson.id == hall.afternoon_id


def test_a_lesson_named_by_another_page_is_shown(qtbot, desk, hall, watch):
    page = AttendancePage(desk, lesson_id=hall.afternoon_id)
    qtbot.addWidget(page)
    assert page.lesson.id == hall.afternoon_id


def test_the_button_asks_for_the_door_of_the_lesson_shown(page, hall, qtbot):
    with qtbot.waitSignal(page.navigator.asked) as asked:
        page.open_door.click()
    assert asked.args == ["door", {"lesson_id": hall.lesson_id}]


def test_without_any_lesson_the_page_says_what_to_do(qtbot, desk, workspace):
    page = AttendancePage(desk)
    qtbot.addWidget(page)
    page.show()
    assert page._state.text.text() == "还没有可以签到的课。"
    with qtbot.waitSignal(page.navigator.asked) as asked:
        page._state.buttons[0].click()
    assert asked.args[0] == "training"


def test_chips_show_only_those_they_name(page, hall, watch):
    arrive(hall, "陈敏", 5)
    page.chips[2].click()
    assert list(shown(page)) == ["陈敏"]
    page.chips[0].click()
    page.search.setText("oyw")
    assert list(shown(page)) == ["欧阳𬱖"]


def test_leave_for_several_people_is_entered_once(page, hall):
    pick(page, "王芳", "唐建国")
    page.leave.click()
    page._dialog.reason.setText("县里开会")
    page._dialog.submit.click()
    assert shown(page)["王芳"] == shown(page)["唐建国"] == "已请假"
    assert page.notice.text() == "已准假：唐建国、王芳。"
    assert page.on_leave.value.text() == "2"


def test_leave_only_registered_is_decided_later(page, hall):
    pick(page, "王芳")
    page.leave.click()
    page._dialog.reason.setText("住院")
    page._dialog.decision.setCurrentIndex(1)
    page._dialog.submit.click()
    assert page.on_leave.value.text() == "0"
    assert page.notice.text() == "已登记请假，待批准：王芳。"
    assert shown(page)["王芳"] == "还没有签到；请假待批准"
    leave = page.chips[3]
    assert leave.text() == "请假 1"
    leave.click()
    assert [row.name for row in page.people.rows] == ["王芳"]
    pick(page, "王芳")
    page.leave.click()
    page._dialog.submit.click()
    assert page.on_leave.value.text() == "1"
    assert acts(hall) == ["leave.approved"]


def test_a_missing_reason_is_told_in_the_dialog_and_nothing_is_saved(page, hall):
    pick(page, "王芳")
    page.leave.click()
    page._dialog.submit.click()
    assert page._dialog.notice.text().startswith("请假需要写明事由。")
    assert shown(page)["王芳"] == "还没有签到"
    page._dialog.reject()


def test_after_a_power_cut_the_paper_sheet_is_entered(page, hall, watch):
    watch.moment = hall.at(170)
    page.refresh()
    pick(page, "王芳", "陈敏")
    page.enter.click()
    page._dialog.time.setTime(QTime(8, 25))
    page._dialog.reason.setText("停电，按纸质签到表补录")
    page._dialog.submit.click()
    assert shown(page)["王芳"] == shown(page)["陈敏"] == "08:25 到；补录：停电，按纸质签到表补录"
    assert acts(hall) == ["attendance.from_sheet"] * 2


def test_one_wrong_line_of_a_paper_sheet_saves_none(page, hall, watch):
    watch.moment = hall.at(170)
    page.refresh()
    pick(page, "王芳", "陈敏")
    page.enter.click()
    page._dialog.time.setTime(QTime(7, 0))
    page._dialog.reason.setText("停电")
    page._dialog.submit.click()
    assert page._dialog.notice.text().startswith("补录的到课时间 07:00 不在这一课的")
    page._dialog.reject()
    assert acts(hall) == []


def test_a_wrong_arrival_is_taken_back(page, hall):
    arrive(hall, "王芳", -5)
    pick(page, "王芳")
    page.take_back.click()
    page._dialog.reason.setText("选错了人")
    page._dialog.submit.click()
    assert shown(page)["王芳"] == "还没有签到"
    assert page.arrived.value.text() == "0"


def test_only_what_makes_sense_can_be_pressed(page, hall, watch):
    page.table.clearSelection()
    assert not any(one.isEnabled() for one in (page.enter, page.leave, page.take_back))
    arrive(hall, "王芳", -5)
    pick(page, "王芳")
    assert page.take_back.isEnabled()
    assert not page.enter.isEnabled()
    watch.moment = hall.at(181)
    page.refresh()
    assert not page.open_door.isEnabled()
    assert page.by_name.isHidden()


def test_somebody_is_let_in_by_name_and_the_answer_told(page, hall):
    page.by_name.click()
    page._dialog.search.setText("cm")
    page._dialog.submit.click()
    assert page.notice.text() == "陈敏　08:27:00 签到成功"


def test_a_picture_of_badges_checks_all_of_them_in(qtbot, page, desk, hall, tmp_path):
    path = tmp_path / "badges.pdf"
    with hall.workspace.begin() as session:
        paper = BadgePaper(hall.class_id, path)
        write_badges(session, paper=paper, by=hall.by, at=hall.at(-60))
    desk.dialogs.path = path
    page.more.scan.trigger()
    qtbot.waitUntil(lambda: bool(page.notice.text()))
    assert page.notice.text() == "“badges.pdf”：签到 4 人。"
    assert page.arrived.value.text() == "4"


def test_a_file_that_is_no_picture_is_told(qtbot, page, desk, tmp_path):
    desk.dialogs.path = tmp_path / "broken.png"
    desk.dialogs.path.write_bytes(b"broken")
    page.more.scan.trigger()
    qtbot.waitUntil(lambda: bool(page.notice.text()))
    assert page.notice.text().startswith("“broken.png”不是能读的图片或 PDF")


def test_a_changed_lesson_shows_at_once(page, hall):
    with hall.workspace.begin() as session:
        session.get_one(Lesson, hall.lesson_id).title = "第一讲"
    assert "第一讲" in page.choice.currentText()


def test_the_sign_in_sheet_is_shown_before_it_is_printed(qtbot, page):
    page.sheet.click()
    window = page._dialog
    qtbot.waitUntil(lambda: bool(window.sheets), timeout=20_000)
    assert len(window.sheets) == 1
    window.reject()


def test_a_photograph_of_the_sheet_is_kept_and_looked_at_later(page, desk, hall, watch, tmp_path):
    watch.moment = hall.at(170)
    page.refresh()
    desk.dialogs.path = tmp_path / "签到表.png"
    Image.new("RGB", (60, 80), "white").save(desk.dialogs.path)
    pick(page, "王芳")
    page.enter.click()
    page._dialog.photo.choose.click()
    page._dialog.reason.setText("停电")
    page._dialog.submit.click()
    page.more.evidence.trigger()
    assert [row.name for row in page._dialog.rows.rows] == ["签到表.png"]
    desk.dialogs.path = tmp_path / "out.png"
    page._dialog.save.click()
    assert desk.dialogs.path.read_bytes() == (tmp_path / "签到表.png").read_bytes()
    page._dialog.accept()


def test_a_file_that_is_no_photograph_saves_no_leave_either(page, desk, tmp_path):
    desk.dialogs.path = tmp_path / "证明.png"
    desk.dialogs.path.write_bytes(b"broken")
    pick(page, "王芳")
    page.leave.click()
    page._dialog.photo.choose.click()
    page._dialog.reason.setText("住院")
    page._dialog.submit.click()
    assert page._dialog.notice.text().startswith("“证明.png”不是能读的照片")
    page._dialog.reject()
    assert page.on_leave.value.text() == "0"
