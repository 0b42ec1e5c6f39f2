"""The papers of a room, one entry each; they are drawn when they are asked for."""

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QMenu

from dongan_training.exam.offering import ready_codes
from dongan_training.exam.printed.choice import ROOM_PAPERS, RoomPaper
from dongan_training.progress import Progress
from dongan_training.texts import _
from ui.kit import Page


class RoomPaperMenu(QMenu):
    """Shows any of the papers of one exam in the preview of its page."""

    def __init__(self, page: Page):
        super().__init__(page)
        self._page = page
        self._exam: tuple[str, str] = ("", "")  # id and title
        for paper, words in ROOM_PAPERS.items():
            self.addAction(_(words), partial(self.print, paper))

    def show_exam(self, exam_id: str, title: str) -> None:
        """Print for this exam from now on."""
        self._exam = (exam_id, title)

    def print(self, paper: RoomPaper) -> None:
        """Show one kind of paper."""
        from dongan_training.exam.printed.room_papers import paper_warning, write_room_paper
        from ui.kit.preview import Document, preview  # loads the PDF reader

        workspace, (exam_id, title) = self._page.workspace, self._exam
        with workspace.begin() as session:
            ready_codes(session, exam_id)

        def draw(path: Path, progress: Progress) -> None:
            with workspace.read() as session:
                write_room_paper(session, exam_id, paper, path, progress)

        def warning() -> str:
            with workspace.read() as session:
                return paper_warning(session, exam_id, paper)

        name = _("{title} {paper}").format(title=title, paper=_(ROOM_PAPERS[paper]))
        self._page.shown = preview(self._page, Document(name, f"{name}.pdf", draw, warning))
