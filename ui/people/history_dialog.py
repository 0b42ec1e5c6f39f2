"""变动记录: what happened to an organisation or to somebody on the roll."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from dongan_training.people.person_history import PersonEvent
from dongan_training.people.unit_history import HistoryLine
from dongan_training.texts import _
from ui.kit import (
    Button,
    Column,
    EmptyState,
    FittedDialog,
    RowsModel,
    Table,
    Words,
    moment_text,
    row,
)


class HistoryDialog(FittedDialog):
    """Each step with its time, what it was, and who did it; the latest first."""

    def __init__(
        self, name: str, told: Sequence[HistoryLine | PersonEvent], parent: QWidget | None = None
    ):
        super().__init__(parent)
        self.setWindowTitle(_("变动记录"))
        self.setMinimumWidth(720)
        self.lines = RowsModel(
            Column(_("时间"), "at", moment_text, muted=True, width=180),
            Column(_("变动"), "text"),
            Column(_("经办人"), "actor", muted=True, width=110),
            parent=self,
        )
        table = Table(self.lines, "history")
        table.setMinimumHeight(240)
        table.set_empty(EmptyState("clock", _("还没有变动记录。")))
        self.lines.show(told)
        body = QVBoxLayout(self)
        body.setContentsMargins(24, 20, 24, 20)
        body.setSpacing(16)
        body.addWidget(Words(_("变动记录"), "title"))
        body.addWidget(Words(name, "muted"))
        body.addWidget(table, 1)
        close = Button(_("关闭"), self.accept)
        body.addWidget(row(None, close))
        close.setFocus()
