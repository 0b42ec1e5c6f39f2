"""What each person of a class got in its exams, resits counted in."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from dongan_training.errors import UserError
from dongan_training.exam.models import Attempt, Exam, Paper
from dongan_training.exam.resits import ResitCounts, ResitFor, combine, may_resit
from dongan_training.texts import N_

AS_STORED: Mapping[str, float | None] = {}


@dataclass(eq=False)
class NoResit(UserError):
    name: str
    message = N_("{name}不能参加这场补考：原考试已经及格。")
    advice = N_("没有开始考试。补考只给不及格和缺考的人。")


@dataclass(frozen=True)
class ExamScore:
    """The result of one person in one exam and its resits, on the scale of the first paper."""

    exam_id: str
    score: float
    full_marks: float
    pass_mark: float

    @property
    def percent(self) -> float:
        """The result of 100."""
        return self.score / self.full_marks * 100

    @property
    def passed(self) -> bool:
        """Whether it is enough."""
        return self.score >= self.pass_mark - 1e-9


@dataclass(frozen=True)
class _Facts:
    """An exam with the percentage each person got in it."""

    exam: Exam
    full: float
    percents: Mapping[str, float]

    @property
    def pass_percent(self) -> float:
        return self.exam.pass_mark / self.full * 100


def class_scores(
    session: Session, class_id: str, *, instead: Mapping[str, float | None] = AS_STORED
) -> dict[str, ExamScore]:
    """Give each enrolment's result; of several exams the one furthest above its pass mark.

    ``instead`` has scores by attempt to be put in place of the stored ones: what would be.
    Annulled attempts and those that wait for a person count nothing.
    """
    facts = _facts(session, class_id, instead)
    best: dict[str, ExamScore] = {}
    for one in facts:
        if one.exam.resit_of_id is None:
            for enrolment_id, score in _with_resits(one, facts).items():
                known = best.get(enrolment_id)
                if known is None or score.score - score.pass_mark > known.score - known.pass_mark:
                    best[enrolment_id] = score
    return best


def exam_scores(
    session: Session, exam_id: str, *, instead: Mapping[str, float | None] = AS_STORED
) -> dict[str, ExamScore]:
    """Give each enrolment's result in one exam, its resits counted in."""
    facts = _facts(session, session.get_one(Exam, exam_id).class_id, instead)
    return _with_resits(next(one for one in facts if one.exam.id == exam_id), facts)


def not_asked(session: Session, exam: Exam, enrolment_ids: Iterable[str]) -> set[str]:
    """Give those of them who have no need of this exam: a resit of one they have passed."""
    if exam.resit_of_id is None:
        return set()
    facts = _facts(session, exam.class_id, AS_STORED)
    first = next(one for one in facts if one.exam.id == exam.resit_of_id)
    return {one for one in enrolment_ids if not _may_resit(first, exam, one)}


def require_may_resit(session: Session, exam: Exam, enrolment_id: str, name: str) -> None:
    """Let somebody sit an exam, unless it is a resit they do not need; raises NoResit."""
    if not_asked(session, exam, [enrolment_id]):
        raise NoResit(name)


def _may_resit(first: _Facts, resit: Exam, enrolment_id: str) -> bool:
    percent = first.percents.get(enrolment_id)
    return may_resit(percent, ResitFor(resit.resit_for), pass_percent=first.pass_percent)


def _with_resits(first: _Facts, facts: Sequence[_Facts]) -> dict[str, ExamScore]:
    resits = [one for one in facts if one.exam.resit_of_id == first.exam.id]
    people = dict.fromkeys(person for one in (first, *resits) for person in one.percents)
    found = {}
    for person in people:
        percent = combine(
            first.percents.get(person),
            [(ResitCounts(one.exam.resit_counts), one.percents.get(person)) for one in resits],
            pass_percent=first.pass_percent,
        )
        if percent is not None:
            score = round(percent * first.full / 100, 2)
            found[person] = ExamScore(first.exam.id, score, first.full, first.exam.pass_mark)
    return found


def _facts(session: Session, class_id: str, instead: Mapping[str, float | None]) -> list[_Facts]:
    percents: dict[str, dict[str, float]] = {}
    exams = session.execute(
        select(Exam, Paper.full_marks)
        .join(Paper, Exam.paper_id == Paper.id)
        .where(Exam.class_id == class_id)
        .order_by(Exam.id)
    ).all()
    full = {exam.id: marks for exam, marks in exams}
    for attempt_id, exam_id, enrolment_id, stored in session.execute(
        select(Attempt.id, Attempt.exam_id, Attempt.enrolment_id, Attempt.score)
        .join(Exam)
        .where(Exam.class_id == class_id)
    ):
        score = instead.get(attempt_id, stored)
        if score is not None:
            of_exam = percents.setdefault(exam_id, {})
            percent = score / full[exam_id] * 100
            of_exam[enrolment_id] = max(percent, of_exam.get(enrolment_id, 0))
    return [_Facts(exam, marks, percents.get(exam.id, {})) for exam, marks in exams]
