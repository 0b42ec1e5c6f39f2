"""更多: places by township, the waiting list, and the menu of a class, each in a dialog."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu

from dongan_training.texts import _
from ui.kit import Button, ListDialog
from ui.training.choices_dialog import ChoicesDialog
from ui.training.places_dialog import PlacesDialog, WaitingDialog

if TYPE_CHECKING:
    from ui.training.class_page import ClassPage


class ClassMore(Button):
    """Opens a dialog over the page of the class."""

    def __init__(self, page: "ClassPage"):
        super().__init__(_("更多"), icon="ellipsis")
        self._page = page
        self.dialog: ListDialog | None = None
        menu = QMenu(self)
        menu.addAction(_("名额分配…"), self.share_places)
        menu.addAction(_("候补名单…"), self.show_waiting)
        menu.addAction(_("选课和排课…"), self.choose_courses)
        self.setProperty("menu", True)
        self.setMenu(menu)

    def share_places(self) -> None:
        """Share the places out by township."""
        self._show(PlacesDialog(self._page.desk, self._page.class_id, self._page))

    def show_waiting(self) -> None:
        """Show who waits for a place."""
        self._show(WaitingDialog(self._page.desk, self._page.class_id, self._page))

    def choose_courses(self) -> None:
        """Choose electives and propose a timetable."""
        self._show(ChoicesDialog(self._page.desk, self._page.class_id, self._page))

    def _show(self, dialog: ListDialog) -> None:
        self.dialog = dialog
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
