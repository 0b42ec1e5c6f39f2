"""What keeps the marks of a class from being final: answers to mark, papers to type in."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dongan_training.exam.decisions import decisions_of, is_marked
from dongan_training.exam.hand_marks import DecisionState
from dongan_training.exam.models import Attempt, Exam, PaperEntry
from dongan_training.texts import _


@dataclass(frozen=True)
class Outstanding:
    """One exam whose marks are not final, and why."""

    exam_id: str
    title: str
    waiting: int  # people who handed in and wait for a marker
    disputed: int  # answers on which two markers differ too much
    typed_once: int  # people whose paper was typed in once
    differing: int  # people whose paper was typed in twice or more, and differently

    @property
    def is_final(self) -> bool:
        """Whether nothing is left to do."""
        return not (self.waiting or self.disputed or self.typed_once or self.differing)


def outstanding_exams(session: Session, class_id: str) -> tuple[Outstanding, ...]:
    """Give the exams of a class whose marks are not final, the oldest first."""
    exams = session.scalars(select(Exam).where(Exam.class_id == class_id).order_by(Exam.id))
    found = (_outstanding(session, one) for one in exams.all())
    return tuple(one for one in found if not one.is_final)


def outstanding_words(found: Iterable[Outstanding]) -> tuple[str, ...]:
    """Say what is left to do in these exams taken together; () where nothing is."""
    exams = tuple(found)
    counted = (
        (_("{count} 人待阅卷"), sum(one.waiting for one in exams)),
        (_("{count} 份答案两人评分相差过大"), sum(one.disputed for one in exams)),
        (_("{count} 人的答卷两次录入不一致"), sum(one.differing for one in exams)),
        (_("{count} 人的答卷只录入一次"), sum(one.typed_once for one in exams)),
    )
    return tuple(words.format(count=count) for words, count in counted if count)


def _outstanding(session: Session, exam: Exam) -> Outstanding:
    waiting = session.scalar(
        select(func.count())
        .select_from(Attempt)
        .where(Attempt.exam_id == exam.id, is_marked(), Attempt.score.is_(None))
    )
    disputed = 0
    if waiting:
        states = [one.state for one in decisions_of(session, exam).values()]
        disputed = states.count(DecisionState.DISPUTED)
    times = _typings(session, exam)
    return Outstanding(
        exam_id=exam.id,
        title=exam.title,
        waiting=waiting or 0,
        disputed=disputed,
        typed_once=times.count(1),
        differing=sum(one > 1 for one in times),
    )


def _typings(session: Session, exam: Exam) -> list[int]:
    """How often each paper was typed in that is still no attempt."""
    typed = select(PaperEntry.id).where(PaperEntry.exam_id == exam.id).limit(1)
    if session.scalar(typed) is None:
        return []
    # It loads the marking: much, and the start page is in a hurry.
    from dongan_training.exam.paper_entry import entry_list

    return [one.times for one in entry_list(session, exam.id) if one.times and not one.is_done]
