"""Certificates (结业证书): one page each, in a design, with a code that verifies offline."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from dongan_training.errors import UserError
from dongan_training.printing.designs.drawing import DesignPrinter, Values
from dongan_training.printing.designs.model import Design
from dongan_training.printing.fonts import Wording, require_printable
from dongan_training.printing.page import Pages, Size
from dongan_training.progress import Progress, Silent
from dongan_training.texts import N_, _


@dataclass(eq=False)
class NoCertificates(UserError):
    """A PDF needs a page."""

    message = N_("还没有发出的证书，没有可以打印的内容。")
    advice = N_("没有生成文件。请先签发证书，然后再打印。")


@dataclass(frozen=True)
class CertificateFacts:
    """What one certificate says, frozen: it is printed again years later as it was.

    Its fields are those a design may show; ``sentence`` is the whole text.
    """

    name: str
    sentence: str
    number: str
    organisation: str
    date: str
    code: str
    reprinted: str = ""  # what a reprint says of itself
    class_title: str = ""
    days: str = ""
    hours: str = ""
    score: str = ""


def draw_certificates(
    path: Path,
    certificates: Sequence[CertificateFacts],
    design: Design,
    progress: Progress | None = None,
) -> int:
    """Write one page for each certificate to ``path`` and return how many there are.

    Raises NoCertificates or UnprintableCharacters before anything is written.
    """
    if not certificates:
        raise NoCertificates
    require_printable(
        Wording(facts.name, "".join((facts.sentence, facts.number, facts.organisation, facts.date)))
        for facts in certificates
    )
    progress = progress or Silent()
    pages = Pages(
        title=_("结业证书"),
        author=certificates[0].organisation,
        size=Size(design.width, design.height),
    )
    printer = DesignPrinter(design)
    for number, facts in enumerate(certificates):
        progress.step(number, len(certificates), _("正在排印证书…"))
        pages.outline(facts.name)
        printer.draw(pages, Values(vars(facts)))
        pages.next_page()
    pages.save(path)
    progress.step(len(certificates), len(certificates), _("正在排印证书…"))
    return len(certificates)
