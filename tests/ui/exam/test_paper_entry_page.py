import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from sqlalchemy import select

from dongan_training.exam.models import Attempt, PaperEntry
from ui.exam.paper_entry_page import PaperEntryPage

LINE = "B B B B ABD ABD ABD √ √ [五/警告]"


@pytest.fixture
def page(qtbot, desk, hall):
    page = PaperEntryPage(desk, hall.exam_id)
    qtbot.addWidget(page)
    page.show()
    return page


def type_in(page, line):
    page.line.setText(line)  # QTest has no keys for √ and 五
    QTest.keyClick(page.line, Qt.Key.Key_Return)


def test_each_person_is_typed_in_twice_by_the_keyboard_alone(page, workspace):
    assert page.who.text() == "1 号　陈敏"
    type_in(page, LINE)
    assert "第一遍已保存" in page.notice.text()
    assert page.table.current().number == 2
    page.table.pick(0)
    assert page.line.text() == ""
    type_in(page, LINE)
    assert "两遍一致" in page.notice.text()
    assert page.table.current().number == 2
    with workspace.read() as session:
        assert session.scalars(select(Attempt)).one().score > 0
    page.table.pick(0)
    assert not page.line.isEnabled()
    assert page.table.current().progress.text == "已有答卷"


def test_the_line_is_checked_while_it_is_typed(page):
    page.line.setText("BB")
    assert page.state.text() == "已录 2 题，共 10 题"
    assert page.read.text() == "1 B　2 B"
    assert not page.submit.isEnabled()
    page.line.setText("BBZ")
    assert page.state.text() == "第 3 题：“Z”不是 A 到 D 的选项"
    page.line.setText(LINE)
    assert page.submit.isEnabled()


def test_enter_keeps_no_unfinished_line(page, workspace):
    type_in(page, "BB")
    with workspace.read() as session:
        assert session.scalars(select(PaperEntry)).all() == []
    assert page.line.text() == "BB"


def test_differences_name_the_questions_and_stay_with_the_person(page):
    type_in(page, LINE)
    page.table.pick(0)
    type_in(page, f"- {LINE[2:]}")
    assert "与上一遍不同的题：1。" in page.notice.text()
    assert page.table.current().number == 1


def test_what_is_still_to_be_typed_is_found(page):
    type_in(page, LINE)
    page.chips.choose("second")
    assert [one.number for one in page.people.rows] == [1]


def test_a_list_read_anew_does_not_take_away_what_is_being_typed(page):
    page.line.setText("BB")
    page.refresh()
    assert page.line.text() == "BB" and not page.desk.dialogs.asked


def test_choosing_somebody_else_asks_before_half_a_line_is_dropped(page):
    page.line.setText("BB")
    page.desk.dialogs.confirms = False
    page.table.pick(1)
    assert page.table.current().number == 1
    assert (page.who.text(), page.line.text()) == ("1 号　陈敏", "BB")
    page.desk.dialogs.confirms = True
    page.table.pick(1)
    assert page.table.current().number == 2 and page.line.text() == ""


def test_a_line_that_is_not_kept_is_named_and_kept_before_the_page_is_left(page, workspace):
    assert page.unsaved() == ""
    page.line.setText("BB")
    assert page.unsaved() == "陈敏的答题串"
    page.save()
    assert "只有 2 题的答案" in page.notice.text() and page.unsaved()
    page.line.setText(LINE)
    page.save()
    assert page.unsaved() == ""
    with workspace.read() as session:
        assert len(session.scalars(select(PaperEntry)).all()) == 1
