"""Which course is taught when and where: a pure proposal that explains what did not fit."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from dongan_training.texts import _, clauses

MOST_TRIES = 20_000  # steps of the search; then the best found so far is proposed


@dataclass(frozen=True)
class Wish:
    """A course to be placed, and who comes; a required one is for everybody."""

    course_id: str
    name: str
    lecturer: str
    people: frozenset[str]
    required: bool = False
    slot_id: str = ""  # where it is taught now, which is kept if it can be


@dataclass(frozen=True)
class Slot:
    """A lesson of the class."""

    id: str
    title: str
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True)
class Room:
    """Where a course can be taught; capacity 0 is never full."""

    name: str
    capacity: int = 0


@dataclass(frozen=True)
class Busy:
    """A room or a lecturer that another class has at this time."""

    starts_at: datetime
    ends_at: datetime
    by: str  # that class
    rooms: frozenset[str] = frozenset()
    lecturers: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Placement:
    """A course in a slot and a room."""

    wish: Wish
    slot: Slot
    room: Room


@dataclass(frozen=True)
class Refusal:
    """A course that fits nowhere, and why not in each slot."""

    wish: Wish
    reason: str


@dataclass(frozen=True)
class Proposal:
    """What can be placed, and what cannot."""

    placed: tuple[Placement, ...]
    refused: tuple[Refusal, ...]


def propose(
    wishes: Sequence[Wish], slots: Sequence[Slot], rooms: Sequence[Room], busy: Sequence[Busy] = ()
) -> Proposal:
    """Place as many courses as can be: no lecturer, room or person in two places at once."""
    search = _Search(tuple(sorted(wishes, key=_hardest_first)), slots, rooms, busy)
    search.go_on(0, ())
    placed = search.best
    done = {one.wish.course_id for one in placed}
    refused = [
        Refusal(wish, search.why_not(wish, placed))
        for wish in search.wishes
        if wish.course_id not in done
    ]
    return Proposal(tuple(sorted(placed, key=_by_time)), tuple(refused))


def _hardest_first(wish: Wish) -> tuple[bool, bool, int, str]:
    return not wish.required, not wish.slot_id, -len(wish.people), wish.name


def _by_time(one: Placement) -> tuple[datetime, str]:
    return one.slot.starts_at, one.wish.name


@dataclass
class _Search:
    """Tries slots in turn and takes a step back where nothing fits."""

    wishes: tuple[Wish, ...]
    slots: Sequence[Slot]
    rooms: Sequence[Room]
    busy: Sequence[Busy]
    best: tuple[Placement, ...] = ()
    tries: int = field(default=0)

    def go_on(self, number: int, placed: tuple[Placement, ...]) -> bool:
        """Place the wishes from ``number`` on; say whether all were placed."""
        self.tries += 1
        if len(placed) > len(self.best):
            self.best = placed
        if number == len(self.wishes):
            return len(placed) == len(self.wishes)
        for one in self._choices(self.wishes[number], placed):
            if self.tries > MOST_TRIES:
                return False
            if self.go_on(number + 1, (*placed, one)):
                return True
        could_still_win = len(placed) + len(self.wishes) - number - 1 > len(self.best)
        return could_still_win and self.go_on(number + 1, placed)

    def why_not(self, wish: Wish, placed: Sequence[Placement]) -> str:
        """Say for each slot what is in the way."""
        if not self.slots:
            return _("课程表里还没有课")
        return clauses(
            _("{slot}：{reason}").format(slot=slot.title, reason=self._obstacle(wish, slot, placed))
            for slot in self.slots
        )

    def _choices(self, wish: Wish, placed: Sequence[Placement]) -> Iterator[Placement]:
        """The smallest room in each slot: its own slot first, then those with fewer courses."""
        crowd = {slot.id: sum(one.slot.id == slot.id for one in placed) for slot in self.slots}

        def order(slot: Slot) -> tuple[bool, int, datetime]:
            return slot.id != wish.slot_id, crowd[slot.id], slot.starts_at

        for slot in sorted(self.slots, key=order):
            if not self._obstacle(wish, slot, placed):
                yield Placement(wish, slot, self._rooms(wish, slot, placed)[0])

    def _obstacle(self, wish: Wish, slot: Slot, placed: Sequence[Placement]) -> str:
        beside = [one.wish for one in placed if _overlap(one.slot, slot)]
        for one in self.busy:
            if wish.lecturer and wish.lecturer in one.lecturers and _overlap(one, slot):
                return _("{lecturer}在“{other}”有课").format(lecturer=wish.lecturer, other=one.by)
        for other in beside:
            if wish.lecturer and wish.lecturer == other.lecturer:
                return _("{lecturer}要讲“{other}”").format(lecturer=wish.lecturer, other=other.name)
            both = len(wish.people & other.people)
            if both and other.required:
                return _("全班都要上“{other}”").format(other=other.name)
            if both:
                return _("有 {count} 人同时选了“{other}”").format(count=both, other=other.name)
        if self._rooms(wish, slot, placed):
            return ""
        free = self._free(slot, placed)
        if not free:
            return _("没有空着的场地")
        largest = max(one.capacity for one in free)
        return _("空着的场地最多坐 {most} 人，要坐 {wanted} 人").format(
            most=largest, wanted=len(wish.people)
        )

    def _rooms(self, wish: Wish, slot: Slot, placed: Sequence[Placement]) -> list[Room]:
        fit = [
            one
            for one in self._free(slot, placed)
            if not one.capacity or len(wish.people) <= one.capacity
        ]
        return sorted(fit, key=lambda one: (not one.capacity, one.capacity, one.name))

    def _free(self, slot: Slot, placed: Sequence[Placement]) -> list[Room]:
        taken = {one.room.name for one in placed if _overlap(one.slot, slot)}
        for one in self.busy:
            if _overlap(one, slot):
                taken |= one.rooms
        return [one for one in self.rooms if one.name not in taken]


def _overlap(one: Slot | Busy, other: Slot) -> bool:
    return one.starts_at < other.ends_at and other.starts_at < one.ends_at
