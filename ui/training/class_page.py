"""One class, with tabs that follow its life."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer

from dongan_training import clock
from dongan_training.attendance.models import CheckIn, ClassClosing, Leave
from dongan_training.certificates.models import Certificate
from dongan_training.exam import queries as exam_queries
from dongan_training.exam.models import Attempt, Exam
from dongan_training.exam.queries import ExamRow
from dongan_training.people.models import OrgUnit, Person
from dongan_training.progress import Progress
from dongan_training.reports.class_overview import ClassOverview, OverviewRow, class_overview
from dongan_training.texts import N_, _
from dongan_training.training import enrolment, models, planning, timetable
from dongan_training.training.name_list import MatchedNames, match_names, read_names
from dongan_training.training.queries import LessonRow
from dongan_training.training.stages import stage_of
from ui.jobs import Job
from ui.kit import Button, Desk, EmptyState, FileKind, Page, PrimaryButton, Question, Tone
from ui.kit.tool_tabs import ToolTabs
from ui.training.add_people_dialog import AddPeopleDialog
from ui.training.class_dialog import ChangeClassDialog
from ui.training.class_more import ClassMore
from ui.training.class_papers import ClassPapers
from ui.training.lesson_dialog import LessonDialog
from ui.training.names_dialog import NamesDialog
from ui.training.place_dialogs import PlaceDialog, WithdrawDialog
from ui.training.roster_tab import RosterTab
from ui.training.stage_tabs import AttendanceTab, CertificatesTab, ExamTab
from ui.training.summary_tab import SummaryTab
from ui.training.timetable_tab import TimetableTab
from ui.training.wording import quarter_name

LISTS = FileKind(N_("名单"), (".xlsx", ".xls", ".csv", ".txt", ".ods", ".et"))
TABS = ("summary", "timetable", "people", "attendance", "exam", "certificates")


class ClassPage(Page):
    """概况 · 课程表 · 学员 · 签到 · 考试 · 证书; opens on 学员."""

    title = N_("培训班")
    shows = frozenset(
        {
            *(models.TrainingClass, models.Lesson, models.LessonCourse, models.Course),
            *(models.Enrolment, models.Badge, Person, OrgUnit),
            *(CheckIn, Leave, ClassClosing, Exam, Attempt, Certificate),
        }
    )

    def __init__(self, desk: Desk, class_id: str, tab: str = ""):
        super().__init__(desk)
        self.class_id = class_id
        self.papers = ClassPapers(self)
        self.summary, self.timetable, self.people = SummaryTab(), TimetableTab(), RosterTab()
        self.attendance, self.exam = AttendanceTab(), ExamTab()
        self.certificates = CertificatesTab()
        self.overview: ClassOverview
        self._left: Sequence[str] = ()  # enrolments withdrawn last, to be undone
        self._build()
        self._connect()
        self.refresh()
        self.show_tab(tab if tab in TABS else "people")
        if tab:
            QTimer.singleShot(0, self, partial(self._begin, tab))

    def refresh(self) -> None:
        now = clock.now()
        with self.workspace.read() as session:
            if session.get(models.TrainingClass, self.class_id) is None:
                self._show_gone()
                return
            self.overview = class_overview(session, class_id=self.class_id, at=now)
            exams = exam_queries.exams(session, class_id=self.class_id)
        card = self.overview.card
        where = (_("培训"), _("{year}年").format(year=card.year), quarter_name(card.quarter))
        self.set_title(card.title, " › ".join(where))
        self.summary.show_overview(self.overview, stage_of(card, now))
        self.timetable.show_lessons(self.overview.lessons)
        self.people.show_overview(self.overview)
        self.attendance.show_overview(self.overview, now)
        self.exam.show_exams(self.overview, exams)
        self.certificates.show_overview(self.overview)
        self.papers.show_overview(self.overview)

    def show_tab(self, key: str) -> None:
        """Show a part of it; ``badges`` prints, ``menu`` opens a list, ``closing`` is a page."""
        if key == "badges":
            self.papers.print_badges()
        elif key == "menu":
            self.tabs.show_page(TABS.index("people"))
            self.more.choose_courses()
        elif key == "closing":
            self.navigator.go("closing", class_id=self.class_id)
        else:
            self.tabs.show_page(TABS.index(key))

    def _begin(self, tab: str) -> None:
        """Do what was asked for once; who asks anew from outside gets it anew."""
        self.became.emit({"class_id": self.class_id})
        if tab not in TABS:
            self.show_tab(tab)

    def add_people(self) -> None:
        """Choose people from the roll."""
        self.dialog = AddPeopleDialog(self.desk, self.overview.card, self)
        self.dialog.accepted.connect(self._tell_enrolled)
        self.dialog.open()

    def import_list(self) -> None:
        """Read a list of names, and show what it came to before anybody is enrolled."""
        path = self.desk.dialogs.open_file(self, _("导入名单"), LISTS)
        if path is None:
            return

        def work(progress: Progress) -> tuple[Path, MatchedNames]:
            listed = read_names(path, progress)
            with self.workspace.read() as session:
                return path, match_names(session, listed)

        job = Job(_("读取名单"), work)
        job.done.connect(self._show_names)
        job.failed.connect(self.explain)
        self.jobs.start(job)

    def withdraw(self, rows: Sequence[OverviewRow]) -> None:
        """Ask why these people leave, and let them go."""
        self._left = [one.id for one in rows]
        self.dialog = WithdrawDialog(self.desk, rows, self)
        self.dialog.accepted.connect(self._tell_withdrawn)
        self.dialog.open()

    def take_back(self) -> None:
        """Undo the last withdrawal: place and badge are theirs again."""
        with self.explaining():
            with self.workspace.begin() as session:
                count = enrolment.undo_withdrawal(
                    session, enrolment_ids=self._left, by=self.desk.actor, at=clock.now()
                )
            self.say(_("已恢复 {count} 名学员，原胸牌继续有效。").format(count=count))

    def reprint(self, one: OverviewRow) -> None:
        """Ask once, then make the old badge void and print a new one."""
        question = Question(
            _("给{name}补发胸牌？").format(name=one.name),
            _("旧胸牌随即作废，不能再用来签到。"),
            _("补发"),
            _("已有的签到记录不受影响。"),
        )
        if self.desk.dialogs.confirm(self, question):
            self.papers.print_new_badge(one)

    def place(self, one: OverviewRow) -> None:
        """Say where somebody sits."""
        self.dialog = PlaceDialog(self.desk, one, self)
        self.dialog.open()

    def change_class(self) -> None:
        """Open the form for the facts of the class."""
        self.dialog = ChangeClassDialog(self.desk, self.overview.card, self)
        self.dialog.open()

    def remove_class(self) -> None:
        """Ask once, then delete the class, unless something happened in it."""
        card = self.overview.card
        question = Question(
            _("删除“{title}”？").format(title=card.title),
            _("课程表和 {count} 人的报名会一起删除，不能恢复。").format(count=card.enrolled),
            _("删除培训班"),
            _("花名册和课程菜单不受影响。有签到或考试记录的班不能删除。"),
        )
        if not self.desk.dialogs.confirm(self, question):
            return
        with self.explaining():
            with self.workspace.begin() as session:
                planning.remove_class(
                    session, class_id=self.class_id, by=self.desk.actor, at=clock.now()
                )
            self._go_to_training()

    def add_lesson(self) -> None:
        """Open the form for another lesson."""
        self.dialog = LessonDialog(self.desk, self.overview.card, None, self)
        self.dialog.open()

    def change_lesson(self, lesson: LessonRow) -> None:
        """Open the form for a lesson."""
        self.dialog = LessonDialog(self.desk, self.overview.card, lesson, self)
        self.dialog.open()

    def remove_lesson(self, lesson: LessonRow) -> None:
        """Ask once, then delete a lesson, unless somebody came to it."""
        question = Question(
            _("删除“{title}”这一课？").format(title=lesson.title),
            _("这一课会从课程表里去掉，不能恢复。"),
            _("删除这一课"),
            _("有签到或请假记录的课不能删除。"),
        )
        if not self.desk.dialogs.confirm(self, question):
            return
        with self.explaining():
            with self.workspace.begin() as session:
                timetable.remove_lesson(
                    session, lesson_id=lesson.id, by=self.desk.actor, at=clock.now()
                )
            self.say(_("已删除“{title}”。").format(title=lesson.title))

    def open_door(self, lesson: LessonRow) -> None:
        """Open the door desk of a lesson."""
        self.navigator.go("door", lesson_id=lesson.id)

    def go_to_exams(self) -> None:
        """Show the exam page."""
        self.navigator.go("exam")

    def show_results(self, exam: ExamRow) -> None:
        """Show how an exam went."""
        self.navigator.go("exam-results", exam_id=exam.id)

    def open_room(self, exam: ExamRow) -> None:
        """Open the room of an exam, full screen."""
        self.navigator.go("exam-room", exam_id=exam.id)

    def _build(self) -> None:
        pages = (
            (self.summary, _("概况")),
            (self.timetable, _("课程表")),
            (self.people, _("学员")),
            (self.attendance, _("签到")),
            (self.exam, _("考试")),
            (self.certificates, _("证书")),
        )
        names = Button(_("导入名单"), self.import_list, icon="upload")
        prints = Button(_("打印"), icon="printer")
        prints.setProperty("menu", True)
        prints.setMenu(self.papers.menu)
        add = PrimaryButton(_("添加学员"), self.add_people, icon="user-plus", shortcut="Ctrl+N")
        self.more = ClassMore(self)
        self.tabs = ToolTabs(_("培训班"), names, self.more, prints, add)
        for page, title in pages:
            self.tabs.add(page, title)
        self.body.addWidget(self.tabs, 1)

    def _connect(self) -> None:
        self.summary.changing.connect(self.change_class)
        self.summary.removing.connect(self.remove_class)
        self.summary.going.connect(self.show_tab)
        self.timetable.adding.connect(self.add_lesson)
        self.timetable.changing.connect(self.change_lesson)
        self.timetable.removing.connect(self.remove_lesson)
        self.people.adding.connect(self.add_people)
        self.people.withdrawing.connect(self.withdraw)
        self.people.reprinting.connect(self.reprint)
        self.people.placing.connect(self.place)
        self.attendance.opening.connect(self.open_door)
        self.attendance.printing.connect(self.papers.print_sheet)
        self.attendance.planning.connect(partial(self.show_tab, "timetable"))
        self.exam.going.connect(self.go_to_exams)
        self.exam.opening.connect(self.show_results)
        self.exam.sitting.connect(self.open_room)
        self.certificates.going.connect(self.papers.go_to_certificates)

    def _show_gone(self) -> None:
        """The class was deleted, here or at another desk."""
        back = Button(_("回到培训"), self._go_to_training, icon="arrow-left")
        self.show_state(EmptyState("graduation-cap", _("这个培训班已经删除。"), back))

    def _go_to_training(self) -> None:
        self.navigator.go("training")

    def _show_names(self, found: tuple[Path, MatchedNames]) -> None:
        self.dialog = NamesDialog(self.desk, self.overview.card, found, self)
        self.dialog.accepted.connect(self._tell_enrolled)
        self.dialog.open()

    def _tell_enrolled(self) -> None:
        self._enrolled = self.dialog
        if told := self.dialog.outcome_told():
            self.say(told, undo=self._undo_addition)
        else:
            self.say(_("这些人都已经在班里了。"), Tone.INFO)

    def _undo_addition(self) -> None:
        with self.explaining():
            self._enrolled.undo()
            self.say(_("已撤销，刚才添加的人都不在班里了。"))

    def _tell_withdrawn(self) -> None:
        text = _("已退学 {count} 人，胸牌已作废。").format(count=len(self._left))
        self.say(text, undo=self.take_back)
