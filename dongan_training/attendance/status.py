"""From events, leave and the rules of a lesson to the attendance of one person (考勤).

Pure: values in, values out. Nothing here is ever stored, so a changed lesson or a leave
entered later is right at once.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from dongan_training import clock
from dongan_training.attendance.events import Event, Story, standing, tell_story
from dongan_training.attendance.models import LeaveState
from dongan_training.texts import _, clauses


class AttendanceStatus(StrEnum):
    """What a lesson's ledger says about one person."""

    PRESENT = "present"
    LATE = "late"
    LEFT_EARLY = "left_early"
    ON_LEAVE = "on_leave"
    ABSENT = "absent"
    NOT_YET = "not_yet"


ATTENDED = frozenset({AttendanceStatus.PRESENT, AttendanceStatus.LATE, AttendanceStatus.LEFT_EARLY})


@dataclass(frozen=True)
class Rules:
    """When a lesson is, and how strict its door; windows in minutes, see training.models."""

    starts_at: datetime
    ends_at: datetime
    opens_before: int = 30
    absent_after: int = 30
    early_leave: int = 15

    @property
    def opens_at(self) -> datetime:
        """From when on people may check in."""
        return self.starts_at - timedelta(minutes=self.opens_before)

    def minutes_late(self, arrived: datetime) -> int:
        """Whole minutes after the start; the starting minute itself is on time."""
        return max(0, _minutes(arrived - self.starts_at))

    def is_too_late(self, arrived: datetime) -> bool:
        """Whether somebody who comes at this moment counts as absent."""
        return self.minutes_late(arrived) > self.absent_after

    def minutes_early(self, left: datetime) -> int:
        """Whole minutes before the end, when that is more than the lesson allows; else 0."""
        minutes = _minutes(self.ends_at - left)
        return minutes if minutes > self.early_leave else 0


@dataclass(frozen=True)
class Attendance:
    """How one person attended one lesson, and why it is judged so."""

    status: AttendanceStatus
    arrived_at: datetime | None = None
    left_at: datetime | None = None
    late: int = 0  # whole minutes
    early: int = 0
    limit: int = 0  # minutes of being late beyond which it counts as absent
    leave: LeaveState | None = None
    clock_set_back: bool = False
    reasons: tuple[str, ...] = ()  # of entries by hand

    @property
    def by_hand(self) -> bool:
        """Whether somebody entered or corrected it, with a reason."""
        return bool(self.reasons)

    @property
    def explanation(self) -> str:
        """Why it is judged so; put into words only where somebody reads it."""
        if self.arrived_at is None:
            return _without_arrival(self)
        words = [_arrival_words(self, self.arrived_at)]
        if self.left_at:
            words.append(_departure_words(self.left_at, self.early))
        if self.clock_set_back:
            words.append(_("本机时钟曾被调慢，按扫码先后计"))
        if self.reasons:
            words.append(_("补录：{reason}").format(reason=clauses(self.reasons)))
        return clauses(words)


def judge(
    rules: Rules, *, events: Sequence[Event], leave: LeaveState | None, now: datetime
) -> Attendance:
    """Say how somebody attended. Being there counts more than leave.

    Whoever never signs out has not left early: most halls have no door desk at the end.
    """
    story = tell_story(standing(events)) if events else None
    if story is not None:
        return _judge_arrival(rules, story)
    if leave is LeaveState.APPROVED:
        return Attendance(AttendanceStatus.ON_LEAVE, leave=leave)
    if not rules.is_too_late(now):
        return Attendance(AttendanceStatus.NOT_YET, leave=leave)
    return Attendance(AttendanceStatus.ABSENT, leave=leave)


def _judge_arrival(rules: Rules, story: Story) -> Attendance:
    late = rules.minutes_late(story.arrived_at)
    early = rules.minutes_early(story.left_at) if story.left_at else 0
    if late > rules.absent_after:
        status = AttendanceStatus.ABSENT
    elif early:
        status = AttendanceStatus.LEFT_EARLY
    else:
        status = AttendanceStatus.LATE if late else AttendanceStatus.PRESENT
    return Attendance(
        status,
        story.arrived_at,
        story.left_at,
        late=late,
        early=early,
        limit=rules.absent_after,
        clock_set_back=story.clock_set_back,
        reasons=story.reasons,
    )


def _arrival_words(attendance: Attendance, arrived: datetime) -> str:
    if attendance.late > attendance.limit:
        pattern = _("{time} 到，迟到 {minutes} 分钟，超过 {limit} 分钟，计缺勤")
    elif attendance.late:
        pattern = _("{time} 到，迟到 {minutes} 分钟")
    else:
        pattern = _("{time} 到")
    return pattern.format(time=hour(arrived), minutes=attendance.late, limit=attendance.limit)


def _departure_words(left: datetime, early: int) -> str:
    pattern = _("{time} 离开，早退 {minutes} 分钟") if early else _("{time} 签退")
    return pattern.format(time=hour(left), minutes=early)


def _without_arrival(attendance: Attendance) -> str:
    if attendance.status is AttendanceStatus.ON_LEAVE:
        return _("已请假")
    if attendance.status is AttendanceStatus.NOT_YET:
        return _not_yet(attendance.leave)
    if attendance.leave is LeaveState.ASKED:
        return _("没有签到；请假未获批准")
    if attendance.leave is LeaveState.REFUSED:
        return _("没有签到；请假未准")
    return _("没有签到，也没有请假")


def _not_yet(leave: LeaveState | None) -> str:
    if leave is LeaveState.ASKED:
        return _("还没有签到；请假待批准")
    if leave is LeaveState.REFUSED:
        return _("还没有签到；请假未准")
    return _("还没有签到")


def hour(moment: datetime) -> str:
    """Show the time of day, in the zone of this machine."""
    return f"{clock.local(moment):%H:%M}"


def _minutes(span: timedelta) -> int:
    return span // timedelta(minutes=1)
