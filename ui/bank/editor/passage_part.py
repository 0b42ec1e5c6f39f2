"""The text that several questions share, and which of them the form shows."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from dongan_training.bank.drafts import Draft, Picture, QuestionType, picture_marker
from dongan_training.bank.picture_markers import numbers_in, pictures_of_passage, tidy_pictures
from dongan_training.texts import _
from ui.bank.editor.picture_strip import PictureStrip
from ui.bank.editor.written import WrittenField
from ui.kit import Chip, IconButton, QuietButton, Words, row, stack
from ui.kit.flow import FlowLayout

LINES = 4
MOST = 20


class PassagePart(QWidget):
    """The text with its pictures, and a chip for each sub-question, which says if it has faults."""

    changed = Signal()
    chosen = Signal(int)  # place, from 0
    moved = Signal(int)  # -1: the question that is shown goes one place to the front; 1: back

    def __init__(self) -> None:
        super().__init__()
        self.text = WrittenField(_("材料"), LINES)
        label = Words(_("材料（各小题共用）"))
        label.setBuddy(self.text)
        self._pictures: list[Picture] = []
        self.picture = QuietButton(_("插入图片"), icon="plus")
        self.picture.setAccessibleName(_("在材料里插入图片"))
        self.strip = PictureStrip()
        self.chips: list[Chip] = []
        self.earlier = IconButton("arrow-left", _("小题前移"), self._go_earlier)
        self.later = IconButton("arrow-right", _("小题后移"), self._go_later)
        self.earlier.setToolTip(_("小题前移") + "  Alt+↑")
        self.later.setToolTip(_("小题后移") + "  Alt+↓")
        self.more = QuietButton(_("加一道小题"), icon="plus", shortcut="Ctrl+Shift+N")
        self.fewer = QuietButton(_("去掉这道小题"), icon="x")
        self._bar = QWidget()
        self._flow = FlowLayout(8)
        self._bar.setLayout(self._flow)
        self._group = QButtonGroup(self)
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(10)
        tools = row(label, None, self.picture)
        body.addWidget(stack(tools, self.text, self.strip, spacing=4))
        body.addWidget(self._bar)
        self.text.textChanged.connect(self._on_text)
        self.text.given.connect(self.insert_picture)
        self.strip.removed.connect(self._remove_picture)
        self._group.idClicked.connect(self.chosen)
        self._tools = (self.earlier, self.later, self.more, self.fewer)
        for tool in self._tools:
            self._flow.add(tool)

    @property
    def written(self) -> tuple[str, tuple[Picture, ...]]:
        """The text as typed, and its pictures in the order in which it names them."""
        typed = Draft(QuestionType.SHORT_ANSWER, "", passage=self.text.written)
        tidy = tidy_pictures(replace(typed, pictures=tuple(self._pictures)))
        return tidy.passage or "", pictures_of_passage(tidy)

    def show_passage(self, text: str | None, pictures: Sequence[Picture] = ()) -> None:
        """Show the text of a passage, or nothing at all."""
        self._pictures = list(pictures)
        self.text.put(text or "")
        self._show_pictures()
        self.setVisible(text is not None)

    def insert_picture(self, picture: Picture) -> None:
        """Name a picture where the cursor stands in the text."""
        self._pictures.append(picture)
        self.text.insert_marker(len(self._pictures))

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
        for tool in (self.fewer, self.earlier, self.later):
            tool.setVisible(len(faulty) > 1)
        self.earlier.setEnabled(place > 0)
        self.later.setEnabled(place + 1 < len(faulty))

    def _go_earlier(self) -> None:
        self.moved.emit(-1)

    def _go_later(self) -> None:
        self.moved.emit(1)

    def _on_text(self) -> None:
        self._show_pictures()
        self.changed.emit()

    def _show_pictures(self) -> None:
        there = [n for n in numbers_in(self.text.toPlainText()) if 0 < n <= len(self._pictures)]
        self.strip.show_pictures([(one, self._pictures[one - 1]) for one in there])

    def _remove_picture(self, number: int) -> None:
        self.text.put(self.text.toPlainText().replace(picture_marker(number), ""))
        self.text.setFocus()
        self._on_text()

    def _put(self, chip: Chip) -> None:
        """The buttons stand behind all chips."""
        while self._flow.count() >= len(self.chips):
            self._flow.takeAt(len(self.chips) - 1)
        for part in (chip, *self._tools):
            self._flow.add(part)
        self._flow.invalidate()
