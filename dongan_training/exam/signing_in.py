"""Who sits down to an exam: by badge or by exam code."""

import re
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from dongan_training.errors import UserError
from dongan_training.exam.models import Attempt, AttemptState, Exam
from dongan_training.people.units import unit_names
from dongan_training.storage.vault import Vault
from dongan_training.texts import N_
from dongan_training.training.badge_code import (
    BadgeOfAnotherCounty,
    ForgedBadge,
    NotABadge,
    code_meant,
    read_badge_code,
)
from dongan_training.training.models import Badge, Enrolment, EnrolmentState


@dataclass(eq=False)
class ExamIsClosed(UserError):
    title: str
    message = N_("“{title}”已经结束。")
    advice = N_("不能再进入考试，已交的答卷都在。请找监考人员。")


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
class NotInThisExam(UserError):
    name: str
    message = N_("{name}不在本场考试的名单里。")
    advice = N_("请核对是否走错考场，或请监考人员先办理报名。")


@dataclass(frozen=True)
class Candidate:
    """Who signed in, for the person to confirm. ``attempt_id`` is empty before the start."""

    enrolment_id: str
    name: str
    unit: str
    number: int
    seat: str
    attempt_id: str = ""
    is_over: bool = False
    receipt: str = ""


def sign_in(session: Session, *, exam_id: str, text: str) -> Candidate:
    """Tell who it is by the text of a badge or by an exam code; starts nothing yet.

    Width, case and blanks are forgiven. Somebody who has handed in is told with the
    receipt instead of being let in again.
    """
    exam = session.get_one(Exam, exam_id)
    if exam.closed_at is not None:
        raise ExamIsClosed(exam.title)
    code = code_meant(text)
    by_code = re.fullmatch("[A-Z0-9]{1,12}", code)
    enrolment = (
        _enrolment_of_code(session, exam, code) if by_code else _enrolment_of_badge(session, text)
    )
    if enrolment.class_id != exam.class_id or enrolment.state is not EnrolmentState.ACTIVE:
        raise NotInThisExam(enrolment.person.name)
    return _candidate(session, enrolment, attempt_of(session, exam.id, enrolment.id))


def attempt_of(session: Session, exam_id: str, enrolment_id: str) -> Attempt | None:
    """Find somebody's attempt at an exam; there is at most one."""
    return session.scalar(
        select(Attempt).where(Attempt.exam_id == exam_id, Attempt.enrolment_id == enrolment_id)
    )


def _enrolment_of_code(session: Session, exam: Exam, code: str) -> Enrolment:
    found = session.scalar(
        select(Enrolment).where(Enrolment.class_id == exam.class_id, Enrolment.exam_code == code)
    )
    if found is None:
        raise UnknownExamCode(code)
    return found


def _enrolment_of_badge(session: Session, text: str) -> Enrolment:
    vault: Vault = session.info["vault"]
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


def _candidate(session: Session, enrolment: Enrolment, attempt: Attempt | None) -> Candidate:
    return Candidate(
        enrolment_id=enrolment.id,
        name=enrolment.person.name,
        unit=unit_names(session, enrolment.person.org_unit_id).full,
        number=enrolment.number,
        seat=enrolment.seat,
        attempt_id=attempt.id if attempt else "",
        is_over=attempt is not None and attempt.state is not AttemptState.OPEN,
        receipt=attempt.receipt if attempt else "",
    )
