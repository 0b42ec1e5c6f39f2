"""Make a paper: how many of each type, how many points, and at once whether the bank has them."""

import secrets

from PySide6.QtWidgets import (
    QComboBox,
    QDoubleSpinBox,
    QGridLayout,
    QSpinBox,
    QWidget,
)

from dongan_training import clock
from dongan_training.bank.drafts import QuestionType
from dongan_training.bank.scoring import plain_number, type_name
from dongan_training.exam.assembly import missing_for
from dongan_training.exam.blueprint import Blueprint, Kind, Section, kind_name
from dongan_training.exam.blueprint_file import MAX_COUNT, MAX_FORMS, MAX_POINTS, read_blueprint
from dongan_training.exam.candidates import shelve
from dongan_training.exam.papers import make_paper
from dongan_training.exam.stock import question_pool
from dongan_training.texts import _, clauses
from ui.kit import Desk, FormDialog, Words, beside

USUAL = {
    QuestionType.SINGLE_CHOICE: (20, 2),
    QuestionType.MULTIPLE_CHOICE: (15, 2),
    QuestionType.TRUE_FALSE: (15, 2),
    QuestionType.FILL_BLANK: (0, 2),
    QuestionType.SHORT_ANSWER: (0, 10),
}


class PaperDialog(FormDialog):
    """The blueprint as a form; ``paper_id`` is the paper made, ``remarks`` what to note of it."""

    def __init__(self, desk: Desk, parent: QWidget | None = None):
        super().__init__(_("组卷"), _("组卷"), parent)
        self.desk = desk
        self.paper_id = ""
        self.remarks: tuple[str, ...] = ()
        self.setMinimumWidth(600)
        with desk.workspace.read() as session:
            self._pool = question_pool(session)
        self._stock = shelve(self._pool)
        self.name = self.line(_("试卷标题"))
        self.subject = QComboBox()
        self.subject.addItem(_("全部题库"), "")
        for name in sorted({name for one in self._pool for name in one.subjects}):
            self.subject.addItem(name, name)
        self.row(_("抽题范围"), self.subject)
        self.lines = {kind: _TypeLine(kind) for kind in USUAL}
        self.row(_("题型"), self._grid())
        self.forms = QSpinBox(minimum=1, maximum=MAX_FORMS, value=2)
        self.kind = QComboBox()
        for kind in Kind:
            self.kind.addItem(kind_name(kind), kind)
        self.kind.setAccessibleName(_("各份的题"))
        hint = _("邻座发不同的卷。要按章节、难度组卷，请用“命题细目表”。")
        self.row(_("卷别"), beside((self.forms, 90, 1), (self.kind, 190, 3), spacing=10), hint)
        self.total = Words(look="heading")
        self.missing = Words().wrapped()
        self.row(_("合计"), self.total)
        self.form.addRow("", self.missing)
        self._watch()
        self.judge()

    def blueprint(self) -> Blueprint:
        """What is asked for, also while it cannot be filled."""
        subject = self.subject.currentData()
        sections = [one.section(subject) for one in self.lines.values() if one.count.value()]
        kind = Kind(self.kind.currentData())  # Qt gives back bare text
        return Blueprint(self.name.text().strip(), tuple(sections), kind=kind)

    def judge(self) -> None:
        """Tell at once how many points it makes, and what the bank lacks."""
        wanted = self.blueprint()
        subject = self.subject.currentData()
        for line in self.lines.values():
            probe = line.section(subject)
            line.show_stock(self._stock.count(probe.type, probe.parts[0]))
        self.total.setText(
            _("{count} 题，满分 {points} 分").format(
                count=wanted.count, points=plain_number(wanted.full_marks)
            )
        )
        missing = missing_for(wanted, self._pool, forms=self.forms.value()).shortages
        self.missing.set_look("bad" if missing else "good")
        self.missing.setText(
            _("{told}。").format(told=clauses(one.in_words() for one in missing))
            if missing
            else _("题库够用。")
        )
        self.submit.setEnabled(not missing and wanted.count > 0)

    def save(self) -> None:
        """Draw the paper and freeze it."""
        blueprint = read_blueprint(self.blueprint().to_data())
        with self.desk.workspace.begin() as session:
            made = make_paper(
                session,
                blueprint=blueprint,
                forms=self.forms.value(),
                seed=secrets.randbelow(2**31),
                by=self.desk.actor,
                at=clock.now(),
            )
        self.paper_id, self.remarks = made.id, made.remarks

    def _grid(self) -> QWidget:
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        for column, title in enumerate((_("题型"), _("题数"), _("每题分值"), _("题库里有"))):
            grid.addWidget(Words(title, "small"), 0, column)
        for number, line in enumerate(self.lines.values(), start=1):
            for column, part in enumerate((line.name, line.count, line.points, line.stock)):
                grid.addWidget(part, number, column)
        grid.setColumnStretch(3, 1)
        return holder

    def _watch(self) -> None:
        self.name.setPlaceholderText(_("如：第四季度党纪学习教育测试"))
        self.subject.currentIndexChanged.connect(self.judge)
        self.forms.valueChanged.connect(self.judge)
        self.kind.currentIndexChanged.connect(self.judge)
        for line in self.lines.values():
            line.count.valueChanged.connect(self.judge)
            line.points.valueChanged.connect(self.judge)


class _TypeLine:
    """The fields of one type of question."""

    def __init__(self, kind: QuestionType):
        self.kind = kind
        count, points = USUAL[kind]
        self.name = Words(type_name(kind))
        self.count = QSpinBox(maximum=MAX_COUNT, value=count)
        self.points = QDoubleSpinBox(minimum=0.5, maximum=MAX_POINTS, singleStep=0.5, decimals=1)
        self.points.setValue(points)
        self.stock = Words(look="muted")
        self.count.setAccessibleName(_("{kind}题数").format(kind=self.name.text()))
        self.points.setAccessibleName(_("{kind}每题分值").format(kind=self.name.text()))

    def section(self, subject: str) -> Section:
        """The section these fields ask for."""
        return Section(self.kind, self.count.value(), self.points.value(), subject=subject)

    def show_stock(self, available: int) -> None:
        """Tell how many the bank has; red where that is too few."""
        self.stock.setText(_("{count} 道").format(count=available))
        self.stock.set_look("bad" if available < self.count.value() else "muted")
