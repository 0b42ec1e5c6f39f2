"""How far the year's hours are, read apart from the window: a large roll takes a second."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from dongan_training import clock
from dongan_training.attendance.hour_rules import quotas_of_year
from dongan_training.progress import Progress
from dongan_training.reports.ledger import QuotaFigure, quota_figures, year_totals
from dongan_training.texts import _
from ui.jobs import Job
from ui.kit import Desk


class YearHours(QObject):
    """Reads the figures of this year, one time after the other.

    What is asked for while they are being read is read afterwards, once: a busy door asks
    more often than a large roll can be read.
    """

    read = Signal(object)  # the figures
    failed = Signal(object)

    def __init__(self, desk: Desk, parent: QObject):
        super().__init__(parent)
        self._desk = desk
        self._is_reading = self._is_stale = False

    def ask(self) -> None:
        """Read the figures; they come by ``read``."""
        if self._is_reading:
            self._is_stale = True
            return
        self._is_reading, self._is_stale = True, False
        job = Job(_("统计学时"), self._figures)
        job.done.connect(self.read)
        job.failed.connect(self.failed)
        job.finished.connect(self._go_on)
        self._desk.jobs.read(job)

    def _figures(self, _progress: Progress) -> Sequence[QuotaFigure]:
        now = clock.now()
        year = clock.local(now).year
        with self._desk.workspace.read() as session:
            ledger = year_totals(session, year=year, now=now)
            return quota_figures(ledger, quotas_of_year(session, year))

    def _go_on(self) -> None:
        self._is_reading = False
        if self._is_stale:
            self.ask()
