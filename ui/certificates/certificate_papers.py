"""What can be printed or saved of the certificates of a class, in the design that is chosen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu

from dongan_training import clock
from dongan_training.certificates.standing import CertificateRow
from dongan_training.designs import of_class
from dongan_training.designs.naming import design_names
from dongan_training.printing.purpose import Purpose
from dongan_training.progress import Progress
from dongan_training.texts import N_, _
from ui.certificates.reason_dialogs import ReprintDialog
from ui.jobs import Job
from ui.kit import PDF, FileKind

if TYPE_CHECKING:
    from ui.certificates.certificates_page import CertificatesPage
    from ui.kit.preview import Document

ZIP = FileKind(N_("压缩包"), (".zip",))


@dataclass(frozen=True)
class Saved:
    """Where certificates were written, and what came out badly on them."""

    path: Path
    warning: str


class CertificatePapers:
    """Prints and saves for its page; the drawing parts are loaded when first needed."""

    def __init__(self, page: CertificatesPage):
        self._page = page
        self.menu = QMenu(page)
        self.designs = self.menu.addMenu(_("这个班的版式"))
        self.designs.aboutToShow.connect(self._offer)
        self.menu.addAction(_("设计版式…"), self.go_to_designs)
        self.menu.addSeparator()
        self.of_issued = (
            self.menu.addAction(_("逐人存为 PDF（压缩包）"), self.save_separately),
            self.menu.addAction(_("发放登记表"), self.print_register),
        )

    def print_all(self) -> None:
        """Show all certificates of the class as they will be printed."""
        self._preview(())

    def print_one(self, line: CertificateRow) -> None:
        """Show the certificate of one person."""
        if line.number:
            self._preview((line.certificate_id,))

    def print_register(self) -> None:
        """Show the list on which people sign for their certificates."""
        from ui.certificates import documents
        from ui.kit.preview import preview

        page = self._page
        page.shown = preview(page, documents.register(page.desk, page.chosen()))

    def show_reprint(self) -> None:
        """Show the certificate that the page's dialog has reprinted."""
        from ui.certificates import documents
        from ui.kit.preview import preview

        page = self._page
        assert isinstance(page.dialog, ReprintDialog) and page.dialog.reprinted is not None
        document = documents.reprint(page.desk, page.chosen(), page.dialog.reprinted)
        page.shown = preview(page, document)

    def save_as(self) -> None:
        """Write all certificates of the class into a PDF file."""
        from ui.certificates import documents

        page = self._page
        document = documents.certificates(page.desk, page.chosen())
        self._save(_("另存为 PDF"), document, PDF)

    def save_separately(self) -> None:
        """Write a PDF for each person, all in one zip file."""
        from ui.certificates import documents

        page = self._page
        document = documents.separate_certificates(page.desk, page.chosen())
        self._save(_("逐人存为 PDF（压缩包）"), document, ZIP)

    def go_to_designs(self) -> None:
        """Designs are made on a page of their own."""
        self._page.navigator.go("designs")

    def choose_design(self, key: str) -> None:
        """Print this class's certificates in a design from now on; "" leaves it to the settings."""
        page = self._page
        told = {"class_id": page.chosen().id, "by": page.desk.actor, "at": clock.now()}
        with page.explaining(), page.workspace.begin() as session:
            if key:
                of_class.choose_design_of_class(session, design=key, **told)
            else:
                of_class.clear_design_of_class(session, **told)

    def _save(self, asked: str, document: Document, kind: FileKind) -> None:
        page = self._page
        path = page.desk.dialogs.save_file(page, asked, document.file_name, kind)
        if path is None:
            return

        def work(progress: Progress) -> Saved:
            document.draw(path, progress)
            return Saved(path, document.warning())

        page.start(Job(_("写出证书"), work), page.tell_saved)

    def _preview(self, only: Sequence[str]) -> None:
        from ui.certificates import documents
        from ui.kit.preview import preview

        page = self._page
        document = documents.certificates(page.desk, page.chosen(), only)
        page.shown = preview(page, document)

    def _offer(self) -> None:
        page = self._page
        self.designs.clear()
        group = QActionGroup(self.designs)
        usual = page.desk.settings.certificate_design
        with page.workspace.read() as session:
            used = of_class.design_of_class(session, page.chosen().id)
            known = design_names(session, Purpose.CERTIFICATE)
        by_settings = _("按设置：{name}").format(name=dict(known)[usual])
        for key, name in (("", by_settings), *known):
            action = self.designs.addAction(name, partial(self.choose_design, key))
            action.setCheckable(True)
            action.setChecked(key == used)
            group.addAction(action)
