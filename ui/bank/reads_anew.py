"""Pieces of a file under review are put right in their text and read again, or taken back."""

from collections.abc import Callable
from dataclasses import replace

from dongan_training.bank.importing import draft_imports, rereading
from dongan_training.bank.importing.draft_imports import Review
from dongan_training.bank.importing.intake import Known
from dongan_training.bank.importing.rereading import Reread
from dongan_training.bank.importing.reviewing import Item
from dongan_training.texts import _
from ui.bank.reread_dialog import RereadDialog
from ui.bank.review_board import ReviewBoard
from ui.bank.undo_steps import UndoSteps
from ui.jobs import Reading
from ui.kit import Desk


class ReadsAnew:
    """Beside Page: F4 in a review."""

    desk: Desk
    board: ReviewBoard
    review: Review | None
    draft: str
    steps: UndoSteps
    dialog: RereadDialog | None = None
    save: Callable[[], None]
    explain: Callable[[Exception], None]
    _nearness: Reading | None = None

    def read_anew(self) -> None:
        """Ask for the text of what is marked, and put what it says in its place."""
        taken = self.board.chosen()
        if self.review is None or not taken.pieces:
            return
        items, notes = self.board.items, self.board.notes
        self.dialog = RereadDialog(taken, items, notes, self.board.format, self)
        self.dialog.accepted.connect(self._put_in)
        self.dialog.finished.connect(self.dialog.deleteLater)
        self.dialog.open()

    def _put_in(self) -> None:
        dialog = self.dialog
        assert dialog is not None
        self.save()
        before = self.board.items, self.board.notes
        with self.desk.workspace.read() as session:
            read = rereading.read_anew(session, dialog.taken, dialog.text)
        reread = rereading.put_in(*before, dialog.taken, read)
        self._show(reread)
        self._look_for_near(reread)

        def take_back() -> None:
            self.save()
            self._show(rereading.taken_back(*before, reread, self.board.items))
            self.steps.said_back(_("已恢复原来的识别结果。"))

        told = _("已按改过的原文识别为 {count} 题。")
        self.steps.done(told.format(count=len(read[0])), take_back)

    def _look_for_near(self, reread: Reread) -> None:
        """Hold the new questions against the whole bank, apart from the window."""
        if self._nearness is None:
            self._nearness = Reading(self.desk.jobs, _("查找相近的题"), self.board)
            self._nearness.read.connect(self._show_near)
            self._nearness.failed.connect(self.explain)

        def work() -> tuple[dict[int, Known], list[Item]]:
            with self.desk.workspace.read() as session:
                return rereading.near_ones(session, reread), reread.items

        self._nearness.ask(work)

    def _show_near(self, found: tuple[dict[int, Known], list[Item]]) -> None:
        self.board.show_near(*found)

    def _show(self, reread: Reread) -> None:
        assert self.review is not None
        self.review = replace(self.review, notes=reread.notes)
        with self.desk.workspace.begin() as session:
            draft_imports.save_reread(session, self.draft, reread)
        self.board.show_reread(reread)
