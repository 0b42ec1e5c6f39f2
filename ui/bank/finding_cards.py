"""The questions of one finding, one below the other, so that they can be compared."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QVBoxLayout, QWidget

from dongan_training.bank.question_view import QuestionView
from dongan_training.texts import _
from ui.bank.question_card import QuestionCard
from ui.kit import Card, Words

MOST = 2


class FindingCards(QWidget):
    """``asked`` carries the id of the question that is to be changed."""

    asked = Signal(str)
    past_asked = Signal(str)
    most = MOST

    def __init__(self) -> None:
        super().__init__()
        self.message = Words().wrapped()
        self.more = Words(look="small").wrapped()
        head = Card()
        head.body.addWidget(self.message)
        head.body.addWidget(self.more)
        self.head = head
        self.cards = [QuestionCard() for _number in range(MOST)]
        self._ids: Sequence[str] = ()
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(14)
        body.addWidget(head)
        for card in self.cards:
            body.addWidget(card, 1)
        body.addStretch(0)
        self.cards[1].change.setShortcut(QKeySequence())  # the first has it
        self.cards[1].change.setToolTip("")
        self.cards[1].past_key = ""
        for card in self.cards:
            card.past_asked.connect(self.past_asked)
        self.cards[0].asked.connect(self._ask_first)
        self.cards[1].asked.connect(self._ask_second)

    def show_finding(self, message: str, views: Sequence[QuestionView], count: int) -> None:
        """Show what is wrong, and the first of ``count`` questions it is about."""
        self._ids = [view.id for view in views]
        self.head.setVisible(bool(message))
        self.message.setText(message)
        self.more.setText(_("还有 {count} 题").format(count=count - len(views)))
        self.more.setVisible(count > len(views))
        for card, view in zip(self.cards, views, strict=False):
            card.show_view(view)
        for number, card in enumerate(self.cards):
            card.setVisible(number < len(views))

    def _ask_first(self) -> None:
        self.asked.emit(self._ids[0])

    def _ask_second(self) -> None:
        self.asked.emit(self._ids[1])
