"""Signs of stand-ins and impossible things (异常提示): a list for a human, who decides. Pure.

Nothing here changes anybody's attendance: a couple that always comes together also scans
within a second.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import combinations, pairwise

from dongan_training.attendance.models import Direction

TWO_DOORS_WITHIN = timedelta(minutes=10)
TOGETHER_WITHIN = timedelta(seconds=1)
ALWAYS = 3  # lessons from which on coming together is "always"


class SignKind(StrEnum):
    """What looks strange."""

    TWO_DOORS = "two_doors"
    TWO_PLACES = "two_places"  # in two lessons at the same time
    ALWAYS_TOGETHER = "always_together"
    OUT_BEFORE_IN = "out_before_in"
    CLOCK_SET_BACK = "clock_set_back"
    HERE_ON_LEAVE = "here_on_leave"
    VOID_BADGE = "void_badge"  # voided at another desk, which this one did not know yet
    NOT_FOUND = "not_found"  # signed in, and absent when called in a spot check


@dataclass(frozen=True)
class Passage:
    """One scan, or one arrival that a paper sheet told, as far as it is judged here."""

    lesson_id: str
    enrolment_id: str
    person_id: str
    at: datetime
    direction: Direction
    device: str
    counter: int
    by_badge: bool
    told: bool = False  # its moment was read from paper, not from the clock of its device


@dataclass(frozen=True)
class Sign:
    """One strange thing: who, in which lesson ("" : in several), when, and the figures of it."""

    kind: SignKind
    enrolment_ids: tuple[str, ...]
    lesson_id: str
    at: datetime
    count: int = 0


def signs_in(passages: Iterable[Passage]) -> list[Sign]:
    """All signs that scans give by themselves, in time order."""
    ordered = sorted(passages, key=lambda one: (one.at, one.device, one.counter))
    by_place: dict[tuple[str, str], list[Passage]] = defaultdict(list)
    for one in ordered:
        by_place[one.lesson_id, one.enrolment_id].append(one)
    found = [sign for some in by_place.values() for sign in _of_one(some)]
    found += _clocks(ordered)
    found += _together(ordered)
    return sorted(found, key=lambda one: (one.at, one.kind, one.enrolment_ids))


def _of_one(scans: Sequence[Passage]) -> list[Sign]:
    """What one person's scans in one lesson say."""
    found = []
    arrivals = [one for one in scans if one.direction is Direction.IN]
    by_badge = [one for one in arrivals if one.by_badge]
    for before, after in pairwise(by_badge):
        if before.device != after.device and after.at - before.at <= TWO_DOORS_WITHIN:
            found.append(_sign(SignKind.TWO_DOORS, after))
            break
    for out in scans:
        if out.direction is Direction.OUT and not any(_precedes(one, out) for one in arrivals):
            found.append(_sign(SignKind.OUT_BEFORE_IN, out))
            break
    return found


def _precedes(arrival: Passage, out: Passage) -> bool:
    """Whether somebody came before they went; the clock of one desk may have been set back."""
    if arrival.device == out.device and not arrival.told:
        return arrival.counter < out.counter
    return arrival.at <= out.at


def _clocks(ordered: Sequence[Passage]) -> list[Sign]:
    """A machine whose counter went up while its clock went down; told once a lesson."""
    of_device: dict[tuple[str, str], list[Passage]] = defaultdict(list)
    for one in ordered:
        if one.told:
            continue
        of_device[one.lesson_id, one.device].append(one)
    found = []
    for some in of_device.values():
        in_order = sorted(some, key=lambda one: one.counter)
        back = [b for a, b in pairwise(in_order) if b.at < a.at - TOGETHER_WITHIN]
        if back:
            found.append(_sign(SignKind.CLOCK_SET_BACK, back[0], count=len(back)))
    return found


def _together(ordered: Sequence[Passage]) -> list[Sign]:
    """Two badges that came within a second in every lesson that both attended."""
    first: dict[tuple[str, str], Passage] = {}
    for one in ordered:
        if one.direction is Direction.IN and one.by_badge:
            first.setdefault((one.lesson_id, one.enrolment_id), one)
    by_lesson: dict[str, list[Passage]] = defaultdict(list)
    lessons: dict[str, set[str]] = defaultdict(set)
    for one in first.values():
        by_lesson[one.lesson_id].append(one)
        lessons[one.enrolment_id].add(one.lesson_id)
    close: dict[tuple[str, str], list[Passage]] = defaultdict(list)
    for some in by_lesson.values():
        for a, b in _close_pairs(some):
            close[min(a, b), max(a, b)].append(first[some[0].lesson_id, b])
    return [
        Sign(SignKind.ALWAYS_TOGETHER, pair, "", times[-1].at, count=len(times))
        for pair, times in close.items()
        if len(times) >= ALWAYS and len(times) == len(lessons[pair[0]] & lessons[pair[1]])
    ]


def _close_pairs(scans: Sequence[Passage]) -> set[tuple[str, str]]:
    ordered = sorted(scans, key=lambda one: one.at)
    pairs, start = set(), 0
    for end, one in enumerate(ordered):
        while one.at - ordered[start].at > TOGETHER_WITHIN:
            start += 1
        for other in ordered[start:end]:
            if other.device == one.device:
                pairs.add((other.enrolment_id, one.enrolment_id))
    return pairs


def in_two_places(stays: Iterable[tuple[Passage, datetime, datetime]]) -> list[Sign]:
    """Somebody who came to two lessons of different classes that overlap in time."""
    of_person: dict[str, list[tuple[Passage, datetime, datetime]]] = defaultdict(list)
    for stay in stays:
        of_person[stay[0].person_id].append(stay)
    found = []
    for some in of_person.values():
        for (one, starts, ends), (other, from_, until) in combinations(some, 2):
            if one.lesson_id != other.lesson_id and starts < until and from_ < ends:
                ids = (one.enrolment_id, other.enrolment_id)
                found.append(Sign(SignKind.TWO_PLACES, ids, one.lesson_id, max(one.at, other.at)))
    return found


def _sign(kind: SignKind, one: Passage, *, count: int = 0) -> Sign:
    return Sign(kind, (one.enrolment_id,), one.lesson_id, one.at, count)
