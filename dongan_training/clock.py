"""The one place that reads the clock.

Use cases get the time as an argument; faces (window, command line) ask here.
"""

import time
from datetime import UTC, datetime

_BOOT_CLOCK: int | None = getattr(time, "CLOCK_BOOTTIME", None)


def now() -> datetime:
    """The moment, aware, in UTC."""
    return datetime.now(UTC)


def elapsed() -> float:
    """Seconds of a clock that nobody can set forward or back; only differences mean something.

    It runs on while the machine sleeps, on Linux as on Windows.
    """
    return time.clock_gettime(_BOOT_CLOCK) if _BOOT_CLOCK is not None else time.monotonic()


def local(moment: datetime) -> datetime:
    """``moment`` in the time zone of this machine, for the eyes of a person."""
    return moment.astimezone()
