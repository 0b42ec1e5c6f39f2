"""Rooms and other places where lessons are held (场地), and how many they seat."""

from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from dongan_training.accounts import audit
from dongan_training.accounts.actor import Actor
from dongan_training.errors import UserError
from dongan_training.texts import N_
from dongan_training.training.models import Venue

LONGEST = 64
MOST_SEATS = 100_000
KINDS = (
    N_("会议室"),
    N_("报告厅"),
    N_("教室"),
    N_("机房"),
    N_("现场教学点"),
)  # others may be typed


@dataclass(eq=False)
class VenueImpossible(UserError):
    message = N_("场地需要一个 64 字以内的名称，座位数不能是负数。")
    advice = N_("没有保存。请填写名称和座位数；0 表示不限。")


@dataclass(frozen=True)
class VenueFacts:
    """A room: capacity 0 is never full; ``kind`` is a word such as 会议室."""

    name: str
    capacity: int = 0
    kind: str = ""


def venues(session: Session) -> list[VenueFacts]:
    """All rooms, by name."""
    return [
        VenueFacts(one.name, one.capacity, one.note)
        for one in session.scalars(select(Venue).order_by(Venue.name))
    ]


def keep_venue(session: Session, *, facts: VenueFacts, by: Actor, at: datetime) -> str:
    """Keep a room, or change the one of this name; give its id."""
    name = " ".join(facts.name.split())
    if not 0 < len(name) <= LONGEST or not 0 <= facts.capacity <= MOST_SEATS:
        raise VenueImpossible
    venue = session.scalar(select(Venue).where(Venue.name == name))
    if venue is None:
        venue = Venue(name=name)
        session.add(venue)
    venue.capacity, venue.note = facts.capacity, facts.kind.strip()
    session.flush()
    details = {**asdict(facts), "name": name}
    audit.record(session, by=by, at=at, act="venue.keep", subject=venue.id, details=details)
    return venue.id


def remove_venue(session: Session, *, name: str, by: Actor, at: datetime) -> bool:
    """Take a room off the list and say whether it was there; lessons keep its name."""
    venue = session.scalar(select(Venue).where(Venue.name == name))
    if venue is None:
        return False
    session.delete(venue)
    session.flush()
    details = {"name": name}
    audit.record(session, by=by, at=at, act="venue.remove", subject=venue.id, details=details)
    return True
