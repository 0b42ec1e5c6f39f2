"""变动记录: what happened to an organisation or to somebody on the roll."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from dongan_training.people.history import HistoryLine
from dongan_training.texts import _
from ui.kit import Column, EmptyState, ListDialog, RowsModel, Table, moment_text


class HistoryDialog(ListDialog):
    """Each step with its time, what it was, and who did it; the latest first."""

    def __init__(self, name: str, told: Sequence[HistoryLine], parent: QWidget | None = None):
        super().__init__(_("变动记录"), name, parent)
        self.setMinimumWidth(900)
        self.lines = RowsModel(
            Column(_("时间"), "at", moment_text, muted=True, width=175),
            Column(_("变动"), "text", width=230),
            Column(_("原来"), "before"),
            Column(_("改为"), "after"),
            Column(_("经手人"), "actor", muted=True, width=90),
            parent=self,
        )
        table = Table(self.lines, "history")
        table.set_empty(EmptyState("clock", _("还没有变动记录。")))
        self.lines.show(told)
        self.fill(table)
