"""The tree of organisations at the left: choose one to see its people."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QTreeWidget, QTreeWidgetItem, QWidget

from dongan_training.people.queries import UnitRow
from dongan_training.texts import _
from ui import fonts

ID = Qt.ItemDataRole.UserRole
WIDTH = 250


class UnitTree(QTreeWidget):
    """Each unit with the number of its people; the first line stands for everybody."""

    chosen = Signal(object)  # the id of a unit, or None for everybody

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self.setAccessibleName(_("党组织"))
        self.setHeaderHidden(True)
        self.setFixedWidth(WIDTH)
        self.setIndentation(16)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.currentItemChanged.connect(self._tell)

    def show_units(self, rows: Sequence[UnitRow]) -> None:
        """Show these units; what was chosen and opened stays so."""
        kept = self.unit_id
        opened = {item.data(0, ID) for item in self._items() if item.isExpanded()}
        self.blockSignals(True)
        self.clear()
        by_id: dict[str | None, QTreeWidgetItem] = {}
        for unit in rows:
            item = self._line(unit, by_id.get(unit.parent_id))
            by_id[unit.id] = item
            item.setExpanded(unit.depth == 0 or unit.id in opened)
        self.setCurrentItem(by_id.get(kept) or self.topLevelItem(0))
        self.blockSignals(False)

    @property
    def unit_id(self) -> str | None:
        """The unit chosen; None while everybody is shown."""
        return _unit_of(self.currentItem())

    def _line(self, unit: UnitRow, parent: QTreeWidgetItem | None) -> QTreeWidgetItem:
        fonts.ready_for(unit.name)
        item = QTreeWidgetItem([f"{unit.name}  {unit.people}"])
        item.setData(0, ID, unit.id)
        item.setToolTip(0, unit.name)
        if parent is None:
            self.addTopLevelItem(item)
        else:
            parent.addChild(item)
        return item

    def _items(self) -> list[QTreeWidgetItem]:
        any_text = Qt.MatchFlag.MatchContains | Qt.MatchFlag.MatchRecursive
        return self.findItems("", any_text)

    def _tell(self, current: QTreeWidgetItem | None, _before: object) -> None:
        self.chosen.emit(_unit_of(current))


def _unit_of(item: QTreeWidgetItem | None) -> str | None:
    """The county at the top stands for everybody."""
    if item is None or item.parent() is None:
        return None
    return str(item.data(0, ID))
