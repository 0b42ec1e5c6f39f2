"""The record of an exam in words (考场记录): one line for each thing that happened."""

from collections.abc import Mapping

from dongan_training.exam.board import BoardRow, RecordLine
from dongan_training.exam.models import EventKind
from dongan_training.texts import N_, _

STATE_NAMES: Mapping[str, str] = {
    "absent": N_("未到"),
    "open": N_("正在考试"),
    "handed_in": N_("已交卷"),
    "timed_out": N_("到时交卷"),
    "annulled": N_("已作废"),
}
HAPPENED: Mapping[str, str] = {
    "started": N_("开考"),
    "handed_in": N_("交卷，回执码 {receipt}"),
    "timed_out": N_("时间到，自动交卷，回执码 {receipt}"),
    EventKind.STATION_OPENED: N_("考试机进入考场"),
    EventKind.STATION_CLOSED: N_("考试机退出考场"),
    EventKind.STATION_BROKEN: N_("考试机上次没有正常退出（断电、死机或被强行关闭）"),
    EventKind.LEFT_SCREEN: N_("离开考试画面 {duration}"),
    EventKind.MACHINE_OFF: N_("电脑关机、休眠或停顿 {duration}，没有计时"),
    EventKind.CLOCK_SET: N_("电脑的钟被{moved} {duration}，不影响计时"),
    EventKind.HELP_ASKED: N_("举手求助"),
    EventKind.HELP_GIVEN: N_("监考人员已到场"),
    EventKind.CREDITED: N_("补时 {minutes} 分钟"),
    EventKind.EXTENDED: N_("加时 {minutes} 分钟"),
    EventKind.MOVED: N_("换座：{from} → {to}"),
    EventKind.ENDED: N_("由监考人员收卷"),
    EventKind.REOPENED: N_("重开答卷，原回执码 {receipt} 作废{given}，剩余 {left}"),
    EventKind.ANNULLED: N_("答卷作废"),
}


def board_state_name(state: str) -> str:
    """Name how somebody stands on the board."""
    return _(STATE_NAMES[state])


def happened_words(line: RecordLine) -> str:
    """Say what happened, with its reason."""
    details = dict(line.details)
    seconds = float(details.get("seconds", 0))
    details["duration"] = duration_words(abs(seconds))
    details["moved"] = _("拨快") if seconds > 0 else _("拨慢")
    details["left"] = duration_words(float(details.get("seconds_left", 0)))
    minutes = details.get("minutes")
    details["given"] = _("，加时 {minutes} 分钟").format(minutes=minutes) if minutes else ""
    told = _(HAPPENED[line.kind]).format(**details)
    return _("{told}（{reason}）").format(told=told, reason=line.reason) if line.reason else told


def duration_words(seconds: float) -> str:
    """Say a time: 40 秒, 12 分钟, 2 小时 5 分钟."""
    if seconds < 90:
        return _("{seconds} 秒").format(seconds=round(seconds))
    minutes = round(seconds / 60)
    if minutes < 2 * 60:
        return _("{minutes} 分钟").format(minutes=minutes)
    hours, rest = divmod(minutes, 60)
    told = _("{hours} 小时 {minutes} 分钟") if rest else _("{hours} 小时")
    return told.format(hours=hours, minutes=rest)


def alert_words(row: BoardRow) -> list[str]:
    """Say what the invigilator should look at, the most urgent first."""
    alerts = []
    if row.asks_help:
        alerts.append(_("举手"))
    if row.seconds_off and not row.credited:
        alerts.append(_("停机 {time}").format(time=duration_words(row.seconds_off)))
    if row.left_screen:
        alerts.append(_("离开画面 {count} 次").format(count=row.left_screen))
    return alerts
