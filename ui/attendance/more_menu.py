"""更多: what is done to a lesson now and then, behind one button of the attendance page."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu

from dongan_training.attendance.answers import Answer
from dongan_training.texts import _
from ui.attendance.carrying import Carrying
from ui.attendance.evidence_dialog import EvidenceDialog
from ui.attendance.group_dialog import GroupDialog, told_answers
from ui.attendance.picture_scan import PictureScan
from ui.attendance.signs_dialog import SignsDialog
from ui.attendance.spot_check_dialog import SpotCheckDialog
from ui.attendance.walk_in_dialog import WalkInDialog
from ui.attendance.walk_ins_dialog import WalkInsDialog
from ui.kit import Button

if TYPE_CHECKING:
    from ui.attendance.attendance_page import AttendancePage


class MoreMenu(Button):
    """Each entry opens a dialog about the lesson shown."""

    def __init__(self, page: "AttendancePage"):
        super().__init__(_("更多"), icon="ellipsis")
        self._page = page
        self.pictures = PictureScan(page)
        self.carrying = Carrying(page)
        menu = QMenu(self)
        self.group = menu.addAction(_("集体签到…"), self.sign_group_in)
        self.walk_in = menu.addAction(_("登记临时学员…"), self.let_in)
        self.walk_ins = menu.addAction(_("核对临时学员…"), self.match_walk_ins)
        menu.addSeparator()
        self.spot_check = menu.addAction(_("抽点…"), self.call_names)
        self.signs = menu.addAction(_("异常提示…"), self.show_signs)
        menu.addSeparator()
        self.scan = menu.addAction(_("识别图片里的胸牌…"), self.pictures.choose)
        self.evidence = menu.addAction(_("照片凭证…"), self.show_evidence)
        menu.addSeparator()
        self.carry = menu.addAction(_("带走签到记录…"), self.carrying.carry)
        self.merge = menu.addAction(_("并入签到记录…"), self.carrying.choose)
        self.setProperty("menu", True)
        self.setMenu(menu)

    def allow(self, is_over: bool) -> None:
        """After the lesson nobody is let in any more."""
        for action in (self.group, self.walk_in):
            action.setEnabled(not is_over)

    def sign_group_in(self) -> None:
        """Let many people in at once."""
        if self._page.lesson:
            dialog = GroupDialog(self._page.desk, self._page.lesson.id, self._page)
            dialog.answered.connect(self._tell_group)
            self._page.show_dialog(dialog)

    def let_in(self) -> None:
        """Let somebody in who is on no list."""
        if self._page.lesson:
            dialog = WalkInDialog(self._page.desk, self._page.lesson.id, parent=self._page)
            dialog.answered.connect(self._page.tell_answer)
            dialog.scanned.connect(self._page.tell_answer)
            self._page.show_dialog(dialog)

    def match_walk_ins(self) -> None:
        """Say who those were."""
        if self._page.lesson:
            dialog = WalkInsDialog(self._page.desk, self._page.lesson.class_id, self._page)
            self._page.show_dialog(dialog)

    def call_names(self) -> None:
        """Look for some people named at random."""
        if self._page.lesson:
            self._page.show_dialog(SpotCheckDialog(self._page.desk, self._page.lesson, self._page))

    def show_signs(self) -> None:
        """Show what looks strange in the class."""
        if self._page.lesson:
            dialog = SignsDialog(self._page.desk, self._page.lesson.class_id, self._page)
            self._page.show_dialog(dialog)

    def _tell_group(self, answers: list[Answer]) -> None:
        self._page.say(*told_answers(answers))

    def show_evidence(self) -> None:
        """Show the photographs kept for the lesson."""
        if self._page.lesson:
            self._page.show_dialog(EvidenceDialog(self._page.desk, self._page.lesson, self._page))
