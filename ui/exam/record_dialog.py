"""The record of an exam, for reading and copying."""

from dataclasses import dataclass
from datetime import datetime

from PySide6.QtWidgets import QWidget

from dongan_training import clock
from dongan_training.exam.board import RecordLine, sitting_record
from dongan_training.exam.record_words import happened_words
from dongan_training.texts import _
from ui.kit import (
    Button,
    Column,
    Desk,
    EmptyState,
    ListDialog,
    RowsModel,
    SearchField,
    Table,
    spread_name,
)


@dataclass(frozen=True)
class HappenedLine:
    """One line as the table shows it."""

    id: int
    at: datetime
    name: str
    told: str
    actor: str


class RecordDialog(ListDialog):
    """All that happened, the newest first; nothing in it can be changed."""

    def __init__(self, desk: Desk, exam_id: str, parent: QWidget | None = None):
        super().__init__(_("考场记录"), _("只能追加，不能修改。"), parent)
        with desk.workspace.read() as session:
            found = sitting_record(session, exam_id)
        self.lines = RowsModel(
            Column(_("时间"), "at", _moment, width=130),
            Column(_("姓名"), "name", spread_name, bold=True, width=140),
            Column(_("经过"), "told"),
            Column(_("操作人"), "actor", width=130, muted=True),
            parent=self,
        )
        self.lines.show([_line(number, one) for number, one in enumerate(found)][::-1])
        self.table = Table(self.lines, "exam-record")
        self.table.set_empty(EmptyState("file-text", _("还没有记录。")))
        search = SearchField(_("姓名、经过"))
        search.searched.connect(self.lines.filter)
        search.going_down.connect(self.table.setFocus)
        self._body.addWidget(search)
        self.fill(self.table, Button(_("复制全部"), self.table.copy_all, icon="copy"))
        self.resize(900, 600)


def _line(number: int, one: RecordLine) -> HappenedLine:
    actor = "" if one.actor == one.name else one.actor
    return HappenedLine(number, one.at, one.name or _("考场"), happened_words(one), actor)


def _moment(at: datetime) -> str:
    return f"{clock.local(at):%m-%d %H:%M:%S}"
