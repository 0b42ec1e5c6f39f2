"""Lessons by day, with the keyboard alone."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt

from dongan_training import clock
from ui.training.calendar_page import WEEK, CalendarPage


@pytest.fixture
def page(qtbot, desk, planned):
    page = CalendarPage(desk)
    qtbot.addWidget(page)
    page.resize(1180, 700)
    page.show()
    return page


@pytest.fixture
def asked(page):
    asked = []
    page.navigator.asked.connect(lambda key, arguments: asked.append((key, arguments)))
    return asked


def test_the_arrow_keys_go_from_day_to_day_and_enter_opens_the_class(qtbot, page, planned, asked):
    assert page.grid.day == clock.local(clock.now()).date()
    assert page.table._empty.isVisible()
    qtbot.keyClick(page.grid, Qt.Key.Key_Left)  # the lessons of the fixture were yesterday
    assert [(one.title, one.venues) for one in page.rows.rows] == [
        ("上午", ("三楼会议室",)),
        ("下午", ("三楼会议室",)),
    ]
    assert "第四季度培训班 · 第1期" in page.grid.accessibleDescription()
    qtbot.keyClick(page.grid, Qt.Key.Key_Return)
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert asked == [("class", {"class_id": planned.class_id, "tab": "timetable"})]


def test_pages_turn_by_months_and_by_weeks_and_home_comes_back(qtbot, page):
    today = page.grid.today
    qtbot.keyClick(page.grid, Qt.Key.Key_PageDown)
    assert page.grid.day.month == today.month % 12 + 1
    qtbot.keyClick(page.grid, Qt.Key.Key_PageUp)
    qtbot.keyClick(page.grid, Qt.Key.Key_Home)
    assert page.grid.day == today
    page.views.button(WEEK).click()
    assert (page.grid.span[1] - page.grid.span[0]).days == 6
    qtbot.keyClick(page.grid, Qt.Key.Key_PageDown)
    assert page.grid.day == today + timedelta(days=7)


def test_a_click_chooses_the_day_below_the_pointer(qtbot, page):
    page.views.button(WEEK).click()
    monday = page.grid._cell(0).center()
    qtbot.mouseClick(page.grid, Qt.MouseButton.LeftButton, pos=monday)
    assert page.grid.day == page.grid.span[0]


def test_lessons_a_small_day_has_no_room_for_stand_beside_it(qtbot, page):
    page.resize(660, 320)
    page.grid.resize(600, page.grid.minimumHeight())
    qtbot.keyClick(page.grid, Qt.Key.Key_Left)
    assert [one.title for one in page.grid.hidden()] == ["上午", "下午"]
    page.grid.grab()
    qtbot.keyClick(page.grid, Qt.Key.Key_Left)
    assert page.grid.hidden() == ()
