"""The one shape of the codes by which a badge, a lesson and a sign-in sheet are known again.

    <kind>.<issuer>.<part>[.<part>].<signature>

All is capital letters, digits and dots, so the QR code uses its dense alphanumeric mode. The
issuer is a public fingerprint of the data folder's badge key: it tells a code of another
county from a forged one. The signature is an HMAC over all that stands before it, so a code
of one kind is worth nothing as another.
"""

import base64
import hmac
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from dongan_training.storage.vault import Vault

ISSUER_BYTES = 5  # 8 letters of base32, none with bits to spare
SIGNATURE_BYTES = 10  # 16 letters; 80 bits


class OtherKind(Exception):
    """Not a code of this kind."""


@dataclass(eq=False)
class OtherIssuer(Exception):
    """A code of this kind that another data folder made, or claims to have made."""

    issuer: str


class Forged(Exception):
    """It names this data folder as its issuer, and was not made by it."""


def code_meant(text: str) -> str:
    """Give the code that was scanned or typed: one of ours has narrow capitals, digits and dots.

    Width, case, blanks and the Chinese full stop are forgiven, since scanner guns type
    through input methods.
    """
    return "".join(unicodedata.normalize("NFKC", text).upper().replace("。", ".").split())


def issuer_of(vault: Vault) -> str:
    """Name the badge key of this data folder shortly, without telling anything about it."""
    return _encode(vault.badge_signature("DA1 issuer")[:ISSUER_BYTES])


def sign(vault: Vault, kind: str, *parts: str) -> str:
    """Write the text of a code."""
    message = ".".join((kind, issuer_of(vault), *parts))
    return f"{message}.{_signature(vault, message)}"


def read_signed(vault: Vault, text: str, kind: str, parts: int) -> Sequence[str]:
    """Verify a code and give its parts. Raises OtherKind, OtherIssuer or Forged."""
    folded = code_meant(text)
    first, *middle, signature = folded.split(".") if "." in folded else ("", "")
    if first != kind or len(middle) != parts + 1 or not folded.isascii():
        raise OtherKind
    issuer, *told = middle
    if issuer != issuer_of(vault):
        raise OtherIssuer(issuer)
    expected = _signature(vault, folded.rpartition(".")[0])
    if not hmac.compare_digest(expected.encode(), signature.encode()):
        raise Forged
    return told


def short_id(record_id: str) -> str:
    """Write a row's id as codes carry it: 32 capital hexadecimal digits."""
    return UUID(record_id).hex.upper()


def whole_id(short: str) -> str:
    """Take back an id that ``short_id`` wrote."""
    return str(UUID(short))


def _signature(vault: Vault, message: str) -> str:
    return _encode(vault.badge_signature(message)[:SIGNATURE_BYTES])


def _encode(raw: bytes) -> str:
    return base64.b32encode(raw).decode()
