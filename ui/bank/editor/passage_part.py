"""The text that several questions share, and which of them the form shows."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from dongan_training.texts import _
from ui.bank.editor.written import WrittenField
from ui.kit import Chip, QuietButton, Words, stack
from ui.kit.flow import FlowLayout

LINES = 4
MOST = 20


class PassagePart(QWidget):
    """A chip for each sub-question; those with something wrong say so in their name."""

    changed = Signal()
    chosen = Signal(int)  # place, from 0

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self.text = WrittenField(_("材料"), LINES)
        label = Words(_("材料（各小题共用）"))
        label.setBuddy(self.text)
        self.chips: list[Chip] = []
        self.more = QuietButton(_("加一道小题"), icon="plus", shortcut="Ctrl+Shift+N")
        self.fewer = QuietButton(_("去掉这道小题"), icon="x")
        self._bar = QWidget()
        self._flow = FlowLayout(8)
        self._bar.setLayout(self._flow)
        self._group = QButtonGroup(self)
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(10)
        body.addWidget(stack(label, self.text, spacing=4))
        body.addWidget(self._bar)
        self.text.textChanged.connect(self.changed)
        self._group.idClicked.connect(self.chosen)
        self._flow.add(self.more)
        self._flow.add(self.fewer)

    def show_passage(self, text: str | None) -> None:
        """Show the text of a passage, or nothing at all."""
        self.text.put(text or "")
        self.setVisible(text is not None)

    def show_items(self, faulty: Sequence[bool], place: int) -> None:
        """Show a chip for each sub-question, and which one the form shows."""
        while len(self.chips) > len(faulty):
            chip = self.chips.pop()
            self._group.removeButton(chip)
            self._flow.takeAt(len(self.chips))
            chip.hide()
            chip.deleteLater()
        while len(self.chips) < len(faulty):
            chip = Chip("")
            self._group.addButton(chip, len(self.chips))
            self.chips.append(chip)
            self._put(chip)
        for number, (chip, is_faulty) in enumerate(zip(self.chips, faulty, strict=True), start=1):
            told = _("小题 {number} ！") if is_faulty else _("小题 {number}")
            chip.setText(told.format(number=number))
        self.chips[place].setChecked(True)
        self.more.setEnabled(len(faulty) < MOST)
        self.fewer.setVisible(len(faulty) > 1)

    def _put(self, chip: Chip) -> None:
        """The buttons stand behind all chips."""
        while self._flow.count() >= len(self.chips):
            self._flow.takeAt(len(self.chips) - 1)
        for part in (chip, self.more, self.fewer):
            self._flow.add(part)
        self._flow.invalidate()
