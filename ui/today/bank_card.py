"""题库: questions whose article was replaced, and imports nobody has finished looking through."""

from PySide6.QtWidgets import QWidget

from dongan_training.reports.bank_waiting import BankWaiting
from dongan_training.texts import _
from ui.kit import Button, Card, Navigator
from ui.kit.flow import flow


class BankCard(Card):
    """A button for each thing that waits; the card is there only while something does."""

    def __init__(self, navigator: Navigator, parent: QWidget | None = None):
        super().__init__(_("题库"), parent=parent)
        self._navigator = navigator
        self._drafts: tuple[str, ...] = ()
        self.review = Button("", self.open_review, icon="flag")
        self.imports = Button("", self.open_imports, icon="clock")
        self.body.addWidget(flow(self.review, self.imports, spacing=8))
        self.hide()

    def show_waiting(self, waiting: BankWaiting) -> None:
        """Say what waits, or nothing at all."""
        self._drafts = waiting.drafts
        self.review.setText(_("{count} 题待复核").format(count=waiting.questions))
        told = _("{count} 份导入等待核对").format(count=len(waiting.drafts))
        self.imports.setText(told)
        self.review.setVisible(waiting.questions > 0)
        self.imports.setVisible(bool(waiting.drafts))
        self.setVisible(bool(waiting))

    def open_review(self) -> None:
        """Go through the questions whose article was replaced."""
        self._navigator.go("citation-review")

    def open_imports(self) -> None:
        """Go on with the review that waits, or choose one of several."""
        only = {"draft": self._drafts[0]} if len(self._drafts) == 1 else {}
        self._navigator.go("bank-import", **only)
