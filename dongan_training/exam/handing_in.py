"""Hand in: close an attempt, mark it, and say so in the log of sensitive acts."""

import math
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from dongan_training.accounts import audit
from dongan_training.accounts.actor import Actor
from dongan_training.bank.scoring import is_answered
from dongan_training.errors import UserError
from dongan_training.exam.delivery import MINUTE, allotted_seconds, find_attempt, note_time
from dongan_training.exam.measuring import measure_questions
from dongan_training.exam.models import Answer, Attempt, AttemptState, Exam
from dongan_training.exam.offering import new_code
from dongan_training.exam.settling import settle_marks
from dongan_training.texts import N_


@dataclass(frozen=True)
class Receipt:
    """What somebody takes away after handing in."""

    code: str
    name: str
    handed_in_at: datetime
    answered: int
    questions: int
    timed_out: bool
    score: float | None = None  # only where the exam shows it at once
    full_marks: float = 0


@dataclass(eq=False)
class TooEarly(UserError):
    minutes: int
    left: int
    message = N_("开考满 {minutes} 分钟才能交卷，还差 {left} 分钟。")
    advice = N_("没有交卷，已保存的答案都在。请再检查一遍，或请监考人员收卷。")


def hand_in_early(
    session: Session, *, attempt_id: str, seconds_used: float, by: Actor, at: datetime
) -> Receipt:
    """Hand in as the candidate wishes; raises TooEarly before the exam's earliest moment.

    The moment counts from the person's own start, in time used.
    """
    attempt = find_attempt(session, attempt_id)
    short = attempt.exam.earliest_hand_in * MINUTE - max(seconds_used, attempt.seconds_used)
    if attempt.state is AttemptState.OPEN and short > 0:
        raise TooEarly(attempt.exam.earliest_hand_in, math.ceil(short / MINUTE))
    return hand_in(session, attempt_id=attempt_id, seconds_used=seconds_used, by=by, at=at)


def hand_in(
    session: Session, *, attempt_id: str, seconds_used: float, by: Actor, at: datetime
) -> Receipt:
    """Close an attempt and mark it; a second time changes nothing and gives the same receipt.

    When the time is used up the attempt counts as timed out, whoever pressed what.
    """
    attempt = find_attempt(session, attempt_id)
    answers = {
        one.item_id: one.value
        for one in session.scalars(select(Answer).where(Answer.attempt_id == attempt_id))
    }
    if attempt.state is AttemptState.OPEN:
        note_time(attempt, seconds_used)
        timed_out = attempt.seconds_used >= allotted_seconds(attempt)
        attempt.state = AttemptState.TIMED_OUT if timed_out else AttemptState.HANDED_IN
        attempt.handed_in_at = at
        attempt.receipt = new_code()
        _mark(session, attempt, by=by, at=at)
    return Receipt(
        code=attempt.receipt,
        name=attempt.enrolment.person.name,
        handed_in_at=attempt.handed_in_at or at,
        answered=sum(is_answered(value) for value in answers.values()),
        questions=len(attempt.form.order),
        timed_out=attempt.state is AttemptState.TIMED_OUT,
        score=attempt.score if attempt.exam.shows_result else None,
        full_marks=attempt.exam.paper.full_marks,
    )


def close_exam(session: Session, *, exam_id: str, by: Actor, at: datetime) -> int:
    """End an exam: nobody gets in any more, what is still open is handed in as it stands.

    Gives how many attempts were collected. Closing twice changes nothing.
    """
    exam = session.get_one(Exam, exam_id)
    if exam.closed_at is not None:
        return 0
    still_open = session.scalars(
        select(Attempt).where(Attempt.exam_id == exam_id, Attempt.state == AttemptState.OPEN)
    ).all()
    for attempt in still_open:
        hand_in(session, attempt_id=attempt.id, seconds_used=0, by=by, at=at)
    exam.closed_at = at
    audit.record(
        session,
        by=by,
        at=at,
        act="exam.close",
        subject=exam_id,
        details={"collected": len(still_open)},
    )
    session.flush()
    measure_questions(session, exam_id)
    return len(still_open)


def _mark(session: Session, attempt: Attempt, *, by: Actor, at: datetime) -> None:
    settle_marks(session, [attempt])
    details = {
        "exam": attempt.exam_id,
        "score": attempt.score,
        "receipt": attempt.receipt,
        "state": attempt.state.value,
    }
    audit.record(session, by=by, at=at, act="attempt.hand_in", subject=attempt.id, details=details)
