"""What happens when a badge is held before the door (签到、签退).

Events are only ever added. A wrong entry is taken back by a further event, and everything
done by hand stands in the audit log.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import ClassVar

from sqlalchemy.orm import Session

from dongan_training import clock
from dongan_training.accounts import audit
from dongan_training.accounts.actor import Actor
from dongan_training.attendance.door import (
    Holder,
    LessonAtDoor,
    holder_by_enrolment,
    holder_by_token,
    lesson_at_door,
    passages,
)
from dongan_training.attendance.events import Event
from dongan_training.attendance.models import CheckIn, Direction, Method
from dongan_training.attendance.status import hour
from dongan_training.errors import UserError
from dongan_training.people.units import Named
from dongan_training.storage.vault import vault_of
from dongan_training.texts import N_
from dongan_training.training.badge_code import read_badge_code

REPEATS_KEPT_EVERY = timedelta(minutes=1)


class Outcome(StrEnum):
    """What a door answers; stable, scripts read it."""

    ON_TIME = "on_time"
    LATE = "late"
    TOO_LATE = "too_late"  # recorded, but counts as absent
    REPEATED = "repeated"
    RETURNED = "returned"  # had signed out before
    LEFT = "left"
    LEFT_EARLY = "left_early"
    TOO_EARLY = "too_early"
    LESSON_OVER = "lesson_over"
    OTHER_CLASS = "other_class"
    WITHDRAWN = "withdrawn"
    LEFT_ROLL = "left_roll"
    VOID_BADGE = "void_badge"
    UNKNOWN_BADGE = "unknown_badge"
    NOT_ARRIVED = "not_arrived"  # signs out without having signed in
    NOT_A_BADGE = "not_a_badge"
    OTHER_COUNTY = "other_county"
    FORGED = "forged"


@dataclass(eq=False)
class Refusal(UserError):
    """Nothing was recorded; ``outcome`` says why in one word, the message in a sentence."""

    outcome: ClassVar[Outcome]


@dataclass(eq=False)
class UnknownBadge(Refusal):
    outcome = Outcome.UNKNOWN_BADGE
    message = N_("胸牌是本机制作的，但数据里没有登记它。")
    advice = N_("没有签到。数据可能是从较早的备份恢复的；请改用“手工签到”，再补发胸牌。")


@dataclass(eq=False)
class VoidBadge(Refusal):
    name: str
    outcome = Outcome.VOID_BADGE
    message = N_("{name}的这张胸牌已作废。")
    advice = N_("没有签到。请出示新胸牌，或改用“手工签到”。")


@dataclass(eq=False)
class HasWithdrawn(Refusal):
    name: str
    outcome = Outcome.WITHDRAWN
    message = N_("{name}已退出本班。")
    advice = N_("没有签到。要继续学习，请先在“培训”页重新报名。")


@dataclass(eq=False)
class HasLeftRoll(Refusal):
    name: str
    outcome = Outcome.LEFT_ROLL
    message = N_("{name}已离册，胸牌不能再用。")
    advice = N_("没有签到。确实在册的，请先在“人员”页恢复在册。")


@dataclass(eq=False)
class OtherClass(Refusal):
    name: str
    class_title: str
    outcome = Outcome.OTHER_CLASS
    message = N_("{name}报名的是“{class_title}”，不在本班名单中。")
    advice = N_("没有签到。请核对会场；要在本班学习，请先在“培训”页报名。")


@dataclass(eq=False)
class TooEarly(Refusal):
    name: str
    opens: str
    outcome = Outcome.TOO_EARLY
    message = N_("{name}来早了，{opens} 开始签到。")
    advice = N_("没有签到。请到时间后再扫一次。")


@dataclass(eq=False)
class LessonOver(Refusal):
    name: str
    ended: str
    outcome = Outcome.LESSON_OVER
    message = N_("这一课 {ended} 已经结束，{name}不能再签到。")
    advice = N_("没有签到。确实到课的，请在“签到”页补录并写明原因。")


@dataclass(eq=False)
class NotArrived(Refusal):
    name: str
    outcome = Outcome.NOT_ARRIVED
    message = N_("{name}还没有签到，不能签退。")
    advice = N_("没有签退。漏签的，请先在“签到”页补录。")


@dataclass(eq=False)
class ReasonMissing(UserError):
    message = N_("补录和撤销签到需要写明原因。")
    advice = N_("没有改动。请填写原因，例如“停电，按纸质签到表补录”。")


@dataclass(eq=False)
class NothingToTakeBack(UserError):
    name: str
    message = N_("{name}在这一课没有签到记录。")
    advice = N_("没有改动。")


@dataclass(eq=False)
class OutsideLesson(UserError):
    time: str
    opens: str
    ended: str
    message = N_("补录的到课时间 {time} 不在这一课的 {opens} 至 {ended} 之间。")
    advice = N_("没有补录。请按签到表填写到课时间。")


@dataclass(frozen=True)
class Arrival:
    """What the door needs to show about somebody it let pass."""

    outcome: Outcome
    enrolment_id: str
    name: str
    unit: Named
    seat: str
    at: datetime
    minutes: int = 0  # late, or left early
    limit: int = 0  # minutes after which being late counts as absent
    first_at: datetime | None = None  # of a repeat: when the person really came or left


def check_in(
    session: Session, *, code: str, lesson_id: str, method: Method, by: Actor, at: datetime
) -> Arrival:
    """Record that the holder of the badge with this ``code`` has arrived.

    People scan twice at a busy door, so a repeat is no error: it tells the first arrival,
    and is kept on record at most once a minute. Raises NotABadge, BadgeOfAnotherCounty or
    ForgedBadge (training.badge_code), or a Refusal.
    """
    entry = _Entry(session, lesson_at_door(session, lesson_id), method, by, at)
    return _arrive(entry, _holder_of(session, code))


def check_out(
    session: Session, *, code: str, lesson_id: str, method: Method, by: Actor, at: datetime
) -> Arrival:
    """Record that the holder of the badge with this ``code`` leaves; raises as ``check_in``."""
    entry = _Entry(session, lesson_at_door(session, lesson_id), method, by, at)
    return _leave(entry, _holder_of(session, code))


def check_in_by_name(
    session: Session, *, enrolment_id: str, lesson_id: str, by: Actor, at: datetime
) -> Arrival:
    """Record an arrival of somebody without a readable badge; logged. Raises a Refusal."""
    entry = _Entry(session, lesson_at_door(session, lesson_id), Method.BY_HAND, by, at)
    arrival = _arrive(entry, holder_by_enrolment(session, enrolment_id))
    _log(entry, "attendance.by_hand", enrolment_id, outcome=arrival.outcome)
    return arrival


def check_out_by_name(
    session: Session, *, enrolment_id: str, lesson_id: str, by: Actor, at: datetime
) -> Arrival:
    """Record that somebody without a readable badge leaves; logged. Raises a Refusal."""
    entry = _Entry(session, lesson_at_door(session, lesson_id), Method.BY_HAND, by, at)
    arrival = _leave(entry, holder_by_enrolment(session, enrolment_id))
    _log(entry, "attendance.by_hand", enrolment_id, outcome=arrival.outcome)
    return arrival


@dataclass(frozen=True)
class SheetEntry:
    """One line of a paper sheet: who was in which lesson, from when on, and why on paper."""

    enrolment_id: str
    lesson_id: str
    arrived_at: datetime
    reason: str


def check_in_from_sheet(session: Session, *, line: SheetEntry, by: Actor, at: datetime) -> Arrival:
    """Record afterwards that somebody was there, as the paper sheet says; logged.

    Raises ReasonMissing, OutsideLesson or a Refusal.
    """
    if not line.reason.strip():
        raise ReasonMissing
    lesson = lesson_at_door(session, line.lesson_id)
    rules = lesson.rules
    if not rules.opens_at <= line.arrived_at <= min(rules.ends_at, at):
        told = _told_moment(line.arrived_at, rules.starts_at)
        raise OutsideLesson(told, hour(rules.opens_at), hour(min(rules.ends_at, at)))
    entry = _Entry(session, lesson, Method.SHEET, by, line.arrived_at, line.reason.strip())
    arrival = _arrive(entry, holder_by_enrolment(session, line.enrolment_id))
    told = line.arrived_at.isoformat()
    logged = _Entry(session, lesson, Method.SHEET, by, at, line.reason.strip())
    _log(logged, "attendance.from_sheet", line.enrolment_id, arrived_at=told)
    return arrival


def take_back(
    session: Session, *, enrolment_id: str, lesson_id: str, reason: str, by: Actor, at: datetime
) -> None:
    """Declare void what was recorded for somebody in a lesson: the wrong person was picked.

    Nothing is deleted. Raises ReasonMissing or NothingToTakeBack.
    """
    if not reason.strip():
        raise ReasonMissing
    lesson = lesson_at_door(session, lesson_id)
    entry = _Entry(session, lesson, Method.BY_HAND, by, at, reason.strip())
    holder = holder_by_enrolment(session, enrolment_id)
    counted = passages(session, lesson_id, enrolment_id)
    if not counted:
        raise NothingToTakeBack(holder.name)
    _record(entry, holder, Direction.TAKEN_BACK, voids=[one.id for one in counted])
    _log(entry, "attendance.take_back", enrolment_id)


@dataclass(frozen=True)
class _Entry:
    """What all records of one passage share."""

    session: Session
    lesson: LessonAtDoor
    method: Method
    by: Actor
    at: datetime
    reason: str = ""


def _holder_of(session: Session, code: str) -> Holder:
    holder = holder_by_token(session, read_badge_code(vault_of(session), code))
    if holder is None:
        raise UnknownBadge
    return holder


def _require_place(entry: _Entry, holder: Holder) -> None:
    if holder.class_id != entry.lesson.class_id:
        raise OtherClass(holder.name, holder.class_title)
    if not holder.is_active:
        raise HasWithdrawn(holder.name)
    if not holder.is_on_roll:
        raise HasLeftRoll(holder.name)
    if holder.badge_is_void:
        raise VoidBadge(holder.name)


def _arrive(entry: _Entry, holder: Holder) -> Arrival:
    _require_place(entry, holder)
    rules = entry.lesson.rules
    if entry.at < rules.opens_at:
        raise TooEarly(holder.name, _told_moment(rules.opens_at, entry.at))
    if entry.at > rules.ends_at:
        raise LessonOver(holder.name, _told_moment(rules.ends_at, entry.at))
    before = passages(entry.session, entry.lesson.id, holder.enrolment_id)
    if before and before[-1].direction is Direction.IN:
        return _repeat(entry, holder, before)
    _record(entry, holder, Direction.IN)
    if before:
        return _arrival(entry, holder, Outcome.RETURNED)
    late = rules.minutes_late(entry.at)
    if rules.is_too_late(entry.at):
        return _arrival(entry, holder, Outcome.TOO_LATE, minutes=late)
    return _arrival(entry, holder, Outcome.LATE if late else Outcome.ON_TIME, minutes=late)


def _leave(entry: _Entry, holder: Holder) -> Arrival:
    _require_place(entry, holder)
    before = passages(entry.session, entry.lesson.id, holder.enrolment_id)
    if not before:
        raise NotArrived(holder.name)
    if _just_left(before[-1], entry.at):
        return _repeat(entry, holder, before)
    _record(entry, holder, Direction.OUT)
    early = entry.lesson.rules.minutes_early(entry.at)
    outcome = Outcome.LEFT_EARLY if early else Outcome.LEFT
    return _arrival(entry, holder, outcome, minutes=early)


def _just_left(last: Event, at: datetime) -> bool:
    """The latest way out counts, so only what follows at once is a repeat."""
    return last.direction is Direction.OUT and abs(at - last.at) < REPEATS_KEPT_EVERY


def _repeat(entry: _Entry, holder: Holder, before: Sequence[Event]) -> Arrival:
    """Answer a repeat with the moment it repeats: the last step that was not one itself."""
    last = before[-1]
    if entry.at - last.at >= REPEATS_KEPT_EVERY:
        _record(entry, holder, last.direction, repeated=True)
    first = next(one for one in reversed(before) if not one.repeated)
    return _arrival(entry, holder, Outcome.REPEATED, first_at=first.at)


def _record(
    entry: _Entry,
    holder: Holder,
    direction: Direction,
    *,
    repeated: bool = False,
    voids: list[str] | None = None,
) -> None:
    entry.session.add(
        CheckIn(
            lesson_id=entry.lesson.id,
            enrolment_id=holder.enrolment_id,
            at=entry.at,
            method=entry.method,
            actor=entry.by.name,
            direction=direction,
            repeated=repeated,
            badge_id=holder.badge_id,
            reason=entry.reason,
            voids=voids,
        )
    )
    entry.session.flush()


def _arrival(
    entry: _Entry,
    holder: Holder,
    outcome: Outcome,
    *,
    minutes: int = 0,
    first_at: datetime | None = None,
) -> Arrival:
    limit = entry.lesson.rules.absent_after
    return Arrival(
        outcome=outcome,
        enrolment_id=holder.enrolment_id,
        name=holder.name,
        unit=holder.unit,
        seat=holder.seat,
        at=entry.at,
        minutes=minutes,
        limit=limit,
        first_at=first_at,
    )


def _log(entry: _Entry, act: str, enrolment_id: str, **details: str) -> None:
    told = {"lesson": entry.lesson.id, "reason": entry.reason, **details}
    audit.record(
        entry.session, by=entry.by, at=entry.at, act=act, subject=enrolment_id, details=told
    )


def _told_moment(moment: datetime, now: datetime) -> str:
    """The time of day; with the date when it is not today's."""
    local = clock.local(moment)
    same_day = local.date() == clock.local(now).date()
    return f"{local:%H:%M}" if same_day else f"{local:%Y-%m-%d %H:%M}"
