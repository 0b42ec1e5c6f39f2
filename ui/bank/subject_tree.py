"""The tree of subjects at the left: choose one to see its questions."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QTreeWidgetItem

from dongan_training.bank.subjects import Place
from dongan_training.texts import _
from ui.kit.arranged_tree import ID, ArrangedTree, Where

WIDTH = 176


class SubjectTree(ArrangedTree):
    """Each subject with the number of its questions in use, those below it included.

    The first line stands for all. Subjects are dragged onto others.
    """

    chosen = Signal()
    moving = Signal(str, object)  # subject, the one it is to stand under (None: at the top)

    def __init__(self) -> None:
        super().__init__(_("题库目录"))
        self.setMinimumWidth(WIDTH)
        self.currentItemChanged.connect(self._tell)

    def show_subjects(self, places: Sequence[Place], counts: Mapping[str, int]) -> None:
        """Show the tree; what was chosen and closed stays so. ``counts`` are of each alone."""
        kept = self.subject_id
        closed = {one.data(0, ID) for one in self.items() if not one.isExpanded()}
        totals = _with_below(places, counts)
        self.blockSignals(True)
        self.clear()
        everything = self.line(_("全部题库"), sum(counts.values()), None, None)
        lines: dict[str, QTreeWidgetItem] = {}
        for one in places:
            line = self.line(one.name, totals[one.id], one.id, lines.get(one.parent_id or ""))
            lines[one.id] = line
        for subject_id, line in lines.items():
            line.setExpanded(subject_id not in closed)
        self.setCurrentItem(lines.get(kept or "", everything))
        self.blockSignals(False)

    @property
    def subject_id(self) -> str | None:
        """The subject chosen; None for all."""
        return self.current_id

    def choose(self, subject_id: str | None) -> None:
        """Put the cursor on a subject."""
        for item in self.items():
            if item.data(0, ID) == subject_id:
                self.setCurrentItem(item)

    def dropped(
        self, dragged: QTreeWidgetItem, target: QTreeWidgetItem | None, where: Where
    ) -> None:
        if dragged.data(0, ID) and dragged is not target:
            self.moving.emit(dragged.data(0, ID), target.data(0, ID) if target else None)

    def _tell(self) -> None:
        self.chosen.emit()


def _with_below(places: Sequence[Place], counts: Mapping[str, int]) -> dict[str, int]:
    """Each subject's questions and those below it; a tree is read from its end."""
    totals = {one.id: counts.get(one.id, 0) for one in places}
    for one in reversed(places):
        if one.parent_id in totals:
            totals[one.parent_id] += totals[one.id]
    return totals
