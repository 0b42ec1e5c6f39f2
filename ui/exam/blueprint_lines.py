"""The cells of a blueprint as the table shows them, and in words what cannot be filled."""

from dataclasses import dataclass

from dongan_training.bank.drafts import QuestionType
from dongan_training.exam.assembly import Assembly
from dongan_training.exam.mending import CellFeedback
from dongan_training.texts import _, clauses, listed
from ui.kit import Tag, Tone


@dataclass(frozen=True)
class CellLine:
    """One cell as the table shows it; its place is its id."""

    id: int
    section: int
    type: QuestionType
    where: str
    count: int
    points: float
    available: int
    state: Tag


def cell_line(number: int, one: CellFeedback) -> CellLine:
    """Show a cell beside what the bank can give."""
    wanted, lack = one.stock.wanted, one.stock.missing
    return CellLine(
        id=number,
        section=wanted.section + 1,
        type=wanted.type,
        where=listed(wanted.cell.filters) or _("不限"),
        count=wanted.cell.count,
        points=wanted.points,
        available=one.stock.available,
        state=Tag(_("缺 {count} 道").format(count=lack), Tone.BAD)
        if lack
        else Tag(_("够"), Tone.GOOD),
    )


def missing_words(missing: Assembly) -> str:
    """Say what cannot be filled when all cells are drawn at once; empty where all can."""
    told = [one.in_words() for one in missing.shortages]
    if missing.homeless:
        told.append(_("有 {count} 道必选题放不进任何一格").format(count=len(missing.homeless)))
    return _("{told}。").format(told=clauses(told)) if told else ""
