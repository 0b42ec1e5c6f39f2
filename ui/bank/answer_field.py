"""The key of one question, chosen or typed: letters, √ and ×, blanks, or a model text."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from dongan_training.bank.drafts import CHOICES, Answer, QuestionType
from dongan_training.bank.key_text import LETTERS, RIGHT, WRONG, blanks_in, key_text, with_letter
from dongan_training.texts import _
from ui import fonts
from ui.kit import Words, row

LINE_WIDTH = 384  # of buttons side by side
BUTTON_EXTRA = 46  # frame, padding and gap of one button
# The keys that say right and wrong; the digits are those of many spreadsheets.
RIGHT_KEYS, WRONG_KEYS = frozenset("√✓VvAaTtYy1"), frozenset("×✗XxBbFfNn0")


class AnswerField(QWidget):
    """Shows one question's key and lets it be changed; ``answered`` carries the new key."""

    answered = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.kind = QuestionType.SINGLE_CHOICE
        self.answer: Answer = ()
        self.buttons: dict[str, QPushButton] = {}
        self.text: QLineEdit | QPlainTextEdit | None = None
        self._shown: tuple[QuestionType, tuple[str, ...]] | None = None
        self._body = QVBoxLayout(self)
        self._body.setContentsMargins(0, 0, 0, 0)
        self._body.setSpacing(8)

    def show_question(self, kind: QuestionType, options: Sequence[str], answer: Answer) -> None:
        """Show the key of a question; the fields are made anew only where they differ."""
        self.kind, self.answer = kind, answer
        if self._shown != (kind, tuple(options)):
            self._shown = (kind, tuple(options))
            self._build(options)
        for name, button in self.buttons.items():
            button.setChecked(name in self._checked())
        self._fill_text()

    def press(self, typed: str) -> bool:
        """Take a key of the keyboard; tells whether it meant something here."""
        if self.kind is QuestionType.TRUE_FALSE:
            name = RIGHT if typed in RIGHT_KEYS else WRONG if typed in WRONG_KEYS else ""
        else:
            name = typed.upper()
        if name not in self.buttons:
            return False
        self._choose(name)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.modifiers() != Qt.KeyboardModifier.NoModifier or not self.press(event.text()):
            super().keyPressEvent(event)

    def _build(self, options: Sequence[str]) -> None:
        while self._body.count():
            old = self._body.takeAt(0).widget()
            old.hide()
            old.deleteLater()
        self.buttons, self.text = {}, None
        if self.kind is QuestionType.TRUE_FALSE:
            self._add_buttons([(RIGHT, _("正确")), (WRONG, _("错误"))])
        elif self.kind in CHOICES and options:
            self._add_buttons(list(zip(LETTERS, options, strict=False)))
        elif self.kind in CHOICES:
            missing = _("这道题没有选项，不能作为选择题导入。请换一种题型，或不导入。")
            self._body.addWidget(Words(missing, "muted").wrapped())
        elif self.kind is QuestionType.FILL_BLANK:
            self._add_line()
        else:
            self._add_text()

    def _add_buttons(self, named: Sequence[tuple[str, str]]) -> None:
        """Put short options side by side, and each long one on a line of its own."""
        line: list[QPushButton] = []
        width = 0
        for name, text in named:
            button = self._button(name, text)
            wide = min(button.fontMetrics().horizontalAdvance(button.text()) + BUTTON_EXTRA, 384)
            if line and width + wide > LINE_WIDTH:
                self._body.addWidget(row(*line, None, spacing=10))
                line, width = [], 0
            line.append(button)
            width += wide
        self._body.addWidget(row(*line, None, spacing=10))

    def _button(self, name: str, text: str) -> QPushButton:
        fonts.ready_for(text)
        whole = f"{name} {text}"
        button = QPushButton()
        room = LINE_WIDTH - BUTTON_EXTRA
        shown = button.fontMetrics().elidedText(whole, Qt.TextElideMode.ElideRight, room)
        button.setText(shown.replace("&", "&&"))
        button.setToolTip(whole if shown != whole else "")
        button.setAccessibleName(whole)
        button.setCheckable(True)
        button.setAutoDefault(False)
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        button.clicked.connect(lambda _checked=False: self._choose(name))
        self.buttons[name] = button
        return button

    def _add_line(self) -> None:
        self.text = QLineEdit(placeholderText=_("例如：五/5|两"))
        self.text.setAccessibleName(_("答案"))
        self.text.textEdited.connect(self._take_text)
        hint = _("几个空之间用 | 分开；同一个空的不同写法用 / 分开。")
        self._body.addWidget(self.text)
        self._body.addWidget(Words(hint, "small").wrapped())

    def _add_text(self) -> None:
        self.text = QPlainTextEdit(placeholderText=_("参考答案，可以不填"))
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(110)
        self.text.setAccessibleName(_("参考答案"))
        self.text.textChanged.connect(self._take_text)
        self._body.addWidget(self.text)

    def _fill_text(self) -> None:
        """Put the key into the field, but not while somebody types it."""
        if self.text is None or self._read() == self.answer:
            return
        written = key_text(self.kind, self.answer)
        fonts.ready_for(written)
        self.text.blockSignals(True)
        if isinstance(self.text, QLineEdit):
            self.text.setText(written)
        else:
            self.text.setPlainText(written)
        self.text.blockSignals(False)

    def _read(self) -> Answer:
        if isinstance(self.text, QLineEdit):
            return blanks_in(self.text.text())
        assert self.text is not None
        written = self.text.toPlainText().strip()
        return (written,) if written else ()

    def _take_text(self) -> None:
        self.answer = self._read()
        self.answered.emit(self.answer)

    def _choose(self, name: str) -> None:
        if self.kind is QuestionType.TRUE_FALSE:
            self.answer = (name == RIGHT,)
        else:
            self.answer = with_letter(self.kind, self.answer, name)
        for one, button in self.buttons.items():
            button.setChecked(one in self._checked())
        self.answered.emit(self.answer)

    def _checked(self) -> frozenset[str]:
        if self.kind is QuestionType.TRUE_FALSE:
            return frozenset(key_text(self.kind, self.answer))
        return frozenset(str(letter) for letter in self.answer if self.kind in CHOICES)
