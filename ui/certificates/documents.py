"""The certificates of a class, ready for the preview. Imported late: printing loads fonts."""

from collections.abc import Collection
from pathlib import Path

from dongan_training.certificates.issuing import Issued, certificates_of_class
from dongan_training.certificates.papers import certificate_design, write_certificates
from dongan_training.progress import Progress
from dongan_training.texts import _
from dongan_training.training.queries import ClassCard
from ui.kit import Desk
from ui.kit.preview import Document


def certificates(desk: Desk, card: ClassCard, only: Collection[str] = ()) -> Document:
    """The valid certificates of a class, or ``only`` those with these ids."""

    def draw(path: Path, progress: Progress) -> None:
        with desk.workspace.read() as session:
            issued = certificates_of_class(session, card.id)
            design = certificate_design(session)
        chosen = [one for one in issued if not only or one.id in only]
        write_certificates(chosen, path, design, progress)

    return Document(_("结业证书"), file_name(card), draw)


def reprint(desk: Desk, issued: Issued) -> Document:
    """One certificate printed once more."""

    def draw(path: Path, progress: Progress) -> None:
        with desk.workspace.read() as session:
            design = certificate_design(session)
        write_certificates([issued], path, design, progress)

    return Document(_("补印证书"), _("{number} 补印.pdf").format(number=issued.facts.number), draw)


def file_name(card: ClassCard) -> str:
    """How the file is called unless the user says otherwise."""
    return _("{code} 结业证书.pdf").format(code=card.code)
