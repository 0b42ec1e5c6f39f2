"""How an office wants its sign-in sheets; known before any font is loaded."""

from dataclasses import dataclass
from enum import StrEnum

from dongan_training.texts import N_


class Scope(StrEnum):
    """Which lessons have a column to sign in."""

    LESSON = "lesson"
    DAY = "day"
    CLASS = "class"


class SheetPaper(StrEnum):
    """The paper, upright or across."""

    A4 = "A4"
    A4_ACROSS = "A4-across"
    A3 = "A3"
    A3_ACROSS = "A3-across"


class SheetColumn(StrEnum):
    """What may stand beside number and name."""

    ORG = "org"
    POST = "post"
    GROUP = "group"
    SEAT = "seat"
    PHONE = "phone"  # masked; the sheet lies open on a table
    NOTE = "note"


SCOPES = {
    Scope.LESSON: N_("这一课"),
    Scope.DAY: N_("当天各课"),
    Scope.CLASS: N_("全班各课"),
}
PAPERS = {
    SheetPaper.A4: N_("A4 竖"),
    SheetPaper.A4_ACROSS: N_("A4 横"),
    SheetPaper.A3: N_("A3 竖"),
    SheetPaper.A3_ACROSS: N_("A3 横"),
}
COLUMNS = {
    SheetColumn.ORG: N_("单位"),
    SheetColumn.POST: N_("职务"),
    SheetColumn.GROUP: N_("分组"),
    SheetColumn.SEAT: N_("座位号"),
    SheetColumn.PHONE: N_("联系电话"),
    SheetColumn.NOTE: N_("备注"),
}
USUAL = (SheetColumn.ORG, SheetColumn.POST, SheetColumn.NOTE)


@dataclass(frozen=True)
class SheetChoice:
    """One way to print a sheet; ``blank_rows`` are for people on no list."""

    scope: Scope = Scope.DAY
    paper: SheetPaper = SheetPaper.A4
    columns: tuple[SheetColumn, ...] = USUAL
    blank_rows: int = 2
