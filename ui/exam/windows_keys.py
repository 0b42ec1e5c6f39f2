"""Ask Windows for every key before anybody else gets it, and drop those that lead out.

Only this module knows Windows. It was written by Microsoft's pages on SetWindowsHookExW,
LowLevelKeyboardProc and KBDLLHOOKSTRUCT; no Windows machine was at hand. Its tests stand in
for user32 and call the hook as Windows does; the manual asks to try the keys before an exam.

The hook lives in the thread that made it and needs that thread's message loop, which is Qt's.
Windows skips it while that thread is busy for longer than LowLevelHooksTimeout (at most a
second), and drops it silently after some such moments; a program that ends takes it along.
"""

import ctypes
import logging
from collections.abc import Callable
from ctypes import wintypes
from typing import Any

TAB, ESCAPE, F4, SPACE = 0x09, 0x1B, 0x73, 0x20
LEFT_WINDOWS, RIGHT_WINDOWS, MENU = 0x5B, 0x5C, 0x5D
CONTROL = 0x11
LOW_LEVEL_KEYBOARD, ALT_DOWN, IS_DOWN = 13, 0x20, 0x8000  # WH_KEYBOARD_LL, LLKHF_ALTDOWN
ACTION, DROPPED = 0, 1  # HC_ACTION: a key to judge; any other code is only passed on

log = logging.getLogger(__name__)


class Stroke(ctypes.Structure):
    """KBDLLHOOKSTRUCT: one key, pressed or let go."""

    _fields_ = (
        ("key", ctypes.c_uint32),
        ("scan", ctypes.c_uint32),
        ("flags", ctypes.c_uint32),
        ("time", ctypes.c_uint32),
        ("extra", ctypes.c_size_t),  # ULONG_PTR
    )


def leads_out(key: int, *, alt: bool, control: bool) -> bool:
    """Tell whether Windows would leave the exam on this key (a virtual-key code)."""
    if key in (LEFT_WINDOWS, RIGHT_WINDOWS, MENU):
        return True
    if alt and key in (TAB, ESCAPE, F4, SPACE):
        return True
    return control and key == ESCAPE


def windows() -> tuple[Any, Any]:
    """Give user32 and the maker of callbacks; only Windows has them."""
    return ctypes.WinDLL("user32", use_last_error=True), ctypes.WINFUNCTYPE


class KeyHook:
    """Drops the keys that lead out until it is released; ``is_set`` says whether Windows agreed."""

    def __init__(self, user: Any, prototype: Callable[..., Any]):
        callback = prototype(ctypes.c_ssize_t, ctypes.c_int, wintypes.WPARAM, wintypes.LPARAM)
        self._user = user
        self._declare(callback)
        self._asked = callback(self.judge)  # held as long as the hook: Windows calls it
        self._handle = user.SetWindowsHookExW(LOW_LEVEL_KEYBOARD, self._asked, None, 0)
        if not self._handle:
            log.warning("Windows refused the keyboard hook: task keys are not held")

    @property
    def is_set(self) -> bool:
        """Whether keys are held now."""
        return bool(self._handle)

    def judge(self, code: int, what: int, place: int) -> int:
        """Answer Windows for one key: drop it, or let the next in line see it."""
        if code == ACTION:
            stroke = ctypes.cast(place, ctypes.POINTER(Stroke)).contents
            control = bool(self._user.GetAsyncKeyState(CONTROL) & IS_DOWN)
            if leads_out(stroke.key, alt=bool(stroke.flags & ALT_DOWN), control=control):
                return DROPPED
        return int(self._user.CallNextHookEx(None, code, what, place))

    def release(self) -> None:
        """Give all keys back; a second time does nothing."""
        if self._handle:
            self._user.UnhookWindowsHookEx(self._handle)
            self._handle = None

    def _declare(self, callback: Any) -> None:
        """Name all types: what ctypes guesses cuts handles to 32 bits."""
        user, hook = self._user, wintypes.HHOOK
        chain = (hook, ctypes.c_int, wintypes.WPARAM, wintypes.LPARAM)
        for function, arguments, result in (
            (
                user.SetWindowsHookExW,
                (ctypes.c_int, callback, wintypes.HINSTANCE, wintypes.DWORD),
                hook,
            ),
            (user.CallNextHookEx, chain, ctypes.c_ssize_t),
            (user.UnhookWindowsHookEx, (hook,), wintypes.BOOL),
            (user.GetAsyncKeyState, (ctypes.c_int,), ctypes.c_short),
        ):
            function.argtypes, function.restype = arguments, result
