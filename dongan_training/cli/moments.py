"""Moments and days as people type them on the command line."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated

import typer

from dongan_training import clock
from dongan_training.errors import UserError
from dongan_training.texts import N_, _

At = Annotated[
    str, typer.Option("--at", help=_("把这个时刻当作现在（ISO 8601，如 2026-11-23T08:27:06）。"))
]

OnDay = Annotated[
    str, typer.Option("--on", help=_("考试的日期，如 2027-01-05；不写则是今天。依据按这一天核对。"))
]


@dataclass(eq=False)
class DayUnreadable(UserError):
    text: str
    message = N_("“{text}”不是日期。")
    advice = N_("没有改动。请按 2026-11-23 这样书写。")


def day_of(text: str) -> date:
    """Read a day; raises DayUnreadable."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise DayUnreadable(text) from None


def exam_day(text: str) -> date:
    """The day that ``--on`` names; nothing means today."""
    return day_of(text) if text else clock.local(clock.now()).date()


@dataclass(eq=False)
class MomentUnreadable(UserError):
    text: str
    message = N_("“{text}”不是日期和时间。")
    advice = N_("没有改动。请按 2026-11-23T08:27:06 这样书写。")


def moment_of(text: str) -> datetime:
    """Read a moment, in this machine's time zone where it names none; nothing means now."""
    if not text:
        return clock.now()
    try:
        return datetime.fromisoformat(text).astimezone()
    except ValueError:
        raise MomentUnreadable(text) from None
