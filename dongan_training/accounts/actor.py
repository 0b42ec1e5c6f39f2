"""Who acts: the person at this program, and the device they sit at."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Actor:
    """Given to every use case that writes. Sign-in will fill ``name``; today settings do."""

    name: str
    device: str
