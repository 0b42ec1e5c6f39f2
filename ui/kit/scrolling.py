"""What scrolls where a screen has too little room for it."""

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, QTimer
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QFrame,
    QHeaderView,
    QLayout,
    QLayoutItem,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ui.kit.states import Banner

LEAST_SEEN = 120  # pixels of it that are always seen
LEAST_LIST = 100  # pixels of a list: its head and two rows
LIST = 180  # pixels of a list where all scrolls: its head and four rows
ROUND_FOCUS = 24  # pixels above and below what has the focus
BESIDE_THE_BAR = 8  # pixels


class FollowingArea(QScrollArea):
    """Scrolls to what the keyboard has come to, also where no Tab led there."""

    def __init__(self, content: QWidget):
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(content)
        QApplication.instance().focusChanged.connect(self._follow_focus)

    def _follow_focus(self, _old: QWidget | None, new: QWidget | None) -> None:
        pressed = QApplication.mouseButtons() != Qt.MouseButton.NoButton
        if new is None or pressed or not self.widget().isAncestorOf(new):
            return
        self.ensureWidgetVisible(new, 0, 0)  # of a list only the row with the cursor
        top = new.mapTo(self.widget(), QPoint(0, 0)).y()
        bar, low = self.verticalScrollBar(), top + new.height() + ROUND_FOCUS
        bar.setValue(max(bar.value(), low - self.viewport().height()))
        bar.setValue(min(bar.value(), top - ROUND_FOCUS))  # of what is too high, its beginning


class ScrollingPart(FollowingArea):
    """Asks for the room its content needs, and scrolls up and down when it gets less.

    A notice that appears comes into sight by itself.
    """

    def __init__(self, content: QWidget):
        super().__init__(content)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for part in (self.viewport(), content):
            part.setAutoFillBackground(False)
        for notice in content.findChildren(Banner):
            notice.installEventFilter(self)

    def sizeHint(self) -> QSize:
        return self.widget().sizeHint()

    def minimumSizeHint(self) -> QSize:
        bar = self.verticalScrollBar().sizeHint().width()
        return QSize(self.widget().minimumSizeHint().width() + bar, LEAST_SEEN)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        content = self.widget()
        width -= (
            self.verticalScrollBar().sizeHint().width()
        )  # what wraps beside the bar, needs room
        high = content.heightForWidth(width) if content.hasHeightForWidth() else 0
        return max(high, content.minimumSizeHint().height())

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()  # the content changed: the dialog may grow
        return super().event(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, Banner):
            QTimer.singleShot(0, watched, lambda: self.ensureWidgetVisible(watched, 0, 0))
        return super().eventFilter(watched, event)


def least_height(layout: QLayout, width: int) -> int:
    """Give the height below which something in ``layout`` would be cut off."""
    least = layout.totalMinimumSize().height()
    return (
        max(least, layout.totalMinimumHeightForWidth(width))
        if layout.hasHeightForWidth()
        else least
    )


def lists_yield(holder: QWidget) -> None:
    """Let the lists in ``holder`` be as low as two rows: they scroll by themselves."""
    for view in holder.findChildren(QAbstractItemView):
        least = view.minimumHeight() or view.minimumSizeHint().height()
        if least > LEAST_LIST and view.window() is holder:
            view.setMinimumHeight(LEAST_LIST)
            _tell_layouts(view, holder)


def lists_recover(holder: QWidget) -> None:
    """Where ``holder`` scrolls anyhow, its lists show more than two rows."""
    for view in holder.findChildren(QAbstractItemView):
        is_list = not isinstance(view, QHeaderView)
        if is_list and view.minimumHeight() <= LEAST_LIST and view.window() is holder:
            view.setMinimumHeight(min(LIST, view.maximumHeight()))
            _tell_layouts(view, holder)


def _tell_layouts(part: QWidget, holder: QWidget) -> None:
    """Let the layouts between the two reckon anew at once, not with the next event."""
    while part is not holder:
        part.updateGeometry()
        part = part.parentWidget()


def scrolling_but_last(column: QVBoxLayout) -> ScrollingPart:
    """Let all that stands in ``column`` scroll, but for its last line."""
    content = QWidget()
    inner = QVBoxLayout(content)
    inner.setContentsMargins(0, 0, BESIDE_THE_BAR, 0)
    inner.setSpacing(column.spacing())
    while column.count() > 1:
        stretch, item = column.stretch(0), column.takeAt(0)
        _put(inner, item, stretch)
    part = ScrollingPart(content)
    column.insertWidget(0, part, 1)
    part.show()  # at once: Qt would wait for the next event
    return part


def _put(column: QVBoxLayout, item: QLayoutItem, stretch: int) -> None:
    """Put what was taken out of another layout at the end of ``column``."""
    part, line = item.widget(), item.layout()
    if part is not None:
        column.addWidget(part, stretch, item.alignment())
    elif line is not None:
        column.addLayout(line, stretch)
    else:
        column.addSpacing(item.sizeHint().height())
        column.setStretch(column.count() - 1, stretch)
