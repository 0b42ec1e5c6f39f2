"""What people gave for answers that no program can mark, and what it comes to."""

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.orm import Session

from dongan_training.exam.hand_marks import Decision, GivenMark, decide
from dongan_training.exam.models import AnswerMark, Attempt, AttemptState, Exam

Place = tuple[str, str]  # attempt and item


def is_marked() -> ColumnElement[bool]:
    """The attempts that have marks: handed in and not annulled."""
    return and_(Attempt.state != AttemptState.OPEN, Attempt.annulled_at.is_(None))


def decisions_of(
    session: Session, exam: Exam, *, attempt_id: str | None = None
) -> dict[Place, Decision]:
    """Give what people's marks came to, by attempt and item; of one attempt or of all."""
    return {
        place: decide(given, exam.hand_rule)
        for place, given in given_marks(session, exam.id, attempt_id=attempt_id).items()
    }


def given_marks(
    session: Session, exam_id: str, *, attempt_id: str | None = None
) -> dict[Place, list[GivenMark]]:
    """Give all marks of people by attempt and item, in the order in which they were given."""
    found = (
        select(AnswerMark.attempt_id, AnswerMark.item_id, AnswerMark.marker, AnswerMark.points)
        .join(Attempt, AnswerMark.attempt_id == Attempt.id)
        .where(Attempt.exam_id == exam_id)
        .order_by(AnswerMark.marked_at, AnswerMark.id)
    )
    if attempt_id is not None:
        found = found.where(AnswerMark.attempt_id == attempt_id)
    given: dict[Place, list[GivenMark]] = {}
    for attempt, item, marker, points in session.execute(found):
        given.setdefault((attempt, item), []).append(GivenMark(marker, points))
    return given
