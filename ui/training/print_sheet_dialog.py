"""Which sign-in sheet to print. Imported late: it loads fonts."""

from collections.abc import Sequence

from PySide6.QtWidgets import QCheckBox, QComboBox, QSpinBox

from dongan_training.attendance.sheet_choice import (
    COLUMNS,
    PAPERS,
    SCOPES,
    USUAL,
    Scope,
    SheetChoice,
    SheetColumn,
    SheetPaper,
)
from dongan_training.texts import _
from dongan_training.training.queries import LessonRow
from ui.kit import FormDialog, Page, Tone, flow
from ui.kit.preview import preview
from ui.training import documents
from ui.training.wording import month_day


class PrintSheetDialog(FormDialog):
    """Lesson, scope, paper, columns and blank rows of a sign-in sheet."""

    holds_work = False

    def __init__(self, page: Page, lessons: Sequence[LessonRow]):
        super().__init__(_("打印签到表"), _("预览"), page)
        self.page, self._lessons = page, {one.id: one for one in lessons}
        self.lesson, self.scope, self.paper = QComboBox(), QComboBox(), QComboBox()
        for one in lessons:
            self.lesson.addItem(f"{month_day(one.starts_at)}　{one.title}", one.id)
        for scope, words in SCOPES.items():
            self.scope.addItem(_(words), scope)
        self.scope.setCurrentIndex(self.scope.findData(Scope.DAY))
        for paper, words in PAPERS.items():
            self.paper.addItem(_(words), paper)
        self.columns = {column: QCheckBox(_(words)) for column, words in COLUMNS.items()}
        for column, box in self.columns.items():
            box.setChecked(column in USUAL)
        self.blank = QSpinBox(minimum=0, maximum=200, value=2)
        self.row(_("课次"), self.lesson)
        self.row(_("签名栏"), self.scope)
        self.row(_("纸张"), self.paper)
        hint = _("联系电话只印前三位和后四位。")
        self.row(_("栏目"), flow(*self.columns.values(), spacing=12), hint)
        self.row(_("空行"), self.blank, _("留给临时来的人；最后一页总会填满。"))
        if not lessons:
            self.notice.show_text(_("这个班还没有排课。请先在课程表里添加。"), Tone.ATTENTION)
            self.submit.setEnabled(False)

    @property
    def choice(self) -> SheetChoice:
        """What is chosen."""
        columns = tuple(SheetColumn(one) for one, box in self.columns.items() if box.isChecked())
        return SheetChoice(
            Scope(self.scope.currentData()),
            SheetPaper(self.paper.currentData()),
            columns,
            self.blank.value(),
        )

    def save(self) -> None:
        """Show the sheet once it is drawn."""
        lesson = self._lessons[self.lesson.currentData()]
        document = documents.attendance_sheet(self.page.desk, lesson, self.choice)
        self.page.shown = preview(self.page, document)
