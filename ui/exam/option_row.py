"""One answer to choose: the whole row is the target, and colour is not all that says "chosen"."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from dongan_training.texts import _
from ui import fonts, theme

TEXT, LETTER = 18, 18
HEIGHT, MARGIN, CIRCLE, GAP = 64, 18, 34, 14
_WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


class OptionRow(QAbstractButton):
    """A letter in a circle and the words of an option; ``value`` is what is saved for it."""

    def __init__(self, letter: str, text: str, value: object):
        super().__init__()
        self.letter, self.value = letter, value
        self._zoom = 1.0
        fonts.ready_for(text)
        self.setText(text)
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.toggled.connect(self._tell)
        self._tell()

    def set_zoom(self, zoom: float) -> None:
        """Write larger or smaller."""
        self._zoom = zoom
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        room = QRect(0, 0, max(width - self._text_left() - MARGIN, 40), 100_000)
        words = QFontMetrics(self._font()).boundingRect(room, _WRAP, self.text())
        return max(HEIGHT, words.height() + 30, round(CIRCLE * self._zoom) + 24)

    def sizeHint(self) -> QSize:
        return QSize(480, self.heightForWidth(max(self.width(), 480)))

    def minimumSizeHint(self) -> QSize:
        return QSize(200, HEIGHT)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left, right and Enter belong to the sitting: other questions."""
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._paint_ground(painter)
            self._paint_letter(painter)
            painter.setFont(self._font())
            painter.setPen(theme.color("text"))
            left = self._text_left()
            painter.drawText(self.rect().adjusted(left, 0, -MARGIN, 0), _WRAP, self.text())

    def _paint_ground(self, painter: QPainter) -> None:
        chosen = self.isChecked()
        ground = "hover" if self.underMouse() and not chosen else "card"
        painter.setBrush(theme.soft("accent_tint") if chosen else theme.color(ground))
        edge, wide = ("accent", 1) if chosen else ("edge", 1)
        if self.hasFocus():
            edge, wide = "focus", 2
        painter.setPen(QPen(theme.color(edge), wide))
        inset = wide / 2
        area = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(area, 10, 10)

    def _paint_letter(self, painter: QPainter) -> None:
        size = CIRCLE * self._zoom
        circle = QRectF(MARGIN, (self.height() - size) / 2, size, size)
        chosen = self.isChecked()
        painter.setBrush(theme.color("accent" if chosen else "card"))
        painter.setPen(QPen(theme.color("accent" if chosen else "muted"), 1))
        painter.drawEllipse(circle.adjusted(0.5, 0.5, -0.5, -0.5))
        painter.setFont(theme.font(round(LETTER * self._zoom), bold=True))
        painter.setPen(theme.color("on_accent" if chosen else "muted"))
        painter.drawText(circle, Qt.AlignmentFlag.AlignCenter, self.letter)

    def _font(self):
        return theme.font(round(TEXT * self._zoom))

    def _text_left(self) -> int:
        return round(MARGIN + CIRCLE * self._zoom + GAP)

    def _tell(self) -> None:
        name = f"{self.letter} {self.text()}"
        self.setAccessibleName(_("{name}，已选").format(name=name) if self.isChecked() else name)
