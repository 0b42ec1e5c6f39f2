"""The class of tests/attendance, and a clock that stands still until a test moves it."""

from datetime import datetime

import pytest

from dongan_training import clock
from tests.attendance.conftest import Hall, hall, second  # noqa: F401  fixtures, found by name


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
