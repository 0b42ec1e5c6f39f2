"""Take back an exam that nobody sat (撤销安排).

It stands here because the make-up of an overall result may name the exam.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from dongan_training.accounts import audit
from dongan_training.accounts.actor import Actor
from dongan_training.errors import UserError
from dongan_training.exam.models import Exam, ExamPlace, SittingEvent
from dongan_training.exam.rearranging import require_nobody_began
from dongan_training.overall.composing import weights_of
from dongan_training.texts import N_


@dataclass(eq=False)
class WasOpened(UserError):
    title: str
    message = N_("“{title}”进过考场，考场记录不能删除。")
    advice = N_("没有撤销。可以修改安排，或者结束这场考试。")


@dataclass(eq=False)
class IsRepeated(UserError):
    title: str
    message = N_("“{title}”安排了补考。")
    advice = N_("没有撤销。请先撤销补考。")


@dataclass(eq=False)
class CountsOverall(UserError):
    title: str
    message = N_("总评构成里用到“{title}”。")
    advice = N_("没有撤销。请先在总评构成里换一场考试。")


def withdraw_exam(session: Session, *, exam_id: str, by: Actor, at: datetime) -> str:
    """Delete an exam with its seats; gives its title. The paper and the exam codes stay.

    Raises HasBegun, WasOpened, IsRepeated or CountsOverall.
    """
    exam = session.get_one(Exam, exam_id)
    title = exam.title
    require_nobody_began(session, exam)
    if session.scalar(select(SittingEvent.id).where(SittingEvent.exam_id == exam_id).limit(1)):
        raise WasOpened(title)
    if session.scalar(select(Exam.id).where(Exam.resit_of_id == exam_id).limit(1)):
        raise IsRepeated(title)
    if any(one.exam_id == exam_id for one in weights_of(session, exam.class_id).parts):
        raise CountsOverall(title)
    details = {"class": exam.class_id, "paper": exam.paper_id, "title": title}
    for place in session.scalars(select(ExamPlace).where(ExamPlace.exam_id == exam_id)):
        session.delete(place)  # one by one: each leaves its tombstone
    session.flush()
    session.delete(exam)
    audit.record(session, by=by, at=at, act="exam.withdraw", subject=exam_id, details=details)
    return title
