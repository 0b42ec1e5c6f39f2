"""After the exam: correct a key or drop a question, see first who changes by how much.

The paper stays frozen. A correction is a fact with its reason beside it; all attempts are
marked anew by the keys then in force, and nothing of what was before is lost.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from dongan_training.accounts import audit
from dongan_training.accounts.actor import Actor
from dongan_training.bank.drafts import QuestionType
from dongan_training.bank.scoring import LETTERS, Value
from dongan_training.errors import UserError
from dongan_training.exam.explaining import value_in_words
from dongan_training.exam.grading import corrected
from dongan_training.exam.items import first_places
from dongan_training.exam.keys import corrections_of, printed_key
from dongan_training.exam.measuring import measure_again
from dongan_training.exam.models import (
    Attempt,
    CorrectionKind,
    Exam,
    KeyCorrection,
    PaperItem,
)
from dongan_training.exam.queries import NoSuchForm
from dongan_training.exam.settling import all_keys, derive_scores, settle_marks
from dongan_training.texts import N_, _
from dongan_training.training.models import Enrolment

KIND_NAMES: Mapping[CorrectionKind, str] = {
    CorrectionKind.NEW_KEY: N_("改答案"),
    CorrectionKind.ALSO: N_("增加一个答案"),
    CorrectionKind.EVERYBODY: N_("全体给分"),
    CorrectionKind.DROP: N_("本题作废"),
    CorrectionKind.RESTORE: N_("恢复原答案"),
}
FIRST_FORM = "A"
WITH_ANSWER = (CorrectionKind.NEW_KEY, CorrectionKind.ALSO)


@dataclass(eq=False)
class KeyDoesNotFit(UserError):
    text: str
    message = N_("“{text}”不能作这道题的答案。")
    advice = N_("没有改动。选择题写选项字母，判断题写“对”或“错”，填空题每空用“；”隔开。")


@dataclass(eq=False)
class RegradeReasonMissing(UserError):
    message = N_("更正答案必须写明原因。")
    advice = N_("没有改动。请填写原因后再执行。")


@dataclass(eq=False)
class NoSuchItem(UserError):
    form: str
    number: int
    message = N_("{form} 卷没有第 {number} 题。")
    advice = N_("没有改动。请核对卷别和题号。")


@dataclass(frozen=True)
class Correction:
    """What is to become of one question; ``answer`` only for a new or second key."""

    item_id: str
    kind: CorrectionKind
    answer: Value = ()
    reason: str = ""


@dataclass(frozen=True)
class ScoreChange:
    """What a correction does to one person's marks."""

    enrolment_id: str
    attempt_id: str
    number: int
    name: str
    before: float | None
    after: float | None
    passed_before: bool
    passed_after: bool

    @property
    def difference(self) -> float:
        """By how much the marks change."""
        return round((self.after or 0) - (self.before or 0), 2)


@dataclass(frozen=True)
class Regrade:
    """What a correction does to an exam: whose marks change, and how many stay."""

    number: int  # of the question, on ``form``
    form: str  # the first form that has it
    kind: CorrectionKind
    changes: tuple[ScoreChange, ...]
    unchanged: int

    @property
    def now_passed(self) -> int:
        """How many pass by it."""
        return sum(one.passed_after and not one.passed_before for one in self.changes)

    @property
    def now_failed(self) -> int:
        """How many fail by it."""
        return sum(one.passed_before and not one.passed_after for one in self.changes)


@dataclass(frozen=True)
class CorrectionRow:
    """One correction of the past; ``number`` is that on ``form``, the first that has it."""

    number: int
    form: str
    kind: CorrectionKind
    answer: str
    reason: str
    made_at: datetime
    made_by: str


def kind_name(kind: CorrectionKind) -> str:
    """Name what is done to a question."""
    return _(KIND_NAMES[kind])


def preview_regrade(session: Session, *, exam_id: str, correction: Correction) -> Regrade:
    """Work out what a correction would do; changes nothing."""
    exam = session.get_one(Exam, exam_id)
    item = session.get_one(PaperItem, correction.item_id)
    attempts = _attempts(session, exam_id)
    keys = all_keys(session, exam)
    made = [*corrections_of(session, exam_id).get(item.id, ()), _event(correction)]
    keys[item.id] = corrected(printed_key(item), made)
    after = derive_scores(session, exam, attempts, keys)
    return _regrade(exam, item, correction, attempts, after)


def correct_key(
    session: Session, *, exam_id: str, correction: Correction, by: Actor, at: datetime
) -> Regrade:
    """Add a correction and mark all attempts of the exam anew.

    Raises RegradeReasonMissing. A correction is never taken away: RESTORE is another one.
    """
    if not correction.reason.strip():
        raise RegradeReasonMissing
    done = preview_regrade(session, exam_id=exam_id, correction=correction)
    session.add(
        KeyCorrection(
            exam_id=exam_id,
            item_id=correction.item_id,
            kind=correction.kind,
            answer=list(correction.answer),
            reason=correction.reason.strip(),
            made_at=at,
            made_by=by.name,
        )
    )
    settle_marks(session, _attempts(session, exam_id))
    measure_again(session, exam_id)
    details = {
        "item": correction.item_id,
        "kind": correction.kind.value,
        "answer": list(correction.answer),
        "reason": correction.reason.strip(),
        "changed": {one.attempt_id: [one.before, one.after] for one in done.changes},
    }
    audit.record(session, by=by, at=at, act="exam.correct_key", subject=exam_id, details=details)
    return done


def corrections_made(session: Session, exam_id: str) -> tuple[CorrectionRow, ...]:
    """List the corrections of an exam, the newest first."""
    found = session.scalars(
        select(KeyCorrection)
        .where(KeyCorrection.exam_id == exam_id)
        .order_by(KeyCorrection.made_at.desc(), KeyCorrection.id.desc())
    )
    standing = first_places(session.get_one(Exam, exam_id).paper)
    return tuple(
        CorrectionRow(
            number=standing[one.item_id].number,
            form=standing[one.item_id].form,
            kind=one.kind,
            answer=value_in_words(one.answer) if one.kind in WITH_ANSWER else "",
            reason=one.reason,
            made_at=one.made_at,
            made_by=one.made_by,
        )
        for one in found
    )


def item_by_number(session: Session, *, exam_id: str, number: int, form: str = "") -> str:
    """Give the item with that number on a form, as it stands on its paper; A unless named."""
    exam = session.get_one(Exam, exam_id)
    letter = form.strip().upper() or FIRST_FORM
    order = next((one.order for one in exam.paper.forms if one.letter == letter), None)
    if order is None:
        raise NoSuchForm(exam.paper.title, letter)
    if not 1 <= number <= len(order):
        raise NoSuchItem(letter, number)
    item_id: str = order[number - 1]["item"]
    return item_id


def read_key(session: Session, item_id: str, text: str) -> Value:
    """Turn what somebody typed into the JSON form of a key; raises KeyDoesNotFit."""
    version = session.get_one(PaperItem, item_id).version
    value: Value | None
    if version.type is QuestionType.TRUE_FALSE:
        value = {"对": [True], "√": [True], "错": [False], "×": [False]}.get(text.strip())
    elif version.type is QuestionType.FILL_BLANK:
        value = _blanks(text, len(version.answer))
    else:
        value = _letters(text, LETTERS[: len(version.options)], version.type)
    if value is None:
        raise KeyDoesNotFit(text)
    return value


def _blanks(text: str, count: int) -> Value | None:
    blanks = [[one.strip() for one in blank.split("/")] for blank in text.split("；")]
    return blanks if len(blanks) == count and all(all(blank) for blank in blanks) else None


def _letters(text: str, known: str, kind: QuestionType) -> Value | None:
    letters = sorted(set(text.strip().upper()))
    most = 1 if kind is QuestionType.SINGLE_CHOICE else len(known)
    return letters if set(letters) <= set(known) and 1 <= len(letters) <= most else None


def _event(correction: Correction) -> tuple[CorrectionKind, Value]:
    return correction.kind, correction.answer


def _attempts(session: Session, exam_id: str) -> Sequence[Attempt]:
    return session.scalars(
        select(Attempt)
        .join(Enrolment, Attempt.enrolment_id == Enrolment.id)
        .where(Attempt.exam_id == exam_id)
        .order_by(Enrolment.number)
        .options(joinedload(Attempt.enrolment).joinedload(Enrolment.person))
    ).all()


def _regrade(
    exam: Exam,
    item: PaperItem,
    correction: Correction,
    attempts: Sequence[Attempt],
    after: Mapping[str, float | None],
) -> Regrade:
    changes = tuple(
        ScoreChange(
            enrolment_id=one.enrolment_id,
            attempt_id=one.id,
            number=one.enrolment.number,
            name=one.enrolment.person.name,
            before=one.score,
            after=after[one.id],
            passed_before=_passes(one.score, exam),
            passed_after=_passes(after[one.id], exam),
        )
        for one in attempts
        if one.score != after[one.id]
    )
    place = first_places(exam.paper)[item.id]
    unchanged = len(attempts) - len(changes)
    return Regrade(place.number, place.form, correction.kind, changes, unchanged)


def _passes(score: float | None, exam: Exam) -> bool:
    return score is not None and score >= exam.pass_mark
