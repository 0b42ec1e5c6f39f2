"""The way out of a locked exam screen: the invigilator's password."""

from dataclasses import dataclass

from PySide6.QtWidgets import QLineEdit, QWidget

from dongan_training.errors import UserError
from dongan_training.exam.station import password_fits
from dongan_training.texts import N_, _
from ui.kit import Desk, FormDialog, Question, Words


@dataclass(eq=False)
class WrongPassword(UserError):
    message = N_("密码不对。")
    advice = N_("没有退出。忘了密码，请重新启动程序，在监考台的“考场设置”里重设。")


class LeaveDialog(FormDialog):
    """Asks for the password; a wrong one leaves everything as it is."""

    def __init__(self, desk: Desk, exam_id: str, question: Question, parent: QWidget | None = None):
        super().__init__(_("监考人员退出考场"), question.action, parent)
        self.desk, self.exam_id = desk, exam_id
        for words, look in ((question.title, ""), (question.loss, "muted")):
            self.form.addRow(Words(words, look).wrapped())
        self.password = QLineEdit(echoMode=QLineEdit.EchoMode.Password)
        self.row(_("退出密码"), self.password)
        self.password.setFocus()

    def save(self) -> None:
        """Compare with the hash that is stored."""
        with self.desk.workspace.read() as session:
            fits = password_fits(session, exam_id=self.exam_id, password=self.password.text())
        if not fits:
            self.password.clear()
            raise WrongPassword
