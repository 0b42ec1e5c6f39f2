"""What is done to one certificate with a reason: make it void, or print it once more."""

from PySide6.QtWidgets import QWidget

from dongan_training import clock
from dongan_training.certificates.issuing import Issued, reprint_certificate, revoke_certificate
from dongan_training.certificates.standing import CertificateRow
from dongan_training.texts import _
from ui.kit import Desk, FormDialog, Tone


class RevokeDialog(FormDialog):
    """Stays open with what was typed in until there is a reason."""

    def __init__(self, desk: Desk, line: CertificateRow, parent: QWidget | None = None):
        super().__init__(_("撤销证书"), _("撤销证书"), parent)
        self.desk = desk
        self.certificate = line
        told = _("{name}的证书“{number}”撤销后不能恢复，扫码核验会显示“已撤销”，编号不再使用。")
        self.notice.show_text(told.format(name=line.name, number=line.number), Tone.ATTENTION)
        self.notice.keep()
        self.reason = self.line(_("撤销原因"), hint=_("例如：成绩登记有误。会写入操作日志。"))

    def save(self) -> None:
        with self.desk.workspace.begin() as session:
            revoke_certificate(
                session,
                certificate_id=self.certificate.certificate_id,
                reason=self.reason.text(),
                by=self.desk.actor,
                at=clock.now(),
            )


class ReprintDialog(FormDialog):
    """Leaves in ``reprinted`` what is to be printed, marked as a reprint."""

    def __init__(self, desk: Desk, line: CertificateRow, parent: QWidget | None = None):
        super().__init__(_("补印证书"), _("补印"), parent)
        self.desk = desk
        self.certificate = line
        self.reprinted: Issued | None = None
        told = _("再印一份{name}的证书“{number}”：编号和内容不变，纸上注明补印日期。")
        self.notice.show_text(told.format(name=line.name, number=line.number), Tone.INFO)
        self.notice.keep()
        self.reason = self.line(_("补印原因"), hint=_("例如：原件遗失。会写入操作日志。"))

    def save(self) -> None:
        with self.desk.workspace.begin() as session:
            self.reprinted = reprint_certificate(
                session,
                certificate_id=self.certificate.certificate_id,
                reason=self.reason.text(),
                by=self.desk.actor,
                at=clock.now(),
            )
