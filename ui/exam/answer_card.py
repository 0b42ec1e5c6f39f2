"""The answer card (答题卡): which questions are answered, marked, open, and which is shown."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QWidget

from dongan_training.texts import _
from ui import theme

COLUMNS = 6
CELL = QSize(44, 44)  # what a finger meets; the square drawn is smaller by the gap
GAP = 3  # pixels around each square


@dataclass(frozen=True)
class CellState:
    """How one question stands."""

    answered: bool
    flagged: bool
    shown: bool


class AnswerCard(QWidget):
    """A small square for each question; a click shows the question."""

    picked = Signal(int)  # place, from 0

    def __init__(self, count: int):
        super().__init__()
        self.setAccessibleName(_("答题卡"))
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(0)
        self._grid.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.cells = [_Cell(place) for place in range(count)]
        for cell in self.cells:
            cell.picked.connect(self.picked)
        self.set_columns(COLUMNS)

    def set_columns(self, columns: int) -> None:
        """Lay the squares out anew, so many in a row."""
        for place, cell in enumerate(self.cells):
            self._grid.addWidget(cell, place // columns, place % columns)
        self.full_height = -(-len(self.cells) // columns) * CELL.height()

    def show_states(self, states: Sequence[CellState]) -> None:
        """Show how all questions stand now."""
        for cell, state in zip(self.cells, states, strict=True):
            cell.show_state(state)


class _Cell(QAbstractButton):
    picked = Signal(int)

    def __init__(self, place: int):
        super().__init__()
        self._place = place
        self._state = CellState(answered=False, flagged=False, shown=False)
        self.setText(str(place + 1))
        self.setFixedSize(CELL)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.clicked.connect(self._pick)

    def show_state(self, state: CellState) -> None:
        """Change colour, sign and accessible name where the state is another one."""
        if state != self._state:
            self._state = state
            self.update()
        answered = _("已答") if state.answered else _("未答")
        marked = _("，已标记") if state.flagged else ""
        self.setAccessibleName(
            _("第 {number} 题，{answered}{marked}").format(
                number=self.text(), answered=answered, marked=marked
            )
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        ground, edge, words = self._tokens()
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setBrush(theme.color(ground))
            focus = self.hasFocus()
            painter.setPen(QPen(theme.color("focus" if focus else edge), 2 if focus else 1))
            inset = GAP + (1.0 if focus else 0.5)
            area = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
            painter.drawRoundedRect(area, 6, 6)
            if self._state.flagged:
                self._paint_corner(painter)
            painter.setFont(theme.font(14, bold=self._state.shown))
            painter.setPen(theme.color(words))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())

    def _paint_corner(self, painter: QPainter) -> None:
        """A dog-ear says "marked" where colours are not seen, and on the question shown."""
        right, top, size = self.width() - GAP - 3.0, GAP + 3.0, 9.0
        corner = QPolygonF(
            [QPointF(right - size, top), QPointF(right, top), QPointF(right, top + size)]
        )
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("on_accent" if self._state.shown else "attention"))
        painter.drawPolygon(corner)

    def _tokens(self) -> tuple[str, str, str]:
        if self._state.shown:
            return "accent", "accent", "on_accent"
        if self._state.flagged:
            return "attention_tint", "attention", "attention"
        if self._state.answered:
            return "good_tint", "good_edge", "good"
        return "card", "edge", "text"

    def _pick(self) -> None:
        self.picked.emit(self._place)
