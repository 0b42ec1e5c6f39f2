"""A field in which a subject is chosen, by typing a piece of its path."""

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox

from dongan_training.bank.subjects import Place
from ui import fonts
from ui.kit.offering_field import OfferingField

LEAST_SIGNS = 10


def keep_narrow(field: QComboBox) -> None:
    """Let long titles in the list not make the field, and the form around it, as wide."""
    policy = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
    field.setSizeAdjustPolicy(policy)
    field.setMinimumContentsLength(LEAST_SIGNS)


class SubjectField(OfferingField):
    """All subjects by their paths (党纪/第一章); ``nothing`` names the line that is none."""

    def __init__(self, places: Sequence[Place], nothing: str = ""):
        super().__init__()
        keep_narrow(self)
        if nothing:
            self.addItem(nothing, None)
        for one in places:
            fonts.ready_for(one.path)
            self.addItem(one.path, one.id)

    @property
    def subject_id(self) -> str | None:
        """The subject whose path stands in the field; None where that is none."""
        place = self.findText(self.currentText().strip())
        return self.itemData(place) if place >= 0 else None

    def choose(self, subject_id: str | None) -> None:
        """Put a subject into the field."""
        self.setCurrentIndex(max(self.findData(subject_id), 0))
