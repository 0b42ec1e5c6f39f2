"""The code on the projector that changes every 15 seconds and opens one lesson only.

    DL1.<issuer>.<lesson>.<slot>.<signature>

It is for phones in the hall: whoever photographs it and sends it home sends something that
is worthless a moment later. Pure: the key of the data folder and a moment in, a text out.
"""

from dataclasses import dataclass
from datetime import UTC, datetime

from dongan_training.errors import UserError
from dongan_training.storage.vault import Vault
from dongan_training.texts import N_
from dongan_training.training.signed_code import (
    Forged,
    OtherIssuer,
    OtherKind,
    read_signed,
    short_id,
    sign,
    whole_id,
)

PREFIX = "DL1"
SECONDS = 15
TOLERATED = 1  # slots that are over: somebody scans in the last second of one


@dataclass(eq=False)
class NotALessonCode(UserError):
    message = N_("这不是本次签到的二维码。")
    advice = N_("没有签到。请扫大屏幕上正在显示的二维码。")


@dataclass(eq=False)
class LessonCodeOver(UserError):
    message = N_("这个签到二维码已经过期。")
    advice = N_("没有签到。二维码每 15 秒更换一次，请扫大屏幕上正在显示的那一个。")


@dataclass(frozen=True)
class LessonCode:
    """What the projector shows, and how long it is good for."""

    text: str
    seconds_left: float


def lesson_code(vault: Vault, *, lesson_id: str, at: datetime) -> LessonCode:
    """The code of this moment."""
    slot, over = divmod(at.timestamp(), SECONDS)
    return LessonCode(sign(vault, PREFIX, short_id(lesson_id), str(int(slot))), SECONDS - over)


def read_lesson_code(vault: Vault, text: str, *, at: datetime) -> str:
    """Verify a code and give the id of its lesson; raises NotALessonCode or LessonCodeOver."""
    try:
        lesson, slot = read_signed(vault, text, PREFIX, 2)
    except (OtherKind, OtherIssuer, Forged):
        raise NotALessonCode from None
    age = int(at.astimezone(UTC).timestamp() // SECONDS) - int(slot)
    if not 0 <= age <= TOLERATED:
        raise LessonCodeOver
    return whole_id(lesson)
