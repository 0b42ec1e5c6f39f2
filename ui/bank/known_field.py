"""A field for a text of which some are known: typed anew, or chosen by any piece of it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QCompleter, QWidget

from ui.bank.subject_field import keep_narrow


class KnownField(QComboBox):
    """Offers in a list below: what is typed stays as typed.

    Qt's own way, to complete within the field, appends the end of a title to any piece of
    it (“处分条例” became “处分条例党纪律处分条例”).
    """

    def __init__(self, known: Sequence[str] = (), chosen: str = "", parent: QWidget | None = None):
        super().__init__(parent)
        self.setEditable(True)
        keep_narrow(self)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.completer().setFilterMode(Qt.MatchFlag.MatchContains)
        self.completer().setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        if known:
            self.addItems(["", *known])
        self.setCurrentText(chosen)
