"""The sitting: start, save answers one by one, keep the time. Nothing said is ever lost.

Each of these is one small transaction, which the caller commits before the screen says
"saved". Time is counted by the caller's monotonic clock and handed in as seconds used in
all; it never goes down and never beyond what was allotted.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session, joinedload

from dongan_training.bank.drafts import QuestionType
from dongan_training.bank.models import QuestionVersion
from dongan_training.bank.scoring import LETTERS, Value
from dongan_training.errors import UserError
from dongan_training.exam import entering
from dongan_training.exam.class_scores import require_may_resit
from dongan_training.exam.models import (
    BY_LETTER,
    Answer,
    Attempt,
    AttemptState,
    EventKind,
    Exam,
    ExamPlace,
    PaperForm,
    PaperItem,
)
from dongan_training.exam.recording import of_attempt, record_event
from dongan_training.exam.signing_in import attempts_of
from dongan_training.storage.base import new_id, table_of
from dongan_training.storage.versions import stamp
from dongan_training.texts import N_
from dongan_training.training.models import Enrolment

MINUTE = 60  # seconds
LONGEST_BLANK, LONGEST_TEXT = 500, 20_000
NOTED_GAP = 60  # seconds without a sign of life that the invigilator is told of


@dataclass(eq=False)
class AttemptIsOver(UserError):
    name: str
    message = N_("{name}的答卷已经交卷，不能再改。")
    advice = N_("已保存的答案都在。请找监考人员。")


@dataclass(eq=False)
class TimeIsUp(UserError):
    name: str
    message = N_("{name}的考试时间已经用完。")
    advice = N_("已保存的答案都在，请交卷。")


@dataclass(eq=False)
class AnswerDoesNotFit(UserError):
    message = N_("这个答案与题型不符，没有保存。")
    advice = N_("先前保存的答案都在。请重新作答。")


@dataclass(frozen=True)
class Given:
    """An answer as it comes from the screen, with all seconds used so far."""

    item_id: str
    value: Value
    seconds_used: float
    place: int | None = None  # of the question on the screen, from 0; None leaves what is stored


def start_attempt(session: Session, *, exam_id: str, enrolment_id: str, at: datetime) -> str:
    """Begin somebody's attempt, or find the one that is open; gives its id.

    A new attempt is one small row. Finding one that was left notes for how long there was no
    sign of life: that time is not charged, and the invigilator may give it back.
    """
    exam = session.get_one(Exam, exam_id)
    enrolment = session.get_one(Enrolment, enrolment_id)
    known = attempts_of(session, exam_id, enrolment_id)
    if known and known[-1].state is AttemptState.OPEN:
        _note_gap(session, known[-1], at)
        return known[-1].id
    if len(known) >= exam.attempts_allowed:
        raise AttemptIsOver(enrolment.person.name)
    entering.require_open(exam, at)
    require_may_resit(session, exam, enrolment_id, enrolment.person.name)
    place = session.scalar(select(ExamPlace).filter_by(exam_id=exam_id, enrolment_id=enrolment_id))
    attempt = Attempt(
        exam_id=exam_id,
        enrolment_id=enrolment_id,
        form_id=form_for(session, exam.paper_id, enrolment, place, len(known)),
        started_at=at,
        number=len(known) + 1,
        extra_minutes=place.extra_minutes if place else 0,
        seen_at=at,
    )
    session.add(attempt)
    return attempt.id


def save_answer(session: Session, *, attempt_id: str, given: Given, at: datetime) -> None:
    """Keep an answer in place of the one before; an empty value takes it back.

    The answer that arrives with the last second is still kept; the next one is not.
    """
    item = _open_item(session, attempt_id, given.item_id)
    if item.seconds_used >= item.allotted:
        raise TimeIsUp(_name_of(session, attempt_id))
    value = _fitting(item, given.value)
    _keep_answer(session, item, at, value=value)
    _keep_attempt(session, item, given, seen_at=at)


def set_flag(
    session: Session, *, attempt_id: str, item_id: str, flagged: bool, at: datetime
) -> None:
    """Mark a question to look at again, or take the mark away."""
    item = _open_item(session, attempt_id, item_id)
    if flagged or item.answer_id is not None:
        _keep_answer(session, item, at, flagged=flagged)


def keep_time(
    session: Session, *, attempt_id: str, seconds_used: float, place: int, at: datetime
) -> None:
    """Store how long somebody has been at it and which question is shown.

    Called every few seconds, so that a power cut while thinking gives no time away.
    """
    attempt = find_attempt(session, attempt_id)
    if attempt.state is AttemptState.OPEN:
        note_time(attempt, seconds_used)
        attempt.current_item = max(0, place)
        attempt.seen_at = at


def find_attempt(session: Session, attempt_id: str) -> Attempt:
    """Give an attempt with its exam."""
    return session.get_one(Attempt, attempt_id, options=[joinedload(Attempt.exam)])


def allotted_seconds(attempt: Attempt) -> float:
    """How long this person has for this attempt, in seconds."""
    return (attempt.exam.minutes + attempt.extra_minutes) * MINUTE


def note_time(attempt: Attempt, seconds_used: float) -> None:
    """Move the time used forward, never back and never beyond what was allotted."""
    used = max(attempt.seconds_used, seconds_used)
    attempt.seconds_used = min(used, allotted_seconds(attempt))


def _note_gap(session: Session, attempt: Attempt, at: datetime) -> None:
    gap = (at - (attempt.seen_at or attempt.started_at)).total_seconds()
    if gap >= NOTED_GAP:
        off = of_attempt(EventKind.MACHINE_OFF, attempt, seconds=round(gap))
        record_event(session, off, actor=attempt.enrolment.person.name, at=at)
    attempt.seen_at = at


def form_for(
    session: Session, paper_id: str, enrolment: Enrolment, place: ExamPlace | None, before: int
) -> str:
    """Give the form of the seat; without one forms alternate by seat or number, and by attempt.

    ``before`` counts the person's earlier attempts.
    """
    forms = session.scalars(
        select(PaperForm.id).where(PaperForm.paper_id == paper_id).order_by(*BY_LETTER)
    ).all()
    if place is not None and place.form_id in forms:
        first = forms.index(place.form_id)
    else:
        digits = re.findall(r"\d+", enrolment.seat)
        first = (int(digits[-1]) if digits else enrolment.number) - 1
    return forms[(first + before) % len(forms)]


@dataclass(frozen=True)
class _Item:
    """A question of an attempt that may still be written to, and what is known of its answer."""

    attempt_id: str
    item_id: str
    state: AttemptState
    seconds_used: float
    answer_id: str | None
    allotted: float
    type: QuestionType
    options: Sequence[str]
    key: Sequence[Any]


# People answer all day long: bare tables, written once, and one query for all that is asked.
_ATTEMPT = table_of(Attempt)
_ANSWER = table_of(Answer)
_EXAM = table_of(Exam)
_FORM = table_of(PaperForm)
_PLACED = table_of(PaperItem)
_VERSION = table_of(QuestionVersion)
_ASKED = (
    select(
        _ATTEMPT.c.id,
        _PLACED.c.id,
        _ATTEMPT.c.state,
        _ATTEMPT.c.seconds_used,
        _ANSWER.c.id,
        (_EXAM.c.minutes + _ATTEMPT.c.extra_minutes) * MINUTE,
        _VERSION.c.type,
        _VERSION.c.options,
        _VERSION.c.answer,
    )
    .join(_EXAM, _ATTEMPT.c.exam_id == _EXAM.c.id)
    .join(_FORM, _ATTEMPT.c.form_id == _FORM.c.id)
    .join(
        _PLACED,
        (_PLACED.c.paper_id == _EXAM.c.paper_id) & _PLACED.c.form.in_(("", _FORM.c.letter)),
    )
    .join(_VERSION, _PLACED.c.version_id == _VERSION.c.id)
    .outerjoin(
        _ANSWER, (_ANSWER.c.attempt_id == _ATTEMPT.c.id) & (_ANSWER.c.item_id == _PLACED.c.id)
    )
    .where(_ATTEMPT.c.id == bindparam("attempt"), _PLACED.c.id == bindparam("item"))
)
_ANSWER_CHANGES = sa.update(_ANSWER).where(_ANSWER.c.id == bindparam("which"))
_ATTEMPT_CHANGES = sa.update(_ATTEMPT).where(_ATTEMPT.c.id == bindparam("which"))


def _open_item(session: Session, attempt_id: str, item_id: str) -> _Item:
    """Find a question of the attempt's own paper; raises where it may not be written to."""
    session.flush()
    found = (
        session.connection().execute(_ASKED, {"attempt": attempt_id, "item": item_id}).one_or_none()
    )
    if found is None:
        raise AnswerDoesNotFit
    item = _Item(*found)
    if item.state is not AttemptState.OPEN:
        raise AttemptIsOver(_name_of(session, attempt_id))
    return item


def _keep_answer(session: Session, item: _Item, at: datetime, **changed: Any) -> None:
    changed |= {"saved_at": at, **stamp(session).fields()}
    if item.answer_id is not None:
        _run(session, _ANSWER_CHANGES, {"which": item.answer_id, **changed}, Answer)
        return
    row = {"id": new_id(), "attempt_id": item.attempt_id, "item_id": item.item_id}
    _run(session, sa.insert(_ANSWER), {"value": [], "flagged": False, **row, **changed}, Answer)


def _keep_attempt(session: Session, item: _Item, given: Given, seen_at: datetime) -> None:
    used = min(max(item.seconds_used, given.seconds_used), item.allotted)
    fields = {"which": item.attempt_id, "seconds_used": used, "seen_at": seen_at}
    if given.place is not None:
        fields["current_item"] = given.place
    _run(session, _ATTEMPT_CHANGES, fields | stamp(session).fields(), Attempt)


def _run(session: Session, statement: sa.Executable, row: dict[str, Any], kind: type) -> None:
    """Write one row past the unit of work, which then reads anew what it holds."""
    session.connection().execute(statement, row)
    session.info["changed"].add(kind)
    if session.identity_map:
        session.expire_all()


def _name_of(session: Session, attempt_id: str) -> str:
    return find_attempt(session, attempt_id).enrolment.person.name


def _fitting(item: _Item, value: Value) -> list[Any]:
    """Check an answer from outside against its question, and give it one shape."""
    return fitting_value(item.type, len(item.options), len(item.key), value)


def fitting_value(kind: QuestionType, options: int, blanks: int, value: Value) -> list[Any]:
    """Give an answer the one shape of its type of question; raises AnswerDoesNotFit."""
    if kind is QuestionType.TRUE_FALSE:
        fits = len(value) <= 1 and all(isinstance(one, bool) for one in value)
        return _when(fits, list(value))
    if kind is QuestionType.FILL_BLANK:
        return _texts(value, most=blanks, longest=LONGEST_BLANK, each=lambda text: [text])
    if kind is QuestionType.SHORT_ANSWER:
        return _texts(value, most=1, longest=LONGEST_TEXT, each=str)
    known = LETTERS[:options]
    most = 1 if kind is QuestionType.SINGLE_CHOICE else len(known)
    letters = sorted({one for one in value if isinstance(one, str) and len(one) == 1})
    fits = len(letters) == len(value) <= most and all(one in known for one in letters)
    return _when(fits, letters)


def _texts(value: Value, *, most: int, longest: int, each: Any) -> list[Any]:
    texts = [one[0] if isinstance(one, list | tuple) and len(one) == 1 else one for one in value]
    fits = len(texts) <= most and all(isinstance(one, str) and len(one) <= longest for one in texts)
    _when(fits, texts)
    if not any(text.strip() for text in texts):
        return []
    return [each(text) for text in texts]


def _when(fits: bool, value: Sequence[Any]) -> list[Any]:
    if not fits:
        raise AnswerDoesNotFit
    return list(value)
