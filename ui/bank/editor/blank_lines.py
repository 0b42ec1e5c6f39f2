"""The key of a fill-in: a line for each blank, with every way in which it may be written."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QLineEdit, QVBoxLayout, QWidget

from dongan_training.texts import _
from ui import fonts
from ui.bank.editor.line_list import LineList
from ui.kit import IconButton, QuietButton, Words, row
from ui.kit.flow import FlowLayout

LONGEST = 500
NARROW, WIDE = 120, 300  # pixels of a field, as long as what stands in it
Blank = tuple[str, ...]


class BlankLines(LineList):
    """As many lines as the stem has blanks, and more by the button."""

    lines: list["BlankLine"]

    def __init__(self) -> None:
        super().__init__()
        self.is_free = QCheckBox(_("各空次序不限"))
        self.more = QuietButton(_("再加一个空"), self._add_and_go, icon="plus")
        self.end_with(row(self.more, self.is_free, None, spacing=16))
        self.rebuilt.connect(self._name_lines)
        self.is_free.clicked.connect(self.changed)

    def show_blanks(self, blanks: Sequence[Blank], *, order_free: bool) -> None:
        """Show another key without telling anybody."""
        wanted = list(blanks) or [()]
        self.have(len(wanted))
        for line, blank in zip(self.lines, wanted, strict=True):
            line.show_texts(blank)
        self.is_free.setChecked(order_free)
        self._name_lines()

    def blanks(self) -> tuple[Blank, ...]:
        """The key as typed, with () for a blank without text; () alone where none has any."""
        blanks = tuple(line.texts() for line in self.lines)
        return blanks if any(blanks) else ()

    def lacking(self) -> QWidget:
        """The first blank without text."""
        return next((one for one in self.lines if not one.texts()), self.lines[0]).fields[0]

    def follow(self, count: int) -> None:
        """Have a line for each of ``count`` blanks of the stem; what is filled in stays."""
        while len(self.lines) < count:
            self.add()
        while len(self.lines) > max(count, 1) and not self.lines[-1].texts():
            self.drop(self.lines[-1])
        self._name_lines()

    def go_to(self, place: int) -> None:
        self.lines[place].fields[0].setFocus()

    def new_line(self) -> "BlankLine":
        line = BlankLine()
        line.changed.connect(self.changed)
        line.rebuilt.connect(self.rebuilt)
        line.removed.connect(self._remove)
        return line

    def _add_and_go(self) -> None:
        self.add().fields[0].setFocus()
        self.changed.emit()

    def _remove(self, line: "BlankLine") -> None:
        if len(self.lines) > 1:
            self.drop(line)
            self.go_to(0)
            self.changed.emit()

    def _name_lines(self) -> None:
        for number, line in enumerate(self.lines, start=1):
            line.set_number(number, is_only=len(self.lines) == 1)
        self.is_free.setVisible(len(self.lines) > 1)


class BlankLine(QWidget):
    """One blank; Enter adds another way to write it."""

    changed = Signal()
    rebuilt = Signal()
    removed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.fields: list[Writing] = []
        self.name = Words("", "muted")
        self.name.setFixedWidth(64)
        self._ways = QWidget()
        self._flow = FlowLayout(6)
        self._ways.setLayout(self._flow)
        self.more = IconButton("plus", _("另一种写法"), self._add_and_go)
        self.more.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # Enter does it by keyboard
        self.remove = IconButton("x", _("删去这个空"), self._ask_removal)
        self.remove.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        line = row(self.name, self._ways, self.more, self.remove)
        line.layout().setStretch(1, 1)
        body.addWidget(line)
        self.show_texts(())

    def texts(self) -> Blank:
        """What is accepted, without empty fields."""
        return tuple(text for one in self.fields if (text := one.text().strip()))

    def show_texts(self, texts: Sequence[str]) -> None:
        """Show other ways to write it."""
        wanted = list(texts) or [""]
        while len(self.fields) > len(wanted):
            self._drop(self.fields[-1])
        while len(self.fields) < len(wanted):
            self._add()
        for field, text in zip(self.fields, wanted, strict=True):
            if field.text().strip() != text:
                fonts.ready_for(text)
                field.setText(text)
        self._name_fields()

    def set_number(self, number: int, *, is_only: bool) -> None:
        """Tell which blank of the stem it is."""
        self._number = number
        self.name.setText(_("第 {number} 空").format(number=number))
        self.remove.setVisible(not is_only)
        self._name_fields()

    _number = 1

    def _add(self) -> "Writing":
        field = Writing()
        field.textEdited.connect(self.changed)
        field.returnPressed.connect(self._go_on)
        field.emptied.connect(self._go_back)
        self.fields.append(field)
        self._flow.add(field)
        field.show()
        self._name_fields()
        self.rebuilt.emit()
        return field

    def _add_and_go(self) -> None:
        self._add().setFocus()

    def _drop(self, field: "Writing") -> None:
        place = self.fields.index(field)
        self.fields.pop(place)
        if field.hasFocus():
            self.fields[place - 1].setFocus()
        self._flow.takeAt(place)
        field.hide()
        field.deleteLater()
        self._ways.updateGeometry()
        self.rebuilt.emit()

    def _go_on(self) -> None:
        if self.sender().text().strip():
            self._add_and_go()
        else:
            self.focusNextChild()

    def _go_back(self) -> None:
        field = self.sender()
        place = self.fields.index(field)
        if place:
            self._drop(field)
            self.changed.emit()

    def _ask_removal(self) -> None:
        self.removed.emit(self)

    def _name_fields(self) -> None:
        for place, field in enumerate(self.fields):
            told = _("第 {number} 空") if not place else _("第 {number} 空的另一种写法")
            field.setAccessibleName(told.format(number=self._number))
            field.setPlaceholderText(_("答案") if not place else _("也可以写"))


class Writing(QLineEdit):
    """One way to write a blank; as wide as its words."""

    emptied = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setMaxLength(LONGEST)
        self.textChanged.connect(self._fit)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Backspace and not self.text():
            self.emptied.emit()
        else:
            super().keyPressEvent(event)

    def _fit(self) -> None:
        wide = self.fontMetrics().horizontalAdvance(self.text()) + 36
        self.setFixedWidth(min(max(wide, NARROW), WIDE))
