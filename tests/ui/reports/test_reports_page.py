"""报表: the year's hours on screen, and the Excel files made from them."""

from datetime import datetime, timedelta

import pytest
from python_calamine import CalamineWorkbook

from dongan_training import clock
from dongan_training.attendance.models import CheckIn, Method
from dongan_training.training.models import Plan
from tests.certificates.conftest import make_finished
from ui.reports.reports_page import ReportsPage
from ui.reports.wording import moment_words


@pytest.fixture
def finished(workspace, trainer, now, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: now)
    return make_finished(workspace, trainer, now)


@pytest.fixture
def page(qtbot, desk, finished):
    page = ReportsPage(desk)
    qtbot.addWidget(page)
    page.resize(1182, 712)
    page.show()
    qtbot.waitUntil(lambda: not desk.jobs.is_reading)
    return page


def test_everybody_is_listed_with_hours(page):
    assert {one.name: one.earned for one in page.entries.rows} == {
        "欧阳𬱖": 4,
        "陈敏": 4,
        "=1+1": 4,
        "唐丽": 0,
    }
    assert page.chips.button(0).text() == "全部 4"


def test_a_picked_person_shows_where_each_hour_comes_from(page):
    names = [one.name for one in page.entries.rows]
    page.table.pick(names.index("唐丽"))
    assert page.person.told.text() == "已修 0 学时，没有年度指标"
    (line,) = page.person.lines.rows
    assert line.source == "上午 · 第四季度基层党务工作者培训班 · 第1期"
    assert (line.status.value, line.earned) == ("absent", 0)


def test_search_and_chips_narrow_the_list(page):
    page.search.setText("陈")
    assert [one.name for one in page.entries.rows] == ["陈敏"]
    page.search.clear()
    page.chips.button(1).click()
    assert len(page.entries.rows) == 0


def test_the_ledger_is_written_as_shown(qtbot, page, desk, tmp_path):
    desk.dialogs.path = tmp_path / "ledger.xlsx"
    page.export_ledger()
    qtbot.waitUntil(lambda: "已保存到" in page.notice.text())
    assert desk.dialogs.asked == ["2026年度学时台账.xlsx"]
    rows = CalamineWorkbook.from_path(desk.dialogs.path).get_sheet_by_index(0).to_python()
    assert sum(row[6] for row in rows[3:]) == sum(one.earned for one in page.entries.rows)


def test_each_class_of_the_year_can_be_written(qtbot, page, desk, tmp_path):
    desk.dialogs.path = tmp_path / "class.xlsx"
    (action,) = page.classes.actions()
    action.trigger()
    qtbot.waitUntil(lambda: "已保存到" in page.notice.text())
    assert desk.dialogs.asked == ["2026Q4-01 培训班情况表.xlsx"]
    assert CalamineWorkbook.from_path(desk.dialogs.path).sheet_names == ["学员", "汇总", "手工更正"]


def test_a_file_that_cannot_be_written_is_explained(qtbot, page, desk, tmp_path):
    desk.dialogs.path = tmp_path / "gone" / "ledger.xlsx"
    page.export_ledger()
    qtbot.waitUntil(lambda: page.notice.text() != "")
    assert "已保存" not in page.notice.text()


def test_whoever_thinks_better_of_it_writes_nothing(page, desk):
    desk.dialogs.path = None
    page.export_ledger()
    assert desk.jobs.running is None


def test_the_page_follows_the_door(qtbot, page, finished, now):
    page.table.pick(0)
    line = page.person.lines.rows[0]
    with finished.workspace.begin() as session:
        session.add(
            CheckIn(
                lesson_id=line.lesson_id,
                enrolment_id=finished.enrolment("唐丽"),
                at=line.starts_at,
                method=Method.SHEET,
                actor="李老师",
            )
        )
    qtbot.waitUntil(lambda: {one.earned for one in page.entries.rows} == {4}, timeout=15_000)


def test_an_empty_folder_says_what_to_do(qtbot, desk):
    page = ReportsPage(desk)
    qtbot.addWidget(page)
    qtbot.waitUntil(lambda: not desk.jobs.is_reading)
    assert page._state is not None and page._state.text.text() == "还没有人员。"


def test_while_a_year_is_counted_the_page_says_so_and_shows_no_other_years_hours(
    qtbot, page, desk, finished
):
    with finished.workspace.begin() as session:
        session.add(Plan(year=2025))
    qtbot.waitUntil(lambda: page.years.count() == 2)
    page.years.setCurrentIndex(1)
    page.refresh()
    assert page._state is not None and page._state.text.text() == "正在统计 2025 年的学时……"
    page.years.setCurrentIndex(0)  # thought better of it meanwhile
    page.refresh()
    qtbot.waitUntil(lambda: page._state is None)
    assert page.year == 2026 and sum(one.earned for one in page.entries.rows) == 12


def test_an_activity_is_told_by_its_day_alone():
    midnight = datetime(2026, 11, 26).astimezone()
    assert moment_words(midnight) == "11-26"
    assert moment_words(midnight + timedelta(hours=8.5)) == "11-26 08:30"
