"""Make papers from a blueprint and the bank (组卷)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from dongan_training import clock
from dongan_training.accounts import audit
from dongan_training.accounts.actor import Actor
from dongan_training.errors import UserError
from dongan_training.exam.assembly import Assembly, Form, Shortage, assemble
from dongan_training.exam.blueprint import Blueprint
from dongan_training.exam.blueprint_file import MAX_FORMS
from dongan_training.exam.models import Paper, PaperForm, PaperItem
from dongan_training.exam.sources import paper_source_faults, source_remarks
from dongan_training.exam.stock import question_pool
from dongan_training.progress import Progress, Silent
from dongan_training.texts import N_, _, clauses

STEPS = 2


@dataclass(eq=False)
class CannotFill(UserError):
    shortages: Sequence[Shortage]
    message = N_("题库里的题不够：{listed}。")
    advice = N_("没有组卷。请减少题数、放宽范围，或者先向题库导入试题。")

    def told(self) -> str:
        told = clauses(one.in_words() for one in self.shortages)
        return _(self.message).format(listed=told)


@dataclass(eq=False)
class NoPlaceForFixed(UserError):
    count: int
    message = N_("{count} 道必选题不能都放进细目：题型、范围或题数不合，彼此互斥，或已不在题库。")
    advice = N_("没有组卷。请核对必选题的题型和范围，或者改动细目的题数。")


@dataclass(eq=False)
class BadFormCount(UserError):
    most: int = MAX_FORMS
    message = N_("卷别应当是 1 到 {most} 种。")
    advice = N_("没有组卷。请改正后再试。")


@dataclass(frozen=True)
class PaperMade:
    """What was put together."""

    id: str
    title: str
    questions: int
    full_marks: float
    seed: int
    forms: tuple[str, ...]
    remarks: tuple[str, ...]


def make_paper(
    session: Session, *, blueprint: Blueprint, forms: int, seed: int, by: Actor, at: datetime
) -> PaperMade:
    """Draw a paper from the bank and freeze it; raises CannotFill with all that is missing.

    The paper keeps the versions of its questions: later edits of the bank never reach it.
    """
    drawn = try_paper(session, blueprint=blueprint, forms=forms, seed=seed)
    return store_paper(session, drawn, blueprint=blueprint, seed=seed, by=by, at=at)


def store_paper(
    session: Session, drawn: Assembly, *, blueprint: Blueprint, seed: int, by: Actor, at: datetime
) -> PaperMade:
    """Keep what was drawn as a draft of a paper.

    The remarks also tell of questions whose source does not hold on the day of ``at``.
    """
    paper = Paper(
        title=blueprint.title,
        blueprint=blueprint.to_data(),
        seed=seed,
        made_at=at,
        full_marks=blueprint.full_marks,
    )
    session.add(paper)
    items = _items(paper.id, drawn)
    session.add_all(items)
    session.add_all(_form(paper.id, form, items) for form in drawn.forms)
    session.flush()
    audit.record(
        session, by=by, at=at, act="paper.make", subject=paper.id, details={"title": paper.title}
    )
    faults = paper_source_faults(session, paper.id, on=clock.local(at).date())
    return PaperMade(
        id=paper.id,
        title=paper.title,
        questions=blueprint.count,
        full_marks=paper.full_marks,
        seed=seed,
        forms=tuple(form.letter for form in drawn.forms),
        remarks=(*drawn.remarks, *source_remarks(faults)),
    )


def try_paper(
    session: Session,
    *,
    blueprint: Blueprint,
    forms: int,
    seed: int,
    progress: Progress | None = None,
) -> Assembly:
    """Draw a paper without storing it; raises CannotFill where the bank is too small."""
    if not 1 <= forms <= MAX_FORMS:
        raise BadFormCount
    watched = progress or Silent()
    watched.step(0, STEPS, _("正在读取题库"))
    pool = question_pool(session)
    watched.step(1, STEPS, _("正在抽题"))
    drawn = assemble(blueprint, pool, seed=seed, forms=forms)
    watched.step(STEPS, STEPS)
    if drawn.homeless:
        raise NoPlaceForFixed(len(drawn.homeless))
    if drawn.shortages:
        raise CannotFill(drawn.shortages)
    return drawn


def _items(paper_id: str, drawn: Assembly) -> list[PaperItem]:
    return [
        PaperItem(
            paper_id=paper_id,
            position=position,
            version_id=item.version_id,
            points=item.points,
            section=item.section,
            form=item.form,
        )
        for position, item in enumerate(drawn.items, start=1)
    ]


def _form(paper_id: str, form: Form, items: Sequence[PaperItem]) -> PaperForm:
    order = [
        {"item": items[placed.item].id, "options": list(placed.options)} for placed in form.order
    ]
    return PaperForm(paper_id=paper_id, letter=form.letter, order=order)
