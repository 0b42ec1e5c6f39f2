"""后备名单: the reserve lists themselves; who is on them is kept in the form of each person."""

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from dongan_training import clock
from dongan_training.errors import UserError
from dongan_training.people import reserve
from dongan_training.people.reserve import ListLine
from dongan_training.texts import _
from ui.kit import (
    Button,
    Column,
    Desk,
    EmptyState,
    FormDialog,
    ListDialog,
    PrimaryButton,
    RowsModel,
    Table,
)

LEVELS = ("", "县级", "乡镇级", "村级")


class ReserveListForm(FormDialog):
    """Name, level and note of a list; a new one, or that of ``line``."""

    def __init__(self, desk: Desk, line: ListLine | None, parent: QWidget | None = None):
        title = _("修改后备名单") if line else _("新建后备名单")
        super().__init__(title, parent=parent)
        self._desk, self._id = desk, line.id if line else None
        self.name = self.line(_("名称"), line.name if line else "", _("例如：村党组织书记后备力量"))
        self.level = QComboBox(editable=True)
        self.level.addItems(LEVELS)
        self.level.setCurrentText(line.level if line else "")
        self.row(_("层级"), self.level)
        self.note = QLineEdit(line.note if line else "")
        self.row(_("备注"), self.note)

    def save(self) -> None:
        with self._desk.workspace.begin() as session:
            reserve.keep_list(
                session,
                name=self.name.text(),
                level=self.level.currentText(),
                note=self.note.text(),
                list_id=self._id,
                by=self._desk.actor,
                at=clock.now(),
            )


class ReserveDialog(ListDialog):
    """A list on which somebody ever was stays as a record; an empty one can be deleted."""

    def __init__(self, desk: Desk, parent: QWidget | None = None):
        told = _("在每个人的信息里列入、移出；花名册可以按名单筛选和导出。")
        super().__init__(_("后备名单"), told, parent)
        self.setMinimumWidth(720)
        self.desk = desk
        self.form: ReserveListForm | None = None
        self.lists = RowsModel(
            Column(_("名称"), "name", bold=True),
            Column(_("层级"), "level", width=100),
            Column(_("现有人数"), "people", width=90),
            Column(_("备注"), "note", muted=True, width=180),
            parent=self,
        )
        self.table = Table(self.lists, "reserve-lists")
        self.table.set_empty(EmptyState("users", _("还没有后备名单。")))
        self.add = PrimaryButton(_("新建名单"), self.begin, icon="plus")
        self.change = Button(_("修改"), self.change_current, icon="pencil")
        self.drop = Button(_("删除"), self.drop_current, icon="trash-2")
        self.fill(self.table, self.add, self.change, self.drop)
        self.table.opened.connect(self.change_current)
        self.refresh()

    def refresh(self) -> None:
        """Read the lists anew."""
        with self.desk.workspace.read() as session:
            self.lists.show(reserve.reserve_lists(session))
        for button in (self.change, self.drop):
            button.setEnabled(bool(self.lists.rows))
        if self.lists.rows and self.table.current() is None:
            self.table.pick(0)

    def begin(self) -> None:
        """Open the form of a new list."""
        self._open(None)

    def change_current(self) -> None:
        """Open the form of the list with the cursor."""
        if line := self.table.current():
            self._open(line)

    def drop_current(self) -> None:
        """Delete a list nobody ever was on."""
        line = self.table.current()
        if line is None:
            return
        try:
            with self.desk.workspace.begin() as session:
                reserve.remove_list(session, list_id=line.id, by=self.desk.actor, at=clock.now())
        except UserError as error:
            self.explain(error)
        else:
            self.refresh()

    def _open(self, line: ListLine | None) -> None:
        self.form = ReserveListForm(self.desk, line, self)
        self.form.accepted.connect(self.refresh)
        self.form.open()
