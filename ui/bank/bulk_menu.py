"""批量: one change to all marked questions, done by a job and taken back on request."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu
from sqlalchemy.orm import Session

from dongan_training import clock
from dongan_training.bank.bulk.changes import Change, SetStatus
from dongan_training.bank.bulk.steps import Stepped, change_and_keep, take_step_back
from dongan_training.bank.filtering import Filter, Sorting, find_ids
from dongan_training.bank.models import QuestionStatus
from dongan_training.progress import Progress
from dongan_training.texts import _
from ui.bank.bulk_dialog import BulkDialog
from ui.jobs import Job, QuietJob
from ui.kit import Button, Tone

if TYPE_CHECKING:
    from ui.bank.bank_page import BankPage


MANY = 1000  # questions that take longer than a moment: progress is shown, and can be stopped


@dataclass(frozen=True)
class Marks:
    """The questions that were marked, and where they stand in a list."""

    ids: tuple[str, ...]
    wanted: Filter
    sorting: Sorting
    places: tuple[int, ...] = ()

    def found(self, session: Session) -> "Marks":
        """With the places that those have which the list still shows."""
        marked = set(self.ids)
        ids = find_ids(session, self.wanted, sorting=self.sorting)
        places = tuple(place for place, one in enumerate(ids) if one in marked)
        return replace(self, places=places)


class BulkMenu(Button):
    """The same entries stand in the menu of the list (right button, or the menu key)."""

    def __init__(self, page: "BankPage"):
        super().__init__(_("批量修改"), icon="pencil")
        self._page = page
        self.dialog: BulkDialog | None = None
        self.setProperty("menu", True)
        self.menu_ = QMenu(self)
        self.menu_.addAction(_("修改所选…") + "\tCtrl+B", self.ask)
        self.menu_.addSeparator()
        self.menu_.addAction(_("停用") + "\tDel", self.retire)
        self.menu_.addAction(_("恢复在用"), self.put_to_use)
        self.menu_.addAction(_("改为草稿"), self.make_drafts)
        self.setMenu(self.menu_)
        table = page.table
        table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        table.customContextMenuRequested.connect(self._open_at)
        QShortcut(QKeySequence("Ctrl+B"), page, self.ask)
        delete = QShortcut(QKeySequence.StandardKey.Delete, table, self.retire)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        self.follow(0)

    def follow(self, marked: int) -> None:
        """There is nothing to change where nothing is marked."""
        self.setEnabled(marked > 0)

    def ask(self) -> None:
        """Open the form for the marked questions."""
        count = self._page.marked_count()
        if count:
            self.dialog = BulkDialog(self._page.desk, count, self._page)
            self.dialog.accepted.connect(self._take)
            self.dialog.open()

    def retire(self) -> None:
        """Use the marked questions no more; papers keep them."""
        self.change([SetStatus(QuestionStatus.RETIRED)])

    def put_to_use(self) -> None:
        """Use them again."""
        self.change([SetStatus(QuestionStatus.IN_USE)])

    def make_drafts(self) -> None:
        """Set them aside until somebody has gone over them."""
        self.change([SetStatus(QuestionStatus.DRAFT)])

    def change(self, changes: Sequence[Change]) -> None:
        """Change the marked questions, in one transaction."""
        page, ids = self._page, self._page.marked_ids()
        if not changes or not ids:
            return
        by, at = page.desk.actor, clock.now()
        marks = Marks(tuple(ids), page.wanted, page.sorting)

        def work(progress: Progress) -> tuple[Stepped, Marks]:
            with page.workspace.begin() as session:
                done = change_and_keep(
                    session, question_ids=ids, changes=changes, by=by, at=at, progress=progress
                )
                return done, marks.found(session)

        self._start(_job(_("批量修改"), work, len(ids)), self._on_done)

    def _take(self) -> None:
        if self.dialog is not None:
            self.change(self.dialog.changes)

    def _on_done(self, result: tuple[Stepped, Marks]) -> None:
        done, marks = result
        self._mark(marks)
        told = done.told()
        if done.incomplete:
            told += _("{count} 题还没有答案，保持草稿。").format(count=done.incomplete)
        if not done.id:
            self._page.say(told, Tone.INFO)
            return
        page = self._page

        def undo() -> None:
            by, at = page.desk.actor, clock.now()
            before = replace(marks, wanted=page.wanted, sorting=page.sorting)

            def work(progress: Progress) -> tuple[int, Marks]:
                with page.workspace.begin() as session:
                    back = take_step_back(session, step_id=done.id, by=by, at=at, progress=progress)
                    return back.kept, before.found(session)

            self._start(_job(_("撤销批量修改"), work, done.count), self._on_undone)

        page.steps.done(told, undo)

    def _on_undone(self, result: tuple[int, Marks]) -> None:
        kept, marks = result
        self._mark(marks)
        told = _("已撤销。")
        if kept:
            told += _("{count} 题后来又改过，保持现状。").format(count=kept)
        self._page.steps.said_back(told)

    def _mark(self, marks: Marks) -> None:
        """Mark the same questions, so that a second change can follow."""
        page = self._page
        if marks.places and (marks.wanted, marks.sorting) == (page.wanted, page.sorting):
            page.table.mark(marks.places)

    def _start(self, job: Job, done: object) -> None:
        job.done.connect(done)
        job.failed.connect(self._page.explain)
        self._page.jobs.start(job)

    def _open_at(self, place: QPoint) -> None:
        if self.isEnabled():
            self.menu_.popup(self._page.table.viewport().mapToGlobal(place))


def _job(title: str, work: Callable[[Progress], Any], count: int) -> Job:
    return Job(title, work) if count >= MANY else QuietJob(title, work)
