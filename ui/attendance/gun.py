"""A scanner gun types wherever the keyboard is: it knows of no field, menu or dialog."""

import re

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QWidget

from dongan_training import clock
from dongan_training.attendance.answers import Answer, Door, answer_scan
from dongan_training.training.badge_code import LENGTH, PREFIX
from ui.kit import Desk

# Through an input method the signs come wide, and with a Chinese full stop.
WIDE = "".join(f"[{sign}{chr(ord(sign) + 0xFEE0)}]" for sign in PREFIX)
CODE = re.compile(rf"{WIDE}[.．。]\S{{{LENGTH - len(PREFIX) - 1}}}", re.IGNORECASE)
ENDS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)
ENDS_WITHIN = 0.5  # seconds: a gun ends its code at once, a hand later


class Gun(QObject):
    """Hears a badge typed anywhere in a window that lies over the desk.

    The code is taken out of the field it fell into, and the key that ends it goes nowhere: it
    would save a form that somebody is still filling in.
    """

    scanned = Signal(str)

    def __init__(self, window: QWidget):
        super().__init__(window)
        self._typed = ""
        self._heard_at = -ENDS_WITHIN
        for widget in (window, *window.findChildren(QWidget)):
            widget.installEventFilter(self)
            if isinstance(widget, QLineEdit):
                widget.textEdited.connect(self._on_edited)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is not QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if event.key() in ENDS:
            return clock.elapsed() - self._heard_at < ENDS_WITHIN
        # A key that no widget wants comes by once more at each of its parents.
        has_keyboard = watched is QApplication.focusWidget() or isinstance(watched, QMenu)
        if has_keyboard and not isinstance(watched, QLineEdit):
            self._typed = (self._typed + event.text())[-LENGTH:]
            if CODE.fullmatch(self._typed):
                self._hear(self._typed)
        return False

    def _on_edited(self, text: str) -> None:
        field = self.sender()
        if isinstance(field, QLineEdit) and (found := CODE.search(text)):
            field.setText(text[: found.start()] + text[found.end() :])
            self._hear(found[0])

    def _hear(self, code: str) -> None:
        self._typed = ""
        self._heard_at = clock.elapsed()
        self.scanned.emit(code)


def let_pass(desk: Desk, door: Door, code: str) -> Answer:
    """Check the holder of a badge in or out; the answer comes after the commit."""
    with desk.workspace.begin() as session:
        return answer_scan(session, code=code, door=door, by=desk.actor, at=clock.now())
