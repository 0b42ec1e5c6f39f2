"""Study activities (学习活动): entered once, they earn hours and fill what is reported upward."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from dongan_training import clock
from dongan_training.accounts import audit
from dongan_training.accounts.actor import Actor
from dongan_training.attendance.activity_kinds import kinds
from dongan_training.attendance.models import ActivityParticipant, StudyActivity
from dongan_training.errors import UserError
from dongan_training.people.models import Person
from dongan_training.storage.base import new_id
from dongan_training.storage.bulk import insert_rows
from dongan_training.storage.versions import stamp
from dongan_training.texts import N_, listed
from dongan_training.training.hours import check_hours

FIRST_YEAR = 2000
MOST_TIMES, MOST_HEADS = 10_000, 1_000_000
AT_ONCE = 500


@dataclass(eq=False)
class ActivityTitleMissing(UserError):
    message = N_("学习活动需要名称。")
    advice = N_("没有保存。请填写学了什么，例如“学习纪律处分条例”。")


@dataclass(eq=False)
class ActivityKindUnknown(UserError):
    kind: str
    known: str
    message = N_("没有“{kind}”这种学习活动。")
    advice = N_("没有保存。现有种类：{known}；要用新的种类，请先添加。")


@dataclass(eq=False)
class ActivityDateImpossible(UserError):
    day: str
    message = N_("活动日期不能是 {day}。")
    advice = N_("没有保存。请填写 2000 年以来、今天以前（含今天）的日期。")


@dataclass(eq=False)
class ActivityCountImpossible(UserError):
    message = N_("次数应在 1 至 10000 之间，人数应在 0 至 1000000 之间。")
    advice = N_("没有保存。请改正后再试。")


@dataclass(eq=False)
class ActivityAlreadyEntered(UserError):
    title: str
    day: str
    message = N_("{day} 的“{title}”已经登记过。")
    advice = N_("没有重复登记。要补充人员，请打开原来的那一条修改。")


@dataclass(eq=False)
class ParticipantsGone(UserError):
    names: str
    message = N_("{names} 已不在册，不能再登记学时。")
    advice = N_("没有保存。请在“人员”页恢复在册，或者去掉他们再试。")


@dataclass(frozen=True)
class ActivityFacts:
    """What is said about an activity; without names, ``headcount`` tells how many came."""

    kind: str
    title: str
    held_on: date
    hours: float = 0
    times: int = 1
    headcount: int = 0
    place: str = ""
    lecturer: str = ""
    note: str = ""
    org_unit_id: str | None = None
    person_ids: tuple[str, ...] = ()


def record_activity(session: Session, *, facts: ActivityFacts, by: Actor, at: datetime) -> str:
    """Enter an activity and give its id; logged. Raises one of the errors above."""
    _check(session, facts, at)
    _require_new(session, facts)
    activity = StudyActivity(**_fields(facts))
    session.add(activity)
    session.flush()
    _name_participants(session, activity.id, facts.person_ids)
    _log(session, "activity.record", activity.id, facts, by=by, at=at)
    return activity.id


def change_activity(
    session: Session, *, activity_id: str, facts: ActivityFacts, by: Actor, at: datetime
) -> None:
    """Say something else about an activity; hours and counts follow at once."""
    activity = session.get_one(StudyActivity, activity_id)
    _check(session, facts, at)
    _require_new(session, facts, besides=activity_id)
    for name, value in _fields(facts).items():
        setattr(activity, name, value)
    known = _participants(session, activity_id)
    _name_participants(session, activity_id, [one for one in facts.person_ids if one not in known])
    gone = [row for person_id, row in known.items() if person_id not in facts.person_ids]
    for row in gone:
        session.delete(row)
    _log(session, "activity.change", activity_id, facts, by=by, at=at)


def remove_activity(session: Session, *, activity_id: str, by: Actor, at: datetime) -> None:
    """Let an activity no longer count; it stays on record and can be brought back."""
    session.get_one(StudyActivity, activity_id).removed_at = at
    audit.record(session, by=by, at=at, act="activity.remove", subject=activity_id)


def restore_activity(session: Session, *, activity_id: str, by: Actor, at: datetime) -> None:
    """Let a removed activity count again."""
    session.get_one(StudyActivity, activity_id).removed_at = None
    audit.record(session, by=by, at=at, act="activity.restore", subject=activity_id)


def activity_facts(session: Session, activity_id: str) -> ActivityFacts:
    """What is said about an activity now, for whoever wants to change a part of it."""
    known = session.get_one(StudyActivity, activity_id)
    stored = {field.name for field in fields(ActivityFacts)} - {"person_ids"}
    named = tuple(sorted(_participants(session, activity_id)))
    return ActivityFacts(**{name: getattr(known, name) for name in stored}, person_ids=named)


def _check(session: Session, facts: ActivityFacts, at: datetime) -> None:
    if not facts.title.strip():
        raise ActivityTitleMissing
    known = [kind.name for kind in kinds(session)]
    if facts.kind not in known:
        raise ActivityKindUnknown(facts.kind, listed(known))
    if not (facts.held_on.year >= FIRST_YEAR and facts.held_on <= clock.local(at).date()):
        raise ActivityDateImpossible(facts.held_on.isoformat())
    if not 1 <= facts.times <= MOST_TIMES or not 0 <= facts.headcount <= MOST_HEADS:
        raise ActivityCountImpossible
    check_hours(facts.hours)
    _require_on_roll(session, facts.person_ids)


def _require_on_roll(session: Session, person_ids: Sequence[str]) -> None:
    gone = [
        name
        for start in range(0, len(person_ids), AT_ONCE)
        for name in session.scalars(
            select(Person.name).where(
                Person.id.in_(person_ids[start : start + AT_ONCE]), ~Person.active
            )
        )
    ]
    if gone:
        raise ParticipantsGone(listed(gone[:5]))


def _require_new(session: Session, facts: ActivityFacts, besides: str = "") -> None:
    same = select(StudyActivity.id).where(
        StudyActivity.kind == facts.kind,
        StudyActivity.title == facts.title.strip(),
        StudyActivity.held_on == facts.held_on,
        StudyActivity.org_unit_id == facts.org_unit_id,
        StudyActivity.removed_at.is_(None),
        StudyActivity.id != besides,
    )
    if session.scalar(same.limit(1)) is not None:
        raise ActivityAlreadyEntered(facts.title.strip(), facts.held_on.isoformat())


def _fields(facts: ActivityFacts) -> dict[str, Any]:
    stored = {name: value for name, value in vars(facts).items() if name != "person_ids"}
    return {name: one.strip() if isinstance(one, str) else one for name, one in stored.items()}


def _participants(session: Session, activity_id: str) -> dict[str, ActivityParticipant]:
    found = session.scalars(select(ActivityParticipant).filter_by(activity_id=activity_id))
    return {one.person_id: one for one in found}


def _name_participants(session: Session, activity_id: str, person_ids: Sequence[str]) -> None:
    version = stamp(session).fields()
    rows = [
        {"id": new_id(), **version, "activity_id": activity_id, "person_id": person_id}
        for person_id in dict.fromkeys(person_ids)
    ]
    insert_rows(session, ActivityParticipant, rows)


def _log(
    session: Session, act: str, subject: str, facts: ActivityFacts, *, by: Actor, at: datetime
) -> None:
    told = {name: value for name, value in vars(facts).items() if name != "person_ids"}
    details = {**told, "held_on": facts.held_on.isoformat(), "people": len(facts.person_ids)}
    audit.record(session, by=by, at=at, act=act, subject=subject, details=details)
