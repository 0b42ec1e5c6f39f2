"""How many have come to a lesson, without judging anybody: asked after each scan, and by 今日."""

from collections import defaultdict
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from dongan_training.attendance.door import EVENT_FACTS, event_of
from dongan_training.attendance.events import Event, standing
from dongan_training.attendance.models import CheckIn, Direction, Leave, LeaveState
from dongan_training.training.choices import chose_another
from dongan_training.training.models import Enrolment, EnrolmentState, Lesson


@dataclass(frozen=True)
class DoorCounts:
    """How full the hall is; on leave are only those who did not come after all."""

    expected: int
    arrived: int
    on_leave: int

    @property
    def missing(self) -> int:
        """Who is still to come."""
        return self.expected - self.arrived - self.on_leave


def door_counts(session: Session, lesson_id: str) -> DoorCounts:
    """Count without judging: a door asks after each scan."""
    expected = set(
        session.scalars(
            select(Enrolment.id)
            .join(Lesson, Lesson.class_id == Enrolment.class_id)
            .where(Lesson.id == lesson_id, Enrolment.state == EnrolmentState.ACTIVE)
        )
    )
    arrived = _arrived(session, lesson_id)
    expected -= {one for _lesson, one in chose_another(session, [lesson_id])} - arrived
    on_leave = session.scalars(
        select(Leave.enrolment_id).where(
            Leave.lesson_id == lesson_id, Leave.state == LeaveState.APPROVED
        )
    )
    return DoorCounts(
        len(expected), len(expected & arrived), len(expected & set(on_leave) - arrived)
    )


def _arrived(session: Session, lesson_id: str) -> set[str]:
    """Who has come to a lesson; where nothing was taken back, the database tells."""
    of_lesson = CheckIn.lesson_id == lesson_id
    corrected = (CheckIn.direction == Direction.TAKEN_BACK) & of_lesson
    if session.scalar(select(CheckIn.id).where(corrected).limit(1)) is None:
        return set(session.scalars(select(CheckIn.enrolment_id).where(of_lesson).distinct()))
    events: dict[str, list[Event]] = defaultdict(list)
    found = session.execute(select(CheckIn.enrolment_id, *EVENT_FACTS).where(of_lesson))
    for enrolment_id, *facts in found:
        events[enrolment_id].append(event_of(*facts))
    return {enrolment_id for enrolment_id, some in events.items() if standing(some)}
