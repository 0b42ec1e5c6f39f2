"""From a blueprint and a bank to a paper in forms: pure and seeded.

The same questions, blueprint and seed give the same paper on every machine. What cannot
be filled is named; nothing is relaxed in silence.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from dongan_training.bank.drafts import QuestionType
from dongan_training.bank.scoring import LETTERS, type_name
from dongan_training.exam.balancing import balance
from dongan_training.exam.blueprint import Blueprint, Cell, Kind
from dongan_training.exam.candidates import Candidate, Stock, Unit, rests, shelve, usable
from dongan_training.exam.demand import Drawn, Gap, Order, Wanted, cells_of
from dongan_training.exam.drawing import draw
from dongan_training.exam.ordering import Placed, as_written, by_hash, mixed_order, movable
from dongan_training.storage.bulk import collector_waiting
from dongan_training.texts import _, listed

NEAR_AIM, NEAR_EACH_OTHER = 0.002, 0.001  # of means of facility


@dataclass(frozen=True)
class Shortage:
    """A cell that the bank cannot fill. ``resting`` more stood on one of the last papers."""

    number: int  # of the section, from 1
    type: QuestionType
    cell: Cell
    wanted: int
    available: int
    resting: int = 0
    rivals: tuple[int, ...] = ()  # sections that want the same questions

    def in_words(self) -> str:
        """Say what is wanted and what there is: 判断题需要 20 道，题库只有 12 道."""
        where = listed(self.cell.filters)
        told = _("第 {number} 大题{kind}{where}需要 {wanted} 道，题库只有 {available} 道").format(
            number=self.number,
            kind=type_name(self.type),
            where=_("（{where}）").format(where=where) if where else "",
            wanted=self.wanted,
            available=self.available,
        )
        if self.resting:
            told += _("，另有 {count} 道最近用过").format(count=self.resting)
        if self.rivals:
            others = listed(_("第 {number} 大题").format(number=one) for one in self.rivals)
            told += _("，{others}也要从中抽题").format(others=others)
        return told


@dataclass(frozen=True)
class Item:
    """One question on the paper; ``form`` is empty where all forms have it."""

    version_id: str
    section: int  # from 0
    points: float
    options: tuple[str, ...]
    type: QuestionType
    passage: str = ""
    form: str = ""


@dataclass(frozen=True)
class Form:
    """One order of questions and options (A卷), and how hard it is expected to be.

    ``order`` holds places among the items of the assembly.
    """

    letter: str
    order: tuple[Placed, ...]
    facility: float  # mean of the expected shares of right answers
    information: float  # Σp(1−p)


@dataclass(frozen=True)
class Assembly:
    """A paper's items and forms; or what is missing. ``remarks`` must be shown to the maker."""

    items: tuple[Item, ...] = ()
    forms: tuple[Form, ...] = ()
    shortages: tuple[Shortage, ...] = ()
    homeless: tuple[str, ...] = ()  # fixed questions that fit nowhere, by id
    remarks: tuple[str, ...] = ()


def assemble(
    blueprint: Blueprint, pool: Sequence[Candidate], *, seed: int, forms: int = 2
) -> Assembly:
    """Draw a paper; no items at all where even one cell cannot be filled.

    Forms of the same questions: form A has them as drawn with options as written, each
    further one in another order. Parallel forms have questions of their own. The mean
    facility aimed at is no rule but a goal: where it is missed a remark says so.
    """
    with collector_waiting():  # so many small things that all stay: a third of the time
        order = _order(blueprint, on_shelves(blueprint, pool), seed, forms)
        drawn = draw(order)
        if drawn.homeless or drawn.gaps:
            return _refusal(drawn, order, resting(blueprint, pool))
        balance(drawn, order)
        if blueprint.kind is Kind.PARALLEL:
            return _parallel(drawn, order)
        return _same(drawn, order, forms)


def on_shelves(blueprint: Blueprint, pool: Sequence[Candidate]) -> Stock:
    """Put on shelves what a blueprint may take."""
    return shelve(usable(pool, blueprint), frozenset(blueprint.fixed))


def resting(blueprint: Blueprint, pool: Sequence[Candidate]) -> Stock:
    """Put on shelves what stood on one of the last papers and stays away for that."""
    return shelve(one for one in pool if rests(one, blueprint))


def _order(blueprint: Blueprint, stock: Stock, seed: int, forms: int) -> Order:
    return Order(blueprint, stock, seed, forms if blueprint.kind is Kind.PARALLEL else 1)


def _refusal(drawn: Drawn, order: Order, away: Stock) -> Assembly:
    shortages = tuple(_shortage(gap, order.cells, away) for gap in drawn.gaps)
    return Assembly(shortages=shortages, homeless=drawn.homeless)


def form_letter(number: int) -> str:
    """Name a form by its number from 0: A … Z, AA, AB …"""
    first, second = divmod(number, len(LETTERS))
    return (LETTERS[first - 1] if first else "") + LETTERS[second]


@dataclass(frozen=True)
class CellStock:
    """What the bank can give for one cell, and what that is short of."""

    wanted: Wanted
    needed: int  # different questions, for all forms
    available: int
    resting: int

    @property
    def missing(self) -> int:
        """How many questions are lacking."""
        return max(0, self.needed - self.available)


def stock_of_cells(
    blueprint: Blueprint, stock: Stock, away: Stock, *, forms: int
) -> tuple[CellStock, ...]:
    """Count what suits each cell: quick enough for every key that is pressed.

    Cells are counted one by one, so two that want the same questions are not seen here;
    ``missing_for`` sees them.
    """
    copies = forms if blueprint.kind is Kind.PARALLEL else 1
    return tuple(
        CellStock(
            wanted=one,
            needed=different_questions(one.cell.count, copies, blueprint.exposure),
            available=stock.count(one.type, one.cell),
            resting=away.count(one.type, one.cell),
        )
        for one in cells_of(blueprint)
    )


def different_questions(count: int, forms: int, exposure: int) -> int:
    """How many questions so many parallel forms need where each may stand on ``exposure``."""
    return max(count, -(-count * forms // min(exposure, forms)))


def missing_for(blueprint: Blueprint, pool: Sequence[Candidate], *, forms: int) -> Assembly:
    """Tell what the bank cannot give for this blueprint: an assembly without items."""
    shelves = on_shelves(blueprint, pool), resting(blueprint, pool)
    return missing_from(blueprint, *shelves, forms=forms)


def missing_from(blueprint: Blueprint, stock: Stock, away: Stock, *, forms: int) -> Assembly:
    """Tell the same from shelves that stand ready; ``away`` are the questions that rest."""
    order = _order(blueprint, stock, 0, forms)
    return _refusal(draw(order), order, away)


def _shortage(gap: Gap, cells: Sequence[Wanted], away: Stock) -> Shortage:
    one = cells[gap.place]
    rivals = {cells[place].section + 1 for place in gap.rivals}
    return Shortage(
        number=one.section + 1,
        type=one.type,
        cell=one.cell,
        wanted=gap.wanted,
        available=gap.available,
        resting=away.count(one.type, one.cell),
        rivals=tuple(sorted(rivals - {one.section + 1})),
    )


def _same(drawn: Drawn, order: Order, forms: int) -> Assembly:
    questions = _questions(drawn.forms[0], order, "")
    items = tuple(_item(one, wanted, "") for one, wanted in questions)
    movables = [movable(one.type, one.options, one.section, one.passage) for one in items]
    figures = _figures([one for one, _wanted in questions])
    orders = [as_written(movables)]
    orders += [
        mixed_order(movables, f"{order.seed}/{form_letter(number)}") for number in range(1, forms)
    ]
    made = tuple(
        Form(form_letter(number), placed, *figures) for number, placed in enumerate(orders)
    )
    return Assembly(items, made, remarks=_remarks(order.blueprint, made))


def _parallel(drawn: Drawn, order: Order) -> Assembly:
    items: list[Item] = []
    made = []
    for number, taken in enumerate(drawn.forms):
        letter = form_letter(number)
        questions = _questions(taken, order, letter)
        own = [_item(one, wanted, letter) for one, wanted in questions]
        placed = tuple(
            Placed(len(items) + at, tuple(range(len(one.options)))) for at, one in enumerate(own)
        )
        made.append(Form(letter, placed, *_figures([one for one, _wanted in questions])))
        items += own
    return Assembly(tuple(items), tuple(made), remarks=_remarks(order.blueprint, made))


def _questions(
    taken: Sequence[Sequence[Unit]], order: Order, letter: str
) -> list[tuple[Candidate, Wanted]]:
    """Line up the questions of a form: sections in order, units mixed within them."""
    units = [(order.cells[place], unit) for place, units in enumerate(taken) for unit in units]
    units.sort(
        key=lambda pair: (
            pair[0].section,
            by_hash(f"{order.seed}/{letter}/{pair[1].first.fingerprint}"),
        )
    )
    return [(one, wanted) for wanted, unit in units for one in unit.questions]


def _item(one: Candidate, wanted: Wanted, letter: str) -> Item:
    return Item(
        one.version_id, wanted.section, wanted.points, one.options, one.type, one.passage, letter
    )


def _figures(questions: Sequence[Candidate]) -> tuple[float, float]:
    """Mean facility and information; ``fsum`` rounds once, so no order of adding matters."""
    facilities = [one.facility for one in questions]
    mean = math.fsum(facilities) / len(facilities)
    return mean, math.fsum(p * (1 - p) for p in facilities)


def _remarks(blueprint: Blueprint, forms: Sequence[Form]) -> tuple[str, ...]:
    remarks = []
    means = [form.facility for form in forms]
    aim = blueprint.facility
    if aim is not None and (off := max(abs(mean - aim) for mean in means)) > NEAR_AIM:
        told = _("平均难度与目标 {aim:.2f} 最多相差 {off:.3f}，题库里没有更合适的题")
        remarks.append(told.format(aim=aim, off=off))
    if (spread := max(means) - min(means)) > NEAR_EACH_OTHER:
        told = _("各份卷的平均难度相差 {spread:.3f}，题库里没有更合适的题")
        remarks.append(told.format(spread=spread))
    return tuple(remarks)
