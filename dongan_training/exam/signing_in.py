"""Who sits down to an exam: by badge, by exam code, or by name and end of the ID number."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dongan_training.errors import UserError
from dongan_training.exam.entering import ExamIsClosed
from dongan_training.exam.models import Attempt, AttemptState, Exam, ExamPlace
from dongan_training.people.identity import DOT
from dongan_training.people.models import Person
from dongan_training.people.units import unit_names
from dongan_training.storage.vault import vault_of
from dongan_training.texts import N_
from dongan_training.training.badge_code import (
    PREFIX,
    BadgeOfAnotherCounty,
    ForgedBadge,
    NotABadge,
    read_badge_code,
)
from dongan_training.training.models import Badge, Enrolment, EnrolmentState
from dongan_training.training.signed_code import code_meant

NAME_AND_END = re.compile(r"(?P<name>\D+?)\s*(?P<end>\d{3}[\dXx])")


@dataclass(eq=False)
class UnknownExamCode(UserError):
    code: str
    message = N_("本场考试没有考试码“{code}”。")
    advice = N_("请核对后重新输入；考试码里没有字母 I、O 和数字 0、1。也可以扫描胸牌。")


@dataclass(eq=False)
class BadgeRefused(UserError):
    reason: str
    message = N_("不能用这张胸牌登录：{reason}")
    advice = N_("请换用本班胸牌，或输入考试码。")


@dataclass(eq=False)
class BadgeNotInUse(UserError):
    name: str
    message = N_("{name}的这张胸牌已作废。")
    advice = N_("请使用新胸牌，或输入考试码。")


@dataclass(eq=False)
class UnknownNameAndEnd(UserError):
    name: str
    message = N_("本场考试没有姓名为“{name}”、身份证号末四位相符的人。")
    advice = N_("请核对后重新输入，先写姓名，再写末四位；也可以扫描胸牌或输入考试码。")


@dataclass(eq=False)
class NameAndEndTwice(UserError):
    name: str
    message = N_("本场考试有不止一位“{name}”的身份证号末四位相同。")
    advice = N_("请扫描胸牌或输入考试码。")


@dataclass(eq=False)
class NotInThisExam(UserError):
    name: str
    message = N_("{name}不在本场考试的名单里。")
    advice = N_("请核对是否走错考场，或请监考人员先办理报名。")


@dataclass(frozen=True)
class Candidate:
    """Who signed in, for the person to confirm. ``attempt_id`` is that of an open attempt.

    ``is_over`` says that no attempt is left; ``receipt`` is that of the last one.
    """

    enrolment_id: str
    name: str
    unit: str
    number: int
    seat: str
    attempt_id: str = ""
    is_over: bool = False
    receipt: str = ""
    extra_minutes: int = 0  # allowed to this person


def sign_in(session: Session, *, exam_id: str, text: str) -> Candidate:
    """Tell who it is by what was scanned or typed; starts nothing yet.

    A badge's text, an exam code, or a name followed by the last four characters of the ID
    number. Width, case and blanks are forgiven. Somebody who has no attempt left is told so,
    with the receipt, instead of being let in again.
    """
    exam = session.get_one(Exam, exam_id)
    if exam.closed_at is not None:
        raise ExamIsClosed(exam.title)
    enrolment = _enrolment_meant(session, exam, text)
    if enrolment.class_id != exam.class_id or enrolment.state is not EnrolmentState.ACTIVE:
        raise NotInThisExam(enrolment.person.name)
    return _candidate(session, exam, enrolment)


def attempts_of(session: Session, exam_id: str, enrolment_id: str) -> Sequence[Attempt]:
    """Find somebody's attempts at an exam, in the order of their numbers."""
    return session.scalars(
        select(Attempt)
        .where(Attempt.exam_id == exam_id, Attempt.enrolment_id == enrolment_id)
        .order_by(Attempt.number)
    ).all()


def _enrolment_meant(session: Session, exam: Exam, text: str) -> Enrolment:
    code = code_meant(text)
    if re.fullmatch("[A-Z0-9]{1,12}", code):
        return _enrolment_of_code(session, exam, code)
    named = NAME_AND_END.fullmatch(unicodedata.normalize("NFKC", text).strip())
    if named and not code.startswith(PREFIX):
        return _enrolment_of_name(session, exam, named["name"], named["end"].upper())
    return _enrolment_of_badge(session, text)


def _enrolment_of_name(session: Session, exam: Exam, typed: str, end: str) -> Enrolment:
    """ID numbers lie encrypted, so those of the namesakes are compared one by one."""
    name = DOT.sub("·", typed).replace(" ", "")
    namesakes = session.scalars(
        select(Enrolment)
        .join(Person, Enrolment.person_id == Person.id)
        .where(Enrolment.class_id == exam.class_id, Enrolment.state == EnrolmentState.ACTIVE)
        .where(func.replace(Person.name, " ", "") == name)
    )
    found = [one for one in namesakes if (one.person.id_number or "").endswith(end)]
    if not found:
        raise UnknownNameAndEnd(typed.strip())
    if len(found) > 1:
        raise NameAndEndTwice(typed.strip())
    return found[0]


def _enrolment_of_code(session: Session, exam: Exam, code: str) -> Enrolment:
    found = session.scalar(
        select(Enrolment).where(Enrolment.class_id == exam.class_id, Enrolment.exam_code == code)
    )
    if found is None:
        raise UnknownExamCode(code)
    return found


def _enrolment_of_badge(session: Session, text: str) -> Enrolment:
    vault = vault_of(session)
    try:
        token = read_badge_code(vault, text)
    except (NotABadge, BadgeOfAnotherCounty, ForgedBadge) as refusal:
        raise BadgeRefused(refusal.told()) from None
    badge = session.scalar(select(Badge).where(Badge.token == token))
    if badge is None:
        raise BadgeRefused(NotABadge().told())
    if badge.voided_at is not None:
        raise BadgeNotInUse(badge.enrolment.person.name)
    return badge.enrolment


def _candidate(session: Session, exam: Exam, enrolment: Enrolment) -> Candidate:
    attempts = attempts_of(session, exam.id, enrolment.id)
    last = attempts[-1] if attempts else None
    is_open = last is not None and last.state is AttemptState.OPEN
    place = session.scalar(select(ExamPlace).filter_by(exam_id=exam.id, enrolment_id=enrolment.id))
    return Candidate(
        enrolment_id=enrolment.id,
        name=enrolment.person.name,
        unit=unit_names(session, enrolment.person.org_unit_id).full,
        number=enrolment.number,
        seat=seat_text(place) or enrolment.seat,
        attempt_id=last.id if last and is_open else "",
        is_over=not is_open and len(attempts) >= exam.attempts_allowed,
        receipt=last.receipt if last else "",
        extra_minutes=last.extra_minutes
        if last and is_open
        else place.extra_minutes
        if place
        else 0,
    )


def seat_text(place: ExamPlace | None) -> str:
    """Name a seat: row and column from the front, as 3-2; empty where there is none."""
    if place is None or place.seat_row is None:
        return ""
    return f"{place.seat_row}-{place.seat_column}"
