"""Round filters, one for each state of a certificate that somebody is in."""

from collections import Counter

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from dongan_training.certificates.standing import CertificateState
from dongan_training.texts import _
from ui.certificates.wording import state_tag
from ui.kit import Chip


class StateChips(QWidget):
    """全部 78 · 未达条件 7 · 已签发 71; ``chosen`` says that another one was pressed."""

    chosen = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._everybody = Chip(_("全部"))
        self._everybody.setChecked(True)
        self._of = {
            state: Chip(state_tag(state).text, state_tag(state).tone) for state in CertificateState
        }
        self._group = QButtonGroup(self)
        body = QHBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(8)
        for chip in (self._everybody, *self._of.values()):
            self._group.addButton(chip)
            body.addWidget(chip)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._group.buttonClicked.connect(self.chosen)

    @property
    def state(self) -> CertificateState | None:
        """Whom to show; None: everybody."""
        return next((state for state, chip in self._of.items() if chip.isChecked()), None)

    def show_counts(self, counts: Counter[CertificateState]) -> None:
        """Show how many are in each state; a state that nobody is in needs no chip."""
        self._everybody.setText(_("全部 {count}").format(count=counts.total()))
        for state, chip in self._of.items():
            chip.setText(f"{state_tag(state).text} {counts[state]}")
            chip.setVisible(bool(counts[state]) or chip.isChecked())
