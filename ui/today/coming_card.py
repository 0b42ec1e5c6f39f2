"""下一期: the class that comes after this one, and what it still lacks."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from dongan_training.reports.today import ClassToday
from dongan_training.texts import _
from ui.kit import Button, Card, Pill, Words, row
from ui.kit.flow import FlowLayout
from ui.today.wording import days_ahead, lesson_line, missing_words


class ComingCard(Card):
    """One button for each thing that is missing; it leads to where it is done."""

    asked = Signal(object)  # StepKind

    def __init__(self) -> None:
        super().__init__()
        self.name, self.soon = Words().yielding(), Pill()
        self.line = Words(look="muted").yielding()
        self.ready = Words(_("各项齐备。"), "muted")
        self.buttons: list[Button] = []
        self.missing = QWidget()
        self._flow = FlowLayout(8)
        self.missing.setLayout(self._flow)
        self.body.setSpacing(8)
        heading = Words(_("下一期"), "heading")
        self.body.addWidget(row(heading, self.name, self.soon, None, spacing=12))
        self.body.addWidget(self.line)
        self.body.addWidget(self.ready)
        self.body.addWidget(self.missing)

    def show_class(self, shown: ClassToday, today: date) -> None:
        """Show when it begins and what is missing."""
        self.name.setText(shown.card.title)
        self.soon.set_tag(days_ahead(shown.card, today))
        self.line.setText(lesson_line(shown.lesson, shown.card, today))
        while item := self._flow.takeAt(0):
            item.widget().hide()
            item.widget().deleteLater()
        self.buttons = []
        for step in shown.missing:
            button = Button(missing_words(step, shown))
            button.setProperty("step", step.kind)
            button.clicked.connect(self._ask)
            self.buttons.append(button)
            self._flow.add(button)
        self.ready.setVisible(not shown.missing)
        self.missing.setVisible(bool(shown.missing))

    def _ask(self) -> None:
        self.asked.emit(self.sender().property("step"))
