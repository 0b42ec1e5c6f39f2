"""平时成绩: what trainers give for a part of the overall result, person after person."""

from dataclasses import dataclass, replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QDoubleSpinBox, QWidget

from dongan_training import clock
from dongan_training.overall.composing import give_results, given_results, weights_of
from dongan_training.overall.given_file import read_given
from dongan_training.overall.weighing import WHOLE, Source
from dongan_training.texts import N_, _
from dongan_training.training.queries import active_roster
from ui.exam.wording import points
from ui.kit import (
    Button,
    Column,
    Desk,
    EmptyState,
    FileKind,
    Leaving,
    PrimaryButton,
    RowsModel,
    Table,
    Tone,
    Words,
    WorkDialog,
    row,
    spread_name,
)

LEAST_TABLE = 90  # pixels: heading and a row and a half, on a screen at 200 %
TABLES = FileKind(N_("表格"), (".xlsx", ".xls", ".csv", ".ods"))


@dataclass(frozen=True)
class GivenLine:
    """One person, with what is given now."""

    id: str
    number: int
    name: str
    unit: str
    percent: float | None


class _PercentField(QDoubleSpinBox):
    """Enter gives the number to the person of the row, and goes on to the next."""

    def __init__(self, dialog: "GiveDialog"):
        super().__init__(minimum=0, maximum=WHOLE, decimals=1)
        self._dialog = dialog
        self.setAccessibleName(_("分数"))
        self.setFixedWidth(110)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.interpretText()
            self._dialog.give()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._dialog.step(-1 if event.key() == Qt.Key.Key_Up else 1)
        else:
            super().keyPressEvent(event)


class GiveDialog(WorkDialog):
    """Nothing is stored before 保存; then all that was typed or read, in one go.

    Before what was typed is left, for another part or for good, it is asked about.
    """

    def __init__(self, desk: Desk, class_id: str, parent: QWidget | None = None):
        super().__init__(_("评定成绩"), parent)
        self.resize(640, 620)
        self.desk = desk
        self.class_id = class_id
        self.typed: dict[str, float] = {}
        self.part, self.who = QComboBox(), Words(look="heading")
        self.field = _PercentField(self)
        self.lines = RowsModel(
            Column(_("序号"), "number", width=64, muted=True),
            Column(_("姓名"), "name", spread_name, bold=True, width=140),
            Column(_("所在党组织"), "unit"),
            Column(_("分数"), "percent", points, width=80),
            parent=self,
        )
        self.table = Table(self.lines, "given-results")
        self.table.set_empty(EmptyState("users", _("这个班还没有学员。")))
        self._build()
        self._show_part()

    def give(self) -> None:
        """Give the number typed to the person of the marked row, and go on to the next."""
        line = self.table.current()
        if line is not None:
            self.typed[line.id] = self.field.value()
            self.lines.put(replace(line, percent=self.field.value()))
            self.step(1)

    def step(self, by: int) -> None:
        """Mark the row before or after."""
        place = self.table.currentIndex().row() + by
        if 0 <= place < self.lines.rowCount():
            self.table.pick(place)

    def read_file(self) -> None:
        """Take the numbers of a table; they are shown, and stored only with 保存."""
        path = self.desk.dialogs.open_file(self, _("从表格读入"), TABLES)
        if path is None:
            return
        with self.explaining():
            with self.desk.workspace.read() as session:
                found = read_given(session, self.class_id, path)
            self.typed |= found
            self.lines.put(
                *(replace(one, percent=found[one.id]) for one in self.lines.rows if one.id in found)
            )
            told = _("已读入 {count} 人，核对后点“保存”。").format(count=len(found))
            self.notice.show_text(told, Tone.INFO)

    def save(self) -> None:
        """Store what was typed, and close."""
        if self._keep():
            self.accept()

    def reject(self) -> None:
        """Close without storing, but not without asking."""
        leaving = self._ask()
        if leaving is Leaving.SAVE:
            self.save()
        elif leaving is Leaving.DROP:
            super().reject()

    def _ask(self) -> Leaving:
        """Ask what becomes of what was typed; where nothing was, nothing is lost."""
        if not self.typed:
            return Leaving.DROP
        told = _("{part}的 {count} 个分数").format(part=self._part, count=len(self.typed))
        return self.desk.dialogs.leaving(self, told)

    def _keep(self) -> bool:
        """Store what was typed for the part that is shown; tells whether it could be."""
        with self.explaining():
            with self.desk.workspace.begin() as session:
                give_results(
                    session,
                    class_id=self.class_id,
                    part=self._part,
                    percents=self.typed,
                    by=self.desk.actor,
                    at=clock.now(),
                )
            self.typed = {}
        return not self.typed

    def _follow_part(self) -> None:
        leaving = self._ask()
        if leaving is Leaving.DROP or (leaving is Leaving.SAVE and self._keep()):
            self._show_part()
        else:
            self.part.setCurrentText(self._part)

    def _show_part(self) -> None:
        """Show what is stored for the part that is chosen."""
        self.typed = {}
        self._part = part = self.part.currentText()
        with self.desk.workspace.read() as session:
            known = given_results(session, self.class_id)
            people = active_roster(session, self.class_id)
        self.lines.show(
            [
                GivenLine(one.id, one.number, one.name, one.org, known.get((one.id, part)))
                for one in people
            ]
        )
        if people:
            self.table.pick(0)

    def _follow_row(self, line: GivenLine | None) -> None:
        self.field.setEnabled(line is not None)
        if line is not None:
            self.who.setText(_("{number} 号　{name}").format(number=line.number, name=line.name))
            self.field.setValue(line.percent or 0)
            self.field.selectAll()

    def _build(self) -> None:
        with self.desk.workspace.read() as session:
            parts = weights_of(session, self.class_id).parts
        for one in parts:
            if one.source is Source.GIVEN:
                self.part.addItem(one.name)
        self.part.setAccessibleName(_("总评的哪一项"))
        file = Button(_("从表格读入"), self.read_file, icon="upload")
        cancel = Button(_("取消"), self.reject)
        self.submit = PrimaryButton(_("保存"), self.save)
        hint = Words(_("输入分数后按回车，自动到下一人。"), "small")
        self._body.addWidget(row(self.part, None, file))
        self.table.setMinimumHeight(LEAST_TABLE)
        self._body.addWidget(self.table, 1)
        self._body.addWidget(row(self.who, self.field, hint, None, spacing=12))
        self._body.addWidget(row(None, cancel, self.submit))
        self.part.activated.connect(self._follow_part)
        self.table.picked.connect(self._follow_row)
        self.field.setFocus()
