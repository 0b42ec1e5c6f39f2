"""The record of an exam (考场记录): what happened, to whom, by whom, and why. Append-only."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from dongan_training.exam.models import Attempt, EventKind, SittingEvent


@dataclass(frozen=True)
class Happening:
    """One thing to put on record; without a person it happened to the room."""

    kind: EventKind
    exam_id: str
    enrolment_id: str | None = None
    attempt_id: str | None = None
    reason: str = ""
    details: Mapping[str, Any] = field(default_factory=dict)


def record_event(session: Session, what: Happening, *, actor: str, at: datetime) -> None:
    """Append to the record of an exam; it commits or rolls back with what it describes."""
    session.add(
        SittingEvent(
            exam_id=what.exam_id,
            kind=what.kind,
            at=at,
            actor=actor,
            enrolment_id=what.enrolment_id,
            attempt_id=what.attempt_id,
            reason=what.reason.strip(),
            details=dict(what.details),
        )
    )


def of_attempt(kind: EventKind, attempt: Attempt, reason: str = "", **details: Any) -> Happening:
    """Say what happened to one attempt."""
    return Happening(
        kind, attempt.exam_id, attempt.enrolment_id, attempt.id, reason=reason, details=details
    )
