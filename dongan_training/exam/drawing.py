"""Which units go into which cell of which form: pure, seeded, and exact or not at all.

Single questions are matched with cells by augmenting paths, so what can be filled is
filled. Passages are packed whole, and enemies are set apart; where that fails the cells
are named, and no rule is bent.
"""

from collections.abc import Callable, Iterable, Sequence

from dongan_training.exam.candidates import Unit
from dongan_training.exam.demand import SPARE, Drawn, Gap, Order, scaled
from dongan_training.exam.matching import Matching

STEPS = 20_000  # of the search for the places of fixed questions


def draw(order: Order) -> Drawn:
    """Fill all cells of all forms, or tell which cannot be filled.

    Where enemies or passages make it hard, it tries again without those that stood in the
    way, and with passages packed as tightly as they go, before it gives up.
    """
    drawn = _draw_without_the_stuck(order, _share_of_passages)
    if drawn.gaps and order.stock.passages:
        packed = _draw_without_the_stuck(order, _fullest)
        return drawn if packed.gaps else packed
    return drawn


def _draw_without_the_stuck(order: Order, packing: "Packing") -> Drawn:
    banned: set[str] = set()
    while True:
        drawing = _Drawing(order, banned)
        drawn = drawing.run(packing)
        if not drawing.stuck:
            return drawn
        banned |= drawing.stuck


class _Drawing:
    """One attempt. ``stuck`` are units that had enemies on every form with room."""

    def __init__(self, order: Order, banned: Iterable[str]):
        self.order = order
        self.banned = frozenset(banned)
        self.room = [[one.cell.count for one in order.cells] for _form in range(order.forms)]
        self.taken: list[list[list[Unit]]] = [
            [[] for _cell in order.cells] for _form in range(order.forms)
        ]
        self.copies: dict[str, int] = {}
        self.held: list[set[int]] = [set() for _form in range(order.forms)]  # groups of enemies
        self.locked: set[str] = set()
        self.stuck: set[str] = set()

    def run(self, packing: "Packing") -> Drawn:
        """Place the fixed, then the passages, then single questions."""
        homeless = self._place_fixed()
        if homeless:
            return Drawn(homeless=homeless)
        for place in range(len(self.order.cells)):
            packing(self, place)
        chosen, reserve, gaps = self._match()
        if gaps:
            return Drawn(gaps=gaps)
        for place, units in enumerate(chosen):
            self._deal(place, units)
        if self.stuck:
            return Drawn(gaps=self._unfilled())
        return Drawn(self.taken, reserve, frozenset(self.locked))

    def at_hand(self, units: Sequence[Unit]) -> list[Unit]:
        """Those that may still be placed."""
        if not self.locked and not self.banned:
            return list(units)
        return [
            unit
            for unit in units
            if unit.first.version_id not in self.locked and unit.first.version_id not in self.banned
        ]

    def clashes(self, form: int, unit: Unit) -> bool:
        """Whether an enemy of the unit, or the unit itself, stands on the form."""
        return not self.held[form].isdisjoint(self.order.enemies_of(unit))

    def put(self, form: int, place: int, unit: Unit) -> None:
        """Place a unit."""
        self.taken[form][place].append(unit)
        self.room[form][place] -= unit.size
        self.held[form] |= self.order.enemies_of(unit)
        self.copies[unit.first.version_id] = self.copies.get(unit.first.version_id, 0) + 1

    def lock(self, unit: Unit) -> None:
        """Keep a unit where it is."""
        self.locked.add(unit.first.version_id)

    def _place_fixed(self) -> tuple[str, ...]:
        """Find a cell for each fixed question by backtracking; gives those that have to wait."""
        wanted = set(self.order.blueprint.fixed)
        if not wanted:
            return ()
        homes: dict[str, tuple[Unit, list[int]]] = {}
        cells = zip(self.order.singles, self.order.passages, strict=True)
        for place, (singles, passages) in enumerate(cells):
            for unit in (*singles, *passages):
                if any(one.question_id in wanted for one in unit.questions):
                    homes.setdefault(unit.first.version_id, (unit, []))[1].append(place)
        known = {one.question_id for unit, _places in homes.values() for one in unit.questions}
        if missing := tuple(sorted(wanted - known)):
            return missing
        fixed = sorted(homes.values(), key=lambda home: (len(home[1]), home[0].first.fingerprint))
        places = _homes(fixed, list(self.room[0]))
        groups = [group for unit, _places in fixed for group in self.order.enemies_of(unit)]
        if places is None or len(set(groups)) < len(groups):
            return tuple(sorted(wanted))
        for (unit, _homes_of), place in zip(fixed, places, strict=True):
            for form in range(self.order.forms):
                self.put(form, place, unit)
            self.lock(unit)
        return ()

    def _match(self) -> tuple[list[list[Unit]], list[list[Unit]], tuple[Gap, ...]]:
        """Give each cell as many different single questions as its forms need in all."""
        needs = [self._need(place) for place in range(len(self.order.cells))]
        suitable = [self._lined_up(place) for place in range(len(needs))]
        most = sum(needs) + SPARE
        matching = Matching([units[:most] for units in suitable])
        gaps = []
        for place, need in enumerate(needs):
            got = 0
            while got < need and matching.take(place):
                got += 1
            if got < need:
                gaps.append(self._gap(place, need, got, matching.asked))
        return matching.chosen(), matching.left(needs), tuple(gaps)

    def _need(self, place: int) -> int:
        rooms = [room[place] for room in self.room]
        return max(max(rooms), -(-sum(rooms) // self.order.exposure))

    def _lined_up(self, place: int) -> list[Unit]:
        """Single questions, those whose enemies were preferred to them last."""
        seen: set[int] = set().union(*self.held)
        ahead: list[Unit] = []
        behind: list[Unit] = []
        if not self.order.groups:
            return self.at_hand(self.order.singles[place])
        for unit in self.at_hand(self.order.singles[place]):
            groups = self.order.enemies_of(unit)
            (behind if not seen.isdisjoint(groups) else ahead).append(unit)
            seen |= groups
        return ahead + behind

    def _gap(self, place: int, need: int, got: int, asked: set[int]) -> Gap:
        filled = sum(
            unit.size
            for unit in {
                unit.first.version_id: unit for form in self.taken for unit in form[place]
            }.values()
        )
        rivals = tuple(sorted(asked - {place}))
        return Gap(place, filled + need, filled + got, rivals)

    def _deal(self, place: int, units: list[Unit]) -> None:
        """Spread the chosen questions of a cell over the forms; enemies choose first."""
        shy = [unit for unit in units if self.order.enemies_of(unit)]
        for unit in shy:
            self._put_apart(place, unit)
        rest = sorted(
            (unit for unit in units if not self.order.enemies_of(unit)),
            key=lambda unit: (scaled(unit.first.facility), unit.first.fingerprint),
        )
        if self.order.exposure == 1:
            self._deal_once(place, rest)
        else:
            self._deal_often(place, rest)
        if any(room[place] for room in self.room):
            self.stuck |= {unit.first.version_id for unit in shy}

    def _put_apart(self, place: int, unit: Unit) -> None:
        """Place a question with enemies on the emptiest forms where none of them stands."""
        free = [
            form
            for form in range(self.order.forms)
            if self.room[form][place] and not self.clashes(form, unit)
        ]
        free.sort(key=lambda form: (-self.room[form][place], form))
        for form in free[: self.order.exposure]:
            self.put(form, place, unit)
        self.lock(unit)
        if not free:
            self.stuck.add(unit.first.version_id)

    def _deal_once(self, place: int, units: list[Unit]) -> None:
        """Deal from the hardest to the easiest, to and fro, so that no form gets the best."""
        waiting = iter(units)
        turn = 0
        while any(room[place] for room in self.room):
            line = [form for form in range(self.order.forms) if self.room[form][place]]
            for form in line if turn % 2 == 0 else reversed(line):
                unit = next(waiting, None)
                if unit is None:
                    return
                self.put(form, place, unit)
            turn += 1

    def _deal_often(self, place: int, units: list[Unit]) -> None:
        """Each form takes the questions that may still stand most often (Gale and Ryser)."""
        left = dict.fromkeys((unit.first.version_id for unit in units), self.order.exposure)
        for form in sorted(range(self.order.forms), key=lambda one: -self.room[one][place]):
            ready = [unit for unit in units if left[unit.first.version_id]]
            ready.sort(key=lambda unit: -left[unit.first.version_id])
            for unit in ready[: self.room[form][place]]:
                self.put(form, place, unit)
                left[unit.first.version_id] -= 1

    def _unfilled(self) -> tuple[Gap, ...]:
        return tuple(
            Gap(place, one.cell.count, one.cell.count - max(room[place] for room in self.room))
            for place, one in enumerate(self.order.cells)
            if any(room[place] for room in self.room)
        )


Packing = Callable[[_Drawing, int], None]


def _homes(fixed: Sequence[tuple[Unit, list[int]]], room: list[int]) -> list[int] | None:
    """Find a cell with room for each, by backtracking; None where there is no way."""
    chosen: list[int] = []
    steps = 0

    def place_next() -> bool:
        nonlocal steps
        steps += 1
        if len(chosen) == len(fixed) or steps > STEPS:
            return len(chosen) == len(fixed)
        unit, places = fixed[len(chosen)]
        for place in places:
            if room[place] >= unit.size:
                room[place] -= unit.size
                chosen.append(place)
                if place_next():
                    return True
                chosen.pop()
                room[place] += unit.size
        return False

    return chosen if place_next() else None


def _share_of_passages(drawing: _Drawing, place: int) -> None:
    """Give passages their share of the bank, or what single questions cannot fill."""
    passages = drawing.at_hand(drawing.order.passages[place])
    if not passages:
        return
    inside = sum(unit.size for unit in passages)
    singles = len(drawing.at_hand(drawing.order.singles[place]))
    need = sum(room[place] for room in drawing.room)
    wanted = max(round(need * inside / (inside + singles)), need - singles)
    placed = 0
    for unit in passages:
        if placed >= wanted:
            return
        if (form := _roomiest(drawing, place, unit)) is not None:
            drawing.put(form, place, unit)
            drawing.lock(unit)
            placed += unit.size


def _roomiest(drawing: _Drawing, place: int, unit: Unit) -> int | None:
    forms = [
        form
        for form in range(drawing.order.forms)
        if drawing.room[form][place] >= unit.size and not drawing.clashes(form, unit)
    ]
    return max(forms, key=lambda form: (drawing.room[form][place], -form), default=None)


def _fullest(drawing: _Drawing, place: int) -> None:
    """Fill each form with the passages whose sizes come nearest to its room."""
    for form in range(drawing.order.forms):
        ready = [
            unit
            for unit in drawing.at_hand(drawing.order.passages[place])
            if not drawing.clashes(form, unit)
        ]
        for unit in _best_fit(ready, drawing.room[form][place]):
            if not drawing.clashes(form, unit):
                drawing.put(form, place, unit)
                drawing.lock(unit)


def _best_fit(units: Sequence[Unit], room: int) -> tuple[Unit, ...]:
    """Choose units whose sizes add up to ``room``, or come nearest from below."""
    sums: dict[int, tuple[Unit, ...]] = {0: ()}
    for unit in units:
        for size, chosen in sorted(sums.items(), reverse=True):
            if size + unit.size <= room:
                sums.setdefault(size + unit.size, (*chosen, unit))
    return sums[max(sums)]
