"""Marking by people, blind: the answers to one question in an order that tells nothing, no names.

Marks are facts that are only added to: who gave how much, when. What they come to is worked
out by ``hand_marks`` and lands in the attempt's score by ``settling``.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from dongan_training.bank.drafts import MarkingPoint
from dongan_training.bank.scoring import Key, Value, score
from dongan_training.errors import UserError
from dongan_training.exam.decisions import Place, given_marks, is_marked
from dongan_training.exam.grading import corrected
from dongan_training.exam.hand_marks import DecisionState, GivenMark, decide, is_for, shuffled
from dongan_training.exam.items import FirstPlace, first_places, items_of_paper
from dongan_training.exam.keys import corrections_of, printed_key
from dongan_training.exam.models import Answer, AnswerMark, Attempt, Exam, PaperItem
from dongan_training.texts import N_


@dataclass(eq=False)
class NoSuchAnswer(UserError):
    place: int
    message = N_("没有第 {place} 份答案。")
    advice = N_("没有改动。请先列出这道题的答案，再按前面的序号打分。")


@dataclass(frozen=True)
class MarkingTask:
    """One question that people mark, and how far they are."""

    item_id: str
    form: str  # the first that has the question
    number: int  # on that form
    stem: str
    model: str  # the model answer
    points: float
    parts: tuple[MarkingPoint, ...]  # what earns how much; one for all where the bank names none
    answers: int
    done: int
    disputed: int
    mine: int  # answers that wait for this marker


@dataclass(frozen=True)
class BlindAnswer:
    """One answer as a marker sees it: a place in the shuffled pile instead of a name."""

    attempt_id: str
    item_id: str
    place: int  # from 1
    text: str
    state: DecisionState
    mine: bool  # whether it waits for this marker
    parts: tuple[float, ...]  # what this marker gave, () before
    comment: str
    others: tuple[float, ...]  # what others gave, shown only where a third decides


def marking_tasks(session: Session, exam_id: str, *, marker: str) -> tuple[MarkingTask, ...]:
    """List the questions of an exam that people mark, with progress for this marker."""
    exam = session.get_one(Exam, exam_id)
    piles = answers_of_people(session, exam)
    marks = given_marks(session, exam_id)
    items = {one.id: one for one in items_of_paper(session, exam.paper_id)}
    return tuple(
        _task(exam, items[item_id], place, piles[item_id], marks, marker)
        for item_id, place in first_places(exam.paper).items()
        if item_id in piles
    )


def answers_to_mark(
    session: Session, *, exam_id: str, item_id: str, marker: str
) -> tuple[BlindAnswer, ...]:
    """Give the answers to one question, shuffled by exam, question and marker."""
    exam = session.get_one(Exam, exam_id)
    pile = answers_of_people(session, exam).get(item_id, {})
    marks = given_marks(session, exam_id)
    own = _own_marks(session, exam_id, item_id, marker)
    order = shuffled(pile, f"{exam_id}/{item_id}/{marker}")
    return tuple(
        _blind(exam, (attempt_id, item_id), place, pile[attempt_id], marks, own.get(attempt_id))
        for place, attempt_id in enumerate(order, start=1)
    )


@dataclass(frozen=True)
class WaitingAnswer:
    """An answer that still needs a person."""

    attempt_id: str
    item_id: str


def waiting_answers(session: Session, exam: Exam) -> tuple[WaitingAnswer, ...]:
    """List what people have still to mark in an exam."""
    marks = given_marks(session, exam.id)
    return tuple(
        WaitingAnswer(attempt_id, item_id)
        for item_id, pile in answers_of_people(session, exam).items()
        for attempt_id in pile
        if decide(marks.get((attempt_id, item_id), ()), exam.hand_rule).points is None
    )


def is_marked_by_people(session: Session, exam: Exam) -> bool:
    """Tell whether an exam has questions that no program marks."""
    return bool(_hand_keys(session, exam))


def marking_points(item: PaperItem) -> tuple[MarkingPoint, ...]:
    """Give what a question pays for, brought to the points it has on this paper.

    The bank's points are kept in proportion; where it names some points only, the rest is
    shared equally by the others.
    """
    named = [MarkingPoint(one["text"], one.get("points")) for one in item.version.marking]
    if not named:
        return (MarkingPoint("", item.points),)
    known = sum(one.points or 0 for one in named)
    open_ones = sum(one.points is None for one in named)
    if open_ones:
        left = max(0.0, (item.version.points or item.points) - known)
        named = [
            MarkingPoint(one.text, left / open_ones if one.points is None else one.points)
            for one in named
        ]
    whole = sum(one.points or 0 for one in named) or 1
    return tuple(
        MarkingPoint(one.text, round((one.points or 0) * item.points / whole, 2)) for one in named
    )


def answers_of_people(session: Session, exam: Exam) -> dict[str, dict[str, str]]:
    """Give the answers that no program marks: by item, the text by attempt."""
    keys = _hand_keys(session, exam)
    piles: dict[str, dict[str, str]] = {item_id: {} for item_id in keys}
    for attempt_id, item_id, value in session.execute(
        select(Answer.attempt_id, Answer.item_id, Answer.value)
        .join(Attempt)
        .where(Attempt.exam_id == exam.id, is_marked(), Answer.item_id.in_(keys))
    ):
        if any(score(key, value) is None for key in keys[item_id]):
            piles[item_id][attempt_id] = _text(value)
    return piles


def _hand_keys(session: Session, exam: Exam) -> dict[str, tuple[Key, ...]]:
    corrections = corrections_of(session, exam.id)
    keys: dict[str, tuple[Key, ...]] = {}
    for item in session.scalars(
        select(PaperItem)
        .where(PaperItem.paper_id == exam.paper_id)
        .options(joinedload(PaperItem.version))
    ):
        key = corrected(printed_key(item), corrections.get(item.id, ()))
        if key.treatment is None and not _is_marked_by_program(key.keys):
            keys[item.id] = key.keys
    return keys


def _is_marked_by_program(keys: Sequence[Key]) -> bool:
    return all(score(key, ["A"]) is not None for key in keys)


def _text(value: Value) -> str:
    return "\n".join(one[0] if isinstance(one, list) and one else str(one) for one in value)


def _task(
    exam: Exam,
    item: PaperItem,
    place: FirstPlace,
    pile: Mapping[str, str],
    marks: Mapping[Place, Sequence[GivenMark]],
    marker: str,
) -> MarkingTask:
    given = [marks.get((attempt_id, item.id), ()) for attempt_id in pile]
    states = [decide(one, exam.hand_rule).state for one in given]
    return MarkingTask(
        item_id=item.id,
        form=place.form,
        number=place.number,
        stem=item.version.stem,
        model="".join(str(one) for one in item.version.answer),
        points=item.points,
        parts=marking_points(item),
        answers=len(pile),
        done=states.count(DecisionState.DONE),
        disputed=states.count(DecisionState.DISPUTED),
        mine=sum(is_for(marker, one, exam.hand_rule) for one in given),
    )


def _blind(
    exam: Exam,
    where: Place,
    place: int,
    text: str,
    marks: Mapping[Place, Sequence[GivenMark]],
    own: AnswerMark | None,
) -> BlindAnswer:
    given = marks.get(where, ())
    decision = decide(given, exam.hand_rule)
    mine = own is None and decision.state is not DecisionState.DONE
    is_third = mine and decision.state is DecisionState.DISPUTED
    return BlindAnswer(
        attempt_id=where[0],
        item_id=where[1],
        place=place,
        text=text,
        state=decision.state,
        mine=mine,
        parts=tuple(own.parts) if own else (),
        comment=own.comment if own else "",
        others=tuple(one.points for one in given) if is_third else (),
    )


def _own_marks(
    session: Session, exam_id: str, item_id: str, marker: str
) -> Mapping[str, AnswerMark]:
    own = session.scalars(
        select(AnswerMark)
        .join(Attempt, AnswerMark.attempt_id == Attempt.id)
        .where(
            Attempt.exam_id == exam_id, AnswerMark.item_id == item_id, AnswerMark.marker == marker
        )
        .order_by(AnswerMark.marked_at, AnswerMark.id)
    )
    return {one.attempt_id: one for one in own}
