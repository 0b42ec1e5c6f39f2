"""Small forms for people in a class: withdraw, seat and group."""

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox, QWidget

from dongan_training import clock
from dongan_training.reports.class_overview import OverviewRow
from dongan_training.texts import N_, _, listed
from dongan_training.training import enrolment
from ui.kit import Desk, FormDialog, Words

REASONS = (N_("长期外出务工"), N_("因病不能参加"), N_("工作调动"), N_("参加上级培训"))
NAMES_TOLD = 8


class WithdrawDialog(FormDialog):
    """Asks why somebody leaves, and says what that does."""

    def __init__(self, desk: Desk, rows: Sequence[OverviewRow], parent: QWidget | None = None):
        super().__init__(_("办理退学"), _("退学"), parent)
        self.desk, self.rows = desk, rows
        names = listed(one.name for one in rows[:NAMES_TOLD])
        if len(rows) > NAMES_TOLD:
            names = _("{names}等 {count} 人").format(names=names, count=len(rows))
        words = _("{names}将退出本班，胸牌随即作废；已有的签到和成绩保留。").format(names=names)
        self.form.addRow(Words(words).wrapped())
        self.reason = QComboBox(editable=True)
        self.reason.addItems([_(reason) for reason in REASONS])
        self.reason.setCurrentText("")
        self.row(_("原因"), self.reason)
        self.reason.lineEdit().setPlaceholderText(_("请选择或填写"))
        self.reason.setFocus()

    def save(self) -> None:
        with self.desk.workspace.begin() as session:
            enrolment.withdraw(
                session,
                enrolment_ids=[one.id for one in self.rows],
                reason=self.reason.currentText(),
                by=self.desk.actor,
                at=clock.now(),
            )


class PlaceDialog(FormDialog):
    """Says where somebody sits, and in which group."""

    def __init__(self, desk: Desk, one: OverviewRow, parent: QWidget | None = None):
        super().__init__(_("座位和分组：{name}").format(name=one.name), "", parent)
        self.desk, self.one = desk, one
        self.seat = self.line(_("座位"), one.seat)
        self.group = self.line(_("小组"), one.group)
        self.group.setPlaceholderText(_("例如：第一组"))

    def save(self) -> None:
        with self.desk.workspace.begin() as session:
            enrolment.place_person(
                session,
                enrolment_id=self.one.id,
                seat=self.seat.text(),
                group=self.group.text(),
                by=self.desk.actor,
                at=clock.now(),
            )
