"""批量修改: what all marked questions are to say from now on; what is left alone stays."""

from collections.abc import Iterator, Sequence

from PySide6.QtGui import QDoubleValidator
from PySide6.QtWidgets import QComboBox, QLineEdit, QSpinBox, QWidget

from dongan_training.bank import different_texts
from dongan_training.bank.bulk.changes import (
    Change,
    ChangeTags,
    Move,
    SetEdition,
    SetFact,
    SetStatus,
    Several,
)
from dongan_training.bank.filtering import STATUSES
from dongan_training.bank.subjects import places_shown
from dongan_training.texts import N_, _
from ui.bank.known_field import KnownField
from ui.bank.subject_field import SubjectField
from ui.bank.wording import DIFFICULTIES
from ui.kit import Desk, FormDialog, row

KEEP = N_("不改")
NO_EDITION, LAST_EDITION = 1948, 2100
MOST_POINTS = 1000


class BulkDialog(FormDialog):
    """One line for each thing that can be changed; ``changes`` is what was asked for."""

    def __init__(self, desk: Desk, count: int, parent: QWidget | None = None):
        super().__init__(_("修改所选的 {count} 题").format(count=count), _("修改"), parent)
        self.changes: Sequence[Change] = ()
        with desk.workspace.read() as session:
            places = places_shown(session)
            tags = different_texts.tags_in_use(session)
            regulations = different_texts.regulations_cited(session)
        self.subject = SubjectField(places, nothing=_(KEEP))
        self.status = _choices({None: _(KEEP), **{one: _(name) for one, name in STATUSES.items()}})
        self.level = _choices(
            {None: _(KEEP), **{_(one): _(one) for one in DIFFICULTIES}, "": _("不写")}
        )
        self.chapter = QLineEdit(placeholderText=_(KEEP))
        self.points = QLineEdit(placeholderText=_(KEEP))
        self.points.setValidator(_numbers(self))
        self.add = _known(tags)
        self.remove = _known(tags)
        self.regulation = _known(regulations)
        self.edition = QSpinBox(minimum=NO_EDITION, maximum=LAST_EDITION)
        self.edition.setSpecialValueText(_(KEEP))
        self._build()

    def save(self) -> None:
        """Only gathers; whoever opened the form makes the change."""
        filings = list(self._filings())
        rewordings = tuple(self._rewordings())
        together = [Several(rewordings)] if rewordings else []
        self.changes = (*together, *filings)

    def _build(self) -> None:
        self.row(_("移到题库"), self.subject)
        self.row(_("状态"), self.status, _("没有答案的草稿不会改为在用。"))
        self.row(_("章节"), self.chapter)
        self.row(_("加上标签"), self.add, _("几个标签之间用逗号分开。"))
        self.row(_("去掉标签"), self.remove)
        self.row(_("难度"), self.level)
        self.row(_("分值"), self.points)
        edition = row(self.regulation, self.edition)
        edition.layout().setStretch(0, 1)
        self.row(_("依据改用版本"), edition, _("只改依据里写的版本年份，条款不变。"))
        self.regulation.setAccessibleName(_("依据的文件"))
        self.edition.setAccessibleName(_("版本（年份）"))
        self.subject.setFocus()

    def _filings(self) -> Iterator[Change]:
        if self.subject.subject_id is not None:
            yield Move(self.subject.subject_id)
        if self.status.currentData() is not None:
            yield SetStatus(self.status.currentData())

    def _rewordings(self) -> Iterator[SetFact | ChangeTags | SetEdition]:
        if chapter := self.chapter.text().strip():
            yield SetFact("chapter", chapter)
        if self.level.currentData() is not None:
            yield SetFact("difficulty", self.level.currentData() or None)
        if self.points.text() and self.points.hasAcceptableInput():
            yield SetFact("points", float(self.points.text()))
        add, remove = tags_in(self.add.currentText()), tags_in(self.remove.currentText())
        if add or remove:
            yield ChangeTags(add, remove)
        title = self.regulation.currentText().strip().strip("《》")
        if title and self.edition.value() > NO_EDITION:
            yield SetEdition(title, self.edition.value())


def tags_in(text: str) -> tuple[str, ...]:
    """Read tags as they are typed, with commas or 、 between them."""
    for sign in "，、；;":
        text = text.replace(sign, ",")
    return tuple(dict.fromkeys(one.strip() for one in text.split(",") if one.strip()))


def _choices(told: dict) -> QComboBox:
    field = QComboBox()
    for value, words in told.items():
        field.addItem(words, value)
    return field


def _known(texts: Sequence[str]) -> QComboBox:
    field = KnownField(texts)
    field.lineEdit().setPlaceholderText(_(KEEP))
    return field


def _numbers(parent: QWidget) -> QDoubleValidator:
    validator = QDoubleValidator(0, MOST_POINTS, 1, parent)
    validator.setNotation(QDoubleValidator.Notation.StandardNotation)
    return validator
