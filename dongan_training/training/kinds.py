"""Kinds of classes (班别) as data: what a new class of each kind starts with."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from dongan_training.accounts import audit
from dongan_training.accounts.actor import Actor
from dongan_training.errors import UserError
from dongan_training.texts import N_, listed
from dongan_training.training.models import ClassKind

LONGEST = 32


@dataclass(eq=False)
class KindNameImpossible(UserError):
    message = N_("班别需要一个 32 字以内的名称。")
    advice = N_("没有保存。请填写名称，例如“季度培训”。")


@dataclass(eq=False)
class UnknownKind(UserError):
    name: str
    known: str
    message = N_("没有“{name}”这种班别。")
    advice = N_("没有改动。现有的班别：{known}。用 class kinds --set 可以增加。")


@dataclass(frozen=True)
class KindFacts:
    """A kind of class."""

    name: str
    targets: tuple[str, ...] = ()  # categories of people it is for
    quota: int = 0
    needs_exam: bool = True
    needs_full_hours: bool = True
    needs_no_absence: bool = True


SHIPPED = (
    KindFacts("季度培训", ("支部书记", "班子成员", "党务工作者"), 75),
    KindFacts("村干部技能班", ("支部书记", "班子成员"), 60),
    KindFacts("村民代表示范班", ("村民代表",), 100, needs_exam=False),
    KindFacts("冬春训", (), 0, needs_exam=False),
    KindFacts("发展对象班", ("发展对象",), 60),
    KindFacts("主题党日", (), 0, needs_exam=False, needs_full_hours=False),
)


def kinds(session: Session) -> list[KindFacts]:
    """All kinds in their order; those that ship with the program until somebody changes one."""
    stored = session.scalars(select(ClassKind).order_by(ClassKind.position)).all()
    return [_facts(one) for one in stored] or list(SHIPPED)


def kind_named(session: Session, name: str) -> KindFacts:
    """The kind of this name; raises UnknownKind."""
    known = {one.name: one for one in kinds(session)}
    if name not in known:
        raise UnknownKind(name, listed(known))
    return known[name]


def keep_kinds(session: Session, *, wanted: Sequence[KindFacts], by: Actor, at: datetime) -> None:
    """Make these the kinds, in this order; classes keep what they said."""
    by_name = {one.name.strip(): one for one in wanted}
    if any(not 0 < len(name) <= LONGEST for name in by_name):
        raise KindNameImpossible
    stored = {one.name: one for one in session.scalars(select(ClassKind))}
    for name, gone in stored.items():
        if name not in by_name:
            session.delete(gone)
    for position, (name, facts) in enumerate(by_name.items()):
        kept = stored.get(name) or ClassKind(name=name)
        session.add(kept)
        said = {**asdict(facts), "name": name, "targets": list(facts.targets)}
        for field, value in {**said, "position": position}.items():
            setattr(kept, field, value)
    session.flush()
    audit.record(
        session, by=by, at=at, act="class_kind.keep", subject="", details={"kinds": list(by_name)}
    )


def _facts(stored: ClassKind) -> KindFacts:
    said = {one.name: getattr(stored, one.name) for one in fields(KindFacts)}
    return KindFacts(**{**said, "targets": tuple(stored.targets)})
