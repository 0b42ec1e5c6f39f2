"""The tree of organisations at the left: choose one to see its people."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QTreeWidgetItem

from dongan_training.people.queries import UnitRow
from dongan_training.people.tree import FIRST
from dongan_training.texts import _
from ui.kit.arranged_tree import ID, ArrangedTree, Where

WIDTH = 250


class UnitTree(ArrangedTree):
    """Each unit with the number of its people; the first line stands for everybody.

    Units are dragged onto others, or between their siblings.
    """

    chosen = Signal(object)  # the id of a unit, or None for everybody
    moving = Signal(str, str, str)  # unit, new upper unit, sibling it is to follow ("": the end)

    def __init__(self) -> None:
        super().__init__(_("党组织"))
        self.setFixedWidth(WIDTH)
        self.currentItemChanged.connect(self._tell)

    def show_units(self, rows: Sequence[UnitRow]) -> None:
        """Show these units; what was chosen and opened stays so."""
        kept = self.unit_id
        opened = {item.data(0, ID) for item in self.items() if item.isExpanded()}
        self.blockSignals(True)
        self.clear()
        by_id: dict[str | None, QTreeWidgetItem] = {}
        for unit in rows:
            item = self.line(unit.name, unit.people, unit.id, by_id.get(unit.parent_id))
            by_id[unit.id] = item
            item.setExpanded(unit.depth == 0 or unit.id in opened)
        self.setCurrentItem(by_id.get(kept) or self.topLevelItem(0))
        self.blockSignals(False)

    @property
    def unit_id(self) -> str | None:
        """The unit chosen; None while everybody is shown."""
        return _unit_of(self.currentItem())

    def dropped(
        self, dragged: QTreeWidgetItem, target: QTreeWidgetItem | None, where: Where
    ) -> None:
        if target is None:
            return
        upper = target.parent()
        if where == Where.OnItem or where == Where.OnViewport or upper is None:
            self.moving.emit(dragged.data(0, ID), target.data(0, ID), "")
            return
        place = upper.indexOfChild(target)
        if where == Where.AboveItem:
            place -= 1
        follows = upper.child(place).data(0, ID) if place >= 0 else FIRST
        if follows != dragged.data(0, ID):
            self.moving.emit(dragged.data(0, ID), upper.data(0, ID), follows)

    def _tell(self, current: QTreeWidgetItem | None, _before: object) -> None:
        self.chosen.emit(_unit_of(current))


def _unit_of(item: QTreeWidgetItem | None) -> str | None:
    """The county at the top stands for everybody."""
    if item is None or item.parent() is None:
        return None
    return str(item.data(0, ID))
