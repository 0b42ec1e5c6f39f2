"""What was entered or changed by hand in lessons, with its reasons: for the eyes of others."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from dongan_training.attendance.ledger import in_portions
from dongan_training.attendance.models import CheckIn, Direction, Leave, Method
from dongan_training.people.models import Person
from dongan_training.people.units import NAMED_UNITS, NAMES, named
from dongan_training.texts import N_
from dongan_training.training.models import Enrolment, Lesson


class CorrectionKind(StrEnum):
    """How a register came to say something else than the badges."""

    BY_NAME = "by_name"
    FROM_SHEET = "from_sheet"
    TAKEN_BACK = "taken_back"
    LEAVE_AFTERWARDS = "leave_afterwards"


CORRECTION_NAMES = {
    CorrectionKind.BY_NAME: N_("手工签到"),
    CorrectionKind.FROM_SHEET: N_("按签到表补录"),
    CorrectionKind.TAKEN_BACK: N_("撤销签到"),
    CorrectionKind.LEAVE_AFTERWARDS: N_("事后补假"),
}


@dataclass(frozen=True)
class Correction:
    """One entry by hand; ``at`` is the moment it speaks of, which a paper sheet may tell."""

    id: str
    kind: CorrectionKind
    lesson: str
    name: str
    org: str
    reason: str
    actor: str
    at: datetime


def corrections(session: Session, lesson_ids: Sequence[str]) -> list[Correction]:
    """All entries by hand in these lessons, in time order."""
    found = [
        one
        for some in in_portions(lesson_ids)
        for one in (*_events(session, some), *_leaves(session, some))
    ]
    return sorted(found, key=lambda one: (one.at, one.id))


def _events(session: Session, lesson_ids: Sequence[str]) -> list[Correction]:
    found = session.execute(
        select(CheckIn, Lesson.title, Person.name, *NAMES)
        .join(Lesson, CheckIn.lesson_id == Lesson.id)
        .join(Enrolment, CheckIn.enrolment_id == Enrolment.id)
        .join(Person, Enrolment.person_id == Person.id)
        .outerjoin(NAMED_UNITS, Person.org_unit_id == NAMED_UNITS.c.id)
        .where(
            CheckIn.lesson_id.in_(lesson_ids),
            CheckIn.method.in_((Method.BY_HAND, Method.SHEET)),
        )
    )
    return [
        Correction(
            event.id,
            _kind(event),
            lesson,
            name,
            named(*units).org,
            event.reason,
            event.actor,
            event.at,
        )
        for event, lesson, name, *units in found
    ]


def _kind(event: CheckIn) -> CorrectionKind:
    if event.direction is Direction.TAKEN_BACK:
        return CorrectionKind.TAKEN_BACK
    is_sheet = event.method is Method.SHEET
    return CorrectionKind.FROM_SHEET if is_sheet else CorrectionKind.BY_NAME


def _leaves(session: Session, lesson_ids: Sequence[str]) -> list[Correction]:
    found = session.execute(
        select(Leave, Lesson.title, Person.name, *NAMES)
        .join(Lesson, Leave.lesson_id == Lesson.id)
        .join(Enrolment, Leave.enrolment_id == Enrolment.id)
        .join(Person, Enrolment.person_id == Person.id)
        .outerjoin(NAMED_UNITS, Person.org_unit_id == NAMED_UNITS.c.id)
        .where(Leave.lesson_id.in_(lesson_ids), Leave.exception != "")
    )
    return [
        Correction(
            leave.id,
            CorrectionKind.LEAVE_AFTERWARDS,
            lesson,
            name,
            named(*units).org,
            leave.exception,
            leave.decided_by,
            leave.decided_at or leave.asked_at,
        )
        for leave, lesson, name, *units in found
    ]
