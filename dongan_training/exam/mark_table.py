"""Marking many attempts at once: a column of answers by item, each distinct answer judged once.

What ten thousand people chose among a handful of answers is judged a handful of times and
then looked up, so the work grows with the different answers and not with the people. The
rules are those of ``grading``; a property test holds the two together.
"""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import sqlalchemy as sa
from sqlalchemy import select
from sqlalchemy.orm import Session

from dongan_training.bank.scoring import Marking, Value
from dongan_training.exam.grading import ExamKey, points_of, stretch
from dongan_training.exam.items import items_of_form
from dongan_training.exam.models import Answer, Attempt, Exam

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Codes = NDArray[np.int32]
    Points = NDArray[np.float64]

NOTHING, NOT_ASKED = 0, -1


@dataclass(frozen=True)
class AnswerTable:
    """Answers of many attempts: rows are attempts, columns are items.

    ``codes[row, column]`` says which of ``values[column]`` was answered: 0 is nothing, −1
    an item that is not on the form of that attempt.
    """

    attempt_ids: tuple[str, ...]
    item_ids: tuple[str, ...]
    values: tuple[tuple[Value, ...], ...]
    codes: "Codes"


def read_answers(session: Session, exam: Exam, attempts: Sequence[Attempt]) -> AnswerTable:
    """Read what these attempts of one exam answered, in one pass over the stored rows."""
    import numpy as np

    asked = {
        form.id: [item.id for item in items_of_form(session, form)] for form in exam.paper.forms
    }
    item_ids = tuple(dict.fromkeys(item_id for items in asked.values() for item_id in items))
    columns = {item_id: column for column, item_id in enumerate(item_ids)}
    rows = {one.id: row for row, one in enumerate(attempts)}
    codes = np.full((len(attempts), len(item_ids)), NOT_ASKED, dtype=np.int32, order="F")
    for form_id, items in asked.items():
        of_form = [rows[one.id] for one in attempts if one.form_id == form_id]
        codes[np.ix_(of_form, [columns[one] for one in items])] = NOTHING
    texts: list[dict[str, int]] = [{"[]": NOTHING} for _item in item_ids]
    for attempt_id, item_id, text in session.execute(_stored(exam, attempts)):
        row, column = rows.get(attempt_id), columns.get(item_id)
        if row is not None and column is not None:
            known = texts[column]
            codes[row, column] = known.setdefault(text, len(known))
    values = tuple(tuple(json.loads(text) for text in known) for known in texts)
    return AnswerTable(tuple(rows), item_ids, values, codes)


def mark_table(keys: Mapping[str, ExamKey], answers: AnswerTable, marking: Marking) -> "Points":
    """Give the points of every answer, rows and columns as in ``answers``: pure.

    NaN where a person must mark it, 0 where the item was not asked.
    """
    import numpy as np

    points = np.zeros(answers.codes.shape, order="F")
    for column, (item_id, values) in enumerate(zip(answers.item_ids, answers.values, strict=True)):
        paid = [points_of(keys[item_id], value, marking) for value in values]
        # NOT_ASKED is −1: the last place of the list, where nothing is paid.
        worth = np.array([np.nan if one is None else one for one in paid] + [0.0])
        points[:, column] = worth[answers.codes[:, column]]
    return points


def totals_of(
    keys: Mapping[str, ExamKey], answers: AnswerTable, points: "Points"
) -> list[float | None]:
    """Sum up each attempt: None while an answer waits, stretched where a question was dropped."""
    import numpy as np

    earned = points.sum(axis=1).tolist()
    whole = dropped = [0.0] * len(earned)
    gone = np.array([not keys[item_id].counts for item_id in answers.item_ids], dtype=bool)
    if gone.any():
        full = np.array([keys[item_id].printed.points for item_id in answers.item_ids])
        asked = (answers.codes != NOT_ASKED).astype(np.float64)
        whole, dropped = (asked @ full).tolist(), (asked @ (full * gone)).tolist()
    known: dict[tuple[float, float, float], float | None] = {}  # each result is rounded once
    totals = []
    for facts in zip(earned, whole, dropped, strict=True):
        if facts not in known:
            known[facts] = None if math.isnan(facts[0]) else stretch(*facts)
        totals.append(known[facts])
    return totals


def _stored(exam: Exam, attempts: Sequence[Attempt]) -> sa.Select[str, str, str]:
    """The rows as text: equal answers have equal texts, so most are never parsed."""
    text = sa.cast(Answer.value, sa.Text)
    found = select(Answer.attempt_id, Answer.item_id, text)
    if len(attempts) == 1:
        return found.where(Answer.attempt_id == attempts[0].id)
    return found.join(Attempt).where(Attempt.exam_id == exam.id)
