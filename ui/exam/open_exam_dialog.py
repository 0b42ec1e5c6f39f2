"""Offer a paper to a class: time, pass mark, rule."""

from PySide6.QtWidgets import QCheckBox, QComboBox, QDoubleSpinBox, QSpinBox, QWidget

from dongan_training import clock
from dongan_training.bank.scoring import (
    RULES,
    Marking,
    Rule,
    plain_number,
    rule_name,
    usual_marking,
)
from dongan_training.exam.offering import LONGEST, Offer, open_exam
from dongan_training.exam.queries import ExamRow, exams, papers
from dongan_training.texts import N_, _
from dongan_training.training.queries import classes
from ui.exam.resit_fields import ResitFields
from ui.kit import Desk, FormDialog, Tone

USUAL_MINUTES = 45


class OpenExamDialog(FormDialog):
    """Chooses paper and class; ``exam_id`` is the exam made."""

    heading = N_("安排考试")

    def __init__(
        self,
        desk: Desk,
        *,
        paper_id: str = "",
        class_id: str = "",
        resit_of: str = "",
        parent: QWidget | None = None,
    ):
        super().__init__(_(self.heading), _(self.heading), parent)
        self.desk = desk
        self.exam_id = ""
        self.setMinimumWidth(560)
        self.paper, self.training_class = QComboBox(), QComboBox()
        with desk.workspace.read() as session:
            self._papers = {one.id: one for one in papers(session) if one.approved_at}
            for one in self._papers.values():
                self.paper.addItem(one.title, one.id)
            for card in classes(session):
                self.training_class.addItem(f"{card.code}　{card.name}", card.id)
        choose(self.paper, paper_id)
        choose(self.training_class, class_id)
        self.row(_("培训班"), self.training_class)
        self.row(_("试卷"), self.paper, _("只列出已审定的试卷。"))
        self.name = self.line(_("考试名称"), hint=_("不填则用试卷标题。"))
        self.resit = ResitFields()
        self.row(_("补考"), self.resit)
        self.minutes = QSpinBox(minimum=1, maximum=LONGEST, value=USUAL_MINUTES)
        self.minutes.setSuffix(_(" 分钟"))
        self.row(_("考试时间"), self.minutes)
        self.mark = QDoubleSpinBox(minimum=0.5, decimals=1)
        self.row(_("及格线"), self.mark)
        self._add_marking(usual_marking(desk.settings))
        self.room = self.line(_("考场"))
        self.paper.currentIndexChanged.connect(self._propose_mark)
        self._propose_mark()
        self.resit.chosen.connect(self._propose_title)
        self.training_class.currentIndexChanged.connect(self._offer_exams)
        self._offer_exams()
        self.resit.choose(resit_of)
        if not self._papers or not self.training_class.count():
            told = _("还缺少可用的试卷或培训班。请先组卷并审定，并在“培训”页建立培训班。")
            self.notice.show_text(told, Tone.ATTENTION)
            self.submit.setEnabled(False)

    def offer(self) -> Offer:
        """What the fields say."""
        return Offer(
            paper_id=self.paper.currentData(),
            minutes=self.minutes.value(),
            pass_mark=self.mark.value(),
            marking=Marking(
                Rule(self.rule.currentData()),  # Qt hands it back as plain text
                self.each.value(),
                self.numerals.isChecked(),
            ),
            markers=self.markers.currentData(),
            tolerance=self.tolerance.value(),
            resit=self.resit.resit,
            title=self.name.text(),
            room=self.room.text(),
        )

    def save(self) -> None:
        """Open the exam and give out the codes."""
        with self.desk.workspace.begin() as session:
            self.exam_id = open_exam(
                session,
                class_id=self.training_class.currentData(),
                offer=self.offer(),
                by=self.desk.actor,
                at=clock.now(),
            )

    def _add_marking(self, usual: Marking) -> None:
        """Ask how answers are marked, by rule and by people."""
        self.rule = QComboBox()
        for rule in Rule:
            self.rule.addItem(rule_name(rule), rule)
        choose(self.rule, usual.multiple_choice)
        self.row(_("多选题计分"), self.rule)
        self.each = _points(usual.option_points)
        self.row(_("每个选对的项"), self.each, _("按项给分时用；0 为平分本题的分。"))
        self.rule.currentIndexChanged.connect(self._offer_points_of_options)
        self._offer_points_of_options()
        self.numerals = QCheckBox(_("“五”和“5”同样算对"))
        self.numerals.setChecked(usual.numerals)
        self.row(_("填空题"), self.numerals)
        self.markers = QComboBox()
        self.markers.addItem(_("一人阅卷"), 1)
        self.markers.addItem(_("两人阅卷，取平均分"), 2)
        self.row(_("简答题"), self.markers)
        self.tolerance = _points(2)
        self.row(_("允许相差"), self.tolerance, _("两人相差更多时，由第三人定分。"))
        self.markers.currentIndexChanged.connect(self._offer_tolerance)
        self._offer_tolerance()

    def _offer_tolerance(self) -> None:
        self.tolerance.setEnabled(self.markers.currentData() > 1)

    def _offer_points_of_options(self) -> None:
        self.each.setEnabled(bool(RULES[Rule(self.rule.currentData())].words_in_points))

    def _offer_exams(self) -> None:
        with self.desk.workspace.read() as session:
            known = exams(session, class_id=self.training_class.currentData() or "")
        self.resit.show_exams([one for one in known if not one.is_resit])

    def _propose_title(self, exam: ExamRow | None) -> None:
        if exam is not None and not self.name.text():
            self.name.setText(_("{title}（补考）").format(title=exam.title))

    def _propose_mark(self) -> None:
        paper = self._papers.get(self.paper.currentData())
        if paper is not None:
            self.mark.setMaximum(paper.full_marks)
            self.mark.setValue(paper.full_marks * self.desk.settings.pass_mark / 100)
            full = plain_number(paper.full_marks)
            self.mark.setSuffix(_(" 分（满分 {full}）").format(full=full))


def _points(value: float) -> QDoubleSpinBox:
    field = QDoubleSpinBox(minimum=0, maximum=100, decimals=1, singleStep=0.5)
    field.setValue(value)
    field.setSuffix(_(" 分"))
    return field


def choose(box: QComboBox, data: object) -> None:
    """Show the entry with this data; the first where there is none."""
    place = box.findData(data)
    box.setCurrentIndex(max(place, 0))
