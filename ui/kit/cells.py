"""How the cells of a table are drawn."""

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
)

from ui import theme
from ui.kit.parts import paint_pill, pill_width
from ui.kit.rows import AT_THE_LEFT, Column, RowsModel
from ui.kit.tones import Tone

ROW_HEIGHT = 38
PADDING = 10
WIDEST_SIGN = 2 * theme.BASE_SIZE  # pixels; words of so few signs fit without being measured
_Index = QModelIndex | QPersistentModelIndex


class Cells(QStyledItemDelegate):
    """Draws a cell: tint, words cut with an ellipsis, pill, hairline below, focus ring.

    It asks the rows and not Qt's index: each question through Qt takes as long as drawing
    the words, and a table has some hundred cells in sight.
    """

    def __init__(self, rows: RowsModel, parent: QTableView):
        super().__init__(parent)
        self._rows = rows

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        rows, area = self._rows, option.rect
        column, row = rows.columns[index.column()], rows.rows[index.row()]
        self._paint_behind(painter, option, rows.tone(row))
        words = area.adjusted(PADDING, 0, -PADDING, 0)
        tag = column.pill(row)
        if tag is not None:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            paint_pill(painter, words, tag)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        elif row is not None and (text := column.shown(row)):
            self._paint_words(painter, words, column, text)
        self._paint_ring(painter, area, index)

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        column, row = self._rows.columns[index.column()], self._rows.rows[index.row()]
        tag = column.pill(row)
        if tag is not None:
            return QSize(pill_width(tag.text) + 2 * PADDING, ROW_HEIGHT)
        width = option.fontMetrics.horizontalAdvance(index.data() or "")
        return QSize(width + 2 * PADDING, ROW_HEIGHT)

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: _Index,
    ) -> bool:
        if event.type() != QEvent.Type.ToolTip or not index.isValid():
            return False
        is_cut = self.sizeHint(option, index).width() > option.rect.width()
        QToolTip.showText(event.globalPos(), index.data() if is_cut else "", view)
        return True

    def _paint_behind(
        self, painter: QPainter, option: QStyleOptionViewItem, tone: Tone | None
    ) -> None:
        area, state = option.rect, option.state
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, theme.color("accent_tint"))
        elif tone is not None:
            painter.fillRect(area, theme.soft(tone.behind))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(area, theme.color("hover"))
        painter.fillRect(area.left(), area.bottom(), area.width(), 1, theme.color("line"))

    def _paint_words(self, painter: QPainter, room: QRect, column: Column, words: str) -> None:
        painter.setFont(theme.font(bold=column.bold))
        painter.setPen(theme.color("muted" if column.muted else "text"))
        if len(words) * WIDEST_SIGN > room.width():
            metrics = painter.fontMetrics()
            words = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, AT_THE_LEFT, words)

    def _paint_ring(self, painter: QPainter, area: QRect, index: _Index) -> None:
        """A bar at the left of the row with the cursor shows where the keyboard is."""
        view = self.parent()
        if not isinstance(view, QTableView) or not view.hasFocus():
            return
        is_here = index.row() == view.currentIndex().row()
        if is_here and view.horizontalHeader().logicalIndex(0) == index.column():
            bar = QRect(area.left(), area.top(), 3, area.height() - 1)
            painter.fillRect(bar, theme.color("accent"))
