"""更多: places, waiting list, menu and exchanges of a class, each in a dialog."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu

from dongan_training.texts import _
from ui.kit import Button, ListDialog, Tone
from ui.training.choices_dialog import ChoicesDialog
from ui.training.menu_dialog import MenuDialog
from ui.training.places_dialog import PlacesDialog, WaitingDialog
from ui.training.trade_dialog import TradeDialog

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
        menu.addAction(_("本班课程菜单…"), self.offer_courses)
        menu.addAction(_("选课和排课…"), self.choose_courses)
        menu.addSeparator()
        menu.addAction(_("换人或调班…"), self.trade)
        self.setProperty("menu", True)
        self.setMenu(menu)

    def share_places(self) -> None:
        """Share the places out by township."""
        self._show(PlacesDialog(self._page.desk, self._page.class_id, self._page))

    def show_waiting(self) -> None:
        """Show who waits for a place."""
        self._show(WaitingDialog(self._page.desk, self._page.class_id, self._page))

    def offer_courses(self) -> None:
        """Say which courses people choose from."""
        self._show(MenuDialog(self._page.desk, self._page.class_id, self._page))

    def trade(self) -> None:
        """Let somebody else take the place of the person with the cursor."""
        leaving = self._page.people.table.current()
        if leaving is None:
            self._page.show_tab("people")
            self._page.say(_("请先在“学员”里选中要换的人。"), Tone.INFO)
            return
        card = self._page.overview.card
        self._show(TradeDialog(self._page.desk, card, leaving, self._page))

    def choose_courses(self) -> None:
        """Choose electives and propose a timetable."""
        self._show(ChoicesDialog(self._page.desk, self._page.class_id, self._page))

    def _show(self, dialog: ListDialog) -> None:
        self.dialog = dialog
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
