"""All fields of one question. It gives a Draft, and takes one."""

from collections.abc import Iterable, Sequence
from datetime import date

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QDoubleValidator
from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout, QWidget

from dongan_training.bank.cautions import Caution, Field
from dongan_training.bank.drafts import CHOICES, Draft, Picture, QuestionType, picture_marker
from dongan_training.bank.picture_markers import numbers_in, tidy_pictures
from dongan_training.bank.regulations.register import Register
from dongan_training.bank.scoring import plain_number
from dongan_training.texts import _
from ui.bank.bulk_dialog import tags_in
from ui.bank.editor.answer_part import AnswerPart
from ui.bank.editor.caution_lines import CautionLines
from ui.bank.editor.citation_field import CitationField
from ui.bank.editor.picture_strip import PictureStrip
from ui.bank.editor.written import WrittenField
from ui.bank.known_field import KnownField
from ui.bank.wording import DIFFICULTIES
from ui.kit import QuietButton, Words, beside, row, stack

STEM_LINES, EXPLANATION_LINES = 3, 2
MOST_POINTS = 1000
NARROW = 110  # pixels of a short field


class QuestionForm(QWidget):
    """``changed`` at each key; what the form does not show (the passage) is somebody else's."""

    changed = Signal()
    picture_asked = Signal()
    refused = Signal(object)  # why something given was no picture

    def __init__(self, register: Register, on: date):
        super().__init__()
        self._pictures: list[Picture] = []
        self.stem = WrittenField(_("题干"), STEM_LINES)
        self.blank = QuietButton(_("插入空"), self.insert_blank, icon="plus", shortcut="Ctrl+U")
        self.picture = QuietButton(_("插入图片"), icon="plus", shortcut="Ctrl+Shift+I")
        self.strip = PictureStrip()
        self.answer = AnswerPart()
        self.explanation = WrittenField(_("解析"), EXPLANATION_LINES)
        self.citation = CitationField(register, on)
        self.chapter = _known(_("章节"))
        self.difficulty = QComboBox(editable=True)
        self.difficulty.addItems(["", *(_(name) for name in DIFFICULTIES)])
        self.points = _number(_("分值"), self)
        self.tags = _known(_("标签"))
        self.tags.lineEdit().setPlaceholderText(_("几个标签之间用逗号分开"))
        self.cautions = {field: CautionLines() for field in Field}
        self._into: WrittenField = self.stem  # where a picture goes
        self._wired: list[WrittenField] = []
        self._renewing = QTimer(self, singleShot=True, interval=0)
        self._build()
        self._connect()
        self.show_draft(Draft(QuestionType.SINGLE_CHOICE, ""))

    def draft(self) -> Draft:
        """The question as typed."""
        kind = self.answer.kind
        is_choice = kind in CHOICES
        typed = self.points.text() if self.points.hasAcceptableInput() else ""
        is_essay = kind is QuestionType.SHORT_ANSWER
        is_fill = kind is QuestionType.FILL_BLANK
        draft = Draft(
            type=kind,
            stem=self.stem.written,
            options=self.answer.options.texts() if is_choice else (),
            answer=self.answer.answer(),
            explanation=self.explanation.written or None,
            points=float(typed) if typed else None,
            difficulty=self.difficulty.currentText().strip() or None,
            chapter=self.chapter.currentText().strip() or None,
            citation=self.citation.text().strip() or None,
            order_free=is_fill and self.answer.blanks.is_free.isChecked(),
            marking=self.answer.marking.points() if is_essay else (),
            tags=tags_in(self.tags.currentText()),
            pictures=tuple(self._pictures),
        )
        return tidy_pictures(draft)

    def show_draft(self, draft: Draft) -> None:
        """Show a question without telling anybody."""
        self._pictures = list(draft.pictures)
        self.stem.put(draft.stem)
        self.answer.show_draft(draft)
        self.explanation.put(draft.explanation or "")
        points = "" if draft.points is None else plain_number(draft.points)
        fields = (
            (self.citation, draft.citation or ""),
            (self.points, points),
            (self.chapter.lineEdit(), draft.chapter or ""),
            (self.difficulty.lineEdit(), draft.difficulty or ""),
            (self.tags.lineEdit(), "，".join(draft.tags)),
        )
        self.blockSignals(True)
        for field, text in fields:
            if field.text().strip() != text:
                field.setText(text)
        self.blockSignals(False)
        self._show_kind()
        self._show_pictures()

    def set_kind(self, kind: QuestionType) -> None:
        """Make it another type; what was typed for the one before is kept for going back."""
        self.answer.show_kind(kind)
        self.answer.follow_stem(self.stem.toPlainText())
        self._show_kind()
        self.changed.emit()

    def know(self, chapters: Sequence[str], tags: Sequence[str]) -> None:
        """Offer chapters and tags that the bank has."""
        for field, texts in ((self.chapter, chapters), (self.tags, tags)):
            kept = field.currentText()
            field.blockSignals(True)
            field.clear()
            field.addItems(["", *texts])
            field.setCurrentText(kept)
            field.blockSignals(False)

    def say(self, cautions: Iterable[Caution]) -> None:
        """Put each caution beside its field."""
        said = tuple(cautions)
        for field, lines in self.cautions.items():
            lines.show_cautions(one for one in said if one.field is field)
        self.chapter.lineEdit().setPlaceholderText(self.citation.chapter)

    def lacking(self) -> QWidget:
        """The field that a question which cannot be saved waits for."""
        return self.answer.lacking() if self.stem.written else self.stem

    def insert_blank(self) -> None:
        """Draw a blank where the cursor stands."""
        self.stem.textCursor().insertText("____")
        self.stem.setFocus()

    def insert_picture(self, picture: Picture, into: WrittenField | None = None) -> None:
        """Name a picture in a text, or where the cursor was last."""
        self._pictures.append(picture)
        (into or self._into).insert_marker(len(self._pictures))

    def _build(self) -> None:
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(14)
        tools = row(_label(_("题干"), self.stem), None, self.blank, self.picture)
        body.addWidget(stack(tools, self.stem, self._said(Field.STEM), self.strip, spacing=4))
        said = (Field.OPTIONS, Field.ANSWER, Field.MARKING)
        body.addWidget(stack(self.answer, *map(self._said, said), spacing=4))
        explained = (self.explanation, self._said(Field.EXPLANATION))
        body.addWidget(stack(_label(_("解析"), self.explanation), *explained, spacing=4))
        body.addWidget(
            stack(
                _label(_("依据"), self.citation),
                self.citation,
                self._said(Field.CITATION),
                spacing=4,
            )
        )
        self.difficulty.setAccessibleName(_("难度"))
        facts = [
            stack(_label(name, field), field, spacing=4)
            for name, field in (
                (_("章节"), self.chapter),
                (_("分值"), self.points),
                (_("难度"), self.difficulty),
            )
        ]
        short = row(facts[1], facts[2], spacing=12)
        for place in range(2):
            short.layout().setStretch(place, 1)
        body.addWidget(beside((facts[0], 200, 1), (short, 2 * NARROW, 0)))
        body.addWidget(stack(_label(_("标签"), self.tags), self.tags, spacing=4))

    def _said(self, field: Field) -> CautionLines:
        return self.cautions[field]

    def _connect(self) -> None:
        for text in (self.stem, self.explanation):
            text.textChanged.connect(self.changed)
        self.stem.textChanged.connect(self._follow_stem)
        self.answer.changed.connect(self.changed)
        self.answer.rebuilt.connect(self._renewing.start)
        self.citation.textChanged.connect(self.changed)
        self.points.textEdited.connect(self.changed)
        for field in (self.chapter, self.difficulty, self.tags):
            field.editTextChanged.connect(self.changed)
        self.strip.removed.connect(self._remove_picture)
        self.picture.clicked.connect(self.picture_asked)
        self.changed.connect(self._show_pictures)
        self._renewing.timeout.connect(self._renew)
        self._renew()

    def _renew(self) -> None:
        """Other fields came: they take pictures too."""
        for field in (self.stem, self.explanation, *self.answer.all_pictured()):
            if field not in self._wired:
                self._wired.append(field)
                field.given.connect(self._take)
                field.refused.connect(self.refused)
                field.gained_focus.connect(self._on_focus)
        self._wired = [one for one in self._wired if one in self.findChildren(WrittenField)]
        if self._into not in self._wired:
            self._into = self.stem

    def _take(self, picture: Picture) -> None:
        self.insert_picture(picture, self.sender())

    def _on_focus(self) -> None:
        self._into = self.sender()

    def _follow_stem(self) -> None:
        self.answer.follow_stem(self.stem.toPlainText())

    def _show_kind(self) -> None:
        self.blank.setVisible(self.answer.kind is QuestionType.FILL_BLANK)

    def _texts(self) -> list[WrittenField]:
        return [self.stem, *self.answer.pictured(), self.explanation]

    def _show_pictures(self) -> None:
        named = numbers_in("".join(field.toPlainText() for field in self._texts()))
        there = [one for one in named if 0 < one <= len(self._pictures)]
        if self.strip.show_pictures([(one, self._pictures[one - 1]) for one in there]):
            self._renewing.start()

    def _remove_picture(self, number: int) -> None:
        for field in self._texts():
            field.put(field.toPlainText().replace(picture_marker(number), ""))
        self.stem.setFocus()
        self.changed.emit()


def _label(name: str, field: QWidget) -> Words:
    words = Words(name)
    words.setBuddy(field)
    field.setAccessibleName(name)
    return words


def _known(name: str) -> QComboBox:
    field = KnownField()
    field.setAccessibleName(name)
    return field


def _number(name: str, parent: QWidget) -> QLineEdit:
    field = QLineEdit()
    field.setAccessibleName(name)
    validator = QDoubleValidator(0, MOST_POINTS, 2, parent)
    validator.setNotation(QDoubleValidator.Notation.StandardNotation)
    field.setValidator(validator)
    return field
