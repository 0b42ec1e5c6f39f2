"""Opening the data folder, and what to show when that is refused."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from dongan_training.errors import UserError
from dongan_training.texts import _
from ui.kit.dialogs import Dialogs, FittedDialog
from ui.kit.parts import Button, PrimaryButton, Words, row, stack
from ui.kit.states import Picture

if TYPE_CHECKING:
    from dongan_training.workspace import Workspace


class RefusedDialog(FittedDialog):
    """Why the folder was not opened: try again, choose another folder, or leave."""

    def __init__(
        self, refused: UserError, folder: Path, dialogs: Dialogs, parent: QWidget | None = None
    ):
        super().__init__(parent)
        self.folder = folder
        self._dialogs = dialogs
        self.setWindowTitle(_("东安培训"))
        self.setMinimumWidth(480)
        self.told = Words(refused.told(), "heading").wrapped()
        self.advised = Words(refused.advised()).wrapped()
        top = QHBoxLayout()
        top.setSpacing(16)
        picture = Picture("triangle-alert", 32, "attention")
        top.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        top.addWidget(stack(self.told, self.advised), 1)
        leave = Button(_("退出"), self.reject)
        other = Button(_("选择另一个文件夹"), self.choose, icon="folder-open")
        again = PrimaryButton(_("重试"), self.accept, icon="refresh-cw")
        body = QVBoxLayout(self)
        body.setContentsMargins(24, 24, 24, 20)
        body.setSpacing(20)
        body.addLayout(top)
        body.addWidget(row(leave, None, other, again))
        again.setFocus()

    def choose(self) -> None:
        """Try with another folder."""
        chosen = self._dialogs.folder(self, _("选择数据文件夹"))
        if chosen is not None:
            self.folder = chosen
            self.accept()


def open_with_dialogs(folder: Path, parent: QWidget) -> "Workspace | None":
    """Ask until a folder opens; None when the user leaves."""
    from dongan_training.workspace import Workspace  # SQLAlchemy: after the window is in sight

    while True:
        try:
            return Workspace.open(folder)
        except UserError as refused:
            dialog = RefusedDialog(refused, folder, Dialogs(), parent)
        if dialog.exec() != QDialog.DialogCode.Accepted:
            return None
        folder = dialog.folder
