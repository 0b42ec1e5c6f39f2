"""Everybody whose marks of an exam are final, with all they answered: what analyses rest on."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import Session

from dongan_training.exam.grading import ExamKey
from dongan_training.exam.mark_list import MarkList, MarkRow, ResultState, mark_list
from dongan_training.exam.mark_table import AnswerTable
from dongan_training.exam.models import Attempt, Exam, PaperItem
from dongan_training.exam.settling import all_keys, marked_table

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from dongan_training.exam.mark_table import Codes, Points


@dataclass(frozen=True)
class MarkedPeople:
    """The people whose marks are final, with all they answered, in one order."""

    exam: Exam
    marks: MarkList
    people: tuple[MarkRow, ...]
    answers: AnswerTable
    points: "Points"
    keys: Mapping[str, ExamKey]


@dataclass(frozen=True)
class Block:
    """People and items that belong together: all of them, or those of one parallel form."""

    codes: "Codes"
    points: "Points"
    totals: "NDArray[np.float64]"
    places: Mapping[str, int]  # columns in the answers by item


def marked_people(session: Session, exam_id: str) -> MarkedPeople:
    """Read everybody whose marks are final, each with the attempt that counts."""
    exam = session.get_one(Exam, exam_id)
    marks = mark_list(session, exam_id)
    by_attempt = {one.attempt_id: one for one in marks.rows if one.state is ResultState.MARKED}
    attempts = [
        one
        for one in session.scalars(
            select(Attempt).where(Attempt.exam_id == exam_id).order_by(Attempt.id)
        )
        if one.id in by_attempt
    ]
    keys = all_keys(session, exam)
    answers, points = marked_table(session, exam, attempts, keys)
    people = tuple(by_attempt[one] for one in answers.attempt_ids)
    return MarkedPeople(exam, marks, people, answers, points, keys)


def blocks_of(session: Session, table: MarkedPeople) -> dict[str, Block]:
    """Split into parallel forms; forms of the same questions are one block named ""."""
    import numpy as np

    items: dict[str, list[str]] = {}
    for item_id, form in session.execute(
        select(PaperItem.id, PaperItem.form)
        .where(PaperItem.paper_id == table.exam.paper_id)
        .order_by(PaperItem.position)
    ):
        items.setdefault(form, []).append(item_id)
    columns = {one: at for at, one in enumerate(table.answers.item_ids)}
    found = {}
    for form, of_form in items.items():
        rows = [at for at, one in enumerate(table.people) if form in ("", one.form)]
        places = [columns[one] for one in of_form]
        whole = len(rows) == len(table.people) and len(places) == len(columns)
        cut = np.s_[:, :] if whole and places == list(range(len(places))) else np.ix_(rows, places)
        points = table.points[cut]
        counts = np.array([float(table.keys[one].counts) for one in of_form])
        found[form] = Block(
            table.answers.codes[cut],
            points,
            points @ counts,
            {one: at for at, one in enumerate(of_form)},
        )
    return found
