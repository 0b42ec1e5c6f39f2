"""The first start with sample data, as a user tries it out."""

import pytest
from pytestqt.qtbot import QtBot
from sqlalchemy import func, select

from dongan_training.people.models import Person
from ui.kit import Desk
from ui.shell.window import MainWindow
from ui.today.today_page import TodayPage


@pytest.mark.slow
def test_the_sample_data_fill_the_folder_and_lead_to_a_class_that_is_going_on(
    qtbot: QtBot, desk: Desk
) -> None:
    window = MainWindow()
    qtbot.addWidget(window)
    window.take(desk)
    window.show()
    window.page.try_out.click()  # type: ignore[attr-defined]
    assert window.strip.isVisible() and not window.strip.cancel.isVisible()
    assert not window.close()  # half a sample must not stay
    qtbot.waitUntil(lambda: isinstance(window.page, TodayPage), timeout=120_000)
    assert desk.settings.is_set_up
    with desk.workspace.read() as session:
        assert session.scalar(select(func.count()).select_from(Person)) == 312
    window.badges.count()
    assert window.navigation.buttons["attendance"].accessibleName() == "签到 14"
