"""更多: what is done to the roll as a whole now and then."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu

from dongan_training.people.person_history import person_history
from dongan_training.texts import _
from ui.kit import Button, FittedDialog
from ui.people.duplicates_dialog import DuplicatesDialog
from ui.people.history_dialog import HistoryDialog
from ui.people.imports_dialog import ImportsDialog
from ui.people.outside_dialog import OutsideDialog
from ui.people.photo_match import PhotoMatch
from ui.people.reserve_dialog import ReserveDialog
from ui.people.steps_dialog import StepsDialog

if TYPE_CHECKING:
    from ui.people.people_page import PeoplePage


class RollMenu(Button):
    """Each entry opens a dialog over the page."""

    def __init__(self, page: "PeoplePage"):
        super().__init__(_("更多"), icon="ellipsis")
        self._page = page
        self.dialog: FittedDialog | None = None
        menu = QMenu(self)
        menu.addAction(_("查找重复…"), self.find_duplicates)
        menu.addAction(_("导入记录…"), self.show_imports)
        menu.addAction(_("批量修改记录…"), self.show_steps)
        menu.addAction(_("后备名单…"), self.show_reserve)
        self.photos = PhotoMatch(page)
        menu.addAction(_("按文件名存入照片…"), self.photos.begin)
        self.history = menu.addAction(_("此人的变动记录…"), self.show_history)
        menu.aboutToShow.connect(self._follow)
        menu.addSeparator()
        menu.addAction(_("外部培训和兜底名单…"), self.show_outside)
        self.setProperty("menu", True)
        self.setMenu(menu)

    def find_duplicates(self) -> None:
        """Show entries that may be one person."""
        self._show(DuplicatesDialog(self._page.desk, self._page))

    def show_imports(self) -> None:
        """Show the rolls that were brought in."""
        self._show(ImportsDialog(self._page.desk, self._page))

    def show_steps(self) -> None:
        """Show the changes of many people."""
        self._show(StepsDialog(self._page.desk, self._page))

    def show_reserve(self) -> None:
        """Show the reserve lists."""
        self._show(ReserveDialog(self._page.desk, self._page))

    def show_history(self) -> None:
        """Show what happened to the person with the cursor."""
        if line := self._page.table.current():
            with self._page.workspace.read() as session:
                told = person_history(session, line.id)
            self._show(HistoryDialog(line.name, told, self._page))

    def show_outside(self) -> None:
        """Show who was trained elsewhere, and who is still without any training."""
        self._show(OutsideDialog(self._page.desk, self._page))

    def _follow(self) -> None:
        self.history.setEnabled(self._page.table.current() is not None)

    def _show(self, dialog: FittedDialog) -> None:
        self.dialog = dialog
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
