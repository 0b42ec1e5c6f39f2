"""The two charts of an exam: how many reached which marks, and how the townships did."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from dongan_training.exam.analysing import GroupResult
from dongan_training.exam.analysis import Band
from dongan_training.texts import _, listed
from ui import theme
from ui.exam.wording import percent
from ui.kit import Meter, Words

GAP, COUNT_ROOM, NAME_ROOM = 12, 22, 26


class BandColumns(QWidget):
    """One column for each band of marks; those who failed stand grey."""

    def __init__(self) -> None:
        super().__init__()
        self._bands: Sequence[Band] = ()
        self._pass_share = 0.6
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_bands(self, bands: Sequence[Band], pass_share: float) -> None:
        """Show these bands; the ones below the pass mark are grey."""
        self._bands, self._pass_share = bands, pass_share
        told = listed(f"{_name(band)} {band.count}" for band in bands)
        self.setAccessibleName(_("分数分布：{told}").format(told=told))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(520, 190)

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._bands:
            return
        most = max(band.count for band in self._bands) or 1
        width = (self.width() - GAP * (len(self._bands) + 1)) / len(self._bands)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            for number, band in enumerate(self._bands):
                room = self.height() - COUNT_ROOM - NAME_ROOM
                height = room * band.count / most
                left = GAP + number * (width + GAP)
                column = QRectF(left, COUNT_ROOM + room - height, width, height)
                self._paint(painter, band, column)

    def _paint(self, painter: QPainter, band: Band, column: QRectF) -> None:
        failed = band.high < self._pass_share * 100
        painter.save()
        painter.setClipRect(column)  # corners at the top only: the column stands on the ground
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("edge" if failed else "accent"))
        painter.drawRoundedRect(column.adjusted(0, 0, 0, 8), 4, 4)
        painter.restore()
        painter.setFont(theme.font(13))
        painter.setPen(theme.color("text"))
        count = QRectF(column.left(), column.top() - COUNT_ROOM, column.width(), COUNT_ROOM)
        painter.drawText(count, Qt.AlignmentFlag.AlignCenter, str(band.count))
        painter.setPen(theme.color("muted"))
        name = QRectF(column.left(), self.height() - NAME_ROOM, column.width(), NAME_ROOM)
        painter.drawText(name, Qt.AlignmentFlag.AlignCenter, _name(band))


class TownshipBars(QWidget):
    """A bar for each township, the best first."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(18)
        self._grid.setVerticalSpacing(10)
        self._grid.setColumnStretch(1, 1)

    def show_townships(self, townships: Sequence[GroupResult]) -> None:
        """Show these townships in place of those before."""
        while (item := self._grid.takeAt(0)) is not None:
            item.widget().deleteLater()
        for number, one in enumerate(townships):
            name = one.name or _("未填单位")
            share = Words(percent(one.pass_rate))
            share.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            share.setToolTip(
                _("{passed} / {taken} 人及格").format(passed=one.passed, taken=one.taken)
            )
            self._grid.addWidget(Words(name), number, 0)
            self._grid.addWidget(Meter(name, one.pass_rate, 1, height=12), number, 1)
            self._grid.addWidget(share, number, 2)


def _name(band: Band) -> str:
    return _("60以下") if band.low == 0 else f"{band.low}–{band.high}"
