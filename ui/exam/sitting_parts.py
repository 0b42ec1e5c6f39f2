"""The frame of a sitting: the line above with name and time, the answer card at the side."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from dongan_training import clock
from dongan_training.exam.candidate_view import SittingView
from dongan_training.texts import _
from ui.exam.answer_card import COLUMNS, GAP, AnswerCard, CellState
from ui.kit import Button, Pill, QuietButton, Tag, Tone, Words, row

WIDE, NARROW = 304, 172
NARROW_COLUMNS = 3
SCROLL_BAR = 12
NO_BREAK = "\u00a0"
TOUCH = 44  # pixels that a finger meets


class SittingHeader(QFrame):
    """What exam, who sits it, whether the last answer is safe, size of words, time left."""

    smaller_asked = Signal()
    larger_asked = Signal()
    contrast_asked = Signal()

    def __init__(self, view: SittingView):
        super().__init__()
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
        box.setFixedHeight(TOUCH + 2)
        self.smaller = QuietButton("A−", self.smaller_asked.emit, shortcut="Ctrl+-")
        self.larger = QuietButton("A+", self.larger_asked.emit, shortcut="Ctrl+=")
        self.smaller.setAccessibleName(_("字号小一点"))
        self.larger.setAccessibleName(_("字号大一点"))
        self.contrast = QuietButton("◐", self.contrast_asked.emit, shortcut="F2")
        self.contrast.setAccessibleName(_("高对比度"))
        self.contrast.setToolTip(_("高对比度") + "  F2")
        for button in (self.smaller, self.larger, self.contrast):
            button.setFixedSize(TOUCH, TOUCH)
        line = QHBoxLayout(box)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        for part in (self.smaller, Words(_("字号")), self.larger, self.contrast):
            part.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            line.addWidget(part)
        return box


class SittingSide(QFrame):
    """The answer card, how far it is filled, and the way to hand in."""

    def __init__(self, count: int, hand_in, ask_help):
        super().__init__()
        self.setObjectName("exam-side")
        self.card = AnswerCard(count)
        self.counts = Words(look="small").wrapped()
        self._told = ("", "", "")
        self.finish = Button(_("交卷"), hand_in, shortcut="Ctrl+Return").large()
        self.help = QuietButton(_("我要举手"), ask_help, icon="user-check", shortcut="F1").large()
        body = QVBoxLayout(self)
        body.setContentsMargins(20 - GAP, 20, 20 - GAP - SCROLL_BAR, 20)
        body.setSpacing(12)
        heading = row(Words(_("答题卡"), "heading"))
        body.addWidget(heading)
        self._scroll = self._scrolling()
        body.addWidget(self._scroll, 100)
        counts, finish, asking = row(self.counts), row(self.finish), row(self.help)
        for part in (heading, counts, finish, asking):
            part.layout().setContentsMargins(GAP, 0, GAP + SCROLL_BAR, 0)
        for part in (counts, finish, asking):
            body.addWidget(part)
        body.addStretch(1)
        self.set_narrow(False)

    def set_narrow(self, narrow: bool) -> None:
        """On a small or strongly enlarged screen the card gives way to the question."""
        self._is_narrow = narrow
        self._show_counts()
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
        told = (
            _("已答 {count}").format(count=answered),
            _("标记 {count}").format(count=sum(one.flagged for one in states)),
            _("未答 {count}").format(count=len(states) - answered),
        )
        self._told = tuple(one.replace(" ", NO_BREAK) for one in told)
        self._show_counts()

    def _show_counts(self) -> None:
        """A break comes between figures, never inside one."""
        first, flagged, still_open = self._told
        gap = "\n" if self._is_narrow else "　"
        self.counts.setText(f"{first}　{flagged}{gap}{still_open}")

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
