"""What a marker gives one answer: kept beside all that was given before, never in its place."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from dongan_training.accounts import audit
from dongan_training.accounts.actor import Actor
from dongan_training.bank.drafts import MarkingPoint
from dongan_training.bank.scoring import plain_number
from dongan_training.errors import UserError
from dongan_training.exam.marking_desk import answers_of_people, marking_points, waiting_answers
from dongan_training.exam.measuring import measure_again
from dongan_training.exam.models import AnswerMark, Attempt, Exam, PaperItem
from dongan_training.exam.settling import settle_marks
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
    if attempt_id not in answers_of_people(session, exam).get(item_id, {}):
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
    if attempt.score is not None and not waiting_answers(session, exam):
        measure_again(session, exam.id)
    details = {"item": item_id, "marker": marker, "points": given.points, "score": attempt.score}
    audit.record(session, by=by, at=at, act="answer.mark", subject=attempt_id, details=details)


def _require_fit(parts: Sequence[MarkingPoint], given: GivenPoints) -> None:
    fits = len(given.parts) == len(parts) and all(
        0 <= points <= (part.points or 0) + 1e-9
        for points, part in zip(given.parts, parts, strict=False)
    )
    if not fits:
        raise PointsDoNotFit(plain_number(sum(part.points or 0 for part in parts)))
