"""The crash dialog: what a bug shows, and the report that a user can carry away."""

import logging
import platform
import sys
import threading
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, Signal, qVersion
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

import dongan_training
from dongan_training import clock, log, paths
from dongan_training.errors import UserError
from dongan_training.saving import save_whole
from dongan_training.texts import _
from ui.kit.dialogs import Dialogs, FittedDialog
from ui.kit.parts import Button, PrimaryButton, Words, row
from ui.kit.states import Picture
from ui.kit.tones import Tone

logger = logging.getLogger("dongan_training.crash")


def report_text(error: BaseException, at: datetime) -> str:
    """Write a report: versions, and where it happened. Nothing of people, nothing of data."""
    return "\n".join(
        (
            f"Dongan Training {dongan_training.__version__}",
            f"time {at.isoformat(timespec='seconds')}",
            f"system {platform.platform()} {platform.machine()}",
            f"python {platform.python_version()}  qt {qVersion()}",
            f"platform {QApplication.platformName()}",
            "",
            log.trace_of(error),
            "",
        )
    )


@dataclass(frozen=True)
class CrashReport:
    """A report in memory: it can be carried away even where this machine's disk is full."""

    name: str
    text: str


def report_of(error: BaseException, at: datetime) -> CrashReport:
    """Make the report; its name holds the time, so reports never replace another."""
    return CrashReport(f"crash-{at:%Y%m%d-%H%M%S-%f}.txt", report_text(error, at))


def save_report(report: CrashReport, folder: Path) -> Path:
    """Save a report in ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / report.name
    path.write_text(report.text, encoding="utf-8")
    return path


class CrashDialog(FittedDialog):
    """Says that the program made a mistake, what is safe, and offers the report."""

    def __init__(self, report: CrashReport, dialogs: Dialogs, parent: QWidget | None = None):
        super().__init__(parent)
        self.report = report
        self._dialogs = dialogs
        self.setWindowTitle(_("程序出错"))
        self.setMinimumWidth(480)
        self.copied = Words(look="good").wrapped()
        copy = PrimaryButton(_("把报告复制到……"), self.copy_report, icon="save")
        body = QVBoxLayout(self)
        body.setContentsMargins(24, 24, 24, 20)
        body.setSpacing(12)
        head = Words(_("程序出了一个没有料到的错。"), "heading")
        body.addWidget(row(Picture("shield-alert", 32, Tone.BAD.value), head, None, spacing=14))
        body.addWidget(
            Words(
                _("已经显示“保存”或“签到成功”的内容都在。刚才这一步可能没有完成，请再看一下。")
            ).wrapped()
        )
        body.addWidget(
            Words(
                _("错误报告里没有姓名、证件号和题目。请把它复制到 U 盘，交给维护人员。"), "muted"
            ).wrapped()
        )
        body.addWidget(self.copied)
        body.addWidget(row(None, Button(_("继续使用"), self.accept), copy))

    def copy_report(self) -> None:
        """Copy the report to a folder that the user chooses."""
        folder = self._dialogs.folder(self, _("把报告复制到哪里"))
        if folder is None:
            return
        try:
            save_whole(folder / self.report.name, self.report.text.encode())
        except UserError as error:
            self.copied.set_look("bad")
            self.copied.setText(str(error))
        else:
            self.copied.set_look("good")
            self.copied.setText(_("已复制到“{folder}”。").format(folder=folder))


class CrashHandler(QObject):
    """Takes every exception that nobody caught; shows one dialog at a time."""

    _happened = Signal(object)  # also from other threads; arrives in the UI thread

    def __init__(self, folder: Path, dialogs: Dialogs, parent: QObject | None = None):
        super().__init__(parent)
        self._folder = folder
        self._dialogs = dialogs
        self.dialog: CrashDialog | None = None
        self._happened.connect(self._show)

    def install(self) -> None:
        """Take over from Python's own hooks."""
        sys.excepthook = self._on_exception
        threading.excepthook = self._on_thread_exception

    def _on_exception(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if not issubclass(kind, Exception):  # Ctrl+C in a terminal
            sys.__excepthook__(kind, error, trace)
            QApplication.exit(1)
            return
        logger.error("crash", exc_info=error)
        self._happened.emit(error)

    def _on_thread_exception(self, what: threading.ExceptHookArgs) -> None:
        if what.exc_value is not None:
            self._on_exception(what.exc_type, what.exc_value, what.exc_traceback)

    def _show(self, error: Exception) -> None:
        if self.dialog is not None and self.dialog.isVisible():
            return
        report = report_of(error, clock.now())
        self._save(report)
        self.dialog = CrashDialog(report, self._dialogs, QApplication.activeWindow())
        self.dialog.open()

    def _save(self, report: CrashReport) -> None:
        """Save beside the data, or on this machine, or nowhere: the dialog still has it.

        A failure here would come back as a crash of its own, and so on without an end.
        """
        for folder in (self._folder, paths.machine_folder() / log.FOLDER):
            with suppress(OSError):
                save_report(report, folder)
                return
