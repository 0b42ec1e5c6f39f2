"""A dialog that is a list with buttons for the row with the cursor."""

from PySide6.QtWidgets import QWidget

from dongan_training.texts import _
from ui.kit.flow import foot
from ui.kit.parts import Button, Words
from ui.kit.table import Table
from ui.kit.work_dialog import WorkDialog

LEAST_TABLE, USUAL_HEIGHT = 80, 460  # pixels: on an enlarged screen the table gives way


class ListDialog(WorkDialog):
    """Title, a word of explanation, the table, and buttons in a line with 关闭."""

    def __init__(self, title: str, told: str, parent: QWidget | None = None):
        super().__init__(title, parent)
        self.close_button = Button(_("关闭"), self.accept)
        self._body.setSpacing(16)
        self._body.insertWidget(1, Words(told, "muted").wrapped())

    def fill(self, table: Table, *buttons: QWidget) -> None:
        """Put the table and its buttons in."""
        table.setMinimumHeight(LEAST_TABLE)
        self._body.addWidget(table, 1)
        self._body.addWidget(foot(*buttons, None, self.close_button))
        self.resize(self.width(), USUAL_HEIGHT)
        table.setFocus()
