"""更多: what is done to one person's attempt now and then, behind one button of the board."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu

from dongan_training.exam.board import Board, BoardRow
from dongan_training.texts import _
from ui.exam.board_dialogs import AnnulDialog, EndDialog, MoveDialog, ReopenAttemptDialog
from ui.kit import Button

if TYPE_CHECKING:
    from ui.exam.board_page import BoardPage


class BoardMenu(Button):
    """Another seat, collecting, opening again, annulling."""

    def __init__(self, page: "BoardPage"):
        super().__init__(_("更多"), icon="ellipsis")
        self._page = page
        menu = QMenu(self)
        self.moving = menu.addAction(_("换座…"), self.move_person)
        menu.addSeparator()
        self.ending = menu.addAction(_("收卷…"), self.end)
        self.reopening = menu.addAction(_("重开答卷…"), self.reopen)
        self.annulling = menu.addAction(_("作废答卷…"), self.annul)
        self.setProperty("menu", True)
        self.setMenu(menu)

    def allow(self, found: Board, row: BoardRow | None) -> None:
        """Offer what fits the person on the row."""
        state = row.state if row else ""
        self.setEnabled(row is not None)
        self.moving.setEnabled(row is not None and found.seat_rows > 0)
        self.ending.setEnabled(state == "open")
        self.reopening.setEnabled(state in ("handed_in", "timed_out") and not found.is_closed)
        self.annulling.setEnabled(state in ("open", "handed_in", "timed_out"))

    def move_person(self) -> None:
        """Give the person on the row another seat."""
        row = self._page.current_row()
        if row is not None:
            page = self._page
            page.open_dialog(MoveDialog(page.desk, page.exam_id, row, page))

    def end(self) -> None:
        """Collect the answers of the person on the row."""
        self._page.open_for_row(EndDialog)

    def reopen(self) -> None:
        """Let the person on the row go on with what was handed in."""
        self._page.open_for_row(ReopenAttemptDialog)

    def annul(self) -> None:
        """Declare the attempt of the person on the row void."""
        self._page.open_for_row(AnnulDialog)
