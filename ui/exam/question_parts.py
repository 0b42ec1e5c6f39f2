"""What stands around a question: the text it shares with others, and its pictures."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from dongan_training.texts import _
from ui import theme
from ui.kit import Card, Words

PASSAGE = 18
WIDEST, HIGHEST = 560, 420  # pixels of a picture at the usual size


class PassagePart(Card):
    """The text of a passage, above each of its questions."""

    def __init__(self, text: str):
        super().__init__()
        self.body.setSpacing(6)
        self.body.addWidget(Words(_("阅读材料"), "muted"))
        self.text = Words(text).wrapped()
        self.body.addWidget(self.text)

    def set_zoom(self, zoom: float) -> None:
        """Write larger or smaller."""
        self.text.setFont(theme.font(round(PASSAGE * zoom)))


class PicturePart(QWidget):
    """One picture of a question; what cannot be drawn says so."""

    def __init__(self, number: int, data: bytes):
        super().__init__()
        self.number = number
        self._image = QImage.fromData(data)
        self._zoom = 1.0
        name = _("图 {number}").format(number=number)
        self.setAccessibleName(name)
        self._words = (
            name if not self._image.isNull() else _("{name}（不能显示）").format(name=name)
        )
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_zoom(self, zoom: float) -> None:
        """Draw larger or smaller."""
        self._zoom = zoom
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._fitted(width).height() + 24

    def sizeHint(self) -> QSize:
        return QSize(WIDEST, self.heightForWidth(WIDEST))

    def minimumSizeHint(self) -> QSize:
        return QSize(100, 40)

    def paintEvent(self, event: QPaintEvent) -> None:
        size = self._fitted(self.width())
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            if not self._image.isNull():
                painter.drawImage(0, 0, self._scaled(size))
            painter.setFont(theme.font(13))
            painter.setPen(theme.color("muted"))
            below = self.rect().adjusted(0, size.height() + 4, 0, 0)
            painter.drawText(below, Qt.AlignmentFlag.AlignLeft, self._words)

    def _scaled(self, size: QSize) -> QImage:
        ratio = self.devicePixelRatioF()
        scaled = self._image.scaled(
            size * ratio,
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        scaled.setDevicePixelRatio(ratio)
        return scaled

    def _fitted(self, width: int) -> QSize:
        if self._image.isNull():
            return QSize(0, 0)
        most = QSize(min(width, round(WIDEST * self._zoom)), round(HIGHEST * self._zoom))
        natural = self._image.size() * self._zoom
        if natural.width() <= most.width() and natural.height() <= most.height():
            return natural
        return natural.scaled(most, Qt.AspectRatioMode.KeepAspectRatio)
