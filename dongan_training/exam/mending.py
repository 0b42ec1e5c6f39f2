"""What would fill a cell that the bank cannot fill: pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dongan_training.exam.assembly import (
    Assembly,
    CellStock,
    different_questions,
    missing_from,
    on_shelves,
    resting,
    stock_of_cells,
)
from dongan_training.exam.blueprint import Blueprint, Kind
from dongan_training.exam.candidates import Candidate, Stock
from dongan_training.texts import N_, _, clauses

FILTER_NAMES = {
    "difficulty": N_("难度"),
    "chapter": N_("章节"),
    "citation": N_("依据"),
    "subject": N_("科目"),
}


@dataclass(frozen=True)
class CellFeedback:
    """One cell beside the bank: what there is, what is lacking, and what would mend it."""

    stock: CellStock
    mends: tuple[str, ...]

    def in_words(self) -> str:
        """Say what is lacking and how to mend it; empty where nothing is."""
        if not self.mends:
            return ""
        lack = _("缺 {count} 道").format(count=self.stock.missing)
        return _("{lack}：{mends}").format(lack=lack, mends=clauses(self.mends))


@dataclass(frozen=True)
class Shelves:
    """The bank as one blueprint sees it: what it may take, and what rests."""

    stock: Stock
    resting: Stock

    @classmethod
    def of(cls, pool: Sequence[Candidate], blueprint: Blueprint) -> "Shelves":
        """Put a pool on shelves; anew only when exclusions or rest change."""
        return cls(on_shelves(blueprint, pool), resting(blueprint, pool))

    def missing_for(self, blueprint: Blueprint, *, forms: int) -> Assembly:
        """Tell what cannot be filled, cells that want the same questions seen together."""
        return missing_from(blueprint, self.stock, self.resting, forms=forms)


def feedback(blueprint: Blueprint, shelves: Shelves, *, forms: int) -> tuple[CellFeedback, ...]:
    """Tell of each cell what the bank can give; quick enough for every key that is pressed."""
    found = stock_of_cells(blueprint, shelves.stock, shelves.resting, forms=forms)
    return tuple(
        CellFeedback(one, tuple(_mends(one, blueprint, shelves, forms)) if one.missing else ())
        for one in found
    )


def _mends(one: CellStock, blueprint: Blueprint, shelves: Shelves, forms: int) -> Iterator[str]:
    yield from _without_a_filter(one, shelves)
    if one.resting >= one.missing:
        told = _("“避开最近 {rest} 份试卷”改小，另有 {count} 道")
        yield told.format(rest=blueprint.rest, count=one.resting)
    yield from _smaller(one, blueprint, forms if blueprint.kind is Kind.PARALLEL else 1)
    yield _("再导入 {count} 道").format(count=one.missing)


def _without_a_filter(one: CellStock, shelves: Shelves) -> Iterator[str]:
    cell = one.wanted.cell
    for name, told in FILTER_NAMES.items():
        value = getattr(cell, name)
        if value:
            wider = shelves.stock.count(one.wanted.type, cell.without(name))
            if wider >= one.needed:
                pattern = _("不限{filter}“{value}”，有 {count} 道")
                yield pattern.format(filter=_(told), value=value, count=wider)


def _smaller(one: CellStock, blueprint: Blueprint, forms: int) -> Iterator[str]:
    """Fewer forms, questions on more forms, fewer questions: the mildest of each that helps."""
    count, exposure = one.wanted.cell.count, blueprint.exposure

    def enough(count: int, forms: int, exposure: int) -> bool:
        return different_questions(count, forms, exposure) <= one.available

    fewer = (less for less in range(forms - 1, 0, -1) if enough(count, less, exposure))
    if less_forms := next(fewer, 0):
        yield _("减到 {forms} 份卷").format(forms=less_forms)
    oftener = (more for more in range(exposure + 1, forms + 1) if enough(count, forms, more))
    if more_often := next(oftener, 0):
        yield _("每题可用于 {count} 份卷").format(count=more_often)
    shorter = (less for less in range(count - 1, 0, -1) if enough(less, forms, exposure))
    if less_questions := next(shorter, 0):
        yield _("减到 {count} 题").format(count=less_questions)
