"""签到, 考试, 证书 of one class: where it stands, and the button that goes there."""

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from dongan_training.exam.queries import ExamRow
from dongan_training.reports.class_overview import (
    ClassOverview,
    ExamState,
    LessonFigures,
    OverviewRow,
)
from dongan_training.texts import _, clauses
from ui.kit import (
    Button,
    Card,
    Column,
    EmptyState,
    FigureCard,
    Line,
    Meter,
    PrimaryButton,
    RowsModel,
    Table,
    TableCard,
    Words,
    beside,
    flow,
    moment_text,
    row,
    spread_name,
    stack,
)
from ui.training.wording import certificate_tag, lesson_span


class AttendanceTab(QWidget):
    """One line for each lesson, with the buttons for its door and its sheet."""

    opening = Signal(object)  # a LessonRow: open its door
    printing = Signal(object)  # a LessonRow: print its sheet
    planning = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[LessonAttendance] = []
        self._body = QVBoxLayout(self)
        self._body.setContentsMargins(0, 14, 0, 0)

    def show_overview(self, overview: ClassOverview, at: datetime) -> None:
        """Show how each lesson was attended; the lesson now or next has the red button."""
        while (item := self._body.takeAt(0)) is not None:
            if item.widget() is not None:
                item.widget().deleteLater()
        figures = overview.lesson_figures()
        due = next((one.lesson.id for one in figures if one.lesson.ends_at > at), "")
        self.lines = [LessonAttendance(one, self, one.lesson.id == due) for one in figures]
        if not self.lines:
            plan = PrimaryButton(_("去排课"), self.planning.emit, icon="calendar-days")
            self._body.addWidget(EmptyState("scan-qr-code", _("还没有排课，不能签到。"), plan))
            return
        card = Card(_("各课签到"))
        for number, line in enumerate(self.lines):
            if number:
                card.body.addWidget(Line())
            card.body.addWidget(line)
        self._body.addWidget(card)
        self._body.addStretch(1)


class LessonAttendance(QWidget):
    """One lesson: when, how many came, and its two buttons."""

    def __init__(self, figures: LessonFigures, tab: AttendanceTab, is_due: bool):
        super().__init__(tab)
        self._tab, self._lesson = tab, figures.lesson
        lesson = figures.lesson
        name = Words(f"{lesson.title}　{lesson_span(lesson)}", "heading")
        where = " · ".join(part for part in (lesson.venue, *lesson.courses) if part)
        self.counts = Words(_counts(figures), "muted")
        meter = Meter(lesson.title, figures.present, figures.expected)
        meter.setFixedWidth(120)
        share = Words(f"{figures.present} / {figures.expected}", "heading")
        share.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        print_sheet = Button(_("签到表"), self._print, icon="printer")
        look = PrimaryButton if is_due else Button
        self.open_door = look(_("打开签到"), self._open, icon="scan-qr-code")
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 4, 0, 4)
        about = stack(name, Words(where, "muted").cut(), self.counts, spacing=4)
        actions = row(
            stack(None, share, meter, None, spacing=6), print_sheet, self.open_door, spacing=12
        )
        body.addWidget(beside((about, 380, 1), (actions, 0, 0), spacing=12))

    def _open(self) -> None:
        self._tab.opening.emit(self._lesson)

    def _print(self) -> None:
        self._tab.printing.emit(self._lesson)


class ExamTab(QWidget):
    """The exams of the class, and the way to the exam page."""

    going = Signal()
    opening = Signal(object)  # an ExamRow: show its results
    sitting = Signal(object)  # an ExamRow: open its room

    def __init__(self) -> None:
        super().__init__()
        self.done, self.passed = FigureCard(_("已考")), FigureCard(_("合格"))
        self.failed, self.missing = FigureCard(_("不合格")), FigureCard(_("未考"))
        self.exams = RowsModel(
            Column(_("考试"), "title", bold=True),
            Column(_("时间"), "starts_at", _when, width=220),
            Column(_("时长"), "minutes", _minutes, width=90),
            Column(_("满分"), "full_marks", _points, width=72),
            Column(_("合格线"), "pass_mark", _points, width=80),
            Column(_("已交卷"), "handed_in", width=80),
            Column(_("合格"), "passed", width=72),
            parent=self,
        )
        self.table = Table(self.exams, "class-exams")
        go = PrimaryButton(_("安排考试"), self.going.emit, icon="file-pen-line")
        advice = _("先组好试卷并审定，再安排考试。")
        empty = EmptyState("file-pen-line", _("这个班还没有考试。"), go, advice=advice)
        self.table.set_empty(empty)
        more = Button(_("去考试页"), self.going.emit, icon="arrow-right")
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 14, 0, 0)
        body.setSpacing(14)
        body.addWidget(flow(self.done, self.passed, self.failed, self.missing, spacing=16))
        self.results = Button(_("成绩分析"), self._open, icon="chart-column")
        self.room = Button(_("打开考场"), self._sit, icon="play")
        heading = Words(_("本班考试"), "heading")
        tools = (heading, None, self.results, self.room, more)
        body.addWidget(TableCard(self.table, *tools), 1)
        self.table.opened.connect(self.opening)
        self.table.picked.connect(self._on_picked)
        self._on_picked(None)

    def show_exams(self, overview: ClassOverview, exams: list[ExamRow]) -> None:
        """Show how the class did."""
        passed, failed = (
            overview.exam_count(state) for state in (ExamState.PASSED, ExamState.FAILED)
        )
        waiting = overview.exam_count(ExamState.NOT_YET, ExamState.SITTING)
        missed = overview.exam_count(ExamState.MISSED)
        for card, count in (
            (self.done, passed + failed),
            (self.passed, passed),
            (self.failed, failed),
        ):
            card.set_value(_("{count} 人").format(count=count))
        later = _("待补考 {count}").format(count=missed) if missed else ""
        self.missing.set_value(_("{count} 人").format(count=waiting + missed), later)
        self.exams.show(exams)
        if exams and self.table.current() is None:
            self.table.pick(0)

    def _on_picked(self, exam: ExamRow | None) -> None:
        self.results.setEnabled(exam is not None)
        self.room.setEnabled(exam is not None and exam.closed_at is None)

    def _open(self) -> None:
        if exam := self.table.current():
            self.opening.emit(exam)

    def _sit(self) -> None:
        if exam := self.table.current():
            self.sitting.emit(exam)


class CertificatesTab(QWidget):
    """Who may have a certificate, what the others lack, and the way to issue them."""

    going = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.entitled = FigureCard(_("可发证书"))
        self.issued = FigureCard(_("已发证书"))
        self.lacking = FigureCard(_("未达条件"))
        self.people = RowsModel(
            Column(_("序"), "number", muted=True, width=60),
            Column(_("姓名"), "name", spread_name, bold=True, width=120),
            Column(_("所在党组织"), "org", width=240),
            Column(_("证书"), "certificate_state", tag=certificate_tag, sort=_entitled, width=110),
            Column(_("还差什么"), "lacks", clauses),
            Column(_("证书编号"), "certificate", muted=True, width=240),
            find=("pinyin",),
            parent=self,
        )
        self.table = Table(self.people, "class-certificates")
        self.table.set_empty(EmptyState("award", _("还没有学员，没有证书可发。")))
        go = PrimaryButton(_("去发证"), self.going.emit, icon="award")
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 14, 0, 0)
        body.setSpacing(14)
        body.addWidget(flow(self.entitled, self.issued, self.lacking, spacing=16))
        heading = Words(_("结业条件核对"), "heading")
        body.addWidget(TableCard(self.table, heading, None, go), 1)

    def show_overview(self, overview: ClassOverview) -> None:
        """Show who may have a certificate."""
        count = _("{count} 份")
        issued = sum(bool(one.certificate) for one in overview.rows)
        lacking = len(overview.rows) - overview.entitled
        self.entitled.set_value(count.format(count=overview.entitled))
        self.issued.set_value(count.format(count=issued))
        self.lacking.set_value(_("{count} 人").format(count=lacking))
        self.people.show(overview.rows)


def _counts(figures: LessonFigures) -> str:
    parts = [_("应到 {count}").format(count=figures.expected)]
    for pattern, count in (
        (_("实到 {count}"), figures.present),
        (_("迟到 {count}"), figures.late),
        (_("早退 {count}"), figures.left_early),
        (_("请假 {count}"), figures.on_leave),
        (_("缺勤 {count}"), figures.absent),
        (_("未到 {count}"), figures.not_yet),
    ):
        if count:
            parts.append(pattern.format(count=count))
    return " · ".join(parts)


def _when(starts_at: object) -> str:
    return moment_text(starts_at) if starts_at else _("未定")


def _minutes(minutes: int) -> str:
    return _("{minutes} 分钟").format(minutes=minutes)


def _points(points: float) -> str:
    return f"{points:g}"


def _entitled(one: OverviewRow) -> tuple[bool, int]:
    return (bool(one.lacks), one.number)
