"""A dialog that is a list with buttons for the row with the cursor."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from dongan_training.errors import UserError
from dongan_training.texts import _
from ui.kit.dialogs import FittedDialog
from ui.kit.parts import Button, Words, row
from ui.kit.states import Banner
from ui.kit.table import Table
from ui.kit.tones import Tone


class ListDialog(FittedDialog):
    """Title, a word of explanation, the table, and buttons in one line with 关闭."""

    def __init__(self, title: str, told: str, parent: QWidget | None = None):
        super().__init__(parent)
        self.setWindowTitle(title)
        self.notice = Banner()
        self.close_button = Button(_("关闭"), self.accept)
        self._body = QVBoxLayout(self)
        self._body.setContentsMargins(24, 20, 24, 20)
        self._body.setSpacing(16)
        self._body.addWidget(Words(title, "title"))
        self._body.addWidget(Words(told, "muted").wrapped())
        self._body.addWidget(self.notice)

    def fill(self, table: Table, *buttons: QWidget) -> None:
        """Put the table and its buttons in."""
        table.setMinimumHeight(280)
        self._body.addWidget(table, 1)
        self._body.addWidget(row(*buttons, None, self.close_button))
        table.setFocus()

    def explain(self, error: UserError) -> None:
        """Say why something could not be done."""
        self.notice.show_text(str(error), Tone.BAD)
