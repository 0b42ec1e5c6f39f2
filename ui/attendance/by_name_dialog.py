"""手工签到: find somebody by name, pinyin, initials or number, and let them in."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from dongan_training import clock
from dongan_training.attendance import queries
from dongan_training.attendance.answers import Answer, Door, answering
from dongan_training.attendance.checkin import check_in_by_name, check_out_by_name
from dongan_training.attendance.models import Direction, Method
from dongan_training.attendance.queries import RegisterRow
from dongan_training.texts import _
from ui.attendance.gun import Gun, let_pass
from ui.attendance.signals import status_tag
from ui.attendance.walk_in_dialog import WalkInDialog
from ui.kit import (
    Button,
    Column,
    Desk,
    EmptyState,
    PrimaryButton,
    RowsModel,
    SearchField,
    Table,
    Tone,
    Words,
    WorkDialog,
    row,
    spread_name,
)


class ByNameDialog(WorkDialog):
    """``answered`` comes after the commit; a badge scanned meanwhile is answered too."""

    answered = Signal(object)

    def __init__(
        self, desk: Desk, lesson_id: str, direction: Direction, parent: QWidget | None = None
    ):
        self._is_out = direction is Direction.OUT
        title = _("手工签退") if self._is_out else _("手工签到")
        super().__init__(title, parent)
        self._desk = desk
        self._lesson_id = lesson_id
        self._door = Door(lesson_id, Method.SCANNER, direction)
        self.resize(640, 480)
        self.search = _NameField(_("姓名、拼音首字母（如 cm）或序号"), self)
        self.people = RowsModel(
            Column(_("序号"), "number", width=64),
            Column(_("姓名"), "name", spread_name, bold=True, width=120),
            Column(_("所在党组织"), "org"),
            Column(_("状态"), "status", tag=status_tag, width=90),
            parent=self,
        )
        self.table = Table(self.people, "by-name")
        self.nobody = EmptyState("search", "")
        self.table.set_empty(self.nobody)
        self.submit = PrimaryButton(title, self.check_in)
        self.stranger = Button(_("不在名单上…"), self.let_in, icon="user-plus")
        self.stranger.setHidden(self._is_out)
        self.cancel = Button(_("取消"), self.reject)
        told = _("只用于胸牌遗失或损坏。请先核对本人，手工签到会记入日志。")
        self._body.addWidget(Words(told, "muted").wrapped())
        self._body.addWidget(self.search)
        self._body.addWidget(self.table, 1)
        self._body.addWidget(row(self.stranger, None, self.cancel, self.submit))
        self.search.searched.connect(self._find)
        self.search.returnPressed.connect(self._on_enter)
        self.table.opened.connect(self._open)
        with desk.workspace.read() as session:
            self._rows = queries.people_at_door(session, lesson_id=lesson_id, now=clock.now())
        self._find("")
        self.search.setFocus()
        self._gun = Gun(self)
        self._gun.scanned.connect(self._on_gun)

    def check_in(self) -> None:
        """Let the person on the marked line in."""
        chosen = self.table.current()
        if chosen is None:
            self.notice.show_text(_("没有符合的学员。请核对姓名，或者先报名。"), Tone.ATTENTION)
            return
        act = check_out_by_name if self._is_out else check_in_by_name
        at = clock.now()
        with self.explaining():
            with self._desk.workspace.begin() as session:
                answer = answering(
                    lambda: act(
                        session,
                        enrolment_id=chosen.enrolment_id,
                        lesson_id=self._lesson_id,
                        by=self._desk.actor,
                        at=at,
                    ),
                    at=at,
                )
            self.accept()
            self.answered.emit(answer)

    def let_in(self) -> None:
        """Somebody on no list: register and let in, without leaving the door."""
        dialog = WalkInDialog(self._desk, self._lesson_id, self._typed_name(), self)
        dialog.answered.connect(self._pass_on)
        dialog.scanned.connect(self.answered)
        dialog.open()

    def mark(self, steps: int) -> None:
        """Mark another line, without leaving the search field."""
        count = self.people.rowCount()
        if count:
            line = self.table.currentIndex().row() + steps
            self.table.pick(min(max(line, 0), count - 1))

    def _typed_name(self) -> str:
        text = self.search.text().strip()
        return "" if text.isascii() else text

    def _on_gun(self, code: str) -> None:
        """Somebody found the badge after all, or the next one is in a hurry."""
        with self.explaining():
            self._pass_on(let_pass(self._desk, self._door, code))

    def _pass_on(self, answer: Answer) -> None:
        self.accept()
        self.answered.emit(answer)

    def _find(self, text: str) -> None:
        self.nobody.text.setText(self._nobody(text.strip()))
        self.people.show(queries.matching(self._rows, text))
        self.table.pick(0)
        self.submit.setEnabled(self.people.rowCount() > 0)

    def _nobody(self, text: str) -> str:
        if not text:
            return _("请输入姓名、拼音首字母或序号。")
        if self._typed_name() and not self._is_out:
            return _("名单上没有“{name}”，按回车登记为临时学员。").format(name=text)
        return _("没有符合条件的人。")

    def _on_enter(self) -> None:
        text = self.search.text().strip()
        if not text:
            self.notice.show_text(_("请输入姓名、拼音首字母或序号。"), Tone.ATTENTION)
        elif self._typed_name() and self.table.current() is None and not self._is_out:
            self.let_in()  # a queue is waiting: who stands on no list is registered at once
        else:
            self.check_in()

    def _open(self, _row: RegisterRow) -> None:
        self.check_in()


class _NameField(SearchField):
    """Arrow keys move the mark in the list below; Enter is answered here and goes no further."""

    def __init__(self, hint: str, dialog: ByNameDialog):
        super().__init__(hint)
        self._dialog = dialog

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(event.key())
        if steps:
            self._dialog.mark(steps)
        else:
            super().keyPressEvent(event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            # Passed on, the same press would reach the red button of the form it just opened.
            event.accept()
