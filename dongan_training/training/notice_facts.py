"""What is said in the notice of a class and planned nowhere: kept with the class.

So it need not be typed again for the next print, the next class, or the archive.
"""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from dongan_training import clock
from dongan_training.accounts import audit
from dongan_training.accounts.actor import Actor
from dongan_training.training.models import TrainingClass


@dataclass(frozen=True)
class NoticeFacts:
    """What only the sender knows; each may be empty."""

    addressee: str = ""
    contact: str = ""  # name and phone
    reply_by: date | None = None
    signed_on: date | None = None  # the day of the notice; None: none was written yet


def keep_notice(
    session: Session, *, class_id: str, facts: NoticeFacts, by: Actor, at: datetime
) -> NoticeFacts:
    """Keep what a notice says, signed today where no day is given; logged where it differs."""
    signed_on = facts.signed_on or clock.local(at).date()
    kept = NoticeFacts(facts.addressee.strip(), facts.contact.strip(), facts.reply_by, signed_on)
    if kept != kept_notice(session, class_id):
        _set(session.get_one(TrainingClass, class_id), kept)
        details = {"to": kept.addressee, "signed_on": signed_on.isoformat()}
        audit.record(session, by=by, at=at, act="class.notice", subject=class_id, details=details)
    return kept


def kept_notice(session: Session, class_id: str) -> NoticeFacts:
    """What the last notice of the class said; without a day where none was written."""
    known = session.get_one(TrainingClass, class_id)
    return NoticeFacts(
        known.notice_to, known.notice_contact, known.notice_reply_by, known.notice_signed_on
    )


def copy_notice(session: Session, *, class_id: str, new_id: str) -> None:
    """Whom a notice goes to and who answers for it; its days belong to the class it was for."""
    known = kept_notice(session, class_id)
    _set(session.get_one(TrainingClass, new_id), NoticeFacts(known.addressee, known.contact))


def _set(of: TrainingClass, facts: NoticeFacts) -> None:
    of.notice_to, of.notice_contact = facts.addressee, facts.contact
    of.notice_reply_by, of.notice_signed_on = facts.reply_by, facts.signed_on
