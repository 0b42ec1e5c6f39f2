"""导入题目: read a file, look at what was understood beside the original, store what is right."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QComboBox

from dongan_training.bank.importing import draft_imports, reviewing
from dongan_training.bank.importing.draft_imports import Review
from dongan_training.bank.importing.reviewing import Item
from dongan_training.errors import UserError
from dongan_training.progress import Progress
from dongan_training.texts import N_, _
from ui.bank.drafts_dialog import DraftsDialog, giving_up
from ui.bank.file_queue import FileQueue
from ui.bank.import_start import foot_of, offer_subjects, refusal_state, start_state
from ui.bank.kept_review import dropped, kept
from ui.bank.reads_anew import ReadsAnew
from ui.bank.review_board import KEYS, ReviewBoard
from ui.bank.reviewing_jobs import Opened, Stored, opening, reading, storing
from ui.bank.undo_steps import UndoSteps
from ui.bank.wording import BANK_FILES, claims_text
from ui.jobs import Job
from ui.kit import Button, Desk, IconButton, LoadingState, Page, PrimaryButton, Tone
from ui.kit.dropping import TakesFile


class BankImportPage(ReadsAnew, TakesFile, Page):
    """A review that is written down as it goes: leaving the page loses nothing.

    ``asked_at`` tells one wish for the same files from another: each is read anew.
    """

    title = N_("导入题目")
    many, own_keys = True, KEYS

    def __init__(
        self,
        desk: Desk,
        files: Sequence[str] = (),
        subject: str = "",
        draft: str = "",
        asked_at: datetime | None = None,
    ):
        super().__init__(desk)
        self.setAcceptDrops(True)
        self.queue = FileQueue()
        self.queue.put([Path(file) for file in files])
        self.path: Path | None = None
        self.draft = draft
        self.review: Review | None = None
        self._is_new = True
        self._wanted_subject = subject
        self.subject = QComboBox(editable=True)
        self.give_up = IconButton("trash-2", _("放弃这次核对"), self.discard)
        self.leave = Button(_("以后再核对"), self.put_off).large()
        self.store = PrimaryButton(_("导入"), self.import_ready, shortcut="Ctrl+Return").large()
        foot = foot_of(self.subject, (self.give_up, self.leave, self.store))
        self.board = ReviewBoard(desk, self.go_to_next_open, foot)
        self.lines, self.panel = self.board.lines, self.board.panel
        self.body.addWidget(self.board, 1)
        self.board.counted.connect(self._count)
        self.board.pausing.connect(self.save)
        self.board.reading_anew.connect(self.read_anew)
        self.steps = UndoSteps(self)
        self.show_start()

    @property
    def items(self) -> list[Item]:
        """All questions as they stand now."""
        return self.board.items

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.review is not None and not self.draft:  # it waited for nobody meanwhile
            self.draft = kept(self.desk, replace(self.review, items=list(self.items)))
        self._begin()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.save()
        if self.jobs.running is None:
            self._drop_untouched()

    def _begin(self) -> None:
        """Read what the page was opened for, once no job is in the way."""
        if self.review is None and self.jobs.running is not None:
            self.jobs.idle.connect(self._begin, Qt.ConnectionType.SingleShotConnection)
        elif self.review is None and self.draft:
            self.go_on(self.draft)
        elif self.review is None and self.path is None:
            self.take_next()

    def show_start(self) -> None:
        """Ask for a file, or for a review to go on with."""
        with self.workspace.read() as session:
            waiting = len(draft_imports.open_drafts(session))
        state = start_state(self, self.choose, self.paste, self.choose_draft, waiting)
        self.show_state(state)
        state.buttons[0].setFocus()

    def choose(self) -> None:
        """Let the user choose a file."""
        if path := self.desk.dialogs.open_file(self, _("选择题库文件"), BANK_FILES):
            self.take_file(path)

    def paste(self) -> None:
        """Go to where text is pasted."""
        self.navigator.go("bank-paste", subject=self._wanted_subject)

    def choose_draft(self) -> None:
        """Let the user choose a review to go on with."""
        dialog = DraftsDialog(self.desk, self)
        if dialog.exec() and dialog.chosen is not None:
            self.go_on(dialog.chosen.id)
        elif self.review is None:
            self.show_start()
        dialog.deleteLater()

    def take_files(self, paths: Sequence[Path]) -> None:
        """Review the files one after the other; what is under review now goes first."""
        self.queue.put(paths)
        if self.review is None or not self.board.is_changed:
            self.take_next()
        else:
            told = _("{count} 个文件排在后面，这一份核对完再接着核对。")
            self.say(told.format(count=self.queue.waits))

    def take_next(self) -> bool:
        """Take the next file that waits; tells whether there is one."""
        if self.jobs.running is not None or (path := self.queue.take()) is None:
            return False
        self.take_file(path)
        return True

    def take_file(self, path: Path) -> None:
        """Read a file; its review is kept as a draft, the bank does not change."""
        if self.jobs.running is None:
            self.save()
            self.path = path
            told = _("正在读取“{name}”……").format(name=path.name)
            subject = self._wanted_subject or path.stem
            self._read(told, reading(self.desk, path, subject))

    def go_on(self, draft_id: str) -> None:
        """Show a review where it was left."""
        if self.jobs.running is None:
            self.save()
            self._read(_("正在打开草稿……"), opening(self.desk, draft_id))

    def show_read(self, opened: Opened) -> None:
        """Show what was understood, or how far a review was."""
        review = opened.review
        if not review.items and not review.notes:
            self._show_refusal(
                _("“{name}”里没有认出试题。").format(name=review.file_name),
                _("请打开文件核对：每道题要有题干和答案。没有存入任何内容。"),
            )
            return
        self.draft, self.review, self._is_new = opened.draft_id, review, opened.is_new
        name, counts = self.queue.told(review.file_name), claims_text(opened.claims)
        self.set_title(_("导入题目"), f"{name}　{counts}" if counts else name)
        offer_subjects(self.desk, self.subject, review.subject_name)
        self.show_content()
        self.steps.forget()
        self.board.show_review(review.format, review.items, review.notes)

    def show_failure(self, error: Exception) -> None:
        """Say why the file cannot be read; a bug flies on."""
        if not isinstance(error, UserError):
            raise error
        self._show_refusal(error.told(), error.advised())

    def go_to_next_open(self) -> None:
        """Put the cursor on the next question that needs a person."""
        if not self.lines.go_to_next_open():
            self.say(_("没有需要处理的题目了。"), Tone.GOOD)

    def save(self) -> None:
        """Write down what was decided."""
        items = self.board.take_unsaved()
        if self.draft and self.review is not None and (items or self._goes_elsewhere):
            subject = self.subject.currentText().strip() or self.review.subject_name
            with self.explaining(), self.workspace.begin() as session:
                draft_imports.save(session, self.draft, items, subject_name=subject)

    def import_ready(self) -> None:
        """Store what is ready, all or nothing; what still needs a person stays here."""
        if self.review is None or self.jobs.running is not None:
            return
        self.save()
        subject = self.subject.currentText().strip() or self.review.subject_name
        review = replace(self.review, subject_name=subject, items=list(self.items))
        self._set_busy(True)
        job = Job(_("导入题目"), storing(self.desk, self.draft, review))
        job.done.connect(self._on_stored)
        job.failed.connect(self.explain)
        job.finished.connect(self._on_finished)
        self.jobs.start(job)

    def put_off(self) -> None:
        """Go back to the bank; the review waits as a draft if anything was decided in it."""
        self.save()
        self._drop_untouched()
        self._leave()

    def discard(self) -> None:
        """Give the review up; asks first where decisions would be lost."""
        if self.review is None:
            return
        name = self.review.file_name
        if self._is_untouched or self.desk.dialogs.confirm(self, giving_up(name)):
            dropped(self.desk, self.draft)
            self._leave()

    def _read(self, told: str, work: Callable[[Progress], Opened]) -> None:
        self._drop_untouched()
        self.board.clear()
        self.review, self.draft = None, ""
        self.show_state(LoadingState(told))
        job = Job(_("读取题库文件"), work)
        job.done.connect(self.show_read)
        job.failed.connect(self.show_failure)
        job.cancelled.connect(self._start_over)
        self.jobs.start(job)

    def _count(self) -> None:
        told = reviewing.summary(self.items)
        self.store.setText(_("导入 {count} 题").format(count=told.ready))
        self.store.setShortcut("Ctrl+Return")  # setText takes it away
        self.store.setEnabled(told.ready > 0 and self.board.isEnabled())

    def _show_refusal(self, told: str, advice: str) -> None:
        following = self.take_next if self.queue.waits else None
        state = refusal_state(told, advice, self.choose, self._try_file_again, following)
        self.show_state(state)
        state.buttons[-1 if following else 0].setFocus()

    def _try_file_again(self) -> None:
        if self.path is not None:
            self.take_file(self.path)

    def _start_over(self) -> None:
        self.path = None
        self.set_title(_("导入题目"))
        self.show_start()

    def _on_stored(self, stored: Stored) -> None:
        if stored.rest is None:
            self.review, self.draft = None, ""
            self._leave()
            return
        self.review = stored.rest
        self._set_busy(False)  # what is greyed out takes no keyboard
        self.steps.forget()
        self.board.show_review(stored.rest.format, stored.rest.items, stored.rest.notes)
        told = _(
            "已导入 {count} 题。还有 {left} 题需要处理，已留作草稿，可以现在处理，也可以以后再来。"
        )
        count = stored.settled.report.stored + stored.settled.report.replaced
        self.say(told.format(count=count, left=stored.settled.left))
        self._is_new = False

    def _on_finished(self) -> None:
        self._set_busy(False)

    def _drop_untouched(self) -> None:
        """A file that was only looked at leaves no draft behind; who comes back sees it yet."""
        if self._is_untouched and self.draft:
            dropped(self.desk, self.draft)
            self.draft = ""

    @property
    def _is_untouched(self) -> bool:
        is_as_read = self._is_new and not self.board.is_changed and not self._goes_elsewhere
        return self.review is not None and is_as_read

    @property
    def _goes_elsewhere(self) -> bool:
        """Whether somebody chose another subject than the file was proposed for."""
        chosen = self.subject.currentText().strip()
        return self.review is not None and chosen not in ("", self.review.subject_name)

    def _leave(self) -> None:
        self.review, self.draft = None, ""
        self.board.clear()
        if not self.take_next():
            self._start_over()
            self.navigator.go("bank")

    def _set_busy(self, busy: bool) -> None:
        for part in (self.board, self.subject, self.leave):
            part.setEnabled(not busy)
        self._count()
        self.setCursor(Qt.CursorShape.BusyCursor if busy else Qt.CursorShape.ArrowCursor)
