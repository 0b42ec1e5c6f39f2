"""What a short answer must say, point by point, with what each is worth."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDoubleValidator
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from dongan_training.bank.drafts import MarkingPoint
from dongan_training.bank.scoring import plain_number
from dongan_training.texts import _
from ui.bank.editor.line_list import LineList
from ui.bank.editor.written import WrittenField, put_cursor_at_end
from ui.kit import IconButton, QuietButton, Words, row

MOST, MOST_POINTS = 20, 1000
POINTS_WIDTH = 76


class MarkingLines(LineList):
    """Enter goes to the next point, or makes one; their sum stands below."""

    lines: list["MarkingLine"]

    def __init__(self) -> None:
        super().__init__()
        self.more = QuietButton(_("再加一个要点"), self._add_and_go, icon="plus")
        self.sum = Words("", "muted")
        self.end_with(row(self.more, None, self.sum))
        self.rebuilt.connect(self._name_lines)
        self.changed.connect(self._tell_sum)

    def show_points(self, points: Sequence[MarkingPoint]) -> None:
        """Show other points without telling anybody."""
        self.have(len(points))
        for line, point in zip(self.lines, points, strict=True):
            line.show_point(point)
        self._tell_sum()

    def points(self) -> tuple[MarkingPoint, ...]:
        """The points that have words."""
        return tuple(point for line in self.lines if (point := line.point()).text)

    def fields(self) -> list[WrittenField]:
        """Their texts."""
        return [line.text for line in self.lines]

    def _tell_sum(self) -> None:
        worth = [one.points for one in self.points()]
        told = _("合计 {points} 分").format(points=plain_number(sum(one or 0 for one in worth)))
        self.sum.setText(told if any(worth) else "")
        self.more.setVisible(len(self.lines) < MOST)

    def go_to(self, place: int) -> None:
        if self.lines:
            put_cursor_at_end(self.lines[place].text)
        else:
            self.more.setFocus()

    def new_line(self) -> "MarkingLine":
        line = MarkingLine()
        line.text.textChanged.connect(self.changed)
        line.points.textEdited.connect(self.changed)
        line.text.going_on.connect(self._go_on)
        line.points.returnPressed.connect(self._go_on)
        line.text.emptied.connect(self._go_back)
        line.removed.connect(self._remove)
        return line

    def _add_and_go(self) -> None:
        put_cursor_at_end(self.add().text)
        self.changed.emit()

    def _remove(self, line: "MarkingLine") -> None:
        self.drop(line)
        self.more.setFocus()
        self.changed.emit()

    def _go_on(self) -> None:
        place = self._here()
        if self.lines[place].text.hasFocus() and self.lines[place].text.written:
            self.lines[place].points.setFocus()
        elif place + 1 < len(self.lines):
            self.go_to(place + 1)
        elif len(self.lines) < MOST and self.lines[place].text.written:
            self._add_and_go()
        else:
            self.focusNextChild()

    def _go_back(self) -> None:
        self.drop(self.lines[self._here()])
        self.changed.emit()

    def _here(self) -> int:
        focus = self.focusWidget()
        return next(n for n, line in enumerate(self.lines) if focus in (line.text, line.points))

    def _name_lines(self) -> None:
        for number, line in enumerate(self.lines, start=1):
            line.set_number(number)


class MarkingLine(QWidget):
    """One point: its words, and what it is worth."""

    removed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.text = WrittenField("", is_line=True)
        self.points = QLineEdit(placeholderText=_("分值"))
        self.points.setFixedWidth(POINTS_WIDTH)
        validator = QDoubleValidator(0, MOST_POINTS, 2, self)
        validator.setNotation(QDoubleValidator.Notation.StandardNotation)
        self.points.setValidator(validator)
        remove = IconButton("x", _("删去这个要点"), self._ask_removal)
        remove.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # Backspace does it by keyboard
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        line = row(self.text, self.points, remove)
        line.layout().setStretch(0, 1)
        body.addWidget(line)

    def point(self) -> MarkingPoint:
        """What was typed."""
        typed = self.points.text() if self.points.hasAcceptableInput() else ""
        return MarkingPoint(self.text.written, float(typed) if typed else None)

    def show_point(self, point: MarkingPoint) -> None:
        """Show another point."""
        if self.point() != point:
            self.text.put(point.text)
            self.points.setText("" if point.points is None else plain_number(point.points))

    def set_number(self, number: int) -> None:
        """Tell which point it is."""
        self.text.setAccessibleName(_("要点 {number}").format(number=number))
        self.points.setAccessibleName(_("要点 {number} 的分值").format(number=number))

    def _ask_removal(self) -> None:
        self.removed.emit(self)
