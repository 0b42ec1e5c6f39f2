"""The options of a choice: a line for each, whose letter is pressed where it is right."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from dongan_training.bank.key_text import LETTERS
from dongan_training.texts import _
from ui.bank.editor.line_list import LineList
from ui.bank.editor.written import WrittenField, put_cursor_at_end
from ui.kit import IconButton, QuietButton, row

LEAST, USUAL, MOST = 2, 4, 8


class OptionLines(LineList):
    """Enter goes to the next option, or makes one; Backspace takes an empty one away."""

    lines: list["OptionLine"]

    def __init__(self) -> None:
        super().__init__()
        self._is_single = True
        self.more = QuietButton(_("再加一项"), self._add_and_go, icon="plus")
        self.end_with(row(self.more, None))
        self.rebuilt.connect(self._name_lines)

    def show_options(self, texts: Sequence[str], letters: Sequence[str]) -> None:
        """Show other options without telling anybody."""
        wanted = list(texts) + [""] * (USUAL if not texts else 0)
        self.have(len(wanted))
        for letter, line, text in zip(LETTERS, self.lines, wanted, strict=False):
            line.text.put(text)
            line.letter.setChecked(letter in letters)
        self._name_lines()

    def set_single(self, is_single: bool) -> None:
        """Allow one right option, or several."""
        self._is_single = is_single
        right = [line for line in self.lines if line.letter.isChecked()]
        for line in right if is_single and len(right) > 1 else ():
            line.letter.setChecked(False)

    def texts(self) -> tuple[str, ...]:
        """The options as typed; empty lines at the end do not count."""
        texts = [line.text.written for line in self.lines]
        while texts and not texts[-1]:
            texts.pop()
        return tuple(texts)

    def letters(self) -> tuple[str, ...]:
        """The letters that are pressed."""
        named = zip(LETTERS, self.lines, strict=False)
        return tuple(letter for letter, line in named if line.letter.isChecked())

    def lacking(self) -> QWidget:
        """The first option without text; where all have one, the letters."""
        texts = self.texts()
        wanted = max(len(texts), LEAST)
        empty = (line.text for line in self.lines[:wanted] if not line.text.written)
        return next(empty, self.lines[0].letter)

    def press(self, place: int) -> None:
        """Mark an option by its place, from 0."""
        if place < len(self.lines):
            self.lines[place].letter.click()

    def fields(self) -> list[WrittenField]:
        """The texts, from top to bottom."""
        return [line.text for line in self.lines]

    def go_to(self, place: int) -> None:
        if self.lines:
            put_cursor_at_end(self.lines[place].text)
        else:
            self.more.setFocus()

    def new_line(self) -> "OptionLine":
        line = OptionLine()
        line.pressed.connect(self._on_pressed)
        line.removed.connect(self._remove)
        line.text.textChanged.connect(self.changed)
        line.text.going_on.connect(self._go_on)
        line.text.emptied.connect(self._go_back)
        return line

    def _add_and_go(self) -> None:
        put_cursor_at_end(self.add().text)
        self.changed.emit()

    def _remove(self, line: "OptionLine") -> None:
        place = self.lines.index(line)
        self.drop(line)
        self.go_to(min(place, len(self.lines) - 1))
        self.changed.emit()

    def _go_on(self) -> None:
        place = self._here() + 1
        if place < len(self.lines):
            self.go_to(place)
        elif place < MOST and self.lines[-1].text.written:
            self._add_and_go()
        else:
            self.focusNextChild()

    def _go_back(self) -> None:
        place = self._here()
        if place > 1:  # a choice needs two
            self.drop(self.lines[place])
            self.changed.emit()

    def _here(self) -> int:
        return next(place for place, line in enumerate(self.lines) if line.text.hasFocus())

    def _on_pressed(self, pressed: "OptionLine") -> None:
        for line in self.lines if self._is_single else ():
            line.letter.setChecked(line is pressed)
        self.changed.emit()

    def _name_lines(self) -> None:
        for letter, line in zip(LETTERS, self.lines, strict=False):
            line.set_name(letter)
        self.more.setVisible(len(self.lines) < MOST)


class OptionLine(QWidget):
    """One option: its letter, its text, and a way to take it out."""

    pressed = Signal(object)
    removed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.letter = QPushButton(checkable=True)
        self.letter.setAutoDefault(False)
        self.letter.setFixedWidth(48)
        self.text = WrittenField("", is_line=True)
        self.remove = IconButton("x", _("删去这一项"), self._ask_removal)
        self.remove.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # Backspace does it by keyboard
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        line = row(self.letter, self.text, self.remove)
        line.layout().setStretch(1, 1)
        body.addWidget(line)
        self.letter.clicked.connect(self._on_clicked)

    def set_name(self, letter: str) -> None:
        """Give it its letter."""
        self.letter.setText(letter)
        place = LETTERS.index(letter) + 1
        self.letter.setToolTip(_("标为正确答案") + f"  Alt+{place}")
        self.letter.setAccessibleName(_("{letter} 是正确答案").format(letter=letter))
        self.text.setAccessibleName(_("选项 {letter}").format(letter=letter))

    def _on_clicked(self) -> None:
        self.pressed.emit(self)

    def _ask_removal(self) -> None:
        self.removed.emit(self)
