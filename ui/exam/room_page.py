"""The exam room (考场): one machine, full screen, one person after the other or one alone."""

from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from dongan_training import clock
from dongan_training.errors import UserError
from dongan_training.exam.candidate_view import exam_notice, sitting_view
from dongan_training.exam.delivery import start_attempt
from dongan_training.exam.handing_in import Receipt
from dongan_training.exam.models import EventKind
from dongan_training.exam.signing_in import Candidate, sign_in
from dongan_training.exam.station import (
    Noticed,
    close_station,
    needs_password,
    note_on_station,
    open_station,
)
from dongan_training.texts import N_, _
from ui.exam.contrast import PersonalContrast
from ui.exam.kiosk import FLAGS, Kiosk
from ui.exam.leave_dialog import LeaveDialog
from ui.exam.room_panels import ConfirmPanel, NoticePanel, ReceiptPanel, SignInPanel
from ui.exam.sitting import Sitting
from ui.kit import Desk, Page, Question, Tone, short_moment


class ExamRoomPage(Page):
    """Sign in, is it you, instructions, sitting, receipt, and the next person.

    Esc does nothing here. The invigilator leaves by Ctrl+Shift+Q or the button on the
    sign-in screen, with the password where one is set. With ``stays`` each person has a
    machine: the receipt stays until the invigilator comes.
    """

    title = N_("考场")

    def __init__(self, desk: Desk, exam_id: str, *, stays: bool = False):
        super().__init__(desk)
        self.setWindowFlags(FLAGS)
        self.exam_id, self.stays = exam_id, stays
        self._may_close = False
        self._is_open = False
        self.dialog: LeaveDialog | None = None
        with self.workspace.read() as session:
            self.exam = exam_notice(session, exam_id)
        self.panels = QStackedWidget()
        self.panels.setObjectName("pages")
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(0)
        self.body.addWidget(self.panels, 1)
        self.notice.hide()
        self.sign_in = SignInPanel(self.exam, self.close)
        self.sign_in.entered.connect(self.receive)
        self.panels.addWidget(self.sign_in)
        self.candidate: Candidate | None = None
        self.contrast = PersonalContrast()
        self.kiosk = Kiosk(self)
        self.kiosk.came_back.connect(self._tell_left)
        QShortcut(QKeySequence("Ctrl+Shift+Q"), self, self.close)

    @property
    def panel(self) -> QWidget:
        """What is shown now."""
        return self.panels.currentWidget()

    def receive(self, text: str) -> None:
        """Tell who scanned a badge or typed a code, and ask whether it is they."""
        try:
            with self.workspace.read() as session:
                candidate = sign_in(session, exam_id=self.exam_id, text=text)
        except UserError as error:
            self.sign_in.notice.show_text(str(error), Tone.BAD)
            return
        if candidate.is_over:
            done = _("{name}已经交卷，回执码 {code}。").format(
                name=candidate.name, code=candidate.receipt
            )
            self.sign_in.notice.show_text(done, Tone.INFO)
            return
        self.candidate = candidate
        panel = ConfirmPanel(self.exam, candidate)
        panel.confirmed.connect(self.instruct)
        panel.refused.connect(self.next_person)
        self._show(panel)

    def instruct(self) -> None:
        """Show the instructions; the clock does not run yet."""
        panel = NoticePanel(self.exam, self.candidate)
        panel.started.connect(self.start)
        self._show(panel)

    def start(self) -> None:
        """Begin the attempt, or go on with the one begun before."""
        try:
            with self.workspace.begin() as session:
                attempt_id = start_attempt(
                    session,
                    exam_id=self.exam_id,
                    enrolment_id=self.candidate.enrolment_id,
                    at=clock.now(),
                )
            with self.workspace.read() as session:
                view = sitting_view(session, attempt_id)
        except UserError as error:
            self.next_person()
            self.sign_in.notice.show_text(str(error), Tone.BAD)
            return
        sitting = Sitting(self.desk, view)
        sitting.handed_in.connect(self.show_receipt)
        sitting.contrast_asked.connect(self.contrast.toggle)
        self._show(sitting)
        sitting.setFocus()

    def show_receipt(self, receipt: Receipt) -> None:
        """Tell that all is handed in, with the code to keep."""
        panel = ReceiptPanel(self.exam, receipt, stays=self.stays)
        panel.finished.connect(self.next_person)
        self._show(panel)

    def next_person(self) -> None:
        """Back to the sign-in, with nothing of the person before."""
        self.candidate = None
        self.contrast.reset()
        self.kiosk.clear_clipboard()
        self._show(self.sign_in)
        self.sign_in.clear()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._is_open:
            self._is_open = True
            self.kiosk.lock()
            self._open_station()

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self._may_close and not self._may_leave():
            event.ignore()
            return
        self._may_close = True
        if isinstance(self.panel, Sitting):
            self.panel.leave()
        self.contrast.reset()
        self.kiosk.unlock()
        if self._is_open:
            self._is_open = False
            self._close_station()
        event.accept()

    def _may_leave(self) -> bool:
        """Ask once, or for the password, which comes back by itself."""
        with self.workspace.read() as session:
            is_locked = needs_password(session, self.exam_id)
        if not is_locked:
            return self.desk.dialogs.confirm(self, self._leave_question())
        self.dialog = LeaveDialog(self.desk, self.exam_id, self._leave_question(), self)
        self.dialog.accepted.connect(self._leave)
        self.dialog.open()
        return False

    def _leave(self) -> None:
        self._may_close = True
        self.close()

    def _open_station(self) -> None:
        try:
            with self.workspace.begin() as session:
                broken_since = open_station(
                    session, exam_id=self.exam_id, by=self.desk.actor, at=clock.now()
                )
        except UserError as error:
            self.sign_in.notice.show_text(str(error), Tone.BAD)
            return
        if broken_since is not None:
            self.sign_in.notice.show_text(_broken(broken_since), Tone.ATTENTION)

    def _close_station(self) -> None:
        """Put the exam away; on a full disk the next start will say that it broke off."""
        try:
            with self.workspace.begin() as session:
                close_station(session, exam_id=self.exam_id, by=self.desk.actor, at=clock.now())
        except UserError as error:
            self.sign_in.notice.show_text(str(error), Tone.BAD)

    def _tell_left(self, seconds: float) -> None:
        attempt_id = self.panel.view.attempt_id if isinstance(self.panel, Sitting) else ""
        noticed = Noticed(EventKind.LEFT_SCREEN, seconds, attempt_id)
        with self.explaining(), self.workspace.begin() as session:
            note_on_station(
                session,
                exam_id=self.exam_id,
                noticed=noticed,
                by=self.desk.actor,
                at=clock.now(),
            )

    def _show(self, panel: QWidget) -> None:
        """Show a panel and put the one before away; the sign-in is kept."""
        before = self.panel
        if panel is not self.sign_in:
            self.panels.addWidget(panel)
        self.panels.setCurrentWidget(panel)
        if before is not self.sign_in and before is not panel:
            self.panels.removeWidget(before)
            before.deleteLater()

    def _leave_question(self) -> Question:
        if isinstance(self.panel, Sitting):
            return Question(
                _("监考人员：{name}正在考试，确定退出考场？").format(name=self.panel.view.name),
                _("考试画面会关闭，计时停止。答卷没有交，本人重新登录后可以接着答。"),
                _("退出考场"),
                _("已保存的答案都在。"),
            )
        return Question(
            _("监考人员：确定退出考场？"),
            _("考试画面会关闭，学员不能再在这台电脑上登录，直到重新进入考场。"),
            _("退出考场"),
            _("已交的答卷都在。"),
        )


def _broken(since: datetime) -> str:
    told = _(
        "上次（{time} 进入考场）没有正常退出：断电、死机或被强行关闭。"
        "已记入考场记录，已保存的答案都在。请监考人员查看监考台。"
    )
    return told.format(time=short_moment(since))
