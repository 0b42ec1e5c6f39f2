"""The rules of a sitting (考场规则): when one may enter and hand in, how often, with what."""

from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dongan_training.accounts import audit
from dongan_training.accounts.actor import Actor
from dongan_training.errors import UserError
from dongan_training.exam.models import Attempt, Exam
from dongan_training.texts import N_

LATEST_ENTRY, MOST_ATTEMPTS = 600, 9  # minutes, attempts


@dataclass(eq=False)
class WindowBackwards(UserError):
    message = N_("入场截止时间应当晚于开始时间。")
    advice = N_("没有改动。请改正后再试。")


@dataclass(eq=False)
class LateWithoutStart(UserError):
    message = N_("没有开始时间，不能限制迟到。")
    advice = N_("没有改动。请填写开始时间，或者不限制迟到。")


@dataclass(eq=False)
class BadLateEntry(UserError):
    most: int = LATEST_ENTRY
    message = N_("迟到限制应当是 0 到 {most} 分钟。")
    advice = N_("没有改动。请改正后再试。")


@dataclass(eq=False)
class BadEarliestHandIn(UserError):
    minutes: int
    message = N_("最早交卷时间应当在 0 分钟和考试时间 {minutes} 分钟之间。")
    advice = N_("没有改动。请改正后再试。")


@dataclass(eq=False)
class BadAttempts(UserError):
    most: int = MOST_ATTEMPTS
    message = N_("允许作答的次数应当是 1 到 {most} 次。")
    advice = N_("没有改动。请改正后再试。")


@dataclass(eq=False)
class OrderIsFixed(UserError):
    message = N_("已经有人开考，不能再改“每人题序不同”。")
    advice = N_("没有改动。其他规则仍可修改。")


@dataclass(frozen=True)
class SittingRules:
    """The rules beside paper and marks; moments in any zone, the rest in minutes."""

    starts_at: datetime | None = None
    ends_at: datetime | None = None  # the last moment to start
    late_entry: int | None = None  # minutes after the start
    earliest_hand_in: int = 0  # minutes of a person's own time
    attempts_allowed: int = 1
    open_book: bool = False
    personal_order: bool = False
    shows_result: bool = False
    room: str = ""


def rules_of(session: Session, exam_id: str) -> SittingRules:
    """Read the rules of an exam."""
    exam = session.get_one(Exam, exam_id)
    return SittingRules(**{name: getattr(exam, name) for name in asdict(SittingRules())})


def change_rules(
    session: Session, *, exam_id: str, rules: SittingRules, by: Actor, at: datetime
) -> None:
    """Set the rules; they hold for whoever starts or hands in from now on."""
    exam = session.get_one(Exam, exam_id)
    require_possible(rules, exam.minutes)
    if rules.personal_order != exam.personal_order and _has_begun(session, exam_id):
        raise OrderIsFixed
    changed = {}
    for name, value in asdict(rules).items():
        if getattr(exam, name) != value:
            setattr(exam, name, value)
            changed[name] = value.isoformat() if isinstance(value, datetime) else value
    if changed:
        audit.record(session, by=by, at=at, act="exam.rules", subject=exam_id, details=changed)


def require_possible(rules: SittingRules, minutes: int) -> None:
    """Refuse rules that contradict each other or an exam of so many minutes."""
    if rules.starts_at and rules.ends_at and rules.ends_at <= rules.starts_at:
        raise WindowBackwards
    if rules.late_entry is not None:
        if rules.starts_at is None:
            raise LateWithoutStart
        if not 0 <= rules.late_entry <= LATEST_ENTRY:
            raise BadLateEntry
    if not 0 <= rules.earliest_hand_in <= minutes:
        raise BadEarliestHandIn(minutes)
    if not 1 <= rules.attempts_allowed <= MOST_ATTEMPTS:
        raise BadAttempts


def _has_begun(session: Session, exam_id: str) -> bool:
    counted = select(func.count()).select_from(Attempt).where(Attempt.exam_id == exam_id)
    return bool(session.scalar(counted))
