"""From events, leave and the rules of a lesson to the attendance of one person (考勤).

Pure: values in, values out. Nothing here is ever stored, so a changed lesson or a leave
entered later is right at once.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from dongan_training import clock
from dongan_training.attendance.models import Direction, LeaveState
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
class Event:
    """One passage through the door, in the order in which it was recorded."""

    at: datetime
    direction: Direction = Direction.IN


@dataclass(frozen=True)
class Attendance:
    """How one person attended one lesson, and why it is judged so."""

    status: AttendanceStatus
    explanation: str
    arrived_at: datetime | None = None
    left_at: datetime | None = None


def valid_events(events: Sequence[Event]) -> Sequence[Event]:
    """The events that still count: those after the last one that took all before it back."""
    taken_back = [n for n, event in enumerate(events) if event.direction is Direction.TAKEN_BACK]
    return events[taken_back[-1] + 1 :] if taken_back else events


def judge(
    rules: Rules, *, events: Sequence[Event], leave: LeaveState | None, now: datetime
) -> Attendance:
    """Say how somebody attended. Being there counts more than leave.

    Whoever never signs out has not left early: most halls have no door desk at the end.
    """
    counted = valid_events(events)
    arrivals = [event.at for event in counted if event.direction is Direction.IN]
    if arrivals:
        return _judge_arrival(rules, counted, min(arrivals))
    if leave is LeaveState.APPROVED:
        return Attendance(AttendanceStatus.ON_LEAVE, _("已请假"))
    if not rules.is_too_late(now):
        return Attendance(AttendanceStatus.NOT_YET, _("还没有签到"))
    return Attendance(AttendanceStatus.ABSENT, _without_arrival(leave))


def _judge_arrival(rules: Rules, events: Sequence[Event], arrived: datetime) -> Attendance:
    last = max(events, key=lambda event: event.at)
    left = last.at if last.direction is Direction.OUT else None
    late = rules.minutes_late(arrived)
    early = rules.minutes_early(left) if left else 0
    words = [_arrival_words(rules, arrived, late)]
    if left:
        words.append(_departure_words(left, early))
    if rules.is_too_late(arrived):
        status = AttendanceStatus.ABSENT
    elif early:
        status = AttendanceStatus.LEFT_EARLY
    else:
        status = AttendanceStatus.LATE if late else AttendanceStatus.PRESENT
    return Attendance(status, clauses(words), arrived, left)


def _arrival_words(rules: Rules, arrived: datetime, late: int) -> str:
    if rules.is_too_late(arrived):
        pattern = _("{time} 到，迟到 {minutes} 分钟，超过 {limit} 分钟，计缺勤")
    elif late:
        pattern = _("{time} 到，迟到 {minutes} 分钟")
    else:
        pattern = _("{time} 到")
    return pattern.format(time=hour(arrived), minutes=late, limit=rules.absent_after)


def _departure_words(left: datetime, early: int) -> str:
    pattern = _("{time} 离开，早退 {minutes} 分钟") if early else _("{time} 签退")
    return pattern.format(time=hour(left), minutes=early)


def _without_arrival(leave: LeaveState | None) -> str:
    if leave is LeaveState.ASKED:
        return _("没有签到；请假未获批准")
    if leave is LeaveState.REFUSED:
        return _("没有签到；请假未准")
    return _("没有签到，也没有请假")


def hour(moment: datetime) -> str:
    """Show the time of day, in the zone of this machine."""
    return f"{clock.local(moment):%H:%M}"


def _minutes(span: timedelta) -> int:
    return span // timedelta(minutes=1)
