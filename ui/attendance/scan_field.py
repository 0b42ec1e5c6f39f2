"""Where a scanner gun types. It keeps the keyboard as long as its window is in front."""

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit

from dongan_training.texts import _
from dongan_training.training.badge_code import LENGTH

# The window is away, or a menu is open: the keyboard comes back by itself.
PASSING = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)


class ScanField(QLineEdit):
    """``scanned`` carries what was typed, at Enter or Tab or when a whole code stands there.

    Guns end a code with Enter, with Tab or with nothing, so no gun needs to be set up.
    Input methods are off: a gun types faster than they can follow.
    """

    scanned = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.setPlaceholderText(_("扫码枪输入处"))
        self.setAccessibleName(_("扫码枪输入处"))
        self.setMaxLength(500)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.returnPressed.connect(self._finish)
        self.textEdited.connect(self._on_edited)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            event.ignore()  # leaves the desk
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        is_key = event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent)
        if is_key and event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self._finish()
            return True
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in PASSING:
            QTimer.singleShot(0, self.take_keyboard)

    def take_keyboard(self) -> None:
        """Take the keyboard back, unless a dialog in front needs it."""
        if self.isVisible() and QApplication.activeModalWidget() is None:
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_edited(self, text: str) -> None:
        if len("".join(text.split())) >= LENGTH:
            self._finish()

    def _finish(self) -> None:
        text = self.text().strip()
        self.clear()
        if text:
            self.scanned.emit(text)
