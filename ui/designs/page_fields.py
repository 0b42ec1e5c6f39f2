"""What can be set of the whole design: its name and its size."""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDoubleSpinBox, QFormLayout, QLineEdit, QWidget

from dongan_training.printing.designs.model import Design
from dongan_training.texts import _


class PageFields(QWidget):
    """Shown while no item is chosen; ``edited`` gives the new design."""

    edited = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._design: Design | None = None
        self.name = QLineEdit()
        self.width_field = QDoubleSpinBox(minimum=20, maximum=600, decimals=1)
        self.height_field = QDoubleSpinBox(minimum=20, maximum=600, decimals=1)
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        rows = ((_("名称"), self.name), (_("宽"), self.width_field), (_("高"), self.height_field))
        for label, field in rows:
            field.setAccessibleName(label)
            form.addRow(label, field)
        for field in (self.width_field, self.height_field):
            field.setSuffix(_(" 毫米"))
            field.editingFinished.connect(self._tell)
        self.name.editingFinished.connect(self._tell)

    def show_design(self, design: Design) -> None:
        """Show the name and size of a design."""
        self._design = None
        self.name.setText(design.name)
        self.width_field.setValue(design.width)
        self.height_field.setValue(design.height)
        self._design = design

    def _tell(self) -> None:
        if self._design is None:
            return
        size = {"width": self.width_field.value(), "height": self.height_field.value()}
        changed = replace(self._design, name=self.name.text().strip(), **size)
        if changed != self._design:
            self.edited.emit(changed)
