"""Offer a paper to a class, give out exam codes, and collect what is left at the end."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from dongan_training.accounts import audit
from dongan_training.accounts.actor import Actor
from dongan_training.bank.scoring import USUAL, Marking, plain_number
from dongan_training.errors import UserError
from dongan_training.exam.models import Exam, Paper
from dongan_training.exam.resits import Resit
from dongan_training.texts import N_
from dongan_training.training.models import (
    TOKEN_ALPHABET,
    Enrolment,
    EnrolmentState,
    TrainingClass,
)

CODE_LENGTH = 6
LONGEST = 600  # minutes


@dataclass(eq=False)
class NotApproved(UserError):
    title: str
    message = N_("试卷“{title}”还没有审定。")
    advice = N_("没有安排考试。请先核对并审定试卷（命令行：exam approve），再安排考试。")


@dataclass(eq=False)
class BadDuration(UserError):
    longest: int = LONGEST
    message = N_("考试时间应当是 1 到 {longest} 分钟。")
    advice = N_("没有保存。请改正后再试。")


@dataclass(eq=False)
class BadPassMark(UserError):
    full: str
    message = N_("及格线应当大于 0 分，不超过满分 {full} 分。")
    advice = N_("没有保存。请改正后再试。")


@dataclass(eq=False)
class ResitElsewhere(UserError):
    message = N_("补考和原考试不是同一个培训班。")
    advice = N_("没有安排考试。请选本班的一场考试作为原考试。")


@dataclass(frozen=True)
class Offer:
    """The rules under which a class sits a paper. An empty title takes the paper's."""

    paper_id: str
    minutes: int
    pass_mark: float  # in points of the paper
    marking: Marking = USUAL
    markers: int = 1  # who mark each short answer: 1 or 2
    tolerance: float = 0  # points two markers may differ by
    resit: Resit | None = None
    title: str = ""
    starts_at: datetime | None = None
    room: str = ""


def open_exam(session: Session, *, class_id: str, offer: Offer, by: Actor, at: datetime) -> str:
    """Offer an approved paper to a class and give everybody an exam code; gives the exam's id."""
    training_class = session.get_one(TrainingClass, class_id)
    require_possible(session, offer)
    resit = offer.resit
    if resit is not None and session.get_one(Exam, resit.of_id).class_id != class_id:
        raise ResitElsewhere
    exam = Exam(
        class_id=training_class.id,
        resit_of_id=resit.of_id if resit else None,
        resit_for=resit.for_whom.value if resit else "",
        resit_counts=resit.counts.value if resit else "",
        **offered_fields(session, offer),
    )
    session.add(exam)
    session.flush()
    give_exam_codes(session, class_id=class_id)
    details = {"class": class_id, "paper": offer.paper_id, "pass_mark": exam.pass_mark}
    audit.record(session, by=by, at=at, act="exam.open", subject=exam.id, details=details)
    return exam.id


def require_possible(session: Session, offer: Offer) -> None:
    """Refuse what cannot be sat; raises NotApproved, BadDuration or BadPassMark."""
    paper = session.get_one(Paper, offer.paper_id)
    if paper.approved_at is None:
        raise NotApproved(paper.title)
    if not 1 <= offer.minutes <= LONGEST:
        raise BadDuration
    if not 0 < offer.pass_mark <= paper.full_marks:
        raise BadPassMark(plain_number(paper.full_marks))


def offered_fields(session: Session, offer: Offer) -> dict[str, Any]:
    """Write an offer as fields of an exam."""
    return {
        "paper_id": offer.paper_id,
        "title": offer.title.strip() or session.get_one(Paper, offer.paper_id).title,
        "minutes": offer.minutes,
        "pass_mark": offer.pass_mark,
        "multiple_choice_rule": offer.marking.multiple_choice.value,
        "option_points": offer.marking.option_points,
        "folds_numerals": offer.marking.numerals,
        "markers": offer.markers,
        "tolerance": offer.tolerance,
        "starts_at": offer.starts_at,
        "room": offer.room.strip(),
    }


def give_exam_codes(session: Session, *, class_id: str) -> int:
    """Give a code to everybody in the class who has none yet; gives how many got one.

    Codes have no I, O, 0 or 1 and never occur twice in a class. A code once given stays.
    """
    enrolments = _enrolments(session, class_id)
    taken = {one.exam_code for one in enrolments if one.exam_code}
    without = [
        one for one in enrolments if not one.exam_code and one.state is EnrolmentState.ACTIVE
    ]
    for one in without:
        code = new_code()
        while code in taken:
            code = new_code()
        one.exam_code = code
        taken.add(code)
    return len(without)


def ready_codes(session: Session, exam_id: str) -> int:
    """Give codes to those who joined the class of an exam since; before its papers are printed."""
    return give_exam_codes(session, class_id=session.get_one(Exam, exam_id).class_id)


def new_code() -> str:
    """Make a short random code that people can read aloud."""
    return "".join(secrets.choice(TOKEN_ALPHABET) for _place in range(CODE_LENGTH))


def _enrolments(session: Session, class_id: str) -> Sequence[Enrolment]:
    return session.scalars(select(Enrolment).where(Enrolment.class_id == class_id)).all()
