"""Analysis of one exam (visual/6_results.png): charts first, then verdicts in words."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QWidget

from dongan_training import clock
from dongan_training.exam.analysing import ExamAnalysis, analyse_exam
from dongan_training.exam.analysis_words import summary_lines
from dongan_training.exam.copying_hints import CopyingHints, copying_hints
from dongan_training.exam.item_results import ItemResult
from dongan_training.exam.models import Attempt, Exam
from dongan_training.exam.over_years import exams_over_years
from dongan_training.progress import Progress
from dongan_training.texts import N_, _
from ui.exam.analysis_tables import HINTS, YEARS, AnalysisTables
from ui.exam.charts import BandColumns, TownshipBars
from ui.exam.item_dialog import ItemDialog
from ui.jobs import Job
from ui.kit import (
    EXCEL,
    Button,
    Card,
    Desk,
    EmptyState,
    Page,
    TableCard,
    Words,
    beside,
    unbroken,
)


class ResultsPage(Page):
    """The spread of marks, the townships, then tables: each question, form, place and year."""

    title = N_("成绩分析")
    shows = frozenset({Exam, Attempt})

    def __init__(self, desk: Desk, exam_id: str):
        super().__init__(desk)
        self.exam_id = exam_id
        self.bands, self.townships = BandColumns(), TownshipBars()
        self.figures = Words(look="small").wrapped()
        self.note = Words(look="small").wrapped()
        self.tables = AnalysisTables(self)
        self.items, self.item_table = self.tables.items, self.tables.item_table
        self._build()
        self.refresh()
        self.item_table.opened.connect(self.show_item)
        self.tables.chips.idClicked.connect(self._show_table)

    def refresh(self) -> None:
        with self.workspace.read() as session:
            found = analyse_exam(session, self.exam_id)
        self.found: ExamAnalysis = found
        summary = found.summary
        count = _("{title}　{count} 人").format(title=found.exam.title, count=summary.taken)
        self.set_title(self.title, count)
        if summary.taken == 0 and summary.sitting == 0:
            told = _("还没有人交卷。")
            self.show_state(
                EmptyState("chart-column", told, advice=_("有人交卷后，这里会显示成绩和试题分析。"))
            )
            return
        self.show_content()
        self.bands.show_bands(found.distribution, found.exam.pass_mark / found.exam.full_marks)
        self.townships.show_townships(found.townships)
        self.figures.setText(
            "　".join(unbroken(f"{name} {value}") for name, value in summary_lines(found)[1:])
        )
        self.tables.show(found)
        self._show_table(self.tables.chips.checkedId())

    def show_marks(self) -> None:
        """Show everybody's marks."""
        self.navigator.go("exam-marks", exam_id=self.exam_id)

    def show_item(self, item: ItemResult) -> None:
        """Show who chose what in one question."""
        self.dialog = ItemDialog(item, self)
        self.dialog.history_asked.connect(self.show_history)
        self.dialog.open()

    def show_history(self, question_id: str) -> None:
        """Show how a question worked in all exams."""
        self.navigator.go("question-history", question_id=question_id)

    def export(self) -> None:
        """Write all figures as an Excel file."""
        from dongan_training.exam.analysis_sheet import write_analysis

        name = _("{title}成绩分析").format(title=self.found.exam.title)
        path = self.desk.dialogs.save_file(self, _("导出 Excel"), f"{name}.xlsx", EXCEL)
        if path is not None:
            with self.explaining():
                write_analysis(self.found, path, at=clock.now())
                self.say(_("已写入“{file}”。").format(file=path.name))

    def print_(self) -> None:
        """Show the analysis as it will be printed."""
        from dongan_training.exam.analysis_print import draw_analysis
        from ui.kit.preview import Document, preview  # loads the PDF reader

        found, author, at = self.found, self.desk.settings.organizer, clock.now()

        def draw(path: Path, progress: Progress) -> None:
            draw_analysis(path, found, author=author, at=at)

        name = _("{title}成绩分析").format(title=found.exam.title)
        self.shown = preview(self, Document(name, f"{name}.pdf", draw))

    def look_for_copying(self) -> None:
        """Compare the wrong answers of neighbours in the background."""

        def work(progress: Progress) -> CopyingHints:
            with self.workspace.read() as session:
                return copying_hints(session, self.exam_id)

        job = Job(_("比对错误答案"), work)
        job.done.connect(self.show_hints)
        job.failed.connect(self.explain)
        self.jobs.start(job)

    def _show_table(self, number: int) -> None:
        self.note.setVisible(number == HINTS)
        if number == HINTS:
            self.look_for_copying()
        elif number == YEARS:
            with self.workspace.read() as session:
                self.tables.show_years(exams_over_years(session))

    def show_hints(self, found: CopyingHints) -> None:
        """Show what was found, and say how it was looked for."""
        self.note.show()
        self.tables.show_hints(found.hints)
        who = _("相邻座位的") if found.by_seats else _("任意两人的")
        self.note.setText(
            _(
                "比对了{who} {pairs} 对答卷。同错且错得一样，比偶然多得多，才列在这里；"
                "概率已按比对的对数校正。这只是线索，不是结论：请查看座位、监考记录和原卷。"
            ).format(who=who, pairs=found.pairs)
        )

    def _build(self) -> None:
        spread = Card(_("分数分布"))
        spread.body.addWidget(self.bands, 1)
        spread.body.addWidget(self.figures)
        rates = Card(_("各乡镇合格率"))
        scroll = QScrollArea()
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setWidget(self.townships)
        for part in (self.townships, scroll.viewport()):
            part.setAutoFillBackground(False)
        self.townships.layout().setAlignment(Qt.AlignmentFlag.AlignTop)
        rates.body.addWidget(scroll, 1)
        self.body.addWidget(beside((spread, 380, 606), (rates, 300, 512)), 5)
        self.body.addWidget(self._table_card(), 6)
        self.body.addWidget(self.note)

    def _table_card(self) -> QWidget:
        marks = Button(_("成绩册"), self.show_marks, icon="file-text")
        printing = Button(_("打印"), self.print_, icon="printer", shortcut="Ctrl+P")
        excel = Button(_("导出 Excel"), self.export, icon="file-spreadsheet")
        return TableCard(self.tables.pile, *self.tables.buttons, None, marks, printing, excel)
