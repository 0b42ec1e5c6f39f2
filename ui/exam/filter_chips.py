"""Round filters above a table, one for each kind of row there is."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from dongan_training.texts import _
from ui.kit import Chip, Tag


class FilterChips(QWidget):
    """全部 78 · 不合格 7 · 缺考 2; ``chosen`` says that another one was pressed."""

    chosen = Signal()

    def __init__(self, kinds: Sequence[tuple[Any, Tag]]):
        super().__init__()
        self._everything = Chip(_("全部"))
        self._everything.setChecked(True)
        self._of = {kind: Chip(tag.text, tag.tone) for kind, tag in kinds}
        self._names = {kind: tag.text for kind, tag in kinds}
        self._group = QButtonGroup(self)
        body = QHBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(8)
        for chip in (self._everything, *self._of.values()):
            self._group.addButton(chip)
            body.addWidget(chip)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._group.buttonClicked.connect(self.chosen)

    @property
    def kind(self) -> Any | None:
        """What to show; None: everything."""
        return next((kind for kind, chip in self._of.items() if chip.isChecked()), None)

    def choose(self, kind: Any) -> None:
        """Press the chip of a kind."""
        self._of[kind].click()

    def show_counts(self, total: int, counts: Mapping[Any, int]) -> None:
        """Show how many there are of each; a kind of which there is none needs no chip."""
        self._everything.setText(_("全部 {count}").format(count=total))
        for kind, chip in self._of.items():
            count = counts.get(kind, 0)
            chip.setText(f"{self._names[kind]} {count}")
            chip.setVisible(bool(count) or chip.isChecked())
