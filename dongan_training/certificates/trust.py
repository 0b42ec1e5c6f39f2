"""Whose certificates verify here: our own keys, and those of other offices we have taken in.

Another copy of the program verifies our certificates without a network once it holds our
verification file (核验文件): our public keys, the numbers we have revoked, and a signature
over both. It travels on a stick like any other file. The first file of an office must be
confirmed by a person who compares its fingerprint by telephone; later ones prove themselves,
since a new key is endorsed by the key before it.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from dongan_training import settings
from dongan_training.accounts import audit
from dongan_training.accounts.actor import Actor
from dongan_training.certificates import code
from dongan_training.certificates.models import Certificate, ForeignRevocation, Issuer
from dongan_training.errors import UserError
from dongan_training.sheets.incoming import open_file
from dongan_training.storage.vault import Vault, vault_of
from dongan_training.texts import N_

FORMAT = "dongan-issuer/1"
FINGERPRINT_LETTERS = 20  # 100 bits: nobody makes a second key with the same one
GROUP = 4


@dataclass(eq=False)
class NotAVerificationFile(UserError):
    file: str
    message = N_("“{file}”不是东安培训的核验文件，或者已经损坏、被改动过。")
    advice = N_("没有改动。请向签发单位重新要一份。")


@dataclass(eq=False)
class OwnVerificationFile(UserError):
    file: str
    message = N_("“{file}”是本机自己导出的核验文件。")
    advice = N_("不用导入：本机签发的证书本来就能核验。")


@dataclass(eq=False)
class NotYetTrusted(UserError):
    name: str
    fingerprint: str
    message = N_("第一次导入“{name}”的核验文件，须先核对指纹：{fingerprint}。")
    advice = N_("没有导入。请打电话向对方核对，一致后再确认。")


@dataclass(eq=False)
class ClashingKey(UserError):
    name: str
    message = N_("“{name}”的核验文件里有一把密钥与本机已有的标识相同、内容不同。")
    advice = N_("没有导入。这不应发生，请与对方单位核实文件的来历。")


@dataclass(frozen=True)
class PublicKey:
    """A key that certificates are signed with; ``endorsement`` by the key it replaced."""

    id: str  # as in the codes, code.issuer_id
    public: str  # 32 bytes of Ed25519, hex
    since: str  # ISO 8601, UTC
    endorsed_by: str = ""
    endorsement: str = ""  # hex


@dataclass(frozen=True)
class Revoked:
    """One number that is void, and the key it was signed with."""

    issuer: str
    number: str
    at: str


@dataclass(frozen=True)
class VerificationFile:
    """What another office lets us verify: its name, keys and revoked numbers."""

    name: str
    made_at: str
    keys: tuple[PublicKey, ...]
    revoked: tuple[Revoked, ...]
    signed_by: str

    @property
    def fingerprint(self) -> str:
        """The signing key's fingerprint, in groups that can be read over the telephone."""
        return fingerprint(next(key.public for key in self.keys if key.id == self.signed_by))


@dataclass(frozen=True)
class IssuerRow:
    """One key that certificates are verified with."""

    id: str
    name: str
    fingerprint: str
    own: bool
    current: bool  # whether this data folder signs with it
    since: datetime
    revoked: int  # numbers known to be void
    list_at: datetime | None  # how new the list of revoked numbers is


@dataclass(frozen=True)
class TakenIn:
    """What a verification file brought."""

    name: str
    new_keys: int
    new_revocations: int


def fingerprint(public: str) -> str:
    """Shorten a public key (hex) to 20 letters in groups of four."""
    letters = code.letters(hashlib.sha256(bytes.fromhex(public)).digest())[:FINGERPRINT_LETTERS]
    return " ".join(letters[start : start + GROUP] for start in range(0, len(letters), GROUP))


def known_keys(session: Session) -> dict[str, bytes]:
    """Give every public key certificates are verified with, by its id in the codes."""
    rows = session.execute(select(Issuer.key_id, Issuer.public_key))
    return {
        **{key: bytes.fromhex(public) for key, public in rows},
        **code.own_key(vault_of(session)),
    }


def register_own_key(session: Session, *, at: datetime) -> None:
    """Note the key we sign with, so that it verifies even after it is replaced."""
    ((key, public),) = code.own_key(vault_of(session)).items()
    if session.scalar(select(Issuer.id).where(Issuer.key_id == key)) is None:
        name = settings.load(session).organizer
        session.add(Issuer(key_id=key, public_key=public.hex(), name=name, own=True, since=at))
        session.flush()


def issuers(session: Session) -> list[IssuerRow]:
    """List the keys: our own first, then those of other offices by name."""
    current = code.issuer_of(vault_of(session))
    revoked = Counter(session.scalars(select(ForeignRevocation.key_id)))
    revoked.update(one.issuer for one in _own_revocations(session))
    rows = session.scalars(select(Issuer).order_by(Issuer.own.desc(), Issuer.name, Issuer.since))
    return [_row(one, current, revoked[one.key_id]) for one in rows]


def write_verification_file(session: Session, *, at: datetime) -> bytes:
    """Write our keys and revoked numbers, signed; whoever takes it in can verify our papers."""
    register_own_key(session, at=at)
    own = session.scalars(select(Issuer).where(Issuer.own).order_by(Issuer.since, Issuer.id))
    vault = vault_of(session)
    body = {
        "format": FORMAT,
        "name": settings.load(session).organizer,
        "made_at": at.isoformat(),
        "keys": [asdict(_public(one)) for one in own],
        "revoked": [asdict(one) for one in _own_revocations(session)],
    }
    signed = {
        "body": body,
        "signed_by": code.issuer_of(vault),
        "signature": vault.private_key.sign(_canonical(body)).hex(),
    }
    return json.dumps(signed, ensure_ascii=False, indent=1).encode()


def read_verification_file(path: Path) -> VerificationFile:
    """Read another office's file and check its signature; raises NotAVerificationFile.

    Whether to trust who signed it is decided by ``take_in``.
    """
    content = open_file(path).content
    try:
        signed = json.loads(content)
        body = signed["body"]
        keys = tuple(PublicKey(**one) for one in body["keys"])
        revoked = tuple(Revoked(**one) for one in body["revoked"])
        found = VerificationFile(
            str(body["name"]), body["made_at"], keys, revoked, signed["signed_by"]
        )
        _check(found, body, bytes.fromhex(signed["signature"]))
    except (ValueError, KeyError, TypeError, RecursionError, StopIteration):
        raise NotAVerificationFile(path.name) from None
    return found


def take_in(
    session: Session,
    *,
    file: VerificationFile,
    confirmed: str = "",
    by: Actor,
    at: datetime,
) -> TakenIn:
    """Trust the keys of ``file`` and remember its revoked numbers; taking it twice adds nothing.

    ``confirmed`` is the fingerprint a person has compared with the office that signed; only
    the first file of an office needs it. Raises OwnVerificationFile, NotYetTrusted or
    ClashingKey.
    """
    known = {one.key_id: one for one in session.scalars(select(Issuer))}
    if any(known[key.id].own for key in file.keys if key.id in known):
        raise OwnVerificationFile(file.name)
    if any(known[key.id].public_key != key.public for key in file.keys if key.id in known):
        raise ClashingKey(file.name)
    if file.signed_by not in _trusted(file, known.keys()) and confirmed != file.fingerprint:
        raise NotYetTrusted(file.name, file.fingerprint)
    new = [_issuer(file, key) for key in file.keys if key.id not in known]
    session.add_all(new)
    for issuer in [*new, *(known[key.id] for key in file.keys if key.id in known)]:
        issuer.list_at = max(filter(None, (issuer.list_at, datetime.fromisoformat(file.made_at))))
    revoked = _new_revocations(session, file)
    session.add_all(revoked)
    details = {"name": file.name, "fingerprint": file.fingerprint, "revoked": len(revoked)}
    audit.record(
        session, by=by, at=at, act="certificate.trust", subject=file.signed_by, details=details
    )
    return TakenIn(file.name, len(new), len(revoked))


def endorse(old: Vault, public: bytes) -> bytes:
    """Let the key in use vouch for the one that replaces it."""
    return old.private_key.sign(_endorsed(code.issuer_of(old), public))


def _trusted(file: VerificationFile, known: Iterable[str]) -> set[str]:
    """The file's keys that we trust: known ones, and those they vouch for, one after another."""
    by_id = {key.id: key for key in file.keys}
    trusted = set(known) & by_id.keys()
    for key in sorted(file.keys, key=lambda key: datetime.fromisoformat(key.since)):
        if key.endorsed_by in trusted and _vouches(by_id, key):
            trusted.add(key.id)
    return trusted


def _vouches(by_id: dict[str, PublicKey], key: PublicKey) -> bool:
    voucher = by_id[key.endorsed_by]
    message = _endorsed(voucher.id, bytes.fromhex(key.public))
    return code.holds(bytes.fromhex(voucher.public), bytes.fromhex(key.endorsement), message)


def _check(file: VerificationFile, body: dict[str, Any], signature: bytes) -> None:
    """Raise ValueError where the file contradicts itself or its signature does not hold."""
    datetime.fromisoformat(file.made_at)
    for key in file.keys:
        datetime.fromisoformat(key.since)
        bytes.fromhex(key.endorsement)
        if code.issuer_id(bytes.fromhex(key.public)) != key.id:
            raise ValueError(key.id)
    for one in file.revoked:
        datetime.fromisoformat(one.at)
        if one.issuer not in {key.id for key in file.keys}:
            raise ValueError(one.issuer)
    if body["format"] != FORMAT:
        raise ValueError(body["format"])
    signer = next(key for key in file.keys if key.id == file.signed_by)
    if not code.holds(bytes.fromhex(signer.public), signature, _canonical(body)):
        raise ValueError(file.signed_by)


def _canonical(body: dict[str, Any]) -> bytes:
    return json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def _endorsed(old_id: str, public: bytes) -> bytes:
    return f"{FORMAT} {old_id} {public.hex()}".encode()


def _public(one: Issuer) -> PublicKey:
    since = one.since.isoformat()
    return PublicKey(one.key_id, one.public_key, since, one.endorsed_by, one.endorsement)


def _own_revocations(session: Session) -> list[Revoked]:
    rows = session.execute(
        select(Certificate.code, Certificate.number, Certificate.revoked_at)
        .where(Certificate.revoked_at.is_not(None))
        .order_by(Certificate.year, Certificate.sequence, Certificate.number)
    )
    return [
        Revoked(code.issuer_in(text), number, at.isoformat()) for text, number, at in rows if at
    ]


def _new_revocations(session: Session, file: VerificationFile) -> list[ForeignRevocation]:
    keys = [key.id for key in file.keys]
    rows = session.execute(
        select(ForeignRevocation.key_id, ForeignRevocation.number).where(
            ForeignRevocation.key_id.in_(keys)
        )
    )
    known = {(key, number) for key, number in rows}
    wanted = {(one.issuer, one.number): one for one in file.revoked}
    return [
        ForeignRevocation(key_id=key, number=number, at=datetime.fromisoformat(one.at))
        for (key, number), one in wanted.items()
        if (key, number) not in known
    ]


def _issuer(file: VerificationFile, key: PublicKey) -> Issuer:
    return Issuer(
        key_id=key.id,
        public_key=key.public,
        name=file.name,
        own=False,
        since=datetime.fromisoformat(key.since),
        endorsed_by=key.endorsed_by,
        endorsement=key.endorsement,
    )


def _row(one: Issuer, current: str, revoked: int) -> IssuerRow:
    return IssuerRow(
        id=one.key_id,
        name=one.name,
        fingerprint=fingerprint(one.public_key),
        own=one.own,
        current=one.own and one.key_id == current,
        since=one.since,
        revoked=revoked,
        list_at=one.list_at,
    )
