"""The one table of all pages: quiet rows, pills, keyboard, and a memory for its columns."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QFontMetrics,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QHeaderView,
    QTableView,
)

from dongan_training.texts import _
from ui import theme
from ui.kit.cells import PADDING, ROW_HEIGHT, Cells
from ui.kit.parts import pill_width
from ui.kit.rows import Column, RowsModel
from ui.kit.states import EmptyState
from ui.memory import window_memory

MEASURED = 400  # rows whose pills are measured: they hold every kind there is
SAMPLE = 100  # rows whose words are measured where there is too little room for all columns
LEAST_BROAD, BROAD = 96, 170  # pixels of a column that takes the room that is left
DIGITS = range(Qt.Key.Key_1, Qt.Key.Key_9 + 1)
ENDS = (Qt.Key.Key_Home, Qt.Key.Key_End)


class Table(QTableView):
    """Rows of a RowsModel. Sorts by a click on a title or Alt+1 … 9, copies with Ctrl+C.

    ``opened`` carries the row on Enter or a double click, ``picked`` the current row
    (or None). ``name`` is under which the widths of its columns are remembered.
    """

    opened = Signal(object)
    picked = Signal(object)

    def __init__(self, rows: RowsModel, name: str):
        super().__init__()
        self.rows = rows
        self._name = name
        self._empty: EmptyState | None = None
        self._wanted: dict[int, int] = {}  # pixels of columns that do not take what is left
        self._no_match = EmptyState("search", _("没有符合条件的行。"), parent=self.viewport())
        self.setObjectName(f"table-{name}")
        self.setAccessibleName(_("列表"))
        self._dress()
        self.setModel(rows)
        # Titles look whether all rows below them are marked, one by one, at each painting.
        self.horizontalHeader().setSelectionModel(QItemSelectionModel(rows, self))
        self._lay_out_columns()
        rows.modelAboutToBeReset.connect(self._note_place)
        rows.modelReset.connect(self._find_place)
        rows.modelReset.connect(self._fit_pills)
        self.doubleClicked.connect(self._open_index)
        self.selectionModel().currentRowChanged.connect(self._tell_picked)
        self._find_place()

    def set_empty(self, state: EmptyState) -> None:
        """Show ``state`` in place of the rows while there are none at all."""
        self._empty = state
        state.setParent(self.viewport())
        self._show_states()

    def set_no_match(self, state: EmptyState) -> None:
        """Show ``state`` while there are rows but none fits what was searched and filtered."""
        self._no_match.deleteLater()
        self._no_match = state
        state.setParent(self.viewport())
        self._show_states()

    def current(self) -> Any | None:
        """The row with the cursor, or None."""
        index = self.currentIndex()
        return self.rows.rows[index.row()] if index.isValid() else None

    def selected(self) -> Sequence[Any]:
        """The rows that are marked, from top to bottom."""
        rows = (self.rows.rows[i] for i in self.selected_numbers())
        return [row for row in rows if row is not None]

    def selected_numbers(self) -> list[int]:
        """The places of the rows that are marked; none of them is read."""
        areas = self.selectionModel().selection()
        return sorted({row for area in areas for row in range(area.top(), area.bottom() + 1)})

    def mark(self, numbers: Sequence[int]) -> None:
        """Mark rows, given from top to bottom; the cursor goes to the first unless it is on one."""
        wanted = QItemSelection()
        last = len(self.rows.columns) - 1
        for _gap, run in groupby(enumerate(numbers), lambda one: one[1] - one[0]):
            found = [number for _place, number in run]  # neighbours
            wanted.select(self.rows.index(found[0], 0), self.rows.index(found[-1], last))
        if not wanted.contains(self.currentIndex()):
            self.pick(numbers[0])
        self.selectionModel().select(wanted, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def pick(self, number: int) -> None:
        """Put the cursor on a row, and on no other, whatever keys are held down now."""
        index = self.rows.index(number, max(self.currentIndex().column(), 0))
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open_index(self.currentIndex())
        elif event.key() == Qt.Key.Key_Tab or event.key() == Qt.Key.Key_Backtab:
            event.ignore()
        elif event.key() in DIGITS and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self._sort_by(event.key() - DIGITS.start)
        elif event.key() in ENDS and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._go_to_end(first=event.key() == Qt.Key.Key_Home)
        else:
            super().keyPressEvent(event)

    def _go_to_end(self, *, first: bool) -> None:
        """To the first or last row, with or without Ctrl: whole rows are marked, not cells."""
        if self.rows.rows:
            self.pick(0 if first else len(self.rows.rows) - 1)
            self.scrollTo(self.currentIndex())

    def _sort_by(self, place: int) -> None:
        """As a click on the title of the column that stands there, from 0."""
        titles, (up, down) = self.horizontalHeader(), Qt.SortOrder
        columns = map(titles.logicalIndex, range(titles.count()))
        shown = [column for column in columns if not self.isColumnHidden(column)]
        now = titles.sortIndicatorSection(), titles.sortIndicatorOrder()
        if place < len(shown):
            column = shown[place]
            following = {(column, up): (column, down), (column, down): (-1, up)}
            titles.setSortIndicator(*following.get(now, (column, up)))

    def copy_all(self) -> None:
        """Put all rows on the clipboard."""
        self.selectAll()
        self.copy()

    def copy(self) -> None:
        """Put the marked rows on the clipboard, ready for a spreadsheet."""
        QGuiApplication.clipboard().setText(self.rows.table_text(self.selected_numbers()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_room()
        for state in (self._empty, self._no_match):
            if state:
                state.setGeometry(self.viewport().rect())

    def sizeHint(self) -> QSize:
        return QSize(480, 240)

    def minimumSizeHint(self) -> QSize:
        return QSize(240, 160)

    def _dress(self) -> None:
        self.setItemDelegate(Cells(self.rows, self))
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(ROW_HEIGHT)
        titles = self._titles = _Titles(Qt.Orientation.Horizontal, self)
        self.setHorizontalHeader(titles)
        titles.setSectionsClickable(True)
        titles.setHighlightSections(False)
        titles.setMinimumSectionSize(56)
        titles.setSectionsMovable(True)
        titles.setSortIndicatorClearable(True)
        titles.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.setSortingEnabled(True)

    def _lay_out_columns(self) -> None:
        titles = self.horizontalHeader()
        for number, column in enumerate(self.rows.columns):
            mode = QHeaderView.ResizeMode.Interactive if column.width else None
            titles.setSectionResizeMode(number, mode or QHeaderView.ResizeMode.Stretch)
            if column.width:
                self._wanted[number] = max(column.width, _title_width(column))
                self.setColumnWidth(number, self._wanted[number])
        remembered = window_memory().value(f"columns/{self._name}/{len(self.rows.columns)}")
        self._is_arranged = remembered is not None
        if remembered is not None:
            titles.restoreState(remembered)
            titles.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        titles.sectionResized.connect(self._remember)
        titles.sectionMoved.connect(self._remember)

    def _remember(self) -> None:
        """Keep what the user did by hand; Qt's own fitting of a window is not worth keeping."""
        if not self._titles.is_held:
            return
        self._is_arranged = True
        key = f"columns/{self._name}/{len(self.rows.columns)}"
        window_memory().setValue(key, self.horizontalHeader().saveState())

    def _fit_pills(self) -> None:
        """A pill says how things stand, so it is never cut off; words may be."""
        if self._is_arranged:
            return
        for number, column in enumerate(self.rows.columns):
            if column.tag and column.width:
                found = (
                    column.tag(getattr(one, column.field)) for one in self.rows.at_hand(MEASURED)
                )
                widest = max((pill_width(tag.text) for tag in set(found) if tag), default=0)
                self._wanted[number] = max(widest + 2 * PADDING, self._wanted[number])
        self._share_room()

    def _share_room(self) -> None:
        """Columns that take the room that is left keep a width in which one can still read.

        For that the others become as narrow as their words allow.
        """
        titles = self.horizontalHeader()
        broad = [number for number, one in enumerate(self.rows.columns) if not one.width]
        if not self._is_arranged:
            self._make_room(self.viewport().width() - len(broad) * BROAD)
        if not broad:
            return
        taken = sum(self.columnWidth(n) for n in range(titles.count()) if n not in broad)
        narrow = self.viewport().width() - taken < len(broad) * LEAST_BROAD
        mode = QHeaderView.ResizeMode.Interactive if narrow else QHeaderView.ResizeMode.Stretch
        for number in broad:
            if titles.sectionResizeMode(number) != mode:
                titles.setSectionResizeMode(number, mode)
            if narrow and not self._is_arranged:
                self.setColumnWidth(number, BROAD)

    def _make_room(self, room: int) -> None:
        shown = (one for number, one in self._wanted.items() if not self.isColumnHidden(number))
        is_short = sum(shown) > room
        sample = self.rows.at_hand(SAMPLE) if is_short else ()
        for number, wanted in self._wanted.items():
            width = min(wanted, self._needed(number, sample)) if sample else wanted
            if width != self.columnWidth(number):
                self.setColumnWidth(number, width)

    def _needed(self, number: int, sample: Sequence[Any]) -> int:
        column = self.rows.columns[number]
        metrics = QFontMetrics(theme.font(bold=column.bold))
        texts = {column.shown(row) for row in sample}
        width = pill_width if column.tag else metrics.horizontalAdvance
        return max(_title_width(column), max(map(width, texts)) + 2 * PADDING + 2)

    def _open_index(self, index: QModelIndex) -> None:
        if index.isValid():
            self.opened.emit(self.rows.rows[index.row()])

    def _tell_picked(self, current: QModelIndex) -> None:
        self.picked.emit(self.rows.rows[current.row()] if current.isValid() else None)

    def _note_place(self) -> None:
        current = self.current()
        near = self.currentIndex().row()
        self._place = (getattr(current, "id", current), near, self.verticalScrollBar().value())

    def _find_place(self) -> None:
        """After new rows came, stand where the user stood before."""
        wanted, near, scrolled = getattr(self, "_place", (None, 0, 0))
        number = None if wanted is None else self.rows.place_of(wanted, near)
        if number is not None:
            self.pick(number)
        self.verticalScrollBar().setValue(scrolled)
        self._show_states()

    def _show_states(self) -> None:
        """Where there are no rows, the keyboard goes to what can be done about it."""
        nothing = self.rows.rowCount() == 0
        hidden = self.rows.total > 0
        shown = (self._no_match if hidden else self._empty) if nothing else None
        states = [state for state in (self._empty, self._no_match) if state]
        was_here = any(state.isAncestorOf(QApplication.focusWidget()) for state in states)
        self.setFocusProxy(shown.buttons[0] if shown and shown.buttons else None)
        if was_here:
            self.setFocus()  # before its button is hidden
        for state in states:
            state.setVisible(state is shown)
            state.setGeometry(self.viewport().rect())


def _title_width(column: Column) -> int:
    metrics = QFontMetrics(theme.font(13))
    return metrics.horizontalAdvance(column.title) + 2 * PADDING + 4


class _Titles(QHeaderView):
    """Knows whether a hand is on it: a page laid out below a pressed button is no wish."""

    is_held = False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.is_held = True
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        self.is_held = False
