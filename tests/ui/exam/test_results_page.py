"""The analysis in the window: tables behind chips, one question in a dialog, Excel."""

from dataclasses import replace

import pytest

from tests.exam.test_analysing import crowd, sit_exam  # noqa: F401  a fixture
from ui.exam.analysis_tables import FORM_COLUMN, FORMS, HINTS, UNITS, YEARS
from ui.exam.question_history_page import QuestionHistoryPage
from ui.exam.results_page import ResultsPage

# ruff: noqa: F811  pytest hands fixtures over by their names


@pytest.fixture
def page(desk, hall, crowd, trainer, now, qtbot):
    wrongs = [n % 8 for n in range(24)]
    sit_exam(desk.workspace, hall.exam_id, crowd, wrongs, by=trainer, at=now)
    page = ResultsPage(desk, hall.exam_id)
    qtbot.addWidget(page)
    page.show()
    return page


def test_each_chip_shows_its_table(page, qtbot):
    tables = page.tables
    assert tables.items.rowCount() == 10
    tables.chips.button(FORMS).click()
    assert [one.name for one in tables.forms.rows] == ["A", "B"]
    assert tables.pile.currentIndex() == FORMS
    tables.chips.button(UNITS).click()
    assert sum(one.taken for one in tables.units.rows) == 24
    tables.chips.button(YEARS).click()
    assert [one.taken for one in tables.years.rows] == [24]
    assert not page.note.isVisible()
    tables.chips.button(HINTS).click()
    qtbot.waitUntil(lambda: "276 对答卷" in page.note.text())
    assert "不是结论" in page.note.text()
    assert tables.hints.rowCount() == 0


def test_questions_are_told_apart_by_form_where_forms_have_their_own(page):
    found, table = page.found, page.item_table
    assert table.isColumnHidden(FORM_COLUMN)
    first, *rest = found.items
    page.tables.show(replace(found, items=(replace(first, form="B"), *rest)))
    assert not table.isColumnHidden(FORM_COLUMN)
    assert page.items.rows[0].form == "B"


def test_a_question_is_shown_with_who_chose_what(page):
    item = next(one for one in page.items.rows if one.options and one.facility < 1)
    page.item_table.opened.emit(item)
    assert [one.label for one in page.dialog.options.rows][:2] in (["A", "B"], ["√", "×"])
    assert any(one.is_key for one in page.dialog.options.rows)
    assert "区分度 D" in page.dialog.figures.text()
    asked = []
    page.navigator.asked.connect(lambda key, arguments: asked.append((key, arguments)))
    page.dialog.history.click()
    assert asked == [("question-history", {"question_id": item.question_id})]


def test_the_history_of_a_question_leads_back_to_its_exams(page, desk, qtbot):
    item = page.items.rows[0]
    history = QuestionHistoryPage(desk, item.question_id)
    qtbot.addWidget(history)
    history.show()
    qtbot.waitUntil(lambda: history.uses.rowCount() == 1)
    assert history.stem.text() == item.stem
    assert history.figures["taken"].value.text() == "24 人"
    asked = []
    desk.navigator.asked.connect(lambda key, arguments: asked.append((key, arguments)))
    history.table.opened.emit(history.uses.rows[0])
    assert asked == [("exam-results", {"exam_id": page.exam_id})]


def test_the_analysis_is_exported_as_excel(page, desk, tmp_path):
    desk.dialogs.path = tmp_path / "analysis.xlsx"
    page.export()
    assert page.notice.text() == "已写入“analysis.xlsx”。"
    assert desk.dialogs.path.read_bytes().startswith(b"PK")
