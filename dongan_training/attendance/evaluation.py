"""What people thought of a class (满意度): anonymous forms, entered by a row of digits each.

Nothing says whose a form was: it carries no name, no number and no moment, and the log only
knows that one was entered.
"""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dongan_training.accounts import audit
from dongan_training.accounts.actor import Actor
from dongan_training.attendance.models import Evaluation
from dongan_training.errors import UserError
from dongan_training.texts import N_
from dongan_training.training.models import Course, Lesson, LessonCourse

# The five dimensions in use; the courses of a class follow. Data in the file is Chinese.
DIMENSIONS = (N_("培训方案"), N_("组织实施"), N_("后勤保障"), N_("培训效果"), N_("师资水平"))
LEVELS = {4: N_("很满意"), 3: N_("满意"), 2: N_("基本满意"), 1: N_("不满意")}
LEFT_BLANK = "0-_"
ANSWERS = frozenset(f"1234 {LEFT_BLANK}")
LONGEST_COMMENT = 2_000
MOST_COURSES = 8  # on a form that is short


@dataclass(eq=False)
class FormUnreadable(UserError):
    typed: str
    count: int
    message = N_("“{typed}”不是一份问卷：应有 {count} 个 0 至 4 的数字。")
    advice = N_("没有保存这一份。请从上到下录入：4 很满意、3 满意、2 基本满意、1 不满意、0 未填。")


@dataclass(eq=False)
class FormEmpty(UserError):
    message = N_("这份问卷一项也没有填。")
    advice = N_("没有保存。空白问卷不用录入。")


@dataclass(eq=False)
class NothingEntered(UserError):
    message = N_("这个班还没有录入问卷。")
    advice = N_("没有改动。")


@dataclass(frozen=True)
class Form:
    """One form: a level for each question that was answered, and the words added."""

    marks: Mapping[str, int]
    comment: str = ""


@dataclass(frozen=True)
class QuestionFigures:
    """How one question was answered; ``counts`` go from level 4 down to 1."""

    question: str
    counts: tuple[int, int, int, int]

    @property
    def answers(self) -> int:
        """How many answered."""
        return sum(self.counts)

    @property
    def satisfied(self) -> float | None:
        """The share of those satisfied or better; None where nobody answered."""
        return sum(self.counts[:2]) / self.answers if self.answers else None

    @property
    def average(self) -> float | None:
        """The mean level, 1–4."""
        levels = sum(level * n for level, n in zip((4, 3, 2, 1), self.counts, strict=True))
        return levels / self.answers if self.answers else None


@dataclass(frozen=True)
class Summary:
    """All forms of a class."""

    forms: int
    questions: tuple[QuestionFigures, ...]
    comments: tuple[str, ...]

    @property
    def satisfied(self) -> float | None:
        """The share of all answers that are satisfied or better."""
        answers = sum(one.answers for one in self.questions)
        good = sum(sum(one.counts[:2]) for one in self.questions)
        return good / answers if answers else None


def questions_of(session: Session, class_id: str) -> list[str]:
    """What a form of this class asks: the five dimensions, then its courses in time order."""
    found = session.scalars(
        select(Course.name)
        .join(LessonCourse, LessonCourse.course_id == Course.id)
        .join(Lesson, LessonCourse.lesson_id == Lesson.id)
        .where(Lesson.class_id == class_id)
        .order_by(Lesson.starts_at, LessonCourse.position)
    )
    return [*DIMENSIONS, *list(dict.fromkeys(found))[:MOST_COURSES]]


def read_form(questions: Sequence[str], typed: str) -> Form:
    """Read what was typed of a form: a digit a question, then perhaps a blank and a comment.

    44344 讲得好. Full-width digits and blanks between digits are forgiven.
    """
    rest, digits = typed.strip(), ""
    while rest and len(digits) < len(questions):
        sign = unicodedata.normalize("NFKC", rest[0])
        if sign not in ANSWERS:
            break
        digits += sign.strip()
        rest = rest[1:]
    if len(digits) != len(questions) or rest[:1].isdecimal():
        raise FormUnreadable(typed.strip()[:40], len(questions))
    marks = {
        question: int(digit)
        for question, digit in zip(questions, digits, strict=True)
        if digit not in LEFT_BLANK
    }
    return Form(marks, rest.strip())


def record_form(session: Session, *, class_id: str, form: Form, by: Actor, at: datetime) -> str:
    """Store one form and give its id; the log tells that it was entered, not what it says."""
    comment = form.comment.strip()[:LONGEST_COMMENT]
    if not form.marks and not comment:
        raise FormEmpty
    stored = Evaluation(class_id=class_id, marks=dict(form.marks), comment=comment)
    session.add(stored)
    session.flush()
    audit.record(session, by=by, at=at, act="evaluation.enter", subject=class_id)
    return stored.id


def take_last_back(session: Session, *, class_id: str, by: Actor, at: datetime) -> None:
    """Delete the form entered last: a slip of the finger. Raises NothingEntered."""
    last = session.scalar(
        select(Evaluation).filter_by(class_id=class_id).order_by(Evaluation.id.desc()).limit(1)
    )
    if last is None:
        raise NothingEntered
    session.delete(last)
    audit.record(session, by=by, at=at, act="evaluation.take_back", subject=class_id)


def count_forms(session: Session, class_id: str) -> int:
    """How many forms of a class were entered."""
    counted = select(func.count()).select_from(Evaluation).filter_by(class_id=class_id)
    return session.scalar(counted) or 0


def summary(session: Session, class_id: str) -> Summary:
    """Add up the forms of a class; comments in an order that tells nothing."""
    forms = session.scalars(select(Evaluation).filter_by(class_id=class_id)).all()
    asked = list(questions_of(session, class_id))
    asked += sorted({name for form in forms for name in form.marks} - set(asked))
    return Summary(
        forms=len(forms),
        questions=tuple(_figures(name, [form.marks.get(name) for form in forms]) for name in asked),
        comments=tuple(sorted(form.comment for form in forms if form.comment)),
    )


def _figures(question: str, levels: Sequence[int | None]) -> QuestionFigures:
    four, three, two, one = (sum(level == wanted for level in levels) for wanted in (4, 3, 2, 1))
    return QuestionFigures(question, (four, three, two, one))
