"""What a file of another desk brings that cannot be taken in, and why."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from dongan_training.texts import N_


class Why(StrEnum):
    """Why something is not taken in; stable, scripts read it."""

    UNKNOWN_LESSON = "unknown_lesson"
    UNKNOWN_PERSON = "unknown_person"
    OTHER_CLASS = "other_class"
    WITHDRAWN = "withdrawn"
    LEFT_ROLL = "left_roll"
    UNKNOWN_BADGE = "unknown_badge"
    OTHER_CONTENTS = "other_contents"
    OTHER_LEAVE = "other_leave"
    OTHER_MATCH = "other_match"


WHY_WORDS = {
    Why.UNKNOWN_LESSON: N_("本机没有这一课"),
    Why.UNKNOWN_PERSON: N_("本机的名单上没有这个人"),
    Why.OTHER_CLASS: N_("不在本班名单中"),
    Why.WITHDRAWN: N_("当时已退出本班"),
    Why.LEFT_ROLL: N_("已离册"),
    Why.UNKNOWN_BADGE: N_("本机没有登记这张胸牌"),
    Why.OTHER_CONTENTS: N_("本机有同一条记录，内容不同"),
    Why.OTHER_LEAVE: N_("本机已有这一课的另一份请假"),
    Why.OTHER_MATCH: N_("本机核对成了另一个人"),
}


class Said(StrEnum):
    """What the record says that is not taken in; the first three as ``Direction`` has them."""

    IN = "in"
    OUT = "out"
    TAKEN_BACK = "taken_back"
    LEAVE = "leave"
    PHOTOGRAPH = "photograph"
    SPOT_CHECK = "spot_check"
    WALK_IN = "walk_in"


SAID_WORDS = {
    Said.IN: N_("签到"),
    Said.OUT: N_("签退"),
    Said.TAKEN_BACK: N_("撤销签到"),
    Said.LEAVE: N_("请假"),
    Said.PHOTOGRAPH: N_("照片凭证"),
    Said.SPOT_CHECK: N_("抽点"),
    Said.WALK_IN: N_("临时学员"),
}


@dataclass(frozen=True)
class Refused:
    """One record that cannot be taken in, in words that somebody can look into."""

    record_id: str
    why: Why
    name: str  # as the other desk knew it; "" where a whole lesson is meant
    lesson: str  # visible code
    at: datetime
    said: Said
    # Of leave: kind, reason, state; of a person called in a spot check: found, yes or no.
    details: Mapping[str, str] = field(default_factory=dict)
    here: Mapping[str, str] = field(default_factory=dict)  # the same, as this desk has it

    @property
    def can_choose(self) -> bool:
        """Whether one of two records can stand; what only fails here has no other."""
        return bool(self.here)
