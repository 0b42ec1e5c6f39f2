"""Certificates on paper: what their facts say in a sentence, and the file to print."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZipFile

from sqlalchemy.orm import Session

from dongan_training import settings
from dongan_training.bank.scoring import marks_text
from dongan_training.certificates.certificate_sheet import (
    CertificateFacts,
    NoCertificates,
    draw_certificates,
)
from dongan_training.certificates.code import Facts
from dongan_training.certificates.issuing import Issued, foreseen_certificates
from dongan_training.designs.keeping import find_design
from dongan_training.designs.of_class import design_of_class
from dongan_training.errors import UserError
from dongan_training.printing.designs.checking import Flaw, people_flaws, told_places
from dongan_training.printing.designs.drawing import Values
from dongan_training.printing.designs.model import Design
from dongan_training.printing.purpose import Purpose
from dongan_training.progress import Progress, Silent
from dongan_training.saving import save_whole
from dongan_training.texts import N_, _


@dataclass(eq=False)
class CertificatesUnfit(UserError):
    """Somebody may look at them and want them all the same."""

    places: str
    message = N_("照这个版式，有的证书印出来不好：{places}。")
    advice = N_(
        "还没有签发，编号没有用掉。请换一个版式、改短这些文字，或在“版式”页把那一格放大；"
        "确认无碍也可以照样签发（命令行加 --accept-flaws）。"
    )


FORBIDDEN = re.compile(r'[\\/:*?"<>|\x00-\x1f]')


def write_certificates(
    issued: Sequence[Issued], path: Path, design: Design, progress: Progress | None = None
) -> int:
    """Write one page each to ``path`` and give how many; printing again gives the same pages."""
    return draw_certificates(path, [certificate_facts(one) for one in issued], design, progress)


def write_separate_certificates(
    issued: Sequence[Issued], path: Path, design: Design, progress: Progress | None = None
) -> int:
    """Write a PDF for each person into one zip file, named by number and name.

    Raises NoCertificates.
    """
    if not issued:
        raise NoCertificates
    progress = progress or Silent()
    packed = BytesIO()
    with TemporaryDirectory(prefix="dongan-") as folder, ZipFile(packed, "w") as archive:
        for place, one in enumerate(issued):
            progress.step(place, len(issued), _("正在排印证书…"))
            single = Path(folder) / "certificate.pdf"
            draw_certificates(single, [certificate_facts(one)], design)
            archive.write(single, _file_name(one))
    save_whole(path, packed.getvalue())
    progress.step(len(issued), len(issued), _("正在排印证书…"))
    return len(issued)


def _file_name(issued: Issued) -> str:
    """No sign in it that a file system may refuse; the number keeps people of one name apart."""
    words = f"{issued.facts.number} {issued.facts.name}"
    return FORBIDDEN.sub("_", words).replace(" ", "_") + ".pdf"


def certificate_design(session: Session, class_id: str, text: str = "") -> Design:
    """The design named, else the one of the class, else that of the settings.

    Raises DesignUnknown.
    """
    chosen = text.strip() or design_of_class(session, class_id)
    chosen = chosen or settings.load(session).certificate_design
    return find_design(session, chosen, Purpose.CERTIFICATE).design


def certificate_flaws(
    session: Session, *, class_id: str, design: Design, at: datetime
) -> list[Flaw]:
    """What comes out badly on the certificates of a class, those to come included."""
    return flaws_of(foreseen_certificates(session, class_id=class_id, at=at), design)


def flaws_of(issued: Sequence[Issued], design: Design) -> list[Flaw]:
    """What comes out badly on these certificates."""
    return people_flaws(design, [Values(vars(certificate_facts(one))) for one in issued])


def require_fitting(issued: Sequence[Issued], design: Design) -> None:
    """Stop before new certificates are kept that come out badly in this design.

    Asked inside the transaction that issues them: their numbers are given back. Raises
    CertificatesUnfit.
    """
    found = flaws_of([one for one in issued if one.is_new], design)
    if found:
        raise CertificatesUnfit(told_places(found))


def sentence(facts: Facts) -> str:
    """The sentence of a certificate, without what its class did not ask for."""
    parts = [
        _("{name}同志于{days}参加{class_title}学习").format(
            name=facts.name, days=_days(facts), class_title=facts.class_title
        ),
        _("修完规定课程"),
        _("计 {hours:g} 学时").format(hours=facts.hours),
    ]
    if facts.score is not None:
        parts.append(_("考试成绩 {score} 分").format(score=marks_text(facts.score)))
    return _("，").join([*parts, _("准予结业。")])


def certificate_facts(issued: Issued) -> CertificateFacts:
    """What the page of one certificate shows, whatever its design."""
    facts = issued.facts
    return CertificateFacts(
        name=facts.name,
        sentence=sentence(facts),
        class_title=facts.class_title,
        days=_days(facts),
        hours=f"{facts.hours:g}",
        score="" if facts.score is None else marks_text(facts.score),
        number=facts.number,
        organisation=facts.organizer,
        date=_day(date.fromisoformat(facts.issued_on)),
        code=issued.code,
        reprinted=_reprinted(issued.reprinted_on),
    )


def _days(facts: Facts) -> str:
    first, last = date.fromisoformat(facts.first_day), date.fromisoformat(facts.last_day)
    if first == last:
        return _day(first)
    return _("{first}至{last}").format(first=_day(first), last=_day(last))


def _reprinted(day: str) -> str:
    return _("（{day}补印）").format(day=_day(date.fromisoformat(day))) if day else ""


def _day(day: date) -> str:
    return _("{year}年{month}月{day}日").format(year=day.year, month=day.month, day=day.day)
