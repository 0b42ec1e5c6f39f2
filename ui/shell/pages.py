"""Every page of the window, in the order of the navigation. A new page needs a line here.

The class is named as a path and imported when the page is first shown, so that starting
stays light. ``desk.navigator.go(key, **arguments)`` hands the arguments to the class.
"""

import sys
from dataclasses import dataclass
from enum import Enum
from importlib import import_module

from dongan_training.texts import N_
from ui.kit.page import Page
from ui.shell.loading import loading


class Place(Enum):
    """Where a page is found."""

    MAIN = "main"  # in the navigation
    BOTTOM = "bottom"  # at the foot of the navigation
    INSIDE = "inside"  # reached from another page; ``under`` says which entry stays lit
    FULL_SCREEN = "full screen"  # a window of its own
    ALONE = "alone"  # without navigation and header


@dataclass(frozen=True)
class Entry:
    """One page: its key, its words and icon, and the class that draws it."""

    key: str
    title: str
    icon: str
    where: str  # module:Class
    place: Place = Place.MAIN
    under: str = ""

    def load(self) -> type[Page]:
        """Import the class of the page."""
        module, _colon, name = self.where.partition(":")
        if module not in sys.modules:
            with loading():
                import_module(module)
        page: type[Page] = getattr(sys.modules[module], name)
        return page


PAGES: tuple[Entry, ...] = (
    Entry("today", N_("今日"), "calendar-days", "ui.today.today_page:TodayPage"),
    Entry("training", N_("培训"), "graduation-cap", "ui.training.training_page:TrainingPage"),
    Entry(
        "class",
        N_("培训班"),
        "graduation-cap",
        "ui.training.class_page:ClassPage",
        Place.INSIDE,
        under="training",
    ),
    Entry(
        "calendar",
        N_("培训日历"),
        "calendar-days",
        "ui.training.calendar_page:CalendarPage",
        Place.INSIDE,
        under="training",
    ),
    Entry(
        "courses",
        N_("课程菜单"),
        "library-big",
        "ui.training.courses_page:CoursesPage",
        Place.INSIDE,
        under="training",
    ),
    Entry("people", N_("人员"), "users", "ui.people.people_page:PeoplePage"),
    Entry(
        "people-import",
        N_("导入名册"),
        "users",
        "ui.people.import_page:RosterImportPage",
        Place.INSIDE,
        under="people",
    ),
    Entry("attendance", N_("签到"), "scan-qr-code", "ui.attendance.attendance_page:AttendancePage"),
    Entry(
        "door",
        N_("签到"),
        "scan-qr-code",
        "ui.attendance.door_desk:DoorDesk",
        Place.FULL_SCREEN,
    ),
    Entry("bank", N_("题库"), "library-big", "ui.bank.bank_page:BankPage"),
    Entry(
        "bank-import",
        N_("导入题目"),
        "library-big",
        "ui.bank.import_page:BankImportPage",
        Place.INSIDE,
        under="bank",
    ),
    Entry(
        "bank-paste",
        N_("粘贴题目"),
        "library-big",
        "ui.bank.paste_page:PastePage",
        Place.INSIDE,
        under="bank",
    ),
    Entry(
        "regulations",
        N_("法规"),
        "library-big",
        "ui.bank.register_page:RegisterPage",
        Place.INSIDE,
        under="bank",
    ),
    Entry(
        "replace-edition",
        N_("换版"),
        "library-big",
        "ui.bank.replacing_page:ReplacingPage",
        Place.INSIDE,
        under="bank",
    ),
    Entry(
        "citation-review",
        N_("待复核"),
        "library-big",
        "ui.bank.citation_review_page:CitationReviewPage",
        Place.INSIDE,
        under="bank",
    ),
    Entry(
        "bank-check",
        N_("检查题库"),
        "library-big",
        "ui.bank.check_page:CheckPage",
        Place.INSIDE,
        under="bank",
    ),
    Entry(
        "bank-edit",
        N_("编辑试题"),
        "library-big",
        "ui.bank.editor.editor_page:EditorPage",
        Place.INSIDE,
        under="bank",
    ),
    Entry("exam", N_("考试"), "file-pen-line", "ui.exam.exam_page:ExamPage"),
    Entry(
        "paper", N_("试卷"), "file-text", "ui.exam.paper_page:PaperPage", Place.INSIDE, under="exam"
    ),
    Entry(
        "exam-marks",
        N_("成绩册"),
        "chart-column",
        "ui.exam.marks_page:MarksPage",
        Place.INSIDE,
        under="exam",
    ),
    Entry(
        "exam-marking",
        N_("阅卷"),
        "file-pen-line",
        "ui.exam.marking_page:MarkingPage",
        Place.INSIDE,
        under="exam",
    ),
    Entry(
        "compare-papers",
        N_("比较试卷"),
        "file-text",
        "ui.exam.compare_page:ComparePage",
        Place.INSIDE,
        under="exam",
    ),
    Entry(
        "blueprint",
        N_("命题细目表"),
        "file-spreadsheet",
        "ui.exam.blueprint_page:BlueprintPage",
        Place.INSIDE,
        under="exam",
    ),
    Entry(
        "exam-overall",
        N_("总评"),
        "chart-column",
        "ui.exam.overall_page:OverallPage",
        Place.INSIDE,
        under="exam",
    ),
    Entry(
        "exam-results",
        N_("成绩分析"),
        "chart-column",
        "ui.exam.results_page:ResultsPage",
        Place.INSIDE,
        under="exam",
    ),
    Entry(
        "question-history",
        N_("试题历次成绩"),
        "chart-column",
        "ui.exam.question_history_page:QuestionHistoryPage",
        Place.INSIDE,
        under="exam",
    ),
    Entry(
        "exam-board",
        N_("监考台"),
        "eye",
        "ui.exam.board_page:BoardPage",
        Place.INSIDE,
        under="exam",
    ),
    Entry(
        "exam-papers-in",
        N_("录入纸质答卷"),
        "file-pen-line",
        "ui.exam.paper_entry_page:PaperEntryPage",
        Place.INSIDE,
        under="exam",
    ),
    Entry("exam-room", N_("考场"), "play", "ui.exam.room_page:ExamRoomPage", Place.FULL_SCREEN),
    Entry(
        "certificates", N_("证书"), "award", "ui.certificates.certificates_page:CertificatesPage"
    ),
    Entry(
        "designs",
        N_("版式"),
        "award",
        "ui.designs.designs_page:DesignsPage",
        Place.INSIDE,
        under="certificates",
    ),
    Entry(
        "design",
        N_("设计版式"),
        "award",
        "ui.designs.designer_page:DesignerPage",
        Place.INSIDE,
        under="certificates",
    ),
    Entry("reports", N_("报表"), "chart-column", "ui.reports.reports_page:ReportsPage"),
    Entry(
        "activities",
        N_("学习活动"),
        "library-big",
        "ui.reports.activities_page:ActivitiesPage",
        Place.INSIDE,
        under="reports",
    ),
    Entry(
        "shortfall",
        N_("学时差额"),
        "chart-column",
        "ui.reports.shortfall_page:ShortfallPage",
        Place.INSIDE,
        under="reports",
    ),
    Entry(
        "closing",
        N_("结班"),
        "save",
        "ui.reports.closing_page:ClosingPage",
        Place.INSIDE,
        under="training",
    ),
    Entry(
        "person-year",
        N_("个人学时清单"),
        "clock",
        "ui.reports.person_year_page:PersonYearPage",
        Place.INSIDE,
        under="reports",
    ),
    Entry(
        "log",
        N_("操作日志"),
        "file-text",
        "ui.reports.log_page:LogPage",
        Place.INSIDE,
        under="settings",
    ),
    Entry("welcome", N_("欢迎"), "award", "ui.shell.welcome_page:WelcomePage", Place.ALONE),
    Entry(
        "settings", N_("设置"), "settings", "ui.settings.settings_page:SettingsPage", Place.BOTTOM
    ),
)


def entry(key: str) -> Entry:
    """Find the entry of a page; an unknown key is a bug of whoever asked."""
    return next(one for one in PAGES if one.key == key)
