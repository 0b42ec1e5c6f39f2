"""核验文件: whose certificates verify here, and what others need to verify ours."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from dongan_training import clock
from dongan_training.certificates import trust
from dongan_training.certificates.keys import rotate_signing_key
from dongan_training.certificates.trust import NotYetTrusted, VerificationFile
from dongan_training.saving import save_whole
from dongan_training.texts import N_, _
from ui.certificates import wording
from ui.kit import (
    Button,
    Column,
    DangerButton,
    Desk,
    FileKind,
    ListDialog,
    PrimaryButton,
    Question,
    RowsModel,
    Table,
    Tone,
)

VERIFICATION_FILE = FileKind(N_("核验文件"), (".json",))


class KeysDialog(ListDialog):
    """One table of keys; files go out and come in, and the key we sign with can be replaced."""

    def __init__(self, desk: Desk, parent: QWidget | None = None):
        told = _("别的单位导入本机的核验文件，不联网就能核验本机签发的证书；撤销的编号也随它带去。")
        super().__init__(_("核验文件"), told, parent)
        self.desk = desk
        self.setMinimumWidth(820)
        self.keys = RowsModel(
            Column(_("单位"), "name", bold=True),
            Column(_("密钥"), "state", tag=wording.key_tag, width=120),
            Column(_("指纹"), "fingerprint", width=230),
            Column(_("已撤销编号"), "revoked", width=96),
            Column(_("名单日期"), "list_day", width=110),
            parent=self,
        )
        self.table = Table(self.keys, "certificate-keys")
        export = PrimaryButton(_("导出核验文件"), self.export, icon="download")
        take_in = Button(_("导入外单位的"), self.take_in, icon="upload")
        rotate = DangerButton(_("换用新密钥"), self.rotate)
        self.fill(self.table, rotate, take_in, export)
        self.refresh()

    def refresh(self) -> None:
        """Read the keys anew; ours is noted on first sight."""
        with self.desk.workspace.begin() as session:
            trust.register_own_key(session, at=clock.now())
            self.keys.show([wording.KeyLine.of(one) for one in trust.issuers(session)])

    def export(self) -> None:
        """Write the file that other offices verify our certificates with."""
        path = self.desk.dialogs.save_file(
            self, _("导出核验文件"), _("证书核验文件.json"), VERIFICATION_FILE
        )
        if path is not None:
            self._explained(partial(self._export, path))

    def take_in(self) -> None:
        """Read another office's file; ask for a comparison of fingerprints the first time."""
        path = self.desk.dialogs.open_file(self, _("导入核验文件"), VERIFICATION_FILE)
        if path is not None:
            self._explained(partial(self._take_in, path))

    def rotate(self) -> None:
        """Ask once, then sign with a new key."""
        question = Question(
            _("换用新的签发密钥？"),
            _("以后签发的证书用新密钥。使用本机核验文件的单位需要重新导入一次。"),
            _("换用新密钥"),
            _("以前签发的证书照样有效。"),
        )
        if self.desk.dialogs.confirm(self, question):
            self._explained(self._rotate)

    def _explained(self, step: Callable[[], None]) -> None:
        with self.explaining():
            step()
        self.refresh()

    def _export(self, path: Path) -> None:
        with self.desk.workspace.begin() as session:
            content = trust.write_verification_file(session, at=clock.now())
        save_whole(path, content)
        told = _("已保存到“{path}”。对方第一次导入时会打电话核对上面“正在使用”的指纹。")
        self.notice.show_text(told.format(path=path), Tone.GOOD)

    def _take_in(self, path: Path) -> None:
        file = trust.read_verification_file(path)
        try:
            self._trust(file, "")
        except NotYetTrusted as first:
            question = Question(
                _("指纹核对一致吗？"),
                _("第一次导入“{name}”的核验文件。请打电话向对方核对指纹：\n{fingerprint}").format(
                    name=first.name, fingerprint=first.fingerprint
                ),
                _("一致，导入"),
                _("不一致就不要导入：可能有人冒充这个单位。"),
            )
            if self.desk.dialogs.confirm(self, question):
                self._trust(file, file.fingerprint)

    def _trust(self, file: VerificationFile, confirmed: str) -> None:
        with self.desk.workspace.begin() as session:
            taken = trust.take_in(
                session, file=file, confirmed=confirmed, by=self.desk.actor, at=clock.now()
            )
        told = _("已导入“{name}”的核验文件：新密钥 {keys} 把，新撤销编号 {revoked} 个。")
        self.notice.show_text(
            told.format(name=taken.name, keys=taken.new_keys, revoked=taken.new_revocations),
            Tone.GOOD,
        )

    def _rotate(self) -> None:
        rotate_signing_key(self.desk.workspace, by=self.desk.actor, at=clock.now())
        told = _("已换用新密钥。请重新导出核验文件，交给使用它的单位。")
        self.notice.show_text(told, Tone.GOOD)
