"""The red numbers in the navigation: what waits behind an entry."""

from PySide6.QtCore import QObject, QTimer

from dongan_training import clock
from ui.kit.desk import Desk
from ui.shell.navigation import Navigation

PAUSE = 500  # milliseconds in which changes are gathered
EVERY = 60_000  # doors also open and close by the clock


class Badges(QObject):
    """Counts anew after changes and every minute."""

    def __init__(self, desk: Desk, navigation: Navigation):
        super().__init__(navigation)
        self._desk = desk
        self._navigation = navigation
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._minute = QTimer(self, interval=EVERY)
        for timer in (self._pause, self._minute):
            timer.timeout.connect(self.count)
        desk.changed.connect(self._wait)
        self._pause.start()
        self._minute.start()

    def count(self) -> None:
        """Show how many people are still expected at the doors that are open now."""
        from dongan_training.reports.today import missing_now  # after the first sight

        with self._desk.workspace.read() as session:
            missing = missing_now(session, at=clock.now())
        self._navigation.set_badge("attendance", str(missing) if missing else "")

    def _wait(self) -> None:
        self._pause.start()
