"""更多: what is done to a lesson now and then, behind one button of the attendance page."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu

from dongan_training.texts import _
from ui.attendance.evidence_dialog import EvidenceDialog
from ui.attendance.picture_scan import PictureScan
from ui.kit import Button

if TYPE_CHECKING:
    from ui.attendance.attendance_page import AttendancePage


class MoreMenu(Button):
    """Each entry opens a dialog about the lesson shown."""

    def __init__(self, page: "AttendancePage"):
        super().__init__(_("更多"), icon="ellipsis")
        self._page = page
        self.pictures = PictureScan(page)
        menu = QMenu(self)
        self.scan = menu.addAction(_("识别图片里的胸牌…"), self.pictures.choose)
        self.evidence = menu.addAction(_("照片凭证…"), self.show_evidence)
        self.setProperty("menu", True)
        self.setMenu(menu)

    def show_evidence(self) -> None:
        """Show the photographs kept for the lesson."""
        if self._page.lesson:
            self._page.show_dialog(EvidenceDialog(self._page.desk, self._page.lesson, self._page))
