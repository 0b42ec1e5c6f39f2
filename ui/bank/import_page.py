"""导入题目: read a file, look at what was understood beside the original, store what is right."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QComboBox, QSizePolicy, QWidget

from dongan_training import clock
from dongan_training.bank import intake, queries, reviewing
from dongan_training.bank.intake import ImportReport, Intake
from dongan_training.bank.reviewing import Choice, Item
from dongan_training.errors import UserError
from dongan_training.progress import Progress
from dongan_training.texts import N_, _
from ui.bank.dropping import TakesFile
from ui.bank.review_list import ReviewList, ReviewRow
from ui.bank.review_panel import ReviewPanel
from ui.bank.wording import BANK_FILES
from ui.jobs import Job
from ui.kit import (
    Button,
    Desk,
    EmptyState,
    LoadingState,
    Page,
    PrimaryButton,
    Question,
    State,
    Tone,
    Words,
    beside,
    row,
    stack,
)

PANEL_WIDTH = 438


@dataclass(frozen=True)
class Read:
    """A file as it was understood and compared with the bank."""

    path: Path
    format: str
    found: Intake


class BankImportPage(TakesFile, Page):
    """Left the questions, problems first; right the original text and what to settle."""

    title = N_("导入题目")

    def __init__(
        self, desk: Desk, file: str = "", subject: str = "", parent: QWidget | None = None
    ):
        super().__init__(desk, parent)
        self.setAcceptDrops(True)
        self.path = Path(file) if file else None
        self.read: Read | None = None
        self.items: list[Item] = []
        self._wanted_subject = subject
        self._is_changed = False
        self.lines = ReviewList()
        self.panel = ReviewPanel(self.go_to_next_open)
        self.subject = QComboBox(editable=True)
        self.leave = Button(_("取消"), self.give_up).large()
        self.store = PrimaryButton(_("导入"), self.import_ready, shortcut="Ctrl+Return").large()
        self._build()
        self.show_start()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.path is not None and self.read is None and self.jobs.running is None:
            self.take_file(self.path)

    def show_start(self) -> None:
        """Ask for a file."""
        choose = PrimaryButton(_("选择文件"), self.choose, icon="folder-open")
        advice = _(
            "Word、Excel、WPS 表格、文本、CSV、Markdown 和 JSON 都可以。"
            "先核对，再导入；没有经过您同意，什么也不会存入题库。"
        )
        self.show_state(
            EmptyState("upload", _("选择题库文件，或把文件拖到这里。"), choose, advice=advice)
        )
        choose.setFocus()

    def choose(self) -> None:
        """Let the user choose a file."""
        path = self.desk.dialogs.open_file(self, _("选择题库文件"), BANK_FILES)
        if path:
            self.take_file(path)

    def take_file(self, path: Path) -> None:
        """Read a file; nothing is stored by it."""
        if self.jobs.running is not None or not self._may_give_up():
            return

        def work(progress: Progress) -> Read:
            from dongan_training.bank import formats  # readers bring lxml and more

            reading = formats.read(path, progress)
            with self.workspace.read() as session:
                return Read(path, reading.format, intake.preview(session, reading, progress))

        self.path, self.read, self._is_changed = path, None, False
        self.set_title(_("导入题目"), path.name)
        self.show_state(LoadingState(_("正在读取“{name}”……").format(name=path.name)))
        job = Job(_("读取题库文件"), work)
        job.done.connect(self.show_read)
        job.failed.connect(self.show_failure)
        job.cancelled.connect(self._start_over)
        self.jobs.start(job)

    def show_read(self, read: Read) -> None:
        """Show what was understood."""
        self.read = read
        self.items = reviewing.items_of(read.found)
        if not self.items and not read.found.problems:
            self._show_refusal(
                _("“{name}”里没有认出试题。").format(name=read.path.name),
                _("请打开文件核对：每道题要有题干和答案。没有存入任何内容。"),
            )
            return
        self._offer_subjects(read.path.stem)
        self.show_content()
        self.notice.clear()
        self._count()
        self.lines.show_lines(self.items, read.found.problems)
        self.lines.table.setFocus()

    def show_failure(self, error: Exception) -> None:
        """Say why the file cannot be read; a bug flies on."""
        if not isinstance(error, UserError):
            raise error
        self._show_refusal(error.told(), error.advised())

    def go_to_next_open(self) -> None:
        """Put the cursor on the next question that needs a person."""
        if not self.lines.go_to_next_open():
            self.say(_("没有需要处理的题目了。"), Tone.GOOD)

    def import_ready(self) -> None:
        """Store what is ready, all or nothing."""
        read, drafts = self.read, reviewing.ready_drafts(self.items)
        if read is None or self.jobs.running is not None:
            return
        subject = self.subject.currentText().strip() or read.path.stem
        by, at = self.desk.actor, clock.now()

        def work(progress: Progress) -> ImportReport:
            with self.workspace.begin() as session:
                return intake.accept(
                    session,
                    drafts=drafts,
                    subject_name=subject,
                    file_name=read.path.name,
                    by=by,
                    at=at,
                    progress=progress,
                )

        self._set_busy(True)
        job = Job(_("导入题目"), work)
        job.done.connect(self._leave)
        job.failed.connect(self.explain)
        job.finished.connect(self._on_finished)
        self.jobs.start(job)

    def give_up(self) -> None:
        """Go back to the bank; asks first where decisions would be lost."""
        if self._may_give_up():
            self._leave()

    def _build(self) -> None:
        self.subject.setAccessibleName(_("存入题库"))
        self.subject.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        into = row(Words(_("存入"), "muted"), self.subject, spacing=10)
        into.layout().setStretch(1, 1)
        foot = beside((into, 170, 1), (row(self.leave, self.store, spacing=10), 0, 0), spacing=10)
        right = stack(self.panel, foot, spacing=14)
        self.body.addWidget(beside((self.lines, 460, 1), (right, PANEL_WIDTH, 0)), 1)
        self.lines.picked.connect(self._show_line)
        self.lines.table.typed.connect(self._on_typed)
        self.lines.table.opened.connect(self._on_opened)
        self.panel.decided.connect(self._take_decision)
        self.panel.decision.chosen.connect(self._take_choice)
        self.panel.decision.chosen_for_all.connect(self._take_choice_for_all)

    def _show_line(self, line: ReviewRow | None) -> None:
        if self.read is None or line is None:
            return
        if line.note is not None:
            self.panel.show_note(line.note, self.read.format)
        elif line.item is not None:
            following = self.items[line.id + 1 : line.id + 2]
            source = following[0].entry.draft.source if following else ""
            others = reviewing.undecided_alike(self.items, line.item)
            self.panel.show_item(line.item, self.read.format, source, others)

    def _on_typed(self, typed: str) -> None:
        if typed != " ":
            self.panel.press(typed)
            return
        chosen = self.lines.selected_items()
        wanted = not all(item.is_wanted for item in chosen)
        choice = Choice.KEEP if wanted else Choice.SKIP
        self._take_decisions([reviewing.with_choice(item, choice) for item in chosen])

    def _on_opened(self, _line: ReviewRow) -> None:
        self.panel.focus_answer()

    def _take_decision(self, item: Item) -> None:
        self._take_decisions([item])

    def _take_choice(self, choice: Choice) -> None:
        item = self.panel.item
        if item is not None:
            self._take_decisions(reviewing.decided(self.items, item, choice))

    def _take_choice_for_all(self, choice: Choice) -> None:
        item = self.panel.item
        if item is not None:
            self._take_decisions(reviewing.decided_alike(self.items, {item.entry.state}, choice))

    def _take_decisions(self, items: list[Item]) -> None:
        self._is_changed = True
        for item in items:
            self.items[item.id] = item
        self.lines.put(items)
        self._show_line(self.lines.table.current())
        self._count()

    def _count(self) -> None:
        told = reviewing.summary(self.items)
        self.lines.show_summary(told)
        self.store.setText(_("导入 {count} 题").format(count=told.ready))
        self.store.setEnabled(told.ready > 0)

    def _offer_subjects(self, proposed: str) -> None:
        with self.workspace.read() as session:
            names = [subject.name for subject in queries.subjects(session)]
        self.subject.clear()
        self.subject.addItems(names)
        self.subject.setCurrentText(self._wanted_subject or proposed)
        self.subject.lineEdit().setCursorPosition(0)

    def _show_refusal(self, told: str, advice: str) -> None:
        other = PrimaryButton(_("选择另一个文件"), self.choose, icon="folder-open")
        again = Button(_("重试"), self._try_file_again, icon="refresh-cw")
        self.show_state(State(("triangle-alert", "bad"), told, other, again, advice=advice))
        other.setFocus()

    def _try_file_again(self) -> None:
        if self.path is not None:
            self.take_file(self.path)

    def _start_over(self) -> None:
        self.path = None
        self.set_title(_("导入题目"))
        self.show_start()

    def _may_give_up(self) -> bool:
        if not self._is_changed:
            return True
        question = Question(
            _("放弃这次核对？"),
            _("已经改过的答案和选择不会保留。"),
            _("放弃"),
            _("原文件和题库都没有改动。"),
        )
        return self.desk.dialogs.confirm(self, question)

    def _leave(self, _report: ImportReport | None = None) -> None:
        self.read, self.items, self._is_changed = None, [], False
        self._start_over()
        self.navigator.go("bank")

    def _on_finished(self) -> None:
        self._set_busy(False)

    def _set_busy(self, busy: bool) -> None:
        for part in (self.lines, self.panel, self.subject, self.leave):
            part.setEnabled(not busy)
        self.store.setEnabled(not busy and bool(self.items))
        self.setCursor(Qt.CursorShape.BusyCursor if busy else Qt.CursorShape.ArrowCursor)
