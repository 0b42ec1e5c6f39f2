"""Rows of a long list, read only where somebody looks."""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import Any, overload

from PySide6.QtCore import QObject, Qt, Signal

from ui.kit.rows import Column, RowsModel
from ui.kit.tones import Tone

WINDOW = 100  # rows read at once: three screens full
WINDOWS_KEPT = 30

Read = Callable[[int, int], Sequence[Any]]  # from which row, how many


class LazyRows(RowsModel):
    """Knows how many rows there are and reads them window by window, in the order asked for.

    ``ordered`` asks for another order: the number of a column (-1: as they come), and
    whether it descends. A row that vanished since the count is shown as the one before it,
    or empty (None) where its whole window went.
    """

    ordered = Signal(int, bool)

    def __init__(
        self,
        *columns: Column,
        tone: Callable[[Any], Tone | None] | None = None,
        parent: QObject | None = None,
    ):
        self._windows: OrderedDict[int, Sequence[Any]] = OrderedDict()
        self._read: Read = _nothing
        self._total = 0
        super().__init__(*columns, tone=tone, parent=parent)
        self.rows = _Rows(self.row)

    def look(self, count: int, read: Read, total: int) -> None:
        """Show ``count`` rows of the ``total`` there are in all."""
        self.beginResetModel()
        self._windows.clear()
        self._read, self._total = read, total
        self.rows.length = count
        self.endResetModel()
        self.filtered.emit()

    @property
    def total(self) -> int:
        """How many rows there are, those that do not fit too."""
        return self._total

    def row(self, number: int) -> Any:
        """One row; its window is read where it is not at hand."""
        start = number - number % WINDOW
        window = self._windows.get(start)
        if window is None:
            window = self._fetch(start)
        else:
            self._windows.move_to_end(start)
        return window[min(number - start, len(window) - 1)] if window else None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Ask for another order."""
        self.ordered.emit(column, order == Qt.SortOrder.DescendingOrder)

    def at_hand(self, most: int) -> Sequence[Any]:
        """Only what was read already."""
        return [row for window in self._windows.values() for row in window][:most]

    def place_of(self, wanted: Any, near: int) -> int | None:
        """Look where the row stood, and no further."""
        if not 0 <= near < len(self.rows):
            return None
        start = near - near % WINDOW
        self.row(near)
        places = enumerate(self._windows[start], start)
        return next((number for number, row in places if row.id == wanted), None)

    def _fetch(self, start: int) -> Sequence[Any]:
        window = self._read(start, WINDOW)
        self._make_drawable(window)
        self._windows[start] = window
        if len(self._windows) > WINDOWS_KEPT:
            self._windows.popitem(last=False)
        return window


class _Rows(Sequence[Any]):
    """The rows as a sequence, for a table that asks for one after the other."""

    def __init__(self, row: Callable[[int], Any]):
        self.length = 0
        self._row = row

    def __len__(self) -> int:
        return self.length

    @overload
    def __getitem__(self, place: int) -> Any: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Any]: ...
    def __getitem__(self, place: int | slice) -> Any:
        if isinstance(place, slice):
            return [self._row(number) for number in range(*place.indices(self.length))]
        if not -self.length <= place < self.length:
            raise IndexError(place)
        return self._row(place % self.length)


def _nothing(_start: int, _count: int) -> Sequence[Any]:
    return ()
