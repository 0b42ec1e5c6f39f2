"""更多: what is done to an exam now and then, behind one button of the list."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu

from dongan_training import clock
from dongan_training.exam.queries import ExamRow
from dongan_training.overall.withdrawing import withdraw_exam
from dongan_training.texts import _
from ui.exam.change_exam_dialog import ChangeExamDialog
from ui.exam.codes_dialog import CodesDialog
from ui.exam.ending import end_exam
from ui.exam.room_paper_menu import RoomPaperMenu
from ui.kit import Button, Question

if TYPE_CHECKING:
    from ui.exam.exam_page import ExamPage


class ExamMenu(Button):
    """Codes, analysis, papers of the room, the end."""

    def __init__(self, page: "ExamPage"):
        super().__init__(_("更多"), icon="ellipsis")
        self._page = page
        self._row: ExamRow | None = None
        menu = QMenu(self)
        self.codes = menu.addAction(_("考试码…"), self.show_codes)
        self.results = menu.addAction(_("成绩分析"), self.show_results)
        self.room_papers = RoomPaperMenu(page)
        self.room_papers.setTitle(_("考场材料"))
        menu.addMenu(self.room_papers)
        menu.addSeparator()
        self.changing = menu.addAction(_("修改安排…"), self.change)
        self.withdrawing = menu.addAction(_("撤销安排…"), self.withdraw)
        self.ending = menu.addAction(_("结束考试…"), self.close_exam)
        self.setProperty("menu", True)
        self.setMenu(menu)

    def allow(self, row: ExamRow | None) -> None:
        """Offer what fits the exam on the row."""
        self._row = row
        self.setEnabled(row is not None)
        is_open = row is not None and row.closed_at is None
        self.ending.setEnabled(is_open)
        nobody_sat = row is not None and not (row.sitting or row.handed_in)
        self.changing.setEnabled(is_open and nobody_sat)
        self.withdrawing.setEnabled(nobody_sat)
        if row is not None:
            self.room_papers.show_exam(row.id, row.title)

    def show_codes(self) -> None:
        """Show the exam codes of the class."""
        page, row = self._page, self._row
        if row is not None:
            page.dialog = CodesDialog(page.desk, row.class_id, row.title, page)
            page.dialog.open()

    def show_results(self) -> None:
        """Show the analysis of the exam."""
        if self._row is not None:
            self._page.navigator.go("exam-results", exam_id=self._row.id)

    def change(self) -> None:
        """Open the form with what was arranged."""
        page, row = self._page, self._row
        if row is not None:
            page.dialog = ChangeExamDialog(page.desk, row, page)
            page.dialog.accepted.connect(self._tell_changed)
            page.dialog.open()

    def withdraw(self) -> None:
        """Ask, then take the exam back."""
        page, row = self._page, self._row
        if row is None or not page.desk.dialogs.confirm(page, _withdrawing(row)):
            return
        with page.explaining():
            with page.workspace.begin() as session:
                title = withdraw_exam(session, exam_id=row.id, by=page.desk.actor, at=clock.now())
            page.say(_("“{title}”的安排已撤销。").format(title=title))

    def _tell_changed(self) -> None:
        self._page.say(_("安排已修改。"))

    def close_exam(self) -> None:
        """Ask, then end the exam and collect what is open."""
        if self._row is not None:
            end_exam(self._page, self._row.id)


def _withdrawing(row: ExamRow) -> Question:
    return Question(
        _("撤销“{title}”的安排？").format(title=row.title),
        _("这场考试和它的座位、加时会删除。"),
        _("撤销安排"),
        _("试卷和考试码都在，可以重新安排。"),
    )
