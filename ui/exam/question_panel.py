"""One question, large enough to read, with the ways to answer it."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QTextCursor
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from dongan_training.bank.drafts import QuestionType
from dongan_training.bank.picture_markers import numbers_in
from dongan_training.bank.scoring import plain_number, type_name
from dongan_training.exam.candidate_view import ShownQuestion
from dongan_training.texts import _
from ui import theme
from ui.exam.option_row import OptionRow
from ui.exam.question_parts import PassagePart, PicturePart
from ui.kit import Words, gap_kept, row, unbroken

STEM, FIELD = 22, 18
DEBOUNCE_MS = 700
SCROLLS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
TRUE_KEYS, FALSE_KEYS = (Qt.Key.Key_T, Qt.Key.Key_Y), (Qt.Key.Key_F, Qt.Key.Key_N)


class QuestionPanel(QScrollArea):
    """Shows a question; ``answered`` carries the new value, to be saved at once.

    Written answers come a moment after the last key, and at once by ``flush``. Where a
    question is only looked at, ``takes_focus=False`` leaves the keyboard where it is.
    """

    answered = Signal(str, object)  # item id, value
    left = Signal()  # Enter in the last field: on to the next question

    def __init__(self, *, takes_focus: bool = True):
        super().__init__()
        self._takes_focus = takes_focus
        self._question: ShownQuestion | None = None
        self._zoom = 1.0
        self.options: list[OptionRow] = []
        self.fields: list[QLineEdit] = []
        self.essay: QPlainTextEdit | None = None
        self.around: list[PassagePart | PicturePart] = []
        self._unsaved = False
        self._pause = QTimer(self, singleShot=True, interval=DEBOUNCE_MS)
        self._pause.timeout.connect(self.flush)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def show_question(self, question: ShownQuestion, total: int, value: Sequence[Any]) -> None:
        """Show another question, with the answer saved for it so far."""
        self.flush()
        self._question = question
        self.options, self.fields, self.essay, self.around = [], [], None, []
        content = QWidget()
        body = QVBoxLayout(content)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(12)
        body.addWidget(self._head(question, total))
        shared = set(numbers_in(question.passage))
        pictures = [PicturePart(*one) for one in enumerate(question.pictures, start=1) if one[1]]
        above = [one for one in pictures if one.number in shared]
        below = [one for one in pictures if one.number not in shared]
        passage = [PassagePart(question.passage)] if question.passage else []
        self.around = [*passage, *pictures]
        self.stem = Words(gap_kept(question.stem)).wrapped()
        for part in (*passage, *above, self.stem, *below):
            body.addWidget(part)
        body.addSpacing(6)
        for part in self._answers(question):
            body.addWidget(part)
        self.setWidget(content)
        self.show_value(value)
        self.set_zoom(self._zoom)
        if self._takes_focus:
            self._focus_first()

    def show_value(self, value: Sequence[Any]) -> None:
        """Show what is saved: after a change that could not be saved, the screen goes back."""
        for option in self.options:
            option.setChecked(option.value in value)
        texts = [one[0] if isinstance(one, list | tuple) else one for one in value]
        for field, text in zip(self.fields, texts + [""] * len(self.fields), strict=False):
            field.setText(text)
        if self.essay is not None:
            self.essay.setPlainText(texts[0] if texts else "")
            self.essay.moveCursor(QTextCursor.MoveOperation.End)
        self._pause.stop()
        self._unsaved = False

    def set_zoom(self, zoom: float) -> None:
        """Write all words larger or smaller."""
        self._zoom = zoom
        if self._question is None:
            return
        self.stem.setFont(theme.font(round(STEM * zoom)))
        for part in (*self.around, *self.options):
            part.set_zoom(zoom)
        for field in (*self.fields, *([self.essay] if self.essay else [])):
            field.setFont(theme.font(round(FIELD * zoom)))
        self.widget().layout().invalidate()
        self.updateGeometry()

    def press(self, event: QKeyEvent) -> bool:
        """Choose by a number or letter key, or scroll by up and down; tells whether it did."""
        if (
            event.modifiers()
            & ~Qt.KeyboardModifier.KeypadModifier
            & ~Qt.KeyboardModifier.ShiftModifier
        ):
            return False
        if event.key() in SCROLLS:
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + SCROLLS[event.key()] * self.height() // 2)
            return True
        place = self._place_of(event)
        if not 0 <= place < len(self.options):
            return False
        self.options[place].click()
        self.ensureWidgetVisible(self.options[place], 0, 12)
        return True

    def flush(self) -> None:
        """Hand over what was written and not yet saved."""
        self._pause.stop()
        if self._unsaved and self._question is not None:
            self._unsaved = False
            self.answered.emit(self._question.item_id, self._written())

    def sizeHint(self) -> QSize:
        content = self.widget()
        if content is None:
            return QSize(600, 300)
        width = self.viewport().width()
        return QSize(width, content.layout().totalHeightForWidth(width) + 2)

    def minimumSizeHint(self) -> QSize:
        return QSize(300, 120)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.updateGeometry()

    def _head(self, question: ShownQuestion, total: int) -> QWidget:
        points = _("{kind} · {points} 分").format(
            kind=type_name(question.type), points=plain_number(question.points)
        )
        place = _("第 {number} 题，共 {total} 题").format(number=question.number, total=total)
        kind = Words(points)
        kind.setObjectName("exam-kind")
        kind.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        told = "　".join(one for one in (unbroken(place), question.rule) if one)
        words = Words(told, "muted").wrapped()
        words.setAlignment(Qt.AlignmentFlag.AlignTop)  # beside the pill, whatever room is left
        words.setContentsMargins(0, 2, 0, 0)
        head = row(kind, words, spacing=14)
        head.layout().setAlignment(kind, Qt.AlignmentFlag.AlignTop)
        head.layout().setStretch(1, 1)
        return head

    def _answers(self, question: ShownQuestion) -> list[QWidget]:
        if question.type is QuestionType.FILL_BLANK:
            return [self._blank(number) for number in range(1, question.blanks + 1)]
        if question.type is QuestionType.SHORT_ANSWER:
            self.essay = QPlainTextEdit(tabChangesFocus=True)
            self.essay.setAccessibleName(_("答案"))
            self.essay.setMinimumHeight(220)
            self.essay.textChanged.connect(self._note_writing)
            return [self.essay]
        shown = [(one.letter, one.text, one.value) for one in question.options]
        if question.type is QuestionType.TRUE_FALSE:
            shown = [("√", _("正确"), True), ("×", _("错误"), False)]
        self.options = [OptionRow(*one) for one in shown]
        for option in self.options:
            option.clicked.connect(self._choose)
        return list(self.options)

    def _blank(self, number: int) -> QWidget:
        field = QLineEdit()
        field.setProperty("large", True)
        field.setMaxLength(500)
        field.setAccessibleName(_("第 {number} 空").format(number=number))
        field.textEdited.connect(self._note_writing)
        field.editingFinished.connect(self.flush)
        field.returnPressed.connect(self._next_field)
        self.fields.append(field)
        return row(Words(_("第 {number} 空").format(number=number), "muted"), field, spacing=12)

    def _choose(self) -> None:
        chosen = self.sender()
        if self._question.type is not QuestionType.MULTIPLE_CHOICE:
            for option in self.options:
                option.setChecked(option is chosen)
        value = [option.value for option in self.options if option.isChecked()]
        if self._question.options:
            value.sort()
        self.answered.emit(self._question.item_id, tuple(value))

    def _note_writing(self) -> None:
        self._unsaved = True
        self._pause.start()

    def _written(self) -> tuple[Any, ...]:
        if self.essay is not None:
            return (self.essay.toPlainText(),)
        return tuple([field.text()] for field in self.fields)

    def _next_field(self) -> None:
        place = self.fields.index(self.sender()) + 1
        if place < len(self.fields):
            self.fields[place].setFocus()
        else:
            self.left.emit()

    def _focus_first(self) -> None:
        for field in (*self.fields[:1], self.essay):
            if field is not None:
                field.setFocus()

    def _place_of(self, event: QKeyEvent) -> int:
        key = event.key()
        if Qt.Key.Key_1 <= key <= Qt.Key.Key_9:
            return key - Qt.Key.Key_1
        if self._question.type is QuestionType.TRUE_FALSE and key in (*TRUE_KEYS, *FALSE_KEYS):
            return int(key in FALSE_KEYS)
        if Qt.Key.Key_A <= key <= Qt.Key.Key_J:
            return key - Qt.Key.Key_A
        return -1
