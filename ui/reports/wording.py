"""How the hours ledger reads on screen."""

from datetime import datetime, time

from dongan_training import clock
from dongan_training.attendance.papers import STATUS_NAMES
from dongan_training.attendance.status import AttendanceStatus
from dongan_training.reports.ledger import LedgerEntry, QuotaState
from dongan_training.texts import N_, _
from ui.kit import EmptyState, Tag, Tone, short_moment

STATES: dict[QuotaState, Tag] = {
    QuotaState.REACHED: Tag(N_("达标"), Tone.GOOD),
    QuotaState.BEHIND: Tag(N_("未达标"), Tone.ATTENTION),
    QuotaState.NO_QUOTA: Tag(N_("无指标"), Tone.QUIET),
}
STATUS_TONES: dict[AttendanceStatus, Tone] = {
    AttendanceStatus.PRESENT: Tone.GOOD,
    AttendanceStatus.LATE: Tone.ATTENTION,
    AttendanceStatus.LEFT_EARLY: Tone.ATTENTION,
    AttendanceStatus.ON_LEAVE: Tone.INFO,
    AttendanceStatus.ABSENT: Tone.BAD,
    AttendanceStatus.NOT_YET: Tone.QUIET,
}


def state_tag(state: QuotaState) -> Tag:
    """Show whether the hours of the year are reached."""
    return Tag(_(STATES[state].text), STATES[state].tone)


def status_tag(status: AttendanceStatus) -> Tag:
    """Show how a lesson was attended."""
    return Tag(_(STATUS_NAMES[status]), STATUS_TONES[status])


def hours_text(hours: float) -> str:
    """4 or 3.5; a dash for none."""
    return f"{hours:g}" if hours else "–"


def earned_text(hours: float) -> str:
    """4 or 3.5 or 0."""
    return f"{hours:g}"


def moment_words(moment: datetime) -> str:
    """11-23 08:30: the year stands above; an activity has only its day."""
    if clock.local(moment).time() == time():
        return f"{clock.local(moment):%m-%d}"
    return short_moment(moment)


def hours_words(entry: LedgerEntry) -> str:
    """8 / 56 学时, and what is still missing."""
    if not entry.quota:
        return _("已修 {hours:g} 学时，没有年度指标").format(hours=entry.earned)
    told = _("已修 {hours:g} / {quota:g} 学时").format(hours=entry.earned, quota=entry.quota)
    if entry.is_enough:
        return told
    return _("{told}，还差 {missing:g}").format(told=told, missing=entry.missing)


def no_hours_yet() -> EmptyState:
    """Nothing gave this person hours: what would."""
    advice = _("在培训班签到、登记学习活动或导入外部记录以后，学时会自己记在这里。")
    return EmptyState("clock", _("这一年还没有学时来源。"), advice=advice)
