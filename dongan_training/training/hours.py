"""What counts as a number of credit hours (学时)."""

from dataclasses import dataclass
from datetime import timedelta

from dongan_training.errors import UserError
from dongan_training.texts import N_

STEP = 0.5
MOST = 24.0
HALF_DAY = timedelta(hours=3)  # as long as a morning or an afternoon at least


@dataclass(eq=False)
class HoursImpossible(UserError):
    hours: float
    message = N_("学时不能是 {hours:g}。")
    advice = N_("没有保存。请填写 0 至 24 之间的数，最小单位 0.5 学时。")


def check_hours(hours: float) -> None:
    """Raise HoursImpossible unless ``hours`` is a number of half hours of one day."""
    if not 0 <= hours <= MOST or hours % STEP:
        raise HoursImpossible(hours)


def usual_hours(length: timedelta, *, half_day: float, day: float) -> float:
    """How many credit hours a lesson of this length usually counts.

    A half day and a day count what the rules say; what is shorter counts by the hour
    (不足半天按小时计), in half hours, and never more than the half day.
    """
    if length >= 2 * HALF_DAY:
        return day
    if length >= HALF_DAY:
        return half_day
    whole = max(length, timedelta()) // timedelta(minutes=30) * STEP
    return min(whole, half_day)
