"""Whether a certificate is what it claims to be: by its code, or by its number."""

from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from dongan_training import clock
from dongan_training.certificates import code, trust
from dongan_training.certificates.code import Facts, ForgedCertificate, Signed
from dongan_training.certificates.issuing import CertificateUnknown
from dongan_training.certificates.models import Certificate, ForeignRevocation, Issuer
from dongan_training.texts import N_, _


class Verdict(StrEnum):
    """What a certificate's code or number turned out to be."""

    VALID = "valid"
    REVOKED = "revoked"
    UNRECORDED = "unrecorded"  # signed here, but this data folder has no record of it
    VALID_ELSEWHERE = "valid_elsewhere"  # signed by another office whose key we hold
    REVOKED_ELSEWHERE = "revoked_elsewhere"


@dataclass(frozen=True)
class Verification:
    """The verdict, what the certificate says, and why it was revoked if it was."""

    verdict: Verdict
    facts: Facts
    reason: str = ""
    issuer: str = ""  # the other office, where it was not us
    list_day: str = ""  # ISO 8601; how new that office's list of revoked numbers is


VERDICTS = {
    Verdict.VALID: N_("有效：签名正确，本机有签发记录。"),
    Verdict.REVOKED: N_("已撤销：{reason}"),
    Verdict.UNRECORDED: N_("签名正确，但本机没有签发记录，可能是备份之后签发的。"),
    Verdict.VALID_ELSEWHERE: N_(
        "有效：由“{issuer}”签发，签名正确，不在它 {list_day} 的撤销名单里。"
    ),
    Verdict.REVOKED_ELSEWHERE: N_("已撤销：“{issuer}”在 {list_day} 的撤销名单里列有这个编号。"),
}


def verdict_words(found: Verification) -> str:
    """Say the verdict in a sentence."""
    return _(VERDICTS[found.verdict]).format(
        reason=found.reason, issuer=found.issuer, list_day=found.list_day
    )


def verify_certificate(session: Session, *, text: str) -> Verification:
    """Verify the text of a QR code, or a certificate's number.

    Raises CertificateUnknown, or NotACertificate, UnknownIssuer or ForgedCertificate
    (certificates.code).
    """
    by_number = session.scalar(select(Certificate).where(Certificate.number == text.strip()))
    if by_number is not None:
        return _by_number(session, by_number)
    if text.strip() and not set(text) & set(".。．"):  # a code has dots, a number has none
        raise CertificateUnknown(text.strip())
    signed = code.read(trust.known_keys(session), text)
    issuer = session.scalar(select(Issuer).where(Issuer.key_id == signed.issuer))
    if issuer is not None and not issuer.own:
        return _from_elsewhere(session, issuer, signed)
    number = signed.facts.number
    record = session.scalar(select(Certificate).where(Certificate.number == number))
    if record is not None and code.read(trust.known_keys(session), record.code) != signed:
        record = None  # restored from an older backup, the number went to another paper
    return _recorded(record, signed.facts)


def _by_number(session: Session, record: Certificate) -> Verification:
    """Believe a record only as far as its signature goes: the file may have been edited."""
    signed = code.read(trust.known_keys(session), record.code)
    if signed.facts != Facts(**record.facts):
        raise ForgedCertificate
    return _recorded(record, signed.facts)


def _recorded(certificate: Certificate | None, facts: Facts) -> Verification:
    if certificate is None:
        return Verification(Verdict.UNRECORDED, facts)
    if certificate.revoked_at is not None:
        return Verification(Verdict.REVOKED, facts, certificate.revoked_reason)
    return Verification(Verdict.VALID, facts)


def _from_elsewhere(session: Session, issuer: Issuer, signed: Signed) -> Verification:
    number = signed.facts.number
    revoked = session.scalar(
        select(ForeignRevocation.id).where(
            ForeignRevocation.key_id == issuer.key_id, ForeignRevocation.number == number
        )
    )
    verdict = Verdict.VALID_ELSEWHERE if revoked is None else Verdict.REVOKED_ELSEWHERE
    day = clock.local(issuer.list_at or issuer.since).date().isoformat()
    return Verification(verdict, signed.facts, issuer=issuer.name, list_day=day)
