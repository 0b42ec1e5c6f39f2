"""The frame of a sitting: the line above with name and time, the answer card at the side."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from dongan_training import clock
from dongan_training.exam.candidate_view import SittingView
from dongan_training.texts import _
from ui.exam.answer_card import COLUMNS, AnswerCard, CellState
from ui.kit import Button, Pill, QuietButton, Tag, Tone, Words, row

WIDE, NARROW = 300, 168
NARROW_COLUMNS = 3
SCROLL_BAR = 12


class SittingHeader(QFrame):
    """What exam, who sits it, whether the last answer is safe, size of words, time left."""

    smaller_asked = Signal()
    larger_asked = Signal()

    def __init__(self, view: SittingView, parent: QWidget | None = None):
        super().__init__(parent)
        self.setObjectName("header")
        self.setFixedHeight(64)
        self.title = Words(_("{title}（{form}卷）").format(title=view.title, form=view.form))
        self.title.setObjectName("exam-title")
        who = " · ".join(part for part in (view.name, view.unit) if part)
        self.saved = Pill("", Tone.GOOD)
        self.saved.hide()
        self.time = Words()
        self.time.setObjectName("exam-time")
        self.time.setMinimumWidth(76)
        self.time.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        line = QHBoxLayout(self)
        line.setContentsMargins(24, 0, 24, 0)
        line.setSpacing(16)
        line.addWidget(self.title)
        line.addWidget(Words(who, "muted").cut(), 1)
        for part in (self.saved, self._sizes(), self.time):
            line.addWidget(part)

    def set_narrow(self, narrow: bool) -> None:
        """On a small or strongly enlarged screen the person stays, the title goes."""
        self.title.setVisible(not narrow)

    def show_saved(self, at: datetime) -> None:
        """Say that the answer is safe; only after the commit."""
        time = f"{clock.local(at):%H:%M:%S}"
        self._show_tag(Tag(_("✓ 答案已保存 {time}").format(time=time), Tone.GOOD))

    def show_unsaved(self) -> None:
        """Say that the last step was not saved."""
        self._show_tag(Tag(_("✗ 没有保存"), Tone.BAD))

    def show_left(self, seconds_left: float) -> None:
        """Show the time left, rounded up: zero means over."""
        minutes, seconds = divmod(int(seconds_left + 0.999), 60)
        self.time.setText(f"{minutes:02}:{seconds:02}")
        self.time.setAccessibleName(
            _("剩余 {minutes} 分 {seconds} 秒").format(minutes=minutes, seconds=seconds)
        )

    def _show_tag(self, tag: Tag) -> None:
        self.saved.set_tag(tag)
        self.saved.show()

    def _sizes(self) -> QWidget:
        box = QFrame()
        box.setProperty("surface", "card")
        box.setFixedHeight(39)
        self.smaller = QuietButton("A−", self.smaller_asked.emit, shortcut="Ctrl+-")
        self.larger = QuietButton("A+", self.larger_asked.emit, shortcut="Ctrl+=")
        self.smaller.setAccessibleName(_("字号小一点"))
        self.larger.setAccessibleName(_("字号大一点"))
        line = QHBoxLayout(box)
        line.setContentsMargins(4, 1, 4, 1)
        line.setSpacing(0)
        for part in (self.smaller, Words(_("字号")), self.larger):
            part.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            line.addWidget(part)
        return box


class SittingSide(QFrame):
    """The answer card, how far it is filled, and the way to hand in."""

    def __init__(self, count: int, hand_in, ask_help, parent: QWidget | None = None):
        super().__init__(parent)
        self.setObjectName("exam-side")
        self.card = AnswerCard(count)
        self.counts = Words(look="small").wrapped()
        self.finish = Button(_("交卷"), hand_in, shortcut="Ctrl+Return")
        self.help = QuietButton(_("举手"), ask_help, icon="user-check", shortcut="F1")
        body = QVBoxLayout(self)
        body.setContentsMargins(20, 20, 20 - SCROLL_BAR, 20)
        body.setSpacing(12)
        body.addWidget(Words(_("答题卡"), "heading"))
        self._scroll = self._scrolling()
        body.addWidget(self._scroll, 100)
        body.addWidget(self.counts)
        finish = row(self.finish)
        finish.layout().setContentsMargins(0, 0, SCROLL_BAR, 0)
        body.addWidget(finish)
        asking = row(self.help)
        asking.layout().setContentsMargins(0, 0, SCROLL_BAR, 0)
        body.addWidget(asking)
        body.addStretch(1)
        self.set_narrow(False)

    def set_narrow(self, narrow: bool) -> None:
        """On a small or strongly enlarged screen the card gives way to the question."""
        self.setFixedWidth(NARROW if narrow else WIDE)
        self.card.set_columns(NARROW_COLUMNS if narrow else COLUMNS)
        self._scroll.setMaximumHeight(self.card.full_height)

    def show_states(self, states: Sequence[CellState]) -> None:
        """Show how all questions stand now."""
        self.card.show_states(states)
        for cell, state in zip(self.card.cells, states, strict=True):
            if state.shown:
                self._scroll.ensureWidgetVisible(cell, 0, 8)
        answered = sum(one.answered for one in states)
        self.counts.setText(
            _("已答 {answered}　标记 {flagged}　未答 {open}").format(
                answered=answered,
                flagged=sum(one.flagged for one in states),
                open=len(states) - answered,
            )
        )

    def _scrolling(self) -> QScrollArea:
        scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(self.card)
        for part in (self.card, scroll.viewport()):
            part.setAutoFillBackground(False)
        return scroll
