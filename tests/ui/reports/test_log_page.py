"""The operation log in the window: reached from the settings, searched, and written out."""

from datetime import timedelta

from dongan_training import clock
from dongan_training.accounts import audit
from tests.ui.conftest import FakeDialogs
from ui.reports.log_page import LogPage
from ui.settings.settings_page import SettingsPage


def test_the_log_is_shown_by_day_and_area_searched_and_written(qtbot, desk, tmp_path):
    now = clock.now()
    acts = (("exam.open", "期末", 0), ("badge.issue", "首批", 0), ("exam.close", "旧的", 200))
    with desk.workspace.begin() as session:
        for act, name, days in acts:
            details = {"name": name}
            at = now - timedelta(days=days)
            audit.record(session, by=desk.actor, at=at, act=act, subject="", details=details)
    path = tmp_path / "log.xlsx"
    desk.dialogs = FakeDialogs(path)
    settings = SettingsPage(desk)
    qtbot.addWidget(settings)
    settings.log.click()
    page = LogPage(desk)
    qtbot.addWidget(page)
    page.show()
    shown = lambda: sorted(one.about for one in page.rows.rows)  # noqa: E731
    qtbot.waitUntil(lambda: shown() == ["期末", "首批"])
    page.search.searched.emit("首批")
    assert shown() == ["首批"]
    page.search.searched.emit("")
    page.area.setCurrentIndex(page.area.findData("exam"))
    page.area.activated.emit(page.area.currentIndex())
    qtbot.waitUntil(lambda: shown() == ["期末"])
    page.first.setDate(page.first.date().addDays(-300))
    qtbot.waitUntil(lambda: shown() == ["旧的", "期末"])
    page.export.click()
    qtbot.waitUntil(path.exists)
