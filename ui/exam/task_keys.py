"""Keep task keys away from an exam (Alt+Tab, the Windows key, …) where the platform lets us.

X11 hands the whole keyboard to one window. Windows asks a hook about every key, and the hook
drops those that lead out of the exam. Wayland and macOS allow neither; Ctrl+Alt+Del nobody can
take. What is left open stands in the manual.
"""

import sys
from collections.abc import Callable
from typing import Any

from PySide6.QtGui import QGuiApplication, QWindow

TAB, ESCAPE, F4, SPACE = 0x09, 0x1B, 0x73, 0x20
LEFT_WINDOWS, RIGHT_WINDOWS, MENU = 0x5B, 0x5C, 0x5D
ALT_DOWN, HOOK = 0x20, 13  # LLKHF_ALTDOWN, WH_KEYBOARD_LL
CONTROL = 0x11
KEYBOARDS_FOR_ONE = ("xcb",)


def leads_out(key: int, *, alt: bool, control: bool) -> bool:
    """Tell whether Windows would leave the exam on this key (a virtual-key code)."""
    if key in (LEFT_WINDOWS, RIGHT_WINDOWS, MENU):
        return True
    if alt and key in (TAB, ESCAPE, F4, SPACE):
        return True
    return control and key == ESCAPE


class TaskKeys:
    """Held while an exam is on the screen; ``release`` gives them back in any case."""

    def __init__(self) -> None:
        self._window: QWindow | None = None
        self._unhook: Callable[[], object] = _hook() if sys.platform == "win32" else _nothing

    def follow(self, window: QWindow | None) -> None:
        """Give the keyboard to a window of ours: the exam, or a question it asks."""
        if QGuiApplication.platformName() not in KEYBOARDS_FOR_ONE:
            return
        if self._window is not None and self._window is not window:
            self._window.setKeyboardGrabEnabled(False)
        self._window = window
        if window is not None:
            window.setKeyboardGrabEnabled(True)

    def release(self) -> None:
        """Give all keys back."""
        self.follow(None)
        self._unhook()
        self._unhook = _nothing


def _nothing() -> None:
    """There is nothing to give back."""


def _hook() -> Callable[[], object]:
    """Put a hook before all keys of Windows; gives what takes it away."""
    import ctypes
    from ctypes import wintypes

    user: Any = ctypes.WinDLL("user32", use_last_error=True)  # type: ignore[attr-defined]  # Windows only
    proc: Any = ctypes.WINFUNCTYPE(  # type: ignore[attr-defined]  # Windows only
        ctypes.c_ssize_t, ctypes.c_int, wintypes.WPARAM, wintypes.LPARAM
    )

    class Stroke(ctypes.Structure):
        _fields_ = [
            ("key", wintypes.DWORD),
            ("scan", wintypes.DWORD),
            ("flags", wintypes.DWORD),
            ("time", wintypes.DWORD),
            ("extra", ctypes.c_size_t),
        ]

    user.SetWindowsHookExW.argtypes = (ctypes.c_int, proc, wintypes.HINSTANCE, wintypes.DWORD)
    user.SetWindowsHookExW.restype = wintypes.HHOOK
    user.CallNextHookEx.argtypes = (
        wintypes.HHOOK,
        ctypes.c_int,
        wintypes.WPARAM,
        wintypes.LPARAM,
    )
    user.CallNextHookEx.restype = ctypes.c_ssize_t
    user.UnhookWindowsHookEx.argtypes = (wintypes.HHOOK,)
    user.GetAsyncKeyState.argtypes = (ctypes.c_int,)
    user.GetAsyncKeyState.restype = ctypes.c_short

    def asked(code: int, what: int, place: int) -> int:
        if code == 0:
            stroke = ctypes.cast(place, ctypes.POINTER(Stroke)).contents
            control = bool(user.GetAsyncKeyState(CONTROL) & 0x8000)
            if leads_out(stroke.key, alt=bool(stroke.flags & ALT_DOWN), control=control):
                return 1
        return int(user.CallNextHookEx(None, code, what, place))

    called = proc(asked)  # lives as long as the hook: Windows calls it
    handle = user.SetWindowsHookExW(HOOK, called, None, 0)

    def unhook() -> None:
        if handle:
            user.UnhookWindowsHookEx(handle)
        assert called is not None

    return unhook
