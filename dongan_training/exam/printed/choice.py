"""How an office wants a paper printed; known before any font is loaded."""

from dataclasses import dataclass
from enum import StrEnum

from dongan_training.texts import N_


class FormatName(StrEnum):
    """The sheets exam papers come on; 16K and 8K are the 184 × 260 mm and 260 × 368 mm ones."""

    A4 = "A4"
    A3 = "A3"
    K16 = "16K"
    K8 = "8K"


FORMAT_NAMES: dict[FormatName, str] = {
    FormatName.A4: N_("A4　一栏"),
    FormatName.A3: N_("A3　两栏"),
    FormatName.K16: N_("16 开　一栏"),
    FormatName.K8: N_("8 开　两栏"),
}


@dataclass(frozen=True)
class Printing:
    """Which form of a paper, on which sheets; ``large`` is the print for weak eyes.

    The name, time and rules of ``exam_id`` stand on it; of the newest exam where none is named.
    """

    form: str = "A"
    format: FormatName = FormatName.A4
    large: bool = False
    exam_id: str = ""


class RoomPaper(StrEnum):
    """What lies ready in the room, hangs at its door, or is filled in afterwards."""

    CARDS = "cards"
    SEATS = "seats"
    CODES = "codes"
    DOOR = "door"
    RECORD = "record"
    ANSWERS = "answers"
    MARKS = "marks"


ROOM_PAPERS: dict[RoomPaper, str] = {
    RoomPaper.CARDS: N_("考试证"),
    RoomPaper.SEATS: N_("座位图"),
    RoomPaper.CODES: N_("考试码名单"),
    RoomPaper.DOOR: N_("门贴名单"),
    RoomPaper.RECORD: N_("考场记录表"),
    RoomPaper.ANSWERS: N_("答题卡"),
    RoomPaper.MARKS: N_("成绩册"),
}
