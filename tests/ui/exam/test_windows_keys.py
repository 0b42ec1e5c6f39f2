"""The hook for Windows, called as Windows calls it, with a stand-in for user32.

It cannot show that Windows does as its manual says; it shows that we do.
"""

import ctypes
import sys
from ctypes import wintypes

import pytest

from ui.exam import windows_keys
from ui.exam.task_keys import TaskKeys
from ui.exam.windows_keys import CONTROL, KeyHook, Stroke, leads_out

A, TAB, ESCAPE, F4, DELETE, LEFT_WINDOWS = 0x41, 0x09, 0x1B, 0x73, 0x2E, 0x5B
ALT_DOWN = 0x20
PASSED_ON = 77
HANDLE = 0x7FFF_1234_5678  # beyond 32 bits


class Function:
    """A function of user32: remembers with what it was called, and carries its types."""

    def __init__(self, gives):
        self.gives, self.calls = gives, []
        self.argtypes = self.restype = None

    def __call__(self, *arguments):
        self.calls.append(arguments)
        return self.gives(*arguments) if callable(self.gives) else self.gives


class User32:
    """Holds keys down, and takes hooks."""

    def __init__(self, handle=HANDLE):
        self.held: set[int] = set()
        self.SetWindowsHookExW = Function(handle)
        self.CallNextHookEx = Function(PASSED_ON)
        self.UnhookWindowsHookEx = Function(1)
        self.GetAsyncKeyState = Function(lambda key: -0x8000 if key in self.held else 0)

    def press(self, key, flags=0, code=0):
        """Call the hook as Windows does: through the callback, with an address."""
        kind, callback, module, thread = self.SetWindowsHookExW.calls[-1]
        assert (kind, module, thread) == (13, None, 0)
        stroke = Stroke(key=key, flags=flags)
        return callback(code, 0x0100, ctypes.addressof(stroke))


@pytest.fixture
def user():
    return User32()


@pytest.fixture
def hook(user):
    return KeyHook(user, ctypes.CFUNCTYPE)  # the same on this machine, but for who cleans up


@pytest.mark.parametrize(
    ("key", "flags", "held", "dropped"),
    [
        (A, 0, (), False),
        (A, ALT_DOWN, (), False),
        (TAB, 0, (), False),
        (TAB, ALT_DOWN, (), True),
        (F4, ALT_DOWN, (), True),
        (ESCAPE, 0, (), False),
        (ESCAPE, 0, (CONTROL,), True),
        (ESCAPE, ALT_DOWN, (), True),
        (LEFT_WINDOWS, 0, (), True),
        (DELETE, ALT_DOWN, (CONTROL,), False),  # nobody can take Ctrl+Alt+Del
    ],
)
def test_only_keys_that_lead_out_are_dropped(user, hook, key, flags, held, dropped):
    user.held |= set(held)
    assert user.press(key, flags) == (1 if dropped else PASSED_ON)
    assert len(user.CallNextHookEx.calls) == (0 if dropped else 1)
    assert leads_out(key, alt=bool(flags), control=bool(held)) == dropped


def test_what_is_no_key_to_judge_is_passed_on_unread(user, hook):
    assert user.press(LEFT_WINDOWS, code=-1) == PASSED_ON
    ((chain, code, what, place),) = user.CallNextHookEx.calls
    assert (chain, code, what) == (None, -1, 0x0100)
    assert place


def test_all_types_are_named_and_the_stroke_lies_as_windows_lays_it(user, hook):
    assert user.SetWindowsHookExW.restype is wintypes.HHOOK
    assert len(user.SetWindowsHookExW.argtypes) == 4
    assert user.UnhookWindowsHookEx.argtypes == (wintypes.HHOOK,)
    assert user.GetAsyncKeyState.restype is ctypes.c_short
    assert [getattr(Stroke, name).offset for name, _kind in Stroke._fields_] == [0, 4, 8, 12, 16]
    assert ctypes.sizeof(Stroke) == 16 + ctypes.sizeof(ctypes.c_void_p)


def test_the_hook_is_given_back_once(user, hook):
    assert hook.is_set
    hook.release()
    hook.release()
    assert user.UnhookWindowsHookEx.calls == [(HANDLE,)]
    assert not hook.is_set


def test_a_refused_hook_is_told_in_the_log_and_gives_nothing_back(caplog):
    user = User32(handle=None)
    hook = KeyHook(user, ctypes.CFUNCTYPE)
    assert not hook.is_set
    assert "refused the keyboard hook" in caplog.text
    hook.release()
    assert user.UnhookWindowsHookEx.calls == []
    caplog.clear()  # the warning was expected


def test_an_exam_on_windows_holds_the_keys_until_it_is_put_away(monkeypatch, user, qapp):
    monkeypatch.setattr(windows_keys, "windows", lambda: (user, ctypes.CFUNCTYPE))
    with monkeypatch.context() as there:
        there.setattr(sys, "platform", "win32")
        keys = TaskKeys()
    assert user.press(LEFT_WINDOWS) == 1
    keys.release()
    assert user.UnhookWindowsHookEx.calls == [(HANDLE,)]


def test_an_exam_elsewhere_asks_windows_for_nothing(monkeypatch, qapp):
    monkeypatch.setattr(sys, "platform", "linux")
    keys = TaskKeys()
    assert keys.hook is None
    keys.release()
