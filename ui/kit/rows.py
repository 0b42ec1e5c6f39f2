"""Rows and columns of every table: sorting, filtering and copying of frozen values."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt, Signal

from ui import fonts
from ui.kit.tones import Tag, Tone

# Numbers too: their columns are few and far between, and heads stand above what they name.
AT_THE_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


def as_text(value: Any) -> str:
    """Show nothing for nothing, and everything else as it is."""
    return "" if value is None else str(value)


@dataclass(frozen=True)
class Column:
    """One column: which field of a row it shows, and how."""

    title: str
    field: str
    text: Callable[[Any], str] = as_text
    tag: Callable[[Any], Tag | None] | None = None  # shown as a pill instead of words
    sort: Callable[[Any], Any] | None = None  # from the row; without it the field itself
    width: int = 0  # 0: takes the room that is left
    bold: bool = False
    muted: bool = False

    def shown(self, row: Any) -> str:
        """Give the words in the cell, also where a pill is drawn."""
        if self.tag is None:
            return self.text(getattr(row, self.field))
        tag = self.pill(row)
        return tag.text if tag else ""

    def pill(self, row: Any) -> Tag | None:
        """Give what is drawn in place of the words."""
        return self.tag(getattr(row, self.field)) if self.tag and row is not None else None

    def copied(self, row: Any) -> str:
        """Give what a spreadsheet should get: text fields as stored, the rest as shown."""
        value = getattr(row, self.field)
        plain = value if isinstance(value, str) and self.tag is None else self.shown(row)
        return plain.replace("\t", " ").replace("\n", " ")

    def value(self, row: Any) -> Any:
        """Give what the column is sorted by; None stands last in either direction."""
        return self.sort(row) if self.sort else getattr(row, self.field)


class RowsModel(QAbstractTableModel):
    """Shows a list of frozen rows; knows nothing of the database.

    ``rows`` is what the user sees now, after filter and sorting. ``find`` names fields
    that are searched but not shown, such as the initials of a name.
    """

    filtered = Signal()

    def __init__(
        self,
        *columns: Column,
        find: tuple[str, ...] = (),
        tone: Callable[[Any], Tone | None] | None = None,
        parent: QObject | None = None,
    ):
        super().__init__(parent)
        self.columns = columns
        self.rows: Sequence[Any] = ()
        self._all: Sequence[Any] = ()
        self._find = find
        self._tone = tone
        self._texts: Sequence[str] = ()  # what is searched of each row, made at the first search
        self._words: tuple[str, ...] = ()
        self._keep: Callable[[Any], bool] | None = None
        self._sorted_by: tuple[int, Qt.SortOrder] | None = None

    def show(self, rows: Sequence[Any]) -> None:
        """Show these rows from now on; filter and sorting stay as they are."""
        self._all = tuple(rows)
        self._texts = ()
        self._make_drawable(self._all)
        self._arrange()

    def put(self, *rows: Any) -> None:
        """Show ``rows`` in place of those with their ids, where those stand now."""
        new = {row.id: row for row in rows}
        self._all = tuple(new.get(one.id, one) for one in self._all)
        self._texts = ()
        changed = [number for number, one in enumerate(self.rows) if one.id in new]
        self.rows = [new.get(one.id, one) for one in self.rows]
        if changed:
            last = self.index(changed[-1], len(self.columns) - 1)
            self.dataChanged.emit(self.index(changed[0], 0), last)

    def filter(self, text: str = "", keep: Callable[[Any], bool] | None = None) -> None:
        """Show only rows that hold every word of ``text`` and that ``keep`` keeps."""
        self._words = tuple(text.casefold().split())
        self._keep = keep
        self._arrange()

    @property
    def total(self) -> int:
        """How many rows there are, hidden ones too."""
        return len(self._all)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Order by a column; column -1 brings back the order in which the rows came."""
        self._sorted_by = None if column < 0 else (column, order)
        self._arrange()

    def at_hand(self, most: int) -> Sequence[Any]:
        """Rows from the top, at most so many, that cost no reading."""
        return self.rows[:most]

    def place_of(self, wanted: Any, near: int) -> int | None:
        """Where the row with that id stands now; it stood at ``near`` before."""
        places = enumerate(self.rows)
        return next((n for n, row in places if getattr(row, "id", row) == wanted), None)

    def table_text(self, indexes: Sequence[int]) -> str:
        """Write rows as a spreadsheet pastes them: tabs, and a line of titles."""
        lines = [[column.title for column in self.columns]]
        rows = (self.rows[i] for i in indexes)
        lines += [[one.copied(row) for one in self.columns] for row in rows if row is not None]
        return "\n".join("\t".join(line) for line in lines)

    def rowCount(self, parent: QModelIndex = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: QModelIndex = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return AT_THE_LEFT
        return None

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return AT_THE_LEFT
        column, row = self.columns[index.column()], self.rows[index.row()]
        if row is None:  # gone since a long list was counted
            return None
        if role == Qt.ItemDataRole.DisplayRole or role == Qt.ItemDataRole.AccessibleTextRole:
            return column.shown(row)
        return None

    def tone(self, row: Any) -> Tone | None:
        """How the whole row is tinted."""
        return self._tone(row) if self._tone and row is not None else None

    def _make_drawable(self, rows: Sequence[Any]) -> None:
        """Load the fonts for what is rare in these rows; thousands of them must cost nothing."""
        fields = attrgetter(*(one.field for one in self.columns), "__class__")  # never one alone
        for row in rows:
            fonts.ready_for("".join(map(str, fields(row))))

    def _arrange(self) -> None:
        self.beginResetModel()
        rows = self._matching()
        if self._keep:
            rows = [row for row in rows if self._keep(row)]
        if self._sorted_by:
            rows = self._in_order(rows, *self._sorted_by)
        self.rows = rows
        self.endResetModel()
        self.filtered.emit()

    def _in_order(self, rows: list[Any], number: int, order: Qt.SortOrder) -> list[Any]:
        value = self.columns[number].value
        known = [row for row in rows if value(row) is not None]
        known.sort(key=value, reverse=order == Qt.SortOrder.DescendingOrder)
        return known + [row for row in rows if value(row) is None]

    def _matching(self) -> list[Any]:
        if not self._words:
            return list(self._all)
        if not self._texts:
            self._texts = tuple(self._searched(row) for row in self._all)
        pairs = zip(self._all, self._texts, strict=True)
        return [row for row, text in pairs if all(word in text for word in self._words)]

    def _searched(self, row: Any) -> str:
        parts = [as_text(getattr(row, name)) for name in self._find]
        for column in self.columns:
            parts += (as_text(getattr(row, column.field)), column.shown(row))
        return "\n".join(parts).casefold()
