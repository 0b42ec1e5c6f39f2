"""Which questions a form of a paper has, and in which order one person sees them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.orm import Session, joinedload

from dongan_training.exam.models import Attempt, Paper, PaperForm, PaperItem
from dongan_training.exam.ordering import Movable, mixed_order, movable


def on_form(paper_id: Any, letter: Any) -> ColumnElement[bool]:
    """The items of one form: those shared by all forms, and those of its own."""
    return and_(PaperItem.paper_id == paper_id, PaperItem.form.in_(("", letter)))


def items_of_form(session: Session, form: PaperForm) -> list[PaperItem]:
    """Give the items of a form with their versions, by position."""
    return items_of(session, form.paper_id, form.letter)


def items_of(session: Session, paper_id: str, letter: str) -> list[PaperItem]:
    """Give the items of the form with this letter, with their versions, by position."""
    return _items(session, on_form(paper_id, letter))


def items_of_paper(session: Session, paper_id: str) -> list[PaperItem]:
    """Give the items of all forms of a paper, with their versions, by position."""
    return _items(session, PaperItem.paper_id == paper_id)


def _items(session: Session, which: ColumnElement[bool]) -> list[PaperItem]:
    return list(
        session.scalars(
            select(PaperItem)
            .where(which)
            .order_by(PaperItem.position)
            .options(joinedload(PaperItem.version))
        )
    )


@dataclass(frozen=True)
class FirstPlace:
    """Where a question stands: its number on the first form that has it."""

    form: str
    number: int


def first_places(paper: Paper) -> dict[str, FirstPlace]:
    """Give the place of each item of a paper, by the item's id, in the order of form A."""
    found: dict[str, FirstPlace] = {}
    for form in paper.forms:
        for number, placed in enumerate(form.order, start=1):
            found.setdefault(placed["item"], FirstPlace(form.letter, number))
    return found


def order_shown(attempt: Attempt, items: Mapping[str, PaperItem]) -> Sequence[Mapping[str, Any]]:
    """Give the order in which the person of an attempt sees the form; ``items`` by id."""
    order: Sequence[Mapping[str, Any]] = attempt.form.order
    if not attempt.exam.personal_order:
        return order
    return personal_order(order, items, f"{attempt.exam_id}/{attempt.enrolment_id}")


def personal_order(
    order: Sequence[Mapping[str, Any]], items: Mapping[str, PaperItem], seed: str
) -> list[dict[str, Any]]:
    """Mix a form's order once more for one person; it has the shape of ``PaperForm.order``.

    ``items`` are those of the form by id. The same seed gives the same order on every
    machine, so nothing needs to be stored but the seed.
    """
    questions = [_movable(items[placed["item"]], placed["options"]) for placed in order]
    return [
        {
            "item": order[placed.item]["item"],
            "options": [order[placed.item]["options"][at] for at in placed.options],
        }
        for placed in mixed_order(questions, seed)
    ]


def _movable(item: PaperItem, shown: Sequence[int]) -> Movable:
    version = item.version
    return movable(
        version.type, [version.options[at] for at in shown], item.section, version.passage_id or ""
    )
