"""核验: is this certificate one of ours, and is it still valid?"""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from dongan_training.certificates.code import NotACertificate
from dongan_training.certificates.verifying import (
    Verification,
    verdict_words,
    verify_certificate,
)
from dongan_training.errors import UserError
from dongan_training.progress import Progress
from dongan_training.texts import N_, _
from ui.certificates import wording
from ui.jobs import Job
from ui.kit import (
    Button,
    Desk,
    FileKind,
    Picture,
    PrimaryButton,
    SearchField,
    Tone,
    Words,
    WorkDialog,
    row,
    stack,
)
from ui.kit.tones import SYMBOLS

PICTURES = FileKind(N_("图片或 PDF"), (".png", ".jpg", ".jpeg", ".bmp", ".webp", ".pdf"))


class VerifyDialog(WorkDialog):
    """A field for scanner, number or pasted text; a button for pictures; one verdict."""

    def __init__(self, desk: Desk, parent: QWidget | None = None):
        super().__init__(_("核验证书"), parent)
        self.desk = desk
        self.setMinimumWidth(620)
        self.field = SearchField(_("扫描二维码，或输入证书编号"))
        self.verdict = VerdictCard()
        check = PrimaryButton(_("核验"), self.check)
        picture = Button(_("选择图片"), self.choose, icon="folder-open")
        close = Button(_("关闭"), self.reject)
        body = self._body
        told = _("不用联网：证书上的二维码带有签名，内容被改动过就通不过核验。")
        body.addWidget(Words(told, "muted").wrapped())
        entry = row(self.field, check, picture)
        entry.layout().setStretch(0, 1)
        body.addWidget(entry)
        body.addWidget(self.verdict)
        body.addStretch(1)
        body.addWidget(row(None, close))
        self.field.returnPressed.connect(self.check)
        self.field.setFocus()

    def check(self) -> None:
        """Verify what was scanned or typed in."""
        text = self.field.text().strip()
        self.field.selectAll()
        if text:
            self._verify([text])

    def choose(self) -> None:
        """Read the code of a certificate from a picture or a PDF file."""
        path = self.desk.dialogs.open_file(self, _("选择证书图片"), PICTURES)
        if path is None:
            return

        def work(progress: Progress) -> Sequence[str]:
            return texts_in(path, progress)

        job = Job(_("读取图片"), work)
        job.done.connect(self._verify)
        job.failed.connect(self._explain)
        self.desk.jobs.start(job)

    def _verify(self, texts: Sequence[str]) -> None:
        """Show the verdict on the first text that is a certificate."""
        refused: UserError = NotACertificate()
        with self.desk.workspace.read() as session:
            for text in texts:
                try:
                    self.verdict.show_found(verify_certificate(session, text=text))
                    return
                except NotACertificate:
                    continue
                except UserError as error:
                    refused = error
        self.verdict.show_refused(refused)

    def _explain(self, error: Exception) -> None:
        if not isinstance(error, UserError):
            raise error
        self.verdict.show_refused(error)


class VerdictCard(QFrame):
    """Colour, symbol and a sentence; below, what the certificate says."""

    def __init__(self) -> None:
        super().__init__()
        self._picture = Picture("scan-qr-code", 40)
        self.title = Words(_("还没有核验"), "title").wrapped()
        self.told = Words(_("把证书左下角的二维码对准扫码枪，或选择证书的照片。")).wrapped()
        self.facts = Words().wrapped()
        body = QHBoxLayout(self)
        body.setContentsMargins(18, 18, 18, 18)
        body.setSpacing(16)
        body.addWidget(self._picture)
        body.addWidget(stack(None, self.title, self.told, self.facts, None, spacing=6), 1)
        self.setMinimumHeight(150)
        self._wear(Tone.QUIET, "scan-qr-code")
        self.facts.hide()

    def show_found(self, found: Verification) -> None:
        """Show what a certificate turned out to be, and what it says."""
        from dongan_training.certificates.papers import sentence  # brings ReportLab

        tone = wording.VERDICT_TONES[found.verdict]
        self._wear(tone, SYMBOLS[tone])
        self.title.setText(_(wording.VERDICT_TITLES[found.verdict]))
        self.told.setText(verdict_words(found))
        facts = found.facts
        self.facts.setText(f"{facts.number}\n{sentence(facts)}\n{facts.organizer}")
        self.facts.show()
        self._tell()

    def show_refused(self, error: UserError) -> None:
        """Show why something is no certificate of ours."""
        self._wear(Tone.BAD, SYMBOLS[Tone.BAD])
        self.title.setText(error.told())
        self.told.setText(error.advised())
        self.facts.hide()
        self._tell()

    def _wear(self, tone: Tone, icon: str) -> None:
        self.setProperty("banner", tone.value)
        self._picture.set_icon(icon, tone.value)
        for part in (self, self.title, self.told, self.facts):
            part.style().polish(part)

    def _tell(self) -> None:
        self.setAccessibleName(f"{self.title.text()} {self.told.text()}")


def texts_in(path: Path, progress: Progress) -> Sequence[str]:
    """The texts of all codes in a picture or PDF; raises NotACertificate where there is none."""
    from dongan_training.attendance.scanning import read_codes  # brings Pillow and zxing

    found = [one.text for one in read_codes(path, progress=progress)]
    if not found:
        raise NotACertificate
    return found
