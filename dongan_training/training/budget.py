"""What a year's training may cost, what each class is to cost, and what was spent (经费).

Amounts are whole yuan: the ledgers of the finance office are kept elsewhere, this says whether
the plan still holds.
"""

from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from dongan_training.accounts import audit
from dongan_training.accounts.actor import Actor
from dongan_training.errors import UserError
from dongan_training.texts import N_
from dongan_training.training import planning
from dongan_training.training.class_names import class_code, class_title
from dongan_training.training.models import Plan, TrainingClass

MOST = 1_000_000_000  # yuan


@dataclass(eq=False)
class AmountImpossible(UserError):
    amount: int
    message = N_("金额不能是 {amount} 元。")
    advice = N_("没有保存。请填写 0 至 10 亿之间的整数。")


@dataclass(frozen=True)
class ClassFunds:
    """What a trainer says about the money of a class, in yuan; 0 where nothing is set."""

    funds: int = 0
    spent: int = 0
    spent_note: str = ""


@dataclass(frozen=True)
class ClassBudget:
    """The money of one class; ``source`` is where it comes from."""

    id: str
    code: str
    title: str
    source: str
    funds: int
    spent: int
    spent_note: str

    @property
    def is_overspent(self) -> bool:
        """Whether more was spent than the class was given."""
        return bool(self.funds) and self.spent > self.funds


@dataclass(frozen=True)
class YearBudget:
    """The money of a year, with that of its classes in the order they are held."""

    year: int
    funds: int
    source: str
    classes: tuple[ClassBudget, ...]

    @property
    def shared_out(self) -> int:
        """What the classes have been given."""
        return sum(one.funds for one in self.classes)

    @property
    def spent(self) -> int:
        """What the classes have spent."""
        return sum(one.spent for one in self.classes)

    @property
    def left(self) -> int:
        """What may still be spent; negative where too much was."""
        return self.funds - self.spent


def year_budget(session: Session, year: int) -> YearBudget:
    """The money of a year; all zero where there is no plan yet."""
    plan = session.scalar(select(Plan).where(Plan.year == year))
    if plan is None:
        return YearBudget(year, 0, "", ())
    classes = session.scalars(
        select(TrainingClass)
        .where(TrainingClass.plan_id == plan.id)
        .order_by(TrainingClass.quarter, TrainingClass.number)
    )
    return YearBudget(
        year, plan.funds, plan.budget, tuple(_class_budget(one, year) for one in classes)
    )


def set_year_funds(
    session: Session, *, year: int, funds: int, source: str, by: Actor, at: datetime
) -> None:
    """Say what the year's training may cost, making the plan where there is none; logged."""
    _check(funds)
    plan = session.scalar(select(Plan).where(Plan.year == year))
    if plan is None:
        plan = session.get_one(Plan, planning.make_plan(session, year=year, by=by, at=at))
    plan.funds, plan.budget = funds, source.strip()
    details = {"year": year, "funds": funds, "source": plan.budget}
    audit.record(session, by=by, at=at, act="plan.funds", subject=plan.id, details=details)


def set_class_funds(
    session: Session, *, class_id: str, funds: ClassFunds, by: Actor, at: datetime
) -> None:
    """Say what a class is to cost and what was spent; logged."""
    for amount in (funds.funds, funds.spent):
        _check(amount)
    changed = session.get_one(TrainingClass, class_id)
    changed.funds, changed.spent = funds.funds, funds.spent
    changed.spent_note = funds.spent_note.strip()
    details = asdict(funds)
    audit.record(session, by=by, at=at, act="class.funds", subject=class_id, details=details)


def class_funds(session: Session, class_id: str) -> ClassFunds:
    """What is said about a class now, for whoever wants to change a part of it."""
    known = session.get_one(TrainingClass, class_id)
    return ClassFunds(known.funds, known.spent, known.spent_note)


def _class_budget(one: TrainingClass, year: int) -> ClassBudget:
    return ClassBudget(
        id=one.id,
        code=class_code(year, one.quarter, one.number),
        title=class_title(one.name, one.number),
        source=one.budget,
        funds=one.funds,
        spent=one.spent,
        spent_note=one.spent_note,
    )


def _check(amount: int) -> None:
    if not 0 <= amount <= MOST:
        raise AmountImpossible(amount)
