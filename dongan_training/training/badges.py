"""Badges (胸牌): each enrolment has at most one that opens the door."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, contains_eager, selectinload

from dongan_training.accounts import audit
from dongan_training.accounts.actor import Actor
from dongan_training.errors import UserError
from dongan_training.people.models import Person
from dongan_training.people.order import people_order
from dongan_training.people.units import NAMED_UNITS
from dongan_training.storage.vault import vault_of
from dongan_training.texts import N_
from dongan_training.training.badge_code import badge_code
from dongan_training.training.models import Badge, Enrolment, EnrolmentState


@dataclass(eq=False)
class NobodyEnrolled(UserError):
    message = N_("这个班还没有学员，没有胸牌可印。")
    advice = N_("请先在“学员”里添加学员。")


@dataclass(eq=False)
class HasWithdrawn(UserError):
    name: str
    message = N_("{name}已退学，不能补发胸牌。")
    advice = N_("没有改动。请先把{name}重新添加为学员。")


@dataclass(frozen=True)
class PrintableBadge:
    """What a badge says; ``code`` is the text of its QR and names nobody."""

    enrolment_id: str
    badge_id: str
    number: int
    name: str
    org: str
    post: str
    group: str
    seat: str
    code: str
    issued_at: datetime


def issue_badges(
    session: Session, *, class_id: str, by: Actor, at: datetime
) -> list[PrintableBadge]:
    """Give everybody in the class a badge who has none, and list all badges in the order of people.

    Printing again gives the same badges again; only ``reprint_badge`` makes a badge void.
    """
    enrolments = list(session.scalars(_with_badges(session, class_id)))
    if not enrolments:
        raise NobodyEnrolled
    without = [one for one in enrolments if valid_badge(one) is None]
    for one in without:
        one.badges.append(Badge(enrolment_id=one.id, issued_at=at))
    if without:
        details = {"enrolments": [one.id for one in without]}
        audit.record(session, by=by, at=at, act="badge.issue", subject=class_id, details=details)
    return [_printable(session, one, _badge_of(one)) for one in enrolments]


def foreseen_badges(session: Session, *, class_id: str, at: datetime) -> list[PrintableBadge]:
    """The badges of a class as they will be; those that nobody has yet are not issued by this."""
    enrolments = list(session.scalars(_with_badges(session, class_id)))
    if not enrolments:
        raise NobodyEnrolled
    return [
        _printable(session, one, valid_badge(one) or Badge(enrolment_id=one.id, issued_at=at))
        for one in enrolments
    ]


def reprint_badge(
    session: Session, *, enrolment_id: str, by: Actor, at: datetime
) -> PrintableBadge:
    """Make a new badge for somebody who lost theirs; the old one no longer opens the door."""
    enrolment = session.get_one(Enrolment, enrolment_id)
    if enrolment.state is not EnrolmentState.ACTIVE:
        raise HasWithdrawn(enrolment.person.name)
    voided = [one for one in enrolment.badges if one.voided_at is None]
    for one in voided:
        one.voided_at = at
    badge = Badge(enrolment_id=enrolment_id, issued_at=at)
    enrolment.badges.append(badge)
    details = {"voided": [one.id for one in voided], "issued": badge.id}
    audit.record(session, by=by, at=at, act="badge.reprint", subject=enrolment_id, details=details)
    return _printable(session, enrolment, badge)


def valid_badge(enrolment: Enrolment) -> Badge | None:
    """The badge that opens the door for this enrolment now."""
    return next((one for one in enrolment.badges if one.voided_at is None), None)


def _with_badges(session: Session, class_id: str) -> Select[Enrolment]:
    return (
        select(Enrolment)
        .join(Enrolment.person)
        .outerjoin(NAMED_UNITS, Person.org_unit_id == NAMED_UNITS.c.id)
        .where(Enrolment.class_id == class_id, Enrolment.state == EnrolmentState.ACTIVE)
        .order_by(*people_order(session))
        .options(
            selectinload(Enrolment.badges),
            contains_eager(Enrolment.person).joinedload(Person.org_unit),
        )
    )


def _badge_of(enrolment: Enrolment) -> Badge:
    badge = valid_badge(enrolment)
    assert badge is not None, "only enrolments with a badge are printed"
    return badge


def _printable(session: Session, enrolment: Enrolment, badge: Badge) -> PrintableBadge:
    person = enrolment.person
    return PrintableBadge(
        enrolment_id=enrolment.id,
        badge_id=badge.id,
        number=enrolment.number,
        name=person.name,
        org=person.org_unit.name if person.org_unit else "",
        post=person.post,
        group=enrolment.group,
        seat=enrolment.seat,
        code=badge_code(vault_of(session), badge.token),
        issued_at=badge.issued_at,
    )
