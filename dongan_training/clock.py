"""The one place that reads the clock.

Use cases get the time as an argument; faces (window, command line) ask here.
"""

import time
from datetime import UTC, datetime


def now() -> datetime:
    """The moment, aware, in UTC."""
    return datetime.now(UTC)


def elapsed() -> float:
    """Seconds of a clock that nobody can set forward or back; only differences mean something."""
    return time.monotonic()


def local(moment: datetime) -> datetime:
    """``moment`` in the time zone of this machine, for the eyes of a person."""
    return moment.astimezone()
