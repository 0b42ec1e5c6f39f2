"""试题历次成绩: one question over all exams that asked it."""

from dongan_training.bank.scoring import type_name
from dongan_training.exam.models import Attempt, Exam
from dongan_training.exam.question_history import PastUse, QuestionHistory, question_history
from dongan_training.progress import Progress
from dongan_training.texts import N_, _
from ui.exam.wording import index_words, verdict_tag
from ui.jobs import QuietJob
from ui.kit import (
    Card,
    Column,
    Desk,
    EmptyState,
    FigureCard,
    LoadingState,
    Page,
    RowsModel,
    Table,
    TableCard,
    Words,
    day,
    flow,
)


class QuestionHistoryPage(Page):
    """The words, what all exams together showed, and a line for each exam."""

    title = N_("试题历次成绩")
    shows = frozenset({Exam, Attempt})
    patience = 2_000  # each exam is analysed anew

    def __init__(self, desk: Desk, question_id: str):
        super().__init__(desk)
        self.question_id = question_id
        self.stem = Words(look="heading").wrapped()
        self.figures = {
            name: FigureCard(label)
            for name, label in (
                ("exams", _("考过")),
                ("taken", _("作答")),
                ("facility", _("平均难度 P")),
                ("discrimination", _("平均区分度 D")),
            )
        }
        self.uses = RowsModel(
            Column(_("日期"), "on", day, width=150),
            Column(_("培训班"), "class_code", width=110),
            Column(_("考试"), "title", bold=True),
            Column(_("题号"), "number", width=70),
            Column(_("卷"), "form", width=56),
            Column(_("版本"), "version", _version, width=84),
            Column(_("人数"), "taken", width=70),
            Column(_("难度 P"), "facility", index_words, width=80),
            Column(_("区分度 D"), "discrimination", index_words, width=90),
            Column(_("评价"), "verdict", tag=verdict_tag, width=120),
            parent=self,
        )
        self.table = Table(self.uses, "question-history")
        self._build()
        self.show_state(LoadingState())
        self.refresh()

    def refresh(self) -> None:
        def work(progress: Progress) -> QuestionHistory:
            with self.workspace.read() as session:
                return question_history(session, self.question_id)

        job = QuietJob(_("读取历次成绩"), work)
        job.done.connect(self.show_found)
        job.failed.connect(self.show_error)
        self.jobs.start(job)

    def show_found(self, found: QuestionHistory) -> None:
        """Show what the exams showed, or that there was none."""
        self.set_title(self.title, type_name(found.type))
        if not found.uses:
            advice = _("用它组卷、考过以后，这里列出每场考试的难度和区分度。")
            self.show_state(EmptyState("chart-column", _("这道题还没有考过。"), advice=advice))
            return
        self.show_content()
        self.stem.setText(found.stem)
        exams = len({one.exam_id for one in found.uses})
        self.figures["exams"].set_value(_("{count} 场").format(count=exams))
        self.figures["taken"].set_value(_("{count} 人").format(count=found.taken))
        self.figures["facility"].set_value(index_words(found.facility), _("1 为人人答对"))
        told = _("高分组减低分组")
        self.figures["discrimination"].set_value(index_words(found.discrimination), told)
        self.uses.show(found.uses)
        if self.table.current() is None:
            self.table.pick(0)

    def show_exam(self, line: PastUse) -> None:
        """Go to the analysis of the exam on a row."""
        self.navigator.go("exam-results", exam_id=line.exam_id)

    def _build(self) -> None:
        words = Card()
        words.body.addWidget(self.stem)
        self.body.addWidget(words)
        self.body.addWidget(flow(*self.figures.values(), spacing=16))
        self.body.addWidget(TableCard(self.table), 1)
        self.table.opened.connect(self.show_exam)


def _version(number: int) -> str:
    return _("第 {number} 版").format(number=number)
