"""The code on a sign-in sheet, by which a photograph of it finds its lesson.

It holds the visible code of the lesson and the page, nothing of any person; it opens no door.
"""

import re
from dataclasses import dataclass

from dongan_training.errors import UserError
from dongan_training.texts import N_

PREFIX = "DAL1"
WRITTEN = re.compile(rf"{PREFIX}:([0-9A-Z-]+):(\d+)")


@dataclass(eq=False)
class NotASheet(UserError):
    message = N_("图片里没有签到表的二维码。")
    advice = N_("请重新拍照，把签到表右上角的二维码拍清楚，或者直接选择课次。")


@dataclass(frozen=True)
class SheetPage:
    """Which lesson's sheet, and which of its pages."""

    lesson_code: str
    page: int


def sheet_code(lesson_code: str, page: int) -> str:
    """Write the text of the code."""
    return f"{PREFIX}:{lesson_code.upper()}:{page}"


def read_sheet_code(text: str) -> SheetPage | None:
    """Understand the text of a code; None where it is another."""
    found = WRITTEN.fullmatch(text.strip())
    return SheetPage(found[1], int(found[2])) if found else None
