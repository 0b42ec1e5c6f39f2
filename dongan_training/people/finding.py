"""Which person somebody means by what they typed."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from dongan_training import clock
from dongan_training.errors import UserError
from dongan_training.people.models import Person
from dongan_training.storage.base import born_at
from dongan_training.texts import N_, _, listed

SHORTEST_PREFIX = 8  # of an id; fewer characters are the same for a whole day
CHOICES_TOLD = 5


@dataclass(eq=False)
class PersonUnknown(UserError):
    text: str
    message = N_("花名册里找不到“{text}”。")
    advice = N_("没有改动。请核对姓名，或者先把这个人加入花名册。")


@dataclass(eq=False)
class PersonAmbiguous(UserError):
    text: str
    choices: str
    message = N_("花名册里有多个“{text}”：{choices}。")
    advice = N_("没有改动。请用编号说明是哪一位。")


def find_person(session: Session, text: str) -> str:
    """Give the id of the person meant by an id, its beginning, or a name."""
    text = text.strip()
    found = session.scalars(select(Person).where(Person.name == text)).all()
    if not found and len(text) >= SHORTEST_PREFIX:
        starts = Person.id.startswith(text, autoescape=True)
        found = session.scalars(select(Person).where(starts)).all()
    if not found:
        raise PersonUnknown(text)
    if len(found) > 1:
        told = [f"{one.id}（{_whose(one)}）" for one in found[:CHOICES_TOLD]]
        raise PersonAmbiguous(text, listed(told))
    return found[0].id


def _whose(person: Person) -> str:
    """What tells namesakes apart; of whoever was let in at a door nothing is known but when."""
    if person.org_unit or person.post:
        return person.org_unit.name if person.org_unit else person.post
    return _("{moment} 登记").format(moment=f"{clock.local(born_at(person.id)):%Y-%m-%d %H:%M}")
