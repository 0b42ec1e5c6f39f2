"""The kinds of study activity (学习活动): data, with the ones reported upward as a start."""

from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from dongan_training.accounts import audit
from dongan_training.accounts.actor import Actor
from dongan_training.attendance.models import ActivityKind
from dongan_training.errors import UserError
from dongan_training.texts import N_, _

LONGEST_NAME, LONGEST_UNIT = 32, 8


@dataclass(eq=False)
class KindNameImpossible(UserError):
    name: str
    message = N_("活动种类的名称“{name}”不合适。")
    advice = N_("没有保存。请填写 1 至 32 个字。")


@dataclass(frozen=True)
class Kind:
    """What is reported of a kind: ``times_unit`` such as 次 or 场 ("" : not), and 人次 or not."""

    name: str
    times_unit: str = ""
    counts_heads: bool = False
    earns_hours: bool = True

    @property
    def shown(self) -> str:
        """Its name for a reader; only the shipped ones have one in another language."""
        return _(self.name)

    @property
    def unit(self) -> str:
        """The unit of its times for a reader, 次 where it names none."""
        return _(self.times_unit or "次")


SHIPPED = (
    Kind(N_("集中学习研讨"), N_("次")),
    Kind(N_("纪律党课"), N_("次")),
    Kind(N_("廉政教育"), "", counts_heads=True),
    Kind(N_("宣讲"), N_("场"), counts_heads=True, earns_hours=False),
    Kind(N_("主题党日"), N_("次")),
    Kind(N_("田间课堂"), N_("场"), counts_heads=True),
    Kind(N_("线上学习")),
)


def kinds(session: Session) -> list[Kind]:
    """All kinds: the shipped ones as they were changed, then those that were added."""
    stored = {
        one.name: Kind(one.name, one.times_unit, one.counts_heads, one.earns_hours)
        for one in session.scalars(select(ActivityKind).order_by(ActivityKind.id))
    }
    shipped = [stored.pop(kind.name, kind) for kind in SHIPPED]
    return [*shipped, *stored.values()]


def save_kind(session: Session, *, kind: Kind, by: Actor, at: datetime) -> None:
    """Add a kind, or change one of the same name; logged."""
    name, unit = kind.name.strip(), kind.times_unit.strip()
    if not 0 < len(name) <= LONGEST_NAME or len(unit) > LONGEST_UNIT:
        raise KindNameImpossible(kind.name)
    known = session.scalar(select(ActivityKind).filter_by(name=name))
    stored = known or ActivityKind(name=name)
    stored.times_unit, stored.counts_heads = unit, kind.counts_heads
    stored.earns_hours = kind.earns_hours
    session.add(stored)
    session.flush()
    details = asdict(kind)
    audit.record(session, by=by, at=at, act="activity.kind", subject=stored.id, details=details)
