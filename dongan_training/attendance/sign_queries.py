"""The signs of a class in words: reads scans, leave and spot checks, and names who is meant."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from dongan_training.attendance.door import EVENT_FACTS, event_of
from dongan_training.attendance.events import standing
from dongan_training.attendance.ledger import LessonFacts, in_portions, lessons_of_class
from dongan_training.attendance.models import (
    CheckIn,
    Leave,
    LeaveState,
    Method,
    SpotCall,
    SpotCheck,
)
from dongan_training.attendance.signs import Passage, Sign, SignKind, in_two_places, signs_in
from dongan_training.attendance.status import hour
from dongan_training.people.models import Person
from dongan_training.texts import N_, _, listed
from dongan_training.training.models import Badge, Enrolment, Lesson

SIGN_NAMES = {
    SignKind.TWO_DOORS: N_("同一胸牌两处签到"),
    SignKind.TWO_PLACES: N_("同时在两个班上课"),
    SignKind.ALWAYS_TOGETHER: N_("两张胸牌总在一秒内"),
    SignKind.OUT_BEFORE_IN: N_("先签退后签到"),
    SignKind.CLOCK_SET_BACK: N_("时钟被调慢"),
    SignKind.HERE_ON_LEAVE: N_("请假又签到"),
    SignKind.NOT_FOUND: N_("抽点不在"),
    SignKind.VOID_BADGE: N_("用了作废的胸牌"),
}
SIGN_SENTENCES = {
    SignKind.TWO_DOORS: N_("{time} 在另一台签到台又扫了一次，十分钟内到过两处"),
    SignKind.TWO_PLACES: N_("{time} 签到时，另一个班正在上课，那边也有签到"),
    SignKind.ALWAYS_TOGETHER: N_("都到的 {count} 场里，每次都在一秒之内先后扫码"),
    SignKind.OUT_BEFORE_IN: N_("{time} 有签退，之前没有签到"),
    SignKind.CLOCK_SET_BACK: N_("{time} 扫码的机器时钟比前一次扫码还早，按扫码先后计"),
    SignKind.HERE_ON_LEAVE: N_("{time} 签到，而请假已经批准，按到课计"),
    SignKind.NOT_FOUND: N_("{time} 抽点时不在会场"),
    SignKind.VOID_BADGE: N_("{time} 扫的胸牌当时已在另一台签到台补发作废，这次签到仍计"),
}


@dataclass(frozen=True)
class SignRow:
    """One sign as a list shows it."""

    kind: SignKind
    names: str
    lesson: str
    at: datetime
    sentence: str
    enrolment_ids: tuple[str, ...]


def class_signs(session: Session, *, class_id: str) -> list[SignRow]:
    """All signs of a class, the latest first."""
    lessons = lessons_of_class(session, class_id)
    passages = _passages(session, [one.id for one in lessons])
    found = signs_in(passages)
    found += in_two_places(_stays(session, class_id, lessons, passages))
    found += _here_on_leave(session, passages)
    found += _not_found(session, [one.id for one in lessons])
    found += _void_badges(session, [one.id for one in lessons])
    names = _names(session, sorted({one for sign in found for one in sign.enrolment_ids}))
    titles = {one.id: one.title for one in lessons}
    rows = [_row(sign, names, titles) for sign in found]
    return sorted(rows, key=lambda one: (one.at, one.kind), reverse=True)


def _row(sign: Sign, names: dict[str, str], titles: dict[str, str]) -> SignRow:
    who = (
        ""
        if sign.kind is SignKind.CLOCK_SET_BACK
        else listed(dict.fromkeys(names[one] for one in sign.enrolment_ids))
    )
    sentence = _(SIGN_SENTENCES[sign.kind]).format(time=hour(sign.at), count=sign.count)
    lesson = titles.get(sign.lesson_id, "")
    return SignRow(sign.kind, who, lesson, sign.at, sentence, sign.enrolment_ids)


def _passages(session: Session, lesson_ids: Sequence[str]) -> list[Passage]:
    """What still counts, in no order."""
    found: dict[tuple[str, str, str], list[tuple[object, ...]]] = {}
    for some in in_portions(lesson_ids):
        rows = session.execute(
            select(CheckIn.lesson_id, CheckIn.enrolment_id, Enrolment.person_id, *EVENT_FACTS)
            .join(Enrolment, CheckIn.enrolment_id == Enrolment.id)
            .where(CheckIn.lesson_id.in_(some))
        )
        for lesson_id, enrolment_id, person_id, *facts in rows:
            found.setdefault((lesson_id, enrolment_id, person_id), []).append(tuple(facts))
    return [passage for key, some_facts in found.items() for passage in _counted(key, some_facts)]


def _counted(key: tuple[str, str, str], facts: Sequence[tuple[object, ...]]) -> list[Passage]:
    methods = {str(one[0]): one[5] for one in facts}
    return [
        Passage(
            *key,
            at=event.at,
            direction=event.direction,
            device=event.device,
            counter=event.counter,
            by_badge=methods[event.id] not in (Method.BY_HAND, Method.SHEET),
            told=event.told,
        )
        for event in standing([event_of(*one) for one in facts])
    ]


def _stays(
    session: Session, class_id: str, lessons: Sequence[LessonFacts], passages: Sequence[Passage]
) -> list[tuple[Passage, datetime, datetime]]:
    """Who was where: in this class, and at the same time in others."""
    if not passages or not lessons:
        return []
    times = {one.id: (one.rules.starts_at, one.rules.ends_at) for one in lessons}
    stays = {(one.lesson_id, one.person_id): (one, *times[one.lesson_id]) for one in passages}
    first, last = min(one[0] for one in times.values()), max(one[1] for one in times.values())
    people = {one.person_id for one in passages}
    elsewhere = session.execute(
        select(Lesson.id, Lesson.starts_at, Lesson.ends_at).where(
            Lesson.class_id != class_id, Lesson.starts_at < last, Lesson.ends_at > first
        )
    ).all()
    others = {lesson_id: (starts, ends) for lesson_id, starts, ends in elsewhere}
    for one in _passages(session, list(others)):
        if one.person_id in people:
            stays[one.lesson_id, one.person_id] = (one, *others[one.lesson_id])
    return list(stays.values())


def _here_on_leave(session: Session, passages: Sequence[Passage]) -> list[Sign]:
    lesson_ids = sorted({one.lesson_id for one in passages})
    leaves: set[tuple[str, str]] = set()
    for some in in_portions(lesson_ids):
        found = session.execute(
            select(Leave.lesson_id, Leave.enrolment_id).where(
                Leave.lesson_id.in_(some), Leave.state == LeaveState.APPROVED
            )
        )
        leaves.update((lesson_id, enrolment_id) for lesson_id, enrolment_id in found)
    first: dict[tuple[str, str], Passage] = {}
    for one in sorted(passages, key=lambda one: one.at):
        first.setdefault((one.lesson_id, one.enrolment_id), one)
    return [
        Sign(SignKind.HERE_ON_LEAVE, (one.enrolment_id,), one.lesson_id, one.at)
        for key, one in first.items()
        if key in leaves
    ]


def _not_found(session: Session, lesson_ids: Sequence[str]) -> list[Sign]:
    found = session.execute(
        select(SpotCheck.lesson_id, SpotCheck.at, SpotCall.enrolment_id)
        .join(SpotCall, SpotCall.spot_check_id == SpotCheck.id)
        .where(SpotCheck.lesson_id.in_(lesson_ids), SpotCall.found.is_(False))
    )
    return [
        Sign(SignKind.NOT_FOUND, (enrolment_id,), lesson_id, at)
        for lesson_id, at, enrolment_id in found
    ]


def _void_badges(session: Session, lesson_ids: Sequence[str]) -> list[Sign]:
    """Scans of a badge that another desk had voided, before its records came here."""
    found = session.execute(
        select(CheckIn.lesson_id, CheckIn.at, CheckIn.enrolment_id)
        .join(Badge, CheckIn.badge_id == Badge.id)
        .where(CheckIn.lesson_id.in_(lesson_ids), Badge.voided_at <= CheckIn.at)
    )
    return [
        Sign(SignKind.VOID_BADGE, (enrolment_id,), lesson_id, at)
        for lesson_id, at, enrolment_id in found
    ]


def _names(session: Session, enrolment_ids: Sequence[str]) -> dict[str, str]:
    names: dict[str, str] = {}
    for some in in_portions(enrolment_ids):
        found = session.execute(
            select(Enrolment.id, Person.name)
            .join(Person, Enrolment.person_id == Person.id)
            .where(Enrolment.id.in_(some))
        )
        names.update((enrolment_id, name) for enrolment_id, name in found)
    return names
