"""The box of one item on the canvas: dragged by its middle, resized by eight handles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import (
    QGraphicsItem,
    QGraphicsSceneHoverEvent,
    QGraphicsSceneMouseEvent,
    QStyleOptionGraphicsItem,
    QWidget,
)

from dongan_training.printing.designs.editing import pulled, snapped
from dongan_training.printing.page import Box
from ui import theme

if TYPE_CHECKING:
    from ui.designs.canvas import Canvas

HANDLE = 8  # pixels
# Which edges a handle pulls: left, top, right, bottom.
EDGES = {
    (0, 0): (1, 1, 0, 0),
    (1, 0): (0, 1, 0, 0),
    (2, 0): (0, 1, 1, 0),
    (0, 1): (1, 0, 0, 0),
    (2, 1): (0, 0, 1, 0),
    (0, 2): (1, 0, 0, 1),
    (1, 2): (0, 0, 0, 1),
    (2, 2): (0, 0, 1, 1),
}
CURSORS = {
    (0, 0): Qt.CursorShape.SizeFDiagCursor,
    (2, 2): Qt.CursorShape.SizeFDiagCursor,
    (2, 0): Qt.CursorShape.SizeBDiagCursor,
    (0, 2): Qt.CursorShape.SizeBDiagCursor,
    (1, 0): Qt.CursorShape.SizeVerCursor,
    (1, 2): Qt.CursorShape.SizeVerCursor,
    (0, 1): Qt.CursorShape.SizeHorCursor,
    (2, 1): Qt.CursorShape.SizeHorCursor,
}


class BoxHandle(QGraphicsItem):
    """Lies over the drawn page; the scene counts in millimetres."""

    def __init__(self, canvas: Canvas, at: int, box: Box):
        super().__init__()
        self.at, self.box = at, box
        self._canvas = canvas
        self._start: QPointF | None = None
        self._before = box
        self._pulled: tuple[int, int] | None = None
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemIsSelectable)
        self.setAcceptHoverEvents(True)

    def set_box(self, box: Box) -> None:
        """Lie elsewhere."""
        self.prepareGeometryChange()
        self.box = box
        self.update()

    def boundingRect(self) -> QRectF:
        room = HANDLE / self._canvas.pixels_per_mm
        return self._rect().adjusted(-room, -room, room, room)

    def paint(
        self,
        painter: QPainter,
        _option: QStyleOptionGraphicsItem,
        _widget: QWidget | None = None,
    ) -> None:
        chosen = self.isSelected()
        colour = theme.color("focus") if chosen else QColor(90, 120, 160, 110)
        pen = QPen(colour, 1.6 if chosen else 1, Qt.PenStyle.SolidLine)
        pen.setCosmetic(True)
        if not chosen:
            pen.setStyle(Qt.PenStyle.DotLine)
        painter.setPen(pen)
        painter.drawRect(self._rect())
        if chosen:
            for place in EDGES:
                painter.fillRect(self._handle(place), colour)

    def hoverMoveEvent(self, event: QGraphicsSceneHoverEvent) -> None:
        place = self._handle_at(event.pos()) if self.isSelected() else None
        self.setCursor(CURSORS[place] if place else Qt.CursorShape.SizeAllCursor)

    def mousePressEvent(self, event: QGraphicsSceneMouseEvent) -> None:
        was_chosen = self.isSelected()
        self._canvas.pick(self.at)
        self._start, self._before = event.scenePos(), self.box
        self._pulled = self._handle_at(event.pos()) if was_chosen else None
        event.accept()

    def mouseMoveEvent(self, event: QGraphicsSceneMouseEvent) -> None:
        if self._start is None:
            return
        moved = event.scenePos() - self._start
        design = self._canvas.design
        others = [one.box for at, one in enumerate(design.items) if at != self.at]
        if self._pulled is not None:
            left, top, right, bottom = EDGES[self._pulled]
            by = (left * moved.x(), top * moved.y(), right * moved.x(), bottom * moved.y())
            found = pulled(self._before, by, others, (design.width, design.height))
        else:
            box = self._before._replace(x=self._before.x + moved.x(), y=self._before.y + moved.y())
            found = snapped(box, others, design.width, design.height)
        self._canvas.show_guides(found.across, found.down)
        self.set_box(found.box)

    def mouseReleaseEvent(self, event: QGraphicsSceneMouseEvent) -> None:
        self._start = None
        self._canvas.show_guides((), ())
        if self.box != self._before:
            self._canvas.boxed.emit(self.at, self.box)

    def _rect(self) -> QRectF:
        return QRectF(*self.box)

    def _handle(self, place: tuple[int, int]) -> QRectF:
        side = HANDLE / self._canvas.pixels_per_mm
        x = self.box.x + place[0] / 2 * self.box.width
        y = self.box.y + place[1] / 2 * self.box.height
        return QRectF(x - side / 2, y - side / 2, side, side)

    def _handle_at(self, point: QPointF) -> tuple[int, int] | None:
        return next((place for place in EDGES if self._handle(place).contains(point)), None)
