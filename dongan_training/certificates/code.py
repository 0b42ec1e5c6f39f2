"""The signed text in a certificate's QR: facts that verify without a network.

    DC1.<issuer>.<facts>.<signature>

All parts are capital letters and digits, so the QR code uses its dense alphanumeric
mode. The facts are JSON, deflated (RFC 1951) with the usual words as a dictionary, in
base32; the signature is Ed25519 (RFC 8032) over all that stands before it. No ID number
is ever among the facts.
"""

import base64
import binascii
import hashlib
import json
import zlib
from collections.abc import Mapping
from dataclasses import astuple, dataclass

from dongan_training.errors import UserError
from dongan_training.storage.vault import Vault
from dongan_training.texts import N_
from dongan_training.training.signed_code import code_meant

PREFIX = "DC1"
ISSUER_LENGTH = 8
MOST_BYTES = 4096  # of the facts; a longer text was never signed by us
# Part of the format DC1: the words that certificates share, the most usual last.
DICTIONARY = (
    "村干部技能班村民代表示范班发展对象班冬春训入党积极分子党员一二三镇乡党委委员会街道"
    '第一季度第二季度第三季度第四季度基层党务工作者培训班（第1期）","中共东安县委组织部","'
    '["东组培〔2026〕第 0001 号","2026-11-23","2026-11-23",8,92,"'
).encode()


@dataclass(frozen=True)
class Facts:
    """What a certificate says; frozen when it is issued. Dates are ISO 8601."""

    number: str
    name: str
    class_title: str
    first_day: str
    last_day: str
    hours: float
    score: float | None
    organizer: str
    issued_on: str


@dataclass(eq=False)
class NotACertificate(UserError):
    message = N_("这不是东安培训的证书二维码。")
    advice = N_("请扫描证书左下角的二维码，或输入证书编号核验。")


@dataclass(eq=False)
class UnknownIssuer(UserError):
    issuer: str
    message = N_("这份证书由别处（签发标识 {issuer}）签发，本机没有它的公钥，无法核验。")
    advice = N_("请向证书上的落款单位要一份核验文件，导入后再核验。")


@dataclass(eq=False)
class ForgedCertificate(UserError):
    message = N_("签名不符：这份证书的内容被改动过，或者是伪造的。")
    advice = N_("请不要采信，并联系落款单位核实。")


@dataclass(frozen=True)
class Signed:
    """Facts whose signature holds, and the id of the key that made it."""

    issuer: str
    facts: Facts


def issuer_id(public: bytes) -> str:
    """Name a public key shortly: the first characters of its digest."""
    return letters(hashlib.sha256(public).digest())[:ISSUER_LENGTH]


def own_key(vault: Vault) -> dict[str, bytes]:
    """Give the public half of the key we sign with, by its id."""
    public = vault.private_key.public_key().public_bytes_raw()
    return {issuer_id(public): public}


def issuer_of(vault: Vault) -> str:
    """Name the key we sign with."""
    return next(iter(own_key(vault)))


def issuer_in(text: str) -> str:
    """Read which key a code of ours names, without verifying it."""
    return text.split(".")[1]


def sign(vault: Vault, facts: Facts) -> str:
    """Write ``facts`` as the text of a QR code."""
    content = json.dumps(astuple(facts), ensure_ascii=False, separators=(",", ":"))
    message = f"{PREFIX}.{issuer_of(vault)}.{letters(_deflated(content.encode()))}"
    return f"{message}.{letters(vault.private_key.sign(message.encode()))}"


def read(keys: Mapping[str, bytes], text: str) -> Signed:
    """Verify the text of a QR code with one of the public ``keys``, by their ids.

    Raises NotACertificate, UnknownIssuer or ForgedCertificate.
    """
    folded = code_meant(text)
    parts = folded.split(".")
    if len(parts) != 4 or parts[0] != PREFIX:
        raise NotACertificate
    _prefix, issuer, content, signature = parts
    if issuer not in keys:
        raise UnknownIssuer(issuer)
    try:
        message = folded.rpartition(".")[0].encode()
        if not holds(keys[issuer], _decode(signature), message):
            raise ForgedCertificate
        return Signed(issuer, Facts(*json.loads(_inflated(_decode(content)))))
    except (binascii.Error, zlib.error, ValueError, TypeError):
        raise ForgedCertificate from None


def holds(public: bytes, signature: bytes, message: bytes) -> bool:
    """Tell whether ``signature`` over ``message`` was made with the key of ``public``."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def _deflated(raw: bytes) -> bytes:
    deflating = zlib.compressobj(9, zlib.DEFLATED, -15, zdict=DICTIONARY)
    return deflating.compress(raw) + deflating.flush()


def _inflated(raw: bytes) -> bytes:
    return zlib.decompressobj(-15, zdict=DICTIONARY).decompress(raw, MOST_BYTES)


def letters(raw: bytes) -> str:
    """Write bytes in capital letters and digits, as the codes do (base32, RFC 4648)."""
    return base64.b32encode(raw).decode().rstrip("=")


def _decode(text: str) -> bytes:
    raw = base64.b32decode(text + "=" * (-len(text) % 8))
    if letters(raw) != text:  # the last letter has bits to spare; only one spelling is ours
        raise ValueError(text)
    return raw
