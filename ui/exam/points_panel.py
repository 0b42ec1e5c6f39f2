"""Where a marker types points: one field for each marking point, a sum, and a comment."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDoubleSpinBox, QGridLayout, QLineEdit, QVBoxLayout, QWidget

from dongan_training.bank.drafts import MarkingPoint
from dongan_training.bank.scoring import plain_number
from dongan_training.exam.hand_marking import LONGEST_COMMENT
from dongan_training.texts import _
from ui.kit import Button, Line, Words, row

FIELD_WIDTH = 104


class PointField(QDoubleSpinBox):
    """Points for one marking point; Enter goes on, the up and down keys count by halves."""

    entered = Signal()

    def __init__(self, part: MarkingPoint):
        super().__init__(minimum=0, maximum=part.points or 0, decimals=2, singleStep=0.5)
        self.setFixedWidth(FIELD_WIDTH)
        self.setAccessibleName(part.text or _("得分"))

    def textFromValue(self, value: float) -> str:
        return plain_number(value)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.interpretText()
            self.entered.emit()
        else:
            super().keyPressEvent(event)


class PointsPanel(QWidget):
    """Its fields are made anew for another question only, never while somebody types."""

    entered = Signal()  # Enter in the last field, or in the comment

    def __init__(self) -> None:
        super().__init__()
        self.fields: list[PointField] = []
        self._parts: Sequence[MarkingPoint] = ()
        self.sum = Words(look="heading")
        self.comment = QLineEdit(maxLength=LONGEST_COMMENT)
        self.comment.setPlaceholderText(_("评语（可不填）"))
        self.comment.setAccessibleName(_("评语"))
        self.comment.returnPressed.connect(self.entered)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(0, 1)
        all_of_it = Button(_("满分"), self.give_all, shortcut="Alt+9")
        nothing = Button(_("0 分"), self.give_nothing, shortcut="Alt+0")
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(10)
        body.addLayout(self._grid)
        body.addWidget(Line())
        body.addWidget(row(self.sum, None, nothing, all_of_it))
        body.addWidget(self.comment)

    @property
    def points(self) -> tuple[float, ...]:
        """What is typed in, by marking point."""
        return tuple(one.value() for one in self.fields)

    def ask_for(self, parts: Sequence[MarkingPoint]) -> None:
        """Make the fields of a question, unless they are there already."""
        if parts == self._parts:
            return
        self._parts = parts
        while (item := self._grid.takeAt(0)) is not None:
            item.widget().hide()
            item.widget().deleteLater()
        self.fields = [PointField(part) for part in parts]
        for place, (part, field) in enumerate(zip(parts, self.fields, strict=True)):
            name = Words(part.text or _("得分")).wrapped()
            name.setBuddy(field)
            self._grid.addWidget(name, place, 0)
            self._grid.addWidget(field, place, 1)
            most = _("满 {points}").format(points=plain_number(part.points or 0))
            self._grid.addWidget(Words(most, "small"), place, 2)
            field.valueChanged.connect(self._add_up)
            field.entered.connect(self._go_on)

    def show_given(self, points: Sequence[float], comment: str) -> None:
        """Fill in what was given before; nothing given is 0."""
        for place, field in enumerate(self.fields):
            field.setValue(points[place] if place < len(points) else 0)
        self.comment.setText(comment)
        self._add_up()

    def says(self, points: Sequence[float], comment: str) -> bool:
        """Tell whether it shows just what was given before; nothing given is 0."""
        given = [*points, *(0.0 for _field in self.fields)][: len(self.fields)]
        return list(self.points) == given and self.comment.text() == comment

    def start(self) -> None:
        """Put the keyboard into the first field, its number marked so that typing replaces it."""
        if self.fields:
            self.fields[0].setFocus()
            self.fields[0].selectAll()

    def give_all(self) -> None:
        """Give every marking point in full."""
        for field in self.fields:
            field.setValue(field.maximum())

    def give_nothing(self) -> None:
        """Give no points."""
        for field in self.fields:
            field.setValue(0)

    def _add_up(self) -> None:
        full = sum(part.points or 0 for part in self._parts)
        told = _("合计 {points} / {full} 分")
        self.sum.setText(
            told.format(points=plain_number(sum(self.points)), full=plain_number(full))
        )

    def _go_on(self) -> None:
        place = next(n for n, field in enumerate(self.fields) if field is self.sender())
        if place + 1 == len(self.fields):
            self.entered.emit()
        else:
            self.fields[place + 1].setFocus()
            self.fields[place + 1].selectAll()
