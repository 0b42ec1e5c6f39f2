"""Events of several doors, desks and machines as one story: pure, whatever order they come in.

Every event has an id of its own, so merging is union and nothing is counted twice. The order
of one machine's events is that of its counter: its clock may have been set back in between.
Events of different machines can only be compared by their clocks.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from dongan_training.attendance.models import Direction


@dataclass(frozen=True)
class Event:
    """One passage through a door, or one correction.

    ``told``: the moment was named by a person (a paper sheet), not read from a clock.
    ``voids``: of a correction, the ids of the events it declares void; None (data of older
    programs) means all before it.
    """

    at: datetime
    direction: Direction = Direction.IN
    id: str = ""
    device: str = ""
    counter: int = 0
    told: bool = False
    repeated: bool = False
    reason: str = ""
    voids: tuple[str, ...] | None = None


@dataclass(frozen=True)
class Story:
    """When somebody came and went: the earliest in and the latest out count.

    ``left_at`` is None for those who came back, never signed out, or whose machine's clock
    was set back so far that they would have left before they came.
    """

    arrived_at: datetime
    left_at: datetime | None
    clock_set_back: bool
    reasons: tuple[str, ...]  # of entries by hand


def in_order(events: Iterable[Event]) -> list[Event]:
    """Sort by the counter within a machine, and by the clock, made to run forward, between them."""
    by_counter = sorted(events, key=_counter)
    forward: dict[str, datetime] = {}
    keyed = []
    for event in by_counter:
        moment = max(event.at, forward.get(event.device, event.at))
        forward[event.device] = moment
        keyed.append((moment, event.device, event.counter, event.id, event))
    keyed.sort(key=lambda one: one[:4])
    return [one[-1] for one in keyed]


def standing(events: Sequence[Event]) -> list[Event]:
    """The events that still count, in order: no correction, and none that one declared void."""
    if all(event.direction is not Direction.TAKEN_BACK for event in events):
        return in_order(events) if len(events) > 1 else list(events)
    ordered = in_order(events)
    taken_back = [n for n, one in enumerate(ordered) if one.direction is Direction.TAKEN_BACK]
    named = {voided for n in taken_back for voided in ordered[n].voids or ()}
    all_before = [n for n in taken_back if ordered[n].voids is None]
    first = all_before[-1] + 1 if all_before else 0
    return [
        one
        for one in ordered[first:]
        if one.direction is not Direction.TAKEN_BACK and one.id not in named
    ]


def tell_story(counted: Sequence[Event]) -> Story | None:
    """Say when somebody came and went, from ``standing`` events; None without an arrival."""
    if len(counted) == 1:
        return _of_one(counted[0])
    sources = _by_source(counted)
    arrivals = [first for first in map(_first_arrival, sources) if first is not None]
    if not arrivals:
        return None
    arrived = min(arrivals)
    last = max((source[-1] for source in sources), key=_lateness)
    left = last.at if last.direction is Direction.OUT else None
    return Story(
        arrived_at=arrived,
        left_at=left if left is not None and left >= arrived else None,
        clock_set_back=any(map(_runs_backwards, sources)),
        reasons=tuple(dict.fromkeys(one.reason for one in counted if one.reason)),
    )


def _of_one(event: Event) -> Story | None:
    if event.direction is not Direction.IN:
        return None
    reasons = (event.reason,) if event.reason else ()
    return Story(event.at, None, clock_set_back=False, reasons=reasons)


def _by_source(events: Sequence[Event]) -> list[list[Event]]:
    """The events of each clock in their own order; what people told has its own source."""
    sources: dict[tuple[str, bool], list[Event]] = {}
    for event in sorted(events, key=_counter):
        sources.setdefault((event.device, event.told), []).append(event)
    for (_device, told), source in sources.items():
        if told:
            source.sort(key=_lateness)
    return list(sources.values())


def _counter(event: Event) -> tuple[int, str]:
    return event.counter, event.id


def _lateness(event: Event) -> tuple[datetime, bool, str, int, str]:
    """Who was seen coming and going at the same moment is there."""
    is_in = event.direction is Direction.IN
    return event.at, is_in, event.device, event.counter, event.id


def _first_arrival(source: Sequence[Event]) -> datetime | None:
    return next((one.at for one in source if one.direction is Direction.IN), None)


def _runs_backwards(source: Sequence[Event]) -> bool:
    return any(after.at < before.at for before, after in pairwise(source))
