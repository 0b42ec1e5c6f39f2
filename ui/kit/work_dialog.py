"""A dialog that stays open while things are done in it."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.kit.dialogs import FittedDialog
from ui.kit.explaining import Explains
from ui.kit.parts import Words
from ui.kit.states import Banner


class WorkDialog(Explains, FittedDialog):
    """A title and a notice; a subclass adds the rest to ``_body``."""

    def __init__(self, title: str, parent: QWidget | None = None):
        super().__init__(parent)
        self.setWindowTitle(title)
        self.notice = Banner()
        self._body = QVBoxLayout(self)
        self._body.setContentsMargins(24, 20, 24, 20)
        self._body.setSpacing(12)
        self._body.addWidget(Words(title, "title"))
        self._body.addWidget(self.notice)
