"""Entries by hand into a register: arrivals from paper, leave, and taking an arrival back."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QTime
from PySide6.QtWidgets import QComboBox, QLineEdit, QTimeEdit, QWidget
from sqlalchemy.orm import Session

from dongan_training import clock
from dongan_training.attendance.checkin import SheetEntry, check_in_from_sheet, take_back
from dongan_training.attendance.evidence import keep_evidence
from dongan_training.attendance.leave import (
    LEAVE_KINDS,
    LeaveRequest,
    approve_leave,
    ask_leave,
    grant_leave_afterwards,
    refuse_leave,
)
from dongan_training.attendance.ledger import LeaveFacts
from dongan_training.attendance.models import LeaveState
from dongan_training.attendance.queries import LessonChoice, RegisterRow
from dongan_training.texts import _, clauses, listed
from ui.attendance.photo_field import PhotoField
from ui.kit import Desk, FormDialog, Words, moment_text

NAMES_TOLD = 4


class EntryDialog(FormDialog):
    """Writes the same entry for all chosen people, or for none of them."""

    def __init__(
        self,
        desk: Desk,
        lesson: LessonChoice,
        rows: Sequence[RegisterRow],
        parent: QWidget | None = None,
    ):
        super().__init__(self.heading(), self.action(), parent)
        self._desk = desk
        self._lesson = lesson
        self._rows = rows
        self.row(_("学员"), Words(told_names(rows)).wrapped())
        self.reason = QLineEdit()
        self.fill()
        self.reason.setFocus()

    def heading(self) -> str:
        """What is being entered."""
        return ""

    def action(self) -> str:
        """The verb on the button."""
        return ""

    def told(self) -> str:
        """What is said once it is saved; {names} are those it was about."""
        return ""

    def fill(self) -> None:
        """Add the fields, the reason among them."""


class SheetDialog(EntryDialog):
    """补录: the paper sheet says they were there."""

    def heading(self) -> str:
        return _("按签到表补录")

    def action(self) -> str:
        return _("补录")

    def told(self) -> str:
        return _("已补录：{names}。")

    def fill(self) -> None:
        start = clock.local(self._lesson.starts_at)
        self.time = QTimeEdit(QTime(start.hour, start.minute))
        self.time.setDisplayFormat("HH:mm")
        self.row(_("到课时间"), self.time, _("按签到表填写；在上课时间之后的按迟到计。"))
        self.photo = PhotoField(self._desk, _("选择签到表照片"))
        self.row(_("签到表照片"), self.photo, _("和补录一起保存，以后可以查看。"))
        self.row(_("原因"), self.reason, _("会记入日志。"))

    def save(self) -> None:
        photograph = self.photo.read()
        chosen = self.time.time()
        arrived_at = clock.local(self._lesson.starts_at).replace(
            hour=chosen.hour(), minute=chosen.minute()
        )
        with self._desk.workspace.begin() as session:
            for one in self._rows:
                line = SheetEntry(one.enrolment_id, self._lesson.id, arrived_at, self.reason.text())
                check_in_from_sheet(session, line=line, by=self._desk.actor, at=clock.now())
            if photograph:
                keep_evidence(
                    session,
                    lesson_id=self._lesson.id,
                    photograph=photograph,
                    by=self._desk.actor,
                    at=clock.now(),
                )


class TakeBackDialog(EntryDialog):
    """撤销签到: somebody was recorded who was not there."""

    def heading(self) -> str:
        return _("撤销签到")

    def action(self) -> str:
        return _("撤销签到")

    def told(self) -> str:
        return _("已撤销签到：{names}。")

    def fill(self) -> None:
        self.row(_("原因"), self.reason, _("原来的记录不会删除，只标为无效；会记入日志。"))

    def save(self) -> None:
        with self._desk.workspace.begin() as session:
            for one in self._rows:
                take_back(
                    session,
                    enrolment_id=one.enrolment_id,
                    lesson_id=self._lesson.id,
                    reason=self.reason.text(),
                    by=self._desk.actor,
                    at=clock.now(),
                )


class LeaveDialog(EntryDialog):
    """请假: asked for before the lesson, or granted afterwards with a reason."""

    def heading(self) -> str:
        return _("登记请假")

    def action(self) -> str:
        return _("登记")

    def told(self) -> str:
        asked = self.decision.currentData() == LeaveState.ASKED
        return _("已登记请假，待批准：{names}。") if asked else _("已准假：{names}。")

    def fill(self) -> None:
        self.kind = QComboBox()
        for kind in LEAVE_KINDS:
            self.kind.addItem(_(kind), kind)
        self.row(_("种类"), self.kind)
        self.row(_("事由"), self.reason, _("例如“县里开会”“住院”。"))
        self.photo = PhotoField(self._desk, _("选择请假证明照片"))
        self.row(_("证明照片"), self.photo, _("例如医院证明、单位证明，没有可以不选。"))
        self.decision = QComboBox()
        self.decision.addItem(_("批准"), LeaveState.APPROVED)
        self.is_late = clock.now() >= self._lesson.starts_at
        if self.is_late:
            self.row(_("决定"), self.decision, _("已经上课，属于事后补假，会记入日志。"))
            self.exception = self.line(_("准予原因"), hint=_("由负责人说明，例如“突发疾病”。"))
            return
        self.decision.addItem(_("只登记，待批准"), LeaveState.ASKED)
        self.row(_("决定"), self.decision)

    def save(self) -> None:
        photograph, at = self.photo.read(), clock.now()
        with self._desk.workspace.begin() as session:
            for one in self._rows:
                self._register(session, one.enrolment_id, at)
                if photograph:
                    keep_evidence(
                        session,
                        lesson_id=self._lesson.id,
                        enrolment_id=one.enrolment_id,
                        photograph=photograph,
                        by=self._desk.actor,
                        at=at,
                    )

    def _register(self, session: Session, enrolment_id: str, at: datetime) -> None:
        request = LeaveRequest(
            self._lesson.id, enrolment_id, self.kind.currentData(), self.reason.text()
        )
        by = self._desk.actor
        if self.is_late:
            why = self.exception.text()
            grant_leave_afterwards(session, request=request, exception=why, by=by, at=at)
            return
        leave_id = ask_leave(session, request=request, at=at)
        if self.decision.currentData() == LeaveState.APPROVED:
            approve_leave(session, leave_id=leave_id, by=by, at=at)


class DecideLeaveDialog(FormDialog):
    """A leave that was asked for: approve it, or say no."""

    def __init__(self, desk: Desk, row: RegisterRow, parent: QWidget | None = None):
        super().__init__(_("请假：{name}").format(name=row.name), _("保存"), parent)
        assert row.leave is not None, "only a leave that was asked for can be decided"
        self._desk = desk
        self._leave = row.leave
        self.row(_("种类"), Words(_(row.leave.kind)))
        self.row(_("事由"), Words(row.leave.reason).wrapped())
        if told := _decided(row.leave):
            self.row(_("已决定"), Words(told).wrapped())
        self.decision = QComboBox()
        self.decision.addItem(_("批准"), LeaveState.APPROVED)
        self.decision.addItem(_("不准"), LeaveState.REFUSED)
        self.decision.setCurrentIndex(int(row.leave.state is LeaveState.REFUSED))
        self.row(_("决定"), self.decision, _("会记入日志。"))

    def told(self) -> str:
        """What is said once it is saved; {names} is whose leave it was."""
        approved = self.decision.currentData() == LeaveState.APPROVED
        return _("已准假：{names}。") if approved else _("没有准假：{names}。")

    def save(self) -> None:
        approved = self.decision.currentData() == LeaveState.APPROVED
        act = approve_leave if approved else refuse_leave
        with self._desk.workspace.begin() as session:
            act(session, leave_id=self._leave.id, by=self._desk.actor, at=clock.now())


def _decided(leave: LeaveFacts) -> str:
    """Who decided when, and why it was granted after the lesson had begun."""
    if leave.decided_at is None:
        return ""
    state = _("批准") if leave.state is LeaveState.APPROVED else _("不准")
    told = f"{state}　{leave.decided_by}　{moment_text(leave.decided_at)}"
    exception = _("事后补假：{why}").format(why=leave.exception) if leave.exception else ""
    return clauses(part for part in (told, exception) if part)


def told_names(rows: Sequence[RegisterRow]) -> str:
    """Name the people chosen; of many only the first ones."""
    names = listed(row.name for row in rows[:NAMES_TOLD])
    if len(rows) <= NAMES_TOLD:
        return names
    return _("{names} 等 {count} 人").format(names=names, count=len(rows))
