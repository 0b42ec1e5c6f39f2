"""题库: what the bank holds, question by question; import and export."""

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QMenu, QWidget

from dongan_training import clock
from dongan_training.bank import exporting, queries
from dongan_training.bank.changing import undo_import
from dongan_training.bank.drafts import QuestionType
from dongan_training.bank.key_text import key_text
from dongan_training.bank.models import BankImport, Question, QuestionVersion, Subject
from dongan_training.bank.queries import ImportRow, QuestionRow
from dongan_training.progress import Progress
from dongan_training.texts import N_, _
from ui.bank.dropping import TakesFile
from ui.bank.imports_dialog import ImportsDialog
from ui.bank.question_card import QuestionCard
from ui.bank.question_dialog import QuestionDialog
from ui.bank.wording import BANK_FILES, SHORT_TYPES, short_citation, type_tag
from ui.jobs import Job
from ui.kit import (
    Button,
    Column,
    Desk,
    EmptyState,
    FigureCard,
    FileKind,
    Page,
    PrimaryButton,
    RowsModel,
    SearchField,
    Table,
    TableCard,
    beside,
    flow,
)

CARD_WIDTH = 400
JUST_NOW = timedelta(minutes=1)  # so long a fresh import offers to be undone


@dataclass(frozen=True)
class QuestionLine:
    """One question as the list shows it."""

    id: str
    type: QuestionType
    stem: str
    key: str
    citation: str
    difficulty: str


class BankPage(TakesFile, Page):
    """Figures on top, the questions below, the whole text of one beside them."""

    title = N_("题库")
    shows = frozenset({Subject, Question, QuestionVersion, BankImport})

    def __init__(self, desk: Desk, question_id: str = "", parent: QWidget | None = None):
        super().__init__(desk, parent)
        self.setAcceptDrops(True)
        self._latest: ImportRow | None = None
        self._told: set[str] = set()  # imports that were offered to be undone
        self.subject, self.kind = QComboBox(), QComboBox()
        self.total = FigureCard(_("在用题目"))
        self.figures = {kind: FigureCard(_(name)) for kind, name in SHORT_TYPES.items()}
        self.search = SearchField(_("题干、答案、依据"))
        self.questions = RowsModel(
            Column(_("题型"), "type", tag=type_tag, width=76),
            Column(_("题干"), "stem"),
            Column(_("答案"), "key", width=92),
            Column(_("依据"), "citation", muted=True, width=168),
            Column(_("难度"), "difficulty", width=68),
            parent=self,
        )
        self.table = Table(self.questions, "bank")
        self.card = QuestionCard()
        self.tools = self._tools()
        self._build()
        self.refresh()
        self._go_to(question_id)

    def refresh(self) -> None:
        with self.workspace.read() as session:
            self._show_subjects(queries.subjects(session))
            rows = queries.questions(session, subject_id=self.subject.currentData())
            imports = queries.imports(session)
        self.questions.show([_line(row) for row in rows])
        if self.table.current() is None:
            self.table.pick(0)
        self._show_current(self.table.current())
        self._tell_import(imports[0] if imports else None)

    def choose_file(self) -> None:
        """Let the user choose a file, and look at it before anything is stored."""
        path = self.desk.dialogs.open_file(self, _("选择题库文件"), BANK_FILES)
        if path:
            self.take_file(path)

    def take_file(self, path: Path) -> None:
        """Open the review of a file."""
        subject = self.subject.currentText() if self.subject.currentData() else ""
        self.navigator.go("bank-import", file=str(path), subject=subject)

    def filter(self) -> None:
        """Show what fits the search and the type."""
        kind = self.kind.currentData()

        def fits(line: QuestionLine) -> bool:
            return line.type == kind

        self.questions.filter(self.search.text(), fits if kind is not None else None)

    def change_current(self) -> None:
        """Open the form of the question with the cursor."""
        line = self.table.current()
        if line is not None:
            with self.workspace.read() as session:
                question = queries.question(session, line.id)
            self.dialog = QuestionDialog(self.desk, question, self)
            self.dialog.accepted.connect(self._on_changed_question)
            self.dialog.open()

    def show_imports(self) -> None:
        """Open the list of files taken in."""
        self.imports = ImportsDialog(self.desk, self)
        self.imports.open()

    def export_as(self, form: exporting.Form) -> None:
        """Write the questions of the subject chosen as a file."""
        subject = self.subject.currentText() if self.subject.currentData() else None
        suggestion = (subject or _("题库")) + form.suffix
        kind = FileKind(_(form.told), (form.suffix,))
        path = self.desk.dialogs.save_file(self, _("导出题库"), suggestion, kind)
        if path is None:
            return

        def work(progress: Progress) -> tuple[Path, int]:
            progress.step(0, 0, _("正在写出文件…"))
            with self.workspace.read() as session:
                drafts = queries.drafts(session, subject)
            exporting.export(drafts, path, form.name)
            return path, len(drafts)

        job = Job(_("导出题库"), work)
        job.done.connect(self._on_exported)
        job.failed.connect(self.explain)
        self.jobs.start(job)

    def undo_latest(self) -> None:
        """Take back the import that was just made."""
        if self._latest is None:
            return
        with self.explaining():
            with self.workspace.begin() as session:
                undone = undo_import(
                    session, import_id=self._latest.id, by=self.desk.actor, at=clock.now()
                )
            self.say(undone.told())

    def _build(self) -> None:
        self.body.addWidget(self.tools)
        self.body.addWidget(flow(self.total, *self.figures.values(), spacing=12))
        self.kind.addItem(_("全部题型"), None)
        for kind, name in SHORT_TYPES.items():
            self.kind.addItem(_(name), kind)
        first = PrimaryButton(_("导入题目"), self.choose_file, icon="upload")
        advice = _("选择 Word、Excel 或文本文件，或把文件拖到这里；先核对，再导入。")
        self.table.set_empty(
            EmptyState("library-big", _("题库里还没有题目。"), first, advice=advice)
        )
        questions = TableCard(self.table, self.search, self.kind, None)
        self.body.addWidget(beside((questions, 460, 1), (self.card, CARD_WIDTH, 0)), 1)
        self.search.searched.connect(self.filter)
        self.kind.activated.connect(self.filter)
        self.subject.activated.connect(self.refresh)
        self.table.picked.connect(self._show_current)
        self.table.opened.connect(self.change_current)
        self.card.asked.connect(self.change_current)

    def _tools(self) -> QWidget:
        self.subject.setAccessibleName(_("题库"))
        self.subject.setMinimumWidth(240)
        self.kind.setAccessibleName(_("题型"))
        past = Button(_("导入记录"), self.show_imports, icon="clock")
        self.export = Button(_("导出"), icon="download")
        self.export.setProperty("menu", True)
        menu = QMenu(self.export)
        for form in exporting.FORMS:
            name = _("{name}（{suffix}）").format(name=_(form.told), suffix=form.suffix)
            action = menu.addAction(name)
            action.triggered.connect(lambda _checked=False, form=form: self.export_as(form))
        self.export.setMenu(menu)
        add = PrimaryButton(_("导入题目"), self.choose_file, icon="upload", shortcut="Ctrl+I")
        return flow(self.subject, None, past, self.export, add, spacing=10)

    def _show_subjects(self, subjects: list[queries.SubjectRow]) -> None:
        chosen = self.subject.currentData()
        self.subject.clear()
        self.subject.addItem(_("全部题库"), None)
        for one in subjects:
            self.subject.addItem(one.name, one.id)
        self.subject.setCurrentIndex(max(self.subject.findData(chosen), 0))
        shown = [one for one in subjects if self.subject.currentData() in (None, one.id)]
        self.total.set_value(str(sum(one.total for one in shown)))
        for kind, figure in self.figures.items():
            figure.set_value(str(sum(one.by_type.get(kind, 0) for one in shown)))
        self.export.setEnabled(any(one.total for one in shown))

    def _show_current(self, line: QuestionLine | None) -> None:
        if line is None:
            self.card.show_nothing()
            return
        with self.workspace.read() as session:
            question = queries.question(session, line.id)
            self.card.show_question(question, queries.versions(session, line.id))

    def _go_to(self, question_id: str) -> None:
        for number, line in enumerate(self.questions.rows if question_id else ()):
            if line.id == question_id:
                self.table.pick(number)
                self.table.scrollTo(self.questions.index(number, 0))
                self.keyboard_first = self.table

    def _tell_import(self, latest: ImportRow | None) -> None:
        """Say what an import just brought, with the way back."""
        self._latest = latest
        if latest is None or latest.undone or latest.id in self._told:
            return
        self._told.add(latest.id)
        if clock.now() - latest.at < JUST_NOW:
            told = _("已从“{name}”导入 {count} 题。")
            self.say(
                told.format(name=latest.file_name, count=latest.questions), undo=self.undo_latest
            )

    def _on_changed_question(self) -> None:
        self.say(_("已保存为新版本；已经生成的试卷仍用原来的版本。"))
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_exported(self, written: tuple[Path, int]) -> None:
        path, count = written
        self.say(_("已把 {count} 题写入“{name}”。").format(count=count, name=path.name))


def _line(question: QuestionRow) -> QuestionLine:
    return QuestionLine(
        id=question.id,
        type=question.type,
        stem=" ".join(question.stem.split()),
        key=key_text(question.type, question.answer).replace("|", "；"),
        citation=short_citation(question.citation),
        difficulty=question.difficulty or "",
    )
