"""What counts as a number of credit hours (学时)."""

from dataclasses import dataclass

from dongan_training.errors import UserError
from dongan_training.texts import N_

STEP = 0.5
MOST = 24.0


@dataclass(eq=False)
class HoursImpossible(UserError):
    hours: float
    message = N_("学时不能是 {hours:g}。")
    advice = N_("没有保存。请填写 0 至 24 之间的数，最小单位 0.5 学时。")


def check_hours(hours: float) -> None:
    """Raise HoursImpossible unless ``hours`` is a number of half hours of one day."""
    if not 0 <= hours <= MOST or hours % STEP:
        raise HoursImpossible(hours)
