"""Puts the program on the screen: data folder, theme, window, in this order."""

import os
import sys
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, Qt, QTranslator
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from dongan_training import log, paths, texts
from dongan_training.errors import UserError
from dongan_training.settings import Settings, StoredSetting, load
from dongan_training.workspace import Workspace
from ui import theme
from ui.kit.desk import Desk
from ui.shell.crash import CrashHandler
from ui.shell.opening import open_with_dialogs, try_to_open
from ui.shell.window import MainWindow


def start(folder: Path | None = None) -> int:
    """Open the window on ``folder`` (else the user's own) and stay until it is closed."""
    folder = folder or paths.data_folder()
    opened = try_to_open(folder)
    settings = _settings_of(opened)
    app = make_app(settings.scale)
    wear_settings(app, settings)
    workspace = open_with_dialogs(opened, folder)
    if workspace is None:
        return 1
    try:
        Face(app, workspace, settings).open()
        return app.exec()
    finally:
        workspace.close()
        log.stop()


def make_app(scale: int) -> QApplication:
    """Make the application, enlarged to ``scale`` percent beside what the system asks for."""
    if scale != 100:
        os.environ["QT_SCALE_FACTOR"] = str(scale / 100)
    QGuiApplication.setHighDpiScaleFactorRoundingPolicy(
        Qt.HighDpiScaleFactorRoundingPolicy.PassThrough
    )
    app = QApplication(sys.argv[:1])
    app.setApplicationName(paths.APP)
    app.setDesktopFileName("dongan-training")
    return app


def wear_settings(app: QApplication, settings: Settings) -> None:
    """Speak the language and wear the theme that the settings name."""
    language = texts.language_from_environment() or ("en" if settings.language == "en" else "zh")
    texts.use_language(language)
    country = QLocale.Country.China if language == "zh" else QLocale.Country.UnitedStates
    spoken = QLocale.Language.Chinese if language == "zh" else QLocale.Language.English
    QLocale.setDefault(QLocale(spoken, country))
    _speak_qt(app, language)
    theme.wear(app, settings.theme)


class Face(QObject):
    """The open window and what it stands on; follows a change of language or theme."""

    def __init__(self, app: QApplication, workspace: Workspace, worn: Settings):
        super().__init__(app)
        self._app = app
        self._worn = worn
        self.desk = Desk(workspace, self)
        self.crashes = CrashHandler(log.start(workspace.folder), self.desk.dialogs, self)
        self.window: MainWindow | None = None
        self.desk.changed.connect(self._on_changed)
        app.styleHints().colorSchemeChanged.connect(self._on_system_colors)

    def open(self) -> None:
        """Show the window."""
        self.crashes.install()
        self._follow_settings()
        self.window = MainWindow(self.desk)
        self.window.show()

    def _on_changed(self, kinds: frozenset[type]) -> None:
        if StoredSetting not in kinds:
            return
        spoken = texts.language()
        self._follow_settings()
        if texts.language() != spoken and self.window:
            old, self.window = self.window, MainWindow(self.desk)
            self.window.setGeometry(old.geometry())
            self.window.show_page("settings")
            self.window.show()
            old.retire()

    def _follow_settings(self) -> None:
        before, self._worn = self._worn, self.desk.settings
        if (before.language, before.theme) != (self._worn.language, self._worn.theme):
            wear_settings(self._app, self._worn)

    def _on_system_colors(self) -> None:
        if self._worn.theme == "auto":
            theme.wear(self._app, self._worn.theme)


def _settings_of(opened: Workspace | UserError) -> Settings:
    if isinstance(opened, UserError):
        return Settings()
    with opened.read() as session:
        return load(session)


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
