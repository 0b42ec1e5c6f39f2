"""The rules of a blueprint that hold for the whole paper: one line of fields."""

from typing import Any

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QDoubleSpinBox, QSpinBox, QVBoxLayout, QWidget

from dongan_training.exam.blueprint import Blueprint, Kind, kind_name
from dongan_training.exam.blueprint_file import EASIEST, HARDEST, MAX_FORMS, MAX_REST
from dongan_training.texts import _
from ui.kit import Words, flow, row

USUAL_AIM = 0.7


class BlueprintRules(QWidget):
    """How many forms and what they share, reuse, and the difficulty aimed at."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.forms = QSpinBox(minimum=1, maximum=MAX_FORMS)
        self.kind = QComboBox()
        for kind in Kind:
            self.kind.addItem(kind_name(kind), kind)
        self.exposure = QSpinBox(minimum=1, maximum=MAX_FORMS)
        self.rest = QSpinBox(maximum=MAX_REST)
        self.least_used = QCheckBox(_("少用的题优先"))
        self.aims = QCheckBox(_("平均难度"))
        self.aim = QDoubleSpinBox(minimum=HARDEST, maximum=EASIEST, singleStep=0.05, decimals=2)
        self.aim.setValue(USUAL_AIM)
        self._lay_out()
        self.kind.currentIndexChanged.connect(self._tell)
        for number in (self.forms, self.exposure, self.rest, self.aim):
            number.valueChanged.connect(self._tell)
        for box in (self.least_used, self.aims):
            box.toggled.connect(self._tell)
        self._offer_what_fits()

    def show_rules(self, blueprint: Blueprint, forms: int) -> None:
        """Show the rules of a blueprint."""
        blocked = [QSignalBlocker(one) for one in self._fields()]
        self.forms.setValue(forms)
        self.kind.setCurrentIndex(self.kind.findData(blueprint.kind))
        self.exposure.setValue(blueprint.exposure)
        self.rest.setValue(blueprint.rest)
        self.least_used.setChecked(blueprint.least_used_first)
        self.aims.setChecked(blueprint.facility is not None)
        if blueprint.facility is not None:
            self.aim.setValue(blueprint.facility)
        del blocked
        self._offer_what_fits()

    def rules(self) -> dict[str, Any]:
        """What the fields say, as fields of a blueprint."""
        kind = self._kind()
        return {
            "kind": kind,
            "exposure": self.exposure.value() if kind is Kind.PARALLEL else 1,
            "rest": self.rest.value(),
            "least_used_first": self.least_used.isChecked(),
            "facility": round(self.aim.value(), 2) if self.aims.isChecked() else None,
        }

    def _kind(self) -> Kind:
        return Kind(self.kind.currentData())  # Qt gives back bare text

    def _tell(self) -> None:
        self._offer_what_fits()
        self.changed.emit()

    def _offer_what_fits(self) -> None:
        self.exposure.setEnabled(self._kind() is Kind.PARALLEL)
        self.aim.setEnabled(self.aims.isChecked())

    def _fields(self) -> tuple[QWidget, ...]:
        numbers = self.forms, self.exposure, self.rest, self.aim
        return (self.kind, *numbers, self.least_used, self.aims)

    def _lay_out(self) -> None:
        named = (
            (_("卷别"), self.forms),
            (_("各份的题"), self.kind),
            (_("每题可用于几份"), self.exposure),
            (_("避开最近几份的题"), self.rest),
        )
        parts = []
        for name, field in named:
            field.setAccessibleName(name)
            parts.append(row(Words(name, "muted"), field))
        self.aim.setAccessibleName(_("目标平均难度"))
        parts += [self.least_used, row(self.aims, self.aim)]
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(flow(*parts, spacing=14))
