"""Study activities, the shortfall and one person's year, as somebody at the office sees them."""

import pytest
from PySide6.QtCore import QDate, Qt
from python_calamine import CalamineWorkbook

from dongan_training import clock, texts
from dongan_training.attendance.activities import ActivityFacts, record_activity
from dongan_training.attendance.activity_kinds import Kind
from dongan_training.people.models import Person
from dongan_training.reports.ledger import year_ledger
from tests.certificates.conftest import make_finished
from ui.reports.activities_page import ActivitiesPage, _label
from ui.reports.person_year_page import PersonYearPage
from ui.reports.reports_page import ReportsPage
from ui.reports.shortfall_page import ShortfallPage


@pytest.fixture
def finished(workspace, trainer, now, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: now)
    return make_finished(workspace, trainer, now)


@pytest.fixture
def page(qtbot, desk, finished):
    page = ActivitiesPage(desk)
    qtbot.addWidget(page)
    page.show()
    return page


def enter(page, title, names="", **fields):
    page.add.click()
    dialog = page._dialog
    dialog.title.setText(title)
    dialog.names.setPlainText(names)
    for name, value in fields.items():
        getattr(dialog, name).setValue(value)
    dialog.submit.click()
    return dialog


def test_an_activity_is_entered_once_and_counted(page):
    enter(page, "学习条例", "陈敏\n欧阳𬱖", hours=2)
    assert page.notice.text() == "已保存“学习条例”。"
    (row,) = page.rows.rows
    assert (row.title, row.heads, row.hours) == ("学习条例", 2, 2)
    assert page.counts["集中学习研讨"].value.text() == "1"


def test_names_that_fit_nobody_are_told_and_keep_nothing_back(page):
    enter(page, "学习条例", "陈敏\n查无此人")
    assert page.notice.text() == "已保存“学习条例”。查无此人：花名册里没有这个人。"
    assert page.rows.rows[0].named == 1


def test_the_organisation_is_found_by_its_name_and_a_wrong_one_is_told(page):
    page.add.click()
    dialog = page._dialog
    dialog.title.setText("学习条例")
    paths = [dialog.unit.itemText(place) for place in range(dialog.unit.count())]
    assert paths[0] == dialog.unit.currentText() == "全县 / 不限单位"
    dialog.unit.setEditText("查无此支部")
    dialog.submit.click()
    assert dialog.notice.text().startswith("没有选党组织，或者没有叫这个名称的。")
    dialog.unit.setEditText(paths[-1])
    dialog.submit.click()
    assert paths[-1].endswith(page.rows.rows[0].org) and page.rows.rows[0].org


def test_an_activity_of_tomorrow_is_refused_in_the_form(page, now):
    page.add.click()
    dialog = page._dialog
    dialog.title.setText("学习条例")
    dialog.day.setDate(QDate(2026, 11, 24))
    dialog.submit.click()
    assert dialog.notice.text().startswith("活动日期不能是 2026-11-24。")
    dialog.reject()


def test_changing_keeps_the_names_and_removing_can_be_undone(page):
    enter(page, "学习条例", "陈敏")
    page.table.pick(0)
    page.edit.click()
    assert page._dialog.names.toPlainText() == "陈敏"
    page._dialog.title.setText("学习准则")
    page._dialog.submit.click()
    assert [(one.title, one.named) for one in page.rows.rows] == [("学习准则", 1)]
    page.table.pick(0)
    page.remove.click()
    assert page.rows.rowCount() == 0
    page.put_back()
    assert page.rows.rowCount() == 1


def test_a_quarter_shows_only_its_own(page):
    enter(page, "学习条例")
    page.quarter.setCurrentIndex(3)
    page.refresh()
    assert page.rows.rowCount() == 0
    page.quarter.setCurrentIndex(4)
    page.refresh()
    assert page.rows.rowCount() == 1


def test_list_and_counts_are_written(qtbot, page, desk, tmp_path):
    enter(page, "学习条例", heads=46)
    desk.dialogs.path = tmp_path / "activities.xlsx"
    page.export.click()
    qtbot.waitUntil(lambda: "已保存到" in page.notice.text())
    names = CalamineWorkbook.from_path(desk.dialogs.path).sheet_names
    assert names == ["学习活动统计", "分乡镇统计", "活动清单"]


def test_reports_lead_to_activities_shortfall_and_one_person(qtbot, desk, finished):
    page = ReportsPage(desk)
    qtbot.addWidget(page)
    page.show()
    qtbot.waitUntil(lambda: not desk.jobs.is_reading)
    asked = []
    desk.navigator.asked.connect(lambda key, arguments: asked.append((key, sorted(arguments))))
    page.activities.click()
    page.shortfall.click()
    page.table.pick(0)
    page.person.whole.click()
    assert asked == [
        ("activities", []),
        ("shortfall", ["year"]),
        ("person-year", ["person_id", "year"]),
    ]


def test_one_persons_year_is_shown_and_printed(qtbot, desk, finished, now, trainer):
    with desk.workspace.read() as session:
        entries = year_ledger(session, year=2026, now=now)
    person = next(one for one in entries if one.name == "陈敏")
    with desk.workspace.begin() as session:
        facts = ActivityFacts(
            "集中学习研讨", "学习条例", clock.local(now).date(), 2, person_ids=(person.person_id,)
        )
        record_activity(session, facts=facts, by=trainer, at=now)
    page = PersonYearPage(desk, person.person_id, 2026)
    qtbot.addWidget(page)
    page.show()
    assert (page.earned.value.text(), page.lines.rowCount()) == ("6", 2)
    assert "在参加人员名单中" in [one.explanation for one in page.lines.rows]
    page.print.click()
    qtbot.waitUntil(lambda: bool(page.shown.sheets), timeout=20_000)
    page.shown.reject()


def test_who_is_short_is_listed_by_township_with_what_a_class_would_cure(
    qtbot, desk, finished, tmp_path
):
    page = ShortfallPage(desk, 2026)
    qtbot.addWidget(page)
    page.show()
    assert page._state is not None and page._state.text.text() == "正在统计 2026 年的学时……"
    qtbot.waitUntil(lambda: page._state is None)
    assert [one.people for one in page.townships.rows] == []
    with desk.workspace.begin() as session:
        for person in session.query(Person):
            person.categories = ["支部书记"]
    page.refresh()
    qtbot.waitUntil(lambda: page.people.rowCount() == 4)
    assert sum(one.behind for one in page.townships.rows) == page.people.rowCount() == 4
    assert page.told.text() == "4 人中 4 人未达标；上完 8 学时后 0 人达标，仍差 180 学时"
    page.hours.setValue(56)
    assert "4 人达标，仍差 0 学时" in page.told.text()
    desk.dialogs.path = tmp_path / "short.xlsx"
    page.export.click()
    qtbot.waitUntil(lambda: "已保存到" in page.notice.text())


def test_the_list_is_searched_and_sorted_where_it_is_stored(page):
    for title, hours in (("读书会", 1), ("读书月", 3), ("观看警示片", 2)):
        enter(page, title, hours=hours)
    page.search.setText("读书")
    assert [one.title for one in page.rows.rows] == ["读书月", "读书会"]
    assert page.rows.total == 3
    page.table.sortByColumn(6, Qt.SortOrder.AscendingOrder)
    assert [one.hours for one in page.rows.rows] == [1, 3]
    page.search.clear()
    assert [one.hours for one in page.rows.rows] == [1, 2, 3]
    assert page.counts["集中学习研讨"].value.text() == "3"


@pytest.fixture
def english():
    texts.use_language("en")
    yield
    texts.use_language("zh")


def test_kinds_are_told_in_english_too(english):
    talks, own = Kind("宣讲", "场", counts_heads=True), Kind("院坝会", "次")
    assert _label(talks) == "Public talks (sessions / attendances)"
    assert _label(own) == "院坝会 (times)"
