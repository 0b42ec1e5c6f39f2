"""Change a question: each saving makes a new version, papers keep theirs."""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from dongan_training import clock
from dongan_training.bank import queries
from dongan_training.bank.changing import change_question
from dongan_training.bank.drafts import Answer, Draft, QuestionType
from dongan_training.bank.key_text import CHOICES, LETTERS
from dongan_training.bank.queries import QuestionRow
from dongan_training.bank.scoring import type_name
from dongan_training.texts import _
from ui.bank.answer_field import AnswerField
from ui.bank.wording import DIFFICULTIES
from ui.kit import Desk, FormDialog, IconButton, QuietButton, Words, row

MOST_OPTIONS = 8


class QuestionDialog(FormDialog):
    """Stem, options with the right ones marked, key, explanation, source, difficulty."""

    def __init__(self, desk: Desk, question: QuestionRow, parent: QWidget | None = None):
        super().__init__(_("修改试题"), _("保存为新版本"), parent)
        self.desk = desk
        self.question = question
        self.setMinimumWidth(680)
        self.stem = _text(question.stem, 74)
        self.kind = QComboBox()
        for kind in QuestionType:
            self.kind.addItem(type_name(kind), kind)
        self.kind.setCurrentIndex(self.kind.findData(question.type))
        self.options = OptionsEditor(question)
        self.answer = AnswerField()
        self.explanation = _text(question.explanation or "", 60)
        self.citation = QLineEdit(question.citation or "")
        self.difficulty = QComboBox(editable=True)
        self.difficulty.addItems(["", *(_(name) for name in DIFFICULTIES)])
        self.difficulty.setCurrentText(question.difficulty or "")
        self._build()

    def save(self) -> None:
        with self.desk.workspace.begin() as session:
            change_question(
                session,
                question_id=self.question.id,
                draft=self.draft(session),
                by=self.desk.actor,
                at=clock.now(),
            )

    def draft(self, session) -> Draft:
        """The question as typed; what has no field stays as it was."""
        (was,) = queries.current_drafts(session, [self.question.id])
        kind = QuestionType(self.kind.currentData())
        is_choice = kind in CHOICES
        return replace(
            was,
            type=kind,
            stem=self.stem.toPlainText().strip(),
            options=self.options.texts() if is_choice else (),
            answer=self.options.letters() if is_choice else self.answer.answer,
            explanation=self.explanation.toPlainText().strip() or None,
            citation=self.citation.text().strip() or None,
            difficulty=self.difficulty.currentText().strip() or None,
        )

    def _build(self) -> None:
        self.row(_("题干"), self.stem)
        self.row(_("题型"), row(self.kind, Words(_("难度")), self.difficulty, None, spacing=12))
        self.difficulty.setAccessibleName(_("难度"))
        self.row(_("选项"), self.options, _("点字母标出正确选项。"))
        self.row(_("答案"), self.answer)
        self.row(_("解析"), self.explanation)
        self.row(_("依据"), self.citation)
        self.kind.activated.connect(self._fit)
        self._fit()
        self.stem.setFocus()

    def _fit(self) -> None:
        """Show the fields that the type has."""
        kind = QuestionType(self.kind.currentData())
        is_choice = kind in CHOICES
        self.options.set_single(kind is QuestionType.SINGLE_CHOICE)
        self.form.setRowVisible(2, is_choice)
        self.form.setRowVisible(3, not is_choice)
        if not is_choice:
            kept: Answer = () if kind is not self.question.type else _frozen(self.question.answer)
            self.answer.show_question(kind, (), kept)
        self.adjustSize()


class OptionsEditor(QWidget):
    """A line for each option; its letter is pressed where it is right."""

    changed = Signal()

    def __init__(self, question: QuestionRow, parent: QWidget | None = None):
        super().__init__(parent)
        self.lines: list[OptionEdit] = []
        self._is_single = question.type is QuestionType.SINGLE_CHOICE
        self.more = QuietButton(_("再加一项"), self.add_line, icon="plus")
        self._body = QVBoxLayout(self)
        self._body.setContentsMargins(0, 0, 0, 0)
        self._body.setSpacing(8)
        self._body.addWidget(row(self.more, None))
        for place, text in enumerate(question.options or ("", "", "", "")):
            self.add_line(text, right=LETTERS[place] in question.answer)

    def set_single(self, is_single: bool) -> None:
        """Allow one right option, or several."""
        self._is_single = is_single
        right = [line for line in self.lines if line.letter.isChecked()]
        if is_single and len(right) > 1:
            for line in right:
                line.letter.setChecked(False)

    def texts(self) -> tuple[str, ...]:
        """The options as typed; empty lines at the end do not count."""
        texts = [line.text.text().strip() for line in self.lines]
        while texts and not texts[-1]:
            texts.pop()
        return tuple(texts)

    def letters(self) -> tuple[str, ...]:
        """The letters that are pressed."""
        named = zip(LETTERS, self.lines, strict=False)
        return tuple(letter for letter, line in named if line.letter.isChecked())

    def add_line(self, text: str = "", *, right: bool = False) -> None:
        """Add an option at the end."""
        line = OptionEdit(text, right)
        line.pressed.connect(self._on_pressed)
        line.removed.connect(self._remove)
        self.lines.append(line)
        self._body.insertWidget(self._body.count() - 1, line)
        self._name_lines()

    def _remove(self, line: "OptionEdit") -> None:
        self.lines.remove(line)
        self._body.removeWidget(line)
        line.deleteLater()
        self._name_lines()

    def _on_pressed(self, pressed: "OptionEdit") -> None:
        for line in self.lines if self._is_single else ():
            line.letter.setChecked(line is pressed)

    def _name_lines(self) -> None:
        for letter, line in zip(LETTERS, self.lines, strict=False):
            line.set_name(letter)
        self.more.setVisible(len(self.lines) < MOST_OPTIONS)


class OptionEdit(QWidget):
    """One option: its letter, its text, and a way to take it out."""

    pressed = Signal(object)
    removed = Signal(object)

    def __init__(self, text: str, right: bool, parent: QWidget | None = None):
        super().__init__(parent)
        self.letter = QPushButton(checkable=True, checked=right)
        self.letter.setAutoDefault(False)
        self.letter.setFixedWidth(48)
        self.text = QLineEdit(text)
        self.remove = IconButton("x", _("删去这一项"), self._ask_removal)
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        line = row(self.letter, self.text, self.remove)
        line.layout().setStretch(1, 1)
        body.addWidget(line)
        self.letter.clicked.connect(self._on_clicked)

    def set_name(self, letter: str) -> None:
        """Give it its letter."""
        self.letter.setText(letter)
        self.letter.setAccessibleName(_("{letter} 是正确答案").format(letter=letter))
        self.text.setAccessibleName(_("选项 {letter}").format(letter=letter))

    def _on_clicked(self) -> None:
        self.pressed.emit(self)

    def _ask_removal(self) -> None:
        self.removed.emit(self)


def _text(text: str, height: int) -> QPlainTextEdit:
    field = QPlainTextEdit(text)
    field.setTabChangesFocus(True)
    field.setFixedHeight(height)
    return field


def _frozen(answer) -> Answer:
    return tuple(tuple(one) if isinstance(one, list) else one for one in answer)
