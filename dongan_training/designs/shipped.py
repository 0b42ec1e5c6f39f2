"""What ships: designs as JSON files, the sheets badges come on, and the words in them."""

import json
from dataclasses import dataclass
from functools import cache

from dongan_training import paths
from dongan_training.designs.naming import FOLDER
from dongan_training.errors import UserError
from dongan_training.printing.designs.imposing import CardSheet
from dongan_training.printing.designs.model import Design
from dongan_training.printing.designs.writing import read_design
from dongan_training.printing.page import Size
from dongan_training.texts import N_, listed

# Named here so that they are translated; the files themselves are Chinese.
WORDS = (
    N_("结业证书"),
    N_("编号：{number}"),
    N_("扫码可离线核验"),
    N_("正式（红框金线）"),
    N_("简洁（单色）"),
    N_("套印（空白证书纸）"),
    N_("标准胸牌（95×67）"),
    N_("名片胸牌（90×54）"),
    N_("大姓名胸牌（90×54）"),
    N_("带照片胸牌（95×67）"),
    N_("大号胸牌（A6）"),
    N_("不干胶（70×37）"),
    N_("不干胶（99.1×38.1）"),
    N_("不干胶（63.5×38.1）"),
    N_("考试证（95×67）"),
    N_("考试证"),
    N_("姓名"),
    N_("单位"),
    N_("考场"),
    N_("座位号"),
    N_("考号"),
    N_("时间"),
    N_("考试码 {exam_code}"),
    N_("请带本证和身份证，提前 15 分钟入场；入场后对号入座。"),
    N_("A4　8 张（95×67）"),
    N_("A4　10 张（90×54）"),
    N_("A4　4 张 A6 大号"),
    N_("A6　一页一张"),
    N_("卡片打印机（90×54，一页一张）"),
    N_("不干胶 3×8（70×37）"),
    N_("不干胶 3×7（63.5×38.1）"),
    N_("不干胶 2×7（99.1×38.1）"),
)


@dataclass(eq=False)
class SheetUnknown(UserError):
    sheet: str
    known: str
    message = N_("没有叫“{sheet}”的纸，现有：{known}。")
    advice = N_("没有打印。请从中选一种。")


@cache
def shipped_designs() -> dict[str, Design]:
    """All designs that ship, by the names of their files."""
    files = sorted(paths.resource(FOLDER).glob("*-*.json"))
    return {file.stem: read_design(json.loads(file.read_text("utf-8"))) for file in files}


@cache
def card_sheets() -> dict[str, CardSheet]:
    """The sheets badges are printed on, by name."""
    found = json.loads(paths.resource(FOLDER, "sheets.json").read_text("utf-8"))
    return {
        one["name"]: CardSheet(**{**one, "page": Size(*one["page"]), "card": Size(*one["card"])})
        for one in found
    }


def card_sheet(name: str) -> CardSheet:
    """Find a sheet by name. Raises SheetUnknown."""
    found = card_sheets().get(name.strip())
    if found is None:
        raise SheetUnknown(name, listed(card_sheets()))
    return found
