"""The door desk (签到): full screen, one glance, no mouse needed."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QHideEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from dongan_training import clock
from dongan_training.attendance import queries
from dongan_training.attendance.answers import Answer, Door
from dongan_training.attendance.counting import door_counts
from dongan_training.attendance.door import photo_at_door
from dongan_training.attendance.models import CheckIn, Direction, Leave, Method
from dongan_training.errors import UserError
from dongan_training.texts import N_, _
from dongan_training.training.models import Enrolment, Lesson
from ui.attendance.by_name_dialog import ByNameDialog
from ui.attendance.door_head import DoorHead
from ui.attendance.eye_panel import EyePanel
from ui.attendance.gun import let_pass
from ui.attendance.result_card import ResultCard, message_of, message_of_failure, waiting
from ui.attendance.signals import SIGNALS, WAITING, Melody, outcome_tag
from ui.kit import Column, Desk, EmptyState, Figure, Page, RowsModel, Table, Tone, row

if TYPE_CHECKING:
    from ui.attendance.sounds import Sounds

SHOWN_SCANS = 9
NARROW_BELOW = 1000
CLOCKS_DIFFER = timedelta(minutes=2)


class DoorDesk(Page):
    """Every scan is one transaction; the card turns green only after it has ended."""

    title = N_("签到")
    shows = frozenset({CheckIn, Leave, Enrolment, Lesson})

    def __init__(self, desk: Desk, lesson_id: str):
        super().__init__(desk)
        self.lesson_id = lesson_id
        self.direction = Direction.IN
        self.answers: list[Answer] = []
        self.dialog: ByNameDialog | None = None
        self._sounds: Sounds | None = None
        self.head = DoorHead(self.close)
        self.eye = EyePanel()
        self.card = ResultCard()
        self.arrived, self.missing = Figure(_("已签到")), Figure(_("未到"))
        self.on_leave = Figure(_("请假"))
        self.scans = RowsModel(
            Column(_("时间"), "at", _to_the_second, width=150),
            Column(_("姓名"), "name", _name, width=150),
            Column(_("单位"), "remark", muted=True),
            Column(_("结果"), "outcome", tag=outcome_tag, width=190),
            parent=self,
        )
        self.table = Table(self.scans, "door")
        self._lay_out()
        self.eye.scanned.connect(self._on_gun)
        self.eye.seen.connect(self._on_camera)
        self.eye.by_name_asked.connect(self.ask_name)
        self.eye.turned.connect(self._turn)
        self.head.show_way(self.direction)
        with self.workspace.read() as session:
            self.answers = queries.last_scans(session, lesson_id, limit=SHOWN_SCANS)
        self.scans.show(self.answers)
        self._mind_clock(clock.now())
        self.refresh()

    def refresh(self) -> None:
        with self.workspace.read() as session:
            lesson = queries.remaining_choice(session, self.lesson_id)
            if lesson is None:  # deleted in the main window, where nobody had come yet
                self.close()
                return
            self.head.show_lesson(lesson)
            counts = door_counts(session, self.lesson_id)
        self.arrived.set_value(str(counts.arrived))
        self.missing.set_value(str(counts.missing))
        self.on_leave.set_value(str(counts.on_leave))

    def scan(self, code: str, method: Method) -> None:
        """Check the holder of a badge in or out, and answer."""
        door = Door(self.lesson_id, method, self.direction)
        try:
            answer = let_pass(self.desk, door, code)
        except UserError as error:
            self.card.show_message(message_of_failure(error))
            self._play(self.card.message.signal.melody)
            return
        self.show_answer(answer)

    def show_answer(self, answer: Answer) -> None:
        """Let the hall see and hear an answer."""
        photo = None
        if answer.enrolment_id is not None:
            with self.workspace.read() as session:
                photo = photo_at_door(session, answer.enrolment_id)
        self.card.show_message(message_of(answer, photo))
        self._play(SIGNALS[answer.outcome].melody)
        self._mind_clock(answer.at)
        self.answers = [answer, *self.answers[: SHOWN_SCANS - 1]]
        self.scans.show(self.answers)

    def _mind_clock(self, now: datetime) -> None:
        """Warn at once where this clock, or that of the desk before, cannot be right."""
        behind = self.answers[0].at - now if self.answers else timedelta()
        if behind >= CLOCKS_DIFFER:
            told = _(
                "本机时钟的时间比上一次签到还早 {minutes} 分钟，请核对时间。先后仍按扫码次序计。"
            )
            minutes = behind // timedelta(minutes=1)
            self.say(told.format(minutes=minutes), Tone.ATTENTION)

    def ask_name(self) -> None:
        """Find somebody without a readable badge."""
        self.dialog = ByNameDialog(self.desk, self.lesson_id, self.direction, self)
        self.dialog.answered.connect(self.show_answer)
        self.dialog.finished.connect(self._come_back)
        self.dialog.open()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.eye.field.take_keyboard()
        QTimer.singleShot(0, self.eye.start)  # the desk is there at once, the camera when it can

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._set_narrow(event.size().width() < NARROW_BELOW)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self.eye.field.take_keyboard()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.eye.close_eye()  # the light of the camera goes out with the desk

    def _come_back(self) -> None:
        self.activateWindow()
        self.eye.field.take_keyboard()

    def _on_gun(self, code: str) -> None:
        self.scan(code, Method.SCANNER)

    def _on_camera(self, code: str) -> None:
        self.scan(code, Method.CAMERA)

    def _turn(self, is_out: bool) -> None:
        self.direction = Direction.OUT if is_out else Direction.IN
        self.head.show_way(self.direction)
        self.eye.name_by_hand(_("手工签退") if is_out else _("手工签到"))
        if self.card.message.signal is WAITING:  # nobody was scanned yet
            self.card.show_message(waiting(is_out=is_out))

    def _play(self, melody: Melody) -> None:
        if not self.desk.settings.sound:
            return
        if self._sounds is None:
            try:
                from ui.attendance.sounds import Sounds  # Qt's multimedia takes 0.1 s to load
            except ImportError:  # a system without sound libraries: the card says it all
                return
            self._sounds = Sounds(self)
        self._sounds.play(melody)

    def _lay_out(self) -> None:
        self.table.horizontalHeader().hide()
        self.table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.table.setSelectionMode(Table.SelectionMode.NoSelection)
        self.table.set_empty(EmptyState("users", _("还没有人签到。")))
        right = QFrame()
        right.setProperty("surface", "plain")
        column = self._column = QVBoxLayout(right)
        column.addWidget(self.card)
        column.addWidget(row(self.arrived, self.missing, self.on_leave, None, spacing=44))
        column.addWidget(self.table, 1)
        halves = QHBoxLayout()
        halves.setSpacing(0)
        halves.addWidget(self.eye)
        halves.addWidget(right, 1)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(0)
        self.body.addWidget(self.head)
        self.body.addLayout(halves, 1)
        self._set_narrow(True)  # so that a small screen is not forced to grow first

    def _set_narrow(self, narrow: bool) -> None:
        self.head.set_narrow(narrow)
        self.eye.set_narrow(narrow)
        self.table.setMinimumHeight(44 if narrow else 160)
        self._column.setSpacing(8 if narrow else 16)
        self._column.setContentsMargins(*(16, 14, 16, 8) if narrow else (36, 28, 36, 16))


def _to_the_second(moment: datetime) -> str:
    return f"{clock.local(moment):%H:%M:%S}"


def _name(name: str) -> str:
    return name or "—"
