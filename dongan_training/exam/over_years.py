"""How exams went over the years: one line for each exam, and one for each year."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from statistics import fmean

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dongan_training import clock
from dongan_training.exam.analysis import spread
from dongan_training.exam.models import Attempt, Exam, Paper
from dongan_training.training.class_names import class_code
from dongan_training.training.models import Plan, TrainingClass


@dataclass(frozen=True)
class ExamOfYear:
    """One exam in percent of full marks, so that papers of any length stand side by side."""

    id: str
    title: str
    class_code: str
    on: date
    taken: int
    passed: int
    mean: float
    deviation: float | None
    is_resit: bool


@dataclass(frozen=True)
class Year:
    """A year's exams together; resits count for nothing here: the same people sit again."""

    year: int
    exams: int
    taken: int
    passed: int
    mean: float

    @property
    def pass_rate(self) -> float:
        """Share that passed."""
        return self.passed / self.taken


def exams_over_years(session: Session) -> tuple[ExamOfYear, ...]:
    """All exams that somebody's marks are known of, the oldest first."""
    percents: dict[str, dict[str, float]] = {}
    rows = {
        one.id: (one, full, plan, training)
        for one, full, plan, training in session.execute(
            select(Exam, Paper.full_marks, Plan.year, TrainingClass)
            .join(Paper, Exam.paper_id == Paper.id)
            .join(TrainingClass, Exam.class_id == TrainingClass.id)
            .join(Plan)
        )
    }
    for exam_id, enrolment_id, score in session.execute(
        select(Attempt.exam_id, Attempt.enrolment_id, func.max(Attempt.score))
        .where(Attempt.score.is_not(None), Attempt.annulled_at.is_(None))
        .group_by(Attempt.exam_id, Attempt.enrolment_id)
    ):
        percents.setdefault(exam_id, {})[enrolment_id] = (score or 0) / rows[exam_id][1] * 100
    starts = {
        exam_id: at
        for exam_id, at in session.execute(
            select(Attempt.exam_id, func.min(Attempt.started_at)).group_by(Attempt.exam_id)
        )
    }
    found = []
    for exam_id, of_people in percents.items():
        exam, full, year, training = rows[exam_id]
        marks = spread(list(of_people.values()))
        assert marks is not None  # somebody has marks
        needed = exam.pass_mark / full * 100 - 1e-9
        found.append(
            ExamOfYear(
                id=exam_id,
                title=exam.title,
                class_code=class_code(year, training.quarter, training.number),
                on=clock.local(exam.starts_at or starts[exam_id]).date(),
                taken=marks.count,
                passed=sum(one >= needed for one in of_people.values()),
                mean=marks.mean,
                deviation=marks.deviation,
                is_resit=exam.resit_of_id is not None,
            )
        )
    return tuple(sorted(found, key=lambda one: (one.on, one.id)))


def years(exams: Sequence[ExamOfYear]) -> tuple[Year, ...]:
    """Sum up by year, the oldest first."""
    first = [one for one in exams if not one.is_resit]
    return tuple(
        Year(
            year=year,
            exams=len(of),
            taken=sum(one.taken for one in of),
            passed=sum(one.passed for one in of),
            mean=fmean([one.mean for one in of], [one.taken for one in of]),
        )
        for year in sorted({one.on.year for one in first})
        for of in [[one for one in first if one.on.year == year]]
    )
