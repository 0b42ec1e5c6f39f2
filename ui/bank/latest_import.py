"""What an import just brought is said above the list, with the way back."""

from typing import TYPE_CHECKING

from dongan_training import clock
from dongan_training.bank.changing import undo_import
from dongan_training.bank.queries import ImportRow
from dongan_training.texts import _

if TYPE_CHECKING:
    from ui.bank.bank_page import BankPage

JUST_NOW = 60  # seconds for which a fresh import offers to be undone


class LatestImport:
    """Offers each import once."""

    def __init__(self, page: "BankPage"):
        self._page = page
        self._latest: ImportRow | None = None
        self._told: set[str] = set()

    def tell(self, latest: ImportRow | None) -> None:
        """Say what it brought, if that was a moment ago."""
        self._latest = latest
        if latest is None or latest.undone or latest.id in self._told:
            return
        self._told.add(latest.id)
        if (clock.now() - latest.at).total_seconds() < JUST_NOW:
            told = _("已从“{name}”导入 {count} 题。")
            told = told.format(name=latest.file_name, count=latest.questions)
            self._page.steps.done(told, self.undo)

    def undo(self) -> None:
        """Take the latest import back."""
        if self._latest is None:
            return
        page = self._page
        with page.explaining():
            with page.workspace.begin() as session:
                undone = undo_import(
                    session, import_id=self._latest.id, by=page.desk.actor, at=clock.now()
                )
            page.steps.said_back(undone.told())
