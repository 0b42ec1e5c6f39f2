"""Where a question stands in the bank, and why it is changed."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout, QWidget

from dongan_training.bank.filtering import STATUSES
from dongan_training.bank.models import QuestionStatus
from dongan_training.bank.subjects import Place
from dongan_training.errors import UserError
from dongan_training.texts import N_, _
from ui.bank.subject_field import SubjectField
from ui.kit import Words, beside, stack

LONGEST_REASON = 200


@dataclass(eq=False)
class SubjectMissing(UserError):
    message = N_("还没有写明放在哪个题库。")
    advice = N_("请选择一个题库，或写一个新名称，再保存。")


class FilingPart(QWidget):
    """A name that no subject has makes a new one."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.subject = SubjectField(())
        self.status = QComboBox()
        for status, name in STATUSES.items():
            self.status.addItem(_(name), status)
        self.reason = QLineEdit(placeholderText=_("可以不填，留在历次版本里"))
        self.reason.setMaxLength(LONGEST_REASON)
        for field, name in (
            (self.subject, _("题库")),
            (self.status, _("状态")),
            (self.reason, _("改动原因")),
        ):
            field.setAccessibleName(name)
        self.subject.lineEdit().setPlaceholderText(_("写新名称即新建"))
        self.why = stack(Words(_("改动原因")), self.reason, spacing=4)
        where = stack(Words(_("题库")), self.subject, spacing=4)
        state = stack(Words(_("状态")), self.status, spacing=4)
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(14)
        body.addWidget(beside((where, 220, 1), (state, 120, 0)))
        body.addWidget(self.why)
        self.subject.editTextChanged.connect(self.changed)
        self.status.activated.connect(self.changed)
        self.reason.textEdited.connect(self.changed)

    def know(self, places: Sequence[Place]) -> None:
        """Offer these subjects; what stands in the field stays."""
        kept_id, kept = self.subject.subject_id, self.subject.currentText()
        self.subject.blockSignals(True)
        self.subject.clear()
        for one in places:
            self.subject.addItem(one.path, one.id)
        if kept_id is not None and self.subject.findData(kept_id) >= 0:
            self.subject.choose(kept_id)
        else:
            self.subject.setCurrentText(kept)
        self.subject.blockSignals(False)

    def show_filed(self, subject_id: str, status: QuestionStatus, *, is_new: bool) -> None:
        """Show where a question stands; a new one has nothing to give a reason for."""
        self.blockSignals(True)
        if subject_id:
            self.subject.choose(subject_id)
        self.status.setCurrentIndex(self.status.findData(status))
        self.blockSignals(False)
        self.why.setVisible(not is_new)

    @property
    def new_name(self) -> str:
        """The name of a subject that is to be made; empty where one is chosen.

        Raises SubjectMissing where there is neither.
        """
        if self.subject.subject_id is not None:
            return ""
        name = self.subject.currentText().strip()
        if not name:
            raise SubjectMissing
        return name
