"""What a candidate's screen may know of an attempt. Keys are not among it, and never pass here.

The screen shows options under the letters of the form; what it hands back is the letter
of the question version (``ShownOption.value``), so an answer means the same in each form.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from dongan_training.bank.drafts import Picture, QuestionType
from dongan_training.bank.models import Passage, QuestionVersion
from dongan_training.bank.picture_markers import shown_to_candidates
from dongan_training.bank.pictures import pictures_of
from dongan_training.bank.scoring import LETTERS, Marking, is_answered, rule_in_words
from dongan_training.exam.delivery import allotted_seconds, find_attempt
from dongan_training.exam.items import items_of_form, order_shown
from dongan_training.exam.models import Answer, Attempt, Exam, PaperItem
from dongan_training.people.units import unit_names


@dataclass(frozen=True)
class ShownOption:
    """One option: the letter the form shows, and the value to save when it is chosen."""

    letter: str
    text: str
    value: str


@dataclass(frozen=True)
class ShownQuestion:
    """One question as a candidate sees it, with the answer saved so far."""

    item_id: str
    number: int
    type: QuestionType
    points: float
    rule: str
    stem: str
    options: tuple[ShownOption, ...]
    blanks: int
    answer: tuple[Any, ...]
    flagged: bool
    passage: str = ""  # the text that questions beside it share
    pictures: tuple[bytes, ...] = ()  # 〔图1〕 is the first; empty: only its answer shows it

    @property
    def answered(self) -> bool:
        """Whether something was saved for it."""
        return is_answered(self.answer)


@dataclass(frozen=True)
class SittingView:
    """All that the screen of one attempt shows."""

    attempt_id: str
    title: str
    form: str
    name: str
    unit: str
    seconds_allotted: float
    seconds_used: float
    place: int
    questions: tuple[ShownQuestion, ...]


@dataclass(frozen=True)
class ExamNotice:
    """What stands on the screen before the start (考试须知)."""

    exam_id: str
    title: str
    minutes: int
    questions: int
    full_marks: float
    pass_mark: float
    rule: str
    open_book: bool = False
    earliest_hand_in: int = 0  # minutes
    shows_result: bool = False


def sitting_view(session: Session, attempt_id: str) -> SittingView:
    """Read an attempt as it is left: questions in the form's order, answers, flags, time."""
    attempt = find_attempt(session, attempt_id)
    exam = attempt.exam
    answers = {
        one.item_id: one
        for one in session.scalars(select(Answer).where(Answer.attempt_id == attempt_id))
    }
    return SittingView(
        attempt_id=attempt.id,
        title=exam.title,
        form=attempt.form.letter,
        name=attempt.enrolment.person.name,
        unit=unit_names(session, attempt.enrolment.person.org_unit_id).full,
        seconds_allotted=allotted_seconds(attempt),
        seconds_used=attempt.seconds_used,
        place=min(attempt.current_item, len(attempt.form.order) - 1),
        questions=_questions(session, attempt, answers),
    )


def form_questions(session: Session, exam_id: str, letter: str) -> tuple[ShownQuestion, ...]:
    """Read the questions of a form as they stand on its printed paper, with no answers."""
    exam = session.get_one(Exam, exam_id)
    form = next(one for one in exam.paper.forms if one.letter == letter)
    items = {one.id: one for one in items_of_form(session, form)}
    return _shown(session, form.order, items, _Kept(exam.marking, {}))


def exam_notice(session: Session, exam_id: str) -> ExamNotice:
    """Read what everybody is told before the start."""
    exam = session.get_one(Exam, exam_id)
    items = items_of_form(session, exam.paper.forms[0])
    multiple = [one.points for one in items if one.version.type is QuestionType.MULTIPLE_CHOICE]
    words = (
        rule_in_words(QuestionType.MULTIPLE_CHOICE, multiple[0], exam.marking) if multiple else ""
    )
    return ExamNotice(
        exam_id=exam.id,
        title=exam.title,
        minutes=exam.minutes,
        questions=len(items),
        full_marks=exam.paper.full_marks,
        pass_mark=exam.pass_mark,
        rule=words,
        open_book=exam.open_book,
        earliest_hand_in=exam.earliest_hand_in,
        shows_result=exam.shows_result,
    )


def _questions(
    session: Session, attempt: Attempt, answers: Mapping[str, Answer]
) -> tuple[ShownQuestion, ...]:
    items = {one.id: one for one in items_of_form(session, attempt.form)}
    kept = _Kept(attempt.exam.marking, answers)
    return _shown(session, order_shown(attempt, items), items, kept)


@dataclass(frozen=True)
class _Kept:
    """What beside the questions their look depends on."""

    marking: Marking
    answers: Mapping[str, Answer]


def _shown(
    session: Session,
    order: Sequence[Mapping[str, Any]],
    items: Mapping[str, PaperItem],
    kept: _Kept,
) -> tuple[ShownQuestion, ...]:
    versions = [one.version for one in items.values()]
    pictures = pictures_of(session, [one.id for one in versions])
    named = {one.passage_id for one in versions if one.passage_id}
    passages: dict[str, str] = {}
    if named:
        found = session.execute(select(Passage.id, Passage.text).where(Passage.id.in_(named)))
        passages = {passage_id: text for passage_id, text in found}
    questions = []
    for number, placed in enumerate(order, start=1):
        item = items[placed["item"]]
        question = _question(number, item, placed["options"], kept)
        passage = passages.get(item.version.passage_id or "", "")
        questions.append(
            replace(
                question,
                passage=passage,
                pictures=_pictures(item.version, passage, pictures.get(item.version.id, ())),
            )
        )
    return tuple(questions)


def _pictures(
    version: QuestionVersion, passage: str, pictures: Sequence[Picture]
) -> tuple[bytes, ...]:
    key = (str(one) for one in (*version.answer, version.explanation or ""))
    return shown_to_candidates(pictures, (passage, version.stem, *version.options), key)


def _question(number: int, item: PaperItem, order: Sequence[int], kept: _Kept) -> ShownQuestion:
    version = item.version
    saved = kept.answers.get(item.id)
    return ShownQuestion(
        item_id=item.id,
        number=number,
        type=version.type,
        points=item.points,
        rule=rule_in_words(version.type, item.points, kept.marking, order_free=version.order_free),
        stem=version.stem,
        options=tuple(
            ShownOption(LETTERS[place], version.options[option], LETTERS[option])
            for place, option in enumerate(order)
        ),
        blanks=len(version.answer) if version.type is QuestionType.FILL_BLANK else 0,
        answer=tuple(saved.value) if saved else (),
        flagged=saved.flagged if saved else False,
    )
