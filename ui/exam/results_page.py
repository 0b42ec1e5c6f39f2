"""Marks and analysis of one exam (visual/6_results.png): charts first, then verdicts in words."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QScrollArea, QStackedWidget, QWidget

from dongan_training.bank.scoring import plain_number
from dongan_training.exam.models import Attempt, Exam
from dongan_training.exam.results import ExamResults, PersonResult, Summary, exam_results
from dongan_training.texts import N_, _
from ui.exam.charts import BandColumns, TownshipBars
from ui.exam.wording import index_words, percent, points, verdict_tag
from ui.kit import (
    Card,
    Chip,
    Column,
    Desk,
    EmptyState,
    Page,
    RowsModel,
    Table,
    TableCard,
    Tag,
    Tone,
    Words,
    beside,
    spread_name,
)

STATES = {"absent": N_("未考"), "open": N_("考试中")}


class ResultsPage(Page):
    """The spread of marks, the townships, then each question or each person."""

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
            Column(_("正确率"), "correct_rate", percent, width=110),
            Column(_("区分度"), "discrimination", index_words, width=110),
            Column(_("评价"), "verdict", tag=verdict_tag, width=140),
            parent=self,
        )
        self.people = RowsModel(
            Column(_("序号"), "number", width=64),
            Column(_("姓名"), "name", spread_name, bold=True, width=130),
            Column(_("所在党组织"), "unit"),
            Column(_("卷"), "form", width=56),
            Column(_("成绩"), "score", points, width=90),
            Column(_("结果"), "enrolment_id", tag=self._result_tag, width=110),
            Column(_("回执码"), "receipt", width=110),
            parent=self,
        )
        self._tags: dict[str, Tag] = {}
        self.item_table, self.people_table = Table(self.items, "items"), Table(self.people, "marks")
        self._build()
        self.refresh()

    def refresh(self) -> None:
        with self.workspace.read() as session:
            found = exam_results(session, self.exam_id)
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
        self._tags = {one.enrolment_id: _tag(one) for one in found.people}
        self.people.show(found.people)

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
        self.body.addWidget(self._tables(), 6)

    def _tables(self) -> QWidget:
        self.chips = QButtonGroup(self)
        self.pile = QStackedWidget()
        chips = []
        for number, (name, table) in enumerate(
            ((_("试题质量"), self.item_table), (_("学员成绩"), self.people_table))
        ):
            chip = Chip(name)
            chip.setChecked(number == 0)
            self.chips.addButton(chip, number)
            self.pile.addWidget(table)
            chips.append(chip)
        self.chips.idClicked.connect(self.pile.setCurrentIndex)
        return TableCard(self.pile, *chips, None)

    def _result_tag(self, enrolment_id: str) -> Tag | None:
        return self._tags.get(enrolment_id)


def _tag(one: PersonResult) -> Tag:
    if one.passed is None:
        return Tag(_(STATES[one.state]), Tone.QUIET)
    return Tag(_("合格"), Tone.GOOD) if one.passed else Tag(_("不合格"), Tone.BAD)


def _figures(found: ExamResults) -> str:
    summary = found.summary
    told = _averages(summary)
    told.append(_("及格线 {mark}").format(mark=plain_number(found.exam.pass_mark)))
    told.append(_("及格率 {rate}").format(rate=percent(summary.pass_rate)))
    if summary.reliability is not None:
        told.append(_("信度 α {value}").format(value=f"{summary.reliability:.2f}"))
    told.append(_("未考 {count} 人").format(count=summary.absent))
    if summary.to_mark:
        told.append(_("{count} 份答案待阅").format(count=summary.to_mark))
    return "　".join(told)


def _averages(summary: Summary) -> list[str]:
    if summary.mean is None:
        return []
    return [
        _("平均 {value}").format(value=f"{summary.mean:.1f}"),
        _("中位数 {value}").format(value=points(summary.median)),
        _("最高 {value}").format(value=points(summary.highest)),
        _("最低 {value}").format(value=points(summary.lowest)),
    ]
