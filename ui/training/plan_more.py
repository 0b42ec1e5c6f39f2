"""更多: the money of the year, kinds of classes and rooms, each in a dialog."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu

from dongan_training.texts import _
from ui.kit import Button, ListDialog
from ui.training.budget_dialog import BudgetDialog
from ui.training.data_dialogs import KindsDialog, VenuesDialog

if TYPE_CHECKING:
    from ui.training.training_page import TrainingPage


class PlanMore(Button):
    """Opens a dialog over the list of classes."""

    def __init__(self, page: "TrainingPage"):
        super().__init__(_("更多"), icon="ellipsis")
        self._page = page
        self.dialog: ListDialog | None = None
        menu = QMenu(self)
        menu.addAction(_("课程菜单"), page.open_courses)
        menu.addAction(_("经费…"), self.show_budget)
        menu.addAction(_("班别…"), self.show_kinds)
        menu.addAction(_("场地…"), self.show_venues)
        self.setProperty("menu", True)
        self.setMenu(menu)

    def show_budget(self) -> None:
        """Show what the year costs."""
        self._show(BudgetDialog(self._page.desk, self._page.year.currentData(), self._page))

    def show_kinds(self) -> None:
        """Show the kinds of classes."""
        self._show(KindsDialog(self._page.desk, self._page))

    def show_venues(self) -> None:
        """Show the rooms."""
        self._show(VenuesDialog(self._page.desk, self._page))

    def _show(self, dialog: ListDialog) -> None:
        self.dialog = dialog
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
