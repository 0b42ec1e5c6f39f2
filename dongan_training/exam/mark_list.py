"""The list of marks of one exam (成绩册): everybody of the class, whatever became of them."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session, contains_eager, joinedload

from dongan_training import settings
from dongan_training.errors import UserError
from dongan_training.exam.bands import Band, Bands, band_of, ranks, usual_bands
from dongan_training.exam.class_scores import exam_scores, not_asked
from dongan_training.exam.marking_desk import is_marked_by_people, waiting_answers
from dongan_training.exam.models import Attempt, AttemptState, Exam
from dongan_training.exam.queries import ExamRow, exam_row
from dongan_training.people.models import Person
from dongan_training.people.order import people_order
from dongan_training.people.units import NAMED_UNITS, NAMES, Named, named
from dongan_training.texts import N_, _
from dongan_training.training.models import Enrolment, EnrolmentState


class ResultState(StrEnum):
    """What became of somebody in an exam."""

    ABSENT = "absent"
    SITTING = "sitting"
    WAITING = "waiting"  # handed in; a person has still to mark
    MARKED = "marked"
    ANNULLED = "annulled"


STATE_NAMES = {
    ResultState.ABSENT: N_("缺考"),
    ResultState.SITTING: N_("考试中"),
    ResultState.WAITING: N_("待阅卷"),
    ResultState.MARKED: N_("已评分"),
    ResultState.ANNULLED: N_("成绩作废"),
}


@dataclass(eq=False)
class NoAttempt(UserError):
    name: str
    message = N_("{name}没有参加这场考试。")
    advice = N_("没有成绩可以说明。")


@dataclass(frozen=True)
class MarkRow:
    """One person of the class; ``score`` is None where there is none (yet)."""

    enrolment_id: str
    attempt_id: str  # of the attempt that counts; "" without one
    number: int
    name: str
    pinyin: str
    unit: str
    township: str
    form: str
    state: ResultState
    score: float | None  # of this exam
    final: float | None  # with its resits, by their rule
    band: Band | None  # of the final result
    rank: int | None  # by this exam alone: a resit changes nobody's place
    waiting: int  # answers that a person has still to mark
    handed_in_at: datetime | None
    receipt: str
    remark: str  # why it was annulled

    @property
    def id(self) -> str:
        """What stays the same when the row is read anew."""
        return self.enrolment_id

    @property
    def passed(self) -> bool | None:
        """Whether the exam is passed; None without marks."""
        return None if self.band is None else self.band is not Band.FAILED


@dataclass(frozen=True)
class MarkList:
    """An exam with its marks, the best first, then those without."""

    exam: ExamRow
    rows: tuple[MarkRow, ...]
    has_resits: bool = False
    by_hand: bool = False  # whether people mark some of its questions

    def count(self, state: ResultState) -> int:
        """How many people are in a state."""
        return sum(one.state is state for one in self.rows)

    @property
    def waiting(self) -> int:
        """How many answers wait for a person."""
        return sum(one.waiting for one in self.rows)


@dataclass(frozen=True)
class _Known:
    """What the rows are made from."""

    finals: Mapping[str, float]  # by enrolment
    waiting: Counter[str]  # answers by attempt
    bands: Bands
    full_marks: float


def mark_list(session: Session, exam_id: str) -> MarkList:
    """Read the marks of an exam. Of several attempts the best that was not annulled counts."""
    exam = session.get_one(Exam, exam_id)
    row = exam_row(session, exam_id)
    usual = usual_bands(settings.load(session))
    bands = Bands(usual.excellent, usual.good, exam.pass_mark / row.full_marks * 100)
    waiting = Counter(one.attempt_id for one in waiting_answers(session, exam))
    people = _people(session, exam)
    places = ranks([attempt.score if attempt else None for _e, attempt, _u in people])
    finals = {one: result.score for one, result in exam_scores(session, exam_id).items()}
    known = _Known(finals, waiting, bands, row.full_marks)
    rows = [
        _row(enrolment, attempt, unit, place, known)
        for (enrolment, attempt, unit), place in zip(people, places, strict=True)
    ]
    resits = select(Exam.id).where(Exam.resit_of_id == exam_id).limit(1)
    return MarkList(
        row,
        tuple(sorted(rows, key=lambda one: (one.rank is None, one.rank or 0))),
        has_resits=session.scalar(resits) is not None,
        by_hand=is_marked_by_people(session, exam),
    )


def state_name(state: ResultState) -> str:
    """Name what became of somebody."""
    return _(STATE_NAMES[state])


def masked_name(name: str) -> str:
    """Write a name as it may hang on a wall: 陈＊, 欧＊𬱖, 阿＊提."""
    signs = list(name)
    return f"{signs[0]}＊{signs[-1]}" if len(signs) > 2 else f"{signs[0]}＊"


def counting(attempts: Sequence[Attempt]) -> Attempt | None:
    """Of somebody's attempts at one exam, the one that counts; None for somebody absent."""
    if not attempts:
        return None
    return max(attempts, key=lambda one: (one.annulled_at is None, one.score or -1, one.number))


def _people(session: Session, exam: Exam) -> list[tuple[Enrolment, Attempt | None, Named]]:
    found = session.execute(
        select(Enrolment, *NAMES)
        .join(Person, Enrolment.person_id == Person.id)
        .outerjoin(NAMED_UNITS, Person.org_unit_id == NAMED_UNITS.c.id)
        .where(Enrolment.class_id == exam.class_id)
        .order_by(*people_order(session))
        .options(contains_eager(Enrolment.person))
    ).all()
    attempts: dict[str, list[Attempt]] = {}
    for one in session.scalars(
        select(Attempt).where(Attempt.exam_id == exam.id).options(joinedload(Attempt.form))
    ):
        attempts.setdefault(one.enrolment_id, []).append(one)
    others = [one.id for one, *_names in found if one.id not in attempts]
    away = not_asked(session, exam, others)
    return [
        (enrolment, counting(attempts.get(enrolment.id, ())), named(*names))
        for enrolment, *names in found
        if enrolment.id in attempts
        or (enrolment.state is EnrolmentState.ACTIVE and enrolment.id not in away)
    ]


def _row(
    enrolment: Enrolment,
    attempt: Attempt | None,
    unit: Named,
    rank: int | None,
    known: _Known,
) -> MarkRow:
    final = known.finals.get(enrolment.id)
    return MarkRow(
        enrolment_id=enrolment.id,
        attempt_id=attempt.id if attempt else "",
        number=enrolment.number,
        name=enrolment.person.name,
        pinyin=enrolment.person.pinyin,
        unit=unit.full,
        township=unit.township,
        form=attempt.form.letter if attempt else "",
        state=_state(attempt),
        score=attempt.score if attempt else None,
        final=final,
        band=None if final is None else band_of(final / known.full_marks * 100, known.bands),
        rank=rank,
        waiting=known.waiting[attempt.id] if attempt else 0,
        handed_in_at=attempt.handed_in_at if attempt else None,
        receipt=attempt.receipt if attempt else "",
        remark=attempt.annulled_reason if attempt else "",
    )


def _state(attempt: Attempt | None) -> ResultState:
    if attempt is None:
        return ResultState.ABSENT
    if attempt.annulled_at is not None:
        return ResultState.ANNULLED
    if attempt.state is AttemptState.OPEN:
        return ResultState.SITTING
    return ResultState.WAITING if attempt.score is None else ResultState.MARKED
