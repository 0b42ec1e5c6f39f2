"""变动记录: what happened to an organisation or to somebody on the roll."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from dongan_training.people.person_history import PersonEvent
from dongan_training.people.unit_history import HistoryLine
from dongan_training.texts import _
from ui.kit import Column, EmptyState, ListDialog, RowsModel, Table, moment_text


class HistoryDialog(ListDialog):
    """Each step with its time, what it was, and who did it; the latest first."""

    def __init__(
        self, name: str, told: Sequence[HistoryLine | PersonEvent], parent: QWidget | None = None
    ):
        super().__init__(_("变动记录"), name, parent)
        self.setMinimumWidth(720)
        self.lines = RowsModel(
            Column(_("时间"), "at", moment_text, muted=True, width=180),
            Column(_("变动"), "text"),
            Column(_("经办人"), "actor", muted=True, width=110),
            parent=self,
        )
        table = Table(self.lines, "history")
        table.set_empty(EmptyState("clock", _("还没有变动记录。")))
        self.lines.show(told)
        self.fill(table)
