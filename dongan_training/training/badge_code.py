"""The signed text in a badge's QR: it names the badge, and nobody without our key can make one.

DA1.<issuer>.<token>.<signature>
"""

from dataclasses import dataclass

from dongan_training.errors import UserError
from dongan_training.storage.vault import Vault
from dongan_training.texts import N_
from dongan_training.training.models import TOKEN_LENGTH
from dongan_training.training.signed_code import (
    Forged,
    OtherIssuer,
    OtherKind,
    code_meant,
    read_signed,
    sign,
)

PREFIX = "DA1"
LENGTH = len(PREFIX) + 8 + TOKEN_LENGTH + 16 + 3  # of a whole code, with its three dots
WEB = ("HTTP://", "HTTPS://", "WWW.")


@dataclass(eq=False)
class NotABadge(UserError):
    message = N_("这不是东安培训的胸牌二维码。")
    advice = N_("没有签到。请出示本班胸牌，或改用“手工签到”。")


@dataclass(eq=False)
class WebAddress(NotABadge):
    message = N_("这是一个网址，不是胸牌。")
    advice = N_("没有签到，也没有打开网址。请出示本班胸牌，或改用“手工签到”。")


@dataclass(eq=False)
class BadgeOfAnotherCounty(UserError):
    issuer: str
    message = N_("这是别处（签发标识 {issuer}）制作的胸牌，不是本机制作的。")
    advice = N_("没有签到。请核对学员是否走错会场，或改用“手工签到”。")


@dataclass(eq=False)
class ForgedBadge(UserError):
    message = N_("校验不符：这张胸牌被改动过，或者是伪造的。")
    advice = N_("没有签到。请核对学员身份后改用“手工签到”，并重新打印胸牌。")


def badge_code(vault: Vault, token: str) -> str:
    """Write the text of the QR code of the badge with this ``token``."""
    return sign(vault, PREFIX, token)


def read_badge_code(vault: Vault, text: str) -> str:
    """Verify the text of a QR code and give the badge's token.

    Raises NotABadge, BadgeOfAnotherCounty or ForgedBadge.
    """
    if code_meant(text).startswith(WEB):
        raise WebAddress
    try:
        (token,) = read_signed(vault, text, PREFIX, 1)
    except OtherKind:
        raise NotABadge from None
    except OtherIssuer as other:
        raise BadgeOfAnotherCounty(other.issuer) from None
    except Forged:
        raise ForgedBadge from None
    return token
