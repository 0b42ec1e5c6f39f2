"""题库: questions whose article was replaced, and imports nobody has finished looking through."""

from functools import partial

from PySide6.QtWidgets import QWidget

from dongan_training.reports.bank_waiting import BankWaiting
from dongan_training.texts import _
from ui.kit import Button, Card, Navigator
from ui.kit.flow import FlowLayout


def waiting_buttons(navigator: Navigator, waiting: BankWaiting) -> list[Button]:
    """A button for each thing that waits; of several imports one is chosen there."""
    buttons = []
    if waiting.questions:
        told = _("{count} 题待复核").format(count=waiting.questions)
        buttons.append(Button(told, partial(navigator.go, "citation-review"), icon="flag"))
    if waiting.drafts:
        told = _("{count} 份导入等待核对").format(count=len(waiting.drafts))
        only = {"draft": waiting.drafts[0]} if len(waiting.drafts) == 1 else {}
        buttons.append(Button(told, partial(navigator.go, "bank-import", **only), icon="clock"))
    return buttons


class BankCard(Card):
    """The card is there only while something waits."""

    def __init__(self, navigator: Navigator):
        super().__init__(_("题库"))
        self._navigator = navigator
        self.buttons: list[Button] = []
        self._flow = FlowLayout(8)
        holder = QWidget()
        holder.setLayout(self._flow)
        self.body.addWidget(holder)
        self.hide()

    def show_waiting(self, waiting: BankWaiting) -> None:
        """Say what waits, or nothing at all."""
        while item := self._flow.takeAt(0):
            item.widget().hide()
            item.widget().deleteLater()
        self.buttons = waiting_buttons(self._navigator, waiting)
        for button in self.buttons:
            self._flow.add(button)
        self.setVisible(bool(self.buttons))
