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
from dataclasses import astuple, dataclass

from dongan_training.errors import UserError
from dongan_training.storage.vault import Vault
from dongan_training.texts import N_
from dongan_training.training.badge_code import code_meant

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
    advice = N_("请联系证书上的落款单位核实。")


@dataclass(eq=False)
class ForgedCertificate(UserError):
    message = N_("签名不符：这份证书的内容被改动过，或者是伪造的。")
    advice = N_("请不要采信，并联系落款单位核实。")


def issuer_of(vault: Vault) -> str:
    """Name the signing key shortly: the first characters of its public key's digest."""
    public = vault.private_key.public_key().public_bytes_raw()
    return _encode(hashlib.sha256(public).digest())[:ISSUER_LENGTH]


def sign(vault: Vault, facts: Facts) -> str:
    """Write ``facts`` as the text of a QR code."""
    content = json.dumps(astuple(facts), ensure_ascii=False, separators=(",", ":"))
    message = f"{PREFIX}.{issuer_of(vault)}.{_encode(_deflated(content.encode()))}"
    return f"{message}.{_encode(vault.private_key.sign(message.encode()))}"


def read(vault: Vault, text: str) -> Facts:
    """Verify the text of a QR code and give its facts.

    Raises NotACertificate, UnknownIssuer or ForgedCertificate.
    """
    from cryptography.exceptions import InvalidSignature

    folded = code_meant(text)
    parts = folded.split(".")
    if len(parts) != 4 or parts[0] != PREFIX:
        raise NotACertificate
    _prefix, issuer, content, signature = parts
    if issuer != issuer_of(vault):
        raise UnknownIssuer(issuer)
    try:
        message = folded.rpartition(".")[0].encode()
        vault.private_key.public_key().verify(_decode(signature), message)
        return Facts(*json.loads(_inflated(_decode(content))))
    except (InvalidSignature, binascii.Error, zlib.error, ValueError, TypeError):
        raise ForgedCertificate from None


def _deflated(raw: bytes) -> bytes:
    deflating = zlib.compressobj(9, zlib.DEFLATED, -15, zdict=DICTIONARY)
    return deflating.compress(raw) + deflating.flush()


def _inflated(raw: bytes) -> bytes:
    return zlib.decompressobj(-15, zdict=DICTIONARY).decompress(raw, MOST_BYTES)


def _encode(raw: bytes) -> str:
    return base64.b32encode(raw).decode().rstrip("=")


def _decode(text: str) -> bytes:
    raw = base64.b32decode(text + "=" * (-len(text) % 8))
    if _encode(raw) != text:  # the last letter has bits to spare; only one spelling is ours
        raise ValueError(text)
    return raw
