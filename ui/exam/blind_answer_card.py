"""One answer as a marker sees it: its text without a name, and where the points go."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea

from dongan_training.bank.scoring import plain_number
from dongan_training.exam.hand_marks import DecisionState
from dongan_training.exam.marking_desk import BlindAnswer
from dongan_training.texts import _, listed
from ui.exam.points_panel import PointsPanel
from ui.kit import Card, IconButton, Line, Pill, PrimaryButton, Tag, Tone, Words, row


class BlindAnswerCard(Card):
    """``saved`` asks for the points to be kept, ``stepped`` for the answer before or after."""

    saved = Signal()
    stepped = Signal(int)  # -1, 1

    def __init__(self) -> None:
        super().__init__()
        self.place, self.state = Words(look="heading"), Pill()
        self.text = Words().wrapped()
        self.text.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.others = Words(look="attention").wrapped()
        self.points = PointsPanel()
        self.points.entered.connect(self.saved)
        self.before = IconButton("arrow-left", _("上一份"), self.go_back, shortcut="PgUp")
        self.after = IconButton("arrow-right", _("下一份"), self.go_on, shortcut="PgDown")
        self.save = PrimaryButton(_("保存，下一份"), self.saved.emit, shortcut="Ctrl+Return")
        self.body.addWidget(row(self.place, self.state, None, self.before, self.after))
        self.body.addWidget(_scrolled(self.text), 1)
        self.body.addWidget(self.others)
        self.body.addWidget(Line())
        self.body.addWidget(self.points)
        hint = Words(_("回车到下一个要点，最后一个回车就保存。"), "small")
        self.body.addWidget(row(hint, None, self.save))

    def show_answer(self, answer: BlindAnswer, total: int) -> None:
        """Show an answer with what this marker gave it before, ready for typing."""
        self.text.setText(answer.text)
        self.points.show_given(answer.parts, answer.comment)
        self.tell_state(answer, total)
        self.points.start()

    def tell_state(self, answer: BlindAnswer, total: int) -> None:
        """Say where the answer stands; leaves alone what is being typed."""
        told = _("第 {place} 份，共 {count} 份")
        self.place.setText(told.format(place=answer.place, count=total))
        self.state.set_tag(_state_tag(answer))
        given = listed(plain_number(one) for one in answer.others)
        dispute = _("两位阅卷人给了 {points} 分，相差过大，由您定分。")
        self.others.setText(dispute.format(points=given))
        self.others.setVisible(bool(answer.others))
        self.before.setEnabled(answer.place > 1)
        self.after.setEnabled(answer.place < total)

    def go_back(self) -> None:
        """Ask for the answer before."""
        self.stepped.emit(-1)

    def go_on(self) -> None:
        """Ask for the answer after."""
        self.stepped.emit(1)


def _state_tag(answer: BlindAnswer) -> Tag:
    if answer.mine:
        disputed = answer.state is DecisionState.DISPUTED
        return Tag(_("待我定分"), Tone.BAD) if disputed else Tag(_("待我阅"), Tone.ATTENTION)
    if answer.state is DecisionState.DONE:
        return Tag(_("已定分"), Tone.GOOD)
    return Tag(_("等另一人"), Tone.INFO) if answer.parts else Tag(_("已阅"), Tone.QUIET)


def _scrolled(words: Words) -> QScrollArea:
    scroll = QScrollArea()
    scroll.setFrameShape(QFrame.Shape.NoFrame)
    scroll.setWidgetResizable(True)
    scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    scroll.setWidget(words)
    for part in (scroll.viewport(), words):
        part.setAutoFillBackground(False)
    return scroll
