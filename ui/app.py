"""Puts the program on the screen: first the window, then the data into it."""

import gc
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, Qt, QTimer, QTranslator
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from dongan_training import log, paths, texts
from ui import fonts, theme
from ui.appearance import Appearance
from ui.kit.desk import Desk
from ui.kit.dialogs import Dialogs
from ui.shell.crash import CrashHandler
from ui.shell.loading import loading
from ui.shell.opening import open_with_dialogs
from ui.shell.window import MainWindow

if TYPE_CHECKING:
    from dongan_training.workspace import Workspace


SETTLED_MS = 5_000  # by then the data is open, and the heavy parts are loaded


def start(folder: Path | None = None) -> int:
    """Open the window on ``folder`` (else the user's own) and stay until it is closed."""
    appearance = Appearance.remembered()
    app = make_app(appearance.scale)
    face = Face(app, folder or paths.data_folder(), appearance)
    face.open()
    # What is loaded stays: a collection that walks through it holds the exam for 0.2 seconds.
    QTimer.singleShot(SETTLED_MS, app, gc.freeze)
    try:
        return app.exec()
    finally:
        face.close()


def make_app(scale: int = 100) -> QApplication:
    """Make the application, enlarged to ``scale`` percent beside what the system asks for."""
    if scale != 100:
        os.environ["QT_SCALE_FACTOR"] = str(scale / 100)
    QGuiApplication.setHighDpiScaleFactorRoundingPolicy(
        Qt.HighDpiScaleFactorRoundingPolicy.PassThrough
    )
    app = QApplication(sys.argv[:1])
    app.setApplicationName(paths.APP)
    app.setDesktopFileName("dongan-training")
    fonts.ready_while_typing(app)
    return app


def wear(app: QApplication, appearance: Appearance) -> None:
    """Speak the language and wear the theme of an appearance."""
    texts.use_language(appearance.spoken)
    QLocale.setDefault(
        QLocale(QLocale.Language.Chinese, QLocale.Country.China)
        if appearance.spoken == "zh"
        else QLocale(QLocale.Language.English, QLocale.Country.UnitedStates)
    )
    _speak_qt(app, appearance.spoken)
    theme.wear(app, appearance.theme)


class Face(QObject):
    """The open window and what it stands on; follows a change of language or theme."""

    def __init__(self, app: QApplication, folder: Path, appearance: Appearance):
        super().__init__(app)
        self._app = app
        self._folder = folder
        self._worn = appearance
        self.crashes = CrashHandler(folder / log.FOLDER, Dialogs(), self)
        self.workspace: Workspace | None = None
        self.desk: Desk | None = None
        wear(app, appearance)
        self.window = MainWindow()
        self.window.seen.connect(self.take_data)
        app.styleHints().colorSchemeChanged.connect(self._on_system_colors)

    def open(self) -> None:
        """Show the window; the data follows as soon as it is in sight."""
        self.crashes.install()
        self.window.show()

    def take_data(self) -> None:
        """Open the data folder and fill the window; leave if the user gives up."""
        with loading():
            self._open_data()

    def _open_data(self) -> None:
        self.workspace = open_with_dialogs(self._folder, self.window)
        if self.workspace is None:
            self._app.exit(1)
            return
        log.start(self.workspace.folder)
        self.desk = Desk(self.workspace, self)
        self.desk.settings_changed.connect(self._follow_settings)
        self._follow_settings()
        if self.window.desk is None:
            self.window.take(self.desk)

    def close(self) -> None:
        """End the long work, then let go of the data."""
        if self.desk is not None:
            self.desk.jobs.close()  # also where no window was closed: the session ends, Ctrl+C
        if self.workspace is not None:
            self.workspace.close()
            self.workspace = None
        log.stop()

    def _follow_settings(self) -> None:
        wanted = Appearance.of(self.desk.settings)
        if wanted == self._worn:
            return
        before, self._worn = self._worn, wanted
        wanted.remember()
        wear(self._app, wanted)
        if before.spoken != wanted.spoken:
            self._open_anew()

    def _open_anew(self) -> None:
        """Replace the window by one that speaks the language chosen now."""
        old, self.window = self.window, MainWindow()
        self.window.setGeometry(old.geometry())
        self.window.take(self.desk)
        if old.desk is not None:
            self.window.show_page("settings")
        self.window.show()
        old.retire()

    def _on_system_colors(self) -> None:
        if self._worn.theme == "auto":
            theme.wear(self._app, self._worn.theme)


def _speak_qt(app: QApplication, language: str) -> None:
    """Let Qt's own words (copy, paste, file dialogs) be Chinese too."""
    for old in app.findChildren(QTranslator):
        app.removeTranslator(old)
        old.deleteLater()
    if language == "zh":
        words = QTranslator(app)
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if words.load("qtbase_zh_CN", folder):
            app.installTranslator(words)
