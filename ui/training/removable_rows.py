"""A table whose marked rows can be removed with the Delete key."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from ui.kit import Table


class RemovableRows(Table):
    """Only asks: what removing means, and whether it may be, is for the page to say."""

    removing = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete and self.selected():
            self.removing.emit()
        else:
            super().keyPressEvent(event)
