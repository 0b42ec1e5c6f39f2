"""Analysis of one exam (visual/6_results.png): charts first, then verdicts in words."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QWidget

from dongan_training.exam.analysing import ExamAnalysis, analyse_exam
from dongan_training.exam.analysis_words import summary_lines
from dongan_training.exam.models import Attempt, Exam
from dongan_training.texts import N_, _
from ui.exam.charts import BandColumns, TownshipBars
from ui.exam.wording import index_words, percent, verdict_tag
from ui.kit import (
    Button,
    Card,
    Column,
    Desk,
    EmptyState,
    Page,
    RowsModel,
    Table,
    TableCard,
    Words,
    beside,
)


class ResultsPage(Page):
    """The spread of marks, the townships, then each question."""

    title = N_("成绩分析")
    shows = frozenset({Exam, Attempt})

    def __init__(self, desk: Desk, exam_id: str, parent: QWidget | None = None):
        super().__init__(desk, parent)
        self.exam_id = exam_id
        self.bands, self.townships = BandColumns(), TownshipBars()
        self.figures = Words(look="small").wrapped()
        self.items = RowsModel(
            Column(_("题号"), "number", width=80),
            Column(_("题干"), "stem"),
            Column(_("答案"), "key", width=90),
            Column(_("难度"), "facility", percent, width=110),
            Column(_("区分度"), "discrimination", index_words, width=110),
            Column(_("评价"), "verdict", tag=verdict_tag, width=140),
            parent=self,
        )
        self.item_table = Table(self.items, "items")
        self._build()
        self.refresh()

    def refresh(self) -> None:
        with self.workspace.read() as session:
            found = analyse_exam(session, self.exam_id)
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
        self.figures.setText(_figures(found))
        self.items.show(found.items)

    def show_marks(self) -> None:
        """Show everybody's marks."""
        self.navigator.go("exam-marks", exam_id=self.exam_id)

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
        self.body.addWidget(self._item_card(), 6)

    def _item_card(self) -> QWidget:
        marks = Button(_("成绩册"), self.show_marks, icon="file-text")
        return TableCard(self.item_table, Words(_("试题质量"), "heading"), None, marks)


def _figures(found: ExamAnalysis) -> str:
    return "　".join(f"{name} {value}" for name, value in summary_lines(found)[1:])
