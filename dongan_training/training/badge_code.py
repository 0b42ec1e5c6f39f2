"""The signed text in a badge's QR: it names the badge, and nobody without our key can make one.

    DA1.<issuer>.<token>.<signature>

All parts are capital letters and digits, so the QR code uses its dense alphanumeric mode.
The issuer is a public fingerprint of the data folder's badge key: it tells a badge of
another county from a forged one. The signature is an HMAC over all that stands before it.
"""

import base64
import hmac
import unicodedata
from dataclasses import dataclass

from dongan_training.errors import UserError
from dongan_training.storage.vault import Vault
from dongan_training.texts import N_
from dongan_training.training.models import TOKEN_LENGTH

PREFIX = "DA1"
ISSUER_BYTES = 5  # 8 letters of base32, none with bits to spare
SIGNATURE_BYTES = 10  # 16 letters; 80 bits
LENGTH = len(PREFIX) + 8 + TOKEN_LENGTH + 16 + 3  # of a whole code, with its three dots
WEB = ("HTTP://", "HTTPS://", "WWW.")


@dataclass(eq=False)
class NotABadge(UserError):
    message = N_("这不是东安培训的胸牌二维码。")
    advice = N_("没有签到。请出示本班胸牌，或改用“手工签到”。")


@dataclass(eq=False)
class WebAddress(NotABadge):
    message = N_("这是一个网址，不是胸牌。")
    advice = N_("没有签到，网址也没有被打开。请出示本班胸牌，或改用“手工签到”。")


@dataclass(eq=False)
class BadgeOfAnotherCounty(UserError):
    issuer: str
    message = N_("这是别处（签发标识 {issuer}）制作的胸牌，不是本机制作的。")
    advice = N_("没有签到。请核对学员是否走错会场，或改用“手工签到”。")


@dataclass(eq=False)
class ForgedBadge(UserError):
    message = N_("校验不符：这张胸牌被改动过，或者是伪造的。")
    advice = N_("没有签到。请核对学员身份后改用“手工签到”，并重新打印胸牌。")


def code_meant(text: str) -> str:
    """Give the code that was scanned or typed: one of ours has narrow capitals, digits and dots.

    Width, case, blanks and the Chinese full stop are forgiven, since scanner guns type
    through input methods.
    """
    return "".join(unicodedata.normalize("NFKC", text).upper().replace("。", ".").split())


def badge_issuer(vault: Vault) -> str:
    """Name the badge key of this data folder shortly, without telling anything about it."""
    return _encode(vault.badge_signature(f"{PREFIX} issuer")[:ISSUER_BYTES])


def badge_code(vault: Vault, token: str) -> str:
    """Write the text of the QR code of the badge with this ``token``."""
    message = f"{PREFIX}.{badge_issuer(vault)}.{token}"
    return f"{message}.{_signature(vault, message)}"


def read_badge_code(vault: Vault, text: str) -> str:
    """Verify the text of a QR code and give the badge's token.

    Raises NotABadge, BadgeOfAnotherCounty or ForgedBadge.
    """
    folded = code_meant(text)
    if folded.startswith(WEB):
        raise WebAddress
    parts = folded.split(".")
    if len(parts) != 4 or parts[0] != PREFIX or not folded.isascii():
        raise NotABadge
    _prefix, issuer, token, signature = parts
    if issuer != badge_issuer(vault):
        raise BadgeOfAnotherCounty(issuer)
    expected = _signature(vault, folded.rpartition(".")[0])
    if not hmac.compare_digest(expected.encode(), signature.encode()):
        raise ForgedBadge
    return token


def _signature(vault: Vault, message: str) -> str:
    return _encode(vault.badge_signature(message)[:SIGNATURE_BYTES])


def _encode(raw: bytes) -> str:
    return base64.b32encode(raw).decode()
