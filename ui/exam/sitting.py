"""The sitting (visual/2_exam.png): one person, one paper, every answer safe before it says so."""

from collections.abc import Callable
from contextlib import contextmanager
from math import ceil
from typing import Any

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from dongan_training.bank.scoring import is_answered
from dongan_training.errors import UserError
from dongan_training.exam.candidate_view import SittingView
from dongan_training.exam.models import Exam, SittingEvent
from dongan_training.texts import _
from ui.exam.answer_card import CellState
from ui.exam.attempt_keeper import AttemptKeeper
from ui.exam.hand_in_question import hand_in_question
from ui.exam.question_panel import QuestionPanel
from ui.exam.sitting_parts import SittingHeader, SittingSide
from ui.kit import Banner, Button, Desk, PrimaryButton, Question, Tone, row

TICK_MS = 500
HEARTBEAT = 10.0  # seconds between two notes of the time used
LAST_MINUTES = 5
SHORT = 60  # seconds
NARROW_BELOW = 1000
TOLD_BY = frozenset({SittingEvent, Exam})  # what an invigilator writes
ZOOMS = (0.85, 1.0, 1.2, 1.45, 1.75, 2.0)


class Sitting(QWidget):
    """The screen of one attempt, from its first question to the receipt."""

    handed_in = Signal(object)  # Receipt
    contrast_asked = Signal()

    def __init__(self, desk: Desk, view: SittingView):
        super().__init__()
        self.desk = desk
        self.workspace = desk.workspace
        self.view = view
        self.keeper = AttemptKeeper(desk, view)
        self.place = view.place
        self.answers: dict[str, Any] = {one.item_id: one.answer for one in view.questions}
        self.flags = {one.item_id for one in view.questions if one.flagged}
        self._zoom = ZOOMS.index(1.0)
        self._is_over = False
        self._warned = False
        self._is_narrow: bool | None = None
        self._build()
        self._watch()
        self._show_place()
        self._tick()

    def go(self, place: int) -> None:
        """Show another question; what was written before is saved first."""
        self.question.flush()
        if 0 <= place < len(self.view.questions):
            self.place = place
            self._show_place()

    def go_next(self) -> None:
        """Show the next question; after the last one offer to hand in."""
        if self.place == len(self.view.questions) - 1:
            self.offer_hand_in()
        else:
            self.go(self.place + 1)

    def go_back(self) -> None:
        """Show the question before."""
        self.go(self.place - 1)

    def save(self, item_id: str, value: Any) -> None:
        """Save one answer; only after the commit does the screen say so."""
        with self._explaining():
            saved_at = self.keeper.save(item_id, value, self.place)
            self.answers[item_id] = value
            self.header.show_saved(saved_at)
            self._show_states()

    def toggle_flag(self) -> None:
        """Mark this question to look at again, or take the mark away."""
        item_id = self.view.questions[self.place].item_id
        flagged = item_id not in self.flags
        with self._explaining():
            self.keeper.flag(item_id, flagged)
            (self.flags.add if flagged else self.flags.discard)(item_id)
        self._show_states()

    def ask_help(self) -> None:
        """Raise a hand: the invigilator's board shows it."""
        with self._explaining():
            self.keeper.ask_help()
            self.notice.show_text(_("已举手，请在座位上等监考人员过来。可以继续答题。"), Tone.INFO)

    def offer_hand_in(self) -> None:
        """Tell what is still open, ask once, and hand in."""
        self.question.flush()
        if self.desk.dialogs.confirm(self, self.hand_in_question()) and not self._is_over:
            self._hand_in(self.keeper.hand_in_early)

    def hand_in(self) -> None:
        """Close the attempt; the receipt comes by ``handed_in``."""
        self._hand_in(self.keeper.hand_in)

    def leave(self) -> None:
        """Put the attempt away as it is; it can be gone on with after signing in again."""
        self.question.flush()
        if not self._is_over:
            self._note_time()
        self._timer.stop()

    def hand_in_question(self) -> Question:
        """What is asked before handing in."""
        return hand_in_question(self.view.questions, self.answers, self.flags)

    def zoom_in(self) -> None:
        """Write larger."""
        self._set_zoom(self._zoom + 1)

    def zoom_out(self) -> None:
        """Write smaller."""
        self._set_zoom(self._zoom - 1)

    def changeEvent(self, event: QEvent) -> None:
        """Write as large as before: another theme, of the system too, brings its own sizes."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:
            QTimer.singleShot(0, self, self._keep_zoom)

    def _keep_zoom(self) -> None:
        self._set_zoom(self._zoom)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._set_narrow(event.size().width() < NARROW_BELOW)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Numbers and letters choose; arrows and Enter turn the page; Esc does nothing."""
        keys: dict[int, Callable[[], None]] = {
            Qt.Key.Key_Right: self.go_next,
            Qt.Key.Key_Left: self.go_back,
            Qt.Key.Key_PageDown: self.go_next,
            Qt.Key.Key_PageUp: self.go_back,
            Qt.Key.Key_Return: self.go_next,
            Qt.Key.Key_Enter: self.go_next,
        }
        if event.key() in keys:
            keys[event.key()]()
        elif not self.question.press(event):
            event.accept()

    def _build(self) -> None:
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.header = SittingHeader(self.view)
        self.side = SittingSide(len(self.view.questions), self.offer_hand_in, self.ask_help)
        self.notice = Banner().large()
        self.question = QuestionPanel()
        self.previous = Button(_("上一题"), self.go_back, icon="arrow-left").large()
        self.flag = Button(_("标记待查"), self.toggle_flag, icon="flag", shortcut="Ctrl+M").large()
        self.next = PrimaryButton(_("下一题"), self.go_next, icon="arrow-right").large()
        self.next.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the arrow stands behind
        self._middle = middle = QVBoxLayout()
        middle.setSpacing(20)
        middle.addWidget(self.notice)
        middle.addWidget(self.question)
        middle.addWidget(row(self.previous, self.flag, None, self.next, spacing=12))
        middle.addStretch(1)
        below = QHBoxLayout()
        below.setSpacing(0)
        below.addLayout(middle, 1)
        below.addWidget(self.side)
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(0)
        body.addWidget(self.header)
        body.addLayout(below, 1)
        self._set_narrow(True)  # so that a small screen is not forced to grow first

    def _set_narrow(self, narrow: bool) -> None:
        if narrow is self._is_narrow:
            return
        self._is_narrow = narrow
        self.header.set_narrow(narrow)
        self.side.set_narrow(narrow)
        self._middle.setContentsMargins(*(20, 16, 20, 12) if narrow else (56, 32, 56, 24))

    def _watch(self) -> None:
        self.question.answered.connect(self.save)
        self.question.left.connect(self.go_next)
        self.side.card.picked.connect(self.go)
        self.header.smaller_asked.connect(self.zoom_out)
        self.header.larger_asked.connect(self.zoom_in)
        self.header.contrast_asked.connect(self.contrast_asked)
        self.desk.changed.connect(self._on_changed)
        self._timer = QTimer(self, interval=TICK_MS)
        self._timer.timeout.connect(self._tick)
        self._timer.start()
        QShortcut(QKeySequence("Ctrl++"), self, self.zoom_in)

    def _show_place(self) -> None:
        question = self.view.questions[self.place]
        self.setFocus()
        self.question.show_question(
            question, len(self.view.questions), self.answers[question.item_id]
        )
        self.previous.setEnabled(self.place > 0)
        last = self.place == len(self.view.questions) - 1
        self.next.setText(_("检查并交卷") if last else _("下一题"))
        self._show_states()

    def _show_states(self) -> None:
        states = [
            CellState(
                answered=is_answered(self.answers[one.item_id]),
                flagged=one.item_id in self.flags,
                shown=place == self.place,
            )
            for place, one in enumerate(self.view.questions)
        ]
        self.side.show_states(states)
        flagged = states[self.place].flagged
        self.flag.setText(_("取消标记") if flagged else _("标记待查"))

    def _tick(self) -> None:
        left = self.keeper.seconds_left
        self.header.show_left(left)
        if left <= 0:
            self.question.flush()
            self.hand_in()
        elif left <= LAST_MINUTES * 60 and not self._warned:
            self._warned = True
            self.notice.show_text(_last_words(left), Tone.ATTENTION)
        elif self.keeper.seconds_unnoted >= HEARTBEAT or self.keeper.stopwatch.lost:
            self._note_time()

    def _note_time(self) -> None:
        with self._explaining():
            self.keeper.note_time(self.place)

    def _on_changed(self, kinds: frozenset[type]) -> None:
        """Follow the invigilator, whose every act goes on record."""
        if self._is_over or not kinds & TOLD_BY:
            return
        before = self.keeper.allotted
        if not self.keeper.read_anew():
            self.hand_in()  # collected meanwhile: the receipt tells
        elif self.keeper.allotted > before:
            minutes = round((self.keeper.allotted - before) / 60)
            told = _("监考人员给您加了 {minutes} 分钟。").format(minutes=minutes)
            self.notice.show_text(told, Tone.GOOD)
            self._warned = self.keeper.seconds_left <= LAST_MINUTES * 60
            self.header.show_left(self.keeper.seconds_left)

    def _hand_in(self, how: Callable[[], Any]) -> None:
        self._timer.stop()
        try:
            receipt = how()
        except UserError as error:  # too early, or a full disk: all that was saved is safe
            self.notice.show_text(str(error), Tone.BAD)
            self._timer.start()
            return
        self._is_over = True
        self.handed_in.emit(receipt)

    @contextmanager
    def _explaining(self):
        """Say that something was not saved, and show again what is."""
        try:
            yield
        except UserError as error:
            self.header.show_unsaved()
            self.notice.show_text(str(error), Tone.BAD)
            item_id = self.view.questions[self.place].item_id
            self.question.show_value(self.answers[item_id])

    def _set_zoom(self, step: int) -> None:
        self._zoom = min(max(step, 0), len(ZOOMS) - 1)
        self.header.smaller.setEnabled(self._zoom > 0)
        self.header.larger.setEnabled(self._zoom < len(ZOOMS) - 1)
        self.question.set_zoom(ZOOMS[self._zoom])


def _last_words(left: float) -> str:
    """Also for somebody who comes back with seconds left: as much as there is, not five minutes."""
    safe = _("答案都已随时保存，时间到会自动交卷。")
    if left < SHORT:
        return _("只剩不到 1 分钟。") + safe
    return _("还有不到 {minutes} 分钟。").format(minutes=ceil(left / 60)) + safe
