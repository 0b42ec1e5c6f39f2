"""How hours are counted, per year and kind of class: data, with the settings as default.

Conversions in use differ: 8 a day and 4 a half day, 6 and 3, 7.5, or so many minutes a lesson;
hours come in steps of a half. Leave beyond a share of a class's hours (a seventh by
《干部教育培训工作条例》 2023) is withdrawal: the class is not completed.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from dongan_training import settings
from dongan_training.accounts import audit
from dongan_training.accounts.actor import Actor
from dongan_training.attendance.models import HourQuota, HourRule
from dongan_training.errors import UserError
from dongan_training.texts import N_
from dongan_training.training.hours import STEP

HALF_DAY = timedelta(hours=3)  # as long as a morning or an afternoon at least
MEMBER = "党员"  # the quota of party members who belong to no category with one of its own
LEADING = ("支部书记", "班子成员")  # words of the roll, not of a screen
MOST_OF_A_DAY, MOST_OF_A_YEAR = 24.0, 2_000.0


@dataclass(eq=False)
class RuleImpossible(UserError):
    message = N_("学时规则不成立：全天和半天的学时应在 0.5 至 24 之间，并以 0.5 为单位。")
    advice = N_("没有保存。请改正后再试。")


@dataclass(eq=False)
class QuotaImpossible(UserError):
    hours: float
    message = N_("年度应修学时不能是 {hours:g}。")
    advice = N_("没有保存。请填写 0 至 2000 之间、以 0.5 为单位的数。")


@dataclass(frozen=True)
class CountingRule:
    """How one year and kind of class counts; ``leave_share`` 7 means a seventh, 0 no limit."""

    per_day: float = 8
    per_half_day: float = 4
    lesson_minutes: int = 0  # minutes of one hour; 0: by half days
    leave_share: int = 7
    carries_over: bool = False


def hours_for(rule: CountingRule, length: timedelta) -> float:
    """How many credit hours a lesson of this length counts, in whole halves, rounded down.

    By half days a half day and a day count what the rule says; what is shorter counts by the
    hour (不足半天按小时计), and never more than the half day.
    """
    length = max(length, timedelta())
    if rule.lesson_minutes:
        return length // (timedelta(minutes=rule.lesson_minutes) * STEP) * STEP
    if length >= 2 * HALF_DAY:
        return rule.per_day
    if length >= HALF_DAY:
        return rule.per_half_day
    return min(length // (timedelta(hours=1) * STEP) * STEP, rule.per_half_day)


def is_withdrawal(rule: CountingRule, *, on_leave: float, of_class: float) -> bool:
    """Whether so many hours on leave are more than the class allows."""
    return bool(rule.leave_share) and on_leave * rule.leave_share > of_class


def rule_for(session: Session, *, year: int, kind: str = "") -> CountingRule:
    """The rule of a year and kind of class; else that of the year; else the settings."""
    return rules_of_year(session, year).of(kind)


@dataclass(frozen=True)
class YearRules:
    """All rules of one year, read once."""

    by_kind: Mapping[str, CountingRule]
    default: CountingRule

    def of(self, kind: str) -> CountingRule:
        """The rule for this kind of class."""
        return self.by_kind.get(kind, self.default)


def rules_of_year(session: Session, year: int) -> YearRules:
    """Read the rules of a year."""
    found = {
        one.kind: CountingRule(
            one.per_day, one.per_half_day, one.lesson_minutes, one.leave_share, one.carries_over
        )
        for one in session.scalars(select(HourRule).where(HourRule.year == year))
    }
    practice = settings.load(session)
    usual = CountingRule(practice.hours_per_day, practice.hours_per_half_day)
    return YearRules(found, found.get("", usual))


def set_rule(
    session: Session, *, year: int, kind: str, rule: CountingRule, by: Actor, at: datetime
) -> None:
    """Say how a year counts, for one kind of class or ("") for all others; logged."""
    for hours in (rule.per_day, rule.per_half_day):
        if not STEP <= hours <= MOST_OF_A_DAY or hours % STEP:
            raise RuleImpossible
    if rule.lesson_minutes < 0 or rule.leave_share < 0:
        raise RuleImpossible
    known = session.scalar(select(HourRule).filter_by(year=year, kind=kind))
    stored = known or HourRule(year=year, kind=kind)
    for name, value in asdict(rule).items():
        setattr(stored, name, value)
    session.add(stored)
    session.flush()
    details = {"year": year, "kind": kind, **asdict(rule)}
    audit.record(session, by=by, at=at, act="hours.rule", subject=stored.id, details=details)


def set_quota(
    session: Session, *, year: int, category: str, hours: float, by: Actor, at: datetime
) -> None:
    """Say how many hours a year people of a category should have; 0 means none; logged."""
    if not 0 <= hours <= MOST_OF_A_YEAR or hours % STEP:
        raise QuotaImpossible(hours)
    known = session.scalar(select(HourQuota).filter_by(year=year, category=category))
    stored = known or HourQuota(year=year, category=category, hours=hours)
    stored.hours = hours
    session.add(stored)
    session.flush()
    details = {"year": year, "category": category, "hours": hours}
    audit.record(session, by=by, at=at, act="hours.quota", subject=stored.id, details=details)


def quotas_of_year(session: Session, year: int) -> dict[str, float]:
    """Category and hours a year: what is stored for the year over what the settings say."""
    practice = settings.load(session)
    usual = dict.fromkeys(LEADING, practice.secretary_quota)
    of_year = select(HourQuota.category, HourQuota.hours).where(HourQuota.year == year)
    stored = {category: hours for category, hours in session.execute(of_year)}
    return {**usual, MEMBER: practice.member_quota, **stored}


def quota_among(quotas: Mapping[str, float], categories: Iterable[str], *, member: bool) -> float:
    """The highest quota that applies to somebody; 0 where none does."""
    words = [*categories, MEMBER] if member else categories
    return max((quotas.get(word, 0) for word in words), default=0)
