"""Make forms equally hard and equally telling by exchanging questions within their cells.

Two sums of a form count: its facilities, and its information Σp(1−p), the variance that
its items have one by one (Lord and Novick, Statistical Theories of Mental Test Scores,
1968, ch. 15). Both are kept as whole numbers, so that every machine makes the same
exchanges. First each form trades with the reserve of the bank, then pairs of forms trade
with each other; only exchanges that help are made, and none breaks a rule.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dongan_training.exam.candidates import Unit
from dongan_training.exam.demand import SCALE, Drawn, Order, scaled

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Whole = NDArray[np.int64]

TRADES = 400  # exchanges with the reserve at most, for each form
ROUNDS = 300  # exchanges between forms at most, in all


def balance(drawn: Drawn, order: Order) -> None:
    """Exchange units of ``drawn`` until its forms are as equal as the bank allows."""
    aim = order.blueprint.facility
    if order.forms == 1 and aim is None:
        return
    lines = [_Line.of(drawn, form, order) for form in range(order.forms)]
    reserve = _Reserve.of(drawn, order)
    ease = sum(line.ease for line in lines) // len(lines)
    if aim is not None:
        ease = scaled(aim) * lines[0].count
    for _time in range(2):  # the information that can be had is known after the first time
        information = sum(line.information for line in lines) // len(lines)
        for line in lines:
            line.wanted = (ease, information)
            _trade_with_reserve(line, reserve)
    if len(lines) > 1:
        _trade_between(lines)
    for line in lines:
        line.write_back(drawn)


def information_of(ease: Any) -> Any:
    """Give p(1−p) of a facility, or of a whole column of them, as whole numbers."""
    return ease * (SCALE - ease) // SCALE


class _Line:
    """One form: the slots whose questions may be exchanged, and the sums of all."""

    def __init__(self, form: int, slots: list[tuple[int, int]], units: list[Unit]):
        import numpy as np

        self.form = form
        self.slots = slots  # (cell, place within the cell)
        self.units = units
        self.cells = np.array([cell for cell, _at in slots], dtype=np.int64)
        self.eases = np.array([scaled(one.first.facility) for one in units], dtype=np.int64)
        self.uses = np.array([one.first.uses for one in units], dtype=np.int64)
        self.ease = self.information = self.count = 0
        self.wanted = (0, 0)

    @classmethod
    def of(cls, drawn: Drawn, form: int, order: Order) -> "_Line":
        """Read a form as it was dealt."""
        placed = [
            ((cell, at), unit)
            for cell, units in enumerate(drawn.forms[form])
            for at, unit in enumerate(units)
            if unit.first.version_id not in drawn.locked
        ]
        line = cls(form, [slot for slot, _unit in placed], [unit for _slot, unit in placed])
        eases = [
            scaled(one.facility)
            for units in drawn.forms[form]
            for unit in units
            for one in unit.questions
        ]
        line.ease, line.count = sum(eases), len(eases)
        line.information = sum(information_of(ease) for ease in eases)
        return line

    @property
    def miss(self) -> int:
        """How far it is from what is wanted, squared."""
        return int(self.miss_after(0, 0))

    def miss_after(self, ease: Any, information: Any) -> Any:
        """How far it will be when its sums change so much; for numbers and for columns."""
        first = self.ease + ease - self.wanted[0]
        second = self.information + information - self.wanted[1]
        return first * first + second * second

    @property
    def is_near(self) -> bool:
        """Whether its mean is within 0.0001: nothing more is worth an exchange."""
        return bool(self.miss <= self.count * self.count)

    def replace(self, slot: int, unit: Unit) -> Unit:
        """Put a unit into a slot; gives what stood there."""
        before, self.units[slot] = self.units[slot], unit
        ease, old = scaled(unit.first.facility), int(self.eases[slot])
        self.eases[slot], self.uses[slot] = ease, unit.first.uses
        self.ease += ease - old
        self.information += information_of(ease) - information_of(old)
        return before

    def write_back(self, drawn: Drawn) -> None:
        """Tell the forms what came of it."""
        for (cell, at), unit in zip(self.slots, self.units, strict=True):
            drawn.forms[self.form][cell][at] = unit


@dataclass
class _Reserve:
    """The questions that stand nowhere yet, each for one cell."""

    units: list[Unit]
    cells: "Whole"
    eases: "Whole"
    uses: "Whole"
    copies: dict[str, int]  # on how many forms a question stands, where it may be several
    keeps_uses: bool

    @classmethod
    def of(cls, drawn: Drawn, order: Order) -> "_Reserve":
        """Take what has no enemies: it can stand on any form."""
        import numpy as np

        found = [
            (cell, unit)
            for cell, units in enumerate(drawn.reserve)
            for unit in units
            if not order.enemies_of(unit)
        ]
        copies: dict[str, int] = {}
        for form in drawn.forms if order.exposure > 1 else ():
            for unit in (unit for units in form for unit in units):
                copies[unit.first.version_id] = copies.get(unit.first.version_id, 0) + 1
        return cls(
            units=[unit for _cell, unit in found],
            cells=np.array([cell for cell, _unit in found], dtype=np.int64),
            eases=np.array([scaled(one.first.facility) for _cell, one in found], dtype=np.int64),
            uses=np.array([one.first.uses for _cell, one in found], dtype=np.int64),
            copies=copies,
            keeps_uses=order.blueprint.least_used_first,
        )

    def exchange(self, at: int, unit: Unit) -> Unit:
        """Take what lies there and lay ``unit`` down, unless it still stands on a form."""
        taken, self.units[at] = self.units[at], unit
        self.eases[at], self.uses[at] = scaled(unit.first.facility), unit.first.uses
        if self.copies:
            self.copies[taken.first.version_id] = 1
            self.copies[unit.first.version_id] -= 1
            if self.copies[unit.first.version_id]:
                self.cells[at] = -1  # of no cell: it is not in reserve
        return taken


def _trade_with_reserve(line: _Line, reserve: _Reserve) -> None:
    import numpy as np

    slots, places = np.nonzero(line.cells[:, None] == reserve.cells[None, :])
    for _trade in range(TRADES if len(slots) else 0):
        if line.is_near:
            return
        old, new = line.eases[slots], reserve.eases[places]
        miss = line.miss_after(new - old, information_of(new) - information_of(old))
        barred = reserve.cells[places] < 0
        if reserve.keeps_uses:
            barred |= reserve.uses[places] > line.uses[slots]
        miss[barred] = np.iinfo(np.int64).max
        best = int(np.argmin(miss))
        if miss[best] >= line.miss:
            return
        slot, place = int(slots[best]), int(places[best])
        line.replace(slot, reserve.exchange(place, line.units[slot]))


def _trade_between(lines: list[_Line]) -> None:
    for _round in range(ROUNDS):
        for line in sorted(lines, key=lambda one: (-one.miss, one.form)):
            if line.is_near:
                return
            if _trade_with_another(line, lines):
                break
        else:
            return


def _trade_with_another(line: _Line, lines: list[_Line]) -> bool:
    """Make the exchange with another form that helps both together most."""
    found = [
        (*trade, other)
        for other in lines
        if other is not line and (trade := _best_trade(line, other)) is not None
    ]
    if not found:
        return False
    gain, mine, theirs, other = max(found, key=lambda trade: (trade[0], -trade[3].form))
    if gain <= 0:
        return False
    other.replace(theirs, line.replace(mine, other.units[theirs]))
    return True


def _best_trade(line: _Line, other: _Line) -> tuple[int, int, int] | None:
    import numpy as np

    fitting = line.cells[:, None] == other.cells[None, :]
    both = {unit.first.version_id for unit in line.units}
    both &= {unit.first.version_id for unit in other.units}
    if both:
        fitting &= ~np.array([one.first.version_id in both for one in line.units])[:, None]
        fitting &= ~np.array([one.first.version_id in both for one in other.units])[None, :]
    mine, theirs = np.nonzero(fitting)
    if not len(mine):
        return None
    ease = other.eases[theirs] - line.eases[mine]
    information = information_of(other.eases[theirs]) - information_of(line.eases[mine])
    after = line.miss_after(ease, information) + other.miss_after(-ease, -information)
    best = int(np.argmin(after))
    return int(line.miss + other.miss - after[best]), int(mine[best]), int(theirs[best])
