"""The part of a card that scrolls when its content is longer than the room."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget

LEAST = 120


class Scrolled(QScrollArea):
    """Takes the room that is left and never asks for more, however long its content."""

    def __init__(self, content: QWidget | None = None):
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        self.setMinimumHeight(LEAST)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        if content:
            self.put(content)

    def put(self, content: QWidget) -> None:
        """Show ``content`` in place of what was there; the card shows through behind it."""
        self.setWidget(content)
        for part in (self.viewport(), content):
            part.setAutoFillBackground(False)
