"""How each answer of the door looks and sounds: colour, symbol, short word, melody."""

from dataclasses import dataclass

from dongan_training.attendance.answers import Answer
from dongan_training.attendance.checkin import Outcome
from dongan_training.attendance.status import AttendanceStatus
from dongan_training.texts import N_, _
from ui.kit import Tag, Tone

Melody = tuple[tuple[int, int], ...]  # hertz and milliseconds of each note; 0 hertz is a rest


@dataclass(frozen=True)
class Signal:
    """Three senses say the same; nobody needs to tell colours apart, to read or to hear."""

    icon: str
    tone: Tone
    words: str
    melody: Melody


REST = (0, 40)
GOOD: Melody = ((880, 80), (1320, 140))
WRONG: Melody = ((220, 320),)

SIGNALS: dict[Outcome, Signal] = {
    Outcome.ON_TIME: Signal("check", Tone.GOOD, N_("正常"), GOOD),
    Outcome.LATE: Signal("clock", Tone.ATTENTION, N_("迟到"), ((880, 90), REST, (880, 90))),
    Outcome.TOO_LATE: Signal("clock", Tone.BAD, N_("计缺勤"), ((880, 90), REST, (330, 220))),
    Outcome.REPEATED: Signal("copy", Tone.ATTENTION, N_("重复扫码，已忽略"), ((660, 70),)),
    Outcome.RETURNED: Signal("undo-2", Tone.GOOD, N_("返回"), ((1320, 80), (880, 140))),
    Outcome.LEFT: Signal("log-out", Tone.GOOD, N_("签退"), ((1320, 80), (990, 80), (880, 120))),
    Outcome.LEFT_EARLY: Signal(
        "log-out", Tone.ATTENTION, N_("早退"), ((990, 90), REST, (660, 140))
    ),
    Outcome.TOO_EARLY: Signal(
        "calendar-days", Tone.INFO, N_("未到时间"), ((440, 120), REST, (440, 120))
    ),
    Outcome.LESSON_OVER: Signal("flag", Tone.BAD, N_("已下课"), ((440, 140), (220, 240))),
    Outcome.OTHER_CLASS: Signal(
        "users", Tone.BAD, N_("不在本班"), ((330, 120), REST, (330, 120), REST, (330, 120))
    ),
    Outcome.WITHDRAWN: Signal("minus", Tone.BAD, N_("已退出"), ((330, 140), (247, 240))),
    Outcome.LEFT_ROLL: Signal("log-out", Tone.BAD, N_("已离册"), ((330, 140), (196, 300))),
    Outcome.VOID_BADGE: Signal("id-card", Tone.BAD, N_("胸牌作废"), ((294, 180), REST, (220, 260))),
    Outcome.UNKNOWN_BADGE: Signal("search", Tone.BAD, N_("未登记"), ((262, 200), REST, (262, 200))),
    Outcome.NOT_ARRIVED: Signal(
        "triangle-alert", Tone.ATTENTION, N_("没有签到"), ((440, 100), (330, 200))
    ),
    Outcome.NOT_A_BADGE: Signal("qr-code", Tone.BAD, N_("不是胸牌"), WRONG),
    Outcome.OTHER_COUNTY: Signal(
        "map-pin", Tone.BAD, N_("外地胸牌"), ((220, 160), REST, (294, 200))
    ),
    Outcome.FORGED: Signal(
        "shield-alert", Tone.BAD, N_("校验不符"), ((196, 160), REST, (196, 160), REST, (196, 320))
    ),
}
NOT_SAVED = Signal("x", Tone.BAD, N_("没有保存"), ((196, 500),))
WAITING = Signal("scan-qr-code", Tone.QUIET, N_("等待扫码"), ())

STATUS_TAGS: dict[AttendanceStatus, tuple[str, Tone]] = {
    AttendanceStatus.PRESENT: (N_("出勤"), Tone.GOOD),
    AttendanceStatus.LATE: (N_("迟到"), Tone.ATTENTION),
    AttendanceStatus.LEFT_EARLY: (N_("早退"), Tone.ATTENTION),
    AttendanceStatus.ON_LEAVE: (N_("请假"), Tone.INFO),
    AttendanceStatus.ABSENT: (N_("缺勤"), Tone.BAD),
    AttendanceStatus.NOT_YET: (N_("未到"), Tone.QUIET),
}


def outcome_tag(outcome: Outcome) -> Tag:
    """The pill of one line in the door's list."""
    signal = SIGNALS[outcome]
    return Tag(_(signal.words), signal.tone)


def told_answer(answer: Answer) -> tuple[str, Tone]:
    """An answer of the door where there is no card to show it: in one line."""
    name = f"{answer.name}　" if answer.passed else ""
    return f"{name}{answer.sentence} {answer.advice}".strip(), SIGNALS[answer.outcome].tone


def status_tag(status: AttendanceStatus) -> Tag:
    """The pill of one line in a register."""
    words, tone = STATUS_TAGS[status]
    return Tag(_(words), tone)
