"""What the start page says of marks that are not final, and of the overall result."""

# ruff: noqa: F811  pytest hands fixtures over by their names

from dataclasses import replace

from dongan_training.exam.handing_in import close_exam
from dongan_training.exam.models import Attempt
from dongan_training.overall.composing import set_weights
from dongan_training.reports.checklist import closing_of
from dongan_training.reports.closing import ItemKind, ItemState
from dongan_training.reports.today import StepKind
from tests.exam.conftest import essay_exam, essays  # noqa: F401  found by their names
from tests.overall.conftest import (  # noqa: F401  found by their names
    WEIGHTS,
    bank,
    class_id,
    enrolments,
    hall,
    paper_id,
    start,
    weighed,
)
from tests.reports.test_today import Office, office  # noqa: F401  found by its name


def test_marks_are_a_step_only_while_something_is_missing(
    office: Office, essay_exam, essays
) -> None:
    assert StepKind.MARKS in office.steps()
    assert [one.waiting for one in office.today().outstanding] == [2]
    with office.workspace.begin() as session:
        for attempt_id in essays.values():
            session.get_one(Attempt, attempt_id).score = 7
    assert StepKind.MARKS not in office.steps()


def test_the_overall_result_is_asked_for_once_the_exam_is_over(office: Office, weighed) -> None:
    weights = replace(WEIGHTS, pass_mark=70, for_certificate=True)
    with office.workspace.begin() as session:
        facts = {"class_id": weighed.class_id, "by": office.by, "at": office.at}
        set_weights(session, weights=weights, **facts)
    assert office.today().conditions.overall_from == 70
    assert StepKind.MARKS not in office.steps()
    with office.workspace.begin() as session:
        close_exam(session, exam_id=weighed.exam_id, by=office.by, at=office.at)
    today = office.today()
    assert (StepKind.MARKS in office.steps(), today.ungiven) == (True, {"平时": 6})
    assert today.without_pass == 5


def test_the_checklist_of_a_class_tells_what_its_marks_lack(
    office: Office, essay_exam, essays
) -> None:
    with office.workspace.read() as session:
        closing = closing_of(session, class_id=essay_exam.class_id, at=office.at)
    (marks,) = (one for one in closing.items if one.kind is ItemKind.MARKS)
    assert (marks.state, marks.remark) == (ItemState.OPEN, "已评分 1 人　2 人待阅卷")
