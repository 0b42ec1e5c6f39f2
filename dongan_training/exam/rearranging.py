"""Change what was arranged, as long as nobody has begun: paper, time, pass mark, rules."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from dongan_training.accounts import audit
from dongan_training.accounts.actor import Actor
from dongan_training.errors import UserError
from dongan_training.exam.models import Attempt, Exam, PaperEntry
from dongan_training.exam.offering import Offer, offered_fields, require_possible
from dongan_training.exam.rules import require_possible as require_rules_possible
from dongan_training.exam.rules import rules_of
from dongan_training.exam.seating import lay_forms_anew
from dongan_training.texts import N_


@dataclass(eq=False)
class HasBegun(UserError):
    title: str
    message = N_("“{title}”已经有人开考，或者录入了纸质答卷。")
    advice = N_("没有改动。可以结束这场考试，另外安排一场。")


def offer_of(session: Session, exam_id: str) -> Offer:
    """Read how an exam was arranged; without the exam it repeats, which never changes."""
    exam = session.get_one(Exam, exam_id)
    return Offer(
        paper_id=exam.paper_id,
        minutes=exam.minutes,
        pass_mark=exam.pass_mark,
        marking=exam.marking,
        markers=exam.markers,
        tolerance=exam.tolerance,
        title=exam.title,
        starts_at=exam.starts_at,
        room=exam.room,
    )


def change_exam(session: Session, *, exam_id: str, offer: Offer, by: Actor, at: datetime) -> None:
    """Arrange an exam otherwise; with another paper its forms are laid out on the seats anew.

    Class, codes, seats, and what it repeats stay. Raises HasBegun, or what ``open_exam`` raises.
    """
    exam = session.get_one(Exam, exam_id)
    require_nobody_began(session, exam)
    require_possible(session, offer)
    require_rules_possible(rules_of(session, exam_id), offer.minutes)
    before = offer_of(session, exam_id)
    for name, value in offered_fields(session, offer).items():
        setattr(exam, name, value)
    session.flush()
    session.expire(exam, ["paper"])
    if offer.paper_id != before.paper_id:
        lay_forms_anew(session, exam)
    after = offer_of(session, exam_id)
    if after != before:
        details = {
            "paper": after.paper_id,
            "minutes": after.minutes,
            "pass_mark": after.pass_mark,
            "rule": after.marking.multiple_choice.value,
        }
        audit.record(session, by=by, at=at, act="exam.change", subject=exam_id, details=details)


def require_nobody_began(session: Session, exam: Exam) -> None:
    """Refuse to touch what somebody sat or what was typed in; raises HasBegun."""
    began: tuple[Select[str], ...] = (
        select(Attempt.id).where(Attempt.exam_id == exam.id),
        select(PaperEntry.id).where(PaperEntry.exam_id == exam.id),
    )
    if any(session.scalar(one.limit(1)) is not None for one in began):
        raise HasBegun(exam.title)
