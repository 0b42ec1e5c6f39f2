"""Lists of papers and exams, and one paper read through by those who may see its key."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session, contains_eager

from dongan_training.bank.drafts import QuestionType
from dongan_training.bank.models import Passage, QuestionVersion
from dongan_training.bank.scoring import LETTERS
from dongan_training.errors import UserError
from dongan_training.exam.expected import expected_people
from dongan_training.exam.items import items_of
from dongan_training.exam.models import (
    BY_LETTER,
    Attempt,
    AttemptState,
    Exam,
    Paper,
    PaperForm,
    PaperItem,
)
from dongan_training.people.models import Person
from dongan_training.people.order import people_order
from dongan_training.people.units import NAMED_UNITS
from dongan_training.texts import N_
from dongan_training.training.class_names import class_code
from dongan_training.training.models import Enrolment, EnrolmentState, Plan, TrainingClass


@dataclass(eq=False)
class NoSuchForm(UserError):
    title: str
    form: str
    message = N_("试卷“{title}”没有 {form} 卷。")
    advice = N_("没有改动。请选这份试卷有的卷别。")


@dataclass(frozen=True)
class PaperRow:
    """One paper in the list."""

    id: str
    title: str
    questions: int
    full_marks: float
    forms: tuple[str, ...]  # letters
    made_at: datetime
    approved_at: datetime | None
    approved_by: str
    exams: int


@dataclass(frozen=True)
class ExamRow:
    """One exam in the list, with how far it is."""

    id: str
    title: str
    class_id: str
    class_code: str
    class_name: str
    paper_id: str
    minutes: int
    pass_mark: float
    full_marks: float
    starts_at: datetime | None
    room: str
    closed_at: datetime | None
    enrolled: int
    sitting: int
    handed_in: int
    marked: int  # attempts that count and have a score
    passed: int
    is_resit: bool = False

    @property
    def pass_rate(self) -> float | None:
        """Share of those marked that passed; None while nobody is."""
        return self.passed / self.marked if self.marked else None


@dataclass(frozen=True)
class PaperLine:
    """One question of a form, with its key in the letters of that form."""

    item_id: str
    version_id: str
    question_id: str
    number: int
    type: QuestionType
    section: int  # of the blueprint, from 0
    points: float
    stem: str
    options: tuple[str, ...]
    key: str
    citation: str
    explanation: str
    passage: str
    marking: tuple[dict[str, Any], ...]  # as QuestionVersion.marking
    expected: int  # characters the longest blank, or the whole short answer, is long
    order_free: bool  # its blanks may be filled in any order


@dataclass(frozen=True)
class PaperView:
    """A paper as its makers read it."""

    row: PaperRow
    form: str
    lines: tuple[PaperLine, ...]


@dataclass(frozen=True)
class CodeRow:
    """One person's exam code, for the list on the invigilator's table."""

    number: int
    seat: str
    name: str
    code: str


def papers(session: Session) -> list[PaperRow]:
    """All papers, the newest first."""
    found = session.scalars(select(Paper).order_by(Paper.made_at.desc(), Paper.id.desc()))
    items = _counts(session, PaperItem.paper_id, PaperItem.form.in_(("", LETTERS[0])))
    offered = _counts(session, Exam.paper_id)
    letters: dict[str, tuple[str, ...]] = {}
    for paper_id, letter in session.execute(
        select(PaperForm.paper_id, PaperForm.letter).order_by(*BY_LETTER)
    ):
        letters[paper_id] = (*letters.get(paper_id, ()), letter)
    return [
        PaperRow(
            id=one.id,
            title=one.title,
            questions=items.get(one.id, 0),
            full_marks=one.full_marks,
            forms=letters.get(one.id, ()),
            made_at=one.made_at,
            approved_at=one.approved_at,
            approved_by=one.approved_by,
            exams=offered.get(one.id, 0),
        )
        for one in found
    ]


def paper_row(session: Session, paper_id: str) -> PaperRow:
    """One paper as it stands in the list."""
    return next(one for one in papers(session) if one.id == paper_id)


def exams(session: Session, *, class_id: str | None = None) -> list[ExamRow]:
    """All exams, or those of one class, the newest first."""
    handed_in = Attempt.state != AttemptState.OPEN
    counts = handed_in & Attempt.annulled_at.is_(None) & Attempt.score.is_not(None)
    attempts = (
        select(
            Attempt.exam_id,
            func.sum(case((handed_in, 0), else_=1)).label("sitting"),
            func.sum(case((handed_in, 1), else_=0)).label("handed_in"),
            func.sum(case((counts, 1), else_=0)).label("marked"),
            func.sum(case((counts & (Attempt.score >= Exam.pass_mark), 1), else_=0)).label(
                "passed"
            ),
        )
        .join(Exam)
        .group_by(Attempt.exam_id)
        .subquery()
    )
    found = (
        select(Exam, TrainingClass, Plan.year, Paper.full_marks)
        .add_columns(attempts.c.sitting, attempts.c.handed_in)
        .add_columns(attempts.c.marked, attempts.c.passed)
        .join(TrainingClass, Exam.class_id == TrainingClass.id)
        .join(Plan)
        .join(Paper, Exam.paper_id == Paper.id)
        .outerjoin(attempts, attempts.c.exam_id == Exam.id)
        .order_by(Exam.id.desc())
    )
    if class_id is not None:
        found = found.where(Exam.class_id == class_id)
    enrolled = _enrolled(session)
    return [_exam(row, _expected_at(session, row[0], enrolled)) for row in session.execute(found)]


def exam_row(session: Session, exam_id: str) -> ExamRow:
    """One exam as it stands in the list."""
    class_id = session.get_one(Exam, exam_id).class_id
    return next(one for one in exams(session, class_id=class_id) if one.id == exam_id)


def paper_view(session: Session, paper_id: str, *, form: str = "A") -> PaperView:
    """One form of a paper with its key, for review and sign-off."""
    row = paper_row(session, paper_id)
    paper = session.get_one(Paper, paper_id)
    order = next((one.order for one in paper.forms if one.letter == form), None)
    if order is None:
        raise NoSuchForm(paper.title, form)
    items = {one.id: one for one in items_of(session, paper_id, form)}
    passages = _passages(session, items.values())
    lines = [
        _line(number, items[placed["item"]], placed["options"], passages)
        for number, placed in enumerate(order, start=1)
    ]
    return PaperView(row, form, tuple(lines))


def exam_codes(session: Session, class_id: str) -> list[CodeRow]:
    """The exam codes of a class, in the order chosen for people."""
    enrolments = session.scalars(
        select(Enrolment)
        .join(Enrolment.person)
        .outerjoin(NAMED_UNITS, Person.org_unit_id == NAMED_UNITS.c.id)
        .where(Enrolment.class_id == class_id, Enrolment.state == EnrolmentState.ACTIVE)
        .order_by(*people_order(session))
        .options(contains_eager(Enrolment.person))
    )
    return [CodeRow(one.number, one.seat, one.person.name, one.exam_code) for one in enrolments]


def key_in_words(version: QuestionVersion, order: Sequence[int]) -> str:
    """Write a key as markers read it, in the letters of a form: AC, √, 五 / 5；警告."""
    if version.type is QuestionType.TRUE_FALSE:
        return "√" if version.answer == [True] else "×"
    if version.type is QuestionType.FILL_BLANK:
        return "；".join(" / ".join(blank) for blank in version.answer)
    if version.type is QuestionType.SHORT_ANSWER:
        return "".join(version.answer)
    shown = {LETTERS[option]: LETTERS[place] for place, option in enumerate(order)}
    return "".join(sorted(shown[letter] for letter in version.answer))


def _line(
    number: int, item: PaperItem, order: list[int], passages: Mapping[str | None, str]
) -> PaperLine:
    version = item.version
    return PaperLine(
        item_id=item.id,
        version_id=version.id,
        question_id=version.question_id,
        number=number,
        type=version.type,
        section=item.section,
        points=item.points,
        stem=version.stem,
        options=tuple(version.options[option] for option in order),
        key=key_in_words(version, order),
        citation=version.citation or "",
        explanation=version.explanation or "",
        passage=passages.get(version.passage_id, ""),
        marking=tuple(version.marking),
        expected=expected_length(
            version.type, version.answer, [point["text"] for point in version.marking]
        ),
        order_free=version.order_free and len(version.answer) > 1,
    )


def expected_length(kind: QuestionType, answer: Sequence[Any], marking: Sequence[str]) -> int:
    """How many characters the longest blank, or the whole short answer, is long."""
    if kind is QuestionType.FILL_BLANK:
        return max((len(text) for blank in answer for text in blank), default=0)
    if kind is QuestionType.SHORT_ANSWER:
        return max(sum(map(len, answer)), sum(map(len, marking)))
    return 0


def _passages(session: Session, items: Iterable[PaperItem]) -> dict[str | None, str]:
    ids = {item.version.passage_id for item in items if item.version.passage_id}
    if not ids:
        return {}
    found = session.execute(select(Passage.id, Passage.text).where(Passage.id.in_(ids)))
    return {identity: text for identity, text in found}


def _exam(row: Any, expected: int) -> ExamRow:
    exam, training_class, year, full_marks, sitting, handed_in, marked, passed = row
    return ExamRow(
        id=exam.id,
        title=exam.title,
        class_id=exam.class_id,
        class_code=class_code(year, training_class.quarter, training_class.number),
        class_name=training_class.name,
        paper_id=exam.paper_id,
        minutes=exam.minutes,
        pass_mark=exam.pass_mark,
        full_marks=full_marks,
        starts_at=exam.starts_at,
        room=exam.room,
        closed_at=exam.closed_at,
        enrolled=expected,
        sitting=sitting or 0,
        handed_in=handed_in or 0,
        marked=marked or 0,
        passed=passed or 0,
        is_resit=exam.resit_of_id is not None,
    )


def _expected_at(session: Session, exam: Exam, enrolled: Mapping[str, int]) -> int:
    """Count the class without a query, and those who have need of a resit with one."""
    if exam.resit_of_id is not None:
        return len(expected_people(session, exam))
    return enrolled.get(exam.class_id, 0)


def _enrolled(session: Session) -> dict[str, int]:
    active = Enrolment.state == EnrolmentState.ACTIVE
    counted = select(Enrolment.class_id, func.count()).where(active).group_by(Enrolment.class_id)
    return {class_id: count for class_id, count in session.execute(counted)}


def _counts(session: Session, column: Any, *conditions: Any) -> dict[str, int]:
    counted = select(column, func.count()).where(*conditions).group_by(column)
    return {key: count for key, count in session.execute(counted)}
