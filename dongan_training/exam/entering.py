"""When an attempt may be started: the window of an exam, and late entry (进场时间)."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from dongan_training import clock
from dongan_training.errors import UserError
from dongan_training.exam.models import Exam
from dongan_training.texts import N_


@dataclass(eq=False)
class ExamIsClosed(UserError):
    title: str
    message = N_("“{title}”已经结束。")
    advice = N_("不能再进入考试，已交的答卷都在。请找监考人员。")


@dataclass(eq=False)
class NotYetOpen(UserError):
    time: str
    now: str
    message = N_("考试 {time} 开始，现在（{now}）还不能开考。")
    advice = N_("请稍候。如果这台电脑的钟不准，请监考人员校准，或修改考试时间。")


@dataclass(eq=False)
class TooLate(UserError):
    time: str
    minutes: int
    message = N_("考试 {time} 开始，迟到超过 {minutes} 分钟不能入场。")
    advice = N_("没有开考。请找监考人员；监考人员可以在“考场设置”里放宽迟到时间。")


@dataclass(eq=False)
class WindowIsOver(UserError):
    time: str
    message = N_("入场时间到 {time} 为止，现在不能再开考。")
    advice = N_("没有开考，已开考的人不受影响。请找监考人员；监考人员可以在“考场设置”里延长。")


def require_open(exam: Exam, at: datetime) -> None:
    """Refuse a start outside the window; raises ExamIsClosed, NotYetOpen, TooLate, WindowIsOver."""
    if exam.closed_at is not None:
        raise ExamIsClosed(exam.title)
    if exam.starts_at is not None and at < exam.starts_at:
        raise NotYetOpen(_told(exam.starts_at), _told(at))
    if exam.starts_at is not None and exam.late_entry is not None:
        latest = exam.starts_at + timedelta(minutes=exam.late_entry)
        if at > latest:
            raise TooLate(_told(exam.starts_at), exam.late_entry)
    if exam.ends_at is not None and at > exam.ends_at:
        raise WindowIsOver(_told(exam.ends_at))


def _told(moment: datetime) -> str:
    return f"{clock.local(moment):%m-%d %H:%M}"
