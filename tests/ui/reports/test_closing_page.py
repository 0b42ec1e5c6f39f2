"""Closing a class in the window: what is lacking, the forms, and the archive."""

import zipfile

import pytest

from dongan_training import clock
from dongan_training.reports.closing import ItemKind
from tests.certificates.conftest import make_finished
from ui.reports.closing_page import ClosingPage


@pytest.fixture
def page(qtbot, desk, workspace, trainer, now, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: now)
    finished = make_finished(workspace, trainer, now)
    page = ClosingPage(desk, finished.class_id)
    qtbot.addWidget(page)
    page.show()
    return page


def test_forms_are_typed_in_one_after_the_other(qtbot, page):
    assert page.told.text() == "还缺 3 项"
    page.activateWindow()
    page.buttons[ItemKind.EVALUATION].setFocus()
    page.evaluate()
    dialog = page.dialog
    for typed in ("44444 讲得好", "33333"):
        dialog.typed.setText(typed)
        dialog.typed.returnPressed.emit()
        assert dialog.typed.text() == ""
    assert dialog.count.text() == "已录入 2 份　总体满意率 100.0%"
    dialog.typed.setText("44")
    dialog.enter.click()
    assert dialog.notice.text().startswith("“44”不是一份问卷：应有 5 个 0 至 4 的数字。")
    dialog.undo.click()
    assert dialog.count.text() == "已录入 1 份　总体满意率 100.0%"
    dialog.form.click()
    qtbot.waitUntil(lambda: bool(dialog.shown.sheets), timeout=20_000)
    assert dialog.shown.parent() is dialog  # in front of it, not behind
    dialog.shown.reject()
    dialog.typed.setText("444")
    dialog.reject()
    assert dialog.isVisible() and dialog.asking.isVisible()
    dialog.asking.reject()
    dialog.typed.clear()
    dialog.accept()
    qtbot.waitUntil(lambda: page.told.text() == "还缺 2 项")
    assert page.focusWidget() is page.buttons[ItemKind.EVALUATION]


def test_a_line_leads_to_where_it_is_done(page, desk):
    asked = []
    desk.navigator.asked.connect(lambda key, arguments: asked.append(key))
    for button in list(page.buttons.values()):
        if button.text() != "录入问卷":
            button.click()
    assert asked == [
        *("class", "class", "attendance", "attendance"),
        *("class", "exam-results", "certificates"),
    ]


def test_closing_asks_when_something_is_lacking_and_writes_the_archive(qtbot, page, desk, tmp_path):
    desk.dialogs.confirms = False
    page.close_button.click()
    assert len(desk.dialogs.asked) == 1
    desk.dialogs.confirms, desk.dialogs.path = True, tmp_path / "archive.zip"
    page.close_button.click()
    qtbot.waitUntil(lambda: "已结班" in page.notice.text(), timeout=20_000)
    assert zipfile.is_zipfile(tmp_path / "archive.zip")
    qtbot.waitUntil(lambda: "当时缺：考试、证书、满意度。" in page.closed.text())
    assert page.close_button.text() == "重新归档"
    assert page._whole() == "资料齐全，已经结班"
