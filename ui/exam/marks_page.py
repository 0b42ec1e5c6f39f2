"""成绩册: everybody's marks in one exam, with band, place, resit, and what became of them."""

from collections import Counter
from pathlib import Path

from PySide6.QtWidgets import QWidget

from dongan_training import clock
from dongan_training.bank.scoring import plain_number
from dongan_training.exam.bands import Band
from dongan_training.exam.mark_list import MarkList, MarkRow, ResultState, mark_list
from dongan_training.exam.marks_sheet import write_marks, write_posted_marks
from dongan_training.exam.models import Attempt, Exam
from dongan_training.people.models import Person
from dongan_training.texts import N_, _
from ui.exam.explain_dialog import ExplainDialog
from ui.exam.filter_chips import FilterChips
from ui.exam.marks_menu import MarksMenu
from ui.exam.open_exam_dialog import OpenExamDialog
from ui.exam.regrade_dialog import RegradeDialog
from ui.exam.wording import band_tag, mark_tag, percent, points
from ui.kit import (
    EXCEL,
    Button,
    Column,
    Desk,
    EmptyState,
    FigureCard,
    Page,
    PrimaryButton,
    RowsModel,
    SearchField,
    Table,
    TableCard,
    Tag,
    flow,
    spread_name,
)

RESIT_COLUMN = 6


class MarksPage(Page):
    """Figures, then one table; Enter explains the marks of the person on the row."""

    title = N_("成绩册")
    shows = frozenset({Exam, Attempt, Person})
    patience = 500  # while a room hands in

    def __init__(self, desk: Desk, exam_id: str):
        super().__init__(desk)
        self.exam_id = exam_id
        self.found: MarkList | None = None
        self.dialog: QWidget | None = None
        self.figures = {
            name: FigureCard(label)
            for name, label in (
                ("taken", _("已评分")),
                ("passed", _("及格率")),
                ("mean", _("平均分")),
                ("waiting", _("待阅答案")),
            )
        }
        self.chips = FilterChips(_kinds())
        self.search = SearchField(_("姓名、拼音首字母、单位"))
        self.marks = RowsModel(
            Column(_("名次"), "rank", width=64),
            Column(_("序号"), "number", width=64, muted=True),
            Column(_("姓名"), "name", spread_name, bold=True, width=140),
            Column(_("所在党组织"), "unit"),
            Column(_("卷"), "form", width=56),
            Column(_("成绩"), "score", points, width=72),
            Column(_("补考后"), "final", points, width=80),
            Column(_("等次"), "band", tag=band_tag, sort=_by_final, width=88),
            Column(_("情况"), "state", tag=mark_tag, width=104),
            Column(_("备注"), "remark", width=130, muted=True),
            find=("pinyin", "receipt"),
            parent=self,
        )
        self.table = Table(self.marks, "mark-list")
        self._build()
        self.refresh()

    def refresh(self) -> None:
        with self.workspace.read() as session:
            found = mark_list(session, self.exam_id)
        self.found = found
        self.set_title(self.title, found.exam.title)
        self.marks.show(found.rows)
        self.table.setColumnHidden(RESIT_COLUMN, not found.has_resits)
        self.chips.show_counts(len(found.rows), Counter(_kind(one) for one in found.rows))
        self.marking.setVisible(found.waiting > 0)
        self.more.marking.setVisible(found.by_hand)
        all_passed = all(one.passed for one in found.rows)
        self.more.resit.setVisible(not found.exam.is_resit and not all_passed)
        self._show_figures(found)
        if found.rows and self.table.current() is None:
            self.table.pick(0)
        self._follow_row(self.table.current())

    def explain_row(self, line: MarkRow) -> None:
        """Show why the person of a row has these marks; on to the next in the order shown."""
        shown = [one.attempt_id for one in self.marks.rows if _is_explained(one)]
        if line.attempt_id in shown:
            place = shown.index(line.attempt_id)
            self.dialog = ExplainDialog(self.desk, shown, place, self)
            self.dialog.open()

    def explain_current(self) -> None:
        """Show why the person of the marked row has these marks."""
        line = self.table.current()
        if line is not None:
            self.explain_row(line)

    def save_excel(self) -> None:
        """Write the list for the office."""
        path = self._path(_("{title}成绩册"))
        if path is not None:
            with self.explaining():
                write_marks(self._shown(), path, at=clock.now())
                self.say_saved(path)

    def save_posted(self) -> None:
        """Write the list that may hang on a wall."""
        path = self._path(_("{title}成绩公示"))
        if path is not None:
            with self.explaining():
                write_posted_marks(self._shown(), path, at=clock.now())
                self.say(
                    _("已保存到“{path}”。姓名已隐去一部分，不及格的人不列。").format(path=path)
                )

    def show_analysis(self) -> None:
        """Show charts and questions of the exam."""
        self.navigator.go("exam-results", exam_id=self.exam_id)

    def regrade(self) -> None:
        """Correct the key of a question, seeing first what it does."""
        self.dialog = RegradeDialog(self.desk, self.exam_id, parent=self)
        self.dialog.accepted.connect(self._tell_regraded)
        self.dialog.open()

    def arrange_resit(self) -> None:
        """Open the form of exams, filled in for a resit of this one."""
        exam = self._shown().exam
        self.dialog = OpenExamDialog(
            self.desk,
            paper_id=exam.paper_id,
            class_id=exam.class_id,
            resit_of=exam.id,
            parent=self,
        )
        self.dialog.accepted.connect(self._tell_resit)
        self.dialog.open()

    def show_overall(self) -> None:
        """Go to the overall results of the class."""
        self.navigator.go("exam-overall", class_id=self._shown().exam.class_id)

    def show_marking(self) -> None:
        """Go to the answers that people mark."""
        self.navigator.go("exam-marking", exam_id=self.exam_id)

    def _tell_regraded(self) -> None:
        assert isinstance(self.dialog, RegradeDialog) and self.dialog.applied is not None
        done = self.dialog.applied
        self.refresh()  # at once: beside the message no old figure may stand
        told = _("已更正，{count} 人的成绩有变，新及格 {up} 人，变为不及格 {down} 人。")
        self.say(told.format(count=len(done.changes), up=done.now_passed, down=done.now_failed))

    def _tell_resit(self) -> None:
        self.say(_("补考已安排，在“考试”页可以看到。名单只列需要补考的人。"))

    def _path(self, name: str) -> Path | None:
        suggestion = name.format(title=self._shown().exam.title) + ".xlsx"
        return self.desk.dialogs.save_file(self, _("导出 Excel"), suggestion, EXCEL)

    def _shown(self) -> MarkList:
        assert self.found is not None
        return self.found

    def _show_figures(self, found: MarkList) -> None:
        finals = [one.final for one in found.rows if one.final is not None]
        passed = sum(bool(one.passed) for one in found.rows)
        counts = Counter(one.state for one in found.rows)
        absent = _("缺考 {count}").format(count=counts[ResultState.ABSENT])
        self.figures["taken"].set_value(_("{count} 人").format(count=len(finals)), absent)
        rate = percent(passed / len(finals) if finals else None)
        self.figures["passed"].set_value(rate, _("{count} 人及格").format(count=passed))
        mean = f"{sum(finals) / len(finals):.1f}" if finals else "–"  # rounded as in the analysis
        full = _("满分 {full}").format(full=plain_number(found.exam.full_marks))
        self.figures["mean"].set_value(mean, full)
        people = counts[ResultState.WAITING]
        remark = _("{count} 人没有成绩").format(count=people) if people else ""
        self.figures["waiting"].set_value(str(found.waiting), remark)

    def _filter(self) -> None:
        kind = self.chips.kind

        def fits(line: MarkRow) -> bool:
            return _kind(line) == kind

        self.marks.filter(self.search.text(), fits if kind else None)

    def _follow_row(self, line: MarkRow | None) -> None:
        self.explaining_button.setEnabled(line is not None and _is_explained(line))

    def _build(self) -> None:
        self.marking = Button(_("阅卷"), self.show_marking, icon="file-pen-line")
        self.more = MarksMenu(self)
        analysis = Button(_("成绩分析"), self.show_analysis, icon="chart-column")
        self.explaining_button = PrimaryButton(_("成绩说明"), self.explain_current, icon="eye")
        self.body.addWidget(flow(*self.figures.values(), spacing=16))
        self.table.set_empty(EmptyState("users", _("这个班还没有学员，没有成绩可列。")))
        self.search.setFixedWidth(210)
        tools = (self.more, self.marking, analysis, self.explaining_button)
        self.body.addWidget(TableCard(self.table, self.search, self.chips, None, *tools), 1)
        self.search.searched.connect(self._filter)
        self.chips.chosen.connect(self._filter)
        self.table.picked.connect(self._follow_row)
        self.table.opened.connect(self.explain_row)


def _kinds() -> list[tuple[Band | ResultState, Tag]]:
    kinds: list[tuple[Band | ResultState, Tag]] = [
        (band, tag) for band in Band if (tag := band_tag(band))
    ]
    return kinds + [(state, tag) for state in ResultState if (tag := mark_tag(state))]


def _kind(line: MarkRow) -> Band | ResultState:
    """Whoever has a result is found under its band; the others under what became of them."""
    return line.band or line.state


def _is_explained(line: MarkRow) -> bool:
    """Whether there is something to explain: an attempt that was handed in."""
    return line.state in (ResultState.MARKED, ResultState.WAITING)


def _by_final(line: MarkRow) -> float | None:
    return line.final
