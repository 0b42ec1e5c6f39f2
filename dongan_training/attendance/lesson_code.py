"""The code on the projector that changes every 15 seconds and opens one lesson only.

    DL1.<lesson>.<slot>.<signature>

It is for phones in the hall: whoever photographs it and sends it home sends something that
is worthless a moment later. Pure: the key of the data folder and a moment in, a text out.
"""

import base64
import hmac
import re
from dataclasses import dataclass
from datetime import UTC, datetime

from dongan_training.errors import UserError
from dongan_training.storage.vault import Vault
from dongan_training.texts import N_
from dongan_training.training.badge_code import code_meant

PREFIX = "DL1"
SECONDS = 15
TOLERATED = 1  # slots that are over: somebody scans in the last second of one
SIGNATURE_BYTES = 10
SHAPE = re.compile(
    r"DL1\.(?P<lesson>[0-9A-F]{32})\.(?P<slot>\d{1,12})\.(?P<signature>[A-Z2-7]{16})"
)


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
    message = f"{PREFIX}.{lesson_id.replace('-', '').upper()}.{int(slot)}"
    return LessonCode(f"{message}.{_signature(vault, message)}", SECONDS - over)


def read_lesson_code(vault: Vault, text: str, *, at: datetime) -> str:
    """Verify a code and give the id of its lesson; raises NotALessonCode or LessonCodeOver."""
    parts = SHAPE.fullmatch(code_meant(text))
    if parts is None:
        raise NotALessonCode
    message = parts[0].rpartition(".")[0]
    if not hmac.compare_digest(_signature(vault, message), parts["signature"]):
        raise NotALessonCode
    age = int(at.astimezone(UTC).timestamp() // SECONDS) - int(parts["slot"])
    if not 0 <= age <= TOLERATED:
        raise LessonCodeOver
    lesson = parts["lesson"].lower()
    return "-".join((lesson[:8], lesson[8:12], lesson[12:16], lesson[16:20], lesson[20:]))


def _signature(vault: Vault, message: str) -> str:
    return base64.b32encode(vault.badge_signature(message)[:SIGNATURE_BYTES]).decode()
