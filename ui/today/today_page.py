"""今日: what is going on now, and what to do next."""

from collections.abc import Sequence
from datetime import date, datetime
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QVBoxLayout

from dongan_training import clock
from dongan_training.accounts.backups import back_up
from dongan_training.accounts.models import AuditEntry
from dongan_training.attendance.hour_rules import quotas_of_year
from dongan_training.attendance.models import (
    ActivityParticipant,
    CheckIn,
    ClassClosing,
    HourQuota,
    HourRule,
    Leave,
    StudyActivity,
)
from dongan_training.bank.models import DraftImport
from dongan_training.bank.regulations.models import CitationReview, EditionReplacement
from dongan_training.certificates.models import Certificate
from dongan_training.exam.models import AnswerMark, Attempt, Exam, Paper, PaperEntry
from dongan_training.overall.models import Composition, GivenResult
from dongan_training.people.models import Person
from dongan_training.progress import Progress
from dongan_training.reports.bank_waiting import BankWaiting, bank_waiting
from dongan_training.reports.class_steps import StepKind, StepState
from dongan_training.reports.ledger import QuotaFigure, quota_figures, year_totals
from dongan_training.reports.safety import data_safety
from dongan_training.reports.today import ClassToday, class_to_come, class_today
from dongan_training.texts import N_, _
from dongan_training.training.models import Badge, CourseChoice, Enrolment, Lesson, TrainingClass
from dongan_training.training.stages import Stage
from dongan_training.workspace import Workspace
from ui.jobs import Job, Reading
from ui.kit import (
    Card,
    Desk,
    EmptyState,
    FileKind,
    Meter,
    Page,
    Pill,
    PrimaryButton,
    Words,
    beside,
    day_and_weekday,
    row,
    stack,
)
from ui.kit.parts import Button
from ui.today.bank_card import BankCard, waiting_buttons
from ui.today.coming_card import ComingCard
from ui.today.hours_card import HoursCard
from ui.today.safety_card import SafetyCard
from ui.today.steps import StepList
from ui.today.wording import lesson_line, quarter_words, stage_tag


class TodayPage(Page):
    """The class of today with its big red button, and what is left to do for it."""

    title = N_("今日")
    shows = frozenset(
        {
            Person, TrainingClass, Lesson, Enrolment, Badge, CheckIn, Leave,
            Paper, Exam, Attempt, AnswerMark, PaperEntry, Composition, GivenResult,
            Certificate, AuditEntry, DraftImport, CitationReview, EditionReplacement,
            StudyActivity, ActivityParticipant, HourRule, HourQuota, ClassClosing, CourseChoice,
        }
    )  # fmt: skip  # one line says more than ten
    patience = 300  # a door desk may add many check-ins a minute

    def __init__(self, desk: Desk):
        super().__init__(desk)
        self.shown: ClassToday | None = None
        self.next: ClassToday | None = None
        self.stage = Pill()
        self.name = Words(look="title").wrapped()
        self.line = Words(look="muted").cut()
        self.arrived, self.expected = Words(look="large-figure"), Words(look="heading")
        self.meter = Meter(_("已签到"))
        self.door = PrimaryButton(_("打开签到"), self.open_door).large()
        self.exam = Button(_("开始考试"), self.open_exam).large()
        self.steps = StepList()
        self.steps.asked.connect(self.do_step)
        self.hours = HoursCard()
        self._after = Reading(self.jobs, _("读取下一期"), self)
        self._after.read.connect(self._show_next)
        self._year = Reading(self.jobs, _("统计学时"), self)
        self._year.read.connect(self.hours.show_figures)
        for reading in (self._after, self._year):
            reading.failed.connect(self.explain)
        self.safety = SafetyCard(self.back_up)
        self.coming = ComingCard()
        self.coming.hide()
        self.coming.asked.connect(self.do_next)
        self.bank = BankCard(self.navigator)
        left = stack(self._to_do(), self.coming, None, spacing=16)
        right = stack(self.hours, self.bank, self.safety, None, spacing=16)
        self.body.addWidget(self._now())
        self.body.addWidget(beside((left, 480, 686), (right, 330, 432)))
        self.body.addStretch(1)
        self.refresh()

    def refresh(self) -> None:
        now = clock.now()
        day = clock.local(now).date()
        self.set_title(self.title, f"{quarter_words(day)} · {day_and_weekday(day)}")
        with self.workspace.read() as session:
            self.shown = class_today(session, at=now)
            safety = data_safety(session)
            waiting = bank_waiting(session)
        self._after.ask(partial(_next_class, self.workspace, now))
        self._year.ask(partial(_year_figures, self.workspace, now))
        self.safety.show_safety(safety)
        self.bank.show_waiting(waiting)
        if self.shown is None:
            self.show_state(self.nothing_yet(waiting))
        else:
            self.show_content()
            self._show_class(self.shown, day)

    def open_door(self) -> None:
        """Open the full-screen desk of the lesson that is on, or comes next."""
        if self.shown and self.shown.lesson:
            self.navigator.go("door", lesson_id=self.shown.lesson.id)
        else:
            self.open_class()

    def open_exam(self) -> None:
        """Open the exam room of the class on this screen, or the page where exams are made."""
        self._open_exam(self.shown)

    def open_class(self) -> None:
        """Open the page of the class, or the list of classes."""
        if self.shown:
            self._open_tab(self.shown, "people")
        else:
            self.navigator.go("training")

    def open_people(self) -> None:
        """Open the roll, where lists of names are imported."""
        self.navigator.go("people")

    def open_bank(self) -> None:
        """Open the question bank, where files are imported."""
        self.navigator.go("bank")

    def do_step(self, kind: StepKind) -> None:
        """Go where a step of the class of today is done."""
        if self.shown is not None:
            self._go(self.shown, kind)

    def do_next(self, kind: StepKind) -> None:
        """Go where something is done that the next class lacks."""
        if self.next is not None:
            self._go(self.next, kind)

    def _go(self, shown: ClassToday, kind: StepKind) -> None:
        match kind:
            case StepKind.ROLL:
                self._open_tab(shown, "people")
            case StepKind.MENU:
                self._open_tab(shown, "menu")
            case StepKind.LESSONS:
                self._open_tab(shown, "timetable")
            case StepKind.BADGES:
                self._open_tab(shown, "badges")
            case StepKind.PAPER:
                self._open_paper(shown)
            case StepKind.EXAM:
                self._go_to_exam(shown)
            case StepKind.MARKS:
                self._go_to_marks(shown)
            case StepKind.CERTIFICATES:
                self.navigator.go("certificates", class_id=shown.card.id)
            case StepKind.CLOSING:
                self.navigator.go("closing", class_id=shown.card.id)

    def _open_tab(self, shown: ClassToday, tab: str) -> None:
        self.navigator.go("class", class_id=shown.card.id, tab=tab)

    def _open_paper(self, shown: ClassToday) -> None:
        """The paper to be signed off, or the page where papers are made."""
        if shown.paper:
            self.navigator.go("paper", paper_id=shown.paper.id)
        else:
            self.navigator.go("exam")

    def _open_exam(self, shown: ClassToday | None) -> None:
        exam = shown.exam if shown else None
        if exam is not None and exam.closed_at is None:
            self.navigator.go("exam-room", exam_id=exam.id)
        else:
            self.navigator.go("exam")

    def back_up(self) -> None:
        """Write all data into one file, on a stick as a rule."""
        day = clock.local(clock.now()).date()
        suggestion = _("东安培训备份-{day}.backup").format(day=f"{day:%Y%m%d}")
        kind = FileKind(_("备份文件"), (".backup",))
        target = self.desk.dialogs.save_file(self, _("备份到 U 盘"), suggestion, kind)
        if target is None:
            return
        by = self.desk.actor

        def work(progress: Progress) -> Path:
            progress.step(0, 0, _("正在备份……"))
            back_up(self.workspace, target, by=by, at=clock.now())
            return target

        job = Job(_("备份"), work)
        job.done.connect(self._tell_backed_up)
        job.failed.connect(self.explain)
        self.jobs.start(job)

    def _tell_backed_up(self, target: Path) -> None:
        self.say(_("已备份到“{file}”。它含有全部数据和密钥，请妥善保管。").format(file=target))

    def _go_to_exam(self, shown: ClassToday) -> None:
        step = next(one for one in shown.steps if one.kind is StepKind.EXAM)
        if shown.exam is not None and step.state is StepState.DONE:
            self.navigator.go("exam-results", exam_id=shown.exam.id)
        elif shown.exam is not None and (shown.exam.sitting or shown.exam.handed_in):
            self.navigator.go("exam-board", exam_id=shown.exam.id)
        else:
            self._open_exam(shown)

    def _go_to_marks(self, shown: ClassToday) -> None:
        if not shown.outstanding:
            self.navigator.go("exam-overall", class_id=shown.card.id)
            return
        first = shown.outstanding[0]
        key = "exam-marking" if first.waiting else "exam-papers-in"
        self.navigator.go(key, exam_id=first.exam_id)

    def _show_next(self, coming: ClassToday | None) -> None:
        self.next = coming
        self.coming.setVisible(coming is not None)
        if coming is not None:
            self.coming.show_class(coming, clock.local(clock.now()).date())

    def _show_class(self, shown: ClassToday, today: date) -> None:
        self.stage.set_tag(stage_tag(shown.stage))
        self.name.setText(shown.card.title)
        self.line.setText(lesson_line(shown.lesson, shown.card, today))
        counts = shown.counts
        arrived, expected = (counts.arrived, counts.expected) if counts else (0, 0)
        self.arrived.setText(str(arrived))
        self.expected.setText(f"/ {expected}")
        self.meter.set_value(arrived, expected)
        self.door.setText(_("打开签到") if shown.lesson else _("排课"))
        self.door.setEnabled(shown.stage is not Stage.OVER)
        self.exam.setVisible(shown.card.needs_exam)
        self.steps.show_steps(shown)

    def _now(self) -> Card:
        card = Card()
        words = stack(row(self.stage, None), self.name, self.line, spacing=6)
        self.arrived.setStyleSheet("font-size: 34px")
        figure = row(None, self.arrived, self.expected, None, spacing=4)
        seen = stack(figure, self.meter, row(None, Words(_("已签到"), "small"), None), spacing=4)
        seen.setFixedWidth(130)
        actions = row(seen, self.door, self.exam, spacing=10)
        actions.layout().insertSpacing(1, 12)
        card.body.addWidget(beside((words, 320, 1), (actions, 0, 0), spacing=10))
        return card

    def _to_do(self) -> Card:
        card = Card(_("本期待办"))
        body = QVBoxLayout()
        body.addWidget(self.steps)
        card.body.addLayout(body)
        return card

    def nothing_yet(self, waiting: BankWaiting) -> EmptyState:
        """What to do first on an empty folder, and what waits although there is no class."""
        plan = PrimaryButton(_("新建培训班"), self.open_class, icon="plus")
        people = Button(_("导入名单"), self.open_people, icon="users")
        bank = Button(_("导入题库"), self.open_bank, icon="library-big")
        advice = _("三步就绪：新建培训班、导入名单、导入题库，先后不限。")
        steps = (plan, people, bank, *waiting_buttons(self.navigator, waiting))
        return EmptyState("calendar-days", _("还没有培训班。"), *steps, advice=advice)


def _next_class(workspace: Workspace, now: datetime) -> ClassToday | None:
    with workspace.read() as session:
        return class_to_come(session, at=now)


def _year_figures(workspace: Workspace, now: datetime) -> Sequence[QuotaFigure]:
    year = clock.local(now).year
    with workspace.read() as session:
        ledger = year_totals(session, year=year, now=now)
        return quota_figures(ledger, quotas_of_year(session, year))
