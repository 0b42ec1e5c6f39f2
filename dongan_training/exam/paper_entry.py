"""Answers written on paper, typed in by a clerk (纸质答卷录入): twice, until two agree.

Each typing is kept as it was. The first two that agree become the attempt, which is handed in
and marked like any other. Typing goes on after an exam is closed: paper is typed in afterwards.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from dongan_training.accounts.actor import Actor
from dongan_training.errors import UserError
from dongan_training.exam.answer_line import read_line
from dongan_training.exam.candidate_view import form_questions
from dongan_training.exam.class_scores import require_may_resit
from dongan_training.exam.delivery import fitting_value, form_for
from dongan_training.exam.expected import expected_people
from dongan_training.exam.handing_in import Receipt, hand_in
from dongan_training.exam.measuring import measure_again
from dongan_training.exam.models import (
    Answer,
    Attempt,
    AttemptState,
    Exam,
    ExamPlace,
    PaperEntry,
    PaperForm,
)
from dongan_training.exam.signing_in import attempts_of
from dongan_training.texts import N_
from dongan_training.training.models import Enrolment


@dataclass(eq=False)
class NoSuchForm(UserError):
    letter: str
    message = N_("这份试卷没有 {letter} 卷。")
    advice = N_("没有录入。请核对答卷上的卷别。")


@dataclass(eq=False)
class LineNotRight(UserError):
    number: int
    slip: str
    message = N_("第 {number} 题：{slip}。")
    advice = N_("没有录入。请对照答卷改正。")


@dataclass(eq=False)
class LineTooShort(UserError):
    given: int
    questions: int
    message = N_("只有 {given} 题的答案，这份卷有 {questions} 题。")
    advice = N_("没有录入。没有作答的题请写“-”。")


@dataclass(eq=False)
class HasSat(UserError):
    name: str
    message = N_("{name}已经有答卷，或正在电脑上考试。")
    advice = N_("没有录入。请核对姓名；需要重录时先作废原来的答卷，并允许再次作答。")


@dataclass(frozen=True)
class Typed:
    """What a clerk typed in for one person: the letter of the form, and a line of answers."""

    enrolment_id: str
    form: str
    line: str


@dataclass(frozen=True)
class Entered:
    """What became of it: the first time, in agreement (with the receipt), or not.

    ``differing`` has the numbers of the questions where the last two typings differ.
    """

    name: str
    times: int
    receipt: Receipt | None = None
    differing: tuple[int, ...] = ()


@dataclass(frozen=True)
class EntryRow:
    """One person of the class: the form to expect, and how far the typing is."""

    id: str  # of the enrolment
    number: int
    name: str
    form: str  # of the attempt, once there is no other to come
    times: int  # typings since the last attempt
    is_done: bool
    receipt: str


def enter_paper(
    session: Session, *, exam_id: str, typed: Typed, by: Actor, at: datetime
) -> Entered:
    """Keep one typing, and make the attempt when it agrees with an earlier one."""
    exam = session.get_one(Exam, exam_id)
    enrolment = session.get_one(Enrolment, typed.enrolment_id)
    form = _form_meant(exam, typed.form)
    answers = _answers(session, exam, form, typed.line)
    known = attempts_of(session, exam_id, enrolment.id)
    name = enrolment.person.name
    is_open = bool(known) and known[-1].state is AttemptState.OPEN
    if is_open or len(known) >= exam.attempts_allowed:
        raise HasSat(name)
    require_may_resit(session, exam, enrolment.id, name)
    found = session.scalars(_typed(exam_id).filter_by(enrolment_id=enrolment.id)).all()
    before = _since(found, known)
    entry = PaperEntry(
        exam_id=exam_id,
        enrolment_id=enrolment.id,
        form_id=form.id,
        answers=answers,
        at=at,
        actor=by.name,
    )
    session.add(entry)
    if any(one.form_id == form.id and one.answers == answers for one in before):
        attempt_id = _make_attempt(session, entry, len(known) + 1)
        receipt = hand_in(session, attempt_id=attempt_id, seconds_used=0, by=by, at=at)
        measure_again(session, exam_id)
        return Entered(name, len(before) + 1, receipt)
    differing = _differing(before[-1], form.id, answers) if before else ()
    return Entered(name, len(before) + 1, differing=differing)


def entry_list(session: Session, exam_id: str) -> list[EntryRow]:
    """Read how far the typing is, by number."""
    exam = session.get_one(Exam, exam_id)
    letters = {one.id: one.letter for one in exam.paper.forms}
    places = session.scalars(select(ExamPlace).filter_by(exam_id=exam_id))
    seats = {one.enrolment_id: one for one in places}
    sat: dict[str, list[Attempt]] = {}
    for one in session.scalars(select(Attempt).filter_by(exam_id=exam_id).order_by(Attempt.number)):
        sat.setdefault(one.enrolment_id, []).append(one)
    entries: dict[str, list[PaperEntry]] = {}
    for entry in session.scalars(_typed(exam_id)):
        entries.setdefault(entry.enrolment_id, []).append(entry)
    rows = []
    for person in expected_people(session, exam):
        known = sat.get(person.id, [])
        typed = _since(entries.get(person.id, []), known)
        expected = form_for(session, exam.paper_id, person, seats.get(person.id), len(known))
        if typed:
            expected = typed[-1].form_id
        is_done = len(known) >= exam.attempts_allowed
        rows.append(
            EntryRow(
                id=person.id,
                number=person.number,
                name=person.person.name,
                form=letters[known[-1].form_id if is_done else expected],
                times=len(typed),
                is_done=is_done,
                receipt=known[-1].receipt if known else "",
            )
        )
    return rows


def _form_meant(exam: Exam, letter: str) -> PaperForm:
    wanted = letter.strip().upper()
    for one in exam.paper.forms:
        if one.letter == wanted:
            return one
    raise NoSuchForm(wanted)


def _answers(session: Session, exam: Exam, form: PaperForm, line: str) -> list[Any]:
    questions = form_questions(session, exam.id, form.letter)
    read = read_line(questions, line)
    if read.slip is not None:
        raise LineNotRight(read.slip.number, read.slip.told)
    if not read.is_whole:
        raise LineTooShort(len(read.values), read.questions)
    return [
        fitting_value(one.type, len(one.options), one.blanks, read.values[one.item_id])
        for one in questions
    ]


def _typed(exam_id: str) -> Select[PaperEntry]:
    return select(PaperEntry).filter_by(exam_id=exam_id).order_by(PaperEntry.at, PaperEntry.id)


def _since(entries: Sequence[PaperEntry], known: Sequence[Attempt]) -> list[PaperEntry]:
    """Leave out what belongs to an attempt that is over."""
    last = known[-1].handed_in_at if known else None
    return [one for one in entries if last is None or one.at > last]


def _make_attempt(session: Session, entry: PaperEntry, number: int) -> str:
    attempt = Attempt(
        exam_id=entry.exam_id,
        enrolment_id=entry.enrolment_id,
        form_id=entry.form_id,
        started_at=entry.at,
        number=number,
    )
    session.add(attempt)
    session.flush()
    form = session.get_one(PaperForm, entry.form_id)
    session.add_all(
        Answer(attempt_id=attempt.id, item_id=placed["item"], value=value, saved_at=entry.at)
        for placed, value in zip(form.order, entry.answers, strict=True)
        if value
    )
    session.flush()
    return attempt.id


def _differing(before: PaperEntry, form_id: str, answers: Sequence[Any]) -> tuple[int, ...]:
    if before.form_id != form_id:
        return tuple(range(1, len(answers) + 1))
    pairs = zip(before.answers, answers, strict=True)
    return tuple(number for number, (one, other) in enumerate(pairs, start=1) if one != other)
