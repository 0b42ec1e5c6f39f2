"""The fields of one cell of a blueprint, beside what the bank says to it."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QDoubleSpinBox, QFormLayout, QSpinBox, QWidget

from dongan_training.bank.citations import parse_citations
from dongan_training.bank.drafts import QuestionType
from dongan_training.bank.scoring import type_name
from dongan_training.exam.blueprint import Cell
from dongan_training.exam.blueprint_file import MAX_COUNT, MAX_POINTS
from dongan_training.exam.blueprint_rows import CellRow
from dongan_training.exam.candidates import Candidate
from dongan_training.texts import _
from ui.kit import Words

LEAST_POINTS, STEP = 0.5, 0.5


class CellForm(QWidget):
    """Edits the row that was shown last; ``changed`` carries it as it then stands."""

    changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.type = QComboBox()
        for kind in QuestionType:
            self.type.addItem(type_name(kind), kind)
        self.count = QSpinBox(minimum=1, maximum=MAX_COUNT)
        self.points = QDoubleSpinBox(
            minimum=LEAST_POINTS, maximum=MAX_POINTS, singleStep=STEP, decimals=1
        )
        self.subject, self.chapter, self.citation, self.difficulty = (
            _free_choice() for _filter in range(4)
        )
        self.feedback = Words().wrapped()
        self._row: CellRow | None = None
        self._lay_out()
        for field in (self.type, self.subject, self.chapter, self.citation, self.difficulty):
            field.currentTextChanged.connect(self._tell)
        for number in (self.count, self.points):
            number.valueChanged.connect(self._tell)

    def offer(self, pool: Sequence[Candidate]) -> None:
        """Offer the words that the bank knows; others may be typed."""
        regulations = {
            one.regulation for text in {c.citation for c in pool} for one in parse_citations(text)
        }
        _refill(self.subject, {name for one in pool for name in one.subjects})
        _refill(self.chapter, {one.chapter for one in pool})
        _refill(self.difficulty, {one.difficulty for one in pool})
        _refill(self.citation, {f"《{one}》" for one in regulations})

    def show_row(self, row: CellRow | None) -> None:
        """Show a row; without one the fields cannot be used."""
        self._row = row
        self.setEnabled(row is not None)
        if row is None:
            return
        blocked = [QSignalBlocker(one) for one in self._fields()]
        self.type.setCurrentIndex(self.type.findData(row.type))
        self.count.setValue(row.cell.count)
        self.points.setValue(row.points)
        for field, text in zip(self._filters(), _filter_values(row.cell), strict=True):
            if field.currentText().strip() != text:  # else one could type no blank
                field.setCurrentText(text)
        del blocked

    def say(self, text: str, look: str) -> None:
        """Say what the bank can give for the cell."""
        self.feedback.set_look(look)
        self.feedback.setText(text)

    def _tell(self) -> None:
        if self._row is None:
            return
        subject, chapter, citation, difficulty = (
            one.currentText().strip() for one in self._filters()
        )
        cell = Cell(self.count.value(), subject, chapter, difficulty, citation)
        kind = QuestionType(self.type.currentData())  # Qt gives back bare text
        self._row = CellRow(self._row.section, kind, self.points.value(), cell)
        self.changed.emit(self._row)

    def _filters(self) -> tuple[QComboBox, ...]:
        return self.subject, self.chapter, self.citation, self.difficulty

    def _fields(self) -> tuple[QWidget, ...]:
        return (self.type, self.count, self.points, *self._filters())

    def _lay_out(self) -> None:
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setHorizontalSpacing(14)
        form.setVerticalSpacing(8)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        names = _("题型"), _("题数"), _("每题分值"), _("科目"), _("章节"), _("依据"), _("难度")
        for name, field in zip(names, self._fields(), strict=True):
            label = Words(name)
            label.setBuddy(field)
            field.setAccessibleName(name)
            form.addRow(label, field)
        form.addRow(self.feedback)


def _filter_values(cell: Cell) -> tuple[str, ...]:
    return cell.subject, cell.chapter, cell.citation, cell.difficulty


def _free_choice() -> QComboBox:
    box = QComboBox(editable=True)
    box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(8)
    box.lineEdit().setPlaceholderText(_("不限"))
    return box


def _refill(box: QComboBox, words: Iterable[str]) -> None:
    with QSignalBlocker(box):
        text = box.currentText()
        box.clear()
        box.addItem("")
        box.addItems(sorted(one for one in words if one))
        box.setCurrentText(text)
