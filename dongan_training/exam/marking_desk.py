"""Marking by people, blind: the answers to one question in an order that tells nothing, no names.

Marks are facts that are only added to: who gave how much, when. What they come to is worked
out by ``hand_marks`` and lands in the attempt's score by ``settling``.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from dongan_training.accounts import audit
from dongan_training.accounts.actor import Actor
from dongan_training.bank.drafts import MarkingPoint
from dongan_training.bank.scoring import Key, Value, plain_number, score
from dongan_training.errors import UserError
from dongan_training.exam.grading import corrected
from dongan_training.exam.hand_marks import GivenMark, MarkState, decide, is_for, shuffled
from dongan_training.exam.keys import corrections_of, printed_key
from dongan_training.exam.models import Answer, AnswerMark, Attempt, Exam, PaperItem
from dongan_training.exam.settling import Place, given_marks, is_marked, settle_marks
from dongan_training.texts import N_

LONGEST_COMMENT = 500


@dataclass(eq=False)
class MarkerUnnamed(UserError):
    message = N_("没有写明阅卷人。")
    advice = N_("没有保存。请先填写阅卷人姓名。")


@dataclass(eq=False)
class PointsDoNotFit(UserError):
    full: str
    message = N_("得分应当在 0 到 {full} 分之间。")
    advice = N_("没有保存。请改正后再保存。")


@dataclass(eq=False)
class NothingToMark(UserError):
    message = N_("这份答案不需要人工阅卷。")
    advice = N_("没有改动。答卷可能还没有交，或者这道题由程序评分。")


@dataclass(eq=False)
class NoSuchAnswer(UserError):
    place: int
    message = N_("没有第 {place} 份答案。")
    advice = N_("没有改动。请先列出这道题的答案，再按前面的序号打分。")


@dataclass(frozen=True)
class GivenPoints:
    """What one marker gives one answer: points by marking point, and a remark."""

    marker: str
    parts: tuple[float, ...]
    comment: str = ""

    @property
    def points(self) -> float:
        """The points in all."""
        return round(sum(self.parts), 2)


@dataclass(frozen=True)
class MarkingTask:
    """One question that people mark, and how far they are."""

    item_id: str
    number: int
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
    state: MarkState
    mine: bool  # whether it waits for this marker
    parts: tuple[float, ...]  # what this marker gave, () before
    comment: str
    others: tuple[float, ...]  # what others gave, shown only where a third decides


def marking_tasks(session: Session, exam_id: str, *, marker: str) -> tuple[MarkingTask, ...]:
    """List the questions of an exam that people mark, with progress for this marker."""
    exam = session.get_one(Exam, exam_id)
    piles = _piles(session, exam)
    marks = given_marks(session, exam_id)
    items = session.scalars(
        select(PaperItem).where(PaperItem.id.in_(piles)).order_by(PaperItem.position)
    )
    return tuple(_task(exam, item, piles[item.id], marks, marker) for item in items)


def answers_to_mark(
    session: Session, *, exam_id: str, item_id: str, marker: str
) -> tuple[BlindAnswer, ...]:
    """Give the answers to one question, shuffled by exam, question and marker."""
    exam = session.get_one(Exam, exam_id)
    pile = _piles(session, exam).get(item_id, {})
    marks = given_marks(session, exam_id)
    own = _own_marks(session, exam_id, item_id, marker)
    order = shuffled(pile, f"{exam_id}/{item_id}/{marker}")
    return tuple(
        _blind(exam, (attempt_id, item_id), place, pile[attempt_id], marks, own.get(attempt_id))
        for place, attempt_id in enumerate(order, start=1)
    )


def mark_answer(
    session: Session,
    *,
    attempt_id: str,
    item_id: str,
    given: GivenPoints,
    by: Actor,
    at: datetime,
) -> None:
    """Add one marker's points for one answer; a second time replaces that marker's word.

    Raises MarkerUnnamed, PointsDoNotFit, or NothingToMark.
    """
    marker = given.marker.strip()
    if not marker:
        raise MarkerUnnamed
    attempt, item = session.get_one(Attempt, attempt_id), session.get_one(PaperItem, item_id)
    exam = session.get_one(Exam, attempt.exam_id)
    if attempt_id not in _piles(session, exam).get(item_id, {}):
        raise NothingToMark
    _require_fit(marking_points(item), given)
    session.add(
        AnswerMark(
            attempt_id=attempt_id,
            item_id=item_id,
            marker=marker,
            points=given.points,
            parts=list(given.parts),
            comment=given.comment.strip()[:LONGEST_COMMENT],
            marked_at=at,
        )
    )
    settle_marks(session, [attempt])
    details = {"item": item_id, "marker": marker, "points": given.points, "score": attempt.score}
    audit.record(session, by=by, at=at, act="answer.mark", subject=attempt_id, details=details)


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
        for item_id, pile in _piles(session, exam).items()
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


def _require_fit(parts: Sequence[MarkingPoint], given: GivenPoints) -> None:
    fits = len(given.parts) == len(parts) and all(
        0 <= points <= (part.points or 0) + 1e-9
        for points, part in zip(given.parts, parts, strict=False)
    )
    if not fits:
        raise PointsDoNotFit(plain_number(sum(part.points or 0 for part in parts)))


def _piles(session: Session, exam: Exam) -> dict[str, dict[str, str]]:
    """The answers that no program marks: by item, the text by attempt."""
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
    pile: Mapping[str, str],
    marks: Mapping[Place, Sequence[GivenMark]],
    marker: str,
) -> MarkingTask:
    given = [marks.get((attempt_id, item.id), ()) for attempt_id in pile]
    states = [decide(one, exam.hand_rule).state for one in given]
    return MarkingTask(
        item_id=item.id,
        number=item.position,
        stem=item.version.stem,
        model="".join(str(one) for one in item.version.answer),
        points=item.points,
        parts=marking_points(item),
        answers=len(pile),
        done=states.count(MarkState.DONE),
        disputed=states.count(MarkState.DISPUTED),
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
    mine = own is None and decision.state is not MarkState.DONE
    is_third = mine and decision.state is MarkState.DISPUTED
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
