"""The part of the form that differs by type: options, √ and ×, blanks, or a model text."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from dongan_training.bank.drafts import CHOICES, Answer, Draft, QuestionType
from dongan_training.bank.recognising.blanks import count_underscores
from dongan_training.texts import _
from ui.bank.editor.blank_lines import BlankLines
from ui.bank.editor.marking_lines import MarkingLines
from ui.bank.editor.option_lines import OptionLines
from ui.bank.editor.written import WrittenField
from ui.kit import Words, row, stack

MODEL_LINES = 3


class AnswerPart(QWidget):
    """Keeps what was typed for the other types too, so that a wrong type costs nothing."""

    changed = Signal()
    rebuilt = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.kind = QuestionType.SINGLE_CHOICE
        self.options = OptionLines()
        self.right, self.wrong = _judgement("√", _("正确"), 1), _judgement("×", _("错误"), 2)
        self.blanks = BlankLines()
        self.model = WrittenField(_("参考答案"), MODEL_LINES)
        self.marking = MarkingLines()
        self.judgement = row(self.right, self.wrong, None)
        self.essay = stack(
            self.model, Words(_("评分要点（阅卷人逐条给分，可以不填）"), "muted"), self.marking
        )
        self.heading = Words()
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(6)
        for part in (self.heading, self.options, self.judgement, self.blanks, self.essay):
            body.addWidget(part)
        for lines in (self.options, self.blanks, self.marking):
            lines.changed.connect(self.changed)
            lines.rebuilt.connect(self.rebuilt)
        self.model.textChanged.connect(self.changed)
        self.right.clicked.connect(self._judge)
        self.wrong.clicked.connect(self._judge)
        self.show_kind(self.kind)

    def show_draft(self, draft: Draft) -> None:
        """Show the key of a question without telling anybody."""
        kind, answer = draft.type, draft.answer
        if kind in CHOICES:
            self.options.show_options(draft.options, [str(one) for one in answer])
        elif kind is QuestionType.TRUE_FALSE:
            self.right.setChecked(answer == (True,))
            self.wrong.setChecked(answer == (False,))
        elif kind is QuestionType.FILL_BLANK:
            self._show_blanks(draft)
        else:
            self.model.put(str(answer[0]) if answer else "")
            self.marking.show_points(draft.marking)
        self.show_kind(kind)

    def show_kind(self, kind: QuestionType) -> None:
        """Show the fields that the type has."""
        self.kind = kind
        self.heading.setText(_HEADINGS[kind]())
        self.options.set_single(kind is QuestionType.SINGLE_CHOICE)
        self.options.setVisible(kind in CHOICES)
        if kind in CHOICES and not self.options.lines:
            self.options.show_options((), ())
        self.judgement.setVisible(kind is QuestionType.TRUE_FALSE)
        self.blanks.setVisible(kind is QuestionType.FILL_BLANK)
        if kind is QuestionType.FILL_BLANK and not self.blanks.lines:
            self.blanks.show_blanks((), order_free=False)
        self.essay.setVisible(kind is QuestionType.SHORT_ANSWER)

    def answer(self) -> Answer:
        """The key as typed; () where there is none yet."""
        if self.kind in CHOICES:
            return self.options.letters()
        if self.kind is QuestionType.TRUE_FALSE:
            pressed = (self.right.isChecked(), self.wrong.isChecked())
            return () if pressed[0] == pressed[1] else (pressed[0],)
        if self.kind is QuestionType.FILL_BLANK:
            return self.blanks.blanks()
        return (self.model.written,) if self.model.written else ()

    def lacking(self) -> QWidget:
        """The field that an answer which is not complete waits for."""
        if self.kind in CHOICES:
            return self.options.lacking()
        return self.blanks.lacking() if self.kind is QuestionType.FILL_BLANK else self.right

    def press(self, place: int) -> None:
        """Mark the option, or √ and ×, with that place from 0."""
        if self.kind in CHOICES:
            self.options.press(place)
        elif self.kind is QuestionType.TRUE_FALSE and place < 2:
            (self.right, self.wrong)[place].click()

    def move(self, step: int) -> bool:
        """Move the line with the keyboard up (-1) or down; tells whether one has it."""
        return any(lines.move(step) for lines in (self.options, self.blanks, self.marking))

    def follow_stem(self, stem: str) -> None:
        """Have a line for each blank that the stem draws."""
        if self.kind is QuestionType.FILL_BLANK and (drawn := count_underscores(stem)):
            self.blanks.follow(drawn)

    def pictured(self) -> Sequence[WrittenField]:
        """The fields that may name pictures."""
        if self.kind is QuestionType.SHORT_ANSWER:
            return (self.model,)
        return self.options.fields() if self.kind in CHOICES else ()

    def all_pictured(self) -> Sequence[WrittenField]:
        """The same of every type, whichever is shown."""
        return (self.model, *self.options.fields())

    def _show_blanks(self, draft: Draft) -> None:
        blanks = [one for one in draft.answer if isinstance(one, tuple)]
        if tuple(blanks) != self.blanks.blanks():
            self.blanks.show_blanks(blanks, order_free=draft.order_free)
        self.blanks.is_free.setChecked(draft.order_free)
        self.follow_stem(draft.stem)

    def _judge(self) -> None:
        pressed = self.sender()
        for button in (self.right, self.wrong):
            button.setChecked(button is pressed)
        self.changed.emit()


_HEADINGS = {
    QuestionType.SINGLE_CHOICE: lambda: _("选项（按下正确一项的字母）"),
    QuestionType.MULTIPLE_CHOICE: lambda: _("选项（按下每个正确选项的字母）"),
    QuestionType.TRUE_FALSE: lambda: _("答案"),
    QuestionType.FILL_BLANK: lambda: _("每个空的答案（回车添加另一种写法）"),
    QuestionType.SHORT_ANSWER: lambda: _("参考答案"),
}


def _judgement(sign: str, name: str, place: int) -> QPushButton:
    button = QPushButton(f"{sign}　{name}", checkable=True)
    button.setAutoDefault(False)
    button.setAccessibleName(name)
    button.setToolTip(f"Alt+{place}")
    button.setMinimumWidth(120)
    return button
