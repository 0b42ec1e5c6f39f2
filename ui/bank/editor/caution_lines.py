"""What is to be said beside one field, each sentence with a sign."""

from collections.abc import Iterable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from dongan_training.bank.cautions import Caution
from ui.kit import Picture, Words, row

SIGN = 16


class CautionLines(QWidget):
    """Takes no room where there is nothing to say."""

    def __init__(self) -> None:
        super().__init__()
        self.said: tuple[Caution, ...] = ()
        self._body = QVBoxLayout(self)
        self._body.setContentsMargins(0, 0, 0, 0)
        self._body.setSpacing(2)
        self.hide()

    def show_cautions(self, cautions: Iterable[Caution]) -> None:
        """Say these and nothing else."""
        said = tuple(cautions)
        if said == self.said:
            return
        self.said = said
        while item := self._body.takeAt(0):
            item.widget().hide()
            item.widget().deleteLater()
        for one in said:
            self._body.addWidget(_line(one))
        self.setVisible(bool(said))

    @property
    def text(self) -> str:
        """All sentences, one below the other."""
        return "\n".join(one.message for one in self.said)


def _line(caution: Caution) -> QWidget:
    look = "bad" if caution.blocks else "attention"
    icon = "circle-x" if caution.blocks else "triangle-alert"
    line = row(Picture(icon, SIGN, look), Words(caution.message, look).wrapped())
    line.layout().setStretch(1, 1)
    return line
