"""What the camera sees, with the frame into which a badge is held."""

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QImage,
    QLinearGradient,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from dongan_training.texts import _
from ui import theme

# The picture of a camera is dark in every theme.
TOP, BOTTOM, WORDS = QColor("#3B4047"), QColor("#222429"), QColor("#C4CAD2")
RADIUS = 14
FRAME, MARGIN = 210, 40
BEHIND_WARNING = QColor(0, 0, 0, 190)


class CameraView(QWidget):
    """Shows frames, or words where there are none."""

    def __init__(self) -> None:
        super().__init__()
        self._image: QImage | None = None
        self._words = self._warning = ""
        self._is_mirrored = True
        self.setMinimumSize(180, 60)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMaximumHeight(390)
        self.tell(_("将胸牌二维码\n放入框内"))

    def show_image(self, image: QImage) -> None:
        """Show a frame of the camera."""
        self._image = image
        self.update()

    def tell(self, words: str) -> None:
        """Show words in place of a picture."""
        self._image, self._words = None, words
        self.setAccessibleName(words.replace("\n", ""))
        self.update()

    def warn(self, words: str) -> None:
        """Write a sentence on the picture, as long as there is one; "" takes it away."""
        self._warning = words
        self.setAccessibleDescription(words)
        self.update()

    def set_mirrored(self, mirrored: bool) -> None:
        """Show the picture as in a mirror, or as the camera gives it."""
        self._is_mirrored = mirrored
        self.update()

    def words(self) -> str:
        """What stands in place of a picture."""
        return self._words

    def sizeHint(self) -> QSize:
        return QSize(464, 390)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            outline = QPainterPath()
            outline.addRoundedRect(QRectF(self.rect()), RADIUS, RADIUS)
            painter.setClipPath(outline)
            self._paint_behind(painter)
            self._paint_frame(painter)
            if self._warning and self._image is not None:
                self._paint_warning(painter)

    def _paint_behind(self, painter: QPainter) -> None:
        if self._image is None:
            shade = QLinearGradient(0, 0, 0, self.height())
            shade.setColorAt(0, TOP)
            shade.setColorAt(1, BOTTOM)
            painter.fillRect(self.rect(), shade)
            return
        keep = Qt.AspectRatioMode.KeepAspectRatioByExpanding
        filled = QRectF(QPointF(), QSizeF(self._image.size().scaled(self.size(), keep)))
        filled.moveCenter(QRectF(self.rect()).center())
        painter.save()
        if self._is_mirrored:  # the hand follows what the eye sees
            painter.translate(self.width(), 0)
            painter.scale(-1, 1)
        painter.drawImage(filled, self._image)
        painter.restore()

    def _paint_frame(self, painter: QPainter) -> None:
        side = min(FRAME, self.width() - MARGIN, self.height() - MARGIN)
        frame = QRectF((self.width() - side) / 2, (self.height() - side) / 2, side, side)
        if self._image is not None or side == FRAME:  # words need the room of a small one
            painter.setPen(QPen(Qt.GlobalColor.white, 4))
            painter.drawRoundedRect(frame, 16, 16)
        if self._image is None:
            painter.setPen(WORDS)
            painter.setFont(theme.font(14))
            inside = frame.adjusted(12, 12, -12, -12) if side == FRAME else QRectF(self.rect())
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(inside, flags, self._words)

    def _paint_warning(self, painter: QPainter) -> None:
        painter.setFont(theme.font(14))
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        room = QRectF(self.rect()).adjusted(24, 16, -24, -16)
        words = painter.boundingRect(room, flags, self._warning)
        words.moveBottom(room.bottom())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(BEHIND_WARNING)
        painter.drawRoundedRect(words.adjusted(-12, -6, 12, 6), 8, 8)
        painter.setPen(Qt.GlobalColor.white)
        painter.drawText(words, flags, self._warning)
