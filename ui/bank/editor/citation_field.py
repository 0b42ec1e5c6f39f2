"""The field of a citation: offers regulations and articles of the register while somebody types."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter, QLineEdit

from dongan_training.bank.regulations.completing import complete_citation
from dongan_training.bank.regulations.register import Register
from dongan_training.texts import _

MOST_TOLD = 24  # signs beside an offer
WHOLE = Qt.ItemDataRole.UserRole  # what an offer writes into the field


class CitationField(QLineEdit):
    """``chapter`` is the chapter in which a whole citation stands, as the register knows it."""

    def __init__(self, register: Register, on: date):
        super().__init__()
        self._register, self._on = register, on
        self.setAccessibleName(_("依据"))
        self.setPlaceholderText(_("写几个字，如：纪律处分；再写第几条"))
        self._offers = QStandardItemModel(self)
        completer = QCompleter(self._offers, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.setCompletionRole(WHOLE)
        self.setCompleter(completer)
        self.textEdited.connect(self._offer)

    def know(self, register: Register, on: date) -> None:
        """Offer what this register has from now on."""
        self._register, self._on = register, on

    @property
    def chapter(self) -> str:
        """The title of the chapter; empty where that is not known."""
        offers = complete_citation(self._register, self.text(), self._on)
        return offers[0].told if len(offers) == 1 and self.text().strip() else ""

    def _offer(self, typed: str) -> None:
        self._offers.clear()
        if not typed.strip():
            return
        for one in complete_citation(self._register, typed, self._on):
            if one.text != typed.strip():
                told = one.told if len(one.told) <= MOST_TOLD else one.told[:MOST_TOLD] + "…"
                item = QStandardItem(f"{one.text}　{told}".strip())
                item.setData(one.text, WHOLE)
                self._offers.appendRow(item)
