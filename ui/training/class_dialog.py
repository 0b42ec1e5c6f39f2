"""Make or change a class."""

from datetime import date, timedelta

from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QSpinBox, QVBoxLayout, QWidget

from dongan_training import clock
from dongan_training.attendance.hour_rules import CountingRule, rule_for
from dongan_training.people.facts import LIST_MARKS
from dongan_training.texts import _
from dongan_training.training import kinds, planning, timetable
from dongan_training.training.planning import ClassFacts
from dongan_training.training.queries import ClassCard
from ui.kit import Desk, FormDialog, QuietButton, Words, flow, row
from ui.training.lesson_fields import MORNING, LessonFields
from ui.training.wording import quarter_name

LEAD = timedelta(days=7)  # from today to the first lesson a new class proposes


class ClassFields(FormDialog):
    """The facts of a class, for a new one and for one that changes."""

    def __init__(self, desk: Desk, title: str, action: str, parent: QWidget | None = None):
        super().__init__(title, action, parent)
        self.desk = desk
        self.setMinimumWidth(790)
        self.name = self.line(_("名称"))
        self.quarter = QComboBox()
        for quarter in planning.QUARTERS:
            self.quarter.addItem(quarter_name(quarter), quarter)
        self.quarter.setAccessibleName(_("季度"))
        self.quota = QSpinBox(maximum=100_000, specialValueText=_("不限名额"))
        self.quota.setAccessibleName(_("名额"))
        self.kind = QComboBox(editable=True)
        with desk.workspace.read() as session:
            self._kinds = {one.name: one for one in kinds.kinds(session)}
        self.kind.addItems(list(self._kinds))
        self.venue = QLineEdit(placeholderText=_("例如：镇政府三楼会议室"))
        self.organizer = QLineEdit(desk.settings.organizer)
        self.targets = QLineEdit(placeholderText=_("例如：支部书记、村民代表"))
        self.staff = QLineEdit(placeholderText=_("班主任、联络员"))
        self.budget = QLineEdit(placeholderText=_("例如：县财政 2 万元"))
        self.electives = QSpinBox(maximum=planning.MOST_ELECTIVES, specialValueText=_("不选课"))
        self.needs_exam = QCheckBox(_("考试合格"))
        self.needs_full_hours = QCheckBox(_("学时修满"))
        self.needs_no_absence = QCheckBox(_("没有缺勤"))

    def lay_out(self, *when: QWidget) -> None:
        """Put the fields in their order; ``when`` stands before the quota."""
        quota = Words(_("名额"))
        kind = Words(_("班别"))
        self.row(
            _("时间"), flow(*when, None, row(kind, self.kind), row(quota, self.quota), spacing=12)
        )
        self.row(_("地点"), self.venue)
        self.row(_("主办单位"), self.organizer)
        electives, staff = Words(_("每人选修")), Words(_("工作人员"))
        self.row(_("对象"), _line(self.targets, electives, self.electives))
        self.row(_("经费"), _line(self.budget, staff, self.staff))
        for field, name in (
            (self.targets, _("对象")),
            (self.electives, _("每人选修")),
            (self.budget, _("经费")),
            (self.staff, _("工作人员")),
        ):
            field.setAccessibleName(name)
        conditions = (self.needs_exam, self.needs_full_hours, self.needs_no_absence)
        self.row(_("结业条件"), flow(*conditions, spacing=16))
        for field in conditions:
            field.setChecked(True)

    def facts(self) -> ClassFacts:
        """The class as typed."""
        return ClassFacts(
            name=self.name.text(),
            quarter=self.quarter.currentData(),
            kind=self.kind.currentText().strip(),
            quota=self.quota.value(),
            venue=self.venue.text(),
            organizer=self.organizer.text(),
            needs_exam=self.needs_exam.isChecked(),
            needs_full_hours=self.needs_full_hours.isChecked(),
            needs_no_absence=self.needs_no_absence.isChecked(),
            targets=tuple(part for part in LIST_MARKS.split(self.targets.text().strip()) if part),
            staff=self.staff.text().strip(),
            budget=self.budget.text().strip(),
            electives=self.electives.value(),
        )

    def start_as(self, name: str) -> None:
        """Fill in what a class of this kind starts with; an unknown kind changes nothing."""
        if kind := self._kinds.get(name):
            self.quota.setValue(kind.quota)
            self.targets.setText("、".join(kind.targets))
            self.needs_exam.setChecked(kind.needs_exam)
            self.needs_full_hours.setChecked(kind.needs_full_hours)
            self.needs_no_absence.setChecked(kind.needs_no_absence)


class NewClassDialog(ClassFields):
    """A class and its lessons at once: stored together, or not at all."""

    def __init__(self, desk: Desk, year: int, quarter: int, parent: QWidget | None = None):
        super().__init__(desk, _("新建培训班"), _("建立培训班"), parent)
        self.class_id = ""
        self.lessons: list[LessonFields] = []
        self.year = QSpinBox(
            minimum=planning.FIRST_YEAR, maximum=planning.LAST_YEAR, suffix=_(" 年"), value=year
        )
        self.year.setAccessibleName(_("年度"))
        self.quarter.setCurrentIndex(quarter - 1)
        self.lay_out(self.year, self.quarter)
        self.lines = QVBoxLayout()
        self.lines.setSpacing(8)
        holder = QWidget()
        holder.setLayout(self.lines)
        self.lines.setContentsMargins(0, 0, 0, 0)
        self.more = QuietButton(_("再加一课"), self.add_line, icon="plus")
        self.row(_("课程表"), holder)
        self.form.addRow(Words(), row(self.more, None))
        self._propose_name()
        self.start_as(self.kind.currentText())
        self.kind.currentTextChanged.connect(self.start_as)
        for changed in (self.kind.currentTextChanged, self.year.valueChanged):
            changed.connect(self._count_anew)
        self.quarter.currentIndexChanged.connect(self._propose_name)
        self.add_line()
        self.name.setFocus()
        self.name.selectAll()

    def add_line(self) -> None:
        """Add the next half day to the timetable."""
        last = self.lessons[-1] if self.lessons else None
        day, span = self._first_day(), MORNING
        if last is not None:
            span = last.next_span()
            day = last.day.date().toPython() + timedelta(days=int(span == MORNING))
        line = LessonFields(self.desk, day, span, self._rule)
        line.removed.connect(self.remove_line)
        self.lessons.append(line)
        self.lines.addWidget(line)

    def remove_line(self, line: LessonFields) -> None:
        """Take a lesson out of the timetable again."""
        self.lessons.remove(line)
        self.lines.removeWidget(line)
        line.deleteLater()

    def save(self) -> None:
        now, by = clock.now(), self.desk.actor
        with self.desk.workspace.begin() as session:
            class_id = planning.add_class(
                session, year=self.year.value(), facts=self.facts(), by=by, at=now
            )
            for line in self.lessons:
                timetable.add_lesson(session, class_id=class_id, facts=line.facts(), by=by, at=now)
        self.class_id = class_id

    def _propose_name(self) -> None:
        proposals = {
            _("{quarter}基层党务工作者培训班").format(quarter=quarter_name(quarter))
            for quarter in planning.QUARTERS
        }
        if not self.name.text() or self.name.text() in proposals:
            quarter = quarter_name(self.quarter.currentData())
            self.name.setText(_("{quarter}基层党务工作者培训班").format(quarter=quarter))

    def _rule(self) -> CountingRule:
        kind = self.kind.currentText().strip()
        with self.desk.workspace.read() as session:
            return rule_for(session, year=self.year.value(), kind=kind)

    def _count_anew(self) -> None:
        for line in self.lessons:
            line.hours.follow()

    def _first_day(self) -> date:
        return clock.local(clock.now()).date() + LEAD


class ChangeClassDialog(ClassFields):
    """Change what is said about a class; its lessons have a page of their own."""

    def __init__(self, desk: Desk, card: ClassCard, parent: QWidget | None = None):
        super().__init__(desk, _("修改培训班"), _("保存"), parent)
        self.card = card
        self.lay_out(Words(_("{year} 年").format(year=card.year)), self.quarter)
        self.name.setText(card.name)
        self.quarter.setCurrentIndex(card.quarter - 1)
        self.quota.setValue(card.quota)
        self.kind.setCurrentText(card.kind)
        self.venue.setText(card.venue)
        self.organizer.setText(card.organizer)
        self.needs_exam.setChecked(card.needs_exam)
        self.needs_full_hours.setChecked(card.needs_full_hours)
        self.needs_no_absence.setChecked(card.needs_no_absence)
        with desk.workspace.read() as session:
            facts = planning.class_facts(session, card.id)
        self.targets.setText("、".join(facts.targets))
        self.staff.setText(facts.staff)
        self.budget.setText(facts.budget)
        self.electives.setValue(facts.electives)

    def save(self) -> None:
        with self.desk.workspace.begin() as session:
            planning.change_class(
                session,
                class_id=self.card.id,
                facts=self.facts(),
                by=self.desk.actor,
                at=clock.now(),
            )


def _line(first: QWidget, label: QWidget, second: QWidget) -> QWidget:
    line = row(first, label, second, spacing=12)
    line.layout().setStretch(0, 3)
    line.layout().setStretch(2, 2)
    return line
