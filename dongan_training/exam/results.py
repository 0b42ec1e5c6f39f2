"""How an exam went: everybody's marks, and what the questions were worth."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from statistics import fmean, median

from sqlalchemy import select
from sqlalchemy.orm import Session, contains_eager, joinedload

from dongan_training.bank.drafts import QuestionType
from dongan_training.bank.scoring import Value
from dongan_training.exam.analysis import (
    Band,
    Verdict,
    discrimination,
    distribution,
    reliability,
    verdict,
)
from dongan_training.exam.grading import Marks, grade
from dongan_training.exam.keys import keys_of_exam
from dongan_training.exam.models import Answer, Attempt, AttemptState, Exam, PaperItem
from dongan_training.exam.queries import ExamRow, exam_row, key_in_words
from dongan_training.exam.settling import decisions_of
from dongan_training.people.models import Person
from dongan_training.people.order import people_order
from dongan_training.people.units import NAMED_UNITS, NAMES, Named, named
from dongan_training.training.models import Enrolment, EnrolmentState


@dataclass(frozen=True)
class PersonResult:
    """One person of the class; without an attempt ``score`` is None."""

    enrolment_id: str
    number: int
    name: str
    unit: str
    township: str
    form: str
    state: str  # absent, open, handed_in, timed_out
    score: float | None
    passed: bool | None
    handed_in_at: datetime | None
    receipt: str


@dataclass(frozen=True)
class TownshipResult:
    """How the people of one township did."""

    name: str
    taken: int
    passed: int

    @property
    def pass_rate(self) -> float:
        """Share that passed."""
        return self.passed / self.taken


@dataclass(frozen=True)
class ItemResult:
    """How one question worked. ``number`` is that of form A."""

    number: int
    type: QuestionType
    stem: str
    key: str
    answered: int
    correct_rate: float | None  # share of people wholly right; None if marked by hand
    discrimination: float | None
    verdict: Verdict


@dataclass(frozen=True)
class Summary:
    """The figures of all who handed in; None where nobody did."""

    taken: int
    passed: int
    absent: int
    sitting: int
    pass_rate: float | None
    mean: float | None
    median: float | None
    highest: float | None
    lowest: float | None
    reliability: float | None
    to_mark: int  # answers that wait for a person


@dataclass(frozen=True)
class ExamResults:
    """All about one exam, the best marks first."""

    exam: ExamRow
    summary: Summary
    people: tuple[PersonResult, ...]
    distribution: tuple[Band, ...]
    townships: tuple[TownshipResult, ...]
    items: tuple[ItemResult, ...]


def exam_results(session: Session, exam_id: str) -> ExamResults:
    """Read the results of an exam as they stand now; open attempts do not count yet."""
    exam = session.get_one(Exam, exam_id)
    row = exam_row(session, exam_id)
    people = _people(session, exam)
    marks = _marks(session, exam)
    done = [one for one in people if one.score is not None]
    return ExamResults(
        exam=row,
        summary=_summary(people, done, marks),
        people=tuple(sorted(people, key=_best_first)),
        distribution=distribution([(one.score or 0) / row.full_marks for one in done]),
        townships=_townships(done),
        items=_items(session, exam, marks),
    )


def _best_first(one: PersonResult) -> tuple[bool, float]:
    """Equal marks stay in the order of people."""
    return (one.score is None, -(one.score or 0))


def _people(session: Session, exam: Exam) -> list[PersonResult]:
    found = session.execute(
        select(Enrolment, Attempt, *NAMES)
        .join(Person, Enrolment.person_id == Person.id)
        .outerjoin(Attempt, (Attempt.enrolment_id == Enrolment.id) & (Attempt.exam_id == exam.id))
        .outerjoin(NAMED_UNITS, Person.org_unit_id == NAMED_UNITS.c.id)
        .where(Enrolment.class_id == exam.class_id)
        .order_by(*people_order(session))
        .options(contains_eager(Enrolment.person), joinedload(Attempt.form))
    )
    people: dict[str, PersonResult] = {}
    for enrolment, attempt, *names in found:
        if attempt is not None or enrolment.state is EnrolmentState.ACTIVE:
            person = _person(enrolment, attempt, exam.pass_mark, named(*names))
            known = people.setdefault(enrolment.id, person)
            if (person.score or 0) > (known.score or 0):
                people[enrolment.id] = person
    return list(people.values())


def _person(
    enrolment: Enrolment, attempt: Attempt | None, pass_mark: float, unit: Named
) -> PersonResult:
    score = attempt.score if attempt else None
    return PersonResult(
        enrolment_id=enrolment.id,
        number=enrolment.number,
        name=enrolment.person.name,
        unit=unit.full,
        township=unit.township,
        form=attempt.form.letter if attempt else "",
        state=attempt.state.value if attempt else "absent",
        score=score,
        passed=None if score is None else score >= pass_mark,
        handed_in_at=attempt.handed_in_at if attempt else None,
        receipt=attempt.receipt if attempt else "",
    )


def _marks(session: Session, exam: Exam) -> list[Marks]:
    """Mark all attempts anew, item by item; the same rules gave the stored scores."""
    done = (Attempt.exam_id == exam.id) & (Attempt.state != AttemptState.OPEN)
    forms = {
        attempt_id: form_id
        for attempt_id, form_id in session.execute(
            select(Attempt.id, Attempt.form_id).where(done).order_by(Attempt.id)
        )
    }
    given: dict[str, dict[str, Value]] = {attempt_id: {} for attempt_id in forms}
    answers = select(Answer.attempt_id, Answer.item_id, Answer.value).join(Attempt)
    for attempt_id, item_id, value in session.execute(answers.where(done)):
        given[attempt_id][item_id] = value
    keys = {form.id: keys_of_exam(session, exam, form) for form in exam.paper.forms}
    by_hand: dict[str, dict[str, float]] = {attempt_id: {} for attempt_id in forms}
    for (attempt_id, item_id), decision in decisions_of(session, exam).items():
        if decision.points is not None:
            by_hand[attempt_id][item_id] = decision.points
    return [
        grade(keys[forms[one]], answers_of_one, exam.marking, by_hand[one])
        for one, answers_of_one in given.items()
    ]


def _summary(
    people: Sequence[PersonResult], done: Sequence[PersonResult], marks: Sequence[Marks]
) -> Summary:
    scores = [one.score or 0 for one in done]
    passed = sum(bool(one.passed) for one in done)
    table = [[item.points or 0 for item in one.items] for one in marks]
    return Summary(
        taken=len(done),
        passed=passed,
        absent=sum(one.state == "absent" for one in people),
        sitting=sum(one.state == AttemptState.OPEN.value for one in people),
        pass_rate=passed / len(done) if done else None,
        mean=round(fmean(scores), 2) if scores else None,
        median=median(scores) if scores else None,
        highest=max(scores, default=None),
        lowest=min(scores, default=None),
        reliability=reliability(table) if table else None,
        to_mark=sum(one.unmarked for one in marks),
    )


def _townships(done: Sequence[PersonResult]) -> tuple[TownshipResult, ...]:
    names = dict.fromkeys(one.township for one in done)
    found = [
        TownshipResult(
            name,
            taken=sum(one.township == name for one in done),
            passed=sum(one.township == name and bool(one.passed) for one in done),
        )
        for name in names
    ]
    return tuple(sorted(found, key=lambda one: (-one.pass_rate, -one.taken, one.name)))


def _items(session: Session, exam: Exam, marks: Sequence[Marks]) -> tuple[ItemResult, ...]:
    items = session.scalars(
        select(PaperItem)
        .where(PaperItem.paper_id == exam.paper_id)
        .order_by(PaperItem.position)
        .options(joinedload(PaperItem.version))
    )
    totals = [one.score for one in marks]
    columns = _columns(marks)
    return tuple(_item(item, columns, totals) for item in items)


def _columns(marks: Sequence[Marks]) -> Mapping[str, list[tuple[float | None, bool | None, bool]]]:
    columns: dict[str, list[tuple[float | None, bool | None, bool]]] = {}
    for one in marks:
        for item in one.items:
            share = None if item.points is None else item.points / item.full
            columns.setdefault(item.item_id, []).append((share, item.right, item.answered))
    return columns


def _item(
    item: PaperItem,
    columns: Mapping[str, list[tuple[float | None, bool | None, bool]]],
    totals: Sequence[float],
) -> ItemResult:
    column = columns.get(item.id, [])
    shares = [share for share, _right, _answered in column if share is not None]
    rate = sum(right is True for _s, right, _a in column) / len(column) if shares else None
    index = discrimination(shares, totals) if len(shares) == len(totals) else None
    version = item.version
    return ItemResult(
        number=item.position,
        type=version.type,
        stem=version.stem,
        key=key_in_words(version, range(len(version.options))),
        answered=sum(answered for _s, _r, answered in column),
        correct_rate=rate,
        discrimination=index,
        verdict=verdict(fmean(shares) if shares else None, index) if totals else Verdict.TOO_FEW,
    )
