"""The exam codes of a class, for the invigilator's table."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from dongan_training.exam.offering import give_exam_codes
from dongan_training.exam.queries import exam_codes
from dongan_training.texts import _
from ui.kit import (
    Button,
    Column,
    Desk,
    EmptyState,
    FittedDialog,
    PrimaryButton,
    RowsModel,
    SearchField,
    Table,
    Words,
    row,
    spread_name,
)


class CodesDialog(FittedDialog):
    """Name by name; people enrolled later get their code when this opens."""

    def __init__(self, desk: Desk, class_id: str, title: str, parent: QWidget | None = None):
        super().__init__(parent)
        self.setWindowTitle(_("考试码"))
        self.resize(560, 600)
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
        body = QVBoxLayout(self)
        body.setContentsMargins(24, 20, 24, 20)
        body.setSpacing(12)
        body.addWidget(Words(_("考试码"), "title"))
        body.addWidget(Words(title, "muted"))
        body.addWidget(search)
        body.addWidget(self.table, 1)
        copy = Button(_("复制全部"), self.copy_all, icon="copy")
        body.addWidget(row(copy, None, PrimaryButton(_("关闭"), self.accept)))

    def copy_all(self) -> None:
        """Put all codes on the clipboard, ready for a spreadsheet."""
        self.table.selectAll()
        self.table.copy()
