"""The class of tests/attendance, and a clock that stands still until a test moves it."""

from datetime import datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from sqlalchemy import select

from dongan_training import clock
from dongan_training.attendance.models import CheckIn
from tests.attendance.conftest import Hall, hall, second  # noqa: F401  fixtures, found by name
from ui.attendance.door_desk import DoorDesk


class Watch:
    """What clock.now says."""

    def __init__(self, moment: datetime):
        self.moment = moment

    def now(self) -> datetime:
        return self.moment


@pytest.fixture
def watch(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> Watch:  # noqa: F811  the fixture above
    """Three minutes before the lesson starts; ``watch.moment = hall.at(5)`` moves on."""
    watch = Watch(hall.at(-3))
    monkeypatch.setattr(clock, "now", watch.now)
    return watch


@pytest.fixture(autouse=True)
def _own_memory(monkeypatch: pytest.MonkeyPatch, tmp_path) -> None:
    """No test remembers the camera or the columns of another."""
    monkeypatch.setenv("DONGAN_MACHINE", str(tmp_path / "machine"))


@pytest.fixture
def door(qtbot, desk, hall, watch):  # noqa: F811  the fixture above
    door = DoorDesk(desk, hall.lesson_id)
    qtbot.addWidget(door)
    door.resize(1366, 768)
    door.show()
    qtbot.waitExposed(door)
    door.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is door.eye.field)
    yield door
    door.close()


@pytest.fixture
def heard(door, monkeypatch):
    """The melodies that would be played."""
    melodies = []
    monkeypatch.setattr(door, "_play", melodies.append)
    return melodies


def gun(qtbot, code, end=Qt.Key.Key_Return):
    """Type where the keyboard is, as a scanner gun does: it knows of no field."""
    qtbot.keyClicks(QApplication.focusWidget(), code)
    if end is not None:
        qtbot.keyClick(QApplication.focusWidget(), end)


def stored(hall):  # noqa: F811  the fixture above
    with hall.workspace.read() as session:
        return [
            (one.enrolment.person.name, one.method, one.direction)
            for one in session.scalars(select(CheckIn).order_by(CheckIn.id))
        ]


def figures(door):
    return tuple(one.value.text() for one in (door.arrived, door.missing, door.on_leave))
