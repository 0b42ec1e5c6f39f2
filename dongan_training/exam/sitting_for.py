"""Sit an exam for somebody from a file of answers: as the screen does it, step by step."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from dongan_training.accounts.actor import Actor
from dongan_training.bank.drafts import QuestionType
from dongan_training.bank.scoring import Value
from dongan_training.errors import UserError
from dongan_training.exam.answer_line import Slip, read_line
from dongan_training.exam.candidate_view import ShownQuestion, sitting_view
from dongan_training.exam.delivery import (
    Given,
    fitting_value,
    keep_time,
    save_answer,
    start_attempt,
)
from dongan_training.exam.handing_in import Receipt, hand_in_early
from dongan_training.sheets.content import content_of
from dongan_training.sheets.refusals import TooLarge
from dongan_training.texts import N_, _
from dongan_training.workspace import Workspace

LARGEST_FILE = 1_000_000  # bytes
SECONDS_EACH = 20.0  # time that is said to have gone by with each answer
WRITTEN = (QuestionType.FILL_BLANK, QuestionType.SHORT_ANSWER)


@dataclass(eq=False)
class AnswersUnreadable(UserError):
    file: str
    slip: str
    message = N_("读不懂答案文件“{file}”：{slip}。")
    advice = N_(
        "没有保存任何答案。可以写一行字母（如 BADC AC √×），"
        '也可以写 JSON：题号对应答案，例如 {{"1": "B", "2": "AC", "3": true}}。'
    )


@dataclass(frozen=True)
class Sat:
    """What came of it; without a receipt the attempt is still open."""

    attempt_id: str
    saved: int
    receipt: Receipt | None


@dataclass(frozen=True)
class Script:
    """Whose attempt, the file of answers, and whether it is handed in at the end."""

    exam_id: str
    enrolment_id: str
    answers: Path
    hands_in: bool = True


def sit_for(workspace: Workspace, script: Script, *, by: Actor, now: Callable[[], datetime]) -> Sat:
    """Start or go on, save the answers one by one, each in a commit of its own, and hand in.

    The whole file is understood before the first answer is saved.
    """
    text = _text_of(script.answers)
    with workspace.begin() as session:
        attempt_id = start_attempt(
            session, exam_id=script.exam_id, enrolment_id=script.enrolment_id, at=now()
        )
        view = sitting_view(session, attempt_id)
        values = read_answers(view.questions, text, script.answers.name)
    seconds = view.seconds_used
    for item_id, value in values.items():
        seconds = min(seconds + SECONDS_EACH, view.seconds_allotted - 1)
        with workspace.begin() as session:
            given = Given(item_id, value, seconds)
            save_answer(session, attempt_id=attempt_id, given=given, at=now())
    if not script.hands_in:
        with workspace.begin() as session:
            place = max(0, len(values) - 1)
            keep_time(session, attempt_id=attempt_id, seconds_used=seconds, place=place, at=now())
        return Sat(attempt_id, len(values), None)
    with workspace.begin() as session:
        receipt = hand_in_early(
            session, attempt_id=attempt_id, seconds_used=seconds, by=by, at=now()
        )
    return Sat(attempt_id, len(values), receipt)


def read_answers(questions: Sequence[ShownQuestion], text: str, file: str) -> Mapping[str, Value]:
    """Understand a line of letters, or JSON by question number; raises AnswersUnreadable."""
    if text.lstrip().startswith("{"):
        return _read_json(questions, text, file)
    read = read_line(questions, " ".join(text.split()))
    _refuse(read.slip, file)
    return {item_id: value for item_id, value in read.values.items() if value}


def _read_json(questions: Sequence[ShownQuestion], text: str, file: str) -> Mapping[str, Value]:
    try:
        told = json.loads(text)
    except ValueError as error:
        raise AnswersUnreadable(file, str(error)) from error
    numbered = {str(one.number): one for one in questions}
    values: dict[str, Value] = {}
    for number, answer in told.items():
        if number not in numbered:
            raise AnswersUnreadable(file, _("没有第 {number} 题").format(number=number))
        values[numbered[number].item_id] = _read_one(numbered[number], answer, file)
    return {item_id: value for item_id, value in values.items() if value}


def _read_one(question: ShownQuestion, answer: Any, file: str) -> Value:
    if question.type in WRITTEN:
        texts = answer if isinstance(answer, list) else [answer]
        return fitting_value(question.type, 0, question.blanks, [str(one) for one in texts])
    if isinstance(answer, bool):
        answer = "√" if answer else "×"
    line = "".join(map(str, answer)) if isinstance(answer, list) else str(answer)
    read = read_line([question], line or "-")
    _refuse(read.slip, file)
    return read.values.get(question.item_id, [])


def _refuse(slip: Slip | None, file: str) -> None:
    if slip is not None:
        told = _("第 {number} 题：{told}").format(number=slip.number, told=slip.told)
        raise AnswersUnreadable(file, told)


def _text_of(path: Path) -> str:
    try:
        return content_of(path, LARGEST_FILE).decode("utf-8-sig")
    except TooLarge as error:
        raise AnswersUnreadable(path.name, _("文件太大")) from error
    except UnicodeDecodeError as error:
        raise AnswersUnreadable(path.name, _("不是 UTF-8 文本")) from error
