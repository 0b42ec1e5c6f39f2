"""The field one searches in, above every table and in the header."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit

from ui import icons

QT_CLEAR = "_q_qlineeditclearaction"  # what Qt calls the button that empties a field


class SearchField(QLineEdit):
    """A field with a magnifying glass; Esc empties it, ``searched`` comes as one types.

    The down key leads on to what is found: in a TableCard to its rows.
    """

    searched = Signal(str)
    going_down = Signal()

    def __init__(self, hint: str):
        super().__init__()
        self.setProperty("search", True)
        self.setMinimumWidth(200)
        self.setPlaceholderText(hint)
        self.setAccessibleName(hint)
        self.setClearButtonEnabled(True)
        self.addAction(icons.icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition)
        clear = self.findChild(QAction, QT_CLEAR)
        if clear is not None:  # Qt's own is black in every theme
            clear.setIcon(icons.icon("x", "muted"))
        self.textChanged.connect(self.searched)

    def event(self, event: QEvent) -> bool:
        """Leave Ctrl+Z to the page while nothing is typed: the cursor mostly stands here."""
        if event.type() is QEvent.Type.ShortcutOverride and not self.text():
            assert isinstance(event, QKeyEvent)
            if event.matches(QKeySequence.StandardKey.Undo):
                event.ignore()
                return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() == Qt.Key.Key_Down:
            self.going_down.emit()
        else:
            super().keyPressEvent(event)
