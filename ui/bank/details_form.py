"""What else is said of a question under review: explanation, chapter, difficulty, tags."""

import re

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from dongan_training.bank.drafts import Draft
from dongan_training.texts import _
from ui import fonts
from ui.bank.wording import DIFFICULTIES
from ui.kit import Words, row, stack

HEIGHT = 72
BETWEEN = re.compile(r"[、，,；;\s]+")


class DetailsForm(QWidget):
    """``typed`` carries the name of the fact and its new value, at once."""

    typed = Signal(str, object)

    def __init__(self) -> None:
        super().__init__()
        self.explanation = QPlainTextEdit()
        self.explanation.setTabChangesFocus(True)
        self.explanation.setFixedHeight(HEIGHT)
        self.chapter = QLineEdit()
        self.difficulty = QComboBox(editable=True)
        self.difficulty.addItems(["", *(_(name) for name in DIFFICULTIES)])
        self.difficulty.setFixedWidth(90)
        self.tags = QLineEdit(placeholderText=_("几个标签之间用顿号"))
        beside = row(_named(_("章节"), self.chapter), _named(_("难度"), self.difficulty))
        beside.layout().setStretch(0, 1)
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(12)
        body.addWidget(_named(_("解析"), self.explanation))
        body.addWidget(beside)
        body.addWidget(_named(_("标签"), self.tags))
        self.explanation.textChanged.connect(self._tell_explanation)
        self.chapter.textEdited.connect(self._tell_chapter)
        self.difficulty.editTextChanged.connect(self._tell_difficulty)
        self.tags.textEdited.connect(self._tell_tags)

    @property
    def fields(self) -> tuple[QWidget, ...]:
        """In the order in which Tab goes through them."""
        return (self.explanation, self.chapter, self.difficulty, self.tags)

    def show_draft(self, draft: Draft) -> None:
        """Fill the fields without telling anybody."""
        tags = "、".join(draft.tags)
        fonts.ready_for("".join((draft.explanation or "", draft.chapter or "", tags)))
        for field in (self.explanation, self.difficulty):
            field.blockSignals(True)
        self.explanation.setPlainText(draft.explanation or "")
        self.difficulty.setEditText(draft.difficulty or "")
        for field in (self.explanation, self.difficulty):
            field.blockSignals(False)
        self.chapter.setText(draft.chapter or "")
        self.tags.setText(tags)

    def _tell_explanation(self) -> None:
        self.typed.emit("explanation", self.explanation.toPlainText().strip() or None)

    def _tell_chapter(self, text: str) -> None:
        self.typed.emit("chapter", text.strip() or None)

    def _tell_difficulty(self, text: str) -> None:
        self.typed.emit("difficulty", text.strip() or None)

    def _tell_tags(self, text: str) -> None:
        self.typed.emit("tags", tuple(dict.fromkeys(one for one in BETWEEN.split(text) if one)))


def _named(name: str, field: QWidget) -> QWidget:
    field.setAccessibleName(name)
    return stack(Words(name, "heading"), field)
