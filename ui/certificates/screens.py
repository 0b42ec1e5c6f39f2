"""Pictures of the certificates page and its dialogs, on the data of the demo."""

from dataclasses import replace
from functools import partial
from tempfile import TemporaryDirectory

from PySide6.QtWidgets import QWidget

from dongan_training.certificates.issuing import certificates_of_class
from dongan_training.certificates.standing import certificate_rows
from dongan_training.progress import Silent
from dongan_training.training import queries
from dongan_training.training.queries import ClassCard
from ui.certificates.certificates_page import CertificatesPage
from ui.certificates.keys_dialog import KeysDialog
from ui.certificates.reason_dialogs import ReprintDialog, RevokeDialog
from ui.certificates.verify_dialog import VerifyDialog
from ui.kit import Desk
from ui.kit.screen import Screen, in_window


def _card(desk: Desk, wanted: int = -1) -> ClassCard:
    """Of the classes with an exam: 0 goes on, -1 is over."""
    with desk.workspace.read() as session:
        return [one for one in queries.classes(session) if one.needs_exam][wanted]


def _page(desk: Desk, wanted: int) -> QWidget:
    window = in_window(desk, "certificates", class_id=_card(desk, wanted).id)
    window.page.table.pick(2)
    return window


def _asking(desk: Desk, dialog: type[RevokeDialog] | type[ReprintDialog]) -> QWidget:
    card = _card(desk)
    with desk.workspace.read() as session:
        rows = certificate_rows(session, class_id=card.id, at=card.ends_at)
    return dialog(desk, next(row for row in rows if row.number))


def _keys(desk: Desk) -> QWidget:
    return KeysDialog(desk)


def _verify(desk: Desk, text: str = "") -> QWidget:
    with desk.workspace.read() as session:
        issued = certificates_of_class(session, _card(desk).id)
    dialog = VerifyDialog(desk)
    dialog.field.setText(text or issued[0].code)
    dialog.check()
    return dialog


def _not_yet_verified(desk: Desk) -> QWidget:
    return VerifyDialog(desk)


def _preview(desk: Desk, warning: str = "") -> QWidget:
    from ui.certificates import documents
    from ui.kit.preview import PreviewWindow

    document = documents.certificates(desk, _card(desk))
    page = CertificatesPage(desk)
    page.deleteLater()  # only its window is seen
    folder = TemporaryDirectory(prefix="dongan-")
    window = PreviewWindow(page, replace(document, warning=lambda: warning), folder)
    window.write(Silent())
    window.setParent(None)
    window.show_pages()
    return window


def _printers(desk: Desk) -> QWidget:
    from ui.kit.printer_dialog import PrinterDialog

    page = CertificatesPage(desk)
    page.deleteLater()
    dialog = PrinterDialog(page)
    dialog.setParent(None)
    return dialog


SCREENS = (
    Screen("certificates-print", _preview),
    Screen("certificates-printer", _printers),
    Screen("certificates", partial(_page, wanted=-1)),
    Screen("certificates-of-a-running-class", partial(_page, wanted=0)),
    Screen("certificates-revoke", partial(_asking, dialog=RevokeDialog)),
    Screen("certificates-reprint", partial(_asking, dialog=ReprintDialog)),
    Screen("certificates-keys", _keys),
    Screen("certificates-verify", _not_yet_verified),
    Screen("certificates-verified", _verify),
    Screen("certificates-refused", partial(_verify, text="https://example.com/")),
)
