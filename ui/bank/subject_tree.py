"""The tree of subjects at the left: choose one to see its questions."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QDropEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QTreeWidget, QTreeWidgetItem, QWidget

from dongan_training.bank.subjects import Place
from dongan_training.texts import _
from ui import fonts

ID = Qt.ItemDataRole.UserRole
WIDTH = 176


class SubjectTree(QTreeWidget):
    """Each subject with the number of its questions in use, those below it included.

    The first line stands for all. Subjects are dragged onto others; the tree itself moves
    nothing, it only asks. F2, Insert and Delete are for the subject with the cursor.
    """

    chosen = Signal()
    moving = Signal(str, object)  # subject, the one it is to stand under (None: at the top)
    menu_asked = Signal(QPoint)  # on the screen
    adding = Signal()
    renaming = Signal()
    removing = Signal()

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self.setAccessibleName(_("题库目录"))
        self.setHeaderHidden(True)
        self.setMinimumWidth(WIDTH)
        self.setIndentation(16)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._ask_for_menu)
        self.currentItemChanged.connect(self._tell)

    def show_subjects(self, places: Sequence[Place], counts: Mapping[str, int]) -> None:
        """Show the tree; what was chosen and closed stays so. ``counts`` are of each alone."""
        kept = self.subject_id
        closed = {one.data(0, ID) for one in self._items() if not one.isExpanded()}
        totals = _with_below(places, counts)
        self.blockSignals(True)
        self.clear()
        everything = self._line(_("全部题库"), None, sum(counts.values()), None)
        lines: dict[str, QTreeWidgetItem] = {}
        for one in places:
            line = self._line(one.name, one.id, totals[one.id], lines.get(one.parent_id or ""))
            lines[one.id] = line
        for subject_id, line in lines.items():
            line.setExpanded(subject_id not in closed)
        self.setCurrentItem(lines.get(kept or "", everything))
        self.blockSignals(False)

    @property
    def subject_id(self) -> str | None:
        """The subject chosen; None for all."""
        item = self.currentItem()
        return item.data(0, ID) if item else None

    def choose(self, subject_id: str | None) -> None:
        """Put the cursor on a subject."""
        for item in self._items():
            if item.data(0, ID) == subject_id:
                self.setCurrentItem(item)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F2:
            self.renaming.emit()
        elif event.key() == Qt.Key.Key_Insert:
            self.adding.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self.removing.emit()
        else:
            super().keyPressEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        dragged, target = self.currentItem(), self.itemAt(event.position().toPoint())
        event.setDropAction(Qt.DropAction.IgnoreAction)  # what is shown follows what is stored
        event.accept()
        if dragged is not None and dragged.data(0, ID) and dragged is not target:
            self.moving.emit(dragged.data(0, ID), target.data(0, ID) if target else None)

    def _line(
        self, name: str, subject_id: str | None, count: int, parent: QTreeWidgetItem | None
    ) -> QTreeWidgetItem:
        fonts.ready_for(name)
        item = QTreeWidgetItem([f"{name}  {count}"])
        item.setData(0, ID, subject_id)
        item.setToolTip(0, name)
        if parent is None:
            self.addTopLevelItem(item)
        else:
            parent.addChild(item)
        return item

    def _items(self) -> list[QTreeWidgetItem]:
        any_text = Qt.MatchFlag.MatchContains | Qt.MatchFlag.MatchRecursive
        return self.findItems("", any_text)

    def _ask_for_menu(self, place: QPoint) -> None:
        self.menu_asked.emit(self.viewport().mapToGlobal(place))

    def _tell(self) -> None:
        self.chosen.emit()


def _with_below(places: Sequence[Place], counts: Mapping[str, int]) -> dict[str, int]:
    """Each subject's questions and those below it; a tree is read from its end."""
    totals = {one.id: counts.get(one.id, 0) for one in places}
    for one in reversed(places):
        if one.parent_id in totals:
            totals[one.parent_id] += totals[one.id]
    return totals
