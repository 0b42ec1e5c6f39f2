"""A tree that a user arranges: lines are dragged, renamed, added and removed."""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QDropEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QTreeWidget, QTreeWidgetItem

from ui import fonts

ID = Qt.ItemDataRole.UserRole
Where = QAbstractItemView.DropIndicatorPosition


class ArrangedTree(QTreeWidget):
    """Each line has a name and a count. The tree itself changes nothing, it only asks.

    Insert, F2 and Delete are for the line with the cursor; a subclass writes ``dropped``.
    """

    adding = Signal()
    renaming = Signal()
    removing = Signal()
    menu_asked = Signal(QPoint)  # on the screen

    def __init__(self, name: str):
        super().__init__()
        self.setAccessibleName(name)
        self.setHeaderHidden(True)
        self.setIndentation(16)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._ask_for_menu)

    @property
    def current_id(self) -> str | None:
        """What the line with the cursor stands for; None where there is none."""
        item = self.currentItem()
        return item.data(0, ID) if item else None

    def dropped(
        self, dragged: QTreeWidgetItem, target: QTreeWidgetItem | None, where: Where
    ) -> None:
        """Ask for what it means that a line was let go there; subclasses write it."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        asked = {
            Qt.Key.Key_F2: self.renaming,
            Qt.Key.Key_Insert: self.adding,
            Qt.Key.Key_Delete: self.removing,
        }.get(event.key())
        if asked is None:
            super().keyPressEvent(event)
        else:
            asked.emit()

    def dropEvent(self, event: QDropEvent) -> None:
        dragged, target = self.currentItem(), self.itemAt(event.position().toPoint())
        where = self.dropIndicatorPosition()
        event.setDropAction(Qt.DropAction.IgnoreAction)  # what is shown follows what is stored
        event.accept()
        if dragged is not None:
            self.dropped(dragged, target, where)

    def line(
        self, name: str, count: int, id_: str | None, upper: QTreeWidgetItem | None
    ) -> QTreeWidgetItem:
        """Add a line below ``upper``, or at the top."""
        fonts.ready_for(name)
        item = QTreeWidgetItem([f"{name}  {count}"])
        item.setData(0, ID, id_)
        item.setToolTip(0, name)
        if upper is None:
            self.addTopLevelItem(item)
        else:
            upper.addChild(item)
        return item

    def items(self) -> list[QTreeWidgetItem]:
        """All lines."""
        any_text = Qt.MatchFlag.MatchContains | Qt.MatchFlag.MatchRecursive
        return self.findItems("", any_text)

    def _ask_for_menu(self, place: QPoint) -> None:
        self.menu_asked.emit(self.viewport().mapToGlobal(place))
