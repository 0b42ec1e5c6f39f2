"""Change one question of a draft for another that fits the same place (换题), and take it back."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from math import fsum
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from dongan_training.accounts import audit
from dongan_training.accounts.actor import Actor
from dongan_training.bank.difficulty import expected_facility
from dongan_training.bank.drafts import QuestionType
from dongan_training.bank.models import Question, QuestionVersion
from dongan_training.errors import UserError
from dongan_training.exam.assembly import on_shelves
from dongan_training.exam.blueprint import Blueprint
from dongan_training.exam.blueprint_file import read_blueprint
from dongan_training.exam.candidates import Candidate, Shelf
from dongan_training.exam.demand import rank_of
from dongan_training.exam.items import first_places, items_of_paper
from dongan_training.exam.models import Paper, PaperItem, PaperSwap
from dongan_training.exam.ordering import movable, options_order
from dongan_training.exam.queries import key_in_words
from dongan_training.exam.signing_off import require_draft
from dongan_training.exam.stock import lineages, question_pool
from dongan_training.exam.substitutes import Vacancy, substitutes
from dongan_training.texts import N_

MOST = 200  # rows that anybody would look through


@dataclass(eq=False)
class FixedQuestion(UserError):
    message = N_("这是命题细目表里的必选题，不能换。")
    advice = N_("没有改动。请先在命题细目表里取消必选，再重新组卷。")


@dataclass(eq=False)
class PartOfPassage(UserError):
    message = N_("这道题和别的题共用一段材料，不能单独换。")
    advice = N_("没有改动。请换别的题，或者重新组卷。")


@dataclass(eq=False)
class DoesNotFitHere(UserError):
    message = N_("这道题不能放在这个位置。")
    advice = N_("没有改动。请从列出的题里选一道。")


@dataclass(eq=False)
class NothingSwapped(UserError):
    title: str
    message = N_("试卷“{title}”没有可以撤销的换题。")
    advice = N_("没有改动。")


@dataclass(frozen=True)
class Outgoing:
    """The question that would go."""

    item_id: str
    question_id: str
    form: str
    number: int
    type: QuestionType
    stem: str
    facility: float
    form_facility: float  # mean of the form it stands on
    form_questions: int


@dataclass(frozen=True)
class Substitute:
    """A question that could come in; ``difference`` is how much easier it is than the other."""

    version_id: str
    question_id: str
    stem: str
    options: tuple[str, ...]
    key: str
    chapter: str
    citation: str
    difficulty: str
    facility: float
    difference: float
    uses: int  # on how many other papers it stood

    @property
    def id(self) -> str:
        """What tells one line from another."""
        return self.version_id


@dataclass(frozen=True)
class Choice:
    """What could be put in place of one question: the nearest in difficulty first."""

    outgoing: Outgoing
    total: int
    substitutes: tuple[Substitute, ...]  # at most MOST

    def mean_with(self, one: Substitute) -> float:
        """The mean facility the form would have."""
        return self.outgoing.form_facility + one.difference / self.outgoing.form_questions


def substitutes_for(session: Session, *, item_id: str, search: str = "") -> Choice:
    """Find what fits in place of a question; raises PaperFrozen, FixedQuestion, PartOfPassage."""
    place = _Place(session, item_id)
    ranked = place.ranked()
    if search.strip():
        told = select(QuestionVersion.id).where(
            QuestionVersion.current.is_(True),
            QuestionVersion.stem.contains(search.strip(), autoescape=True),
        )
        named = set(session.scalars(told))
        ranked = [one for one in ranked if one.version_id in named]
    shown = ranked[:MOST]
    versions = {
        one.id: one
        for one in session.scalars(
            select(QuestionVersion).where(QuestionVersion.id.in_([one.version_id for one in shown]))
        )
    }
    rows = (_substitute(one, versions[one.version_id], place.outgoing) for one in shown)
    return Choice(place.outgoing, len(ranked), tuple(rows))


def swap_question(
    session: Session, *, item_id: str, version_id: str, by: Actor, at: datetime
) -> None:
    """Put a question in place of another on all forms that have it; raises DoesNotFitHere.

    Number, points and section stay; options of forms but the first are mixed anew.
    """
    place = _Place(session, item_id)
    if version_id not in {one.version_id for one in place.ranked()}:
        raise DoesNotFitHere
    item, version = place.item, session.get_one(QuestionVersion, version_id)
    before = _options_of(place.paper, item_id)
    swap = PaperSwap(
        paper_id=place.paper.id,
        item_id=item_id,
        before_id=item.version_id,
        after_id=version_id,
        options_before=before,
        at=at,
        actor=by.name,
    )
    session.add(swap)
    item.version_id = version_id
    _put_options(place.paper, item_id, _new_options(place.paper, item, version))
    _log(session, "paper.swap", swap, by, at)


def take_back_swap(session: Session, *, paper_id: str, by: Actor, at: datetime) -> str:
    """Undo the last change of a question that stands; gives the item. Raises NothingSwapped."""
    paper = session.get_one(Paper, paper_id)
    require_draft(paper)
    swap = last_swap(session, paper_id)
    if swap is None:
        raise NothingSwapped(paper.title)
    session.get_one(PaperItem, swap.item_id).version_id = swap.before_id
    _put_options(paper, swap.item_id, swap.options_before)
    swap.taken_back_at = at
    _log(session, "paper.swap_back", swap, by, at)
    return swap.item_id


def last_swap(session: Session, paper_id: str) -> PaperSwap | None:
    """Find the last change of a question that was not taken back."""
    return session.scalars(
        select(PaperSwap)
        .where(PaperSwap.paper_id == paper_id, PaperSwap.taken_back_at.is_(None))
        .order_by(PaperSwap.at.desc(), PaperSwap.id.desc())
    ).first()


class _Place:
    """One question of a draft, and all that decides what may stand there."""

    def __init__(self, session: Session, item_id: str):
        self.session = session
        self.item = session.get_one(PaperItem, item_id)
        self.paper = session.get_one(Paper, self.item.paper_id)
        require_draft(self.paper)
        self.blueprint: Blueprint = read_blueprint(self.paper.blueprint)
        self.items = {one.id: one for one in items_of_paper(session, self.paper.id)}
        self._questions = {
            one.id: one
            for one in session.scalars(
                select(Question).where(
                    Question.id.in_({one.version.question_id for one in self.items.values()})
                )
            )
        }
        if self.item.version.question_id in self.blueprint.fixed:
            raise FixedQuestion
        if self.item.version.passage_id:
            raise PartOfPassage
        self.outgoing = self._outgoing()

    def ranked(self) -> list[Candidate]:
        """What may come in: the nearest in difficulty, the least used, then by chance."""
        pool = question_pool(self.session, beside=self.paper.id)
        found = substitutes(self.blueprint, on_shelves(self.blueprint, pool), self._vacancy())
        own, seed = self.outgoing.facility, self.paper.seed
        return sorted(
            found,
            key=lambda one: (
                round(abs(one.facility - own), 3),
                one.uses,
                rank_of(seed, one.fingerprint),
            ),
        )

    def _vacancy(self) -> Vacancy:
        stays = [one for one in self._beside() if one.id != self.item.id]
        lineage = lineages(self.session)
        forms_of = Counter(one.version.question_id for one in self.items.values())
        return Vacancy(
            section=self.item.section,
            outgoing=self.item.version.question_id,
            neighbours=[
                self._shelf(one, lineage) for one in stays if one.section == self.item.section
            ],
            present=frozenset(one.version.question_id for one in stays),
            texts=frozenset(one.version.fingerprint for one in self._beside()),
            forms_of=forms_of,
        )

    def _beside(self) -> list[PaperItem]:
        """The questions of the forms that have this one, itself included."""
        form = self.item.form
        return [one for one in self.items.values() if not form or one.form in ("", form)]

    def _shelf(self, one: PaperItem, lineage: Mapping[str, frozenset[str]]) -> Shelf:
        version = one.version
        return Shelf(
            version.type,
            lineage[self._questions[version.question_id].subject_id],
            version.chapter or "",
            version.difficulty or "",
            version.citation or "",
        )

    def _facility(self, one: PaperItem) -> float:
        measured = self._questions[one.version.question_id].measured_facility
        return expected_facility(one.version.difficulty, measured)

    def _outgoing(self) -> Outgoing:
        item, beside = self.item, self._beside()
        standing = first_places(self.paper)[item.id]
        return Outgoing(
            item_id=item.id,
            question_id=item.version.question_id,
            form=standing.form,
            number=standing.number,
            type=item.version.type,
            stem=item.version.stem,
            facility=self._facility(item),
            form_facility=fsum(self._facility(one) for one in beside) / len(beside),
            form_questions=len(beside),
        )


def _substitute(one: Candidate, version: QuestionVersion, outgoing: Outgoing) -> Substitute:
    return Substitute(
        version_id=one.version_id,
        question_id=one.question_id,
        stem=version.stem,
        options=tuple(version.options),
        key=key_in_words(version, range(len(version.options))),
        chapter=one.chapter,
        citation=one.citation,
        difficulty=one.difficulty,
        facility=one.facility,
        difference=one.facility - outgoing.facility,
        uses=one.uses,
    )


def _new_options(paper: Paper, item: PaperItem, version: QuestionVersion) -> list[dict[str, Any]]:
    """As written on the first form that has it, mixed by seed and letter on the others."""
    question = movable(version.type, version.options, item.section)
    first = first_places(paper)[item.id].form
    found = []
    for letter in [form.letter for form in paper.forms if _stands_on(form.order, item.id)]:
        shown = tuple(range(len(version.options)))
        if letter != first:
            shown = options_order(question, f"{paper.seed}/{letter}/options/{item.position - 1}")
        found.append({"form": letter, "options": list(shown)})
    return found


def _options_of(paper: Paper, item_id: str) -> list[dict[str, Any]]:
    return [
        {"form": form.letter, "options": list(placed["options"])}
        for form in paper.forms
        for placed in form.order
        if placed["item"] == item_id
    ]


def _put_options(paper: Paper, item_id: str, options: Sequence[Mapping[str, Any]]) -> None:
    by_form = {one["form"]: list(one["options"]) for one in options}
    for form in paper.forms:
        if form.letter in by_form:
            form.order = [
                {**placed, "options": by_form[form.letter]} if placed["item"] == item_id else placed
                for placed in form.order
            ]


def _stands_on(order: Sequence[Mapping[str, Any]], item_id: str) -> bool:
    return any(placed["item"] == item_id for placed in order)


def _log(session: Session, act: str, swap: PaperSwap, by: Actor, at: datetime) -> None:
    details = {"item": swap.item_id, "before": swap.before_id, "after": swap.after_id}
    audit.record(session, by=by, at=at, act=act, subject=swap.paper_id, details=details)
