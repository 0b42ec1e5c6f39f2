"""The pictures of a question, small, each with a way to take it out of every text."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QLabel, QWidget

from dongan_training.bank.drafts import Picture
from dongan_training.texts import _
from ui.kit import IconButton, Words, row, stack
from ui.kit.flow import FlowLayout

THUMBNAIL = QSize(120, 72)


class PictureStrip(QWidget):
    """Only pictures that a text names are shown; ``removed`` carries the number of one."""

    removed = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.buttons: dict[int, IconButton] = {}
        self._shown: tuple[tuple[int, Picture], ...] = ()
        self._flow = FlowLayout(12)
        self.setLayout(self._flow)
        self.hide()

    def show_pictures(self, numbered: Sequence[tuple[int, Picture]]) -> bool:
        """Show these, by the numbers of their markers; tells whether others were shown before."""
        if tuple(numbered) == self._shown:
            return False
        self._shown = tuple(numbered)
        self.buttons = {}
        while item := self._flow.takeAt(0):
            item.widget().hide()
            item.widget().deleteLater()
        for number, picture in numbered:
            self._flow.add(self._thumbnail(number, picture))
        self.setVisible(bool(numbered))
        return True

    def _thumbnail(self, number: int, picture: Picture) -> QWidget:
        def remove() -> None:
            self.removed.emit(number)

        image = QImage.fromData(picture.data)
        name = _("图 {number}").format(number=number)
        shown = QLabel()
        shown.setAccessibleName(name)
        if image.isNull():
            name = _("{name}（不能显示）").format(name=name)
        else:
            keep, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode
            size = image.size().boundedTo(THUMBNAIL)
            shown.setPixmap(
                QPixmap.fromImage(image.scaled(size, keep, smooth.SmoothTransformation))
            )
        self.buttons[number] = IconButton("x", _("去掉图 {number}").format(number=number), remove)
        return stack(shown, row(Words(name, "small"), self.buttons[number], None), spacing=2)
