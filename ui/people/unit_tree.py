"""The tree of organisations at the left: choose one to see its people."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QDropEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QTreeWidget, QTreeWidgetItem, QWidget

from dongan_training.people.queries import UnitRow
from dongan_training.people.tree import FIRST
from dongan_training.texts import _
from ui import fonts

ID = Qt.ItemDataRole.UserRole
WIDTH = 250


class UnitTree(QTreeWidget):
    """Each unit with the number of its people; the first line stands for everybody.

    Units are dragged onto others, or between their siblings; the tree itself moves nothing,
    it only asks. F2 and Delete are for the unit with the cursor.
    """

    chosen = Signal(object)  # the id of a unit, or None for everybody
    moving = Signal(str, str, str)  # unit, new upper unit, sibling it is to follow ("": the end)
    menu_asked = Signal(QPoint)  # on the screen
    changing = Signal()
    removing = Signal()

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self.setAccessibleName(_("党组织"))
        self.setHeaderHidden(True)
        self.setFixedWidth(WIDTH)
        self.setIndentation(16)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._ask_for_menu)
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

    @property
    def current_id(self) -> str | None:
        """The unit with the cursor, the county too."""
        item = self.currentItem()
        return str(item.data(0, ID)) if item else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F2:
            self.changing.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self.removing.emit()
        else:
            super().keyPressEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        dragged, target = self.currentItem(), self.itemAt(event.position().toPoint())
        where = self.dropIndicatorPosition()
        event.setDropAction(Qt.DropAction.IgnoreAction)  # what is shown follows what is stored
        event.accept()
        if dragged is not None and target is not None:
            self.ask_to_move(dragged, target, where)

    def ask_to_move(
        self,
        dragged: QTreeWidgetItem,
        target: QTreeWidgetItem,
        where: QAbstractItemView.DropIndicatorPosition,
    ) -> None:
        """Ask for what a drop on, above or below ``target`` means."""
        places = QAbstractItemView.DropIndicatorPosition
        upper = target.parent()
        if where == places.OnItem or where == places.OnViewport or upper is None:
            self.moving.emit(dragged.data(0, ID), target.data(0, ID), "")
            return
        place = upper.indexOfChild(target)
        if where == places.AboveItem:
            place -= 1
        follows = upper.child(place).data(0, ID) if place >= 0 else FIRST
        if follows != dragged.data(0, ID):
            self.moving.emit(dragged.data(0, ID), upper.data(0, ID), follows)

    def _ask_for_menu(self, place: QPoint) -> None:
        self.menu_asked.emit(self.viewport().mapToGlobal(place))

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
