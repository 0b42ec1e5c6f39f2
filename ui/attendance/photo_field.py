"""A photograph as proof: chosen from a file, named, and read when the form is saved."""

from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QWidget

from dongan_training.attendance.evidence import Photograph, read_photograph
from dongan_training.texts import N_, _
from ui.kit import Button, Desk, FileKind, Words

PHOTOS = FileKind(N_("照片"), (".jpg", ".jpeg", ".png", ".webp"))


class PhotoField(QWidget):
    """The keyboard lands on its button."""

    def __init__(self, desk: Desk, title: str):
        super().__init__()
        self._desk = desk
        self._title = title
        self.path: Path | None = None
        self.choose = Button(_("选择照片"), self.ask, icon="camera")
        self.name = Words(_("没有照片"), "muted").cut()
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.choose)
        line.addWidget(self.name, 1)
        self.setFocusProxy(self.choose)

    def ask(self) -> None:
        """Let the user choose a file."""
        path = self._desk.dialogs.open_file(self, self._title, PHOTOS)
        if path:
            self.path = path
            self.name.setText(path.name)

    def read(self) -> Photograph | None:
        """The picture itself, looked at; raises what ``read_photograph`` raises."""
        return read_photograph(self.path) if self.path else None
