"""The certificates of a class, ready for the preview. Imported late: printing loads fonts."""

from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

from dongan_training.certificates.issuing import Issued, certificates_of_class
from dongan_training.certificates.papers import (
    certificate_design,
    flaws_of,
    write_certificates,
    write_separate_certificates,
)
from dongan_training.certificates.register_sheet import write_register
from dongan_training.printing.designs.checking import told_flaws
from dongan_training.printing.designs.model import Design
from dongan_training.progress import Progress
from dongan_training.texts import _
from dongan_training.training.queries import ClassCard
from ui.kit import Desk
from ui.kit.preview import Document


def certificates(desk: Desk, card: ClassCard, only: Collection[str] = ()) -> Document:
    """The valid certificates of a class, or ``only`` those with these ids."""

    def chosen() -> tuple[list[Issued], Design]:
        with desk.workspace.read() as session:
            issued = certificates_of_class(session, card.id)
            look = certificate_design(session, card.id)
        return [one for one in issued if not only or one.id in only], look

    def draw(path: Path, progress: Progress) -> None:
        issued, look = chosen()
        write_certificates(issued, path, look, progress)

    def warning() -> str:
        return told_flaws(flaws_of(*chosen()))

    return Document(_("结业证书"), file_name(card), draw, warning)


def reprint(desk: Desk, card: ClassCard, issued: Issued) -> Document:
    """One certificate printed once more."""

    def look() -> Design:
        with desk.workspace.read() as session:
            return certificate_design(session, card.id)

    def draw(path: Path, progress: Progress) -> None:
        write_certificates([issued], path, look(), progress)

    def warning() -> str:
        return told_flaws(flaws_of([issued], look()))

    file = _("{number} 补印.pdf").format(number=issued.facts.number)
    return Document(_("补印证书"), file, draw, warning)


def separate_certificates(desk: Desk, card: ClassCard) -> Document:
    """The valid certificates of a class, a file for each person in one zip file."""
    together = certificates(desk, card)

    def draw(path: Path, progress: Progress) -> None:
        with desk.workspace.read() as session:
            issued = certificates_of_class(session, card.id)
            look = certificate_design(session, card.id)
        write_separate_certificates(issued, path, look, progress)

    return replace(together, file_name=_("{code} 结业证书.zip").format(code=card.code), draw=draw)


def register(desk: Desk, card: ClassCard) -> Document:
    """The register of a class, to be signed by those who get their certificate."""

    def draw(path: Path, progress: Progress) -> None:
        with desk.workspace.read() as session:
            write_register(session, card.id, path)

    return Document(_("发放登记表"), _("{code} 证书发放登记表.pdf").format(code=card.code), draw)


def file_name(card: ClassCard) -> str:
    """How the file is called unless the user says otherwise."""
    return _("{code} 结业证书.pdf").format(code=card.code)
