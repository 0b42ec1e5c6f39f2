"""The certificates of a class, ready for the preview. Imported late: printing loads fonts."""

from collections.abc import Callable, Collection
from pathlib import Path

from dongan_training.certificates.issuing import Issued, certificates_of_class
from dongan_training.certificates.papers import (
    certificate_design,
    write_certificates,
    write_separate_certificates,
)
from dongan_training.certificates.register_sheet import write_register
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
            look = certificate_design(session)
        chosen = [one for one in issued if not only or one.id in only]
        write_certificates(chosen, path, look, progress)

    return Document(_("结业证书"), file_name(card), draw)


def reprint(desk: Desk, issued: Issued) -> Document:
    """One certificate printed once more."""

    def draw(path: Path, progress: Progress) -> None:
        with desk.workspace.read() as session:
            look = certificate_design(session)
        write_certificates([issued], path, look, progress)

    return Document(_("补印证书"), _("{number} 补印.pdf").format(number=issued.facts.number), draw)


def separate_certificates(desk: Desk, card: ClassCard) -> Callable[[Path, Progress], object]:
    """The valid certificates of a class, a file for each person in one zip file."""

    def draw(path: Path, progress: Progress) -> None:
        with desk.workspace.read() as session:
            issued = certificates_of_class(session, card.id)
            look = certificate_design(session)
        write_separate_certificates(issued, path, look, progress)

    return draw


def register(desk: Desk, card: ClassCard) -> Document:
    """The register of a class, to be signed by those who get their certificate."""

    def draw(path: Path, progress: Progress) -> None:
        with desk.workspace.read() as session:
            write_register(session, card.id, path)

    return Document(_("发放登记表"), _("{code} 证书发放登记表.pdf").format(code=card.code), draw)


def file_name(card: ClassCard) -> str:
    """How the file is called unless the user says otherwise."""
    return _("{code} 结业证书.pdf").format(code=card.code)
