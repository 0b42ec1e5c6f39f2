"""Choose questions of the bank, for rules that name them."""

from collections.abc import Sequence

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from dongan_training.bank.queries import QuestionRow, questions
from dongan_training.bank.scoring import type_name
from dongan_training.texts import _
from ui.kit import (
    Button,
    Column,
    Desk,
    PrimaryButton,
    RowsModel,
    SearchField,
    Table,
    TableCard,
    Words,
    WorkDialog,
    row,
)

PAUSE = 200  # milliseconds without a key before the bank is searched
MOST = 500  # rows that anybody would look through


class QuestionPicker(WorkDialog):
    """Search, mark one or several rows, take them; ``chosen`` holds their ids."""

    def __init__(self, desk: Desk, title: str, least: int = 1, parent: QWidget | None = None):
        super().__init__(title, parent)
        self.setMinimumSize(720, 480)
        self.desk = desk
        self.least = least
        self.chosen: tuple[str, ...] = ()
        self.search = SearchField(_("题干、依据"))
        self.found = RowsModel(
            Column(_("题型"), "type", type_name, width=132),
            Column(_("题干"), "stem"),
            Column(_("章节"), "chapter", width=110, muted=True),
            Column(_("难度"), "difficulty", width=64, muted=True),
            parent=self,
        )
        self.table = Table(self.found, "question-picker")
        self.told = Words(look="muted")
        self.take = PrimaryButton(_("选用"), self.take_marked)
        self.take.setDefault(True)
        self._timer = QTimer(self, interval=PAUSE, singleShot=True)
        self._lay_out()
        self._timer.timeout.connect(self.look)
        self.search.searched.connect(self._timer.start)
        self.table.opened.connect(self.take_marked)
        self.table.selectionModel().selectionChanged.connect(self._judge)
        self.look()
        self.search.setFocus()

    def look(self) -> None:
        """Show what the search finds."""
        with self.desk.workspace.read() as session:
            rows: Sequence[QuestionRow] = questions(session, search=self.search.text().strip())
        self.found.show(rows[:MOST])
        self._judge()

    def take_marked(self) -> None:
        """Choose the rows that are marked."""
        marked = tuple(one.id for one in self.table.selected())
        if len(marked) >= self.least:
            self.chosen = marked
            self.accept()

    def _judge(self) -> None:
        marked = len(self.table.selected())
        self.take.setEnabled(marked >= self.least)
        self.told.setText(
            _("已选 {count} 道（按住 Ctrl 或 Shift 选多道）").format(count=marked)
            if self.least == 1
            else _("已选 {count} 道，至少选 {least} 道（按住 Ctrl 选）").format(
                count=marked, least=self.least
            )
        )

    def _lay_out(self) -> None:
        self._body.addWidget(TableCard(self.table, self.search), 1)
        cancel = Button(_("取消"), self.reject)
        self._body.addWidget(row(self.told, None, cancel, self.take))
