"""One machine of an exam room (考试机): opened, closed, left, broken, and the password to quit.

What the machine notices goes on record, and from there to the invigilator's board.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from dongan_training.accounts import audit
from dongan_training.accounts.actor import Actor
from dongan_training.exam.models import Attempt, EventKind, Exam, SittingEvent
from dongan_training.exam.recording import Happening, of_attempt, record_event

_STATION = (EventKind.STATION_OPENED, EventKind.STATION_CLOSED)


def open_station(session: Session, *, exam_id: str, by: Actor, at: datetime) -> datetime | None:
    """Note that the exam is on this machine's screen.

    Gives when it was opened the last time, if it was never closed since: power cut, crash or
    a killed program. That goes on record as well.
    """
    last = session.scalars(
        select(SittingEvent)
        .where(SittingEvent.exam_id == exam_id, SittingEvent.device == by.device)
        .where(SittingEvent.kind.in_(_STATION))
        .order_by(SittingEvent.counter.desc(), SittingEvent.id.desc())
    ).first()
    broken_since = None
    if last is not None and last.kind is EventKind.STATION_OPENED:
        broken_since = last.at
        broken = Happening(
            EventKind.STATION_BROKEN, exam_id, details={"since": last.at.isoformat()}
        )
        record_event(session, broken, actor=by.name, at=at)
        session.flush()
    record_event(session, Happening(EventKind.STATION_OPENED, exam_id), actor=by.name, at=at)
    return broken_since


def close_station(session: Session, *, exam_id: str, by: Actor, at: datetime) -> None:
    """Note that the exam was put away by the invigilator."""
    record_event(session, Happening(EventKind.STATION_CLOSED, exam_id), actor=by.name, at=at)


@dataclass(frozen=True)
class Noticed:
    """What the machine noticed, and for how many seconds; without an attempt nobody sat."""

    kind: EventKind
    seconds: float
    attempt_id: str = ""


def note_on_station(
    session: Session, *, exam_id: str, noticed: Noticed, by: Actor, at: datetime
) -> None:
    """Put on record what the machine noticed."""
    seconds = round(noticed.seconds)
    told = Happening(noticed.kind, exam_id, details={"seconds": seconds})
    if noticed.attempt_id:
        attempt = session.get_one(Attempt, noticed.attempt_id)
        told = of_attempt(noticed.kind, attempt, seconds=seconds)
    record_event(session, told, actor=by.name, at=at)


def set_quit_password(
    session: Session, *, exam_id: str, password: str, by: Actor, at: datetime
) -> None:
    """Set the password that leaves the full screen; only its argon2 hash is stored.

    An empty one takes it away: then leaving only asks.
    """
    from argon2 import PasswordHasher  # slow to import, and rarely needed

    exam = session.get_one(Exam, exam_id)
    exam.quit_hash = PasswordHasher().hash(password) if password else ""
    details = {"set": bool(password)}
    audit.record(session, by=by, at=at, act="exam.quit_password", subject=exam_id, details=details)


def needs_password(session: Session, exam_id: str) -> bool:
    """Whether leaving asks for a password."""
    return bool(session.get_one(Exam, exam_id).quit_hash)


def password_fits(session: Session, *, exam_id: str, password: str) -> bool:
    """Whether this password leaves the full screen; any does where none was set."""
    from argon2 import PasswordHasher
    from argon2.exceptions import VerifyMismatchError

    stored = session.get_one(Exam, exam_id).quit_hash
    try:
        return not stored or PasswordHasher().verify(stored, password)
    except VerifyMismatchError:
        return False
