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

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from dongan_training.bank.drafts import QuestionType
from dongan_training.bank.models import QuestionVersion
from dongan_training.bank.scoring import LETTERS, Value
from dongan_training.errors import UserError
from dongan_training.exam.items import on_form
from dongan_training.exam.models import Answer, Attempt, AttemptState, Exam, PaperForm, PaperItem
from dongan_training.exam.signing_in import ExamIsClosed, attempt_of
from dongan_training.texts import N_
from dongan_training.training.models import Enrolment

MINUTE = 60  # seconds
LONGEST_BLANK, LONGEST_TEXT = 500, 20_000


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


def start_attempt(session: Session, *, exam_id: str, enrolment_id: str, at: datetime) -> str:
    """Begin somebody's attempt, or find the one begun before; gives its id.

    Forms alternate by seat, else by number, so that neighbours have different ones.
    """
    exam = session.get_one(Exam, exam_id)
    enrolment = session.get_one(Enrolment, enrolment_id)
    known = attempt_of(session, exam_id, enrolment_id)
    if known is not None:
        if known.state is not AttemptState.OPEN:
            raise AttemptIsOver(enrolment.person.name)
        return known.id
    if exam.closed_at is not None:
        raise ExamIsClosed(exam.title)
    attempt = Attempt(
        exam_id=exam_id,
        enrolment_id=enrolment_id,
        form_id=_form_for(session, exam.paper_id, enrolment),
        started_at=at,
    )
    session.add(attempt)
    return attempt.id


def save_answer(session: Session, *, attempt_id: str, given: Given, at: datetime) -> None:
    """Keep an answer in place of the one before; an empty value takes it back.

    The answer that arrives with the last second is still kept; the next one is not.
    """
    item = _open_item(session, attempt_id, given.item_id)
    _charge(item.attempt, given.seconds_used, item.allotted)
    value = _fitting(item, given.value)
    if item.answer is None:
        session.add(Answer(attempt_id=attempt_id, item_id=given.item_id, value=value, saved_at=at))
    else:
        item.answer.value, item.answer.saved_at = value, at


def set_flag(
    session: Session, *, attempt_id: str, item_id: str, flagged: bool, at: datetime
) -> None:
    """Mark a question to look at again, or take the mark away."""
    known = _open_item(session, attempt_id, item_id).answer
    if known is not None:
        known.flagged = flagged
    elif flagged:
        session.add(
            Answer(attempt_id=attempt_id, item_id=item_id, value=[], saved_at=at, flagged=True)
        )


def keep_time(session: Session, *, attempt_id: str, seconds_used: float, place: int) -> None:
    """Store how long somebody has been at it and which question is shown.

    Called every few seconds, so that a power cut while thinking gives no time away.
    """
    attempt = find_attempt(session, attempt_id)
    if attempt.state is AttemptState.OPEN:
        note_time(attempt, seconds_used, allotted_seconds(attempt.exam))
        attempt.current_item = max(0, place)


def _form_for(session: Session, paper_id: str, enrolment: Enrolment) -> str:
    forms = session.scalars(
        select(PaperForm.id).where(PaperForm.paper_id == paper_id).order_by(PaperForm.letter)
    ).all()
    digits = re.findall(r"\d+", enrolment.seat)
    place = int(digits[-1]) if digits else enrolment.number
    return forms[(place - 1) % len(forms)]


def find_attempt(session: Session, attempt_id: str) -> Attempt:
    """Give an attempt with its exam."""
    return session.get_one(Attempt, attempt_id, options=[joinedload(Attempt.exam)])


@dataclass(frozen=True)
class _Item:
    """A question of an attempt that may still be written to, and the answer given so far."""

    attempt: Attempt
    answer: Answer | None
    allotted: float
    type: QuestionType
    options: Sequence[str]
    key: Sequence[Any]


def _open_item(session: Session, attempt_id: str, item_id: str) -> _Item:
    """Find a question of the attempt's own paper: one query, for people answer all day long."""
    version = QuestionVersion
    found = session.execute(
        select(Attempt, Answer, Exam.minutes, version.type, version.options, version.answer)
        .join(Exam, Attempt.exam_id == Exam.id)
        .join(PaperForm, Attempt.form_id == PaperForm.id)
        .join(PaperItem, on_form(Exam.paper_id, PaperForm.letter))
        .join(version, PaperItem.version_id == version.id)
        .outerjoin(Answer, (Answer.attempt_id == Attempt.id) & (Answer.item_id == PaperItem.id))
        .where(Attempt.id == attempt_id, PaperItem.id == item_id)
    ).one_or_none()
    if found is None:
        raise AnswerDoesNotFit
    attempt, answer, minutes, *asked = found
    if attempt.state is not AttemptState.OPEN:
        raise AttemptIsOver(attempt.enrolment.person.name)
    return _Item(attempt, answer, minutes * MINUTE, *asked)


def allotted_seconds(exam: Exam) -> float:
    """How long everybody has, in seconds."""
    return exam.minutes * MINUTE


def _charge(attempt: Attempt, seconds_used: float, allotted: float) -> None:
    if attempt.seconds_used >= allotted:
        raise TimeIsUp(attempt.enrolment.person.name)
    note_time(attempt, seconds_used, allotted)


def note_time(attempt: Attempt, seconds_used: float, allotted: float) -> None:
    """Move the time used forward, never back and never beyond what was allotted."""
    attempt.seconds_used = min(max(attempt.seconds_used, seconds_used), allotted)


def _fitting(item: _Item, value: Value) -> list[Any]:
    """Check an answer from outside against its question, and give it one shape."""
    if item.type is QuestionType.TRUE_FALSE:
        fits = len(value) <= 1 and all(isinstance(one, bool) for one in value)
        return _when(fits, list(value))
    if item.type in (QuestionType.FILL_BLANK, QuestionType.SHORT_ANSWER):
        return _texts(item, value)
    known = LETTERS[: len(item.options)]
    most = 1 if item.type is QuestionType.SINGLE_CHOICE else len(known)
    letters = sorted({one for one in value if isinstance(one, str) and len(one) == 1})
    fits = len(letters) == len(value) <= most and all(one in known for one in letters)
    return _when(fits, letters)


def _texts(item: _Item, value: Value) -> list[Any]:
    is_blanks = item.type is QuestionType.FILL_BLANK
    texts = [one[0] if isinstance(one, list | tuple) and len(one) == 1 else one for one in value]
    most = len(item.key) if is_blanks else 1
    longest = LONGEST_BLANK if is_blanks else LONGEST_TEXT
    fits = len(texts) <= most and all(isinstance(one, str) and len(one) <= longest for one in texts)
    _when(fits, texts)
    if not any(text.strip() for text in texts):
        return []
    return [[text] for text in texts] if is_blanks else texts


def _when(fits: bool, value: Sequence[Any]) -> list[Any]:
    if not fits:
        raise AnswerDoesNotFit
    return list(value)
