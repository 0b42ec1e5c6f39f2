"""更多: what is done with the marks of an exam now and then, behind one button of the list."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu

from dongan_training.texts import _
from ui.kit import Button

if TYPE_CHECKING:
    from ui.exam.marks_page import MarksPage


class MarksMenu(Button):
    """Marking, correcting a key, a resit, the overall results, files."""

    def __init__(self, page: "MarksPage"):
        super().__init__(_("更多"), icon="ellipsis")
        menu = QMenu(self)
        self.marking = menu.addAction(_("阅卷"), page.show_marking)
        self.correcting = menu.addAction(_("更正答案…"), page.regrade)
        self.resit = menu.addAction(_("安排补考…"), page.arrange_resit)
        self.overall = menu.addAction(_("总评"), page.show_overall)
        menu.addSeparator()
        self.excel = menu.addAction(_("导出 Excel…"), page.save_excel)
        self.posted = menu.addAction(_("导出公示名单…"), page.save_posted)
        self.setProperty("menu", True)
        self.setMenu(menu)
