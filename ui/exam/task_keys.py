"""Keep task keys away from an exam (Alt+Tab, the Windows key, …) where the platform lets us.

X11 hands the whole keyboard to one window. Windows asks a hook about every key
(``windows_keys``). Wayland and macOS allow neither; Ctrl+Alt+Del nobody can take. What is
left open stands in the manual.
"""

import sys
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtGui import QGuiApplication, QWindow

if TYPE_CHECKING:
    from ui.exam.windows_keys import KeyHook

KEYBOARDS_FOR_ONE = ("xcb",)


class TaskKeys:
    """Held while an exam is on the screen; ``release`` gives them back in any case."""

    def __init__(self) -> None:
        self._window: QWindow | None = None
        self.hook: KeyHook | None = _hook() if sys.platform == "win32" else None

    def follow(self, window: QWindow | None) -> None:
        """Give the keyboard to a window of ours: the exam, or a question it asks."""
        if QGuiApplication.platformName() not in KEYBOARDS_FOR_ONE:
            return
        before = self._window
        if before is not None and before is not window and shiboken6.isValid(before):
            before.setKeyboardGrabEnabled(False)  # a question answered is gone by now
        self._window = window
        if window is not None:
            window.setKeyboardGrabEnabled(True)

    def release(self) -> None:
        """Give all keys back."""
        self.follow(None)
        if self.hook is not None:
            self.hook.release()


def _hook() -> "KeyHook":
    from ui.exam import windows_keys  # reaches for Windows

    return windows_keys.KeyHook(*windows_keys.windows())
