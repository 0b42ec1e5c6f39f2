"""Why somebody has these marks: for each question the answer, the key, the rule and the points."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from dongan_training.bank.drafts import QuestionType
from dongan_training.bank.models import QuestionVersion
from dongan_training.bank.scoring import (
    LETTERS,
    Value,
    is_answered,
    plain_number,
    right_blanks,
    rule_in_words,
)
from dongan_training.exam.grading import ExamKey, ItemMark
from dongan_training.exam.items import items_of_form, order_shown
from dongan_training.exam.keys import keys_of_exam
from dongan_training.exam.models import (
    Answer,
    AnswerMark,
    Attempt,
    CorrectionKind,
    Exam,
    KeyCorrection,
    PaperItem,
)
from dongan_training.exam.queries import key_in_words
from dongan_training.exam.settling import marks_of
from dongan_training.texts import N_, _, sentences


class LineState(StrEnum):
    """What became of one answer."""

    RIGHT = "right"
    PARTLY = "partly"
    WRONG = "wrong"
    OPEN = "open"  # nothing was answered
    WAITING = "waiting"  # a person must mark it
    GIVEN = "given"  # everybody gets the points
    DROPPED = "dropped"


LINE_STATE_NAMES = {
    LineState.RIGHT: N_("答对"),
    LineState.PARTLY: N_("部分得分"),
    LineState.WRONG: N_("答错"),
    LineState.OPEN: N_("未作答"),
    LineState.WAITING: N_("待阅卷"),
    LineState.GIVEN: N_("全体给分"),
    LineState.DROPPED: N_("本题作废"),
}


@dataclass(frozen=True)
class MarkLine:
    """One question of an attempt, in the numbers and letters in which the person saw it."""

    item_id: str
    number: int
    type: QuestionType
    stem: str
    options: tuple[str, ...]  # in the order shown, without letters
    answer: str
    key: str
    rule: str
    points: float | None  # None while a person must mark it
    full: float
    state: LineState
    corrected: bool  # whether its key was corrected after the exam
    why: str  # in a sentence or two

    @property
    def id(self) -> str:
        """What stays the same when the line is read anew."""
        return self.item_id


@dataclass(frozen=True)
class AttemptExplained:
    """All marks of one attempt, and what they come to."""

    attempt_id: str
    name: str
    title: str
    form: str
    score: float | None
    full_marks: float
    pass_mark: float
    handed_in_at: datetime | None
    lines: tuple[MarkLine, ...]


@dataclass(frozen=True)
class _Line:
    """What is known of one question before it is put into words."""

    item: PaperItem
    order: Sequence[int]
    key: ExamKey
    value: Value
    mark: ItemMark
    corrections: Sequence[KeyCorrection]
    given: Sequence[AnswerMark]


def explain_attempt(session: Session, attempt_id: str) -> AttemptExplained:
    """Read one attempt question by question, in the order in which the person saw the form."""
    attempt = session.get_one(Attempt, attempt_id)
    exam = session.get_one(Exam, attempt.exam_id)
    keys = keys_of_exam(session, exam, attempt.form)
    marks = {one.item_id: one for one in marks_of(session, attempt).items}
    answers = {
        one.item_id: one.value
        for one in session.scalars(select(Answer).where(Answer.attempt_id == attempt_id))
    }
    made, given = _corrections(session, exam.id), _given(session, attempt_id)
    items = {one.id: one for one in items_of_form(session, attempt.form)}
    lines = [
        _Line(
            item=items[placed["item"]],
            order=placed["options"],
            key=keys[placed["item"]],
            value=answers.get(placed["item"], ()),
            mark=marks[placed["item"]],
            corrections=made.get(placed["item"], ()),
            given=given.get(placed["item"], ()),
        )
        for placed in order_shown(attempt, items)
    ]
    return AttemptExplained(
        attempt_id=attempt_id,
        name=attempt.enrolment.person.name,
        title=exam.title,
        form=attempt.form.letter,
        score=attempt.score,
        full_marks=exam.paper.full_marks,
        pass_mark=exam.pass_mark,
        handed_in_at=attempt.handed_in_at,
        lines=tuple(_told(exam, line, number) for number, line in enumerate(lines, start=1)),
    )


def _told(exam: Exam, line: _Line, number: int) -> MarkLine:
    version = line.item.version
    return MarkLine(
        item_id=line.item.id,
        number=number,
        type=version.type,
        stem=version.stem,
        options=tuple(version.options[option] for option in line.order),
        answer=_value_words(version, line.value, line.order) or _("未作答"),
        key=_key_words(version, line),
        rule=_rule_words(exam, line),
        points=line.mark.points,
        full=line.item.points,
        state=_state(line),
        corrected=bool(line.corrections),
        why=sentences(_reasons(exam, line)),
    )


def _state(line: _Line) -> LineState:
    if line.key.treatment is CorrectionKind.DROP:
        return LineState.DROPPED
    if line.key.treatment is CorrectionKind.EVERYBODY:
        return LineState.GIVEN
    if line.mark.points is None:
        return LineState.WAITING
    if not is_answered(line.value):
        return LineState.OPEN
    if line.mark.points >= line.mark.full - 1e-9:
        return LineState.RIGHT
    return LineState.PARTLY if line.mark.points > 0 else LineState.WRONG


def _reasons(exam: Exam, line: _Line) -> list[str]:
    told = [_verdict(exam, line)]
    told += [
        _("{name}更正：{reason}。").format(name=one.made_by, reason=one.reason.rstrip("。"))
        for one in line.corrections
    ]
    told += [
        _("{marker}给 {points} 分{comment}。").format(
            marker=one.marker,
            points=plain_number(one.points),
            comment=_("（{text}）").format(text=one.comment) if one.comment else "",
        )
        for one in line.given
    ]
    return told


def _verdict(exam: Exam, line: _Line) -> str:
    if line.key.treatment is CorrectionKind.DROP:
        return _("本题作废，不计分，其余题按比例折算成满分。")
    if line.key.treatment is CorrectionKind.EVERYBODY:
        return _("本题全体给分。")
    if line.mark.points is None:
        return _("等待人工阅卷。")
    if not is_answered(line.value):
        return _("没有作答，得 0 分。")
    points = plain_number(line.mark.points)
    if line.given:
        return _("人工阅卷，得 {points} 分。").format(points=points)
    if line.mark.right:
        return _("答对，得 {points} 分。").format(points=points)
    return _share_words(exam, line, points)


def _share_words(exam: Exam, line: _Line, points: str) -> str:
    kind, key = line.item.version.type, line.key.keys[0]
    if kind is QuestionType.FILL_BLANK:
        right = max(right_blanks(one, line.value, exam.marking) for one in line.key.keys)
        told = _("{count} 空对 {right} 空，得 {points} 分。")
        return told.format(count=len(key.answer), right=right, points=points)
    if kind is QuestionType.MULTIPLE_CHOICE:
        chosen, wanted = set(line.value), set(key.answer)
        if chosen < wanted:
            told = _("少选 {missing} 项，得 {points} 分。")
            return told.format(missing=len(wanted - chosen), points=points)
        told = _("选对 {right} 项，错选 {wrong} 项，得 {points} 分。")
        return told.format(right=len(chosen & wanted), wrong=len(chosen - wanted), points=points)
    return _("答错，得 {points} 分。").format(points=points)


def _rule_words(exam: Exam, line: _Line) -> str:
    version = line.item.version
    words = rule_in_words(
        version.type, line.item.points, exam.marking, order_free=version.order_free
    )
    return words or _("全对得分，答错不得分")


def _key_words(version: QuestionVersion, line: _Line) -> str:
    if not line.key.accepted:
        return key_in_words(version, line.order)
    told = [_value_words(version, answer, line.order) for answer in line.key.accepted]
    return _("{key}（更正后）").format(key=_(" 或 ").join(told))


def _value_words(version: QuestionVersion, value: Value, order: Sequence[int]) -> str:
    if version.type in (QuestionType.SINGLE_CHOICE, QuestionType.MULTIPLE_CHOICE):
        shown = {LETTERS[option]: LETTERS[place] for place, option in enumerate(order)}
        return "".join(sorted(str(shown.get(one, one)) for one in value))
    return value_in_words(value)


def line_state_name(state: LineState) -> str:
    """Name what became of an answer."""
    return _(LINE_STATE_NAMES[state])


def value_in_words(value: Value) -> str:
    """Write a key or an answer as people read it: AC, √, 五 / 5；警告."""
    is_blanks = any(isinstance(one, list | tuple) for one in value)
    return ("；" if is_blanks else "").join(_word(one) for one in value)


def _word(one: Any) -> str:
    if isinstance(one, bool):
        return "√" if one else "×"
    return " / ".join(one) if isinstance(one, list | tuple) else str(one)


def _corrections(session: Session, exam_id: str) -> Mapping[str, list[KeyCorrection]]:
    made: dict[str, list[KeyCorrection]] = {}
    for one in session.scalars(
        select(KeyCorrection)
        .where(KeyCorrection.exam_id == exam_id)
        .order_by(KeyCorrection.made_at, KeyCorrection.id)
    ):
        made.setdefault(one.item_id, []).append(one)
    return made


def _given(session: Session, attempt_id: str) -> Mapping[str, list[AnswerMark]]:
    given: dict[str, list[AnswerMark]] = {}
    for one in session.scalars(
        select(AnswerMark)
        .where(AnswerMark.attempt_id == attempt_id)
        .order_by(AnswerMark.marked_at, AnswerMark.id)
    ):
        given.setdefault(one.item_id, []).append(one)
    return given
