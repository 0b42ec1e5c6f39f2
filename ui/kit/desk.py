"""What every page is handed: data, jobs, settings, dialogs, and the way to other pages.

The core's settings and workspace bring SQLAlchemy along, a quarter of a second that the
first sight of the window does not wait for; so they are imported when a desk is made.
"""

import logging
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from dongan_training.accounts.actor import Actor
from dongan_training.progress import Progress
from dongan_training.texts import _
from ui.jobs import Job, Jobs
from ui.kit.dialogs import Dialogs

if TYPE_CHECKING:
    from dongan_training.settings import Settings
    from dongan_training.workspace import Workspace

LOG = logging.getLogger("dongan_training.desk")
QUIET = 3_000  # milliseconds without a commit: nobody stands at the door


class Navigator(QObject):
    """How a page asks for another page, without knowing it.

    ``go("class", class_id=…)``: the keys stand in ``ui/shell/pages.py``. Full-screen
    windows (door desk, sitting) are asked for in the same way; such a page closes itself
    with ``self.window().close()``.
    """

    asked = Signal(str, object)  # key, arguments
    back_asked = Signal()

    def go(self, key: str, **arguments: Any) -> None:
        """Show the page ``key``; its class gets the arguments."""
        self.asked.emit(key, arguments)

    def back(self) -> None:
        """Show the page that was shown before."""
        self.back_asked.emit()


class Desk(QObject):
    """The Qt side of a Workspace: its changes arrive in the UI thread."""

    changed = Signal(object)  # the frozenset of kinds (model classes) that a commit changed
    settings_changed = Signal()

    def __init__(self, workspace: "Workspace", parent: QObject | None = None):
        super().__init__(parent)
        self.workspace = workspace
        self.jobs = Jobs(self)
        self.navigator = Navigator(self)
        self.dialogs = Dialogs()
        self.settings = self._read_settings()
        self._quiet = QTimer(self, singleShot=True, interval=QUIET)
        self._quiet.timeout.connect(self._tidy)
        self.changed.connect(self._on_changed)
        self.destroyed.connect(workspace.watch(self.changed.emit))  # it hears nothing afterwards

    @property
    def actor(self) -> Actor:
        """Who acts in this window: the trainer of the settings, at this device."""
        return Actor(self.settings.trainer or _("培训员"), self.workspace.device)

    def save_settings(self, settings: "Settings") -> None:
        """Store settings; ``settings`` of this desk and all pages follow."""
        from dongan_training import settings as stored

        with self.workspace.begin() as session:
            stored.save(session, settings)

    def _on_changed(self, kinds: frozenset[type]) -> None:
        from dongan_training.settings import StoredSetting

        self._quiet.start()
        if StoredSetting in kinds:
            self.settings = self._read_settings()
            self.settings_changed.emit()

    def _tidy(self) -> None:
        job = Job(_("整理数据"), self._fold_log)
        job.failed.connect(self._leave_log)
        self.jobs.read(job)

    def _fold_log(self, _progress: Progress) -> None:
        self.workspace.fold_log()

    def _leave_log(self, error: Exception) -> None:
        """What is committed is safe in the log; whoever writes next is told what is wrong."""
        LOG.info("the log was not folded: %s", error)

    def _read_settings(self) -> "Settings":
        from dongan_training import settings as stored

        with self.workspace.read() as session:
            return stored.load(session)
