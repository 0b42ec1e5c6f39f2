import pytest
from PySide6.QtCore import Qt

from dongan_training.overall.composing import weights_of
from dongan_training.overall.weighing import Part, Source
from tests.overall.conftest import give, weighed  # noqa: F401  fixtures
from ui.exam.overall_page import OverallPage
from ui.exam.weights_dialog import WeightsDialog
from ui.kit import Leaving


@pytest.fixture
def page(qtbot, desk, weighed):  # noqa: F811
    page = OverallPage(desk, weighed.class_id)
    qtbot.addWidget(page)
    page.show()
    return page


def shown(page):
    return {one.name: one.overall for one in page.lines.rows}


def test_a_class_without_an_overall_result_says_what_to_do(qtbot, desk, hall):
    page = OverallPage(desk, hall.class_id)
    qtbot.addWidget(page)
    page.show()
    assert page.table is None
    page.change_weights()
    page.dialog.submit.click()
    assert page.told.text() == "考试 60% + 平时 40%　及格线 60　6 人还没有齐"
    assert page.notice.text() == "已保存。"


def test_columns_follow_the_parts(page, desk):
    titles = [one.title for one in page.lines.columns]
    assert titles[4:7] == ["考试 60%", "平时 40%", "总评"]
    page.change_weights()
    page.dialog.parts[0].weight.setValue(50)
    page.dialog.parts[1].weight.setValue(30)
    third = page.dialog.parts[2]
    third.show_part(Part("考勤", Source.HOURS, 20))
    page.dialog.submit.click()
    assert [one.title for one in page.lines.columns][6] == "考勤 20%"


def test_daily_marks_are_typed_one_after_the_other_and_saved_in_one_go(page, qtbot):
    page.give()
    dialog = page.dialog
    for points in ("90", "70"):
        dialog.field.selectAll()
        qtbot.keyClicks(dialog.field, points)
        qtbot.keyClick(dialog.field, Qt.Key.Key_Return)
    assert dialog.who.text() == "3 号　唐建国"
    dialog.submit.click()
    assert shown(page)["陈敏"] == 96
    assert shown(page)["欧阳𬱖"] == 58
    assert shown(page)["唐建国"] is None


def test_daily_marks_are_read_from_a_table_and_shown_before_they_are_saved(page, desk, tmp_path):
    path = tmp_path / "平时.csv"
    path.write_text("姓名,成绩\n陈敏,85\n没有的人,3\n", encoding="utf-8")
    desk.dialogs.path = path
    page.give()
    page.dialog.read_file()
    assert "第 3 行" in page.dialog.notice.text()
    path.write_text("姓名,成绩\n陈敏,85\n", encoding="utf-8")
    page.dialog.read_file()
    assert "已读入 1 人" in page.dialog.notice.text()
    assert shown(page)["陈敏"] is None
    page.dialog.submit.click()
    assert shown(page)["陈敏"] == 94


def test_daily_marks_that_are_not_saved_are_asked_about(page, desk, qtbot):
    page.give()
    dialog = page.dialog
    dialog.field.setValue(90)
    dialog.give()
    desk.dialogs.leaves = Leaving.STAY
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible() and desk.dialogs.asked == ["平时的 1 个分数"]
    desk.dialogs.leaves = Leaving.SAVE
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible() and shown(page)["陈敏"] == 96
    page.give()
    page.dialog.reject()  # nothing was typed
    assert len(desk.dialogs.asked) == 2


def test_weights_that_do_not_come_to_100_stay_in_the_form(qtbot, desk, weighed):  # noqa: F811
    dialog = WeightsDialog(desk, weighed.class_id)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.parts[0].weight.setValue(70)
    assert dialog.sum.text() == "合计 110%，应当是 100%。"
    dialog.submit.click()
    assert "合计 110%" in dialog.notice.text()
    for fields in dialog.parts:
        fields.weight.setValue(0)
    dialog.submit.click()
    with desk.workspace.read() as session:
        assert weights_of(session, weighed.class_id).parts == ()


def test_the_list_is_saved_as_excel(page, desk, tmp_path):
    desk.dialogs.path = tmp_path / "总评.xlsx"
    page.save_excel()
    assert desk.dialogs.path.stat().st_size > 1000
    assert "总评.xlsx" in page.notice.text()
