"""考试: the exams of all classes, and the papers they use."""

from dataclasses import dataclass
from datetime import datetime

from PySide6.QtWidgets import QTabWidget, QWidget

from dongan_training.exam.models import Attempt, Exam, Paper, SavedBlueprint
from dongan_training.exam.queries import ExamRow, PaperRow, exams, papers
from dongan_training.texts import N_, _, listed
from ui.exam.blueprint_list import BlueprintList
from ui.exam.exam_menu import ExamMenu
from ui.exam.open_exam_dialog import OpenExamDialog
from ui.exam.paper_dialog import PaperDialog
from ui.exam.wording import approval_tag, exam_tag, percent, points
from ui.kit import (
    Button,
    Column,
    Desk,
    EmptyState,
    Page,
    PrimaryButton,
    RowsModel,
    SearchField,
    Table,
    TableCard,
    Tag,
    moment_text,
)


@dataclass(frozen=True)
class ExamLine:
    """One exam as the table shows it."""

    id: str
    title: str
    class_name: str
    minutes: int
    progress: str
    handed_in: int
    pass_rate: float | None
    state: Tag
    row: ExamRow


@dataclass(frozen=True)
class PaperLine:
    """One paper as the table shows it."""

    id: str
    title: str
    questions: int
    full_marks: float
    forms: tuple[str, ...]
    made_at: datetime
    approval: Tag
    row: PaperRow


class ExamPage(Page):
    """Two lists, and what can be done with the row that is marked."""

    title = N_("考试")
    shows = frozenset({Exam, Paper, Attempt, SavedBlueprint})

    def __init__(self, desk: Desk):
        super().__init__(desk)
        self.exams = RowsModel(
            Column(_("考试"), "title", bold=True),
            Column(_("培训班"), "class_name"),
            Column(_("时间"), "minutes", _minutes, width=84),
            Column(_("已交"), "progress", sort=_handed_in, width=90),
            Column(_("及格率"), "pass_rate", percent, width=80),
            Column(_("状态"), "state", tag=_same, width=120),
            parent=self,
        )
        self.papers = RowsModel(
            Column(_("试卷"), "title", bold=True),
            Column(_("题数"), "questions", width=70),
            Column(_("满分"), "full_marks", points, width=70),
            Column(_("卷别"), "forms", _forms, width=110),
            Column(_("组卷时间"), "made_at", moment_text, width=170),
            Column(_("审定"), "approval", tag=_same, width=150),
            parent=self,
        )
        self.tabs = QTabWidget()
        self.tabs.addTab(self._exam_list(), _("考试"))
        self.tabs.addTab(self._paper_list(), _("试卷"))
        self.blueprints = BlueprintList(self)
        self.tabs.addTab(self.blueprints, _("命题细目表"))
        self.body.addWidget(self.tabs, 1)
        self.refresh()

    def refresh(self) -> None:
        with self.workspace.read() as session:
            self.exams.show([_exam_line(one) for one in exams(session)])
            self.papers.show([_paper_line(one) for one in papers(session)])
        self.blueprints.refresh()
        for table in (self.exam_table, self.paper_table):
            if table.current() is None and table.rows.rows:
                table.pick(0)  # the newest is nearly always the one that is meant
        self._offer_what_fits()

    def make_paper(self) -> None:
        """Open the form for a new paper."""
        self.dialog = PaperDialog(self.desk, self)
        self.dialog.accepted.connect(self._show_made)
        self.dialog.open()

    def open_exam(self) -> None:
        """Open the form that offers a paper to a class."""
        paper = self.paper_table.current() if self.tabs.currentIndex() == 1 else None
        self.dialog = OpenExamDialog(self.desk, paper_id=paper.id if paper else "", parent=self)
        self.dialog.accepted.connect(self._show_opened)
        self.dialog.open()

    def enter_room(self) -> None:
        """Go to the exam room, full screen."""
        line = self.exam_table.current()
        if line is not None:
            self.navigator.go("exam-room", exam_id=line.id)

    def show_board(self) -> None:
        """Go to the invigilator's board of the exam that is marked."""
        line = self.exam_table.current()
        if line is not None:
            self.navigator.go("exam-board", exam_id=line.id)

    def show_marks(self) -> None:
        """Show everybody's marks in the exam that is marked."""
        line = self.exam_table.current()
        if line is not None:
            self.navigator.go("exam-marks", exam_id=line.id)

    def show_paper(self) -> None:
        """Show the paper that is marked, with its key."""
        line = self.paper_table.current()
        if line is not None:
            self.navigator.go("paper", paper_id=line.id)

    def _exam_list(self) -> QWidget:
        search = SearchField(_("考试、培训班"))
        self.room = PrimaryButton(_("进入考场"), self.enter_room, icon="play")
        self.board = Button(_("监考台"), self.show_board, icon="eye")
        self.more = ExamMenu(self)
        self.marks = Button(_("成绩册"), self.show_marks, icon="file-text")
        add = Button(_("安排考试"), self.open_exam, icon="plus", shortcut="Ctrl+N")
        self.exam_table = Table(self.exams, "exams")
        first = PrimaryButton(_("安排考试"), self.open_exam, icon="plus")
        advice = _("先在“试卷”里组卷并审定，再安排给一个培训班。")
        self.exam_table.set_empty(
            EmptyState("file-pen-line", _("还没有考试。"), first, advice=advice)
        )
        self.exam_table.opened.connect(self.show_marks)
        self.exam_table.picked.connect(self._offer_what_fits)
        search.searched.connect(self.exams.filter)
        tools = (self.more, self.marks, self.board, add, self.room)
        return TableCard(self.exam_table, search, None, *tools)

    def _paper_list(self) -> QWidget:
        search = SearchField(_("试卷"))
        self.looking = Button(_("查看和打印"), self.show_paper, icon="eye")
        offer = Button(_("安排考试"), self.open_exam, icon="calendar-days")
        add = PrimaryButton(_("组卷"), self.make_paper, icon="plus", shortcut="Ctrl+N")
        self.paper_table = Table(self.papers, "papers")
        first = PrimaryButton(_("组卷"), self.make_paper, icon="plus")
        advice = _("说明每种题型要多少道、每题几分，程序从题库里抽题，并排成 A、B 卷。")
        self.paper_table.set_empty(EmptyState("file-text", _("还没有试卷。"), first, advice=advice))
        self.paper_table.opened.connect(self.show_paper)
        self.paper_table.picked.connect(self._offer_what_fits)
        search.searched.connect(self.papers.filter)
        return TableCard(self.paper_table, search, None, self.looking, offer, add)

    def _offer_what_fits(self) -> None:
        line = self.exam_table.current()
        for button in (self.board, self.marks):
            button.setEnabled(line is not None)
        self.room.setEnabled(line is not None and line.row.closed_at is None)
        self.more.allow(line.row if line is not None else None)
        self.looking.setEnabled(self.paper_table.current() is not None)

    def _show_made(self) -> None:
        made = self.dialog
        self.navigator.go("paper", paper_id=made.paper_id, remarks=made.remarks)

    def _show_opened(self) -> None:
        self.tabs.setCurrentIndex(0)
        for number, line in enumerate(self.exams.rows):
            if line.id == self.dialog.exam_id:
                self.exam_table.pick(number)
        self.say(_("考试已安排，每个学员都有了考试码。点“进入考场”即可开始。"))


def _exam_line(row: ExamRow) -> ExamLine:
    return ExamLine(
        id=row.id,
        title=row.title,
        class_name=f"{row.class_code}　{row.class_name}",
        minutes=row.minutes,
        progress=f"{row.handed_in} / {row.enrolled}",
        handed_in=row.handed_in,
        pass_rate=row.pass_rate,
        state=exam_tag(row),
        row=row,
    )


def _paper_line(row: PaperRow) -> PaperLine:
    return PaperLine(
        id=row.id,
        title=row.title,
        questions=row.questions,
        full_marks=row.full_marks,
        forms=row.forms,
        made_at=row.made_at,
        approval=approval_tag(row),
        row=row,
    )


def _minutes(minutes: int) -> str:
    return _("{minutes} 分钟").format(minutes=minutes)


def _forms(letters: tuple[str, ...]) -> str:
    return _("{letters} 卷").format(letters=listed(letters))


def _handed_in(line: ExamLine) -> int:
    return line.handed_in


def _same(tag: Tag) -> Tag:
    return tag
