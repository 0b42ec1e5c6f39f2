"""更多: from the list of the bank to the register, the check, the review and the records."""

from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu
from sqlalchemy.orm import Session

from dongan_training.bank.filtering import Filter
from dongan_training.bank.importing.draft_imports import open_drafts
from dongan_training.bank.models import DraftImport
from dongan_training.bank.regulations.awaiting import waiting_count
from dongan_training.bank.regulations.models import CitationReview, EditionReplacement
from dongan_training.texts import _
from ui.bank.blank_forms import add_blank_forms
from ui.bank.changes_dialog import ChangesDialog
from ui.bank.drafts_dialog import DraftsDialog
from ui.bank.imports_dialog import ImportsDialog
from ui.kit import Button

if TYPE_CHECKING:
    from ui.bank.bank_page import BankPage

# By these questions and imports begin or end to wait.
MARKS = frozenset({CitationReview, EditionReplacement, DraftImport})


class MoreMenu(Button):
    """Beside it stand ``waiting`` and ``unfinished`` while questions or imports wait for review."""

    def __init__(self, page: "BankPage"):
        super().__init__(_("更多"), icon="ellipsis")
        self._page = page
        self.setProperty("menu", True)
        self.waiting = Button("", self.review, icon="flag")
        self.waiting.hide()
        self.unfinished = Button("", self.show_drafts, icon="clock")
        self.unfinished.hide()
        menu = QMenu(self)
        for told, step, keys in (
            (_("粘贴题目…"), page.paste, "Ctrl+Shift+V"),
            (_("导入草稿…"), self.show_drafts, "Ctrl+Shift+D"),
            (_("法规…"), self.open_register, "Ctrl+Shift+G"),
            (_("待复核…"), self.review, "Ctrl+Shift+F"),
            (_("检查题库…"), self.check, "Ctrl+Shift+J"),
            (_("导入记录…"), self.show_imports, "Ctrl+Shift+R"),
            (_("批量修改记录…"), self.show_changes, "Ctrl+Shift+B"),
        ):
            action = menu.addAction(told, step)
            action.setShortcut(QKeySequence(keys))
            page.addAction(action)  # its key works while the menu is closed
        menu.addSeparator()
        add_blank_forms(menu, page)
        self.setMenu(menu)

    def follow(self, session: Session) -> None:
        """Say how many questions and imports wait, if any do."""
        count = waiting_count(session)
        self.waiting.setText(_("{count} 题待复核").format(count=count))
        self.waiting.setVisible(count > 0)
        drafts = len(open_drafts(session))
        self.unfinished.setText(_("{count} 份导入等待核对").format(count=drafts))
        self.unfinished.setVisible(drafts > 0)

    def show_imports(self) -> None:
        """Open the list of files taken in."""
        self.imports = ImportsDialog(self._page.desk, self._page)
        self.imports.accepted.connect(self._show_import)
        self.imports.open()

    def show_changes(self) -> None:
        """Open the list of changes to many questions."""
        self.changes = ChangesDialog(self._page.desk, self._page)
        self.changes.open()

    def show_drafts(self) -> None:
        """Open the list of reviews that wait; the one chosen is gone on with."""
        self.drafts = DraftsDialog(self._page.desk, self._page)
        self.drafts.accepted.connect(self._go_on)
        self.drafts.finished.connect(self.drafts.deleteLater)
        self.drafts.open()

    def _show_import(self) -> None:
        if self.imports.shown is not None:
            self._page.show_only(Filter(brought_by=self.imports.shown, status=None))

    def _go_on(self) -> None:
        if self.drafts.chosen is not None:
            self._page.navigator.go("bank-import", draft=self.drafts.chosen.id)

    def open_register(self) -> None:
        """Go to the register of regulations."""
        self._page.navigator.go("regulations")

    def review(self) -> None:
        """Go to the questions that wait because an edition was replaced."""
        self._page.navigator.go("citation-review")

    def check(self) -> None:
        """Go to what smells in the bank."""
        self._page.navigator.go("bank-check")
