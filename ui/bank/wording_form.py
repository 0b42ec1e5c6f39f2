"""The wording of one question under review: stem, options, points, each changed where it stands."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QDoubleValidator
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from dongan_training.bank.drafts import CHOICES, Draft
from dongan_training.bank.scoring import plain_number
from dongan_training.texts import _
from ui import fonts
from ui.kit import Words, row

STEM_HEIGHT, OPTIONS_HEIGHT, POINTS_WIDTH = 64, 112, 90
MOST_POINTS = 1000


class WordingForm(QWidget):
    """Fields that tell at once what is typed into them; one option to a line."""

    stem_typed = Signal(str)
    options_typed = Signal(object)  # a tuple of texts
    points_typed = Signal(object)  # a number, or None

    def __init__(self) -> None:
        super().__init__()
        self.stem = _field(_("题干"), STEM_HEIGHT)
        self.options = _field(_("选项，一行一个"), OPTIONS_HEIGHT)
        self.points = QLineEdit()
        self.points.setAccessibleName(_("分值"))
        self.points.setFixedWidth(POINTS_WIDTH)
        validator = QDoubleValidator(0, MOST_POINTS, 1, self)
        validator.setNotation(QDoubleValidator.Notation.StandardNotation)
        self.points.setValidator(validator)
        self.options_heading = Words(_("选项，一行一个"), "heading")
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(8)
        body.addWidget(row(Words(_("分值"), "heading"), self.points, None, spacing=12))
        body.addWidget(Words(_("题干"), "heading"))
        body.addWidget(self.stem)
        body.addWidget(self.options_heading)
        body.addWidget(self.options)
        self.stem.textChanged.connect(self._tell_stem)
        self.options.textChanged.connect(self._tell_options)
        self.points.textEdited.connect(self._tell_points)

    @property
    def fields(self) -> tuple[QWidget, ...]:
        """In the order in which Tab goes through them."""
        return (self.points, self.stem, self.options)

    def show_draft(self, draft: Draft) -> None:
        """Fill the fields without telling anybody."""
        options = "\n".join(" ".join(option.split()) for option in draft.options)
        fonts.ready_for(draft.stem + options)
        for field, text in ((self.stem, draft.stem), (self.options, options)):
            field.blockSignals(True)
            field.setPlainText(text)
            field.blockSignals(False)
        self.points.setText("" if draft.points is None else plain_number(draft.points))
        self.show_kind(draft)

    def show_kind(self, draft: Draft) -> None:
        """Only choices have options."""
        for part in (self.options_heading, self.options):
            part.setVisible(draft.type in CHOICES)

    def _tell_stem(self) -> None:
        self.stem_typed.emit(self.stem.toPlainText())

    def _tell_options(self) -> None:
        lines = self.options.toPlainText().splitlines()
        self.options_typed.emit(tuple(line.strip() for line in lines if line.strip()))

    def _tell_points(self, text: str) -> None:
        if not text or self.points.hasAcceptableInput():
            self.points_typed.emit(float(text) if text else None)


def _field(name: str, height: int) -> QPlainTextEdit:
    field = QPlainTextEdit()
    field.setAccessibleName(name)
    field.setTabChangesFocus(True)
    field.setFixedHeight(height)
    return field
