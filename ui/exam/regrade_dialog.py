"""更正答案: correct a key or drop a question after the exam, and see first what it does."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QComboBox, QFormLayout, QLineEdit, QWidget
from sqlalchemy.orm import Session

from dongan_training import clock
from dongan_training.bank.drafts import QuestionType
from dongan_training.bank.scoring import LETTERS, type_name
from dongan_training.certificates.regraded import foresee_regrade
from dongan_training.errors import UserError
from dongan_training.exam.item_choices import ItemChoice, item_choices
from dongan_training.exam.models import CorrectionKind
from dongan_training.exam.regrading import (
    WITH_ANSWER,
    Correction,
    Regrade,
    correct_key,
    corrections_made,
    kind_name,
    read_key,
)
from dongan_training.texts import _
from ui.exam.regrade_preview import RegradePreview
from ui.kit import Button, DangerButton, Desk, Words, WorkDialog, beside, foot, stack

PAUSE = 250  # milliseconds after the last key, before the marks are worked out anew
WIDEST_STEM = 28  # characters of a question in the list


class RegradeDialog(WorkDialog):
    """``done`` holds what was changed, once it was."""

    def __init__(self, desk: Desk, exam_id: str, item_id: str = "", parent: QWidget | None = None):
        super().__init__(_("更正答案"), parent)
        self.resize(1080, 620)
        self.desk = desk
        self.exam_id = exam_id
        self.applied: Regrade | None = None
        self.question, self.kind = QComboBox(), QComboBox()
        self.stem, self.printed = Words().wrapped(), Words(look="muted").wrapped()
        self.answer, self.reason = QLineEdit(), QLineEdit()
        self.hint = Words(look="small").wrapped()
        self.preview = RegradePreview()
        self._timer = QTimer(self, singleShot=True, interval=PAUSE)
        self._timer.timeout.connect(self.foresee)
        with desk.workspace.read() as session:
            self._items = {one.item_id: one for one in item_choices(session, exam_id)}
            self.preview.show_history(corrections_made(session, exam_id))
        self._build()
        self.question.setCurrentIndex(max(self.question.findData(item_id), 0))
        self._show_question()

    def foresee(self) -> None:
        """Work out what the correction would do, and show it; changes nothing."""
        self._timer.stop()
        try:
            with self.desk.workspace.read() as session:
                found = foresee_regrade(
                    session,
                    exam_id=self.exam_id,
                    correction=self._correction(session),
                    at=clock.now(),
                )
        except UserError as error:
            self.preview.show_nothing(error.told() if self.answer.text().strip() else "")
            self.submit.setEnabled(False)
        else:
            self.preview.show_foreseen(found)
            self.submit.setEnabled(True)

    def apply(self) -> None:
        """Make the correction; without a reason it is refused and everything stays typed in."""
        with self.explaining():
            with self.desk.workspace.begin() as session:
                self.applied = correct_key(
                    session,
                    exam_id=self.exam_id,
                    correction=self._correction(session),
                    by=self.desk.actor,
                    at=clock.now(),
                )
            self.accept()

    def _correction(self, session: Session) -> Correction:
        item_id, kind = self.question.currentData(), CorrectionKind(self.kind.currentData())
        asks = kind in WITH_ANSWER
        answer = read_key(session, item_id, self.answer.text()) if asks else ()
        return Correction(item_id, kind, answer, self.reason.text())

    def _show_question(self) -> None:
        item = self._items[self.question.currentData()]
        self.stem.setText(item.stem)
        options = [f"{letter}. {text}" for letter, text in zip(LETTERS, item.options, strict=False)]
        key = _("现用答案：{key}") if item.corrected else _("答案：{key}")
        self.printed.setText("\n".join([*options, key.format(key=item.key or "–")]))
        self.hint.setText(_hint(item))
        self.answer.clear()
        self._follow_kind()

    def _follow_kind(self) -> None:
        asks = self.kind.currentData() in WITH_ANSWER
        self.form.setRowVisible(self.answer_room, asks)
        self.foresee()

    def _build(self) -> None:
        for item in self._items.values():
            self.question.addItem(_choice(item), item.item_id)
        for kind in CorrectionKind:
            self.kind.addItem(kind_name(kind), kind)
        self.question.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.question.setMinimumContentsLength(16)
        self.reason.setPlaceholderText(_("例如：原答案有误，依据条例第十条。会写入操作日志。"))
        self.cancel = Button(_("取消"), self.reject)
        self.submit = DangerButton(_("执行更正"), self.apply)
        self._body.addWidget(beside((self._fields(), 300, 420), (self.preview, 380, 600)), 1)
        told = Words(_("试卷不变；更正和原因会留在记录里，以后可以恢复原答案。"), "small")
        self._body.addWidget(foot(told, None, self.cancel, self.submit))
        self.question.activated.connect(self._show_question)
        self.kind.activated.connect(self._follow_kind)
        self.answer.textChanged.connect(self._timer.start)

    def _fields(self) -> QWidget:
        room = QWidget()
        self.form = QFormLayout(room)
        self.form.setContentsMargins(0, 0, 0, 0)
        self.form.setVerticalSpacing(12)
        self.form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        self.answer_room = stack(self.answer, self.hint, spacing=4)
        for label, field, part in (
            (_("题目"), self.question, self.question),
            ("", self.question, stack(self.stem, self.printed, spacing=6)),
            (_("怎样更正"), self.kind, self.kind),
            (_("正确答案"), self.answer, self.answer_room),
            (_("原因"), self.reason, self.reason),
        ):
            if label:
                field.setAccessibleName(label)
                self.form.addRow(Words(label), part)
            else:
                self.form.addRow(part)
        return room


def _choice(item: ItemChoice) -> str:
    stem = item.stem[:WIDEST_STEM]
    told = _("{form} 卷第 {number} 题　{type}　{stem}")
    return told.format(form=item.form, number=item.number, type=type_name(item.type), stem=stem)


def _hint(item: ItemChoice) -> str:
    if item.type is QuestionType.TRUE_FALSE:
        return _("写“对”或“错”。")
    if item.type is QuestionType.FILL_BLANK:
        return _("每空用“；”隔开，同一空的几种写法用“/”隔开。")
    if item.type is QuestionType.SHORT_ANSWER:
        return _("简答题由人阅卷，请选“全体给分”或“本题作废”。")
    return _("写选项字母，如 AC；字母以 A 卷为准。")
