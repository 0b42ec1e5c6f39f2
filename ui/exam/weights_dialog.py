"""总评构成: what the overall result of a class is made of, and what it decides."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QDoubleSpinBox, QHBoxLayout, QLineEdit, QWidget

from dongan_training import clock
from dongan_training.exam.queries import ExamRow, exams
from dongan_training.overall.composing import set_weights, weights_of
from dongan_training.overall.weighing import WHOLE, Part, Source, Weights, source_name
from dongan_training.texts import _
from ui.kit import Desk, FormDialog, Words

MOST_PARTS = 4


class PartFields(QWidget):
    """Name, source and weight of one part; a weight of 0 leaves it out."""

    changed = Signal()

    def __init__(self, exams_of_class: Sequence[ExamRow]):
        super().__init__()
        self.name, self.source = QLineEdit(maxLength=20), QComboBox()
        self.weight = QDoubleSpinBox(minimum=0, maximum=WHOLE, decimals=1, suffix=" %")
        self.source.addItem(source_name(Source.EXAM), (Source.EXAM.value, ""))
        for one in exams_of_class:
            self.source.addItem(one.title, (Source.EXAM.value, one.id))
        for source in (Source.HOURS, Source.GIVEN):
            self.source.addItem(source_name(source), (source.value, ""))
        self.name.setPlaceholderText(_("名称"))
        for field, told in (
            (self.name, _("名称")),
            (self.source, _("来源")),
            (self.weight, _("权重")),
        ):
            field.setAccessibleName(told)
        self.source.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.weight.setFixedWidth(96)
        body = QHBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.addWidget(self.name, 2)
        body.addWidget(self.source, 3)
        body.addWidget(self.weight)
        self.weight.valueChanged.connect(self.changed)

    def show_part(self, part: Part) -> None:
        """Fill in a part as it is set now."""
        self.name.setText(part.name)
        places = [self.source.itemData(n) for n in range(self.source.count())]
        wanted = (part.source.value, part.exam_id)
        self.source.setCurrentIndex(places.index(wanted) if wanted in places else 0)
        self.weight.setValue(part.weight)

    def part(self) -> Part | None:
        """What is filled in; None where the part is left out."""
        if not self.weight.value():
            return None
        source, exam_id = self.source.currentData()
        return Part(self.name.text().strip(), Source(source), self.weight.value(), exam_id)


class WeightsDialog(FormDialog):
    """The sum is shown while it is typed; all weights at 0 take the overall result away."""

    def __init__(self, desk: Desk, class_id: str, parent: QWidget | None = None):
        super().__init__(_("总评构成"), "", parent)
        self.desk = desk
        self.class_id = class_id
        self.setMinimumWidth(640)
        with desk.workspace.read() as session:
            known = weights_of(session, class_id)
            own = [one for one in exams(session, class_id=class_id) if not one.is_resit]
        usual = (Part(_("考试"), Source.EXAM, 60), Part(_("平时"), Source.GIVEN, 40))
        shown = known.parts or usual
        self.parts = [PartFields(own) for _place in range(MOST_PARTS)]
        for place, fields in enumerate(self.parts, start=1):
            self.row(_("第 {place} 项").format(place=place), fields)
            if place <= len(shown):
                fields.show_part(shown[place - 1])
            fields.changed.connect(self._add_up)
        self.sum = Words(look="muted")
        self.form.addRow("", self.sum)
        self.mark = QDoubleSpinBox(minimum=1, maximum=WHOLE, decimals=1)
        self.mark.setValue(known.pass_mark)
        self.mark.setSuffix(_(" 分"))
        self.row(_("及格线"), self.mark, _("按百分制。"))
        self.certificate = QCheckBox(_("总评及格才发证书"))
        self.certificate.setChecked(known.for_certificate)
        self.row(_("证书"), self.certificate)
        self._add_up()

    def save(self) -> None:
        """Store the make-up; what trainers gave stays."""
        parts = tuple(part for fields in self.parts if (part := fields.part()))
        weights = Weights(parts, self.mark.value(), self.certificate.isChecked())
        with self.desk.workspace.begin() as session:
            set_weights(
                session,
                class_id=self.class_id,
                weights=weights,
                by=self.desk.actor,
                at=clock.now(),
            )

    def _add_up(self) -> None:
        total = sum(fields.weight.value() for fields in self.parts)
        is_whole = abs(total - WHOLE) < 1e-6
        told = _("合计 100%。") if is_whole else _("合计 {total}%，应当是 100%。")
        self.sum.setText(told.format(total=f"{total:g}"))
        self.sum.set_look("muted" if is_whole else "bad")
