"""A roll under review: problems first, questions by keyboard, nothing stored unasked."""

import pytest
from PySide6.QtCore import Qt

from dongan_training import paths
from dongan_training.people import queries, roll
from dongan_training.people.roster import RosterOutdated
from dongan_training.people.roster_plan import Choice
from dongan_training.people.roster_sheet import RosterHeadMissing
from dongan_training.people.searching import Wanted
from ui.kit import EmptyState, ErrorState
from ui.people.import_page import RosterImportPage

FAULTY = paths.resource("samples", "人员名册-有错.xlsx")


@pytest.fixture
def review(qtbot, desk, now):
    """Open the review of a roll, and wait until it has been read."""

    def review(path):
        page = RosterImportPage(desk, path, now)
        qtbot.addWidget(page)
        page.resize(1180, 700)
        page.show()
        qtbot.waitUntil(lambda: desk.jobs.running is None)
        return page

    return review


def stored(workspace):
    with workspace.read() as session:
        return [one.name for one in queries.find_people(session, Wanted()).people]


def state(page):
    return page._state


def test_problems_stand_first_with_reasons_and_nothing_is_stored_yet(review, workspace):
    page = review(FAULTY)
    tags = [one.tag.text for one in page.rows.rows]
    assert tags == ["有问题"] * 9 + ["待确认"] * 2 + ["新增"] * 4
    assert page.rows.rows[0].remark == "身份证号校验码不对，有数字填错了"
    assert page.confirm.text() == "导入 4 人"
    assert page.chips["problem"].text() == "有问题 9"
    assert stored(workspace) == []


def test_a_question_is_answered_by_a_digit_and_the_next_one_waits(qtbot, review):
    page = review(FAULTY)
    page.table.pick(9)
    assert list(page.panel.buttons) == [Choice.SAME, Choice.SKIP]
    qtbot.keyClick(page.table, Qt.Key.Key_1)
    assert page.table.current().number == 17
    qtbot.keyClick(page.table, Qt.Key.Key_2)
    assert set(page.choices.values()) == {Choice.SAME, Choice.NEW}
    assert page.confirm.text() == "导入 6 人"
    assert page.rows.rows[9].tag.text == "同一个人"


def test_a_question_is_answered_by_a_click(qtbot, review):
    page = review(FAULTY)
    page.table.pick(9)
    qtbot.mouseClick(page.panel.buttons[Choice.SKIP], Qt.MouseButton.LeftButton)
    assert list(page.choices.values()) == [Choice.SKIP]


def test_a_chip_shows_one_kind_of_rows(qtbot, review):
    page = review(FAULTY)
    qtbot.mouseClick(page.chips["question"], Qt.MouseButton.LeftButton)
    assert [one.number for one in page.rows.rows] == [7, 17]
    qtbot.mouseClick(page.chips[""], Qt.MouseButton.LeftButton)
    assert len(page.rows.rows) == 15


def test_import_stores_what_was_agreed_and_says_it_afterwards(qtbot, desk, review, workspace):
    page = review(FAULTY)
    qtbot.mouseClick(page.confirm, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: desk.jobs.running is None)
    assert isinstance(state(page), EmptyState)
    assert state(page).text.text() == "已导入：新增 4 人，更新 0 人。"
    assert len(stored(workspace)) == 4
    state(page).buttons[1].click()
    page.dialog.undo_import()
    assert stored(workspace) == []


def test_what_would_change_is_shown_beside_what_is_known(review, people, write_roll):
    page = review(
        write_roll(("陈敏", "431122196410249987", "白牙市镇", "莲塘村党总支", "主任", ""))
    )
    assert (page.rows.rows[0].tag.text, page.rows.rows[0].remark) == ("更新", "职务")
    shown = " ".join(one.text() for one in page.panel.findChildren(type(page.remark)))
    assert "书记" in shown and "主任" in shown
    assert "19641024" not in shown


def test_nothing_to_import_leaves_the_button_grey(review, people, write_roll):
    page = review(write_roll(("欧阳𬱖", "", "横塘镇", "机关支部", "干事", "")))
    assert [one.tag.text for one in page.rows.rows] == ["已不在名册", "不变"]
    assert not page.confirm.isEnabled()


def test_a_file_that_is_no_roll_is_explained_with_a_way_on(review, tmp_path):
    path = tmp_path / "账本.csv"
    path.write_text("日期,金额\n1,2\n", encoding="utf-8")
    page = review(path)
    assert isinstance(state(page), ErrorState)
    assert state(page).text.text() == RosterHeadMissing("账本.csv").told()


def test_a_roll_changed_meanwhile_is_read_again(
    qtbot, desk, review, write_roll, workspace, trainer, now
):
    page = review(write_roll(("王芳", "", "横塘镇", "机关支部", "", "13900000000")))
    with workspace.begin() as session:
        typed = {"name": "李强", "township": "横塘镇"}
        roll.add_person(session, typed=typed, by=trainer, at=now)
    page.import_agreed()
    qtbot.waitUntil(lambda: desk.jobs.running is None)
    assert state(page).text.text() == RosterOutdated("名册.xlsx").told()
    qtbot.mouseClick(state(page).buttons[0], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: desk.jobs.running is None)
    assert page.confirm.text() == "导入 1 人"
    assert stored(workspace) == ["李强"]
