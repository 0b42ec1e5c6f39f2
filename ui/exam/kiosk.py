"""The locked screen of an exam: in front, no task keys, no clipboard; leaving it is noticed."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QClipboard, QGuiApplication, QWindow
from PySide6.QtWidgets import QApplication, QWidget

from dongan_training import clock
from ui.exam.task_keys import TaskKeys

FLAGS = (
    Qt.WindowType.Window | Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowStaysOnTopHint
)
SHORTEST = 1.0  # seconds; a notice of the system that comes and goes is not leaving


class Kiosk(QObject):
    """Locks one window of the program; ``came_back`` says for how many seconds it was left."""

    came_back = Signal(float)

    def __init__(self, room: QWidget, elapsed: Callable[[], float] = clock.elapsed):
        super().__init__(room)
        self._room = room
        self._elapsed = elapsed
        self._left_at: float | None = None
        self._keys: TaskKeys | None = None
        self._app = QApplication.instance()

    def lock(self) -> None:
        """Begin: from now on the screen belongs to the exam."""
        self._keys = TaskKeys()
        self.clear_clipboard()
        self._app.focusWindowChanged.connect(self.notice)

    def unlock(self) -> None:
        """Give the screen back; a time away that goes on is told first."""
        if self._keys is None:
            return
        self._app.focusWindowChanged.disconnect(self.notice)
        self._tell()
        self._keys.release()
        self._keys = None
        self.clear_clipboard()

    def clear_clipboard(self) -> None:
        """Leave nothing to paste from one person to the next."""
        clipboard = QGuiApplication.clipboard()
        clipboard.clear(QClipboard.Mode.Clipboard)
        if clipboard.supportsSelection():
            clipboard.clear(QClipboard.Mode.Selection)

    def notice(self, window: QWindow | None) -> None:
        """Follow the keyboard: is it with the exam, with a question it asks, or elsewhere?"""
        if self._is_ours(window):
            self._tell()
            if self._keys is not None:
                self._keys.follow(window)
        elif self._left_at is None:
            self._left_at = self._elapsed()

    def _tell(self) -> None:
        if self._left_at is None:
            return
        away, self._left_at = self._elapsed() - self._left_at, None
        if away >= SHORTEST:
            self.came_back.emit(away)

    def _is_ours(self, window: QWindow | None) -> bool:
        room = self._room.windowHandle()
        while window is not None:
            if window is room:
                return True
            window = window.transientParent()
        return False
