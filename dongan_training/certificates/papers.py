"""Certificates on paper: what their facts say in a sentence, and the file to print."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from dongan_training.bank.scoring import marks_text
from dongan_training.certificates.certificate_sheet import CertificateFacts, draw_certificates
from dongan_training.certificates.code import Facts
from dongan_training.certificates.issuing import Issued
from dongan_training.progress import Progress
from dongan_training.texts import _


def write_certificates(
    issued: Sequence[Issued], path: Path, progress: Progress | None = None
) -> int:
    """Write one page each to ``path`` and give how many; printing again gives the same pages."""
    return draw_certificates(path, [_page(one) for one in issued], progress)


def sentence(facts: Facts) -> str:
    """The sentence of a certificate, without what its class did not ask for."""
    first, last = date.fromisoformat(facts.first_day), date.fromisoformat(facts.last_day)
    days = (
        _day(first)
        if first == last
        else _("{first}至{last}").format(first=_day(first), last=_day(last))
    )
    parts = [
        _("{name}同志于{days}参加{class_title}学习").format(
            name=facts.name, days=days, class_title=facts.class_title
        ),
        _("修完规定课程"),
        _("计 {hours:g} 学时").format(hours=facts.hours),
    ]
    if facts.score is not None:
        parts.append(_("考试成绩 {score} 分").format(score=marks_text(facts.score)))
    return _("，").join([*parts, _("准予结业。")])


def _page(issued: Issued) -> CertificateFacts:
    facts = issued.facts
    return CertificateFacts(
        name=facts.name,
        text=sentence(facts),
        number=facts.number,
        organisation=facts.organizer,
        date=_day(date.fromisoformat(facts.issued_on)),
        code=issued.code,
        reprinted=_reprinted(issued.reprinted_on),
    )


def _reprinted(day: str) -> str:
    return _("（{day}补印）").format(day=_day(date.fromisoformat(day))) if day else ""


def _day(day: date) -> str:
    return _("{year}年{month}月{day}日").format(year=day.year, month=day.month, day=day.day)
