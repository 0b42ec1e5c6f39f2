"""The page as it will be printed, with a box over each item; it counts in millimetres."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QPainter, QPen, QPixmap, QWheelEvent
from PySide6.QtWidgets import QFrame, QGraphicsPixmapItem, QGraphicsScene, QGraphicsView

from dongan_training.printing.designs.editing import resized
from dongan_training.printing.designs.model import Design
from dongan_training.texts import _
from ui import theme
from ui.designs.box_handle import BoxHandle

PER_MM = 96 / 25.4  # pixels of a millimetre at 100 %
EDGE = 12.0  # millimetres of ground around the page
ZOOMS = (0.5, 0.75, 1.0, 1.5, 2.0, 3.0, 4.0)
STEPS = {
    Qt.KeyboardModifier.NoModifier: 0.5,
    Qt.KeyboardModifier.ShiftModifier: 5.0,
    Qt.KeyboardModifier.ControlModifier: 0.1,
}
ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class Canvas(QGraphicsView):
    """Shows a design; tells which item was picked, and where one was moved to."""

    picked = Signal(int)
    boxed = Signal(int, object)  # place of the item, its new Box: dragged there
    nudged = Signal(int, object)  # the same, by an arrow key
    seen = Signal()  # zoomed or scrolled

    def __init__(self) -> None:
        super().__init__()
        self.design: Design | None = None
        self.chosen = -1
        self._zoom = 0.0  # 0: as large as there is room
        self._handles: list[BoxHandle] = []
        self._guides: list[tuple[float, float, float, float]] = []
        self._page = QGraphicsPixmapItem()
        self._page.setTransformationMode(Qt.TransformationMode.SmoothTransformation)
        scene = QGraphicsScene(self)
        scene.addItem(self._page)
        self.setScene(scene)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.setAccessibleName(_("版面"))
        self.setMinimumSize(240, 240)
        self.horizontalScrollBar().valueChanged.connect(self.seen)
        self.verticalScrollBar().valueChanged.connect(self.seen)

    @property
    def pixels_per_mm(self) -> float:
        """How large a millimetre is shown."""
        return self.transform().m11()

    def show_design(self, design: Design) -> None:
        """Lie the boxes where the items of this design are."""
        is_other_page = self.design is None or (self.design.width, self.design.height) != (
            design.width,
            design.height,
        )
        self.design = design
        while len(self._handles) > len(design.items):
            self.scene().removeItem(self._handles.pop())
        for at, item in enumerate(design.items):
            if at < len(self._handles):
                self._handles[at].set_box(item.box)
            else:
                handle = BoxHandle(self, at, item.box)
                handle.setZValue(1 + at)
                self._handles.append(handle)
                self.scene().addItem(handle)
        page = QRectF(0, 0, design.width, design.height)
        self.setSceneRect(page.adjusted(-EDGE, -EDGE, EDGE, EDGE))
        if is_other_page:
            self._fit()
        self.pick(min(self.chosen, len(design.items) - 1))

    def show_picture(self, image: QImage) -> None:
        """Show the page as it will be printed."""
        assert self.design is not None
        self._page.setPixmap(QPixmap.fromImage(image))
        self._page.setScale(self.design.width / image.width())

    def pick(self, at: int) -> None:
        """Choose one item; -1 chooses none."""
        changed = at != self.chosen
        self.chosen = at
        for handle in self._handles:
            handle.setSelected(handle.at == at)
            handle.setZValue(1000 if handle.at == at else 1 + handle.at)
        if changed:
            self.picked.emit(at)

    def show_guides(self, across: Sequence[float], down: Sequence[float]) -> None:
        """Draw the lines that an item snaps to while it is dragged."""
        assert self.design is not None
        self._guides = [(x, 0, x, self.design.height) for x in across]
        self._guides += [(0, y, self.design.width, y) for y in down]
        self.viewport().update()

    def zoom(self, by: int) -> None:
        """Show the page one step larger (1), smaller (-1), or as there is room (0)."""
        current = self.pixels_per_mm / PER_MM
        if by > 0:
            self._zoom = next((one for one in ZOOMS if one > current + 0.01), ZOOMS[-1])
        elif by < 0:
            smaller = [one for one in ZOOMS if one < current - 0.01]
            self._zoom = smaller[-1] if smaller else ZOOMS[0]
        else:
            self._zoom = 0.0
        self._fit()

    def drawBackground(self, painter: QPainter, rect: QRectF) -> None:
        painter.fillRect(rect, theme.color("ground"))
        if self.design is not None:
            page = QRectF(0, 0, self.design.width, self.design.height)
            painter.fillRect(page, QColor("white"))

    def drawForeground(self, painter: QPainter, rect: QRectF) -> None:
        pen = QPen(theme.color("accent"), 1, Qt.PenStyle.DashLine)
        pen.setCosmetic(True)
        painter.setPen(pen)
        for line in self._guides:
            painter.drawLine(*(round(one, 2) for one in line))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        arrow = ARROWS.get(Qt.Key(event.key()))
        pressed = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        resizes = bool(pressed & Qt.KeyboardModifier.AltModifier)  # else it moves
        step = STEPS.get(pressed & ~Qt.KeyboardModifier.AltModifier)
        if arrow is None or step is None or self.design is None or self.chosen < 0:
            super().keyPressEvent(event)
            return
        box = self.design.items[self.chosen].box
        across, down = arrow[0] * step, arrow[1] * step
        if resizes:
            changed = resized(box, 0, 0, across, down)
        else:
            changed = box._replace(x=round(box.x + across, 2), y=round(box.y + down, 2))
        self.nudged.emit(self.chosen, changed)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(1 if event.angleDelta().y() > 0 else -1)
        else:
            super().wheelEvent(event)

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)
        self._fit()

    def mousePressEvent(self, event: object) -> None:
        if self.itemAt(event.position().toPoint()) in (None, self._page):
            self.pick(-1)
        super().mousePressEvent(event)

    def _fit(self) -> None:
        if self.design is None:
            return
        room = self.viewport().size()
        least = min(
            room.width() / (self.design.width + 2 * EDGE),
            room.height() / (self.design.height + 2 * EDGE),
        )
        scale = self._zoom * PER_MM if self._zoom else max(least, 0.5)
        self.resetTransform()
        self.scale(scale, scale)
        self.seen.emit()
