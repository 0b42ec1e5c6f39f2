"""更多: what is done to a paper now and then, behind one button of its page."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu

from dongan_training import clock
from dongan_training.exam.queries import PaperRow
from dongan_training.exam.signing_off import copy_paper, discard_paper
from dongan_training.texts import _
from ui.exam.signing_dialogs import ReopenDialog
from ui.kit import Button, Question

if TYPE_CHECKING:
    from ui.exam.paper_page import PaperPage


class PaperMenu(Button):
    """Another question, compare, copy, open again, discard."""

    def __init__(self, page: "PaperPage"):
        super().__init__(_("更多"), icon="ellipsis")
        self._page = page
        menu = QMenu(self)
        self.swapping = menu.addAction(_("换题…"), page.swap)
        self.taking_back = menu.addAction(_("撤销上一次换题"), page.take_back)
        self.following = menu.addAction(_("这道题的历次成绩"), page.show_history)
        menu.addSeparator()
        self.comparing = menu.addAction(_("比较试卷…"), self.compare)
        self.copying = menu.addAction(_("复制试卷"), self.copy)
        menu.addSeparator()
        self.reopening = menu.addAction(_("退回草稿…"), self.reopen)
        self.discarding = menu.addAction(_("作废草稿…"), self.discard)
        self.setProperty("menu", True)
        self.setMenu(menu)

    def allow(self, paper: PaperRow, *, has_swaps: bool) -> None:
        """Offer what fits the state of the paper."""
        is_draft = paper.approved_at is None
        self.swapping.setEnabled(is_draft)
        self.taking_back.setEnabled(is_draft and has_swaps)
        self.reopening.setEnabled(paper.approved_at is not None and not paper.exams)
        self.discarding.setEnabled(paper.approved_at is None and not paper.exams)

    def compare(self) -> None:
        """Show this paper beside another one."""
        self._page.navigator.go("compare-papers", paper_id=self._page.paper_id)

    def copy(self) -> None:
        """Make a draft like this paper and show it."""
        page = self._page
        with page.explaining():
            with page.workspace.begin() as session:
                made = copy_paper(
                    session, paper_id=page.paper_id, by=page.desk.actor, at=clock.now()
                )
            page.navigator.go("paper", paper_id=made)

    def reopen(self) -> None:
        """Ask for the reason, then make the paper a draft again."""
        page = self._page
        page.dialog = ReopenDialog(page.desk, page.paper_id, page)
        page.dialog.open()

    def discard(self) -> None:
        """Ask, then throw the draft away."""
        page = self._page
        title = page.view.row.title
        question = Question(
            _("作废草稿“{title}”？").format(title=title),
            _("这份草稿的题目和卷别都会删除。"),
            _("作废"),
            _("题库里的题和别的试卷都在。"),
        )
        if page.desk.dialogs.confirm(page, question):
            with page.explaining():
                page.leaving = True
                with page.workspace.begin() as session:
                    discard_paper(
                        session, paper_id=page.paper_id, by=page.desk.actor, at=clock.now()
                    )
                page.navigator.back()
