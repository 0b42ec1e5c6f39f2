"""The list of what is left to do for a class: mark, name, how it stands, button."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from dongan_training.reports.class_steps import Step, StepKind, StepState
from dongan_training.reports.today import ClassToday
from dongan_training.texts import _
from ui.kit import Button, Line, Pill, PrimaryButton, Words
from ui.today.wording import MARKS, STATES, STEPS, action, step_words


class StepList(QWidget):
    """One row a step. The first step that can be done now has the red button."""

    asked = Signal(object)  # StepKind

    def __init__(self) -> None:
        super().__init__()
        self.buttons: dict[StepKind, Button] = {}
        self._holder = QWidget()
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.addWidget(self._holder)

    def show_steps(self, shown: ClassToday) -> None:
        """Show the steps of a class; the cursor stays on the button it was on."""
        here = self.window().focusWidget()  # also while a dialog lies above
        focused = next((kind for kind, one in self.buttons.items() if one is here), None)
        self.layout().removeWidget(self._holder)
        self._holder.deleteLater()
        self._holder = QWidget()
        self.buttons = {}
        grid = QGridLayout(self._holder)
        grid.setContentsMargins(10, 0, 10, 0)
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 3)
        grid.setColumnStretch(2, 5)
        first = next((one.kind for one in shown.steps if one.state is StepState.NEXT), None)
        for number, step in enumerate(shown.steps):
            self._add(grid, 2 * number, step, step_words(step, shown))
            if step.state is not StepState.WAITING:
                self._add_button(grid, 2 * number, step, shown, is_first=step.kind is first)
        self.layout().addWidget(self._holder)
        if focused in self.buttons:
            self.buttons[focused].setFocus()

    def _add(self, grid: QGridLayout, line: int, step: Step, words: str) -> None:
        tag = MARKS[step.state]
        mark = Pill(tag.text, tag.tone)
        mark.setAccessibleName(_(STATES[step.state]))
        mark.setToolTip(_(STATES[step.state]))
        grid.addWidget(mark, line, 0)
        grid.addWidget(Words(_(STEPS[step.kind])).wrapped(), line, 1)
        grid.addWidget(Words(words, "muted").wrapped(), line, 2)
        if line:
            grid.addWidget(Line(), line - 1, 0, 1, 4)

    def _add_button(
        self, grid: QGridLayout, line: int, step: Step, shown: ClassToday, *, is_first: bool
    ) -> None:
        words = action(step, shown)
        button = PrimaryButton(words) if is_first else Button(words)
        button.setAccessibleName(f"{words} {_(STEPS[step.kind])}")
        button.clicked.connect(self._ask)
        self.buttons[step.kind] = button
        grid.addWidget(button, line, 3)
        grid.setRowMinimumHeight(line, 38)

    def _ask(self) -> None:
        pressed = self.sender()
        for kind, button in self.buttons.items():
            if button is pressed:
                self.asked.emit(kind)
                return
