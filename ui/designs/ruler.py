"""Rulers in millimetres beside the canvas."""

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import theme
from ui.designs.canvas import Canvas

THICKNESS = 22
CLOSEST = 45  # pixels between two numbers
SPACINGS = (5, 10, 20, 50, 100)


class Ruler(QWidget):
    """One ruler along the canvas; it follows zoom and scroll."""

    def __init__(self, canvas: Canvas, way: Qt.Orientation):
        super().__init__()
        self._canvas, self._way = canvas, way
        fixed, free = QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Ignored
        is_across = way is Qt.Orientation.Horizontal
        self.setSizePolicy(*((free, fixed) if is_across else (fixed, free)))
        canvas.seen.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(THICKNESS, THICKNESS)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), theme.color("card"))
            painter.setPen(theme.color("muted"))
            font = painter.font()
            font.setPixelSize(10)
            painter.setFont(font)
            per_mm = self._canvas.pixels_per_mm
            spacing = next((one for one in SPACINGS if one * per_mm >= CLOSEST), SPACINGS[-1])
            self._draw_ticks(painter, spacing)

    def _draw_ticks(self, painter: QPainter, spacing: int) -> None:
        is_across = self._way is Qt.Orientation.Horizontal
        design = self._canvas.design
        length = (design.width if is_across else design.height) if design else 0
        for mm in range(0, int(length) + 1, 1 if spacing <= 10 else 5):
            point = QPointF(mm, 0) if is_across else QPointF(0, mm)
            shown = self._canvas.mapFromScene(point)
            at = shown.x() if is_across else shown.y()
            is_named = mm % spacing == 0
            tick = 10 if is_named else 6 if mm % 5 == 0 else 3
            if is_across:
                painter.drawLine(at, THICKNESS, at, THICKNESS - tick)
            else:
                painter.drawLine(THICKNESS, at, THICKNESS - tick, at)
            if is_named and is_across:
                painter.drawText(at + 2, 10, str(mm))
            elif is_named:
                painter.drawText(1, at + 10, str(mm))
