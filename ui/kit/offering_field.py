"""A field that offers what holds the piece typed into it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QCompleter


class OfferingField(QComboBox):
    """Offers in a list below: what is typed stays as typed.

    Qt's own way, to complete within the field, appends the end of a title to any piece of
    it (“处分条例” became “处分条例党纪律处分条例”).
    """

    def __init__(self) -> None:
        super().__init__()
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.completer().setFilterMode(Qt.MatchFlag.MatchContains)
        self.completer().setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
