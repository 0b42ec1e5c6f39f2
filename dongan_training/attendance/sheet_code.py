"""The code on a sign-in sheet, by which a photograph of it finds its lesson.

    DS1.<issuer>.<lesson>.<page>.<signature>

The page of a sheet on which the whole class signs for all its lessons ends in ``C``: 2C.
The code names a lesson and a page, nothing of any person, and it opens no door. It is signed so
that a photograph files what was signed under the lesson it was printed for, and no other.
"""

from dataclasses import dataclass

from dongan_training.attendance.sheet_choice import Scope
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

PREFIX = "DS1"
OF_CLASS = "C"


@dataclass(eq=False)
class NotASheet(UserError):
    message = N_("图片里没有签到表的二维码。")
    advice = N_("请重新拍照，把签到表右上角的二维码拍清楚，或者直接选择课次。")


@dataclass(eq=False)
class SheetOfAnotherCounty(UserError):
    issuer: str
    message = N_("这是别处（签发标识 {issuer}）打印的签到表，不是本机打印的。")
    advice = N_("没有登记。请核对是不是本班的签到表；确实是的，请直接选择课次。")


@dataclass(eq=False)
class ForgedSheet(UserError):
    message = N_("校验不符：这张签到表的二维码被改动过，或者是伪造的。")
    advice = N_("没有登记。请核对签到表的来历，重新打印后再签，或者直接选择课次。")


@dataclass(frozen=True)
class SheetPage:
    """Which lesson's sheet, and which of its pages.

    ``is_of_class``: people sign on it for every lesson of the class, on all its days.
    """

    lesson_id: str
    page: int
    is_of_class: bool = False


def sheet_code(vault: Vault, lesson_id: str, page: int, scope: Scope = Scope.LESSON) -> str:
    """Write the text of the code."""
    mark = OF_CLASS if scope is Scope.CLASS else ""
    return sign(vault, PREFIX, short_id(lesson_id), f"{page}{mark}")


def read_sheet_code(vault: Vault, text: str) -> SheetPage | None:
    """Verify the text of a code; None where it is no sheet's.

    Raises SheetOfAnotherCounty or ForgedSheet.
    """
    try:
        lesson, page = read_signed(vault, text, PREFIX, 2)
    except OtherKind:
        return None
    except OtherIssuer as other:
        raise SheetOfAnotherCounty(other.issuer) from None
    except Forged:
        raise ForgedSheet from None
    return SheetPage(whole_id(lesson), int(page.removesuffix(OF_CLASS)), page.endswith(OF_CLASS))
