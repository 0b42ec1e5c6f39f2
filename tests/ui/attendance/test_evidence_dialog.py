"""A photographed sheet tells by its code which lesson it belongs to."""

from datetime import timedelta

import pytest
import zxingcpp
from PIL import Image

from dongan_training.attendance.queries import lesson_choice
from dongan_training.attendance.sheet_choice import Scope
from dongan_training.attendance.sheet_code import sheet_code
from dongan_training.training import timetable
from dongan_training.training.timetable import LessonFacts
from ui.attendance.attendance_page import AttendancePage
from ui.attendance.evidence_dialog import EvidenceDialog


@pytest.fixture
def dialog(qtbot, desk, hall, watch):
    with desk.workspace.read() as session:
        lesson = lesson_choice(session, hall.lesson_id)
    dialog = EvidenceDialog(desk, lesson)
    qtbot.addWidget(dialog)
    return dialog


@pytest.fixture
def later(desk, hall):
    """A lesson of the same class three days after."""
    starts_at = hall.at(0) + timedelta(days=3)
    facts = LessonFacts("上午", starts_at, starts_at + timedelta(hours=3), 4)
    with desk.workspace.begin() as session:
        return timetable.add_lesson(
            session, class_id=hall.class_id, facts=facts, by=hall.by, at=hall.at(-60)
        )


def photograph(desk, lesson_id, path, scope=Scope.LESSON):
    text = sheet_code(desk.workspace.vault, lesson_id, 1, scope)
    code = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode)
    Image.fromarray(zxingcpp.write_barcode_to_image(code, scale=6)).save(path)
    desk.dialogs.path = path


def test_the_sheet_of_this_lesson_is_kept_without_a_question(dialog, desk, hall, tmp_path):
    photograph(desk, hall.lesson_id, tmp_path / "签到表.png")
    dialog.add_sheet()
    assert dialog.rows.rowCount() == 1 and desk.dialogs.asked == ["添加签到表照片"]


def test_the_sheet_of_the_whole_class_is_kept_on_each_of_its_days_without_a_question(
    dialog, desk, later, tmp_path
):
    photograph(desk, later, tmp_path / "签到表.png", Scope.CLASS)
    dialog.add_sheet()
    assert dialog.rows.rowCount() == 1 and desk.dialogs.asked == ["添加签到表照片"]


def test_the_sheet_of_another_day_is_kept_only_after_a_question(dialog, desk, later, tmp_path):
    photograph(desk, later, tmp_path / "签到表.png")
    desk.dialogs.confirms = False
    dialog.add_sheet()
    assert dialog.rows.rowCount() == 0
    assert "不是这一课" in desk.dialogs.asked[-1].loss
    desk.dialogs.confirms = True
    dialog.add_sheet()
    assert dialog.rows.rowCount() == 1


def test_the_sheet_of_a_lesson_deleted_since_is_kept_only_after_a_question(
    dialog, desk, hall, later, tmp_path
):
    photograph(desk, later, tmp_path / "签到表.png")
    with desk.workspace.begin() as session:
        timetable.remove_lesson(session, lesson_id=later, by=hall.by, at=hall.at(-50))
    desk.dialogs.confirms = False
    dialog.add_sheet()
    assert desk.dialogs.asked[-1].loss.startswith("照片上的签到表属于一节已经删除的课。")
    assert dialog.rows.rowCount() == 0


def test_a_page_opened_at_a_lesson_that_is_deleted_shows_another(qtbot, desk, hall, watch, later):
    page = AttendancePage(desk, later)
    qtbot.addWidget(page)
    assert page.lesson.id == later
    with desk.workspace.begin() as session:
        timetable.remove_lesson(session, lesson_id=later, by=hall.by, at=hall.at(-50))
    page.refresh()
    assert page.lesson.id == hall.lesson_id
