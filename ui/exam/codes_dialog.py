"""The exam codes of a class, for the invigilator's table."""

from PySide6.QtWidgets import QWidget

from dongan_training.exam.offering import give_exam_codes
from dongan_training.exam.queries import exam_codes
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


class CodesDialog(ListDialog):
    """Name by name; people enrolled later get their code when this opens."""

    def __init__(self, desk: Desk, class_id: str, title: str, parent: QWidget | None = None):
        super().__init__(_("考试码"), title, parent)
        with desk.workspace.begin() as session:
            give_exam_codes(session, class_id=class_id)
            rows = exam_codes(session, class_id)
        self.codes = RowsModel(
            Column(_("序号"), "number", width=70),
            Column(_("姓名"), "name", spread_name, bold=True),
            Column(_("座位"), "seat", width=90),
            Column(_("考试码"), "code", width=130),
            parent=self,
        )
        self.codes.show(rows)
        self.table = Table(self.codes, "exam-codes")
        self.table.set_empty(EmptyState("users", _("这个班还没有学员。")))
        search = SearchField(_("姓名"))
        search.searched.connect(self.codes.filter)
        search.going_down.connect(self.table.setFocus)
        self._body.addWidget(search)
        self.fill(self.table, Button(_("复制全部"), self.table.copy_all, icon="copy"))
        self.resize(560, 600)
