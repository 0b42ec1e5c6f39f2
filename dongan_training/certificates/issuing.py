"""Issuing, reprinting and revoking certificates."""

from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from dongan_training import clock, settings
from dongan_training.accounts import audit
from dongan_training.accounts.actor import Actor
from dongan_training.certificates import code, trust
from dongan_training.certificates.code import Facts
from dongan_training.certificates.models import Certificate
from dongan_training.certificates.numbering import next_sequence, write_number
from dongan_training.certificates.standing import CertificateRow, certificate_rows
from dongan_training.errors import UserError
from dongan_training.storage.vault import vault_of
from dongan_training.texts import N_, _, clauses
from dongan_training.training.class_names import class_title_on_paper
from dongan_training.training.models import Enrolment
from dongan_training.training.queries import ClassCard, class_card

LAST_SEQUENCE = 9999  # as wide as numbers get, for certificates that are only foreseen


@dataclass(eq=False)
class NobodyEntitled(UserError):
    class_title: str
    message = N_("“{class_title}”还没有人符合发证条件。")
    advice = N_("没有发出证书。请在“证书”页查看每个人还差什么。")


@dataclass(eq=False)
class AlreadyRevoked(UserError):
    number: str
    message = N_("证书“{number}”已经撤销。")
    advice = N_("没有改动。需要时可以给本人重新签发，用新的编号。")


@dataclass(eq=False)
class CertificateUnknown(UserError):
    number: str
    message = N_("没有编号为“{number}”的证书。")
    advice = N_("请核对编号：它印在证书标题的右下方。")


@dataclass(eq=False)
class ReasonMissing(UserError):
    message = N_("撤销或补印证书必须写明原因。")
    advice = N_("没有改动。请填写原因后再试。")


@dataclass(eq=False)
class NotReissued(UserError):
    name: str
    reason: str
    message = N_("没有给{name}重新签发证书：{reason}。")
    advice = N_("没有改动。重新签发只用于证书已撤销、其他条件都符合的人。")


@dataclass(frozen=True)
class Issued:
    """A certificate as it was issued: its frozen facts and the signed text of its QR code."""

    id: str
    facts: Facts
    code: str
    is_new: bool
    reprinted_on: str = ""  # ISO 8601; a reprint says so on the paper


def issue_certificates(session: Session, *, class_id: str, by: Actor, at: datetime) -> list[Issued]:
    """Issue to all who are entitled and have none; give those and the valid earlier ones.

    Numbers follow the order of enrolment without gaps. Raises NobodyEntitled, or
    UnprintableCharacters: what is frozen now could never be put on paper.
    """
    card = class_card(session, class_id)
    rows = certificate_rows(session, class_id=class_id, at=at)
    trust.register_own_key(session, at=at)
    for row in rows:
        if row.entitled and not row.number:
            _issue(session, card, row, by, at)
    session.flush()
    fresh = {row.enrolment_id for row in rows if not row.number}
    issued = certificates_of_class(session, class_id, new=fresh)
    if not issued:
        raise NobodyEntitled(card.title)
    _require_printable(issued)
    return issued


def foreseen_certificates(session: Session, *, class_id: str, at: datetime) -> list[Issued]:
    """The certificates of a class as they are, or as they would be if everybody got one now.

    Nothing is issued: those that do not exist carry a number that no certificate gets.
    """
    card = class_card(session, class_id)
    valid = certificates_of_class(session, class_id)
    missing = [row for row in certificate_rows(session, class_id=class_id, at=at) if not row.number]
    practice = settings.load(session)
    number = write_number(
        practice.certificate_pattern, year=clock.local(at).year, sequence=LAST_SEQUENCE
    )
    foreseen = [_facts(card, row, practice.organizer, number, at) for row in missing]
    vault = vault_of(session)
    return [*valid, *(Issued("", one, code.sign(vault, one), is_new=True) for one in foreseen)]


def reissue_certificate(session: Session, *, enrolment_id: str, by: Actor, at: datetime) -> Issued:
    """Issue to somebody whose certificate was revoked, under a new number.

    Raises NotReissued, or UnprintableCharacters.
    """
    class_id = session.get_one(Enrolment, enrolment_id).class_id
    rows = certificate_rows(session, class_id=class_id, at=at)
    row = next((one for one in rows if one.enrolment_id == enrolment_id), None)
    if row is None:
        raise NotReissued(session.get_one(Enrolment, enrolment_id).person.name, _("已退学"))
    if not row.may_be_reissued:
        reason = _("证书没有撤销过") if not row.revoked else clauses(row.lacks[:-1])
        raise NotReissued(row.name, reason)
    trust.register_own_key(session, at=at)
    _issue(session, class_card(session, class_id), row, by, at)
    session.flush()
    issued = certificates_of_class(session, class_id, new={enrolment_id})
    _require_printable(issued)
    return next(one for one in issued if one.is_new)


def certificates_of_class(
    session: Session, class_id: str, *, new: set[str] | frozenset[str] = frozenset()
) -> list[Issued]:
    """The valid certificates of a class in the order of their numbers."""
    valid = session.scalars(
        select(Certificate)
        .join(Enrolment)
        .where(Enrolment.class_id == class_id, Certificate.revoked_at.is_(None))
        .order_by(Certificate.year, Certificate.sequence)
    )
    return [Issued(one.id, Facts(**one.facts), one.code, one.enrolment_id in new) for one in valid]


def revoke_certificate(
    session: Session, *, certificate_id: str, reason: str, by: Actor, at: datetime
) -> None:
    """Make a certificate void for good; its number is never given again."""
    if not reason.strip():
        raise ReasonMissing
    certificate = session.get_one(Certificate, certificate_id)
    if certificate.revoked_at is not None:
        raise AlreadyRevoked(certificate.number)
    certificate.revoked_at = at
    certificate.revoked_reason = reason.strip()
    details = {"number": certificate.number, "reason": reason.strip()}
    audit.record(
        session, by=by, at=at, act="certificate.revoke", subject=certificate_id, details=details
    )


def reprint_certificate(
    session: Session, *, certificate_id: str, reason: str, by: Actor, at: datetime
) -> Issued:
    """Let a valid certificate be printed once more; the paper and the log say so.

    Number, facts and code stay as they are. Raises ReasonMissing or AlreadyRevoked.
    """
    if not reason.strip():
        raise ReasonMissing
    certificate = session.get_one(Certificate, certificate_id)
    if certificate.revoked_at is not None:
        raise AlreadyRevoked(certificate.number)
    details = {"number": certificate.number, "reason": reason.strip()}
    audit.record(
        session, by=by, at=at, act="certificate.reprint", subject=certificate_id, details=details
    )
    facts = Facts(**certificate.facts)
    return Issued(certificate.id, facts, certificate.code, is_new=False, reprinted_on=_day(at))


def find_certificate(session: Session, text: str) -> str:
    """Give the id of the certificate with that number or id; raises CertificateUnknown."""
    wanted = text.strip()
    found = session.scalar(
        select(Certificate.id).where((Certificate.number == wanted) | (Certificate.id == wanted))
    )
    if found is None:
        raise CertificateUnknown(wanted)
    return found


def holder_of(session: Session, text: str) -> tuple[str, str]:
    """Give enrolment and class of whoever holds the certificate with that number or id."""
    holder = session.get_one(Certificate, find_certificate(session, text)).enrolment
    return holder.id, holder.class_id


def _issue(session: Session, card: ClassCard, row: CertificateRow, by: Actor, at: datetime) -> None:
    practice = settings.load(session)
    year = clock.local(at).year
    pattern = practice.certificate_pattern
    sequence = next_sequence(session, pattern=pattern, year=year)
    number = write_number(pattern, year=year, sequence=sequence)
    facts = _facts(card, row, practice.organizer, number, at)
    certificate = Certificate(
        enrolment_id=row.enrolment_id,
        number=facts.number,
        year=year,
        sequence=sequence,
        facts=asdict(facts),
        code=code.sign(vault_of(session), facts),
        issued_at=at,
        issued_by=by.name,
    )
    session.add(certificate)
    audit.record(
        session,
        by=by,
        at=at,
        act="certificate.issue",
        subject=certificate.id,
        details={"number": facts.number},
    )


def _facts(
    card: ClassCard, row: CertificateRow, organizer: str, number: str, at: datetime
) -> Facts:
    """What is frozen; ``organizer`` counts where the class has none of its own."""
    return Facts(
        number=number,
        name=row.name,
        class_title=class_title_on_paper(card.name, card.number),
        first_day=_day(card.starts_at or at),
        last_day=_day(card.ends_at or at),
        hours=row.hours,
        score=row.score,
        organizer=card.organizer or organizer,
        issued_on=_day(at),
    )


def _require_printable(issued: list[Issued]) -> None:
    from dongan_training.printing.fonts import Wording, require_printable  # loads ReportLab

    require_printable(
        Wording(facts.name, "".join((facts.name, facts.class_title, facts.organizer, facts.number)))
        for facts in (one.facts for one in issued if one.is_new)
    )


def _day(moment: datetime) -> str:
    return clock.local(moment).date().isoformat()
